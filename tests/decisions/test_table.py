"""A table is decided as each of its rows would be, exactly, in order, whole or not at all."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongbao.decisions import ConflictError, Program, Status, TableError, accumulate, decide_table, prepare, table
from gongbao.pack.compiled import (
    CompiledPack,
    Decision,
    DecisionTable,
    FactType,
    HitPolicy,
    Input,
    ParameterValue,
    Rule,
)

DAY = date(2022, 6, 1)
TYPES = {
    "参保人": pa.string(),
    "就诊日期": pa.date32(),
    "人员类别": pa.string(),
    "年龄": pa.int32(),
    "出生日期": pa.date32(),
    "政策范围内费用": pa.decimal128(14, 3),
    "本年度已付起付": pa.decimal128(12, 2),
    "本年度已支付": pa.decimal128(12, 2),
    "是否住院": pa.bool_(),
    "是否急诊": pa.bool_(),
}
NEEDED = ["人员类别", "年龄", "政策范围内费用"]

Rows = list[dict[str, Any]]


def parquet(path: Path, rows: Rows, columns: list[str]) -> Path:
    arrays = [pa.array([row.get(name) for row in rows], TYPES[name]) for name in columns]
    pq.write_table(pa.Table.from_arrays(arrays, names=columns), path)
    return path


def as_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _rows(path: Path) -> Rows:
    if path.suffix == ".parquet":
        return list(pq.read_table(path).to_pylist())
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_rows(program: Program, decision: str, rows: Rows, on: date | None, as_of_text: bool = False) -> Rows:
    """The reference: one case after the other."""
    found = []
    for row in rows:
        facts = {name: value for name, value in row.items() if name in program.plans.inputs}
        answer = program.decide(decision, facts, on, as_of_text=as_of_text, reasons=False)
        found.append(said(answer))
    return found


def said(answer: Any) -> dict[str, Any]:
    return {
        "结果": answer.value,
        "状态": answer.status.value,
        "缺少": "、".join(answer.missing),
        "拒绝": "；".join(refusal.rule for refusal in answer.refusals),
    }


def same(row: dict[str, Any], expected: dict[str, Any]) -> bool:
    value, wanted = row["结果"], expected["结果"]
    if isinstance(value, bool):
        value = "true" if value else "false"
    equal = (value is None and wanted is None) or (
        value is not None
        and wanted is not None
        and (Decimal(str(value)) == Decimal(wanted) if re.fullmatch(r"-?[\d.]+", str(wanted)) else str(value) == wanted)
    )
    return equal and all(row[name] == expected[name] for name in ("状态", "缺少", "拒绝"))


def none_or(values: st.SearchStrategy[Any], *, often: int = 5) -> st.SearchStrategy[Any]:
    return st.one_of(*[values] * often, st.none())


visit = st.fixed_dictionaries(
    {
        "参保人": none_or(st.sampled_from(["甲", "乙", "丙"]), often=9),
        "就诊日期": none_or(
            st.sampled_from(
                [date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 1), date(2026, 12, 31), date(2027, 1, 1)]
            )
            | st.dates(date(2022, 1, 1), date(2023, 12, 31)),
            often=9,
        ),
        "人员类别": none_or(st.sampled_from(["在职", "退休", "在职", "退休", "离休"])),
        "年龄": none_or(st.integers(-1, 151) | st.sampled_from([44, 45])),
        "出生日期": none_or(st.dates(date(1930, 1, 1), date(2020, 1, 1))),
        "政策范围内费用": none_or(
            st.decimals(0, 9000, places=2)
            | st.sampled_from([Decimal("-0.01"), Decimal("0.125"), Decimal(100), Decimal("100.01")]),
            often=9,
        ),
        "本年度已付起付": none_or(st.decimals(0, 120, places=2)),
        "本年度已支付": none_or(st.decimals(-1, 4100, places=2)),
        "是否住院": none_or(st.booleans()),
        "是否急诊": none_or(st.booleans()),
    }
)
OPTIONAL = ["年龄", "出生日期", "本年度已付起付", "本年度已支付"]
DECISIONS = ["统筹支付", "个人负担", "年度支付限额", "本次起付", "可否直接结算", "支付比例"]

slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@slow
@given(
    st.lists(visit, min_size=1, max_size=25),
    st.sets(st.sampled_from(OPTIONAL)),
    st.sampled_from(DECISIONS),
    st.booleans(),
)
def test_a_table_says_what_its_rows_say_one_by_one(
    program: Program,
    tmp_path_factory: pytest.TempPathFactory,
    rows: Rows,
    left_out: set[str],
    decision: str,
    as_of_text: bool,
) -> None:
    if {"年龄", "出生日期"} <= left_out:
        left_out = left_out - {"年龄"}
    columns = [name for name in TYPES if name not in left_out | {"参保人"}]
    rows = [{name: row[name] for name in columns} for row in rows]
    folder = tmp_path_factory.mktemp("property")
    source, out = parquet(folder / "in.parquet", rows, columns), folder / "out.parquet"
    decide_table(program, decision, source, out, as_of_text=as_of_text, on=DAY)
    expected = by_rows(program, decision, rows, DAY, as_of_text)
    for row, got, wanted in zip(rows, _rows(out), expected, strict=True):
        assert same(got, wanted), (row, got, wanted)


def running_reference(program: Program, decision: str, rows: Rows) -> Rows:
    """Accumulation by hand: rows in order of date, each case with what earlier ones of the person and year came to."""
    sums = {"本年度已付起付": "本次起付", "本年度已支付": "统筹支付"}
    states: dict[tuple[str, int], dict[str, Decimal | None]] = {}
    answers: dict[int, Any] = {}
    order = sorted(range(len(rows)), key=lambda place: (rows[place]["就诊日期"] or date.max, place))
    for place in order:
        row = rows[place]
        group = (row["参保人"], row["就诊日期"].year) if row["参保人"] and row["就诊日期"] else None
        state = (
            dict.fromkeys(sums, None) if group is None else states.setdefault(group, dict.fromkeys(sums, Decimal(0)))
        )
        case = {**row, **state}
        answer = answers[place] = program.decide(decision, case, reasons=False)
        if group is None:
            continue
        if answer.status is Status.REFUSED:
            states[group] = dict.fromkeys(sums, None)
        elif answer.status is not Status.NOT_IN_FORCE:
            after: dict[str, Decimal | None] = {}
            for name, of in sums.items():
                part = program.decide(of, case, reasons=False)
                known = state[name]
                fine = known is not None and part.status is Status.DECIDED
                after[name] = known + Decimal(str(part.value)) if fine and known is not None else None
            states[group] = after
    return [said(answers[place]) for place in range(len(rows))]


@slow
@given(
    st.lists(visit, min_size=1, max_size=30),
    st.sampled_from(["统筹支付", "本次起付", "个人负担"]),
    st.sampled_from([0, 3, 10**9]),
)
def test_running_sums_are_what_one_by_one_gives_in_order_of_date(
    program: Program,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    rows: Rows,
    decision: str,
    fewest: int,
) -> None:
    columns = [name for name in TYPES if name not in ("本年度已付起付", "本年度已支付", "出生日期")]
    rows = [{name: row[name] for name in columns} for row in rows]
    folder = tmp_path_factory.mktemp("running")
    source, out = parquet(folder / "in.parquet", rows, columns), folder / "out.parquet"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accumulate, "FEWEST", fewest)
        decide_table(program, decision, source, out)
    for row, got, wanted in zip(rows, _rows(out), running_reference(program, decision, rows), strict=True):
        assert same(got, wanted), (row, got, wanted)


def test_the_deductible_is_paid_once_a_year_and_the_limit_holds(program: Program, tmp_path: Path) -> None:
    visits = [
        ("甲", date(2022, 3, 1), "在职", 44, "60"),
        ("甲", date(2022, 1, 5), "在职", 44, "80"),
        ("乙", date(2022, 1, 5), "退休", 70, "300"),
        ("甲", date(2022, 9, 9), "在职", 44, "9000"),
        ("甲", date(2022, 9, 9), "在职", 44, "10"),
        ("甲", date(2023, 1, 1), "在职", 44, "200"),
    ]
    columns = ["参保人", "就诊日期", "人员类别", "年龄", "政策范围内费用"]
    rows = [dict(zip(columns, (*each[:4], Decimal(each[4])), strict=True)) for each in visits]
    out = tmp_path / "out.parquet"
    report = decide_table(program, "统筹支付", parquet(tmp_path / "in.parquet", rows, columns), out)
    assert [str(row["结果"]) for row in _rows(out)] == ["24.00", "0.00", "140.00", "1976.00", "0.00", "60.00"]
    assert report.accumulated == ("本年度已付起付", "本年度已支付")
    assert "逐行累计统筹支付" in str(report)


BOTH_WAYS = pytest.mark.parametrize("fewest", [0, 10**9], ids=["in rounds", "one by one"])
VISIT = ["参保人", "就诊日期", "人员类别", "年龄", "政策范围内费用"]


@BOTH_WAYS
def test_after_a_refused_row_the_sums_of_that_person_and_year_are_missing(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewest: int
) -> None:
    monkeypatch.setattr(accumulate, "FEWEST", fewest)
    visits = [("甲", 1, 200), ("甲", 2, 44), ("乙", 3, 44), ("甲", 3, 44)]
    rows = [
        dict(zip(VISIT, (who, date(2022, month, 1), "在职", age, Decimal(50)), strict=True))
        for who, month, age in visits
    ]
    rows.append(dict(zip(VISIT, ("甲", date(2023, 1, 1), "在职", 44, Decimal(150)), strict=True)))
    decide_table(program, "统筹支付", parquet(tmp_path / "in.parquet", rows, VISIT), tmp_path / "out.parquet")
    found = _rows(tmp_path / "out.parquet")
    assert [row["状态"] for row in found] == ["refused", "undecided", "decided", "undecided", "decided"]
    assert {row["缺少"] for row in (found[1], found[3])} == {"本年度已付起付、本年度已支付"}
    assert found[4]["结果"] == Decimal(30)


@BOTH_WAYS
def test_a_row_that_lacks_a_fact_spoils_only_the_sums_that_need_it(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewest: int
) -> None:
    monkeypatch.setattr(accumulate, "FEWEST", fewest)
    rows = [
        dict(zip(VISIT, ("甲", date(2022, month, 1), status, 44, Decimal(80)), strict=True))
        for month, status in ((1, None), (2, "在职"))
    ]
    source = parquet(tmp_path / "in.parquet", rows, VISIT)
    for decision, missing in (("统筹支付", "本年度已支付"), ("本次起付", "")):
        decide_table(program, decision, source, tmp_path / "out.parquet")
        assert _rows(tmp_path / "out.parquet")[1]["缺少"] == missing


@BOTH_WAYS
def test_rows_outside_the_period_add_nothing(
    pack: CompiledPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewest: int
) -> None:
    monkeypatch.setattr(accumulate, "FEWEST", fewest)
    later = pack.in_force.model_copy(update={"first_day": date(2022, 3, 1)})
    program = prepare(pack.model_copy(update={"in_force": later}))
    rows = [
        dict(zip(VISIT, ("甲", date(2022, month, 1), "在职", 44, Decimal(300)), strict=True)) for month in (2, 3, 4)
    ]
    source = parquet(tmp_path / "in.parquet", rows, VISIT)
    for as_of_text, values in ((False, [None, 120, 180]), (True, [120, 180, 180])):
        decide_table(program, "统筹支付", source, tmp_path / "out.parquet", as_of_text=as_of_text)
        assert [row["结果"] for row in _rows(tmp_path / "out.parquet")] == values


def test_one_person_of_thousands_of_visits_is_not_quadratic(program: Program, tmp_path: Path) -> None:
    count = 6000
    columns = ["参保人", "就诊日期", "人员类别", "政策范围内费用", "年龄"]
    rows = [
        {"参保人": "甲", "就诊日期": DAY, "人员类别": "退休", "政策范围内费用": Decimal("1.01"), "年龄": None}
        for _ in range(count)
    ]
    out = tmp_path / "out.parquet"
    report = decide_table(program, "统筹支付", parquet(tmp_path / "in.parquet", rows, columns), out)
    found = [row["结果"] for row in _rows(out)]
    # 99 visits and one cent of the hundredth make up the deductible; the rest is paid at 70 %, rounded each time.
    assert found[98] == 0
    assert found[99] == Decimal("0.70")
    assert sum(found) == min(Decimal(4000), (count - 99) * Decimal("0.71") - Decimal("0.01"))
    assert report.seconds < 20


def test_money_is_decimal_all_the_way(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    statements: list[str] = []
    seen: list[Any] = []
    genuine = table.write

    def watched(connection: Any, script: Any, *rest: Any) -> Any:
        views = connection.execute("select sql from duckdb_views() where not internal").fetchall()
        statements.extend([*(row[0] for row in views), script.query])
        query = "select data_type, column_name from duckdb_columns() where not internal"
        seen.extend(connection.execute(query).fetchall())
        return genuine(connection, script, *rest)

    monkeypatch.setattr(table, "write", watched)
    columns = ["参保人", *NEEDED, "就诊日期"]
    rows = [{"参保人": "甲", "人员类别": "退休", "年龄": 70, "政策范围内费用": Decimal("131072.01"), "就诊日期": DAY}]
    decide_table(
        program,
        "个人负担",
        parquet(tmp_path / "in.parquet", [{**rows[0], "是否住院": False}], [*columns, "是否住院"]),
        tmp_path / "out.parquet",
    )
    assert statements
    assert not [text for text in statements if re.search(r"DOUBLE|FLOAT|REAL", text)]
    assert seen
    assert not [row for row in seen if row[0] in ("DOUBLE", "FLOAT")]
    assert pa.types.is_decimal(pq.read_schema(tmp_path / "out.parquet").field("结果").type)


def test_a_column_of_binary_floats_is_read_as_it_is_written(program: Program, tmp_path: Path) -> None:
    made = pa.table(
        {"人员类别": ["退休"] * 3, "年龄": [70.0, 70.0, 70.0], "政策范围内费用": [131072.01, 0.1 + 0.2, 200.1]}
    )
    pq.write_table(made, tmp_path / "in.parquet")
    decide_table(program, "统筹支付", tmp_path / "in.parquet", tmp_path / "out.parquet", on=DAY)
    found = _rows(tmp_path / "out.parquet")
    assert [row["状态"] for row in found] == ["decided", "refused", "decided"]
    assert found[1]["拒绝"] == "政策范围内费用最多写到分，即小数点后两位"
    assert found[2]["结果"] == Decimal("70.07")


CELLS = [
    ["甲", "在职", "44", "5000", "2022-06-01"],
    ["乙", "在职", "44岁", "0.5万", "2022年6月1日"],
    ["丙", "退 休", "70", "5,000.00", "2022/6/1"],
    ["丁", "退休", "", "５０００元", "20220601"],
    ["戊", "退休", "70", "五千", "2022-06-01"],
    ["己", "", "44", "", "2022-06-01"],
    ["庚", "在职", "200", "12.345", "2022-13-01"],
    ["辛", "在职", "45", "5000", "2027-01-01"],
    ["壬", "在职", "45", "5000", ""],
]
HEADER = ["姓名", "人员类别", "年龄", "政策范围内费用", "就诊日期"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_cells_of_a_csv_are_read_as_people_write_them(
    program: Program, tmp_path: Path, encoding: str, suffix: str
) -> None:
    source, out = as_csv(tmp_path / "in.csv", [HEADER, *CELLS], encoding), tmp_path / f"out{suffix}"
    report = decide_table(program, "统筹支付", source, out)
    rows = [dict(zip(HEADER, cells, strict=True)) for cells in CELLS]
    found = [{name: row[name] if row[name] != "" or name != "结果" else None for name in row} for row in _rows(out)]
    for got, wanted in zip(found, by_rows(program, "统筹支付", rows, None), strict=True):
        assert same(got, wanted), (got, wanted)
    assert [row["姓名"] for row in found] == [cells[0] for cells in CELLS]
    assert report.statuses == {"decided": 3, "undecided": 2, "refused": 3, "not in force": 1}
    assert report.rows == len(CELLS)


def test_what_was_reckoned_by_the_text_of_then_is_marked(program: Program, tmp_path: Path) -> None:
    source = as_csv(tmp_path / "in.csv", [HEADER, *CELLS])
    decide_table(program, "统筹支付", source, tmp_path / "out.csv", as_of_text=True)
    found = _rows(tmp_path / "out.csv")
    assert [row["按当时条文计算"] for row in found] == ["true" if row["姓名"] == "辛" else "false" for row in found]
    assert next(row for row in found if row["姓名"] == "辛")["结果"] == "2940.00"


def test_texts_that_a_spreadsheet_would_run_are_written_with_an_apostrophe(program: Program, tmp_path: Path) -> None:
    names = ["=1+1", "+cmd", "-cmd", "@sum", "-5", "+8613", "普通", "3-4"]
    rows = [["备注", *HEADER[1:]], *([name, "退休", "70", "200", "2022-06-01"] for name in names)]
    decide_table(program, "统筹支付", as_csv(tmp_path / "in.csv", rows), tmp_path / "out.csv")
    assert [row["备注"] for row in _rows(tmp_path / "out.csv")] == [
        "'=1+1",
        "'+cmd",
        "'-cmd",
        "'@sum",
        "-5",
        "+8613",
        "普通",
        "3-4",
    ]


def test_the_pack_is_named_in_the_file(program: Program, tmp_path: Path) -> None:
    rows = [{"人员类别": "退休", "年龄": 70, "政策范围内费用": Decimal(5000)}]
    report = decide_table(
        program, "统筹支付", parquet(tmp_path / "in.parquet", rows, NEEDED), tmp_path / "out.parquet", on=DAY
    )
    assert pq.read_metadata(tmp_path / "out.parquet").metadata[b"gongbao.pack_hash"] == program.pack.hash.encode()
    assert report.to_json()["pack_hash"] == program.pack.hash


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [{"人员类别": "退休", "年龄": 70, "政策范围内费用": Decimal(5000)}]
    return parquet(tmp_path / "in.parquet", rows, NEEDED)


def left_behind(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_failed_write_leaves_the_old_result_and_no_half(
    program: Program, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("旧", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(OSError, match="No space"):
        decide_table(program, "统筹支付", source, out, on=DAY)
    assert out.read_text(encoding="utf-8") == "旧"
    assert left_behind(tmp_path) == {"in.parquet", "out.csv"}


Faulty = Callable[[Path], Path]


def written(name: str, content: bytes) -> Faulty:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


HEAD = ",".join(HEADER).encode()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "none.csv", "none.csv：找不到或打不开这个文件，请核对路径和读取权限"),
        (written("a.csv", b""), "a.csv：是空文件，请核对文件"),
        (written("a.parquet", b"a,b\n1,2\n"), "a.parquet：不是 Parquet 文件，请核对；逗号分隔的文本请用 .csv 作后缀"),
        (written("a.parquet", b"PAR1" + b"\0" * 40), "a.parquet：不是完好的 Parquet 文件，请重新导出"),
        (written("a.xls", b"abc"), "a.xls：只能读 .parquet 和 .csv 文件，请先另存为其中一种"),
        (written("a.csv", b"\x00\x01\x02,"), "a.csv：像是二进制文件，不是 CSV，请核对"),
        (written("a.csv", b"\xff\xfea\x00"), "a.csv：是 UTF-16 编码，请另存为 UTF-8 或 GB18030"),
        (written("a.csv", b"\xff\xff\xff\xff"), "a.csv：既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8"),
        (written("a.csv", b"a,,b\n1,2,3\n"), "a.csv 第1行第2列：表头是空的，请写上这一列的名称"),
        (written("a.csv", "年龄,年龄\n1,2\n".encode()), "a.csv 第1行：有两列都叫“年龄”，请改掉其中一个"),
        (written("a.csv", b"gongbao_row\n1\n"), "a.csv 第1行：列名“gongbao_row”留给程序内部使用，请改名"),
        (written("a.csv", HEAD + "\n甲,退休,70,1,2022-06-01\n乙,退休,70\n".encode()),
         "a.csv 第3行：有 3 列，表头有 5 列，请核对逗号和引号"),
        (written("a.csv", "姓名,年龄\n甲,70\n".encode()),
         "a.csv 第1行：缺少列“就诊日期”“人员类别”“政策范围内费用”。判定“统筹支付”要有的列：人员类别、政策范围内费用；"
         "可以没有的列：就诊日期（可以用 on 写明同一天）、年龄（不写由“适用年龄”推算）、"
         "本年度已付起付（不写按默认值 0）、本年度已支付（不写按默认值 0）"),
        (written("a.csv", HEAD + ",结果\n甲,退休,70,1,2022-06-01,1\n".encode()),
         "a.csv：已经有名为“结果”的列，结果会写在这一列，请先改名或去掉"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_serve_is_answered_with_its_place_and_a_remedy(
    program: Program, tmp_path: Path, make: Faulty, message: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(TableError) as refused:
        decide_table(program, "统筹支付", path, tmp_path / "out.parquet")
    assert str(refused.value) == f"{tmp_path}/{message}"
    assert left_behind(tmp_path) <= {path.name}


def test_a_column_of_a_type_that_cannot_hold_its_fact_is_named(program: Program, tmp_path: Path) -> None:
    pq.write_table(pa.table({"人员类别": ["退休"], "年龄": [70], "政策范围内费用": [DAY]}), tmp_path / "in.parquet")
    with pytest.raises(TableError, match="列“政策范围内费用”的类型是 DATE，应当是数，请改成相应的类型或者文字"):
        decide_table(program, "统筹支付", tmp_path / "in.parquet", tmp_path / "out.parquet", on=DAY)


@pytest.mark.parametrize(
    ("out", "message"),
    [("in.parquet", "结果不能写回原表"), ("out.xlsx", "只能写成"), ("no/out.csv", "不存在"), (".", "只能写成")],
)
def test_the_target_is_looked_at_before_any_work(program: Program, source: Path, out: str, message: str) -> None:
    before = source.read_bytes()
    with pytest.raises(TableError, match=message):
        decide_table(program, "统筹支付", source, source.parent / out, on=DAY)
    assert source.read_bytes() == before


def test_a_table_of_no_rows_gives_a_table_of_no_rows(program: Program, tmp_path: Path) -> None:
    report = decide_table(program, "统筹支付", as_csv(tmp_path / "in.csv", [HEADER]), tmp_path / "out.csv")
    assert report.rows == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").strip() == ",".join(
        [*HEADER, "结果", "状态", "缺少", "拒绝"]
    )


def test_a_decision_of_lists_is_refused_with_its_reason(program: Program, pack: CompiledPack, source: Path) -> None:
    with pytest.raises(TableError, match="结果是列表"):
        decide_table(
            program, "不予支付", source_with(source, "是否住院", "是否急诊"), source.parent / "out.parquet", on=DAY
        )


def source_with(path: Path, *names: str) -> Path:
    return parquet(path.parent / "more.parquet", [dict.fromkeys(names)], list(names))


def test_amended_parameters_hold_row_by_row(pack: CompiledPack, tmp_path: Path) -> None:
    old = pack.parameters[0].values[0]
    new = ParameterValue(value="200", printed="200 元", start=date(2024, 1, 1), passages=old.passages)
    raised = pack.parameters[0].model_copy(update={"values": (old, new)})
    program = prepare(pack.model_copy(update={"parameters": (raised, *pack.parameters[1:])}))
    days = [date(2023, 12, 31), date(2024, 1, 1), None, date(2027, 1, 1)]
    rows = [{"就诊日期": day, "政策范围内费用": cost} for day in days for cost in (Decimal(500), None)]
    out = tmp_path / "out.parquet"
    decide_table(program, "本次起付", parquet(tmp_path / "in.parquet", rows, ["就诊日期", "政策范围内费用"]), out)
    found = _rows(out)
    assert [row["结果"] for row in found[:4]] == [Decimal(100), None, Decimal(200), None]
    for got, wanted in zip(found, by_rows(program, "本次起付", rows, None), strict=True):
        assert same(got, wanted)


BY_SCORE = [(">= 60", '"合格"'), (">= 80", '"良好"'), (">= 90", '"优秀"')]
BY_NUMBER = [(">= 60", "1"), (">= 80", "5.5"), (">= 90", "3")]


def scoring(pack: CompiledPack, hit: HitPolicy, kind: FactType, rows: list[tuple[str, str]]) -> Program:
    passages = pack.decisions[0].passages
    rules = tuple(
        Rule(id=f"等次/{number}", when=(when, "-" if number % 2 else "true"), then=then, passages=passages)
        for number, (when, then) in enumerate(rows, 1)
    )
    made = Decision(
        name="等次",
        title="等次",
        type=kind,
        table=DecisionTable(inputs=("积分", "加分"), hit=hit, rules=rules),
        choices=("优秀", "良好", "合格") if kind is FactType.CHOICE else (),
        passages=passages,
        reads=("积分", "加分"),
    )
    score = Input(name="积分", type=FactType.INTEGER, subject="企业", question="积分是多少")
    bonus = Input(name="加分", type=FactType.BOOLEAN, subject="企业", question="加分吗")
    return prepare(pack.model_copy(update={"decisions": (made,), "inputs": (score, bonus), "accumulations": ()}))


CASES = [
    {"积分": score, "加分": bonus} for score in (None, 10, 60, 79, 80, 85, 90, 95) for bonus in (None, True, False)
]


@pytest.mark.parametrize(
    ("hit", "kind", "rows"),
    [
        (HitPolicy.FIRST, FactType.CHOICE, BY_SCORE),
        (HitPolicy.FIRST, FactType.CHOICE, BY_SCORE[::-1]),
        (HitPolicy.PRIORITY, FactType.CHOICE, BY_SCORE),
        (HitPolicy.ANY, FactType.CHOICE, [(">= 60", '"合格"'), (">= 80", '"合格"')]),
        (HitPolicy.UNIQUE, FactType.CHOICE, [("< 60", '"合格"'), ("[60..80)", '"良好"'), (">= 80", '"优秀"')]),
        (HitPolicy.COLLECT_COUNT, FactType.NUMBER, BY_NUMBER),
        (HitPolicy.COLLECT_SUM, FactType.NUMBER, BY_NUMBER),
        (HitPolicy.COLLECT_MIN, FactType.NUMBER, BY_NUMBER),
        (HitPolicy.COLLECT_MAX, FactType.NUMBER, BY_NUMBER),
    ],
)
def test_every_hit_policy_says_the_same_over_a_table(
    pack: CompiledPack, tmp_path: Path, hit: HitPolicy, kind: FactType, rows: list[tuple[str, str]]
) -> None:
    program = scoring(pack, hit, kind, rows)
    arrays = {
        "积分": pa.array([c["积分"] for c in CASES], pa.int64()),
        "加分": pa.array([c["加分"] for c in CASES], pa.bool_()),
    }
    pq.write_table(pa.table(arrays), tmp_path / "in.parquet")
    decide_table(program, "等次", tmp_path / "in.parquet", tmp_path / "out.parquet", on=DAY)
    for case, got, wanted in zip(
        CASES, _rows(tmp_path / "out.parquet"), by_rows(program, "等次", CASES, DAY), strict=True
    ):
        assert same(got, wanted), (case, got, wanted)


def test_rows_that_collide_stop_the_whole_table(pack: CompiledPack, tmp_path: Path) -> None:
    program = scoring(pack, HitPolicy.UNIQUE, FactType.CHOICE, BY_SCORE)
    pq.write_table(pa.table({"积分": [70, 95], "加分": [True, True]}), tmp_path / "in.parquet")
    with pytest.raises(ConflictError, match="等次/1、等次/2、等次/3 同时符合"):
        decide_table(program, "等次", tmp_path / "in.parquet", tmp_path / "out.parquet", on=DAY)
    assert left_behind(tmp_path) == {"in.parquet"}


def test_nothing_is_downloaded(program: Program, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Any] = []
    genuine = table.write

    def watched(connection: Any, *rest: Any) -> Any:
        query = "select value from duckdb_settings() where name like 'auto%_known_extensions'"
        found.extend(connection.execute(query).fetchall())
        return genuine(connection, *rest)

    monkeypatch.setattr(table, "write", watched)
    decide_table(program, "统筹支付", source, tmp_path / "out.parquet", on=DAY)
    assert found == [("false",), ("false",)]


def test_progress_is_told(program: Program, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    columns = ["参保人", "就诊日期", "人员类别", "年龄", "政策范围内费用"]
    rows = [
        {"参保人": str(n), "就诊日期": DAY, "人员类别": "退休", "年龄": None, "政策范围内费用": Decimal(1)}
        for n in range(2500)
    ]
    source = parquet(tmp_path / "in.parquet", rows, columns)
    decide_table(program, "统筹支付", source, tmp_path / "out.parquet", progress=lambda *each: told.append(each))
    assert ("逐次累计", 2500, 2500) in told
