"""Which document, and which provision of it, an address means."""

from __future__ import annotations

from gongbao.api.problems import ApiError
from gongbao.library import Card, Library, StoredDocument, StoredProvision, split_citation
from gongbao.text import find, parse_place


def named_document(library: Library, path: str, *, known: bool = False) -> tuple[Card, str | None]:
    """The one document of `ref` or `ref/place`, and the place; with `known`, one known by name only counts too.

    Raises:
        ApiError: 404 with the nearest names, or 300 with the choices.
    """
    path = path.strip("/")
    ref, place = path, None
    cards = library.resolve(path, known=known)
    if cards:
        name, behind = split_citation(path)
        if behind and library.resolve(name, known=known) == cards:
            ref, place = name, behind
    else:
        name, slash, behind = path.rpartition("/")
        if slash and (cards := library.resolve(name, known=known)):
            ref, place = name, behind
    if not cards and not known and (only := library.resolve(path, known=True)):
        raise ApiError(
            404,
            f"文库没有收录“{path[:100]}”的正文，只知道它的名称。已知的信息在 /api/v1/known/{only[0].ref}。",
            nearest=[f"/api/v1/known/{card.ref}" for card in only],
        )
    if not cards:
        nearest = library.suggestions(path)
        named = "；".join(card.ref for card in nearest)
        hint = f"最接近的是：{named}。" if nearest else "文库是空的。"
        raise ApiError(404, f"文库里没有“{path[:100]}”。{hint}", nearest=[card.address for card in nearest])
    if len(cards) > 1:
        raise ApiError(
            300,
            f"“{ref}”对应 {len(cards)} 份文件，请写明其中一份。",
            choices=[{"ref": card.ref, "title": card.title, "address": card.address} for card in cards],
        )
    return cards[0], place


def provision_at(document: StoredDocument, place: str) -> StoredProvision:
    """The provision of a place or eId.

    Raises:
        ApiError: 404.
    """
    eid = place
    try:
        found = find(document.model, parse_place(place))
        eid = found.eid if found else place
    except ValueError:
        pass
    for provision in document.walk():
        if provision.eid == eid or provision.place == place:
            return provision
    raise ApiError(404, f"{document.card.ref} 没有“{place}”。请核对条款号。", document=document.card.address)
