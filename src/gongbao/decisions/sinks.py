"""Writing a decided table: Parquet with typed results, CSV safe to open in a spreadsheet; whole or not at all."""

# ruff: noqa: S608  (every name and text of a file is quoted)

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongbao.decisions.sources import CSV, PARQUET, TableError, quoted_name, quoted_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BOM = b"\xef\xbb\xbf"
"""By which spreadsheets know UTF-8."""
_FORMULA = r"^[=+\-@\t\r]"
_NUMBER = r"^[+-]?[0-9][0-9,]*(\.[0-9]+)?%?$"


def check_target(source: Path, out: Path) -> None:
    """Raises `TableError` where `out` is no place to write to: another kind of file, the source itself, no folder."""
    if out.suffix.lower() not in PARQUET | CSV:
        raise TableError(f"{out}：只能写成 .parquet 或 .csv，请改后缀")
    if not out.parent.is_dir():
        raise TableError(f"{out}：文件夹 {out.parent} 不存在，请先建立")
    if out.is_dir():
        raise TableError(f"{out}：是文件夹，请写文件名")
    if source.exists() and (out.exists() and out.samefile(source)):
        raise TableError(f"{out}：结果不能写回原表，请另起文件名")


@dataclass(frozen=True, slots=True)
class Script:
    """What makes a decided table: views, and a query over them with its columns, of which some are texts."""

    views: tuple[str, ...]
    query: str
    columns: tuple[str, ...]
    texts: frozenset[str]


def write(
    connection: DuckDBPyConnection, script: Script, out: Path, folder: Path, metadata: Mapping[str, str], status: str
) -> tuple[Path, dict[str, int]]:
    """Write the result of a script, whose views stand, into `folder` in the format of `out`.

    Args:
        connection: the engine.
        script: the views and the query.
        out: tells the format.
        folder: on the same file system as `out`.
        metadata: kept in a Parquet file's own metadata.
        status: the column to count by.

    Returns:
        The file made, to be put in the place of `out`, and rows by status.
    """
    if out.suffix.lower() in PARQUET:
        made = folder / "out.parquet"
        selected = ", ".join(quoted_name(name) for name in script.columns)
        pairs = ", ".join(f"{quoted_name(key)}: {quoted_text(value)}" for key, value in metadata.items())
        connection.execute(
            f"copy (select {selected} from ({script.query})) to {quoted_text(str(made))} "
            f"(format parquet, kv_metadata {{{pairs}}})"
        )
        read = f"read_parquet({quoted_text(str(made))})"
    else:
        made = folder / "out.csv"
        bare = folder / "bare.csv"
        selected = ", ".join(_safe(name, name in script.texts) for name in script.columns)
        connection.execute(
            f"copy (select {selected} from ({script.query})) to {quoted_text(str(bare))} (format csv, header true)"
        )
        with made.open("wb") as file, bare.open("rb") as body:
            file.write(BOM)
            shutil.copyfileobj(body, file, 1 << 20)
        read = f"read_csv({quoted_text(str(bare))}, header = true, all_varchar = true)"
    counts = connection.execute(f"select {quoted_name(status)}, count(*) from {read} group by all").fetchall()
    return made, {str(state): int(count) for state, count in counts}


def _safe(name: str, is_text: bool) -> str:
    """A column of a CSV: texts that a spreadsheet would run as a formula begin with an apostrophe."""
    column = quoted_name(name)
    shown = quoted_name(f"'{name}" if name[:1] in "=+-@" else name)
    if not is_text:
        return f"{column} as {shown}"
    formula = (
        f"regexp_matches({column}, {quoted_text(_FORMULA)}) and not regexp_matches({column}, {quoted_text(_NUMBER)})"
    )
    return f"case when {formula} then '''' || {column} else {column} end as {shown}"
