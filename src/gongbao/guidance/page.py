"""Coverage as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gongbao.guidance.coverage import Coverage, DocumentCoverage, Status, SystemCoverage

_HEAD = """# 五份公报 → 已运行的制度

本页由 `make docs` 写出，不手工修改。制度目录在 `packs/systems.yaml`，原文取自文库。

- **已运行**：规则包里有判定运行它，每个结论都引出原文。
- **部分运行**：其中的判定已经运行，收件、流转、时限、登记等还没有建立。
- **文库可查**：文库本身就能回答，如施行日期、有效期、本期目录。
- **已列出**：只列出原文，并写明为什么不运行。
- **尚未实现**：原文可以运行，还没有写成规则包。
"""


def write_coverage(coverage: Coverage, path: Path) -> bool:
    """Write the page; whether it changed."""
    page = coverage_markdown(coverage)
    if path.is_file() and path.read_text(encoding="utf-8") == page:
        return False
    path.write_text(page, encoding="utf-8")
    return True


def coverage_markdown(coverage: Coverage) -> str:
    """The page: totals, then each document with its systems. The same coverage gives the same text."""
    by_gazette = {each.gazette.title: each.totals for each in coverage.gazettes}
    by_kind = {kind.chinese: totals for kind, totals in coverage.by_kind.items()}
    blocks = [
        _HEAD,
        "## 按公报",
        _table("公报", {**by_gazette, "合计": coverage.totals}),
        "## 按类别",
        _table("类别", by_kind),
    ]
    if coverage.unknown_runs:
        blocks.append("## 目录里没有的编号")
        blocks.append("".join(f"- `{id_}`：{run.pack} 的“{run.decision}”\n" for id_, run in coverage.unknown_runs))
    for gazette in coverage.gazettes:
        blocks.append(f"## {gazette.gazette.title}")
        blocks += [_document(document) for document in gazette.documents]
    return "\n".join(block.rstrip("\n") + "\n" for block in blocks)


def _table(first: str, rows: Mapping[str, Mapping[Status, int]]) -> str:
    head = _row([first, *Status, "共"]) + "| --- |" + " ---: |" * (len(Status) + 1) + "\n"
    return head + "".join(
        _row([name, *(str(totals[status]) for status in Status), str(sum(totals.values()))])
        for name, totals in rows.items()
    )


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |\n"


def _document(document: DocumentCoverage) -> str:
    entry = document.document
    number = f"{entry.number} " if entry.number else ""
    lines = [f"### {number}{entry.title}\n\n"]
    if not document.systems:
        return lines[0] + "本文没有设立制度。\n"
    lines.append("| 编号 | 制度 | 类别 | 状态 | 说明 | 依据 | 原文 |\n| --- | --- | --- | --- | --- | --- | --- |\n")
    lines += [_system(each) for each in document.systems]
    return "".join(lines)


def _system(each: SystemCoverage) -> str:
    system = each.system
    return _row([system.id, system.name, system.kind.chinese, each.status, each.reason, system.at, each.words])


def _cell(text: str) -> str:
    """Nothing in a cell is Markdown: what would be is escaped."""
    escaped = "".join(f"\\{char}" if char in r"\|`*_[]<>#" else char for char in text)
    return " ".join(escaped.split())
