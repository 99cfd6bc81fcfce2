"""Proof: a pack against its text.

Comes in: a pack's folder and what resolves citations, usually the library.
Goes out: a `CheckReport`: every fault with file, line, column, what is wrong and what to do, and how much was proved.
Promises: each citation resolves and its words stand in that place once; each value is the number in its words; each
comparison, type, unit, period and catalogue id agrees; each example holds, decided by the program that answers
everyone. A pack that passes is kept compiled.
Never: mends a pack, changes a text, or passes what it could not read.
"""

from gongbao.proof.check import check
from gongbao.proof.report import CheckReport, Finding

__all__ = ["CheckReport", "Finding", "check"]
