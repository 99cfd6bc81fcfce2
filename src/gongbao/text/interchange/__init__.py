"""A document in the formats that others read: Akoma Ntoso, JSON, Markdown, and a paper in the official layout.

Each is a pure function over a document and the text of its file. The words are the document's own: none is added,
left out or changed, except that broken lines are joined.
"""

from gongbao.text.interchange.akn import akoma_ntoso, work_uri
from gongbao.text.interchange.json import Excerpt, InterchangeError, from_json, to_json
from gongbao.text.interchange.markdown import markdown
from gongbao.text.interchange.paper import paper
from gongbao.text.interchange.sheet import sheet

__all__ = [
    "Excerpt",
    "InterchangeError",
    "akoma_ntoso",
    "from_json",
    "markdown",
    "paper",
    "sheet",
    "to_json",
    "work_uri",
]
