"""Running sums over a table: each row is decided with what earlier rows of its group came to.

The k-th rows of all groups are decided at once, round by round, so that the work grows with the rows and not with
their square. Where few groups are left, as with one person of thousands of visits, the compiled functions for one case
go on, row by row; both ways are tested to agree.
"""

# ruff: noqa: S608  (names of relations and columns are our own)

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongbao.decisions.generated import GET, Form
from gongbao.decisions.program import Program
from gongbao.decisions.sources import ROW, Progress
from gongbao.decisions.undecided import Walk
from gongbao.feel import MISSING, Missing, MissingInput, number_context
from gongbao.pack.compiled import Accumulation

STEP = "gongbao_step"
"""The relation of one round: the k-th rows with the sums so far."""
STATES = "gongbao_states"
"""The sums that each row starts from, in the order of rows."""
FEWEST = 2_000
"""Rows that make a round worth its fixed cost; fewer are decided one by one."""
RANKED, FOUND = "gongbao_ranked", "gongbao_found"
OUTSIDE, SPOILT, GROUP, RANK = "gongbao_outside", "gongbao_spoilt", "gongbao_group", "gongbao_rank"
"""Columns of `RANKED`: adds nothing, being outside the period; refused, so that what follows is missing."""
FETCHED = 10_000

State = list[Decimal | None]
"""Running sums; None is missing."""


@dataclass(frozen=True, slots=True)
class Running:
    """One running sum: the column that holds it (null where it is missing) and the column's decimal type."""

    accumulation: Accumulation
    precision: int
    scale: int
    value: str

    @property
    def type(self) -> str:
        """The engine's type."""
        return f"decimal({self.precision}, {self.scale})"


@dataclass(frozen=True, slots=True)
class Summand:
    """Where a view over `STEP` holds what a row adds, and whether that is missing."""

    amount: str
    missing: str


def ranked(connection: Any, view: str, groups: Sequence[str], order: str, columns: Sequence[str]) -> None:
    """Number the rows of each group in their order; ties go by the row's place in the table.

    A group is known by its first row. Rows without a group or an order have none.
    """
    known = " and ".join(f"{column} is not null" for column in (*groups, order))
    connection.execute(
        f"create or replace temp table {RANKED} as "  # sorted by rank, so that a round reads its own stretch
        f"select {ROW}, case when {known} then first_value({ROW}) over visits end as {GROUP}, "
        f"row_number() over visits as {RANK}, {', '.join(columns)} from {view} "
        f"window visits as (partition by {', '.join(groups)} order by {order}, {ROW}) order by {RANK}, {ROW}"
    )


def first_step(connection: Any, running: Sequence[Running]) -> None:
    """An empty `STEP`, for views to be made over it."""
    connection.execute(f"create or replace temp table {STEP} as {_step(running, None, 0)}")


def run(
    program: Program,
    connection: Any,
    running: Sequence[Running],
    view: str,
    summands: Mapping[str, Summand],
    facts: Mapping[str, str],
    progress: Progress | None,
    fewest: int | None = None,
) -> None:
    """Make `STATES` from the rows of `RANKED`.

    Args:
        program: the prepared pack.
        connection: the engine.
        running: the sums.
        view: a view over `STEP` with the columns of `summands`.
        summands: by input.
        facts: fact → column, for the functions of one case.
        progress: told the rows done.
        fewest: rows that a round must have; None: `FEWEST`.
    """
    least = FEWEST if fewest is None else fewest
    counts = connection.execute(
        f"select {RANK}, count(*) from {RANKED} where {GROUP} is not null group by all order by all"
    ).fetchall()
    total, done = sum(count for _, count in counts), 0
    fields = ", ".join(f"{each.value} {each.type}" for each in running)
    connection.execute(f"create or replace temp table {FOUND} ({ROW} bigint, {fields})")
    columns = ", ".join(each.value for each in running)
    before: str | None = None
    for rank, count in counts:
        if count < least:
            _one_by_one(program, connection, running, before, rank, facts)
            break
        connection.execute(f"create or replace temp table {STEP} as {_step(running, before, rank)}")
        after = f"gongbao_after_{rank % 2}"
        connection.execute(f"create or replace temp table {after} as {_after(running, view, summands)}")
        connection.execute(f"insert into {FOUND} select {ROW}, {columns} from {STEP}")
        before, done = after, done + count
        if progress is not None:
            progress("逐次累计", done, total)
    connection.execute(
        f"create or replace temp table {STATES} as "
        f"select {ROW}, {columns} from {RANKED} left join {FOUND} using ({ROW})"
    )


