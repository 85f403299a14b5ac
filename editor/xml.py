"""The one hardened lxml parser: bytes in, no entity expanded, nothing fetched, bounded depth."""

from __future__ import annotations

import re

from lxml import etree

from editor.errors import FormatError
from editor.i18n import _

Element = etree._Element  # noqa: SLF001 - lxml has no other name for it
_DEEPEST = 2_048
_TAG = re.compile(
    rb"<(?:!--.*?(?:-->|\Z)|!\[CDATA\[.*?(?:\]\]>|\Z)|\?.*?(?:\?>|\Z)|(/)?[^!?/\s<>][^<>]*?(/)?>)", re.DOTALL
)


def parse(data: bytes, *, huge: bool = False) -> etree._Element:
    """Return the root element of the XML document *data*.

    With *huge*, texts over 10 MB are allowed after a look that nothing nests deeper than 2,048 elements.
    Raises FormatError with the line where *data* is not well-formed.
    """
    try:
        root = _parsed(data, huge=huge)
    except etree.XMLSyntaxError as error:
        raise FormatError(_explain(error), error.lineno) from None
    except ValueError as error:
        raise FormatError(_("The XML cannot be read: {reason}.").format(reason=error)) from None
    if root is None:
        raise FormatError(_("The file holds no XML element; ask for another copy of it."))
    return root


def _parsed(data: bytes, *, huge: bool) -> etree._Element | None:
    """Parse *data*; the look at what *huge* permits is only taken where the usual limits stand in the way."""
    try:
        return etree.fromstring(data, _parser(huge=False))
    except etree.XMLSyntaxError:
        if not huge:
            raise
    if _too_deep(data):
        raise FormatError(_("The XML nests too deeply to be a document; ask for another copy of the file."))
    return etree.fromstring(data, _parser(huge=True))


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge)


def _explain(error: etree.XMLSyntaxError) -> str:
    reason = re.sub(r",? ?line \d+, column \d+.*$", "", error.msg or "").strip() or _("unknown trouble")
    return _("The file is not well-formed XML: {reason}; ask for another copy or mend that line.").format(reason=reason)


def _too_deep(data: bytes) -> bool:
    depth = 0
    for match in _TAG.finditer(data):
        if match[1]:
            depth -= 1
        elif not match[2] and match[0][1:2] not in b"!?":
            depth += 1
            if depth > _DEEPEST:
                return True
    return False
