"""A page of a PDF file, as its printed characters with their places and the ruled lines between them, by PDFium."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from math import hypot
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_THICKEST = 3.0  # points: a filled rectangle no thicker is a ruled line
_SHORTEST = 4.0
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 20_000
_DEEPEST = 4
_UNPRINTED = frozenset({0x007F, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF})


class Glyph(NamedTuple):
    """One printed character, or a blank that the file writes. Points; y grows downwards from the top of the page."""

    left: float
    right: float
    base: float  # its base line
    size: float  # of the font
    text: str
    order: int = 0  # in the file


class Rule(NamedTuple):
    """A ruled line: from `start` to `end` along its way, at `at` across it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Page:
    """A page as it is shown, turned upright."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]  # horizontal lines
    down: tuple[Rule, ...]  # vertical lines
    image: bool  # an image covers most of it
    unmapped: int  # characters whose meaning the file does not state


@dataclass(frozen=True)
class _Frame:
    """From the file's points to the shown page's."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height of the shown page."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the shown page."""
        x, y = x - self.left, y - self.bottom
        if self.turn == 1:
            return y, x
        if self.turn == 2:
            return self.width - x, y
        if self.turn == 3:
            return self.height - y, self.width - x
        return x, self.height - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A rectangle as left, top, right, bottom of the shown page."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def read_page(page: Any) -> Page:
    """The characters and ruled lines of a page (`pypdfium2.PdfPage`)."""
    left, bottom, right, top = page.get_cropbox()
    frame = _Frame(left, bottom, right - left, top - bottom, (page.get_rotation() // 90) % 4)
    text = page.get_textpage()
    try:
        glyphs, unmapped = _glyphs(text.raw, frame)
    finally:
        text.close()
    across: list[Rule] = []
    down: list[Rule] = []
    covered = _objects(page.raw, frame, across, down)
    width, height = frame.shown
    return Page(width, height, tuple(glyphs), tuple(across), tuple(down), covered > width * height / 2, unmapped)


def _glyphs(text: Any, frame: _Frame) -> tuple[list[Glyph], int]:
    found: list[Glyph] = []
    unmapped = 0
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    width, height = frame.shown
    for at in range(max(pdfium.FPDFText_CountChars(text), 0)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code < 32 or code in _UNPRINTED or pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        if pdfium.FPDFText_HasUnicodeMapError(text, at) == 1 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
            unmapped += 1
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        size = pdfium.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
        left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        base = frame.point(x.value, y.value)[1]
        if size <= 0.5 or right < 0 or left > width or base < 0 or base > height + size:
            continue
        if not top - size <= base <= bottom + size:
            base = bottom
        found.append(Glyph(left, right, base, size, chr(code) if code <= 0x10FFFF else "\ufffd", at))
    return found, unmapped


def _objects(page: Any, frame: _Frame, across: list[Rule], down: list[Rule]) -> float:
    """Collect the ruled lines of a page; the area that images cover."""
    covered = 0.0
    unit = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack: list[tuple[Any, tuple[float, ...], int]] = []
    for at in range(min(max(pdfium.FPDFPage_CountObjects(page), 0), _MOST_OBJECTS)):
        stack.append((pdfium.FPDFPage_GetObject(page, at), unit, 0))
    seen = 0
    while stack and seen < _MOST_OBJECTS:
        each, outer, depth = stack.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(each, outer, frame, across, down)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [ctypes.c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(each, *corners):
                left, bottom, right, top = (corner.value for corner in corners)
                covered += abs(right - left) * abs(top - bottom)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(each), outer)
            for at in range(min(max(pdfium.FPDFFormObj_CountObjects(each), 0), _MOST_OBJECTS)):
                stack.append((pdfium.FPDFFormObj_GetObject(each, at), inner, depth + 1))
    return covered


def _matrix(each: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(each, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _path(each: Any, outer: tuple[float, ...], frame: _Frame, across: list[Rule], down: list[Rule]) -> None:
    """The straight lines of a path that are drawn along or across the page."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(each, fill, stroke):
        return
    a, b, c, d, e, f = _times(_matrix(each), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    edges: list[tuple[tuple[float, float], tuple[float, float]]] = []
    first = None
    for at in range(min(max(pdfium.FPDFPath_CountSegments(each), 0), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(each, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            _shape(points, fill.value != 0, across, down)
            points, first = [], point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and points:
            edges.append((points[-1], point))
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            edges.append((point, first))
    _shape(points, fill.value != 0, across, down)
    if stroke.value:
        for (x0, y0), (x1, y1) in edges:
            _add(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), across, down)


def _shape(points: list[tuple[float, float]], filled: bool, across: list[Rule], down: list[Rule]) -> None:
    """A filled shape that is thin enough is a ruled line."""
    if filled and len(points) > 2:
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        _add(min(xs), min(ys), max(xs), max(ys), across, down)


def _add(left: float, top: float, right: float, bottom: float, across: list[Rule], down: list[Rule]) -> None:
    if bottom - top <= _THICKEST and right - left >= _SHORTEST:
        across.append(Rule((top + bottom) / 2, left, right))
    elif right - left <= _THICKEST and bottom - top >= _SHORTEST:
        down.append(Rule((left + right) / 2, top, bottom))
