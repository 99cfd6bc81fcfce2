"""Sheets in and out: records of documents from a list that an office keeps, and the library's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from gongbao.library.catalogue import Catalogue
from gongbao.library.identity import record_name
from gongbao.library.model import Card, Record
from gongbao.library.relations import facts_of
from gongbao.reading import Sheet as ReadSheet
from gongbao.reading import SheetValue, read_sheet
from gongbao.reading.sheets import shown
from gongbao.reference import parse_date
from gongbao.reference.numerals import chinese_number
from gongbao.text.cleanup import outcome_of
from gongbao.text.metadata import Field
from gongbao.writing.sheets import Cell, Column, Sheet

MOST_ROWS = 50_000
"""Rows of one import; longer lists are to be split."""

_MOST_PROBLEMS = 50
_LONGEST = 4000
_HEADER_ROWS = 10

HEADERS: dict[str, tuple[str, ...]] = {
    "title": ("文件名称", "名称", "标题", "文件标题", "文件名", "规范性文件名称", "题名"),
    "number": ("文号", "发文字号", "发文号", "文件编号", "文件字号"),
    "place": ("地区", "行政区域", "地域"),
    "issuer": ("发文机关", "发文单位", "印发机关", "印发单位", "发布机关"),
    "maker": ("制定机关", "制发机关", "制定单位", "制定主体"),
    "implementer": ("实施机关", "实施单位", "实施部门", "责任部门", "责任单位", "主管部门", "起草部门", "起草单位"),
    "issued": ("成文日期", "发文日期", "印发日期", "印发时间", "发文时间", "成文时间", "发布日期", "公布日期"),
    "effective": ("施行日期", "实施日期", "生效日期", "施行时间", "实施时间", "执行日期"),
    "expires": ("失效日期", "有效期至", "有效期截止", "截止日期", "到期日期", "届满日期", "失效时间", "到期时间"),
    "period": ("有效期", "有效期限", "有效期（年）", "有效期(年)", "期限"),
    "normative": ("是否规范性文件", "是否为规范性文件", "规范性文件"),
    "normative_reason": ("认定理由", "理由", "认定依据"),
    "members": ("包含文件", "打包文件", "所含文件", "成员文件"),
    "outcome": ("清理意见", "清理结果", "处理意见", "处理结果", "清理情况", "清理建议"),
    "outcome_day": ("清理日期", "清理时间"),
    "outcome_by": ("清理依据", "清理文件", "清理公告"),
    "note": ("备注", "说明"),
}
"""Usual headers of each field; blanks and widths do not matter."""

_NONE = re.compile(r"(?:无|/|—|-|－|长期|长期有效|未标注|未明确|未规定|无期限)?")
_PERIOD = re.compile(r"(?:P)?([0-9]{1,3}|[一二三四五六七八九十两]{1,3})(?:年|Y)?(半)?(?:有效)?")
_MONTHS = re.compile(r"(?:P)?([0-9]{1,3}|[一二三四五六七八九十两]{1,3})(?:个月|M)")
_UNTIL = re.compile(r"^(?:有效期)?(?:截至|截止|截止到|至|到)?(.+?)(?:止)?$")
_SPLIT = re.compile(r"[；;\n]+")
_YES, _NO = {"是", "√", "Y", "y", "yes", "规范性文件"}, {"否", "×", "N", "n", "no", "非规范性文件", "不是"}
_APOSTROPHE = re.compile(r"^'(?=[=+\-@＝＋－＠\t\r])")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a sheet; rows count from 1 as the spreadsheet shows them."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"工作表“{self.sheet}”第 {self.row} 行“{self.column}”：{self.message}"


class RecordError(ValueError):
    """A sheet that is not entered, and why. `str()` names the first problems with sheet, row and column."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file, self.problems = file, tuple(problems)
        told = "；".join(str(each) for each in self.problems[:5])
        more = f"；另有 {len(self.problems) - 5} 处" if len(self.problems) > 5 else ""
        super().__init__(f"{file}：没有导入。{told}{more}。请改正后重新导入。")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    file: str
    rows: int
    new: int
    replaced: int
    columns: dict[str, str]  # field → header it was read from
    ignored: tuple[str, ...]  # headers that mean no field

    def __str__(self) -> str:
        ignored = f"；没有用到的栏：{'、'.join(self.ignored)}" if self.ignored else ""
        return f"登记 {self.rows} 行：新增 {self.new} 份，替换 {self.replaced} 份{ignored}。"

    def entered(self, new: int, replaced: int) -> Imported:
        """The same with the counts of the library."""
        return replace(self, new=new, replaced=replaced)


