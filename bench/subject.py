"""What is measured: 统筹支付 of 廊政办发〔2021〕6号, as the shipped pack has it, and the library that it rests on."""

from __future__ import annotations

from pathlib import Path

from gongbao.decisions import Program, prepare
from gongbao.library import Library
from gongbao.pack import open_pack

PACK, DECISION = "职工医保门诊共济-2021", "统筹支付"
GAZETTES = Path(__file__).resolve().parent.parent / "gazettes"


def library(folder: Path) -> Library:
    """A library of the shipped gazettes in a folder of its own."""
    made = Library.open(f"sqlite:///{folder / 'library.db'}")
    made.ingest([GAZETTES])
    return made


def program(held: Library, folder: Path) -> Program:
    """The pack, compiled anew."""
    return prepare(open_pack(PACK, held, cache=folder / "packs"))
