"""Text and attributes as a new XML file writes them; what XML cannot hold is dropped and counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