def read_records(
    file: Path, mapping: Mapping[str, str] | None = None, *, place: str = ""
) -> tuple[list[Record], Imported]:
    """The records of a sheet, all of its worksheets that have a column of titles.

    Raises:
        ReadingError: the file cannot be read.
        RecordError: a header of the mapping is missing, or rows are wrong.
    """
    book = read_sheet(file)
    records: list[Record] = []
    problems: list[Problem] = []
    columns: dict[str, str] = {}
    ignored: dict[str, None] = {}
    for sheet in book.sheets:
        found = _header(sheet, mapping)
        if found is None:
            continue
        at, fields = found
        header = sheet.rows[at]
        columns |= {field: shown(header[column]) for field, column in fields.items()}
        ignored |= dict.fromkeys(
            shown(cell) for column, cell in enumerate(header) if cell is not None and column not in fields.values()
        )
        records += _rows(sheet, at, fields, place, Path(file).name, problems)
    if not columns:
        wanted = mapping["title"] if mapping and "title" in mapping else "文件名称"
        problems.append(
            Problem(book.sheets[0].name if book.sheets else "", 1, wanted, "找不到这一列表头，认不出哪一列是文件名称")
        )
    if len(records) > MOST_ROWS:
        problems.append(Problem(book.sheets[0].name, MOST_ROWS, "行数", f"超过 {MOST_ROWS} 行的上限，请拆分后导入"))
    problems += _missing(mapping, columns, book.sheets[0].name if book.sheets else "")
    if problems:
        raise RecordError(str(file), problems)
    return records, Imported(str(file), len(records), 0, 0, columns, tuple(ignored))


def _missing(mapping: Mapping[str, str] | None, columns: Mapping[str, str], sheet: str) -> Iterator[Problem]:
    for field, header in (mapping or {}).items():
        if field not in HEADERS:
            yield Problem(sheet, 1, field, f"没有这个字段，可用的有：{'、'.join(HEADERS)}")
        elif field not in columns and columns:
            yield Problem(sheet, 1, header, "找不到这一列表头")


def _header(sheet: ReadSheet, mapping: Mapping[str, str] | None) -> tuple[int, dict[str, int]] | None:
    """The row of the headers and the column of each field."""
    names = {field: {_plain(name) for name in usual} for field, usual in HEADERS.items()}
    for field, header in (mapping or {}).items():
        if field in names:
            names[field] = {_plain(header)}
    for at, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        cells = [_plain(shown(cell)) for cell in row]
        fields: dict[str, int] = {}
        for field, wanted in names.items():
            column = next((at for at, cell in enumerate(cells) if cell in wanted and at not in fields.values()), None)
            if column is not None:
                fields[field] = column
        if "title" in fields:
            return at, fields
    return None


def _plain(header: str) -> str:
    return re.sub(r"\s+", "", header).replace("（", "(").replace("）", ")")


