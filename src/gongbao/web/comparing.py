"""修改对照: two texts side by side, each a file, pasted words, or a document of the library."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from gongbao.examination import Comparison, NothingToCompare, comparison, comparison_paper
from gongbao.reading import ReadingError, Source, read_bytes
from gongbao.web.answering import download, show
from gongbao.web.examination import LONGEST_TEXT
from gongbao.web.files import DOCX
from gongbao.web.frame import Frame, frame_of
from gongbao.web.pairs import shown_pairs
from gongbao.web.portal import Portal
from gongbao.writing import docx

_SIDES = ("a", "b")
_NAMES = {"a": "旧稿", "b": "新稿"}


class SideError(ValueError):
    """A side is missing or cannot be read. `str()` is the sentence for the page."""


def add_routes(routes: APIRouter, portal: Portal) -> None:
    """Put the comparison's routes on the portal."""

    @routes.get("/对照")
    def start(request: Request) -> Response:
        frame = frame_of(request, twin=False, clock=portal.clock)
        refs = {side: request.query_params.get(side, "")[:300] for side in _SIDES}
        return show("compare.html", frame, _page(frame, {}, refs))

    @routes.post("/对照")
    async def compared(request: Request) -> Response:
        frame = frame_of(request, twin=False, clock=portal.clock)
        form = await request.form(max_files=2, max_fields=4000, max_part_size=4 * 1024 * 1024)
        texts: dict[str, str] = {}
        refs = {side: _field(form, f"ref_{side}")[:300] for side in _SIDES}
        try:
            sides = {side: await _side(portal, form, side) for side in _SIDES}
            texts = {side: source.text for side, source in sides.items()}
            found = comparison(sides["a"], sides["b"])
        except (SideError, ReadingError, NothingToCompare) as error:
            texts = texts or {side: _typed(form, side) for side in _SIDES}
            return show("compare.html", frame, _page(frame, texts, refs, error=str(error)), 422)
        if _field(form, "form") == "docx":
            return download(docx(comparison_paper(found)), DOCX, f"修改对照表-{found.new_title[:60]}.docx")
        return show("compare.html", frame, _page(frame, texts, {}, found=found))


def _page(
    frame: Frame,
    texts: Mapping[str, str],
    refs: Mapping[str, str],
    *,
    found: Comparison | None = None,
    error: str = "",
) -> dict[str, Any]:
    pairs = found.changed if found else ()
    return {
        "title": frame.say("compare_title"),
        "texts": {side: texts.get(side, "") for side in _SIDES},
        "refs": {side: refs.get(side, "") for side in _SIDES},
        "found": found,
        "pairs": shown_pairs(pairs, frame.say),
        "counts": [(word, count) for word, count in found.counts.items() if count] if found else [],
        "error": error,
    }


async def _side(portal: Portal, form: FormData, side: str) -> Source:
    """One text: a file goes before pasted words, these before a document of the library.

    Raises:
        SideError: none of them, or too long, or the name means no one document.
        ReadingError: the file cannot be read.
    """
    upload = form.get(f"file_{side}")
    typed = _typed(form, side)
    if isinstance(upload, UploadFile) and upload.filename:
        source = read_bytes(await upload.read(), upload.filename[:200])
    elif typed.strip():
        source = Source(_NAMES[side], hashlib.sha256(typed.encode("utf-8", "replace")).hexdigest(), typed, "utf-8")
    else:
        ref = _field(form, f"ref_{side}")
        if not ref:
            raise SideError(f"没有收到{_NAMES[side]}。请选择文件、粘贴文字，或者写明文库里的文号、标题。")
        cards = portal.library.resolve(ref)
        if len(cards) != 1:
            how = "文库里没有" if not cards else f"文库里有 {len(cards)} 份"
            raise SideError(f"{_NAMES[side]}：{how}“{ref[:100]}”。请写明文号和标题。")
        text = portal.library.export(cards[0], "md")
        assert text is not None
        source = read_bytes(text, f"{cards[0].title[:100]}.md")
    if len(source.text) > LONGEST_TEXT:
        raise SideError(f"{_NAMES[side]}有 {len(source.text):,} 个字，超过 {LONGEST_TEXT:,} 个字。")
    return source


def _typed(form: FormData, side: str) -> str:
    """Pasted words; the page of the examination sends its draft as `text`, which is the new one."""
    value = form.get(f"text_{side}")
    if side == "b" and not isinstance(value, str):
        value = form.get("text")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
