"""Reference: what the world fixes: numerals, units, words of comparison, dates, places.

Comes in: words of a document. Goes out: the number, quantity, date, comparison or place that they are.
Promises: exact decimals; None for a text that is not one, never a guess; units of two kinds are never mixed
(`UnitError` says why).
Never: reads a file, a clock or a setting; knows a document.
"""

from gongbao.reference.bodies import Function, Reform, functions, other_names
from gongbao.reference.dates import add_months, add_years, chinese_date, parse_date
from gongbao.reference.numerals import chinese_number, ordinal, to_chinese
from gongbao.reference.places import (
    PLACES,
    Locality,
    Tier,
    localities,
    place_in,
    place_of_code,
    places_called,
    under,
)
from gongbao.reference.units import Quantity, Unit, UnitError, convert, parse_quantity, same_kind, unit_named
from gongbao.reference.words import comparison_at, is_inclusive

__all__ = [
    "PLACES",
    "Function",
    "Locality",
    "Quantity",
    "Reform",
    "Tier",
    "Unit",
    "UnitError",
    "add_months",
    "add_years",
    "chinese_date",
    "chinese_number",
    "comparison_at",
    "convert",
    "functions",
    "is_inclusive",
    "localities",
    "ordinal",
    "other_names",
    "parse_date",
    "parse_quantity",
    "place_in",
    "place_of_code",
    "places_called",
    "same_kind",
    "to_chinese",
    "under",
    "unit_named",
]