def _rows(
    sheet: ReadSheet, header: int, fields: Mapping[str, int], place: str, file: str, problems: list[Problem]
) -> Iterator[Record]:
    seen: dict[str, int] = {}
    for at, row in enumerate(sheet.filled()[header + 1 :], header + 2):
        values = {field: row[column] for field, column in fields.items() if column < len(row)}
        if all(value is None for value in values.values()):
            continue
        reader = _Reader(sheet, at, fields, header, problems)
        title = reader.text(values, "title")
        if not title:
            reader.wrong("title", "文件名称是空的")
            continue
        made = reader.record(values, title, place, f"{file} 工作表“{sheet.name}”第 {at} 行")
        name = record_name(made.title, made.number, made.place)
        if name in seen:
            reader.wrong("title", f"与第 {seen[name]} 行是同一份文件")
        seen.setdefault(name, at)
        if len(problems) > _MOST_PROBLEMS:
            return
        yield made


class _Reader:
    """Reads the cells of one row; what is wrong goes to `problems`."""

    def __init__(
        self, sheet: ReadSheet, row: int, fields: Mapping[str, int], header: int, problems: list[Problem]
    ) -> None:
        self._sheet, self._row, self._fields, self._header, self._problems = sheet, row, fields, header, problems

    def wrong(self, field: str, message: str) -> None:
        """Note a problem of a cell."""
        cell = self._sheet.rows[self._header][self._fields[field]] if field in self._fields else None
        self._problems.append(Problem(self._sheet.name, self._row, shown(cell) or field, message))

    def text(self, values: Mapping[str, SheetValue], field: str) -> str | None:
        """The text of a cell; None where it is empty."""
        words = _APOSTROPHE.sub("", shown(values.get(field)).strip())
        if len(words) > _LONGEST:
            self.wrong(field, f"超过 {_LONGEST} 字的上限")
            return words[:_LONGEST]
        return words or None

    def record(self, values: Mapping[str, SheetValue], title: str, place: str, source: str) -> Record:
        """The record of the row."""
        expires = self._date(values, "expires")
        period = None
        if "period" in values:
            period, until = self._period(values["period"])
            expires = expires or until
        issued, effective = self._date(values, "issued"), self._date(values, "effective")
        if expires and effective and expires < effective:
            self.wrong("expires" if "expires" in values else "period", "早于施行日期")
        return Record(
            title=title.removeprefix("《").removesuffix("》") if title.count("《") == 1 else title,
            number=self.text(values, "number"),
            place=self.text(values, "place") or place,
            issuer=self.text(values, "issuer"),
            maker=self.text(values, "maker"),
            implementer=self.text(values, "implementer"),
            issued=issued,
            effective=effective,
            expires=expires,
            period=period,
            normative=self._normative(values),
            normative_reason=self.text(values, "normative_reason"),
            members=tuple(
                part.strip().strip("《》") for part in _SPLIT.split(self.text(values, "members") or "") if part.strip()
            ),
            outcome=self._outcome(values),
            outcome_day=self._date(values, "outcome_day"),
            outcome_by=self.text(values, "outcome_by"),
            note=self.text(values, "note"),
            source=source,
        )

    def _date(self, values: Mapping[str, SheetValue], field: str) -> date | None:
        value = values.get(field)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        words = _APOSTROPHE.sub("", shown(value).strip())
        if _NONE.fullmatch(words):
            return None
        found = parse_date(words) or (parse_date(match[1]) if (match := _UNTIL.match(words)) else None)
        if found is None:
            self.wrong(field, f"“{words[:30]}”不是日期，请写成 2023-05-01 或 2023年5月1日")
        return found

    def _period(self, value: SheetValue) -> tuple[str | None, date | None]:
        """An ISO period, or a last day, of 5年, 两年, 18个月, 至2025年12月31日."""
        if isinstance(value, datetime):
            return None, value.date()
        if isinstance(value, date):
            return None, value
        words = shown(value).strip()
        if _NONE.fullmatch(words):
            return None, None
        months = _MONTHS.fullmatch(words)
        match = months or _PERIOD.fullmatch(words)
        number = chinese_number(match[1]) if match else None
        if match and isinstance(number, int) and 0 < number < 200:
            half = "6M" if not months and match[2] else ""
            return f"P{number}{'M' if months else 'Y'}{half}", None
        until = _UNTIL.match(words)
        day = parse_date(until[1]) if until else None
        if day is None:
            self.wrong("period", f"“{words[:30]}”看不懂，请写成 5年、18个月 或 至2025年12月31日")
        return None, day

    def _normative(self, values: Mapping[str, SheetValue]) -> str | None:
        value = values.get("normative")
        words = ("是" if value else "否") if isinstance(value, bool) else (self.text(values, "normative") or "")
        if not words:
            return None
        if words in _YES or words in _NO:
            return "是" if words in _YES else "否"
        if words in ("待认定", "未定"):
            return "待认定"
        self.wrong("normative", f"“{words[:20]}”看不懂，请写 是、否 或 待认定")
        return None

    def _outcome(self, values: Mapping[str, SheetValue]) -> str | None:
        words = self.text(values, "outcome")
        if not words or _NONE.fullmatch(words):
            return None
        found = outcome_of(words) or (outcome_of("继续有效") if words == "有效" else None)
        if found is None:
            self.wrong("outcome", f"“{words[:20]}”看不懂，请写 继续有效、修改、废止 或 失效")
        return str(found) if found else None


