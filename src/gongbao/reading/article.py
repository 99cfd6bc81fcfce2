"""Where the article of a web page is: its surroundings taken away, the element with nearly all words is found."""

from __future__ import annotations

import re

from lxml import etree

_GONE = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map",
    "head", "select", "button", "input", "textarea", "nav", "aside", "footer", "dialog", "del",
})  # fmt: skip
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|menu|breadcrumbs?|crumbs?|footer|foot|copyright|share|sidebar|recommend|related|"
    r"toolbar|qrcode|search|login|topbar|pagination|pager|weixin|wechat|print|fontsize|hidden)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_KNOWN = re.compile(
    r"^(?:ucap-content|zoom|trs_editor|trs_ueditor|view|pages_content|article-content|article_content|"
    r"news_content|newscontent|art_con|artcontent|con_text|xxgk_content|content_body|txt_con|detail-content)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:发文字号|文\s{0,4}号|发布文号)\s{0,4}[：:\]】]?\s{0,4}([\u4e00-\u9fff]{1,14}[〔\[［（(﹝]\d{4}[〕\]］）)﹞]第?\d{1,5}号)"
)
_TITLE_META = ("articletitle", "og:title")
_MOST = 0.8  # of the words: an element that holds so many holds the article
_CONTENT = frozenset({
    "p", "pre", "ul", "ol", "dl", "li", "span", "font", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "b",
    "strong", "a", "br",
})  # fmt: skip
_FEWEST = 40  # characters: an element of a known name with fewer is not believed


def head_lines(root: etree._Element) -> list[str]:
    """The title and the 文号 of the page, where it states them outside its article."""
    lines: list[str] = []
    for meta in root.iter("meta"):
        called = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if called in _TITLE_META and 4 < len(content) <= 200:
            lines.append(content)
            break
    else:
        heading = [" ".join(_text(each).split()) for each in root.iter("h1")]
        if len(heading) == 1 and 4 < len(heading[0]) <= 200:
            lines.append(heading[0])
    body = root.find("body")
    if lines and body is not None and (stated := _NUMBER.search(" ".join(_text(body).split())[:20_000])):
        lines.append(stated[1])
    return lines


def pruned(root: etree._Element) -> None:
    """Take away what is no text of the page, and what has the names that menus and footers have."""
    weights = _weights(root)
    # a page may call the whole of itself “print” or “share”: an element with most of the words is never taken away
    most = weights[root] / 2
    for each in list(root.iter()):
        if not isinstance(each.tag, str) or each.getparent() is None or each.tag in ("html", "body"):
            continue
        named = f"{each.get('class') or ''} {each.get('id') or ''}"
        around = _AROUND.search(named) is not None and each.tag not in ("p", "span", "td", "tr", "table")
        hidden = _HIDDEN.search(each.get("style") or "") is not None or each.get("hidden") is not None
        margin = each.tag == "div" and each.get("title") in ("header", "footer")  # as word processors write pages
        if each.tag in _GONE or margin or ((around or hidden) and weights.get(each, 0) < most):
            _remove(each)


def article(root: etree._Element) -> etree._Element:
    """The smallest element that holds nearly all words that are no links."""
    body = root.find("body")
    at = body if body is not None else root
    weights = _weights(at)
    total = weights[at]
    best: etree._Element | None = None
    for each in at.iter("div", "td", "section", "article", "main"):
        names = (each.get("id") or "", *(each.get("class") or "").split())
        if any(map(_KNOWN.match, names)) and weights[each] >= max(_FEWEST, total / 3):
            best = (
                each  # the innermost: no two beside each other hold so much but in odd pages, where the last is taken
            )
    if best is not None and 2 * weights[best] >= total:
        return best
    while (inner := max(at, key=lambda each: weights.get(each, 0), default=None)) is not None:
        if inner.tag in _CONTENT or weights.get(inner, 0) < _MOST * total:
            return at
        if inner.tag == "table" and not any(weights[cell] >= _MOST * total for cell in inner.iter("td")):
            return at  # a table of the text, not of the page
        at = inner
    return at


def _weights(root: etree._Element) -> dict[etree._Element, int]:
    """For each element the characters in it that are neither blank nor words of links."""
    found: dict[etree._Element, int] = {}
    linked = 0
    for event, each in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(each.tag, str):
            continue
        link = each.tag == "a" and each.get("href") is not None
        if event == "start":
            linked += link
            found[each] = 0 if linked else _length(each.text)
            continue
        linked -= link
        parent = each.getparent()
        if parent is not None and parent in found:
            found[parent] += found[each] + (0 if linked else _length(each.tail))
    return found


def _length(words: str | None) -> int:
    return len("".join(words.split())) if words else 0


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _remove(element: etree._Element) -> None:
    """Take an element away, and leave the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
