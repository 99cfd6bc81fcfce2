"""records, expiring, bodies, forget: the ledger of a legal office on the command line."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from gongbao.cli.options import JsonOption, LibraryOption, OnOption, library_of, today
from gongbao.cli.printing import clear_errors, console, fail, print_json, print_table
from gongbao.cli.texts import OutOption, write
from gongbao.library import Due, Library

records_app = typer.Typer(help="本机关登记的文件台账：导入、导出、列出。")


@records_app.callback(invoke_without_command=True)
def records(context: typer.Context) -> None:
    """本机关登记的文件台账：导入、导出、列出。"""
    if context.invoked_subcommand is None:
        raise fail("请写明做什么：gongbao records import、export 或 list。用法见：gongbao records --help")


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(records_app, name="records")
    app.command("cleanup")(cleanup)
    app.command("bodies")(bodies)
    app.command("forget")(forget)


@records_app.command("import")
@clear_errors
def import_records(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX 或 CSV 台账。")],
    place: Annotated[str, typer.Option("--place", metavar="P", help="表里没有地区一栏时用，如 定州市。")] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=HEADER", help="指定某一项在哪一栏，如 number=发文号；可以写多次。"),
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """登记一张台账：整张登记，或者因为有错一行也不登记。"""
    mapping = {}
    for each in columns or []:
        field, mark, header = each.partition("=")
        if not mark or not field.strip() or not header.strip():
            raise fail(f"--column 写作 字段=表头，如 number=发文号，不能是“{each}”")
        mapping[field.strip()] = header.strip()
    store = Library.open(library_of(context, library))
    report = store.registry.import_records(file, mapping or None, place=place)
    if as_json:
        print_json(asdict(report))
    else:
        console().print(str(report), markup=False)


@records_app.command("export")
@clear_errors
def export_records(
    context: typer.Context,
    on: OnOption = None,
    place: Annotated[str | None, typer.Option("--place", metavar="P", help="只要这个地区的。")] = None,
    form: Annotated[str, typer.Option("--format", metavar="xlsx|csv", help="格式。")] = "xlsx",
    out: OutOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """导出全部文件的台账（收录的和只知名称的），含某一天的效力；可以改好再导入。"""
    if form not in ("xlsx", "csv"):
        raise fail(f"--format 只能是 xlsx 或 csv，不能是“{form}”")
    day = on or today()
    body = Library.open(library_of(context, library)).registry.export_records(form, on=day, place=place)
    write(out or Path(f"文件台账-{day.isoformat()}.{form}"), body, as_json=as_json)


@records_app.command("list")
@clear_errors
def list_records(context: typer.Context, library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """列出本机关登记过的文件。"""
    found = Library.open(library_of(context, library)).registry.records()
    if as_json:
        print_json([asdict(each) for each in found])
    elif not found:
        console().print("还没有登记。用 gongbao records import 台账.xlsx 登记。", markup=False)
    else:
        print_table(
            None,
            ["文号", "标题", "施行日期", "失效日期", "清理结果", "来源"],
            [
                [
                    each.number or "",
                    each.title,
                    each.effective.isoformat() if each.effective else "",
                    each.expires.isoformat() if each.expires else "",
                    each.outcome or "",
                    each.source,
                ]
                for each in found
            ],
        )


@clear_errors
def cleanup(
    context: typer.Context,
    on: OnOption = None,
    months: Annotated[int, typer.Option(min=1, max=120, help="几个月内到期。")] = 3,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """清理：几个月内到期的、应当清理的、不在任何清理目录里的文件。"""
    registry = Library.open(library_of(context, library)).registry
    day = on or today()
    found = {
        "expiring": (f"{months} 个月内到期", registry.expiring(day, months)),
        "due": ("应当清理", registry.due_for_cleanup(day)),
        "in_no_list": ("不在任何清理目录里", registry.in_no_list(day)),
    }
    if as_json:
        print_json({name: [_due_json(each) for each in rows] for name, (_, rows) in found.items()})
        return
    for title, rows in found.values():
        if not rows:
            console().print(f"{title}：没有。", markup=False)
            continue
        print_table(
            f"{title}（{len(rows)}）",
            ["文号", "标题", "日期", "理由"],
            [
                [
                    each.card.number or "",
                    each.card.title,
                    each.day.isoformat() if each.day else "",
                    "；".join(ground.sentence for ground in each.reasons),
                ]
                for each in rows
            ],
        )


def _due_json(due: Due) -> dict[str, object]:
    return {
        "document": due.card.to_json(),
        "what": due.what,
        "day": due.day.isoformat() if due.day else None,
        "state": str(due.state),
        "reasons": [asdict(each) for each in due.reasons],
    }


@clear_errors
def bodies(
    context: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="地区，如 廊坊市。")],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="某个机关，任何写法，如 发改局。")] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """一个地区的机关名录，及同一机关的其他写法。"""
    store = Library.open(library_of(context, library))
    if name:
        body = store.body(name, place)
        if body is None:
            raise fail(f"{place}的文件里没有认出“{name}”。请核对名称，或先收录提到它的文件。")
        found = [body]
    else:
        found = list(store.bodies(place))
    if as_json:
        print_json([{**asdict(each), "names": list(each.names)} for each in found])
    elif not found:
        console().print(f"{place}的文件里还没有认出机关。", markup=False)
    else:
        print_table(
            None,
            ["机关", "种类", "层级", "其他写法", "次数"],
            [[each.name, each.kind, each.level, "、".join(each.names[1:8]), str(each.times)] for each in found],
        )


@clear_errors
def forget(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="收录时的文件名，或它的 SHA-256。")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """从文库里去掉一个收录过的文件及其中的全部文件；本机关登记的台账不受影响。"""
    if not yes and not typer.confirm(f"去掉 {file} 里的全部文件？"):
        raise typer.Abort
    gone = Library.open(library_of(context, library)).forget(file)
    if as_json:
        print_json(asdict(gone))
    else:
        console().print(str(gone), markup=False)
