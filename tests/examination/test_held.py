"""Reports and proofs on held documents: made once, for all who ask at the same time."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from gongbao.examination import Examined, held
from gongbao.library import Library

DAY = date(2022, 6, 1)


def test_a_file_is_examined_once_however_many_ask_at_once(five: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    card = five.resolve("政字〔2020〕14号")[0]
    made = 0
    examine = held.examine

    def counted(*args: object, **kwargs: object) -> object:
        nonlocal made
        made += 1
        return examine(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(held, "examine", counted)
    examined = Examined(five)
    threads = [threading.Thread(target=examined.report, args=(card, DAY)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == 1
    examined.report(card, date(2022, 6, 2))
    assert made == 2  # another day is another report


def test_warming_up_leaves_nothing_to_wait_for(five: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    examined = Examined(five)
    monkeypatch.setattr(held, "parse", lambda source, place=None: source)
    monkeypatch.setattr(held, "examine", lambda source, on, library: ("report", source.name, on))
    monkeypatch.setattr(held, "prove", lambda source: ("proof", source.name))
    examined.warm(DAY)
    monkeypatch.setattr(held, "examine", None)
    monkeypatch.setattr(held, "prove", None)
    for card in five.documents():
        assert examined.report(card, DAY) == ("report", card.gazette_file, DAY)  # type: ignore[comparison-overlap]
        assert examined.proof(card) == ("proof", card.gazette_file)  # type: ignore[comparison-overlap]


def test_what_fails_is_tried_again(five: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    card = five.resolve("政字〔2020〕14号")[0]
    examined = Examined(five)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("once")

    with monkeypatch.context() as patch:
        patch.setattr(held, "prove", broken)
        with pytest.raises(RuntimeError):
            examined.proof(card)
    assert examined.proof(card).tables
