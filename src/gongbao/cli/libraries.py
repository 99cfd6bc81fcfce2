"""ingest, documents, show, search: the library on the command line."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from gongbao.cli.options import JsonOption, LibraryOption, OnOption, library_of
from gongbao.cli.printing import WRONG_USE, clear_errors, console, fail, print_json, print_table


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("ingest")(ingest)
    app.command("documents")(documents)
    app.command("show")(show)
    app.command("search")(search)


def today() -> date:
    """The day of the person who asks, by the machine's clock."""
    return datetime.now().astimezone().date()


@clear_errors
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="公报文件，或装有公报的文件夹（.txt .md）。")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """收录公报：读取、解析、存入文库；同一文件不会收录两次。"""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from gongbao.library import Library

    store = Library.open(library_of(context, library))
    if as_json:
        report = store.ingest(paths)
        print_json(report.to_json())
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console(), transient=False) as progress:
            task = progress.add_task("收录", total=None)

            def advance(done: int, total: int, name: str) -> None:
                progress.update(task, completed=done, total=total, description=f"收录 {name}" if name else "收录")

            report = store.ingest(paths, progress=advance)
        out = console()
        out.print(
            f"收录 {report.ingested} 个文件（{report.skipped} 个此前已收录）："
            f"{report.documents} 份文件，{report.provisions} 个条款，{report.characters:,} 字，{report.warnings} 处存疑。",
            markup=False,
        )
    if report.failures:
        raise fail("\n".join(str(failure) for failure in report.failures))


@clear_errors
def documents(
    context: typer.Context,
    on: OnOption = None,
    place: Annotated[str | None, typer.Option(metavar="P", help="地区，如 定州市。")] = None,
    kind: Annotated[str | None, typer.Option(metavar="K", help="种类，如 办法、方案、解读。")] = None,
    year: Annotated[int | None, typer.Option(help="成文年份。")] = None,
    issuer: Annotated[str | None, typer.Option(help="发文机关。")] = None,
    in_force: Annotated[bool, typer.Option("--in-force", help="只列在 --on 那天现行有效的文件。")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出文库里的文件，并说明在某一天是否有效。"""
    from gongbao.library import Library

    store = Library.open(library_of(context, library))
    cards = store.documents(on=on or today(), place=place, kind=kind, year=year, issuer=issuer)
    if in_force:
        cards = [card for card in cards if card.validity is not None and card.validity.state == "现行有效"]
    if as_json:
        print_json([card.to_json() for card in cards])
        return
    if not cards:
        console().print("没有符合条件的文件。可以少用一个条件再试，或先用 gongbao ingest 收录公报。", markup=False)
        return
    print_table(
        None,
        ["文号", "标题", "成文日期", "种类", "效力", "条"],
        [
            [
                card.number or "",
                card.title,
                card.date.isoformat() if card.date else "",
                card.kind,
                card.validity.state if card.validity else "",
                str(card.articles or ""),
            ]
            for card in cards
        ],
    )
    console().print(f"共 {len(cards)} 份。效力以 {(on or today()).isoformat()} 为准。", markup=False)


@clear_errors
def show(
    context: typer.Context,
    citation: Annotated[str, typer.Argument(metavar="CITATION", help="文号或标题，后面可加条款，如 “廊政办发〔2021〕6号 第六条”。")],
    on: OnOption = None,
    form: Annotated[str, typer.Option("--format", metavar="text|md|json", help="输出格式。")] = "text",
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """显示一份文件或其中的条款。"""
    from gongbao.library import Library

    if form not in ("text", "md", "json"):
        raise fail(f"--format 只能是 text、md 或 json，不能是“{form}”")
    store = Library.open(library_of(context, library))
    shown = store.show(citation, on or today())
    if as_json or form == "json":
        print_json(shown.to_json())
    else:
        console().print(shown.to_markdown() if form == "md" else shown.to_text(), markup=False)


@clear_errors
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="要找的词；“”内的按原样查找；也可以是文号。")],
    place: Annotated[str | None, typer.Option(metavar="P", help="地区。")] = None,
    year: Annotated[int | None, typer.Option(help="成文年份。")] = None,
    kind: Annotated[str | None, typer.Option(metavar="K", help="种类。")] = None,
    issuer: Annotated[str | None, typer.Option(help="发文机关。")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="最多列出几条。")] = 20,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """在条款里检索，最相关的在前。"""
    from rich.text import Text

    from gongbao.library import Library

    store = Library.open(library_of(context, library))
    page = store.search(" ".join(words), place=place, year=year, kind=kind, issuer=issuer, limit=limit)
    if as_json:
        print_json(page.to_json())
        return
    out = console()
    if not page.hits:
        out.print("没有找到。可以换一个更短的词，或去掉筛选条件。", markup=False)
        return
    for hit in page.hits:
        head: list[Any] = [(f"{hit.card.number or ''}《{hit.card.title}》 {hit.place}".strip(), "bold")]
        out.print(Text.assemble(*head))
        out.print(Text.assemble("  ", *((segment, "bold red" if marked else "") for segment, marked in hit.snippet)))
    out.print(f"共 {page.total} 条，列出前 {len(page.hits)} 条。", markup=False)


__all__ = ["WRONG_USE", "register", "today"]
