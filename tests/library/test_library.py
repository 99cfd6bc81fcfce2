from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from gongbao.library import Library
from gongbao.library.ingest import store


def test_readers_see_whole_states_while_another_writes(library: Library, engine: sa.Engine, build: Any) -> None:
    made = [
        build(
            {"title": f"第{n}号办法甲", "articles": (f"第一条　养犬登记{n}。",)},
            {"title": f"第{n}号办法乙", "articles": (f"第一条　养犬罚款{n}。", "第二条　附则。")},
            name=f"{n}.txt",
        )
        for n in range(12)
    ]

    def read(_turn: int) -> tuple[int, int]:
        page = library.search("养犬", limit=100)
        for hit in page.hits:
            assert hit.card.title.startswith("第")
        return page.total, len(library.documents())

    with ThreadPoolExecutor(6) as threads:
        reads = [threads.submit(read, turn) for turn in range(60)]
        for parsed in made:
            store(engine, parsed)
        seen = [each.result() for each in reads]
    assert all(total % 2 == 0 and documents % 2 == 0 for total, documents in seen)
    assert read(0) == (24, 24)


def test_an_unknown_id_is_a_key_error(library: Library) -> None:
    with pytest.raises(KeyError):
        library.document(99)


def test_a_library_in_memory_serves_as_well(build: Any) -> None:
    with Library.open("sqlite://") as library:
        assert library.url == ":memory:"
        assert library.documents() == []
        assert library.search("养犬").total == 0
