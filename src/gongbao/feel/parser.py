"""Tokens to tree: the grammar's productions build the frozen nodes directly."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NoReturn

from gongbao.feel.errors import FeelNameError, FeelSyntaxError
from gongbao.feel.lexer import Lexeme, tokenise
from gongbao.feel.signatures import BUILTIN_NAMES
from gongbao.feel.syntax import (
    At,
    Between,
    Boolean,
    Call,
    Compare,
    ContextOf,
    Expr,
    Filter,
    In,
    ListOf,
    Logic,
    Name,
    Null,
    Number,
    RangeOf,
    String,
    TestOf,
    depth,
    names_in_order,
    walk,
)

if TYPE_CHECKING:
    from lark import Lark

MAX_DEPTH = 80

# What may stand at a place, said in words, in the order in which it helps.
_WANTED = (
    ("RPAR", "右括号“)”", "')'"),
    ("RSQB", "右方括号“]”", "']'"),
    ("RBRACE", "右花括号“}”", "'}'"),
    ("THEN", "then", "'then'"),
    ("ELSE", "else", "'else'"),
    ("RETURN", "return", "'return'"),
    ("SATISFIES", "satisfies", "'satisfies'"),
    ("IN", "in", "'in'"),
)
_OPERANDS = frozenset({"NUMBER", "STRING", "AT", "NAME", "TRUE", "FALSE", "NULL"})


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    """The LALR tables; made at the first use, since importing lark and reading the grammar costs some 50 ms."""
    from lark import Lark
    from lark.lexer import Lexer

    from gongbao.feel.building import Building

    class TokensAreGiven(Lexer):
        def __init__(self, conf: object) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Any:
            return iter(())

    text = files("gongbao.feel").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        text,
        parser="lalr",
        lexer=TokensAreGiven,
        start=["expression", "unary_tests"],
        transformer=Building(),
        maybe_placeholders=True,
        keep_all_tokens=False,
    )


def _run(text: str, tokens: list[Lexeme], start: str) -> Any:
    from lark import Token, UnexpectedInput
    from lark.exceptions import VisitError

    interactive = _grammar().parse_interactive(start=start)
    feed = interactive.feed_token
    try:
        for lexeme in tokens:
            feed(Token(lexeme.kind, lexeme.value, lexeme.at, None, None, None, None, lexeme.end))
        return feed(Token("$END", "", len(text)))
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        at = len(text) if token is None or token.type == "$END" else int(token.start_pos or 0)
        accepted: frozenset[str] = frozenset(interactive.accepts())  # type: ignore[no-untyped-call]
        _explain(text, tokens, at, accepted)
    except VisitError as error:
        if isinstance(error.orig_exc, FeelSyntaxError):
            raise error.orig_exc from None
        raise


def _explain(text: str, tokens: list[Lexeme], at: int, wanted: frozenset[str]) -> NoReturn:
    """The message that helps most at the token which does not fit."""
    index = next((i for i, lexeme in enumerate(tokens) if lexeme.at >= at), len(tokens))
    found = tokens[index] if index < len(tokens) else None
    before = tokens[index - 1] if index else None
    written = text[found.at : found.end] if found else ""
    expected = [(zh, en) for kind, zh, en in _WANTED if kind in wanted]

    def fail(zh: str, en: str, place: int = at) -> NoReturn:
        raise FeelSyntaxError(text, place, zh, en)

    if found is None:
        if "NAME" in wanted and before is not None:
            last = text[before.at : before.end]
            fail(f"表达式没有写完，“{last}”后面还缺内容", f"the expression ends after '{last}': something is missing")
        zh, en = expected[0] if expected else ("内容", "more")
        fail(f"表达式没有写完，缺少{zh}", f"the expression ends too early: {en} is missing")
    if found.kind in _OPERANDS and before is not None and before.kind in _OPERANDS and "NAME" not in wanted:
        if found.kind == before.kind == "NAME":
            both = text[before.at : found.end]
            fail(
                f"“{before.value}”和“{found.value}”之间缺少运算符；如果“{both}”是一个名称，请先声明它",
                f"an operator is missing between '{before.value}' and '{found.value}', or '{both}' is not declared",
            )
        fail(f"“{written}”前面缺少运算符或逗号", f"an operator or a comma is missing before '{written}'")
    if found.kind == "ELSE" or found.kind == "THEN":
        fail(f"“{written}”前面没有与它相配的 if 或 then", f"'{written}' without a matching 'if' or 'then'")
    if "NAME" in wanted and "NUMBER" in wanted:
        fail(f"“{written}”前面缺少一个值", f"a value is missing before '{written}'")
    if expected:
        zh, en = expected[0]
        fail(f"这里应当是{zh}，却是“{written}”", f"expected {en}, found '{written}'")
    fail(f"这里不能写“{written}”", f"unexpected '{written}'")


def _check_depth(text: str, expr: Expr) -> None:
    if depth(expr) > MAX_DEPTH:
        raise FeelSyntaxError(
            text,
            0,
            f"表达式嵌套太深（超过 {MAX_DEPTH} 层），请拆成几个判定",
            f"the expression is nested too deeply (more than {MAX_DEPTH} levels)",
        )


def _empty(text: str) -> FeelSyntaxError:
    return FeelSyntaxError(text, 0, "表达式是空的", "the expression is empty")


def parse(text: str, names: Iterable[str] = (), strict: bool = False, *, closed: bool = False) -> Expr:
    """The tree of an expression.

    `names` are the names in scope; those with blanks or operators in them are only read as names when given. With
    `closed`, any other name is an error with a suggestion. `strict` reads DMN's FEEL; otherwise full-width
    punctuation and digits are read as ASCII. Raises FeelSyntaxError at the character that does not fit.
    """
    known = frozenset(names)
    tokens = tokenise(text, known, strict=strict, unary=False)
    if not tokens:
        raise _empty(text)
    expr: Expr = _run(text, tokens, "expression")
    _check_depth(text, expr)
    if closed:
        check_names(expr, known, text)
    return expr


def parse_unary(
    text: str,
    names: Iterable[str] = (),
    strict: bool = False,
    *,
    choices: Collection[str] = (),
    closed: bool = False,
) -> Expr:
    """A cell of a decision table as a condition over the name `?`.

    `-` is true; `< 5`, `[1..3]`, `"在职", "退休"`, `not("在职")` compare the cell's input; an expression that holds
    `?` is the condition itself. A bare word that is one of `choices` and not a name in scope is read as a string.
    """
    known = frozenset(names)
    tokens = tokenise(text, known, strict=strict, unary=True)
    if not tokens:
        raise _empty(text)
    words = frozenset(choices) - known
    tokens = [lex._replace(kind="STRING") if lex.kind == "NAME" and lex.value in words else lex for lex in tokens]
    try:
        tests, negated, at = _run(text, tokens, "unary_tests")
    except FeelSyntaxError:
        if tokens[0].kind != "NOT":
            raise
        tokens[0] = tokens[0]._replace(kind="NAME")  # not(a) and b: an expression that begins with a call
        tests, negated, at = _run(text, tokens, "unary_tests")
    expr = _condition(tests, at)
    if negated:
        expr = Call(at, Name(at, "not"), (expr,))
    _check_depth(text, expr)
    if closed:
        check_names(expr, known | {"?"}, text)
    return expr


def _condition(tests: tuple[Expr, ...] | None, at: int) -> Expr:
    """Tests of a cell as one condition over `?`."""
    if tests is None:
        return Boolean(at, True)
    conditions = tuple(_one_condition(test) for test in tests)
    return conditions[0] if len(conditions) == 1 else Logic(at, "or", conditions)


def _one_condition(test: Expr) -> Expr:
    value = Name(test.at, "?")
    match test:
        case TestOf(op=op, operand=operand):
            return Compare(test.at, op, value, operand)
        case Number() | String() | At() | Null():
            return Compare(test.at, "=", value, test)
        case Boolean():
            return Compare(test.at, "=", value, test)
        case RangeOf() | ListOf() | ContextOf():
            return In(test.at, value, (test,))
        case _ if any(isinstance(node, Name) and node.name == "?" for node in walk(test)):
            return test
        case Compare() | Between() | In() | Logic():
            return test  # a condition on other names stands for itself
        case Filter() | Name() | _:
            return In(test.at, value, (test,))


def check_names(expr: Expr, known: Collection[str], text: str) -> None:
    """Raises FeelNameError at the first name that is neither known, nor bound, nor a built-in function.

    Conditions of filters are left out: their names may be keys of the items.
    """
    for name in names_in_order(expr, filters=False):
        if name.name in known or name.name in BUILTIN_NAMES:
            continue
        near = difflib.get_close_matches(name.name, sorted({*known, *BUILTIN_NAMES}), n=1, cutoff=0.5)
        hint_zh = f"您是不是要写“{near[0]}”" if near else "请先声明它，或改成已有的名称"
        hint_en = f"did you mean '{near[0]}'" if near else "declare it first"
        raise FeelNameError(
            text,
            name.at,
            f"没有名为“{name.name}”的事实、参数或函数；{hint_zh}",
            f"unknown name '{name.name}'; {hint_en}",
        )


__all__ = ["check_names", "parse", "parse_unary"]
