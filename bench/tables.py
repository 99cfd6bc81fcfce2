"""Whole tables: gongbao against SQL that a person would write for DuckDB, Parquet to Parquet, the same claims."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench.subject import DECISION
from bench.timing import Timed, in_turn
from gongbao.decisions import Program, decide_table

PERSONS_VISITS = 5


def claims(path: Path, rows: int, *, year_only: bool) -> Path:
    """A table of claims; with `year_only` all in 2022 and without the columns that are to be accumulated."""
    days = 365 if year_only else 1826
    sums = "" if year_only else ", 0::decimal(12,2) as 本年度已付起付, 0::decimal(12,2) as 本年度已支付"
    duckdb.execute(
        f"""copy (select 'P' || person as 参保人,
        date '2022-01-01' + (hash(i * 3 + 2) % {days})::int as 就诊日期,
        case when hash(person * 5) % 3 = 0 then '退休' else '在职' end as 人员类别,
        (20 + hash(person * 11) % 60)::integer as 年龄,
        ((hash(i * 13) % 500000) / 100)::decimal(12,2) as 政策范围内费用 {sums}
        from (select i, hash(i * 7 + 1) % {max(rows // PERSONS_VISITS, 1)} as person from range({rows}) t(i)))
        to '{path}' (format parquet)"""
    )
    return path


LIMIT = "case when 人员类别 = '退休' then 4000::decimal(12,2) when 年龄 < 45 then 2000 else 3000 end"
RATE = "case when 人员类别 = '退休' then 0.7::decimal(3,2) else 0.6::decimal(3,2) end"
DEDUCTIBLE = "greatest(0, least(政策范围内费用, 100::decimal(12,2) - 本年度已付起付))"
VALUE = f"round(greatest(0, least({LIMIT} - 本年度已支付, (政策范围内费用 - {DEDUCTIBLE}) * {RATE})), 2)::decimal(18,2)"
OPEN = {
    "就诊日期": "就诊日期 is null",
    "人员类别": "人员类别 is null",
    "年龄": "年龄 is null and (人员类别 is null or 人员类别 = '在职')",
    "政策范围内费用": "政策范围内费用 is null",
    "本年度已付起付": "本年度已付起付 is null",
    "本年度已支付": "本年度已支付 is null",
}
RANGES = {
    "年龄不能小于 0": "年龄 < 0",
    "年龄不能大于 150": "年龄 > 150",
    "人员类别只能是在职、退休之一": "人员类别 not in ('在职', '退休')",
    "政策范围内费用不能小于 0": "政策范围内费用 < 0",
    "本年度已付起付不能小于 0": "本年度已付起付 < 0",
    "本年度已支付不能小于 0": "本年度已支付 < 0",
}


def value_only(path: Path) -> str:
    """The amount and nothing else."""
    return f"select *, {VALUE} as 结果 from '{path}'"


def like_for_like(path: Path) -> str:
    """The amount with status, what is missing and what is refused."""
    lacking = ", ".join(f"case when {condition} then '{name}' end" for name, condition in OPEN.items())
    broken = ", ".join(f"case when {condition} then '{rule}' end" for rule, condition in RANGES.items())
    return f"""select * exclude (缺, 错, 状), case when 状 = 'decided' then {VALUE} end as 结果, 状 as 状态,
        case when 状 = 'undecided' then 缺 else '' end as 缺少, 错 as 拒绝
        from (select *, case when 错 <> '' then 'refused'
            when 就诊日期 not between date '2022-01-01' and date '2026-12-31' then 'not in force'
            when 缺 <> '' then 'undecided' else 'decided' end as 状
        from (select *, concat_ws('、', {lacking}) as 缺, concat_ws('；', {broken}) as 错 from '{path}'))"""


def measure_bulk(program: Program, folder: Path, rows: int, rounds: int) -> list[Timed]:
    """gongbao, like for like, value only."""
    source = claims(folder / f"claims-{rows}.parquet", rows, year_only=False)
    mine, other = folder / "mine.parquet", folder / "other.parquet"
    connection = duckdb.connect()

    def run(sql: str) -> None:
        connection.execute(f"copy ({sql}) to '{other}' (format parquet)")

    decide_table(program, DECISION, source, mine)
    run(like_for_like(source))
    agree(mine, other, "结果, 状态, 缺少, 拒绝")
    return list(
        in_turn(
            {
                "gongbao decide --table": lambda: decide_table(program, DECISION, source, mine),
                "手写 SQL，同样的输出（结果、状态、缺少、拒绝）": lambda: run(like_for_like(source)),
                "手写 SQL，只有结果": lambda: run(value_only(source)),
            },
            rounds,
        ).values()
    )


def measure_running(program: Program, folder: Path, rows: int, rounds: int) -> list[Timed]:
    """Sums over the year: gongbao with everything, windows with the amount alone."""
    source = claims(folder / f"visits-{rows}.parquet", rows, year_only=True)
    mine, other = folder / "mine.parquet", folder / "other.parquet"
    connection = duckdb.connect()

    def run() -> None:
        connection.execute(f"copy ({windows(source)}) to '{other}' (format parquet)")

    decide_table(program, DECISION, source, mine)
    run()
    agree(mine, other, "结果")
    return list(
        in_turn(
            {
                "gongbao decide --table（逐次累计，任何累计规则）": lambda: decide_table(
                    program, DECISION, source, mine
                ),
                "手写窗口 SQL（只有结果，只适用于这一条规则）": run,
            },
            rounds,
        ).values()
    )


def windows(path: Path) -> str:
    """Deductible and limit by windows. It needs an insight that holds for this rule alone: what was paid before is the
    lesser of limit and sum of the unlimited amounts, as long as status and age do not change within the year."""
    over = (
        "(partition by 参保人, year(就诊日期) order by 就诊日期, 编 rows between unbounded preceding and 1 preceding)"
    )
    return f"""select * exclude (编, 前, 付, 已),
        greatest(0, least({LIMIT} - least({LIMIT}, 已), 付))::decimal(18,2) as 结果
        from (select *, coalesce(sum(付) over {over}, 0)::decimal(18,2) as 已
        from (select *, round((政策范围内费用 - greatest(0, least(政策范围内费用, 100 - least(100, 前)))) * {RATE}, 2)
            ::decimal(18,2) as 付
        from (select *, coalesce(sum(政策范围内费用) over {over}, 0)::decimal(18,2) as 前
        from (select * exclude (file_row_number), file_row_number as 编
            from read_parquet('{path}', file_row_number = true))))) order by 编"""


def agree(mine: Path, other: Path, columns: str) -> None:
    """Raises where two results differ in any row."""
    names = [name.strip() for name in columns.split(",")]
    unlike = " or ".join(f"a.{name} is distinct from b.{name}" for name in names)
    found = duckdb.execute(f"select count(*) from '{mine}' a positional join '{other}' b where {unlike}").fetchone()
    if found is None or found[0]:
        raise AssertionError(f"{found} 行不同")
