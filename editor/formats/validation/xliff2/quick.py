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
    return frozenset(unit for unit, is_plain in zip(units, plain, strict=True) if is_plain and _is_placed(unit))


def _is_placed(unit: etree._Element) -> bool:
    """Tell whether a unit stands where a core element puts it, and not in an extension."""
    parent = unit.getparent()
    return parent is not None and uri_of(parent) == uri_of(unit)
