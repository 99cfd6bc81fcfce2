"""examine, compare, export, relations, validity, history, proofs: what is found out about a text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from gongbao.cli.options import JsonOption, LibraryOption, OnOption, library_of, today
from gongbao.cli.printing import FOUND_WANTING, clear_errors, console, fail, print_json, print_table
from gongbao.library import Card, Library

CitationArgument = Annotated[str, typer.Argument(metavar="DOCUMENT", help="文号或标题，如 “廊政办发〔2021〕6号”。")]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="写入的文件；不写则用文件标题，存在当前目录。")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("examine")(examine)
    app.command("compare")(compare)
    app.command("export")(export)
    app.command("relations")(relations)
    app.command("validity")(validity)
    app.command("history")(history)
    app.command("proofs")(proofs)


@clear_errors
def examine(
    context: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar="WHAT", help="文稿文件（txt md docx pdf html），或文库里的文号、标题。")
    ] = None,
    on: OnOption = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="RULE", help="只查这条规则或这一类（如 1）。")
    ] = None,
    without: Annotated[list[str] | None, typer.Option("--without", metavar="RULE", help="不查这条规则。")] = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|sarif|xlsx|html", help="输出格式。")] = "text",
    out: OutOption = None,
    list_rules: Annotated[bool, typer.Option("--rules", help="列出全部规则。")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """体检：查一份文稿或文库里的文件，列出可能的差错；有错误或疑点时退出状态为 1。"""
    from gongbao import examination

    if list_rules:
        rules = examination.all_rules()
        if as_json or form == "json":
            print_json([each.to_json() for each in rules])
        else:
            rows = [[each.code, each.name, str(each.severity), each.reason] for each in rules]
            print_table(None, ["规则", "名称", "程度", "理由"], rows)
        return
    if what is None:
        raise fail("请写明要体检的文稿文件，或文库里的文号、标题；查看规则用 gongbao examine --rules。")
    if form not in ("text", "json", "sarif", "xlsx", "html"):
        raise fail(f"--format 只能是 text、json、sarif、xlsx 或 html，不能是“{form}”")
    report = _report(Library.open(library_of(context, library)), what, on or today(), only, without or [])
    if as_json or form == "json":
        print_json(report.to_json())
    elif form == "sarif":
        print_json(examination.sarif(report))
    elif form == "xlsx":
        from gongbao.writing import xlsx

        write(out or Path(f"体检-{report.gazette.title[:60]}.xlsx"), xlsx([examination.findings_sheet(report)]))
    elif form == "html":
        write(out or Path(f"体检-{report.gazette.title[:60]}.html"), examination.html(report).encode())
    else:
        console().print(examination.plain(report), markup=False)
    if any(each.severity is not examination.Severity.NOTE for each in report.open):
        raise typer.Exit(FOUND_WANTING)


def _report(store: Library, what: str, on: Any, only: list[str] | None, without: list[str]) -> Any:
    """The report on a file, or on the one document of the library that `what` names."""
    from dataclasses import replace

    from gongbao.examination import examine_text
    from gongbao.reading import read_file

    if _is_file(what):
        report = examine_text(read_file(Path(what)), on=on, library=store, only=only, without=without)
        if not report.gazette.documents:
            raise fail(f"{what}：没有认出文件。请核对是不是正文，标题是否单独成行。")
        return report
    card = _one(store, what)
    whole = examine_text(store.source(card), on=on, library=store, only=only, without=without)
    return replace(whole, findings=whole.of(card.key))


@clear_errors
def compare(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="旧稿：文件，或文库里的文号、标题。")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="新稿：文件，或文库里的文号、标题。")],
    out: OutOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """逐条对照两份文稿；--out 写成 DOCX 修改对照表。"""
    from gongbao.examination import comparison, comparison_paper
    from gongbao.writing import docx

    store = Library.open(library_of(context, library))
    found = comparison(_text(store, old), _text(store, new))
    if out:
        write(out, docx(comparison_paper(found)))
        return
    if as_json:
        print_json(found.to_json())
        return
    changed = [pair for pair in found.pairs if pair.status != "未变"]
    print_table(
        f"{found.old_title} → {found.new_title}",
        ["变化", "旧稿", "新稿", "内容"],
        [[str(pair.status), pair.old_place or "", pair.new_place or "", _marked(pair.pieces)] for pair in changed],
    )
    console().print(
        f"{len(changed)} 条有变化，{len(found.pairs) - len(changed)} 条未变。〔－〕为删去，〔＋〕为增加。", markup=False
    )


def _marked(pieces: Any) -> str:
    marks = {"same": "{}", "removed": "〔－{}〕", "added": "〔＋{}〕"}
    said = "".join(marks[piece.op].format(piece.text) for piece in pieces)
    return said if len(said) <= 400 else said[:400] + "…"


def _text(store: Library, what: str) -> Any:
    from gongbao.reading import read_file

    return read_file(Path(what)) if _is_file(what) else store.source(_one(store, what))


_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")


def _is_file(what: str) -> bool:
    """Whether a name is that of a file. A title may be longer than any file's name, which is no fault.

    Raises:
        typer.Exit: it is written like a file's name and there is none.
    """
    try:
        found = Path(what).is_file()
    except (OSError, ValueError):
        return False
    if not found and what.lower().endswith(_SUFFIXES):
        raise fail(f"找不到文件“{what}”。请核对路径；体检文库里的文件，写文号或者标题。")
    return found


@clear_errors
def export(
    context: typer.Context,
    document: CitationArgument,
    form: Annotated[
        str, typer.Option("--format", metavar="docx|akn|json|md|xlsx|csv", help="格式；xlsx 和 csv 是文件里的表格。")
    ] = "docx",
    table: Annotated[str | None, typer.Option("--table", metavar="PLACE", help="只导出这张表，如 附件1表1。")] = None,
    out: OutOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """把一份文件导出为公文格式的 DOCX、Akoma Ntoso、JSON、Markdown，或把其中的表格导出为 XLSX、CSV。"""
    store = Library.open(library_of(context, library))
    card = _one(store, document)
    if form not in ("docx", "akn", "json", "md", "xlsx", "csv"):
        raise fail(f"--format 只能是 docx、akn、json、md、xlsx 或 csv，不能是“{form}”")
    body = store.export(card, form, table)
    if body is None:
        raise fail(f"{card.title}里没有{table or '表格'}。")
    suffix = {"akn": "xml"}.get(form, form)
    write(out or Path(f"{card.title[:80]}.{suffix}"), body, as_json=as_json)


@clear_errors
def relations(
    context: typer.Context,
    document: CitationArgument,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """一份文件与其他文件的关系：依据、废止、修改、解读、引用，以及政策链。"""
    store = Library.open(library_of(context, library))
    card = _one(store, document, known=True)
    found = store.registry.relations(card)
    chain = store.registry.chain(card)
    if as_json:
        print_json(
            {
                "document": card.to_json(),
                "states": [each.to_json() for each in found.stated],
                "stated_by": [each.to_json() for each in found.said_of_it],
                "interprets": found.interprets.ref if found.interprets else None,
                "interpreted_by": [each.ref for each in found.interpreted_by],
                "counts": found.counts(),
                "chain": {"up": [each.to_json() for each in chain.up], "down": [each.to_json() for each in chain.down]},
            }
        )
        return
    rows = [[each.kind.chinese, "→", _named(each.target), each.place, each.words] for each in found.stated]
    rows += [[each.kind.chinese, "←", _named(each.source), each.place, each.words] for each in found.said_of_it]
    if not rows:
        console().print("文中没有提到别的文件，也没有别的文件提到它。", markup=False)
    else:
        print_table(card.title, ["关系", "", "文件", "条款", "原话"], rows)


def _named(card: Card) -> str:
    title = card.title if card.title.startswith("《") or card.title == card.number else f"《{card.title}》"
    number = card.number if card.number and card.number != card.title else ""
    return f"{number}{title}{'' if card.held else '（只知名称）'}"


@clear_errors
def validity(
    context: typer.Context,
    document: CitationArgument,
    on: OnOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """一份文件在某一天是否有效，以及理由；只知名称的文件也可以问。"""
    store = Library.open(library_of(context, library))
    card = _one(store, document, known=True)
    found = store.validity(card, on or today())
    if as_json:
        print_json({**card.to_json(), "validity": found.to_json()})
        return
    out = console()
    out.print(f"{_named(card)}", markup=False)
    out.print(f"{found.on.isoformat()}：{found.state}", markup=False)
    for ground in found.reasons:
        where = f"（{ground.place}）" if ground.place else ""
        law = f"　{ground.citation}" if ground.citation else ""
        out.print(f"  {ground.sentence}{where}{law}", markup=False)


@clear_errors
def history(
    context: typer.Context,
    document: CitationArgument,
    place: Annotated[str | None, typer.Option("--place", metavar="PLACE", help="只看这一条，如 第六条。")] = None,
    on: OnOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """一份文件历次修改的文本；加 --place 和 --on 看某一条在某一天的文字。"""
    store = Library.open(library_of(context, library))
    card = _one(store, document)
    if place:
        text = store.text_on(card, place, on or today())
        if as_json:
            grounds = [each.sentence for each in text.grounds]
            said = {"words": text.words, "known": text.known, "grounds": grounds}
            print_json({"document": card.ref, "place": place, "on": text.on.isoformat(), **said})
            return
        console().print(text.words or "（这一天的文字不得而知）", markup=False)
        for ground in text.grounds:
            console().print(f"  {ground.sentence}", markup=False)
        return
    versions = store.versions(card)
    if as_json:
        print_json(
            [
                {
                    "since": each.since.isoformat() if each.since else None,
                    "until": each.until.isoformat() if each.until else None,
                    "by": each.by.ref if each.by else None,
                    "words": each.by_words,
                    "known": each.known,
                    "grounds": [ground.sentence for ground in each.grounds],
                }
                for each in versions
            ]
        )
        return
    known = {"whole": "全文可知", "partly": "部分可知", "none": "文字未收录"}
    print_table(
        card.title,
        ["自", "至", "由", "文本"],
        [
            [
                each.since.isoformat() if each.since else "不明",
                each.until.isoformat() if each.until else "",
                each.by_words,
                known[each.known],
            ]
            for each in versions
        ],
    )


@clear_errors
def proofs(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="算得上的也列出。")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """公报自证：重新计算每一个印出的合计和个数，列出算不上的。"""
    from gongbao.examination import prove
    from gongbao.text import parse

    store = Library.open(library_of(context, library))
    issues = {card.gazette: card for card in reversed(store.documents()) if "公报" in card.gazette}
    found = [prove(parse(store.source(card), place=card.place or None)) for card in reversed(issues.values())]
    if as_json:
        print_json([each.to_json() for each in found])
        return
    for each in found:
        head = f"{each.gazette.title}：表格 {len(each.tables)} 张 {each.rows} 行"
        console().print(f"{head}；算得上 {each.agreeing} 处，算不上 {each.differing} 处。", markup=False)
        for entry in each.entries(all_=all_):
            console().print(f"  {entry}", markup=False)


def _one(store: Library, ref: str, *, known: bool = False) -> Card:
    """The one document that a name means."""
    found = store.resolve(ref, known=known)
    if len(found) == 1:
        return found[0]
    if not found:
        nearest = "、".join(each.ref for each in store.suggestions(ref)) or "（文库是空的）"
        raise fail(f"文库里没有“{ref}”。最接近的是：{nearest}。")
    raise fail(f"“{ref}”有 {len(found)} 份文件，请写明是哪一份：\n" + "\n".join(f"  {each.key}" for each in found))


def write(file: Path, body: bytes, *, as_json: bool = False) -> None:
    """Write a file whole or not at all, and say where it is."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_bytes(body)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise fail(f"{file}：不能写入（{error.strerror}）。请换一个文件夹，或用 --out 指定位置。") from error
    if as_json:
        print_json({"file": str(file), "bytes": len(body)})
    else:
        console().print(f"已写入 {file}（{len(body):,} 字节）。", markup=False)
