"""Searching the gazettes and, where GONGBAO_LAWS names their folder, a thousand laws: gongbao beside two engines.

The engines answer with the number of provisions found and the ids of the best twenty; gongbao answers with a whole
page: the same, marked snippets, title hits and facets.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench.subject import GAZETTES
from gongbao.library import Library
from gongbao.library.catalogue import load as load_catalogue
from gongbao.library.fulltext import load as load_texts
from gongbao.library.search import Corpus
from gongbao.library.tokens import search_form

QUERIES = Path(__file__).resolve().parent / "queries.txt"
PAGE = 20
_SPLIT = re.compile(r"[\s“”]+")


@dataclass(frozen=True, slots=True)
class Answers:
    """What one contender took and found. Seconds are of each query, the median of the rounds."""

    name: str
    built: float  # seconds
    seconds: tuple[float, ...]
    exact: int  # queries answered with the right number of provisions
    asked: int  # queries whose right number can be told by reading all texts


def section(folder: Path, rounds: int) -> str:
    """The section of the report."""
    library, ingested, documents, characters = _library(folder)
    texts = _texts(library)
    contenders, built = _contenders(library, texts, folder)
    queries = read_queries()
    answers = _measure(contenders, built, queries, texts, rounds)
    lines = [
        "## 检索：二百条查询",
        "",
        f"语料：{'五份公报和国家法律法规' if _laws() else '五份公报（GONGBAO_LAWS 没有指向法律法规的文件夹）'}，"
        f"{documents:,} 件，{len(texts):,} 条款，{characters:,} 字；收录全部文件用 {ingested:.0f} 秒。"
        f"查询见 `bench/queries.txt`，其中一个字的 {sum(len(query) == 1 for query in queries)} 条。",
        "",
        "| 方式 | 建索引（秒） | 中位数（毫秒） | 95%（毫秒） | 最慢（毫秒） | 命中数逐条核对无误 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for each in answers:
        ranked = sorted(each.seconds)
        shown = [ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)], ranked[-1]]
        figures = " | ".join(f"{seconds * 1000:.1f}" for seconds in shown)
        lines.append(f"| {each.name} | {each.built:.1f} | {figures} | {each.exact}/{each.asked} |")
    lines += [
        "",
        "gongbao 的一次查询包括解析、标题命中、排序、二十条摘要和各项分面；另两方只取命中条数和前二十个条款号。"
        "命中数的核对：单个词或短语的查询，把全部条款读一遍数出来的条数为准，别名和日期的查询不计。",
        "",
    ]
    return "\n".join(lines)


def read_queries() -> list[str]:
    """The queries of the fixed file."""
    lines = QUERIES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line and not line.startswith("#")]


def _laws() -> str | None:
    return os.environ.get("GONGBAO_LAWS")


def _library(folder: Path) -> tuple[Library, float, int, int]:
    library = Library.open(str(folder / "search.db"))
    began = time.perf_counter()
    report = library.ingest([GAZETTES, *([laws] if (laws := _laws()) else [])])
    return library, time.perf_counter() - began, report.documents, report.characters


def _texts(library: Library) -> dict[int, str]:
    """The searched form of each provision, by id: all contenders are given the same words."""
    engine = sa.create_engine(f"sqlite:///{library.url}")
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT id, printed FROM provision ORDER BY id")).all()
    engine.dispose()
    return {row[0]: search_form(row[1]) for row in rows}


Found = tuple[int, Sequence[int]]  # how many provisions, and the first of them
Ask = Callable[[str], Any]


def _contenders(library: Library, texts: Mapping[int, str], folder: Path) -> tuple[dict[str, Ask], dict[str, float]]:
    built: dict[str, float] = {}
    engine = sa.create_engine(f"sqlite:///{library.url}")
    with engine.connect() as connection:
        catalogue = load_catalogue(connection)
        began = time.perf_counter()
        sum(len(text.text) for text in load_texts(connection))
        Corpus(connection, catalogue, catalogue.validity)
        built["gongbao"] = time.perf_counter() - began
    engine.dispose()
    library.search("预热")
    began = time.perf_counter()
    trigram = _trigram(texts, folder)
    built["SQLite FTS5 trigram"] = time.perf_counter() - began
    began = time.perf_counter()
    tantivy = _tantivy(texts, folder)
    built["tantivy，一字一词"] = time.perf_counter() - began
    return {
        "gongbao": lambda query: library.search(query, synonyms=False),
        "SQLite FTS5 trigram": trigram,
        "tantivy，一字一词": tantivy,
    }, built


def _trigram(texts: Mapping[int, str], folder: Path) -> Callable[[str], Found]:
    connection = sqlite3.connect(folder / "trigram.db")
    connection.execute("CREATE VIRTUAL TABLE provision USING fts5(body, tokenize='trigram')")
    connection.executemany("INSERT INTO provision (rowid, body) VALUES (?, ?)", texts.items())
    connection.commit()

    def ask(query: str) -> Found:
        words = [word.replace('"', '""') for word in _SPLIT.split(search_form_of(query)) if word]
        matching = " AND ".join(f'"{word}"' for word in words)
        try:
            (count,) = connection.execute(
                "SELECT count(*) FROM provision WHERE provision MATCH ?", (matching,)
            ).fetchone()
            rows = connection.execute(
                "SELECT rowid FROM provision WHERE provision MATCH ? ORDER BY rank LIMIT ?", (matching, PAGE)
            ).fetchall()
        except sqlite3.OperationalError:
            return 0, ()
        return int(count), [row[0] for row in rows]

    return ask


def _tantivy(texts: Mapping[int, str], folder: Path) -> Callable[[str], Found]:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    builder.add_text_field("body", tokenizer_name="whitespace")
    (folder / "tantivy").mkdir()
    index = tantivy.Index(builder.build(), path=str(folder / "tantivy"))
    writer = index.writer()
    for id_, text in texts.items():
        writer.add_document(tantivy.Document(id=id_, body=[" ".join(text.replace(" ", ""))]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> Found:
        words = [word for word in _SPLIT.split(search_form_of(query)) if word]
        parts = [
            tantivy.Query.term_query(index.schema, "body", word)
            if len(word) == 1
            else tantivy.Query.phrase_query(index.schema, "body", list(word))
            for word in words
        ]
        if not parts:
            return 0, ()
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        found = searcher.search(asked, PAGE, count=True)
        return int(found.count or 0), [searcher.doc(address)["id"][0] for _score, address in found.hits]

    return ask


def search_form_of(query: str) -> str:
    """A query as the engines without a grammar of their own are asked: its words, in the searched form."""
    return " ".join(search_form(word) for word in _SPLIT.split(query) if word)


def _measure(
    contenders: Mapping[str, Ask],
    built: Mapping[str, float],
    queries: Sequence[str],
    texts: Mapping[int, str],
    rounds: int,
) -> list[Answers]:
    seconds: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in contenders}
    for _ in range(max(3, rounds)):
        for at, query in enumerate(queries):
            for name, ask in contenders.items():
                began = time.perf_counter()
                ask(query)
                seconds[name][at].append(time.perf_counter() - began)
    right = {query: count for query in queries if (count := _right(query, texts)) is not None}
    return [
        Answers(
            name,
            built[name],
            tuple(sorted(times)[len(times) // 2] for times in seconds[name]),
            sum(_count(ask(query)) == count for query, count in right.items()),
            len(right),
        )
        for name, ask in contenders.items()
    ]


_PLAIN = re.compile("“?[\u4e00-\u9fff，。、]{1,30}”?")


def _right(query: str, texts: Mapping[int, str]) -> int | None:
    """How many provisions hold the one phrase of a query; None where it is more than a phrase, or stands nowhere."""
    if not _PLAIN.fullmatch(query) or re.search("条|月", query):
        return None
    form = search_form(query.strip("“”"))
    count = sum(form in text for text in texts.values())
    return count or None


def _count(answer: Any) -> int:
    """The provisions that an answer counts; of gongbao's page those hits that are no titles."""
    if isinstance(answer, tuple):
        return int(answer[0])
    return int(answer.total) - int(answer.titles)
