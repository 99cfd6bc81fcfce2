"""Decisions: a compiled pack runs, for one case with its reasons or for a whole table.

Comes in: a `CompiledPack`, and facts as text, JSON or typed values; or a table in Parquet or CSV. Goes out: an `Answer`
(decided, undecided, refused, not in force) whose every reason carries citation and words; or a table with value,
status, what is missing and what is refused in each row.
Promises: money is exact; a missing input never decides anything, and all that the path needs are named; what one case
says, the table says; outside the document's period nothing is reckoned but by explicit choice, marked on every line;
a table is written whole or not at all.
Never: opens the library, reads a pack's source, or knows a door.
"""

from gongbao.decisions.answer import Answer, Kind, Reading, Reason, Refusal, Status
from gongbao.decisions.describe import describe
from gongbao.decisions.generated import ConflictError
from gongbao.decisions.plan import DecisionError
from gongbao.decisions.program import NotInForceError, Program, UnknownDecisionError, prepare
from gongbao.decisions.read_facts import Unreadable, read_facts, read_value
from gongbao.decisions.sources import TableError
from gongbao.decisions.table import TableReport, decide_table
from gongbao.decisions.values import shown

__all__ = [
    "Answer",
    "ConflictError",
    "DecisionError",
    "Kind",
    "NotInForceError",
    "Program",
    "Reading",
    "Reason",
    "Refusal",
    "Status",
    "TableError",
    "TableReport",
    "UnknownDecisionError",
    "Unreadable",
    "decide_table",
    "describe",
    "prepare",
    "read_facts",
    "read_value",
    "shown",
]
