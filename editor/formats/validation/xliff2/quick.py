"""Units that are plainly valid, seen in the bytes at once, so that a large file need not be walked whole."""

from __future__ import annotations

import re

from lxml import etree

from editor.formats.validation.xliff2.units import tags_of, uri_of

_TEXT = rb"[^<]*"
_ID = rb"[A-Za-z0-9._:\-]+"
_SUB = rb'(?: subState="(?!xlf:)[^"<&:\s]+:[^"<&:\s]+")?'
_TARGET = rb"<target>" + _TEXT + rb"</target>\s*"
_PLAIN = re.compile(
    rb'<unit id="' + _ID + rb'"(?: name="[^"<&]*")?(?: canResegment="(?:yes|no)")?(?: translate="(?:yes|no)")?>\s*'
    rb'<segment(?: id="' + _ID + rb'")?(?:'
    rb'(?: state="initial"' + _SUB + rb")?>\s*<source>" + _TEXT + rb"</source>\s*(?:" + _TARGET + rb")?|"
    rb' state="(?:translated|reviewed|final)"' + _SUB + rb">\s*<source>" + _TEXT + rb"</source>\s*" + _TARGET + rb")"
    rb"</segment>\s*</unit>"
    rb"|(?P<other><unit[\s/>])"
)
# What makes it uncertain that what looks like a unit is one, or that it is valid by itself.
_DOUBTS = (b"<!", b":unit", b"xml:lang", b"xml:space", b"\x00")


def sound(root: etree._Element, data: bytes) -> frozenset[etree._Element]:
    """Return units under *root*, whose document is *data*, that break no rule but, perhaps, by an id used elsewhere.

    None are returned where the bytes leave any doubt which element is which.
    """
    if root.get("trgLang") is None or data.count(b"<?") > 1 or any(doubt in data for doubt in _DOUBTS):
        return frozenset()
    plain = [match["other"] is None for match in _PLAIN.finditer(data)]
    units = list(root.iter(tags_of(uri_of(root)).unit))
    if len(units) != len(plain):
        return frozenset()
    core = f"{{{uri_of(root)}}}"  # where a unit stands in an extension, it is not ours to judge here
    pairs = zip(units, plain, strict=True)
    return frozenset(unit for unit, is_plain in pairs if is_plain and _holder(unit).startswith(core))


def _holder(unit: etree._Element) -> str:
    """Return the name of the element that a unit stands in, "" where it is the root."""
    parent = unit.getparent()
    return str(parent.tag) if parent is not None else ""
