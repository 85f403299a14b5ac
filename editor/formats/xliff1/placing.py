"""Text put into an element of the file: between its tags, into a tag that was closed, or with an element of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.native import retouched
from editor.formats.spans import Edit

if TYPE_CHECKING:
    from editor.formats.xliff1.page import Page
    from editor.formats.xliff1.units import Part
    from editor.text import Text

_CDATA = re.compile(r"<!\[CDATA\[(?:(?!\]\]>).)*\]\]>", re.DOTALL)


def inserted(page: Page, inside: str, tag: str) -> Edit:
    """Return the edit that puts in a target that is not there, indented as the source is; *tag* are its attributes."""
    name, at = page.element("target"), page.unit.place
    return Edit(at, at, f"{page.indent}<{name}{tag}>{inside}</{name}>")


def filled(page: Page, part: Part, text: Text) -> Edit:
    """Return the edit that puts *text* into an element, keeping what it can of the form that stands there."""
    xml = page.xml(text)
    old = page.text[part.inner : part.close]
    plain = text.plain.replace("\n", page.style.end_of_line)
    if _CDATA.fullmatch(old) and not text.codes and _fits_cdata(page, text.plain):
        return Edit(part.inner, part.close, f"<![CDATA[{plain}]]>")
    if part.self_closed or ("&" not in old and "\r" not in old):
        return written(page, part, xml)
    head, tail, middle = retouched(old, xml)
    return Edit(part.inner + head, part.close - tail, middle)


def _fits_cdata(page: Page, plain: str) -> bool:
    """Tell whether characters can stand in a CDATA section of this file, where nothing can be escaped."""
    if "]]>" in plain or "\r" in plain:
        return False
    try:
        plain.encode(page.source.encoding)
    except UnicodeEncodeError:
        return False
    return True


def written(page: Page, part: Part, xml: str) -> Edit:
    """Return the edit that makes *xml* the inside of an element, opening it where it is self-closed."""
    if not part.self_closed:
        return Edit(part.inner, part.close, xml)
    tag = page.text[part.start : part.inner]
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
    return Edit(part.start + len(tag[:-2].rstrip()), part.inner, f">{xml}</{name}>")


def wrapped(page: Page, piece: Part, xml: str) -> str:
    """Return *xml* in a segment whose start tag is that of *piece*."""
    tag = page.text[piece.start : piece.inner]
    opening = f"{tag[:-2].rstrip()}>" if piece.self_closed else tag
    return f"{opening}{xml}</{page.element('mrk')}>"
