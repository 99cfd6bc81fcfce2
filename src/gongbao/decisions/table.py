"""A decision for every row of a table, in DuckDB through Ibis: the same as one by one, written whole or not at all."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from gongbao.decisions.accumulate import OUTSIDE, SPOILT
from gongbao.decisions.answer import Status
from gongbao.decisions.program import DAY, Program, Root
from gongbao.decisions.sinks import Script, check_target, write
from gongbao.decisions.sources import ROW, Progress, Source, TableError, open_source, reading
from gongbao.decisions.values import shown
from gongbao.pack.compiled import Accumulation, FactType, Input

VALUE, STATUS, MISSING_FACTS, REFUSED_RULES, AS_OF_TEXT = "结果", "状态", "缺少", "拒绝", "按当时条文计算"
MEMORY_SHARE = 0.6
MOST_SCRIPTS = 64


@dataclass(frozen=True, slots=True)
class TableReport:
    """What came of it. `statuses` counts rows by status, `absent` says how facts without a column were filled."""

    pack: str
    pack_hash: str
    decision: str
    source: str
    out: str
    rows: int
    statuses: Mapping[str, int]
    columns: tuple[str, ...]
    absent: Mapping[str, str]
    accumulated: tuple[str, ...]
    seconds: float

    def to_json(self) -> dict[str, object]:
        """As plain data."""
        return {
            "pack": self.pack,
            "pack_hash": self.pack_hash,
            "decision": self.decision,
            "source": self.source,
            "out": self.out,
            "rows": self.rows,
            "statuses": dict(self.statuses),
            "columns": list(self.columns),
            "absent": dict(self.absent),
            "accumulated": list(self.accumulated),
            "seconds": round(self.seconds, 3),
        }

    def __str__(self) -> str:
        """For a terminal."""
        names = {
            Status.DECIDED: "已判定",
            Status.UNDECIDED: "缺事实未判定",
            Status.REFUSED: "不能受理",
            Status.NOT_IN_FORCE: "不在施行期间",
        }
        counts = "，".join(f"{said} {self.statuses.get(status, 0):,} 行" for status, said in names.items())
        lines = [f"{self.out}：共 {self.rows:,} 行，{counts}（{self.seconds:.1f} 秒）"]
        lines += [f"  {name}：{how}" for name, how in self.absent.items()]
        return "\n".join(lines)


@dataclass
class _Work:
    """One run. `inputs` are all facts that the decision, and what is accumulated for it, may read."""

    program: Program
    root: Root
    source: Source
    on: date | None
    as_of_text: bool
    inputs: dict[str, Input] = field(default_factory=dict)
    accumulations: list[Accumulation] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the table has a column of this name."""
        return name in self.source.types


def decide_table(
    program: Program,
    decision: str,
    source: Path | str,
    out: Path | str,
    *,
    on: date | None = None,
    as_of_text: bool = False,
    progress: Progress | None = None,
) -> TableReport:
    """Decide every row of a table and write it, in its order, with the columns 结果, 状态, 缺少 and 拒绝 added.

    Columns are facts by name; others are passed through. A fact without a column takes its default, its derivation, the
    sum over earlier rows of its group, or, as the decision's date, `on`.

    Args:
        program: the prepared pack.
        decision: its name, or a catalogue id that it alone runs.
        source: a Parquet file, or a CSV with a header in UTF-8 or GB18030.
        out: a Parquet or CSV file; replaced as a whole when all is done.
        on: the day for all rows where the table has no column of the decision's date.
        as_of_text: outside the document's period reckon by its words all the same; a column marks those rows.
        progress: told the stage, what is done and what there is.

    Raises:
        TableError: the file or its columns do not serve; nothing is written then.
        ConflictError: two rows of a decision table exclude each other and are both true.
        UnknownDecisionError: no such decision.
    """
    began = time.perf_counter()
    source, out = Path(source), Path(out)
    root = program.root(decision)
    if root.plan.decision.table_refusal is not None:
        raise TableError(f"判定“{root.plan.decision.name}”不能对整张表计算：{root.plan.decision.table_refusal}")
    check_target(source, out)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".gongbao-") as folder:
        backend = _engine(Path(folder))
        try:
            opened = open_source(backend.con, source, Path(folder))
            work = _Work(program, root, opened, on, as_of_text)
            _look_for_columns(work)
            if progress is not None:
                progress("判定", 0, 0)
            with reading(source, out, is_csv=opened.is_csv):
                made, counts = _run(work, backend, Path(folder), out, progress)
            made.replace(out)
        finally:
            backend.disconnect()
    return TableReport(
        program.pack.name,
        program.pack.hash,
        root.plan.decision.name,
        str(source),
        str(out),
        sum(counts.values()),
        {status.value: counts.get(status.value, 0) for status in Status},
        tuple(name for name in work.inputs if work.has(name)),
        work.absent,
        tuple(each.input for each in work.accumulations),
        time.perf_counter() - began,
    )


