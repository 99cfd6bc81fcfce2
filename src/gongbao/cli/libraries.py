"""ingest, documents, show, search: the library on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongbao.cli.options import JsonOption, LibraryOption, OnOption, library_of, today
from gongbao.cli.printing import clear_errors, console, fail, print_json, print_table
from gongbao.library import IngestProgress, IngestReport, Library, shipped_gazettes, split_citation

if TYPE_CHECKING:
    from gongbao.cli.showing import Shown


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("ingest")(ingest)
    app.command("documents")(documents)
    app.command("show")(show)
    app.command("search")(search)


@clear_errors
def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="公报文件，或装有公报的文件夹（.txt .md）；不写则收录自带的五份公报。"),
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """收录公报：读取、解析、存入文库；同一文件不会收录两次。"""
    paths = paths or [shipped_gazettes()]
    store = Library.open(library_of(context, library))
    if as_json:
        report = store.ingest(paths)
        print_json(report.to_json())
    else:
        report = _ingest_with_progress(store, paths)
        console().print(
            f"收录 {report.files} 个文件，{report.skipped} 个此前已收录：新增 {report.documents} 份文件、"
            f"{report.provisions} 个条款，{report.characters:,} 字；{report.warnings} 处解析时存疑。",
            markup=False,
        )
    if report.failures:
        raise fail("\n".join(failure.message for failure in report.failures))


def _ingest_with_progress(store: Library, paths: list[Path]) -> IngestReport:
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console()) as progress:
        task = progress.add_task("收录", total=None)

        def advance(now: IngestProgress) -> None:
            said = f"收录 {Path(now.file).name}（{now.done_files + 1}/{now.files}）" if now.file else "收录完毕"
            progress.update(task, completed=now.done_bytes, total=now.bytes or 1, description=said)

        return store.ingest(paths, progress=advance)


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
    store = Library.open(library_of(context, library))
    day = on or today()
    cards = store.documents(on=day if in_force else None, place=place, kind=kind, year=year, issuer=issuer)
    states = [store.validity(card, day) for card in cards]
    if as_json:
        print_json([{**card.to_json(), "validity": state.to_json()} for card, state in zip(cards, states, strict=True)])
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
                str(state.state),
                str(card.articles or ""),
            ]
            for card, state in zip(cards, states, strict=True)
        ],
    )
    console().print(f"共 {len(cards)} 份。效力以 {day.isoformat()} 为准。", markup=False)


@clear_errors
def show(
    context: typer.Context,
    citation: Annotated[
        str, typer.Argument(metavar="CITATION", help="文号或标题，后面可加条款，如 “廊政办发〔2021〕6号 第六条”。")
    ],
    on: OnOption = None,
    form: Annotated[str, typer.Option("--format", metavar="text|md|json", help="输出格式。")] = "text",
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """显示一份文件或其中的条款。"""
    if form not in ("text", "md", "json"):
        raise fail(f"--format 只能是 text、md 或 json，不能是“{form}”")
    shown = _find(Library.open(library_of(context, library)), citation, on or today())
    if as_json or form == "json":
        print_json(shown.to_json())
    else:
        console().print(shown.to_markdown() if form == "md" else shown.to_text(), markup=False)


def _find(store: Library, citation: str, day: date) -> Shown:
    from gongbao.cli.showing import Shown

    _, place = split_citation(citation)
    passage = store.passage(citation)
    document = store.document(passage.card)
    provision = next((each for each in document.walk() if each.eid == passage.eid), None) if place else None
    return Shown(document, provision, store.validity(passage.card, day))


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
        out.print(Text(f"{hit.card.key} {hit.place}".strip(), style="bold"))
        out.print(Text.assemble("  ", *((each.text, "bold red" if each.hit else "") for each in hit.snippet)))
    out.print(f"共 {page.total} 条，列出前 {len(page.hits)} 条。", markup=False)
