"""Reading: a file becomes numbered lines of text.

Comes in: a path. Goes out: a `Source`: the file's characters, its SHA-256, its lines with their offsets.
Promises: nothing of the text is changed but the byte-order mark and the encoding (UTF-8 or GB18030); whatever cannot
be read ends in a `ReadingError` that names the file, the line and what to do.
Never: guesses what the words mean.
"""

from gongbao.reading.source import PARSABLE_BYTES, ReadingError, Source, read_bytes, read_file

__all__ = ["PARSABLE_BYTES", "ReadingError", "Source", "read_bytes", "read_file"]
