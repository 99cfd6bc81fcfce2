"""Measure everything and write docs/benchmarks.md. `--quick` leaves out the largest table and repeats less."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import one_case, pages, search_bench, subject, tables, texts
from bench.timing import Timed, ratio

OUT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
PACKAGES = ("gongbao", "duckdb", "ibis-framework", "pyarrow", "zen-engine", "rjieba", "numpy", "tantivy")


def main(arguments: list[str]) -> None:
    """Run, print progress, write."""
    quick = "--quick" in arguments
    rounds = 3 if quick else 7
    sections: list[str] = [head()]
    with tempfile.TemporaryDirectory(prefix="gongbao-bench-") as name:
        folder = Path(name)
        say("收录公报、编译规则包")
        library = subject.library(folder)
        program = subject.program(library, folder)
        say("逐件判定")
        timed, counts = one_case.measure(program, rounds)
        sections.append(single(timed, counts))
        for rows in (1_000_000,) if quick else (1_000_000, 10_000_000):
            say(f"整表判定 {rows:,} 行")
            repeats = rounds if rows <= 1_000_000 else 3
            sections.append(
                bulk(
                    f"整表判定，{rows:,} 行，Parquet 到 Parquet",
                    tables.measure_bulk(program, folder, rows, repeats),
                    rows,
                )
            )
        say("逐次累计 1,000,000 行")
        sections.append(
            bulk(
                "逐次累计起付和支付，1,000,000 行，Parquet 到 Parquet",
                tables.measure_running(program, folder, 1_000_000, 3),
                1_000_000,
            )
        )
        say("阅读和检索")
        parsed, characters = texts.measure_reading(rounds)
        sections.append(reading(parsed, characters, texts.measure_search(library, rounds)))
        say("检索：与 FTS5、tantivy 一起")
        sections.append(search_bench.section(folder, 3))
        say("门户页面")
        sections.append(milliseconds("门户页面（服务器上）", "页面", pages.measure(library.url, rounds)))
    OUT.write_text("\n".join(sections), encoding="utf-8")
    say(f"写入 {OUT}")


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def head() -> str:
    """Machine, day, versions."""
    versions = []
    for package in PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            versions.append(f"{package} 未安装")
    return f"""# 测速

由 `make bench` 写成，请勿手改。同一次运行里各方轮流跑，比值比绝对数可靠；数是中位数，括号里是最慢到最快。

- 日期：{datetime.now(UTC):%Y-%m-%d}
- 机器：{processor()}，{os.cpu_count()} 核，{platform.system()} {platform.machine()}，Python {platform.python_version()}
- 版本：{"，".join(versions)}
- 规则：廊政办发〔2021〕6号 第六条“统筹支付”，按 2022 年的条文
"""


def processor() -> str:
    """The processor's name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "未知处理器"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "未知处理器")


def single(timed: list[Timed], counts: dict[str, int]) -> str:
    """One case at a time."""
    lines = ["## 逐件判定", "", "| 方式 | 每秒件数 |", "| --- | --- |"]
    lines += [f"| {each.name} | {each.rate(counts[each.name])} |" for each in timed]
    lines += ["", "开始前核对过：gongbao 与手写函数的结果逐件相等，zen-engine（二进制浮点）相差不超过一分。", ""]
    return "\n".join(lines)


def bulk(title: str, timed: list[Timed], rows: int) -> str:
    """A table; ratios against the first."""
    lines = [f"## {title}", "", "| 方式 | 每秒行数 | gongbao 用时是它的几倍 |", "| --- | --- | --- |"]
    lines += [f"| {each.name} | {each.rate(rows)} | {ratio(timed[0], each)} |" for each in timed]
    lines += ["", "开始前核对过：两边的结果逐行相等。", ""]
    return "\n".join(lines)


def reading(parsed: Timed, characters: int, searched: list[Timed]) -> str:
    """Gazettes."""
    lines = ["## 阅读和检索", "", f"五份公报共 {characters:,} 字，阅读加分析每秒 {parsed.rate(characters)}字。", ""]
    return "\n".join([*lines, *_rows("检索", searched), ""])


def milliseconds(title: str, first: str, timed: list[Timed]) -> str:
    """Latencies under a heading of their own."""
    return "\n".join([f"## {title}", "", *_rows(first, timed), ""])


def _rows(first: str, timed: list[Timed]) -> list[str]:
    lines = [f"| {first} | 毫秒：中位数（最快～最慢） |", "| --- | --- |"]
    for each in timed:
        fastest, slowest = min(each.seconds) * 1000, max(each.seconds) * 1000
        lines.append(f"| {each.name} | {each.median * 1000:.1f}（{fastest:.1f}～{slowest:.1f}） |")
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
