"""What the file a document came from holds besides the document, and what another format therefore does not get."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from editor.i18n import _

if TYPE_CHECKING:
    from editor.model import Document

_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_NAME = rb"<(?:[\w.\-]+:)?"
_XLIFF1 = (
    rb"(alt-trans(?![^>]*previous-version)|context-group(?![^>]*x-diptych)|count-group|prop-group|bin-unit|skl|glossary"
    rb"|reference|phase)[\s/>]"
)
_XLIFF2 = (
    rb"(match(?![^>]*dtyc:)|metaGroup(?![^>]*dtyc:)|glossEntry|resourceItem|changeTrack|validation|skeleton"
    rb"|profiles)[\s/>]"
)
_TAGS = {
    "xliff1": re.compile(_NAME + _XLIFF1),
    "xliff2": re.compile(_NAME + _XLIFF2),
    "tmx": re.compile(_NAME + rb"(prop(?![^>]*x-diptych)|ude)[\s/>]"),
}
_OBSOLETE = re.compile(rb"^(#~)[ \t]*msgid[ \t]", re.MULTILINE)
_VARIANT = re.compile(rb"""<tuv\s[^>]*?\b(?:xml:)?lang\s*=\s*["']([^"'<]*)["']""")
_OURS = (b"dtyc:layout=", b'tool-id="diptych"')  # what a file that Diptych made holds, a document holds


def told(document: Document, name: str) -> Iterator[str]:
    """Yield a sentence that tells what the file of *document* holds and the format called *name* does not get."""
    found = Counter(_found(document))
    if found:
        things = ", ".join(f"{number} {thing}" for thing, number in found.items())
        said = _("{format} does not get what the file holds besides its texts and what is said of them: {things}.")
        yield said.format(format=name, things=things)


def _found(document: Document) -> Iterator[str]:
    """Yield the name of each such element."""
    origin = document.origin
    if origin is None or any(ours in origin.data[: 1 << 14] for ours in _OURS):
        return
    data = origin.data
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:4]:
        data = data.decode(document.head.encoding, "replace").encode()
    if origin.format == "po":
        yield from (match[1].decode() for match in _OBSOLETE.finditer(data))
    elif origin.format in _TAGS:
        data = _HIDDEN.sub(b"", data)
        yield from (match[1].decode() for match in _TAGS[origin.format].finditer(data))
    if origin.format == "tmx":
        shown = {document.head.source_language.lower(), document.head.target_language.lower()}
        yield from (f"tuv {tag}" for tag in _languages(data) if tag.lower() not in shown)


def _languages(data: bytes) -> Iterator[str]:
    return (match[1].decode("utf-8", "replace") for match in _VARIANT.finditer(data))
