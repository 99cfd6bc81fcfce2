"""FEEL: the expression language of DMN 1.5, written once and run three ways.

Comes in: the text of an expression or of a decision table's cell, and the names in scope. Goes out: a tree of frozen
nodes; from it a value (`evaluate`), the source of a Python expression (`compile_expression`) or an Ibis column
(`to_ibis`); and its type (`infer`).
Promises: the three agree, missing inputs and nulls included; numbers are exact decimals of 34 digits; a fault in a text
is a FeelSyntaxError or FeelTypeError at its character, in Chinese and English; hostile texts end in an error.
Never: runs a text of the expression as Python, reads a file, falls back from a table to rows one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongbao.feel.errors import (
    FeelError,
    FeelLimitError,
    FeelNameError,
    FeelSyntaxError,
    FeelTypeError,
    MissingInput,
    NotTabular,
)
from gongbao.feel.numbers import number_context
from gongbao.feel.syntax import Expr, free_names, walk
from gongbao.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS,
    MONTHS,
    NUMBER,
    STRING,
    TIME,
    FeelType,
    infer,
    list_of,
)
from gongbao.feel.values import MISSING, Missing, YearMonthDuration

if TYPE_CHECKING:
    from gongbao.feel.columns import ColumnType, number_column
    from gongbao.feel.evaluator import evaluate
    from gongbao.feel.parser import check_names, parse, parse_unary
    from gongbao.feel.python import compile_expression, compile_function, namespace
    from gongbao.feel.tables import Column, to_ibis

# Loaded at first use, so that importing the face stays quick.
_LATER = {
    "evaluate": "evaluator",
    "check_names": "parser",
    "parse": "parser",
    "parse_unary": "parser",
    "compile_expression": "python",
    "compile_function": "python",
    "namespace": "python",
    "Column": "tables",
    "ColumnType": "columns",
    "number_column": "columns",
    "to_ibis": "tables",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = [
    "ANY",
    "BOOLEAN",
    "DATE",
    "DATE_TIME",
    "DAYS",
    "MISSING",
    "MONTHS",
    "NUMBER",
    "STRING",
    "TIME",
    "Column",
    "ColumnType",
    "Expr",
    "FeelError",
    "FeelLimitError",
    "FeelNameError",
    "FeelSyntaxError",
    "FeelType",
    "FeelTypeError",
    "Missing",
    "MissingInput",
    "NotTabular",
    "YearMonthDuration",
    "check_names",
    "compile_expression",
    "compile_function",
    "evaluate",
    "free_names",
    "infer",
    "list_of",
    "namespace",
    "number_column",
    "number_context",
    "parse",
    "parse_unary",
    "to_ibis",
    "walk",
]
