"""Text put into an element of the file: between its tags, into a tag that was closed, or with an element of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.spans import Edit, content

if TYPE_CHECKING:
    from editor.formats.xliff1.page import Page
    from editor.formats.xliff1.units import Part
    from editor.text import Text

_CDATA = re.compile(r"<!\[CDATA\[(?:(?!\]\]>).)*\]\]>", re.DOTALL)
_ATOM = re.compile(r"&[^;&<]*;|\r\n|[^<]")


def inserted(page: Page, inside: str, word: str) -> Edit:
    """Return the edit that puts in a target that is not there, indented as the source is."""
    name, at = page.element("target"), page.unit.place
    state = f' state="{word}"' if word else ""
    return Edit(at, at, f"{page.indent}<{name}{state}>{inside}</{name}>")


def filled(page: Page, part: Part, text: Text) -> Edit:
    """Return the edit that puts *text* into an element, keeping what it can of the form that stands there."""
    xml = page.xml(text)
    old = page.text[part.inner : part.close]
    plain = text.plain.replace("\n", page.style.end_of_line)
    if _CDATA.fullmatch(old) and not text.codes and _fits_cdata(page, text.plain):
        return Edit(part.inner, part.close, f"<![CDATA[{plain}]]>")
    if part.self_closed or ("&" not in old and "\r" not in old):
        return written(page, part, xml)
    head, tail, middle = _changed(old, xml)
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


def _changed(old: str, new: str) -> tuple[int, int, str]:
    """Return how much of *old* stays in front and behind, and what comes between.

    Characters that mean the same stay as the file wrote them, so that retyping one word leaves every other
    reference as it was.

    >>> _changed("&quot;a&quot; b", '"a" c')
    (14, 0, 'c')
    """
    was, now = _atoms(old), _atoms(new)
    head = 0
    while head < min(len(was), len(now)) and was[head][1] == now[head][1] != "<":
        head += 1
    tail = 0
    while tail < min(len(was), len(now)) - head and was[-1 - tail][1] == now[-1 - tail][1] != "<":
        tail += 1
    parts = (was[:head], now[head : len(now) - tail], was[len(was) - tail :])
    before, middle, behind = ("".join(raw for raw, _means in part) for part in parts)
    if "]]>" in before + middle + behind:
        return 0, 0, new
    return len(before), len(behind), middle


def _atoms(raw: str) -> list[tuple[str, str]]:
    """Cut XML into characters and tags, each with what it means; a tag means nothing but itself."""
    found, at = [], 0
    while at < len(raw):
        match = _ATOM.match(raw, at)
        end = match.end() if match else raw.index(">", at) + 1
        found.append((raw[at:end], "".join(content(raw[at:end])) if match else "<"))
        at = end
    return found


def wrapped(page: Page, piece: Part, xml: str) -> str:
    """Return *xml* in a segment whose start tag is that of *piece*."""
    tag = page.text[piece.start : piece.inner]
    opening = f"{tag[:-2].rstrip()}>" if piece.self_closed else tag
    return f"{opening}{xml}</{page.element('mrk')}>"