def _engine(folder: Path) -> Any:
    """A DuckDB that downloads nothing, spills into `folder` and leaves memory to others."""
    import ibis

    return ibis.duckdb.connect(
        ":memory:",
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
        temp_directory=str(folder / "spill"),
        memory_limit=f"{int(_memory() * MEMORY_SHARE / 2**20)}MB",
        preserve_insertion_order=True,
    )


def _memory() -> int:
    import os

    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return 4 * 2**30


def _run(work: _Work, backend: Any, folder: Path, out: Path, progress: Progress | None) -> tuple[Path, dict[str, int]]:
    """The file made and rows by status.

    A Parquet file is first taken to hold no cell that is written in an unusual way, which spares a look at all of its
    texts; only where rows came out refused it is read again with that look. What a script says depends on the columns
    alone then, so it is kept for the next table of the same ones.
    """
    trusting = not work.source.is_csv and not work.accumulations
    metadata, scripts = _metadata(work), work.program.scripts
    if trusting:
        key = (work.root.plan.decision.name, tuple(work.source.types.items()), work.on, work.as_of_text)
        script = scripts.get(key)
        if script is None:
            if len(scripts) >= MOST_SCRIPTS:
                scripts.clear()
            script = scripts[key] = _script(work, backend, progress, plain=True)
        else:
            for view in script.views:
                backend.con.execute(view)
        made, counts = write(backend.con, script, out, folder, metadata, STATUS)
        if not counts.get(Status.REFUSED.value):
            return made, counts
    script = _script(work, backend, progress, plain=False)
    return write(backend.con, script, out, folder, metadata, STATUS)


def _metadata(work: _Work) -> dict[str, str]:
    pack, decision = work.program.pack, work.root.plan.decision
    return {
        "gongbao.pack": pack.name,
        "gongbao.pack_hash": pack.hash,
        "gongbao.decision": decision.name,
        "gongbao.document": pack.document,
        "gongbao.as_of_text": "true" if work.as_of_text else "false",
    }


def _look_for_columns(work: _Work) -> None:
    """Which facts have columns, which are filled how, and which accumulate.

    Raises:
        TableError: a column that is needed is absent, or a name of ours is taken.
    """
    plans, decision = work.program.plans, work.root.plan.decision
    for name in (VALUE, STATUS, MISSING_FACTS, REFUSED_RULES, AS_OF_TEXT):
        if work.has(name):
            raise TableError(f"{work.source.path}：已经有名为“{name}”的列，结果会写在这一列，请先改名或去掉")
    if work.root.date_fact is None and work.on is None:
        raise TableError(f"判定“{decision.name}”没有自己的日期，请用 on 写明{DAY}")
    able = {each.input: each for each in plans.pack.accumulations if _can_accumulate(work, each)}
    waiting = [decision.name]
    seen: set[str] = set()
    lacking: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name not in plans.inputs:
            below = plans.below(name)
            date_fact = plans.decisions[name].decision.date if name in plans.decisions else None
            waiting += [
                *below,
                *([date_fact] if date_fact is not None and (name == decision.name or plans.epochs > 1) else []),
            ]
            continue
        declared = plans.inputs[name]
        work.inputs[name] = declared
        if work.has(name):
            continue
        if name in able:
            work.accumulations.append(able[name])
            work.absent[name] = f"没有这一列，按{'、'.join(able[name].over)}逐行累计{able[name].of}"
            waiting += [able[name].of, *(_fact_of(group) for group in (*able[name].over, able[name].order))]
            each_date = plans.decisions[able[name].of].decision.date
            waiting += [each_date] if each_date else []
        elif name == work.root.date_fact and work.on is not None:
            work.absent[name] = f"没有这一列，都按 {shown(work.on, FactType.DATE, None)}"
        elif declared.default is not None:
            work.absent[name] = f"没有这一列，都按默认值 {declared.default}"
        elif declared.derived is not None:
            work.absent[name] = f"没有这一列，由“{declared.derived}”推算"
            waiting.append(declared.derived)
        else:
            lacking.append(name)
    order = {name: place for place, name in enumerate(plans.inputs)}
    work.inputs = {name: work.inputs[name] for name in sorted(work.inputs, key=order.__getitem__)}
    work.accumulations.sort(key=lambda each: order[each.input])
    if lacking:
        raise TableError(_lacking(work, sorted(lacking, key=order.__getitem__)))


def _can_accumulate(work: _Work, each: Accumulation) -> bool:
    names = [_fact_of(group) for group in (*each.over, each.order)]
    return not work.has(each.input) and all(work.has(name) for name in names)


def _fact_of(group: str) -> str:
    return group.removeprefix("年(").removesuffix(")") if group.startswith("年(") else group


def _lacking(work: _Work, names: list[str]) -> str:
    decision = work.root.plan.decision
    may_lack = []
    for name, declared in work.inputs.items():
        if name == work.root.date_fact:
            may_lack.append(f"{name}（可以用 on 写明同一天）")
        elif declared.default is not None:
            may_lack.append(f"{name}（不写按默认值 {declared.default}）")
        elif declared.derived is not None:
            may_lack.append(f"{name}（不写由“{declared.derived}”推算）")
    wanted = [name for name in work.inputs if not any(text.startswith(f"{name}（") for text in may_lack)]
    text = f"{work.source.path} 第1行：缺少列“{'”“'.join(names)}”。判定“{decision.name}”要有的列：{'、'.join(wanted)}"
    return f"{text}；可以没有的列：{'、'.join(may_lack)}" if may_lack else text


