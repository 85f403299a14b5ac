"""A second witness that XML is well-formed, before any span in it is believed."""

from __future__ import annotations

import re
from xml.parsers import expat

from editor import xml
from editor.errors import FormatError
from editor.formats.spans.source import Source
from editor.i18n import _

_SMALL = 1 << 18  # bytes; up to here lxml's fuller checks cost next to nothing
_EXPAT = {"utf-8", "utf-16-le", "utf-16-be", "iso8859-1", "ascii"}
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")


def prove(source: Source) -> None:
    """Raise FormatError with the line where the file is not well-formed XML.

    Large files without a DTD are proven by expat, which builds no tree; in those no entity can be declared. All
    others by lxml.
    """
    doctype = "<!DOCTYPE" in source.text[: 1 << 16] or "<!ENTITY" in source.text
    if len(source.data) > _SMALL and source.encoding in _EXPAT and not doctype:
        _prove_large(source)
    elif _labelled(source):
        xml.parse(source.data, huge=len(source.data) > _SMALL and not doctype)
    else:
        xml.parse(_DECLARATION.sub("", source.text, count=1).encode("utf-8"))


def _labelled(source: Source) -> bool:
    """Tell whether lxml will find the encoding by itself: not where the user knows better than the file."""
    said = re.match(r"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"']*)", source.text)
    return source.encoding.startswith("utf-") or said is not None


def _prove_large(source: Source) -> None:
    parser = expat.ParserCreate(source.encoding[:6] if source.bom else None, " ")
    try:
        parser.Parse(source.data, True)  # noqa: FBT003 - the last piece
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code) or str(error)
        message = _("The file is not well-formed XML: {reason}; ask for another copy or mend that line.")
        raise FormatError(message.format(reason=reason), error.lineno) from None
