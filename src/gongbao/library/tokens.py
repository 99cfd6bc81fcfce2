"""How text becomes the tokens that are searched.

Each Han character is a token of its own, so that a phrase of two characters is found wherever it stands: SQLite's
trigram tokenizer finds nothing for them. Latin words and numbers are whole tokens. Punctuation is one boundary
token, so that a phrase does not reach across it.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.metadata import version

from gongbao.text import normal

BOUNDARY = "_"

_PIECES = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*|\S")
_TOKENS = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*|[^\W_]|[\W_]+")


def tokens_version() -> str:
    """Changes whenever the same text would give other tokens; the index is then built anew."""
    return f"1 rjieba {version('rjieba')}"


_BETWEEN_LATIN = re.compile(r"(?<=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])\s+(?=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])")


def searchable(printed: str) -> str:
    """Printed words as they are searched: normal text in which Latin words and numbers stay apart.

    Normal text has no blanks, which would make one number of two that stand in neighbouring cells.
    """
    return " ".join(map(normal, _BETWEEN_LATIN.split(printed)))


def fold(text: str) -> str:
    """Widths and case folded, one character for one character, so that offsets stay."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Folded characters by code, computed when first met."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_FOLDED = _Folded()


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
    found = _TOKENS.findall(fold(text))
    return [token if token[0].isalnum() else BOUNDARY for token in found if not token.isspace()]


def words(text: str) -> list[str]:
    """The words of a text as rjieba cuts them; they serve the ranking only."""
    import rjieba

    found: list[str] = []
    for word in rjieba.cut(fold(text)):
        if word[0].isalnum():
            found.append(word)
        elif found and found[-1] != BOUNDARY and not word.isspace():
            found.append(BOUNDARY)
    return found
