"""Reading: a file becomes numbered lines of clean text, or a sheet of typed cells.

Comes in: a path, or bytes with a name: plain text and Markdown (UTF-8, GB18030), HTML, DOCX, PDF with a text layer; for
sheets XLSX and CSV. Goes out: a `Source` (text, lines with their offsets and pages, the SHA-256 of the file), or a
`Workbook` of sheets of cells.
Promises: of a text file nothing is changed but the byte-order mark and the encoding; of the other formats every word
that is printed comes out once, in reading order, but for what is printed on each page (running heads, page numbers)
and what surrounds the article of a web page. Hostile files end in an error in bounded time and memory; whatever cannot
be read ends in a `ReadingError` that names the file and what to do.
Never: guesses what the words mean; runs a macro; opens a link.
"""

from gongbao.reading.files import SUFFIXES, read_bytes, read_file
from gongbao.reading.sheets import Sheet, SheetCell, SheetValue, Workbook, read_sheet
from gongbao.reading.source import PARSABLE_BYTES, ReadingError, Source

__all__ = [
    "PARSABLE_BYTES",
    "SUFFIXES",
    "ReadingError",
    "Sheet",
    "SheetCell",
    "SheetValue",
    "Source",
    "Workbook",
    "read_bytes",
    "read_file",
    "read_sheet",
]
