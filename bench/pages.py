"""The portal's pages, in the server's own process: no network, no browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fastapi.testclient import TestClient

from bench.timing import Timed, in_turn
from gongbao.app import create_app

PAGES = {
    "首页": "/",
    "检索：养犬 登记": "/文库?q=养犬+登记",
    "阅读：廊政办发〔2021〕6号": "/d/廊政办发〔2021〕6号",
    "试算：统筹支付，带理由": (
        "/p/职工医保门诊共济-2021/统筹支付?人员类别=在职&年龄=47&政策范围内费用=5000&就诊日期=2022-06-01"
    ),
}


def measure(library_file: str, rounds: int) -> list[Timed]:
    """Seconds of each page, asked for once before."""
    client = TestClient(create_app(library_file, clock=lambda: date(2022, 6, 1)))

    def ask(address: str) -> Callable[[], object]:
        if client.get(address).status_code != 200:
            raise AssertionError(address)
        return lambda: client.get(address)

    return list(in_turn({name: ask(address) for name, address in PAGES.items()}, rounds).values())
