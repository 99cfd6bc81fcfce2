"""Text to tokens, knowing the names in scope: FEEL's names may hold spaces, operators and words such as `and`.

In pack mode, full-width punctuation and digits outside quotes are read as their ASCII twins, one for one, so that
every offset still points into the text as written; ≥ ≤ ≠ × ÷ and Chinese quotes are read too. Strict mode is DMN's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, NoReturn

from gongbao.feel.errors import FeelSyntaxError
from gongbao.feel.signatures import BUILTIN_NAMES, PROPERTY_NAMES, TYPE_NAMES

MAX_LENGTH = 20_000
MAX_BRACKETS = 200

KEYWORDS = {
    "if": "IF",
    "then": "THEN",
    "else": "ELSE",
    "for": "FOR",
    "return": "RETURN",
    "some": "SOME",
    "every": "EVERY",
    "satisfies": "SATISFIES",
    "in": "IN",
    "between": "BETWEEN",
    "and": "AND",
    "or": "OR",
    "function": "FUNCTION",
    "true": "TRUE",
    "false": "FALSE",
    "null": "NULL",
}
_SYMBOLS = {
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "**": "POWER",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    ",": "COMMA",
    ":": "COLON",
    ".": "DOT",
    "..": "DOTDOT",
    "->": "ARROW",
}
_PACK_SYMBOLS = {"≥": ("COMPARE", ">="), "≤": ("COMPARE", "<="), "≠": ("COMPARE", "!="), "×": ("STAR", "*")}
_PACK_SYMBOLS |= {"÷": ("SLASH", "/"), "−": ("MINUS", "-")}
_CLOSED_BY = {"LPAR": ("RPAR", ")"), "LSQB": ("RSQB", "]"), "LBRACE": ("RBRACE", "}"), "RANGE_START": ("RSQB", "]")}
_OPERAND_ENDS = frozenset(
    ["NUMBER", "STRING", "AT", "NAME", "TRUE", "FALSE", "NULL", "RPAR", "RSQB", "RBRACE", "RANGE_END", "GENERIC_END"]
)  # after one of these, `]` closes and `[` filters
_AFTER_RANGE = re.compile(r"\s*(?:$|[)\],}=!.]|(?:and|or|then|else|return|satisfies|in|instance)\b)")

# Full-width ASCII (FF01 to FF5E) and the ideographic space and full stop, one character each.
FOLDING = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_UNLIKELY = re.compile(r"[\uff01-\uff5e\u3000\u3001\u3002“”‘’]")

_START = r"[^\W\d]|[?\U00010000-\U000EFFFF]"
_WORD = rf"(?:{_START})(?:[\w?\u00b7\u203f\u2040\U00010000-\U000EFFFF])*"
_TOKEN = re.compile(
    rf"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<instance>instance\s+of\b)
    |(?P<word>{_WORD})
    |(?P<symbol>\*\*|\.\.|->|<=|>=|!=|[-+*/()\[\]{{}},:.<>=@])
    |(?P<quote>")
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r'\\(?:(["\'\\ntrbf/])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6}))')
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_SPACED = rf"({_WORD}(?:\s+{_WORD})+)"
_KEY = re.compile(rf"[{{,(]\s*{_SPACED}\s*:")
_ITERATOR = re.compile(rf"(?:\b(?:for|some|every)|,)\s+{_SPACED}\s+in\b")
_PARAMETERS = re.compile(r"\bfunction\s*\(([^()]*)\)")


class Lexeme(NamedTuple):
    """One token: its kind in the grammar, its value, the offset of its first character."""

    kind: str
    value: str
    at: int
    end: int


@lru_cache(maxsize=256)
def _special(names: frozenset[str]) -> re.Pattern[str]:
    """Names that a plain word does not match, longest first, blanks inside them of any length."""
    plain = re.compile(_WORD)
    special = sorted((name for name in names if not plain.fullmatch(name)), key=len, reverse=True)
    parts = [
        r"\s+".join(re.escape(word) for word in name.split()) + (r"(?!\w)" if re.match(r"\w", name[-1]) else "")
        for name in special
    ]
    return re.compile("|".join(parts) or r"(?!)")


def _bound_names(text: str) -> frozenset[str]:
    """Names of several words that the text itself binds: keys, loop variables, parameters."""
    if " " not in text and "\n" not in text:
        return frozenset()
    found = {name for name in _KEY.findall(text) if name.split()[0] not in KEYWORDS}
    found |= {name for name in _ITERATOR.findall(text) if not KEYWORDS.keys() & set(name.split())}
    for parameters in _PARAMETERS.findall(text):
        found |= {part.partition(":")[0].strip() for part in parameters.split(",")}
    return frozenset(" ".join(name.split()) for name in found if len(name.split()) > 1)


class Lexer:
    """One pass over one text."""

    def __init__(self, text: str, names: Iterable[str], *, strict: bool, unary: bool) -> None:
        self.text = text
        self.strict = strict
        self.unary = unary
        if len(text) > MAX_LENGTH:
            self._fail(
                MAX_LENGTH,
                f"表达式太长（{len(text)} 个字符，最多 {MAX_LENGTH} 个），请拆成几个判定",
                f"the expression is too long ({len(text)} characters, at most {MAX_LENGTH})",
            )
        self.folded = text if strict else self._fold(text)
        self.special = _special(
            _SPACED_BUILTINS | frozenset(names) | _bound_names(self.folded)
            if names or " " in text
            else _SPACED_BUILTINS
        )
        self.tokens: list[Lexeme] = []
        self.frames: list[list[object]] = []  # [kind of the opening bracket, its offset, whether `..` was seen, marks]

    def _fail(self, at: int, zh: str, en: str) -> NoReturn:
        raise FeelSyntaxError(self.text, at, zh, en)

    def _fold(self, text: str) -> str:
        """ASCII twins outside quotes; Chinese quotes become quotes, in pairs."""
        if not _UNLIKELY.search(text):
            return text
        out, quoted, position = [], "", 0
        while position < len(text):
            char = text[position]
            if quoted:
                if char == "\\" and quoted == '"':
                    out.append(text[position : position + 2])
                    position += 2
                    continue
                if char == quoted:
                    out.append('"')
                    quoted = ""
                else:
                    # A straight quote between Chinese ones is a letter; its place is kept by a private-use stand-in.
                    out.append("\ue000" if char == '"' else char)
            elif char in '"“＂':
                quoted = {"“": "”", "＂": "＂"}.get(char, '"')
                out.append('"')
            else:
                out.append(char.translate(FOLDING))
            position += 1
        return "".join(out)

    def run(self) -> list[Lexeme]:
        """All tokens in order; a FeelSyntaxError at the first character that cannot be one."""
        text, position = self.folded, 0
        while position < len(text):
            known = self.special.match(text, position)
            found = _TOKEN.match(text, position)
            if known and (found is None or known.end() > found.end() or found.lastgroup in ("word", "number")):
                self._add("NAME", " ".join(known.group().split()), position, known.end())
                position = known.end()
                continue
            if found is None:
                if self.strict or text[position] not in _PACK_SYMBOLS:
                    self._unknown(position)
                kind, value = _PACK_SYMBOLS[text[position]]
                self._add(kind, value, position, position + 1)
                position += 1
                continue
            if found.lastgroup == "space":
                position = found.end()
                continue
            position = self._token(found, position)
        if self.frames:
            kind, at = str(self.frames[-1][0]), int(str(self.frames[-1][1]))
            closing = _CLOSED_BY.get(kind, ("", ">"))[1]
            self._fail(at, f"这个括号没有配对，缺少“{closing}”", f"this bracket is not closed: {closing} is missing")
        return self.tokens

    def _add(self, kind: str, value: str, at: int, end: int) -> None:
        self.tokens.append(Lexeme(kind, value, at, end))

    def _previous(self) -> str:
        return self.tokens[-1].kind if self.tokens else ""

    def _token(self, found: re.Match[str], at: int) -> int:
        value, end = found.group(), found.end()
        match found.lastgroup:
            case "number":
                self._number(value, at, end)
            case "instance":
                self._add("INSTANCE", value, at, end)
            case "word":
                return self._word(value, at, end)
            case "quote":
                return self._string(at, "STRING", at)
            case _:
                return self._symbol(value, at, end)
        return end

    def _number(self, value: str, at: int, end: int) -> None:
        follows = self.folded[end : end + 1]
        if follows in ("%", "‰"):
            self._fail(
                end, f"表达式里没有“{follows}”，请写成小数（60% 写 0.6）或引用参数", f"'{follows}' is not an operator"
            )
        if re.match(_WORD, follows):
            word = re.match(_WORD, self.folded[end:])
            self._fail(
                at,
                f"名称不能以数字开头，数字后面也不能带单位：“{value}{word.group() if word else ''}”",
                "a name cannot begin with a digit, and a number carries no unit",
            )
        mantissa, _, exponent = value.lower().partition("e")
        if len(mantissa) > 6200 or (exponent and abs(int(exponent[:9])) > 6144):
            self._fail(at, "数字太大或太小，超出 34 位十进制数的范围", "the number is out of range")
        self._add("NUMBER", value, at, end)

    def _word(self, value: str, at: int, end: int) -> int:
        kind = KEYWORDS.get(value, "NAME")
        previous = self._previous()
        if previous == "DOT":
            kind = "NAME"  # after a point even a word of the language is a property
        elif value in ("list", "range", "context", "function") and self._in_type(previous):
            opening = re.compile(r"\s*<").match(self.folded, end)
            if opening:
                self._open("GENERIC", at)
                self._add("GENERIC", value, at, opening.end())
                return opening.end()
        elif value == "not" and self.unary and not self.tokens and re.compile(r"\s*\(").match(self.folded, end):
            kind = "NOT"
        self._add(kind, value, at, end)
        return end

    def _in_type(self, previous: str) -> bool:
        if previous in ("INSTANCE", "GENERIC", "ARROW"):
            return True
        frame = self.frames[-1] if self.frames else None
        if frame is None or previous not in ("COLON", "COMMA"):
            return False
        return frame[0] == "GENERIC" or (previous == "COLON" and frame[3] == "parameters")

    def _open(self, kind: str, at: int) -> None:
        if len(self.frames) >= MAX_BRACKETS:
            self._fail(at, f"括号嵌套太深（超过 {MAX_BRACKETS} 层），请拆成几个判定", "brackets are nested too deeply")
        mark = "parameters" if self._previous() == "FUNCTION" else ""
        self.frames.append([kind, at, False, mark])

    def _close(self, value: str, at: int, wanted: tuple[str, ...]) -> None:
        if not self.frames:
            self._fail(at, f"多了一个“{value}”，前面没有与它配对的括号", f"unexpected '{value}': nothing is open")
        kind, opened = str(self.frames[-1][0]), int(str(self.frames[-1][1]))
        mixed = self.frames[-1][2] and value in ")]["
        if kind not in wanted and not mixed:
            closing = _CLOSED_BY.get(kind, ("", ">"))[1]
            self._fail(
                at,
                f"这里应当是“{closing}”，与第{opened + 1}个字符处的“{self.folded[opened]}”配对，却是“{value}”",
                f"expected '{closing}' to match '{self.folded[opened]}', found '{value}'",
            )
        self.frames.pop()

    def _symbol(self, value: str, at: int, end: int) -> int:
        previous = self._previous()
        frame = self.frames[-1] if self.frames else None
        if value == "@":
            return self._at(at, end)
        if value in ("<", ">", "<=", ">=", "=", "!="):
            if frame is not None and frame[0] == "GENERIC" and value[0] == ">":
                self.frames.pop()
                self._add("GENERIC_END", ">", at, at + 1)
                return at + 1
            if value == "=" and previous == "COMPARE" and self.tokens[-1].end == at:
                twice = self.tokens[-1].value
                if twice == "=":
                    self._fail(at - 1, "比较相等写一个“=”，不写“==”", "equality is written '=', not '=='")
                self._fail(at - 1, f"不认识的运算符“{twice}=”", f"unknown operator '{twice}='")
            if value == ">" and previous == "COMPARE" and self.tokens[-1].value == "<" and self.tokens[-1].end == at:
                self._fail(at - 1, "不相等写“!=”，不写“<>”", "inequality is written '!=', not '<>'")
            self._add("COMPARE", value, at, end)
            return end
        kind = _SYMBOLS[value]
        if kind in ("LPAR", "LSQB", "LBRACE"):
            ends_range = kind == "LSQB" and frame is not None and frame[2] and previous in _OPERAND_ENDS
            if ends_range and _AFTER_RANGE.match(self.folded, end):
                self._close(value, at, ())
                kind = "RANGE_END"
            else:
                self._open(kind, at)
        elif kind == "RSQB" and previous not in _OPERAND_ENDS and previous != "LSQB":
            kind = "RANGE_START"
            self._open(kind, at)
        elif kind in ("RPAR", "RSQB", "RBRACE"):
            opening = {"RPAR": ("LPAR",), "RSQB": ("LSQB",), "RBRACE": ("LBRACE",)}[kind]
            self._close(value, at, opening)
        elif kind == "DOTDOT" and frame is not None:
            frame[2] = True
        self._add(kind, value, at, end)
        return end

    def _at(self, at: int, end: int) -> int:
        quote = re.compile(r'\s*"').match(self.folded, end)
        if not quote:
            self._fail(
                at, '“@”后面应当是引号里的日期、时间或时长，如 @"2023-05-07"', "expected a quoted date after '@'"
            )
        return self._string(quote.end() - 1, "AT", at)

    def _string(self, quote: int, kind: str, at: int) -> int:
        parts: list[str] = []
        position = quote + 1
        text = self.folded
        while True:
            end = position
            while end < len(text) and text[end] not in '"\\\n':
                end += 1
            parts.append(text[position:end].replace("\ue000", '"'))
            if end >= len(text) or text[end] == "\n":
                self._fail(quote, "引号没有配对，缺少结束的引号", "the string is not closed: a quote is missing")
            if text[end] == '"':
                self._add(kind, self._joined(parts, quote), at, end + 1)
                return end + 1
            escape = _ESCAPE.match(text, end)
            if escape:
                simple, short, long = escape.groups()
                code = short or long
                if code is not None and int(code, 16) > 0x10FFFF:
                    self._fail(end, "没有这个字符编码", "no such character code")
                parts.append(chr(int(code, 16)) if code else _ESCAPED.get(simple, simple))
                position = escape.end()
            else:
                parts.append("\\")
                position = end + 1

    def _joined(self, parts: list[str], at: int) -> str:
        """The text of the parts; two escaped halves of a character become one."""
        value = "".join(parts)
        if not any("\ud800" <= char <= "\udfff" for char in value):
            return value
        try:
            return value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self._fail(at, "引号里有不完整的字符编码", "the string holds half a character")

    def _unknown(self, at: int) -> NoReturn:
        char = self.text[at]
        if self.folded.startswith("&&", at):
            self._fail(at, "并且写“and”，不写“&&”", "conjunction is written 'and', not '&&'")
        if self.folded.startswith("||", at):
            self._fail(at, "或者写“or”，不写“||”", "disjunction is written 'or', not '||'")
        if char == "'" or char in "‘’":
            self._fail(at, "文字要写在双引号里", "a string is written in double quotes")
        if char in "!！":
            self._fail(at, "否定写“not(…)”，不写“!”", "negation is written 'not(…)'")
        if char in "%‰":
            self._fail(at, f"表达式里没有“{char}”，请写成小数（60% 写 0.6）或引用参数", f"'{char}' is not an operator")
        folded = char.translate(FOLDING)
        if folded != char or char in "“”":
            twin = '"' if char in "“”" else folded
            self._fail(
                at,
                f"这里是全角字符“{char}”，严格写法只用半角“{twin}”",
                f"full-width character '{char}': write '{twin}'",
            )
        self._fail(at, f"不认识的字符“{char}”", f"unexpected character '{char}'")


_SPACED_BUILTINS = frozenset(name for name in BUILTIN_NAMES | TYPE_NAMES | PROPERTY_NAMES if " " in name)


def tokenise(text: str, names: Iterable[str], *, strict: bool, unary: bool) -> list[Lexeme]:
    """The tokens of `text`; `names` are the names in scope, needed where they hold blanks or symbols."""
    return Lexer(text, names, strict=strict, unary=unary).run()
