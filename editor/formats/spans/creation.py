"""Text and attributes as a new XML file writes them; what XML cannot hold is dropped and counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.spans.source import Edit
from editor.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(text: str) -> str:
    """Write *text* as the content of an element.

    >>> escape("a < b & ]]>")
    'a &lt; b &amp; ]]&gt;'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def quote(text: str) -> str:
    """Write *text* as an attribute's value between double quotes; white space survives as it is.

    >>> quote('a "b"')
    'a &quot;b&quot;'
    """
    text = escape(text).replace('"', "&quot;")
    return text.replace("\t", _SPACES["\t"]).replace("\n", _SPACES["\n"])


def attributes(values: Mapping[str, str | None]) -> str:
    """Write attributes in their order, each with a space in front; those that are None are left out.

    >>> attributes({"id": "1", "note": None})
    ' id="1"'
    """
    return "".join(f' {name}="{quote(value)}"' for name, value in values.items() if value is not None)


def legal(text: str) -> tuple[str, int]:
    """Return *text* without the characters that XML cannot hold in any form, and how many there were."""
    return _ILLEGAL.subn("", text)


def legal_edits(edits: Iterable[Edit]) -> tuple[list[Edit], tuple[str, ...]]:
    """Return *edits* without the characters that XML cannot hold, and a sentence where there were such."""
    clean, dropped = [], 0
    for edit in edits:
        text, forbidden = legal(edit.text)
        clean.append(Edit(edit.start, edit.end, text))
        dropped += forbidden
    said = ngettext(
        "{n} control character that XML forbids was left out.",
        "{n} control characters that XML forbids were left out.",
        dropped,
    )
    return clean, (said.format(n=dropped),) if dropped else ()