def _step(running: Sequence[Running], before: str | None, rank: int) -> str:
    if before is None:
        columns = ", ".join(f"cast(0 as {each.type}) as {each.value}" for each in running)
        return f"select *, {columns} from {RANKED} where {RANK} = {rank} and {GROUP} is not null"
    columns = ", ".join(f"b.{each.value}" for each in running)
    return f"select r.*, {columns} from {RANKED} r join {before} b on r.{GROUP} = b.{GROUP} where r.{RANK} = {rank}"


def _after(running: Sequence[Running], view: str, summands: Mapping[str, Summand]) -> str:
    """What each row leaves to the next of its group: a refused row and one without a value leave nothing known."""
    columns = []
    for each in running:
        found = summands[each.accumulation.input]
        columns.append(
            f"case when {SPOILT} then null when {OUTSIDE} then {each.value} when {found.missing} then null "
            f"else cast({each.value} + coalesce({found.amount}, 0) as {each.type}) end as {each.value}"
        )
    return f"select {GROUP}, {', '.join(columns)} from {view}"


def _one_by_one(
    program: Program,
    connection: Any,
    running: Sequence[Running],
    before: str | None,
    rank: int,
    facts: Mapping[str, str],
) -> None:
    """The rows from `rank` on by the functions for one case."""
    import pyarrow as pa

    states: dict[int, State] = {}
    if before is not None:
        columns = ", ".join(each.value for each in running)
        rows = connection.execute(
            f"select {GROUP}, {columns} from {before} "
            f"where {GROUP} in (select {GROUP} from {RANKED} where {RANK} = {rank})"
        ).fetchall()
        states = {row[0]: list(row[1:]) for row in rows}
    selected = ", ".join([ROW, GROUP, OUTSIDE, SPOILT, *facts.values()])
    found = connection.execute(
        f"select {selected} from {RANKED} where {RANK} >= {rank} and {GROUP} is not null order by {GROUP}, {RANK}"
    )
    types = [pa.int64(), *(pa.decimal128(each.precision, each.scale) for each in running)]
    names = [ROW, *(each.value for each in running)]
    decide = _stepper(program, running)
    tables = []
    while rows := found.fetchmany(FETCHED):
        starts: list[list[Any]] = [[] for _ in types]
        for row, group, outside, spoilt, *values in rows:
            state = states.setdefault(group, [Decimal(0)] * len(running))
            for column, value in zip(starts, (row, *state), strict=True):
                column.append(value)
            if spoilt:
                states[group] = [None] * len(running)
            elif not outside:
                states[group] = decide(dict(zip(facts, map(_typed, values), strict=True)), state)
        arrays = [pa.array(column, kind) for column, kind in zip(starts, types, strict=True)]
        tables.append(pa.Table.from_arrays(arrays, names=names))
    if tables:
        connection.register("gongbao_tail", pa.concat_tables(tables))
        connection.execute(f"insert into {FOUND} select * from gongbao_tail")
        connection.unregister("gongbao_tail")


def _typed(value: object) -> object:
    return MISSING if value is None else value


def _stepper(program: Program, running: Sequence[Running]) -> Callable[[dict[str, object], State], State]:
    """What a row makes of the sums."""
    plans, empty = program.plans, program.layout.empty(Form.PLAIN)
    summed = [(each.accumulation.input, plans.decisions[each.accumulation.of].decision) for each in running]

    def decide(given: dict[str, object], state: State) -> State:
        for (name, _), amount in zip(summed, state, strict=True):
            given[name] = MISSING if amount is None else amount
        slots = empty[:]
        slots[GET] = given.get
        walk: Walk | None = None
        after: State = []
        for (_, decision), amount in zip(summed, state, strict=True):
            day = given.get(str(decision.date))
            epoch = plans.epoch(day if isinstance(day, date) else None)
            value: object
            try:
                with number_context():
                    value = program.nodes(epoch)[decision.name](slots)
            except MissingInput:
                walk = walk or program.walk(given)
                value = walk.value(decision.name, epoch)
            if amount is None or isinstance(value, Missing):
                after.append(None)
            else:
                after.append(amount + value if isinstance(value, Decimal) else amount)
        return after

    return decide
