"""Texts to parse: the five gazettes, and words written in a test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.reading import Source, read_file
from gongbao.text import Document, Gazette, parse

GAZETTES = Path(__file__).resolve().parents[2] / "gazettes"
NAMES = ("dingzhou-2022-4", "dingzhou-2023-1", "dingzhou-2023-2", "langfang-2021-4", "ningjin-2020-2")

Words = Callable[[str], Gazette]


def source(text: str) -> Source:
    """A source of the given words."""
    return Source("手写.txt", hashlib.sha256(text.encode()).hexdigest(), text, "utf-8")


@pytest.fixture(scope="session")
def words() -> Words:
    """Parses the given words."""
    return lambda text: parse(source(text))


@pytest.fixture(scope="session")
def issues() -> dict[str, Gazette]:
    """The five gazettes, parsed once, by the name of their file."""
    return {name: parse(read_file(GAZETTES / f"{name}.txt")) for name in NAMES}


@pytest.fixture(scope="session")
def numbered(issues: dict[str, Gazette]) -> Callable[[str], tuple[Gazette, Document]]:
    """The first document of a 文号 in the five gazettes, with its gazette."""

    def look(number: str) -> tuple[Gazette, Document]:
        return next(
            (gazette, document)
            for gazette in issues.values()
            for document in gazette.documents
            if document.number == number
        )

    return look
