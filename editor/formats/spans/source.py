"""A file's bytes and the text they spell, proven to give the bytes again; edits spliced into them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from editor.errors import FormatError
from editor.i18n import _

_BLOCK = 1 << 16  # characters
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._:\-]*)["']""")
_MULTIBYTE = {"shift_jis", "cp932", "euc_jp", "gb2312", "gbk", "gb18030", "big5", "euc_kr", "cp949"}
_SINGLE = re.compile(r"ascii|iso8859-\d+|cp125\d|cp866|cp874|koi8-[rut]|tis-620|mac-\w+")


@dataclass(frozen=True)
class Source:
    """A file's bytes, the text they spell, and how: *encoding* is Python's name of it, *bom* the mark in front."""

    data: bytes = field(repr=False)
    encoding: str = "utf-8"
    bom: bytes = b""
    anchors: list[int] = field(default_factory=list, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The text. Raises FormatError where the bytes are not what they promise."""
        try:
            return (self.data[len(self.bom) :] if self.bom else self.data).decode(self.encoding)
        except UnicodeError as error:
            at = getattr(error, "start", 0)
            line = self.data.count(b"\n", 0, at) + 1 if isinstance(error, UnicodeDecodeError) else None
            message = _("The file is not written in {encoding}, as it says; open it with the encoding it really has.")
            raise FormatError(message.format(encoding=self.encoding), line) from None

    @cached_property
    def utf8(self) -> bytes:
        """The text in UTF-8, without a mark in front: the file's own bytes where that is what they are."""
        return self.data[len(self.bom) :] if self.encoding == "utf-8" else self.text.encode()

    def byte(self, at: int) -> int:
        """Return where in the bytes character *at* begins; where blocks begin is reckoned once and kept."""
        if _SINGLE.fullmatch(self.encoding):
            return at
        anchors, text = self.anchors, self.text
        if not anchors:
            anchors.append(len(self.bom))
        while len(anchors) <= at // _BLOCK:
            start = (len(anchors) - 1) * _BLOCK
            anchors.append(anchors[-1] + len(text[start : start + _BLOCK].encode(self.encoding)))
        block = at // _BLOCK
        return anchors[block] + len(text[block * _BLOCK : at].encode(self.encoding))


def decode(data: bytes, encoding: str = "", *, at_once: bool = True) -> Source:
    """Return the text of the XML file *data*, in *encoding* if given, else as its first bytes and declaration say.

    Raises FormatError where the bytes are not what they promise, or where the text would not give them back. Not
    *at_once*, it is left to ``prove`` to find that the bytes are no UTF-8.
    """
    bom, found = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    source = Source(data, _known(encoding) if encoding else found or _declared(data), bom)
    if (at_once or source.encoding != "utf-8") and not _gives_back(source):
        message = _("The encoding {encoding} does not give the file back unchanged; convert the file to UTF-8 first.")
        raise FormatError(message.format(encoding=source.encoding))
    return source


def _gives_back(source: Source) -> bool:
    text, name = source.text, source.encoding
    return name.startswith("utf-") or text.encode(name) == source.data[len(source.bom) :]


def _declared(data: bytes) -> str:
    if data[:4].startswith((b"<\0", b"\0<")):
        return "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    match = _DECLARED.match(data[:1_024])
    name = _known(match[1].decode("ascii")) if match else "utf-8"
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name  # it was read as ASCII, so that is not true


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except (LookupError, UnicodeError):
        name = ""
    if name == "utf-8-sig":
        name = "utf-8"
    if name.startswith(("utf-8", "utf-16", "utf-32")) or name in _MULTIBYTE or _SINGLE.fullmatch(name):
        return {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)
    raise FormatError(_("Diptych does not read the encoding {label}; convert the file to UTF-8.").format(label=label))


class Edit(NamedTuple):
    """Between two offsets of the text stands *text* instead."""

    start: int
    end: int
    text: str


def splice(source: Source, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of *source* with *edits* made and all else as it was.

    Edits may come in any order; several insertions at one place stay in the order given. Characters that the encoding
    lacks become character references. Raises ValueError where edits overlap.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if any(one.end > two.start for one, two in pairwise(ordered)):
        message = "edits overlap"
        raise ValueError(message)
    if not ordered:
        return source.data
    if source.encoding in _MULTIBYTE:
        text = patched(source.text, ordered)
        return source.bom + text.encode(source.encoding, "xmlcharrefreplace")
    view = memoryview(source.data)
    pieces: list[bytes | memoryview] = []
    done = 0
    for edit in ordered:
        start = source.byte(edit.start)
        pieces += [view[done:start], edit.text.encode(source.encoding, "xmlcharrefreplace")]
        done = source.byte(edit.end)
    return b"".join([*pieces, view[done:]])


def patched(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """Return *text* (from *start* to *end*) with sorted *edits* (offsets of the whole text) made."""
    pieces, done = [], start
    for edit in edits:
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:end]])


def line(text: str, at: int) -> int:
    """Return the line, from 1, that offset *at* is in."""
    return text.count("\n", 0, at) + 1


def eol(text: str, at: int = 0) -> str:
    """Return the line ending in use around offset *at*: of the line it is in, else of the line before."""
    found = text.find("\n", at)
    if found < 0:
        found = text.rfind("\n", 0, at)
    if found < 0:
        return "\r" if "\r" in text else "\n"
    return "\r\n" if found and text[found - 1] == "\r" else "\n"


def space_before(text: str, at: int) -> str:
    r"""Return the white space that ends at offset *at*: what to repeat in front of a new neighbour.

    >>> space_before("<a>\n  <b/>", 6)
    '\n  '
    """
    start = at
    while start and text[start - 1] in " \t\r\n":
        start -= 1
    return text[start:at]
