"""The form in which text is searched, and where its words begin.

The searched form has one character for each character that is shown, so that what is found can be marked: widths and
case folded, traditional characters as simplified ones, kinds of brackets, quotation marks and dashes made alike. Words,
as rjieba cuts them, serve the ranking only: what is found never depends on them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from itertools import accumulate

from gongbao.text import normal

_ALIKE = {
    **dict.fromkeys("“”‘’「」『』＂＇'\"", "“"),
    **dict.fromkeys("〔【（［｛﹝[{(", "（"),
    **dict.fromkeys("〕】）］｝﹞]})", "）"),
    **dict.fromkeys("-—–－―‐‑", "—"),
    **dict.fromkeys("～〜~", "～"),
    **dict.fromkeys("・•‧·", "·"),
    **dict(zip(",;:!?", "，；：！？", strict=True)),
    "〈": "《",
    "〉": "》",
}
"""Each kind of mark as normal text has it most often, so that searched form and shown text differ in few places."""

_PLAIN = {ord(odd): plain for odd, plain in _ALIKE.items()}
_BETWEEN_LATIN = re.compile(r"(?<=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])\s+(?=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])")


def form_version() -> str:
    """Changes whenever the same text would give another searched form; what is stored is then made anew."""
    return f"3 rjieba {version('rjieba')} opencc {version('opencc')}"


def searchable(printed: str) -> str:
    """Printed words as hits show them: normal text in which Latin words and numbers stay apart.

    Normal text has no blanks, which would make one number of two that stand in neighbouring cells.
    """
    return " ".join(map(normal, _BETWEEN_LATIN.split(printed)))


def fold(text: str) -> str:
    """Widths, case and traditional characters folded, one character for one character, so that offsets stay."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def search_form(printed: str) -> str:
    """The form in which printed words are searched, as long as `searchable` of them. Idempotent."""
    return alike(searchable(printed))


def alike(text: str) -> str:
    """As `search_form`, blanks kept: as long as the text itself."""
    return fold(text).translate(_PLAIN)


def word_starts(form: str) -> list[int]:
    """Where the words of a searched form begin, its end included."""
    import rjieba

    return [0, *accumulate(map(len, rjieba.cut(form)))]


def words(text: str) -> list[str]:
    """The words of a text as rjieba cuts them, without marks and blanks."""
    import rjieba

    return [word for word in rjieba.cut(search_form(text)) if word[0].isalnum()]


class _Folded(dict[int, str]):
    """Folded characters by code, computed when first met."""

    def __missing__(self, code: int) -> str:
        char = "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        folded = unicodedata.normalize("NFKC", char).lower()
        if len(folded) != 1:
            folded = char
        self[code] = _simplified().get(folded, folded) if folded >= "\u3400" else folded
        return self[code]


_FOLDED = _Folded()


@cache
def _simplified() -> dict[str, str]:
    """Traditional characters with the simplified ones, where one stands for one."""
    from opencc import OpenCC

    traditional = [chr(code) for code in _han()]
    simplified = OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    pairs = zip(traditional, simplified, strict=True)
    return {old: new for old, new in pairs if old != new and len(new) == 1}


def _han() -> Iterable[int]:
    return range(0x3400, 0xA000)
