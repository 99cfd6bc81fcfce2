"""Wrong use, said in Chinese. Typer has the sentences in English only; one that is not known here stays as it is."""

from __future__ import annotations

import re

_SENTENCES = (
    (r"Missing argument '\W*(.+?)\W*'\.?.*", r"缺少参数 \1"),
    (r"Missing option '(.+?)'\.?.*", r"缺少选项 \1"),
    (r"No such option: (\S+)(?: .*)?", r"没有 \1 这个选项"),
    (r"No such command '(.+?)'\.?.*", r"没有 \1 这个命令"),
    (r"Missing command\.?", "没有写命令"),
    (r"Option '(.+?)' requires an argument\.?", r"\1 后面要写一个值"),
    (r"Option '(.+?)' does not take a value\.?", r"\1 后面不写值"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"多出了 \1"),
    (r"Invalid value for '(.+?)': Input should be a valid integer.*", r"\1 应是整数"),
    (r"Invalid value for '(.+?)': Input should be greater than or equal to (\S+)", r"\1 不能小于 \2"),
    (r"Invalid value for '(.+?)': Input should be less than or equal to (\S+)", r"\1 不能大于 \2"),
    (r"Invalid value for '(.+?)': (.+)", r"\1：\2"),
)


def in_chinese(message: str) -> str:
    """Typer's message about wrong use, in Chinese."""
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, message.strip(), re.DOTALL)
        if match:
            return match.expand(sentence)
    return message
