"""Byte-true work on XML: what stands where in the text of a file, and the few spans of it that an edit rewrites.

How a format uses it:

* ``decode(data)`` turns the bytes into text and proves that the text gives the same bytes again. All offsets below are
  offsets into ``Source.text``, as ``str`` counts.
* ``prove(source)`` says whether it is well-formed, by a parser that is not ours.
* ``scan(text)`` yields tokens that cover the text without a hole; ``tree(text)`` yields elements with their offsets
  and namespaces; ``attributes(text, at)`` the attributes of the start tag at *at*.
* ``content(raw)`` reads characters (entities we do not know come as ``Reference``); ``escape``, ``quoted`` write them.
* ``splice(source, edits)`` returns the bytes with the edits made and every other byte as it was.

No entity is expanded, nothing is fetched, every pass is linear and no depth recurses. Only ``prove`` sees whether a
file is well-formed (names that match, attributes given once): what the others say of a file that is not, is not meant.
"""

from __future__ import annotations

from editor.formats.spans.characters import HTML_NAMES, ILLEGAL, Reference, content, escape, quoted
from editor.formats.spans.elements import (
    CDATA,
    CLOSE,
    COMMENT,
    DEEPEST,
    DOCTYPE,
    EMPTY,
    OPEN,
    PI,
    TEXT,
    Attribute,
    Element,
    Token,
    attributes,
    scan,
    scoped,
    set_attribute,
    tree,
    value,
)
from editor.formats.spans.proof import prove
from editor.formats.spans.source import Edit, Source, decode, eol, line, patched, space_before, splice

__all__ = [
    "CDATA",
    "CLOSE",
    "COMMENT",
    "DEEPEST",
    "DOCTYPE",
    "EMPTY",
    "HTML_NAMES",
    "ILLEGAL",
    "OPEN",
    "PI",
    "TEXT",
    "Attribute",
    "Edit",
    "Element",
    "Reference",
    "Source",
    "Token",
    "attributes",
    "content",
    "decode",
    "eol",
    "escape",
    "line",
    "patched",
    "prove",
    "quoted",
    "scan",
    "scoped",
    "set_attribute",
    "space_before",
    "splice",
    "tree",
    "value",
]
