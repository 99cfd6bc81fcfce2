"""Built-in functions by name with the names of their parameters: data for the lexer, the calls and the documents.

A parameter that ends in `?` may be left out; `*` marks a function that also takes its list as several arguments.
Where DMN gives a function several forms, each has its own line.
"""

from __future__ import annotations

SIGNATURES_TEXT = """
not(negand)
date(from)
date(year, month, day)
date and time(from)
date and time(date, time)
date and time(year, month, day, hour, minute, second)
date and time(year, month, day, hour, minute, second, offset)
time(from)
time(hour, minute, second, offset?)
duration(from)
years and months duration(from, to)
number(from)
number(from, grouping separator, decimal separator)
string(from)
context(entries)
range(from)
substring(string, start position, length?)
string length(string)
upper case(string)
lower case(string)
substring before(string, match)
substring after(string, match)
replace(input, pattern, replacement, flags?)
contains(string, match)
starts with(string, match)
ends with(string, match)
matches(input, pattern, flags?)
split(string, delimiter)
string join(list, delimiter?)
list contains(list, element)
count(list) *
min(list) *
max(list) *
sum(list) *
mean(list) *
median(list) *
stddev(list) *
mode(list) *
product(list) *
all(list) *
any(list) *
sublist(list, start position, length?)
append(list, item) *
concatenate(list) *
insert before(list, position, newItem)
remove(list, position)
list replace(list, position, newItem)
list replace(list, match, newItem)
reverse(list)
index of(list, match)
union(list) *
distinct values(list)
flatten(list)
sort(list, precedes?)
decimal(n, scale)
floor(n, scale?)
ceiling(n, scale?)
round up(n, scale)
round down(n, scale)
round half up(n, scale)
round half down(n, scale)
round half even(n, scale)
abs(n)
modulo(dividend, divisor)
sqrt(number)
log(number)
exp(number)
odd(number)
even(number)
is(value1, value2)
before(point1, point2)
before(point, range)
before(range, point)
before(range1, range2)
after(point1, point2)
after(point, range)
after(range, point)
after(range1, range2)
meets(range1, range2)
met by(range1, range2)
overlaps(range1, range2)
overlaps before(range1, range2)
overlaps after(range1, range2)
finishes(point, range)
finishes(range1, range2)
finished by(range, point)
finished by(range1, range2)
includes(range, point)
includes(range1, range2)
during(point, range)
during(range1, range2)
starts(point, range)
starts(range1, range2)
started by(range, point)
started by(range1, range2)
coincides(point1, point2)
coincides(range1, range2)
day of year(date)
day of week(date)
month of year(date)
week of year(date)
now()
today()
get value(m, key)
get value(context, key)
get entries(m)
get entries(context)
context put(context, key, value)
context put(context, keys, value)
context merge(contexts)
"""


def _read(text: str) -> tuple[dict[str, tuple[tuple[str, ...], ...]], frozenset[str]]:
    forms: dict[str, list[tuple[str, ...]]] = {}
    spread = set()
    for line in text.strip().splitlines():
        name, _, rest = line.partition("(")
        parameters, _, mark = rest.rpartition(")")
        forms.setdefault(name, []).append(tuple(p.strip() for p in parameters.split(",") if p.strip()))
        if mark.strip() == "*":
            spread.add(name)
    return {name: tuple(found) for name, found in forms.items()}, frozenset(spread)


SIGNATURES, SPREAD = _read(SIGNATURES_TEXT)
BUILTIN_NAMES = frozenset(SIGNATURES)
TYPE_NAMES = frozenset(
    {
        "Any",
        "Null",
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
        "list",
        "context",
        "range",
        "function",
    }
)
PROPERTY_NAMES = frozenset({"time offset", "start included", "end included"})


def arrange(name: str, given: tuple[str, ...]) -> tuple[tuple[int | None, ...], ...]:
    """For a call by name: for each form that fits, the position of each parameter's argument (None: left out)."""
    fitting = []
    for form in SIGNATURES.get(name, ()):
        plain = [parameter.rstrip("?") for parameter in form]
        needed = {parameter for parameter in form if not parameter.endswith("?")}
        if len(set(given)) == len(given) and set(given) <= set(plain) and needed <= set(given):
            fitting.append(tuple(given.index(p) if p in given else None for p in plain))
    return tuple(fitting)
