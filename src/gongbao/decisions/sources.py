"""Opening a table for reading: Parquet as it is, CSV as text in UTF-8 or GB18030, into one DuckDB relation."""

# ruff: noqa: S608  (every name and text of a file is quoted)

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongbao.decisions.generated import ConflictError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SOURCE = "gongbao_source"
"""The relation that holds the table, with its rows numbered from 0 in `ROW`."""
ROW = "gongbao_row"
CONFLICT = "gongbao-conflict:"
"""Begins the engine's message where rows of a decision table collide."""
RESERVED = re.compile(r"gongbao_", re.IGNORECASE)

PARQUET = frozenset({".parquet", ".pq"})
CSV = frozenset({".csv", ".tsv", ".txt"})
MOST_COLUMNS = 2000
_BLOCK = 1 << 20


class TableError(Exception):
    """A table that cannot be decided as a whole; the message is Chinese, names file and place and says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """An opened table. `types` are DuckDB's, in the order of the file; all text where it is CSV."""

    path: Path
    types: dict[str, str]
    is_csv: bool
    encoding: str | None


def quoted_name(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def open_source(connection: DuckDBPyConnection, path: Path, folder: Path) -> Source:
    """Make the table at `path` the relation `SOURCE`.

    Args:
        connection: an open DuckDB.
        path: a Parquet or CSV file.
        folder: where a copy in UTF-8 may be put.

    Raises:
        TableError: absent, empty, not of its kind, in an unknown encoding, or with a faulty header or line.
    """
    suffix = path.suffix.lower()
    if suffix not in PARQUET | CSV:
        raise TableError(f"{path}：只能读 .parquet 和 .csv 文件，请先另存为其中一种")
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise TableError(f"{path}：找不到或打不开这个文件，请核对路径和读取权限") from error
    if not head:
        raise TableError(f"{path}：是空文件，请核对文件")
    if suffix in PARQUET:
        return _open_parquet(connection, path, head)
    return _open_csv(connection, path, folder)


@contextmanager
def reading(path: Path, out: Path | None = None, *, is_csv: bool) -> Iterator[None]:
    """Turns DuckDB's faults while it reads `path` and writes `out` into messages that name file and line.

    Raises:
        TableError: a file cannot be read or written.
        ConflictError: the engine came upon rows that exclude each other.
    """
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        text = str(error)
        if CONFLICT in text:
            decision, _, rows = text.partition(CONFLICT)[2].partition(":")
            raise ConflictError(decision, rows.strip().split("、")) from error
        if out is not None and re.search(r"No space left|[Cc]ould not write|Cannot open file", text):
            raise TableError(f"{out}：写不下去，请核对磁盘空间和权限") from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise TableError(f"{path}：内存和临时空间都不够，请把表分成几份") from error
        line = re.search(r"Line:\s*(\d+)", text)
        if is_csv and line:
            wrong = re.search(r"Expected Number of Columns:\s*(\d+) Found:\s*(\d+)", text)
            what = (
                f"有 {wrong[2]} 列，表头有 {wrong[1]} 列，请核对逗号和引号"
                if wrong
                else "读不出来，请核对引号是否成对，或者这一行是否过长"
            )
            raise TableError(f"{path} 第{line[1]}行：{what}") from error
        if isinstance(error, duckdb.InvalidInputException | duckdb.IOException):
            kind = "合格的 CSV，请核对引号和换行" if is_csv else "完好的 Parquet 文件，请重新导出"
            raise TableError(f"{path}：不是{kind}") from error
        raise


def _open_parquet(connection: DuckDBPyConnection, path: Path, head: bytes) -> Source:
    if not head.startswith(b"PAR1"):
        raise TableError(f"{path}：不是 Parquet 文件，请核对；逗号分隔的文本请用 .csv 作后缀")
    with reading(path, is_csv=False):
        file = quoted_text(str(path))
        described = connection.execute(f"describe select * from read_parquet({file})").fetchall()
        types = {str(row[0]): str(row[1]) for row in described}
        _check_header(path, list(types))
        connection.execute(
            f"create or replace view {SOURCE} as "
            f"select * exclude (file_row_number), file_row_number as {ROW} "
            f"from read_parquet({file}, file_row_number = true)"
        )
    return Source(path, types, False, None)


def _open_csv(connection: DuckDBPyConnection, path: Path, folder: Path) -> Source:
    encoding = _encoding(path)
    plain = path
    if encoding != "utf-8":
        plain = folder / "source.csv"
        with (
            path.open("r", encoding=encoding, newline="") as source,
            plain.open("w", encoding="utf-8", newline="") as copy,
        ):
            while block := source.read(_BLOCK):
                copy.write(block)
    header, delimiter = _header(path, plain)
    columns = ", ".join(f"{quoted_text(name)}: 'VARCHAR'" for name in header)
    with reading(path, is_csv=True):
        connection.execute(
            f"create or replace table gongbao_cells as select * from read_csv({quoted_text(str(plain))}, "
            f"columns = {{{columns}}}, header = true, auto_detect = false, delim = {quoted_text(delimiter)}, "
            "quote = '\"', escape = '\"', null_padding = false, strict_mode = true)"
        )
    connection.execute(f"create or replace view {SOURCE} as select *, rowid as {ROW} from gongbao_cells")
    return Source(path, dict.fromkeys(header, "VARCHAR"), True, encoding)


def _encoding(path: Path) -> str:
    """utf-8, utf-8-sig or gb18030, by reading all of it."""
    with path.open("rb") as file:
        head = file.read(4)
    first = "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise TableError(f"{path}：是 UTF-16 编码，请另存为 UTF-8 或 GB18030")
    if _decodes(path, "utf-8"):
        return first
    if _decodes(path, "gb18030"):
        return "gb18030"
    raise TableError(f"{path}：既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                if b"\0" in block:
                    raise TableError(f"{path}：像是二进制文件，不是 CSV，请核对")
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _header(path: Path, plain: Path) -> tuple[list[str], str]:
    with plain.open("r", encoding="utf-8", newline="") as file:
        line = file.readline(_BLOCK)
        while line and line.count('"') % 2 and len(line) < _BLOCK:
            more = file.readline(_BLOCK)
            if not more:
                break
            line += more
    delimiter = "\t" if "\t" in line and "," not in line else ","
    header = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    names = [name.strip() for name in header]
    if not any(names):
        raise TableError(f"{path} 第1行：没有表头，请在第一行写各列的名称")
    for place, name in enumerate(names, 1):
        if not name:
            raise TableError(f"{path} 第1行第{place}列：表头是空的，请写上这一列的名称")
    _check_header(path, names)
    return names, delimiter


def _check_header(path: Path, names: list[str]) -> None:
    if len(names) > MOST_COLUMNS:
        raise TableError(f"{path}：有 {len(names)} 列，最多 {MOST_COLUMNS} 列，请去掉用不到的列")
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise TableError(f"{path} 第1行：有两列都叫“{name}”，请改掉其中一个")
        seen.add(name.casefold())
        if RESERVED.match(name):
            raise TableError(f"{path} 第1行：列名“{name}”留给程序内部使用，请改名")


Progress = Callable[[str, int, int], None]
"""Told the stage in Chinese, what is done and what there is; 0 of 0 where that is not known."""
