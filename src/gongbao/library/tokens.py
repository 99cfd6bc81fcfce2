"""How text becomes the tokens that are searched.

Each Han character is a token of its own, so that a phrase of two characters is found wherever it stands: SQLite's
trigram tokenizer finds nothing for them. Latin words and numbers are whole tokens. Punctuation is one boundary
token, so that a phrase does not reach across it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from importlib.metadata import version

BOUNDARY = "_"

_PIECES = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*|\S")


def tokens_version() -> str:
    """Changes whenever the same text would give other tokens; the index is then built anew."""
    return f"1 rjieba {version('rjieba')}"


def fold(text: str) -> str:
    """Widths and case folded, one character for one character, so that offsets stay."""
    return text.lower() if text.isascii() else "".join(map(_fold, text))


def _fold(char: str) -> str:
    if "\u4e00" <= char <= "\u9fff":
        return char
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


def pieces(text: str) -> list[tuple[str, int, int]]:
    """Each token with the offsets it stands at; each mark of punctuation as `BOUNDARY`."""
    found: list[tuple[str, int, int]] = []
    for match in _PIECES.finditer(fold(text)):
        token = match[0]
        if len(token) == 1 and not token.isalnum():
            token = BOUNDARY
        found.append((token, match.start(), match.end()))
    return found


def characters(text: str) -> list[str]:
    """The tokens of a text in order, a run of punctuation as one `BOUNDARY`."""
    return _joined(_PIECES.findall(fold(text)))


def words(text: str) -> list[str]:
    """The words of a text as rjieba cuts them; they serve the ranking only."""
    import rjieba

    return _joined(word for word in rjieba.cut(fold(text)) if not word.isspace())


def _joined(tokens: Iterable[str]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.isalnum() or token[0].isdigit():
            found.append(token)
        elif found and found[-1] != BOUNDARY:
            found.append(BOUNDARY)
    return found
