"""What can go wrong in an expression, said in Chinese and English, with its place."""

from __future__ import annotations


class FeelError(ValueError):
    """A fault in the text of an expression; `at` is the offset of the character that it points at."""

    def __init__(self, text: str, at: int, message_zh: str, message_en: str) -> None:
        self.text = text
        self.at = max(0, min(at, len(text)))
        self.message_zh = message_zh
        self.message_en = message_en
        super().__init__(f"第{self.line}行第{self.column}列：{message_zh}")

    @property
    def line(self) -> int:
        """Line of the fault, from 1."""
        return self.text.count("\n", 0, self.at) + 1

    @property
    def column(self) -> int:
        """Column of the fault in characters, from 1."""
        return self.at - (self.text.rfind("\n", 0, self.at) + 1) + 1

    @property
    def excerpt(self) -> str:
        """The faulty line and, under it, a mark below the character; wide characters take two places."""
        line = self.text.split("\n")[self.line - 1]
        blank = "".join("　" if ord(char) > 0x2E7F else " " for char in line[: self.column - 1])
        return f"{line}\n{blank}^"

    @property
    def english(self) -> str:
        """The message with its place in English."""
        return f"line {self.line}, column {self.column}: {self.message_en}"


class FeelSyntaxError(FeelError):
    """The text is not FEEL."""


class FeelNameError(FeelSyntaxError):
    """A name that nothing declares."""


class FeelTypeError(FeelError):
    """The expression can never give a value: text added to a number and the like."""


class FeelLimitError(RuntimeError):
    """A loop or a value grew beyond what one expression may use."""

    def __init__(self, message_zh: str) -> None:
        self.message_zh = message_zh
        super().__init__(message_zh)


class NotTabular(Exception):
    """The expression cannot run over a table; `at` is the offset of the part that cannot."""

    def __init__(self, at: int, zh: str) -> None:
        self.at = at
        self.zh = zh
        super().__init__(zh)


class MissingInput(Exception):
    """Generated code read an input that is not given."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)
