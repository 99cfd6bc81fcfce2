"""The zip files that office documents are, opened with limits; and their XML, parsed without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from gongbao.reading.source import ReadingError

MOST_ENTRIES = 10_000
LARGEST_ENTRY = 128 * 1024 * 1024
LARGEST_TOTAL = 512 * 1024 * 1024
_RATIO, _RATIO_FROM = 400, 4 * 1024 * 1024  # XML packs 10 to 100 times; a bomb packs 1000 times
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """The entries of an office document, read one by one."""

    def __init__(self, data: bytes, name: str) -> None:
        """
        Raises:
            ReadingError: the archive is damaged, encrypted, or unpacks beyond the limits.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise self.damaged() from error
        if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > LARGEST_TOTAL:
            raise self._too_large()
        for each in entries:
            packed = each.file_size > _RATIO_FROM and each.file_size > _RATIO * max(each.compress_size, 1)
            if packed or each.file_size > LARGEST_ENTRY:
                raise self._too_large()
            if each.flag_bits & 1:
                raise ReadingError(name, "文件加了密码", "请用办公软件去掉密码、另存后再收录")
        self._entries = {each.filename.lstrip("/"): each for each in entries}

    def __contains__(self, entry: object) -> bool:
        return entry in self._entries

    def read(self, entry: str) -> bytes | None:
        """The bytes of an entry; None where there is no such entry."""
        info = self._entries.get(entry)
        if info is None:
            return None
        try:
            with self._zip.open(info) as opened:  # gives no more bytes than the entry declares
                return opened.read()
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise self.damaged() from error

    def xml(self, entry: str) -> etree._Element | None:
        """The root of an XML entry; None where there is no such entry.

        Raises:
            ReadingError: the entry is no well-formed XML, or declares a document type, which office files never do.
        """
        data = self.read(entry)
        if data is None:
            return None
        if any(sign in data for sign in _DOCTYPE):
            raise ReadingError(self.name, "文件里声明了外部实体，可能不安全", "请用办公软件打开核对，另存后再收录")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error

    def damaged(self) -> ReadingError:
        """The error for a file that cannot be made sense of."""
        return ReadingError(self.name, "文件已损坏，打不开", "请用办公软件打开核对，另存后再收录")

    def _too_large(self) -> ReadingError:
        return ReadingError(self.name, "文件解压后过大，可能不安全", "请核对来源；确需收录的，请拆分后再收录")


def tag(element: etree._Element) -> str:
    """An element's name without its namespace, in which alone the strict form of a format differs."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of a name, and of that the first child of the next name, and so on; None where one lacks."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if tag(each) == name), None)
    return element


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of the element that the names lead to; none where there is no such element."""
    found = child(element, *names)
    if found is not None:
        yield from found


def value(element: etree._Element | None, *names: str) -> str | None:
    """The `val` of the child that the names lead to."""
    found = child(element, *names)
    return None if found is None else attribute(found, "val")


def relations(package: Package, part: str) -> dict[str, str]:
    """For each kind of relation of a part, by its last word (numbering, styles), the entry that it points to."""
    folder, _, file = part.rpartition("/")
    root = package.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
    found: dict[str, str] = {}
    for each in root if root is not None else ():
        target = each.get("Target") or ""
        if each.get("TargetMode") == "External" or not target:
            continue
        kind = (each.get("Type") or "").rpartition("/")[2]
        key = each.get("Id") or "" if kind == "worksheet" else kind
        found.setdefault(key, _resolved(folder, target))
    return found


def _resolved(folder: str, target: str) -> str:
    """A relation's target as an entry's name: /a/b from the root, ../b and b from the part's folder."""
    steps = [] if target.startswith("/") else [each for each in folder.split("/") if each]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
