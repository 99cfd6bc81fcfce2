"""Writing a decided table: Parquet with typed results, CSV safe to open in a spreadsheet; whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongbao.decisions.sources import CSV, PARQUET, ROW, Source, TableError, quoted_name, quoted_text

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


def write(
    backend: Any, table: Any, source: Source, out: Path, folder: Path, metadata: Mapping[str, str], *, status: str
) -> dict[str, int]:
    """Write `table` without its row numbers.

    Args:
        backend: the Ibis backend.
        table: the final Ibis table.
        source: what it was read from.
        out: replaced in one step when everything is written.
        folder: on the same file system as `out`, for what is not done yet.
        metadata: kept in a Parquet file's own metadata.
        status: the column to count by.

    Returns:
        Rows by status.
    """
    sql = backend.compile(table)
    columns = [name for name in table.columns if name != ROW]
    if out.suffix.lower() in PARQUET:
        made = folder / "out.parquet"
        selected = ", ".join(quoted_name(name) for name in columns)
        pairs = ", ".join(f"{quoted_name(key)}: {quoted_text(value)}" for key, value in metadata.items())
        backend.con.execute(
            f"copy (select {selected} from ({sql})) to {quoted_text(str(made))} "
            f"(format parquet, kv_metadata {{{pairs}}})"
        )
        read = f"read_parquet({quoted_text(str(made))})"
    else:
        made = folder / "out.csv"
        bare = folder / "bare.csv"
        texts = {name for name, type_ in table.schema().items() if type_.is_string()}
        selected = ", ".join(_safe(name, name in texts) for name in columns)
        backend.con.execute(
            f"copy (select {selected} from ({sql})) to {quoted_text(str(bare))} (format csv, header true)"
        )
        with made.open("wb") as file, bare.open("rb") as body:
            file.write(BOM)
            shutil.copyfileobj(body, file, 1 << 20)
        read = f"read_csv({quoted_text(str(bare))}, header = true, all_varchar = true)"
    counts = backend.con.execute(f"select {quoted_name(status)}, count(*) from {read} group by all").fetchall()
    made.replace(out)
    return {str(state): int(count) for state, count in counts}


def _safe(name: str, is_text: bool) -> str:
    """A column of a CSV: texts that a spreadsheet would run as a formula begin with an apostrophe."""
    column = quoted_name(name)
    shown = quoted_name(f"'{name}" if name[:1] in "=+-@" else name)
    if not is_text:
        return f"{column} as {shown}"
    formula = f"regexp_matches({column}, {quoted_text(_FORMULA)}) and not regexp_matches({column}, {quoted_text(_NUMBER)})"
    return f"case when {formula} then '''' || {column} else {column} end as {shown}"


__all__ = ["check_target", "write"]
