"""Libraries to test with: an empty one, and hand-made gazettes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gongbao.library import Library
from gongbao.library.database import open_engine
from gongbao.reading import Source
from gongbao.text.model import Document, Gazette, Kind, Part, PartKind, Provision, Span

Build = Callable[..., Gazette]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a library may be made."""
    return tmp_path / "library.db"


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(str(file)) as opened:
        yield opened


@pytest.fixture
def engine(library: Library, file: Path) -> Iterator[Engine]:
    """The database of `library`, to look into and to store hand-made gazettes."""
    opened = open_engine(str(file))
    yield opened
    opened.dispose()


@pytest.fixture
def build() -> Build:
    """Makes a gazette of one place: each document is a dict with `title`, `articles` and fields of Document."""

    def make(*documents: dict[str, object], name: str = "手写.txt", place: str = "定州市") -> Gazette:
        text, made = "", []
        for each in documents:
            fields = dict(each)
            articles = fields.pop("articles", ("第一条　为了测试，制定本办法。",))
            provisions = []
            first = text.count("\n") + 1
            for at, words in enumerate(articles, 1):
                span = Span(len(text), len(text) + len(words) + 1)
                text += words + "\n"
                num = words.split("　")[0]
                provisions.append(Provision(Kind.ARTICLE, f"art_{at}", num, num, None, (span,)))
            made.append(
                Document(
                    **{
                        "kind": "办法",
                        "place": place,
                        "first_line": first,
                        "last_line": text.count("\n"),
                        "parts": (Part(PartKind.MAIN, None, None, tuple(provisions)),),
                        **fields,
                    }
                )
            )
        source = Source(name, hashlib.sha256(text.encode()).hexdigest(), text, "utf-8")
        return Gazette(source, f"{place}人民政府公报", place, tuple(made), ())

    return make
