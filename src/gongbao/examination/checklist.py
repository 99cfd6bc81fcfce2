"""The questions that a person answers when a draft is reviewed: five standards, powers, procedure, fair competition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Question:
    """One question and the words it rests on. `key` never changes its meaning: 五个标准.1."""

    key: str
    question: str
    source: str  # title of the document or law
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one kind."""

    name: str
    note: str
    items: tuple[Question, ...]


@lru_cache(maxsize=1)
def checklist() -> tuple[Group, ...]:
    """All groups in the order in which a review goes through them."""
    path = Path(__file__).parent / "data" / "checklist.yaml"
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes only text
    return tuple(
        Group(
            group["name"],
            group["note"],
            tuple(
                Question(f"{group['name']}.{number}", each["question"], each["source"], each["place"], each["words"])
                for number, each in enumerate(group["items"], 1)
            ),
        )
        for group in loaded["groups"]
    )
