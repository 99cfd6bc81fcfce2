"""Library: documents kept, found and quoted; and those that are known by name only.

Comes in: files and folders of gazettes, lists of documents that an office keeps; questions about documents: by name,
place, words, date.
Goes out: cards, whole documents with links and relations, hits, passages, validity on a day with its reasons, policy
chains, what expires and what is due for the clean-up.
Promises: a file is stored whole or not at all, and once; a citation resolves to exactly one passage or ends in an
error that names the nearest; an exact phrase is found wherever it stands; no query is an error; a state of validity
rests on words of the text or says that it is undetermined.
Never: changes a text, guesses which of two documents is meant, computes a rule.
"""

from gongbao.library.bodies import Alias, Body, Change, Witness
from gongbao.library.chain import Chain, Step
from gongbao.library.citations import Citation, ResolvedReference, check_references, resolve_references
from gongbao.library.cited import CitationFigures, Citing
from gongbao.library.content import shipped_gazettes
from gongbao.library.database import LibraryError, default_file
from gongbao.library.exchange import HEADERS, Imported, Problem, RecordError
from gongbao.library.groups import Assigned, Group
from gongbao.library.issuers import Issuer
from gongbao.library.library import Library
from gongbao.library.model import (
    Card,
    Failure,
    Forgotten,
    Ground,
    IngestProgress,
    IngestReport,
    Known,
    Link,
    NamedAt,
    OutlineEntry,
    Passage,
    Record,
    Related,
    Relations,
    SearchHit,
    SearchPage,
    Segment,
    State,
    StoredDocument,
    StoredPart,
    StoredProvision,
    Validity,
)
from gongbao.library.names import address, split_citation
from gongbao.library.office import Due
from gongbao.library.passages import CitationError
from gongbao.library.registry import Registry
from gongbao.library.versions import History, TextOn, Version

__all__ = [
    "HEADERS",
    "Alias",
    "Assigned",
    "Body",
    "Card",
    "Chain",
    "Change",
    "Citation",
    "CitationError",
    "CitationFigures",
    "Citing",
    "Due",
    "Failure",
    "Forgotten",
    "Ground",
    "Group",
    "History",
    "Imported",
    "IngestProgress",
    "IngestReport",
    "Issuer",
    "Known",
    "Library",
    "LibraryError",
    "Link",
    "NamedAt",
    "OutlineEntry",
    "Passage",
    "Problem",
    "Record",
    "RecordError",
    "Registry",
    "Related",
    "Relations",
    "ResolvedReference",
    "SearchHit",
    "SearchPage",
    "Segment",
    "State",
    "Step",
    "StoredDocument",
    "StoredPart",
    "StoredProvision",
    "TextOn",
    "Validity",
    "Version",
    "Witness",
    "address",
    "check_references",
    "default_file",
    "resolve_references",
    "shipped_gazettes",
    "split_citation",
]
