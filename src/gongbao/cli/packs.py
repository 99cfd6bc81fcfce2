"""packs, check, decide, coverage: rules on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from gongbao.cli.options import JsonOption, LibraryOption, OnOption, library_of, today
from gongbao.cli.printing import FOUND_WANTING, clear_errors, console, fail, print_json, print_table

CASE_BYTES = 1024 * 1024
"""The largest file that --case reads."""


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("packs")(packs)
    app.command("check")(check)
    app.command("decide")(decide)
    app.command("coverage")(coverage)


@clear_errors
def packs(context: typer.Context, library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """列出规则包、它们的判定和每个判定要的事实。"""
    from gongbao.decisions import describe
    from gongbao.library import Library
    from gongbao.pack import open_packs

    opened = open_packs(lambda: Library.open(library_of(context, library)))
    if as_json:
        print_json([describe(pack) for pack in opened])
        return
    if not opened:
        console().print("没有找到规则包。可用 GONGBAO_PACKS 指定存放规则包的文件夹。", markup=False)
    for pack in opened:
        print_table(
            f"{pack.name}  {pack.title}",
            ["判定", "含义", "要的事实"],
            [[item.name, item.title, "、".join(item.reads)] for item in pack.decisions if item.public],
        )


@clear_errors
def check(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK...]", help="规则包的名字或文件夹；不写则核验全部。")
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """核验规则包：引文在不在原处，数值是不是原文的数，例子算得对不对。"""
    from gongbao.library import Library
    from gongbao.pack import find_packs
    from gongbao.proof import check as prove

    store = Library.open(library_of(context, library))
    reports = [prove(folder, store) for folder in find_packs(names or None)]
    if as_json:
        print_json([report.to_json() for report in reports])
    else:
        out = console()
        for report in reports:
            out.print(str(report), markup=False)
    if any(report.findings for report in reports):
        raise typer.Exit(FOUND_WANTING)


@clear_errors
def decide(
    context: typer.Context,
    pack: Annotated[str, typer.Argument(metavar="PACK", help="规则包的名字。")],
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="判定的名字，或目录编号。")],
    given: Annotated[list[str] | None, typer.Option("--given", metavar="名=值", help="一项事实，可重复。")] = None,
    case: Annotated[Path | None, typer.Option("--case", metavar="FILE.json", help="装有事实的 JSON 文件。")] = None,
    on: OnOption = None,
    as_of_text: Annotated[
        bool, typer.Option("--as-of-text", help="不在有效期内时，按当时条文计算，并逐行注明。")
    ] = False,
    table: Annotated[
        Path | None, typer.Option("--table", metavar="IN", help="一张表（.parquet 或 .csv），每行一件。")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="OUT", help="结果写到哪里（.parquet 或 .csv）。")] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """作出一个判定并说明理由；或对整张表逐行判定。"""
    from gongbao.decisions import prepare
    from gongbao.library import Library
    from gongbao.pack import open_pack

    if table is None and out is not None:
        raise fail("--out 要和 --table 一起用")
    if table is not None and out is None:
        raise fail("--table 要和 --out 一起用，写明结果放在哪里")
    if table is not None and (given or case):
        raise fail("--table 不能和 --given、--case 一起用：事实在表里")
    program = prepare(open_pack(pack, lambda: Library.open(library_of(context, library))))
    if table is not None and out is not None:
        _decide_table(program, decision, table, out, on, as_of_text, as_json)
        return
    facts = {**_case_facts(case), **_given_facts(given or [])}
    answer = program.decide(decision, facts, on or today(), as_of_text=as_of_text)
    if as_json:
        print_json(answer.to_json())
    else:
        console().print(answer.to_text(), markup=False)


def _given_facts(pairs: list[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise fail(f"--given “{pair}”读不懂，请写成 名=值，如 --given 年龄=44")
        if name.strip() in facts:
            raise fail(f"--given 里“{name.strip()}”写了两次")
        facts[name.strip()] = value.strip()
    return facts


def _case_facts(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        if path.stat().st_size > CASE_BYTES:
            raise fail(f"{path}：文件超过 {CASE_BYTES // 1024} KB，一件事实用不了这么多")
        # Numbers stay text until the fact's type reads them, so that no money passes through a float.
        case = json.loads(path.read_bytes(), parse_float=str, parse_int=str)
    except OSError as error:
        raise fail(f"{path}：找不到或打不开这个文件，请核对路径和读取权限") from error
    except UnicodeDecodeError as error:
        raise fail(f"{path}：不是 UTF-8 编码，请另存为 UTF-8") from error
    except json.JSONDecodeError as error:
        raise fail(f"{path} 第{error.lineno}行第{error.colno}列：不是合格的 JSON，请核对引号和逗号") from error
    except RecursionError as error:
        raise fail(f"{path}：嵌套太深，事实应是一层的名和值") from error
    if not isinstance(case, dict):
        raise fail(f'{path}：应是一个对象，如 {{"年龄": 44}}')
    return case


def _decide_table(
    program: Any, decision: str, table: Path, out: Path, on: Any, as_of_text: bool, as_json: bool
) -> None:
    from gongbao.decisions import decide_table

    report = decide_table(program, decision, table, out, on=on, as_of_text=as_of_text)
    if as_json:
        print_json(report.to_json())
    else:
        console().print(str(report), markup=False)


@clear_errors
def coverage(context: typer.Context, library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """五份公报设立的系统，各自运行到哪一步。"""
    from gongbao.guidance import Status, load_systems
    from gongbao.guidance import coverage as cover
    from gongbao.library import Library
    from gongbao.pack import open_packs

    store = Library.open(library_of(context, library))
    result = cover(load_systems(), open_packs(store), store)
    if as_json:
        print_json(result.to_json())
        return
    rows = [(each.gazette.title, each.totals) for each in result.gazettes]
    print_table(
        None,
        ["公报", "系统", *(str(status) for status in Status)],
        [
            [title, str(sum(totals.values())), *(str(totals[status]) for status in Status)]
            for title, totals in [*rows, ("合计", result.totals)]
        ],
    )
    console().print("逐项的状态、条文和理由：加 --json，或打开门户首页。", markup=False)
