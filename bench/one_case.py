"""One case at a time: gongbao without and with reasons, a plain decimal function, zen-engine without and with trace."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from bench.subject import DECISION
from bench.timing import Timed, in_turn
from gongbao.decisions import Program

DAY = date(2022, 6, 1)
CASES = 20_000
CENT = Decimal("0.01")

ASCII = {
    "人员类别": "status",
    "年龄": "age",
    "政策范围内费用": "cost",
    "本年度已付起付": "deducted",
    "本年度已支付": "paid_before",
}
"""zen's expressions take no Chinese names."""

Case = dict[str, object]


def cases() -> list[Case]:
    """Random cases, the same on each run."""
    chosen = random.Random(6)
    return [
        {
            "人员类别": chosen.choice(["在职", "退休"]),
            "年龄": Decimal(chosen.randint(18, 90)),
            "政策范围内费用": Decimal(chosen.randint(0, 900_000)) / 100,
            "本年度已付起付": Decimal(chosen.randint(0, 100)),
            "本年度已支付": Decimal(chosen.randint(0, 2000)),
        }
        for _ in range(CASES)
    ]


def by_hand(case: Case) -> Decimal:
    """The rule as somebody would write it, without checks and reasons."""
    if case["人员类别"] == "退休":
        limit, rate = Decimal(4000), Decimal("0.7")
    else:
        limit, rate = Decimal(2000) if case["年龄"] < 45 else Decimal(3000), Decimal("0.6")  # type: ignore[operator]
    cost: Decimal = case["政策范围内费用"]  # type: ignore[assignment]
    deductible = max(Decimal(0), min(cost, Decimal(100) - case["本年度已付起付"]))  # type: ignore[operator]
    paid = max(Decimal(0), min(limit - case["本年度已支付"], (cost - deductible) * rate))  # type: ignore[operator]
    return paid.quantize(CENT, ROUND_HALF_UP)


def zen_model() -> str:
    """The same as a decision of zen-engine: a table, then an expression."""
    rows = [
        {"_id": "1", "status": '"在职"', "age": "< 45", "limit": "2000", "rate": "0.6"},
        {"_id": "2", "status": '"在职"', "age": ">= 45", "limit": "3000", "rate": "0.6"},
        {"_id": "3", "status": '"退休"', "age": "", "limit": "4000", "rate": "0.7"},
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": key, "name": name, "field": name} for key, name in (("status", "status"), ("age", "age"))],
        "outputs": [{"id": key, "name": key, "field": key} for key in ("limit", "rate")],
        "rules": rows,
        "passThrough": True,
    }
    paid = (
        "round(max([0, min([limit - paid_before, (cost - max([0, min([cost, 100 - deducted])])) * rate])]) * 100) / 100"
    )
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
        {
            "id": "paid",
            "type": "expressionNode",
            "name": "paid",
            "content": {"expressions": [{"id": "1", "key": "paid", "value": paid}]},
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    steps = ["in", "table", "paid", "out"]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in pairwise(steps)]
    return json.dumps({"nodes": nodes, "edges": edges})


def zen(found: list[Case]) -> dict[str, Callable[[], object]]:
    """zen-engine's contenders; none where it is not installed or cannot run the model."""
    try:
        from zen import ZenDecisionContent, ZenEngine
    except ImportError:
        return {}
    model = ZenDecisionContent(zen_model())  # compiled once; a loader that returns text would have it parsed each time
    engine = ZenEngine({"loader": lambda key: model})
    plain = [{ASCII[name]: v if isinstance(v, str) else float(v) for name, v in case.items()} for case in found]  # type: ignore[arg-type]
    for case, raw in zip(found[:200], plain, strict=False):
        said = engine.evaluate("rule", raw)["result"]["paid"]
        if abs(Decimal(str(said)) - by_hand(case)) > CENT:
            raise AssertionError(f"zen: {said}, by hand: {by_hand(case)}")
    few = plain[: CASES // 4]

    def bare() -> None:
        for case in few:
            engine.evaluate("rule", case)

    def traced() -> None:
        for case in few:
            engine.evaluate("rule", case, {"trace": True})

    return {"zen-engine": bare, "zen-engine，带轨迹": traced}


def measure(program: Program, rounds: int) -> tuple[list[Timed], dict[str, int]]:
    """Seconds of each contender, and how many cases each ran."""
    found = cases()
    few = found[: CASES // 4]
    for case in found[:2000]:
        if program.value(DECISION, case, DAY) != by_hand(case):
            raise AssertionError(f"{case}: {program.value(DECISION, case, DAY)}, by hand: {by_hand(case)}")

    def value() -> None:
        run = program.value
        for case in found:
            run(DECISION, case, DAY)

    def answer() -> None:
        for case in few:
            program.decide(DECISION, case, DAY, reasons=False)

    def reasons() -> None:
        for case in few:
            program.decide(DECISION, case, DAY)

    def told() -> None:
        for case in few:
            program.decide(DECISION, case, DAY).to_json()

    def plain() -> None:
        for case in found:
            by_hand(case)

    contenders: dict[str, Callable[[], object]] = {
        "gongbao，只求值": value,
        "gongbao，核对事实、给出状态": answer,
        "gongbao，带理由和引文": reasons,
        "gongbao，带理由和引文，写成 JSON": told,
        "手写的 Python 函数（Decimal，不核对，无理由）": plain,
        **zen(found),
    }
    timed = in_turn(contenders, rounds)
    counts = {
        name: CASES if name in ("gongbao，只求值", "手写的 Python 函数（Decimal，不核对，无理由）") else len(few)
        for name in timed
    }
    return list(timed.values()), counts