def _script(work: _Work, backend: Any, progress: Progress | None, *, plain: bool) -> Script:
    """What makes the source's columns and ours; the views are made."""
    import ibis

    from gongbao.decisions.columns import by_epoch, constant, over_cells
    from gongbao.decisions.running import accumulated

    program, plans, root = work.program, work.program.plans, work.root
    stages, rules = over_cells(backend, plans, work.inputs, work.source, plain=plain)
    if root.date_fact is not None and not work.has(root.date_fact) and work.on is not None:
        stages.keep((root.date_fact, 0), constant(work.on))
        for epoch in range(1, plans.epochs):
            stages.known[root.date_fact, epoch] = stages.known[root.date_fact, 0]
    day = stages.column(stages.known[root.date_fact, 0]).expr if root.date_fact else ibis.literal(work.on)
    told = [rule for fact in root.inputs for rule in rules.get(fact, ())]
    outside = _outside(program, day)
    refused = reduce(or_, [stages.table[rule.broken] for rule in told]) if told else ibis.literal(False)
    stages.add({OUTSIDE: outside, SPOILT: refused})
    if work.accumulations:
        adding_nothing = ibis.literal(False) if work.as_of_text else stages.table[OUTSIDE]
        stages = accumulated(program, stages, work.accumulations, adding_nothing, progress)
    name = root.plan.decision.name
    for epoch in range(plans.epochs) if root.date_fact else [plans.epoch(work.on)]:
        stages.need(name, epoch)
    lost: dict[str, Any] = {}
    if root.date_fact is not None:
        date_column = stages.column(stages.known[root.date_fact, 0])
        made = by_epoch(plans, date_column, [stages.column(stages.known[name, each]) for each in range(plans.epochs)])
        lost.update(date_column.missing)
    else:
        made = stages.column(stages.known[name, plans.epoch(work.on)])
    lost = {**made.missing, **lost}
    lacking = [(fact, lost[fact]) for fact in plans.inputs if fact in lost]
    now = stages.table
    status = [(now[SPOILT], Status.REFUSED.value)] if told else []
    if not work.as_of_text:
        status.append((now[OUTSIDE], Status.NOT_IN_FORCE.value))
    if lacking:
        status.append((reduce(or_, [condition for _, condition in lacking]), Status.UNDECIDED.value))
    decided = ibis.cases(*status, else_=Status.DECIDED.value) if status else ibis.literal(Status.DECIDED.value)
    none = ibis.null("string")
    names = [ibis.ifelse(condition, fact, none) for fact, condition in lacking]
    broken = [rule.told(now) for rule in told]
    stages.add(
        {
            STATUS: decided,
            "gongbao_value": made.expr.cast(_result_type(root, made.type)),
            "gongbao_lacking": ibis.ifelse(_is(decided, Status.UNDECIDED), ibis.literal("、").join(names), "")
            if names
            else ibis.literal(""),
            "gongbao_broken": ibis.ifelse(now[SPOILT], ibis.literal("；").join(broken), "")
            if broken
            else ibis.literal(""),
        }
    )
    last = stages.table
    value = last["gongbao_value"]
    ours = {
        VALUE: ibis.ifelse(_is(last[STATUS], Status.DECIDED), value, ibis.null(value.type())),
        STATUS: last[STATUS],
        MISSING_FACTS: last["gongbao_lacking"],
        REFUSED_RULES: last["gongbao_broken"],
    }
    if work.as_of_text:
        ours[AS_OF_TEXT] = last[OUTSIDE] & ~last[SPOILT]
    own = [last[column] for column in work.source.types]
    chosen = last.select(*own, *(column.name(name) for name, column in ours.items()), last[ROW])
    # What goes straight through keeps its order; a join does not.
    ordered = chosen.order_by(ROW) if stages.joined else chosen
    types = {name: type_ for name, type_ in ordered.schema().items() if name != ROW}
    texts = frozenset(name for name, type_ in types.items() if type_.is_string())
    return Script(tuple(stages.statements), backend.compile(ordered), tuple(types), texts)


def _is(state: Any, status: Status) -> Any:
    return state == status.value


def _result_type(root: Root, type_: Any) -> str:
    """The engine's type of the result: money has its two places."""
    if root.plan.decision.type is FactType.MONEY and type_.scale < 2:
        return f"decimal({type_.digits + 2}, 2)"
    return str(type_.engine)


def _outside(program: Program, day: Any) -> Any:
    """Whether a day is outside the document's period; a missing day is not."""
    import ibis

    conditions = []
    if program.first_day is not None:
        conditions.append(day < program.first_day)
    if program.last_day is not None:
        conditions.append(day > program.last_day)
    return reduce(or_, conditions).fill_null(False) if conditions else ibis.literal(False)