_COLUMNS = (
    Column("文件名称", 48), Column("文号", 22), Column("地区", 10), Column("发文机关", 22), Column("制定机关", 22),
    Column("实施机关", 22), Column("成文日期", 12), Column("施行日期", 12), Column("有效期", 10),
    Column("失效日期", 12), Column("是否规范性文件", 10), Column("认定理由", 30), Column("包含文件", 30),
    Column("清理结果", 10), Column("清理日期", 12), Column("清理依据", 24), Column("备注", 24), Column("效力", 10),
    Column("效力依据", 48), Column("收录情况", 12), Column("提到它的文件", 40),
)  # fmt: skip


def export_sheet(connection: sa.Connection, catalogue: Catalogue, on: date, place: str | None) -> Sheet:
    """All documents but explanations and laws, with fields and state on a day; the first columns can be imported."""
    implementers, reasons = facts_of(connection, Field.IMPLEMENTER), facts_of(connection, Field.NORMATIVE)
    makers = facts_of(connection, Field.MAKER)
    rows: list[list[Cell]] = []
    held = [card for card in catalogue.cards if card.kind != "解读" and card.place]
    for card in (*held, *(each.card for each in catalogue.known)):
        if place is not None and card.place != place:
            continue
        known = catalogue.known_by_id.get(card.id)
        record = catalogue.record_of(card) or Record(card.title)
        validity = catalogue.validity(card, on)
        maker, implementer, reason = makers.get(card.id), implementers.get(card.id), reasons.get(card.id)
        named = "；".join(dict.fromkeys(each.document.ref for each in known.named_at)) if known else ""
        rows.append(
            [
                card.title,
                card.number,
                card.place or None,
                card.issuer,
                record.maker or (maker.value if maker else (known.maker if known else None)),
                record.implementer or (implementer.value if implementer else (known.implementer if known else None)),
                card.date,
                validity.first_day if card.effective or card.held else record.effective,
                _years(card, record),
                validity.last_day,
                record.normative or card.normative,
                record.normative_reason or (reason.basis if reason else None),
                "；".join(record.members) or None,
                record.outcome,
                record.outcome_day,
                record.outcome_by,
                record.note,
                str(validity.state),
                validity.reasons[0].sentence if validity.reasons else None,
                "收录全文" if card.held else "只知名称",
                named or None,
            ]
        )
    return Sheet(f"文件名录（{on.isoformat()}）", _COLUMNS, rows)


def _years(card: Card, record: Record) -> str | None:
    period = card.period.value if card.period else record.period
    match = re.fullmatch(r"P(\d{1,3})([YM])(?:6M)?", period or "")
    if not match:
        return None
    half = "半" if period and period.endswith("Y6M") else ""
    return f"{match[1]}{'年' if match[2] == 'Y' else '个月'}{half}"
