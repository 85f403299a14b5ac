"""The rules of XLIFF 1.2 about codes in texts: starts and ends, and segments that a target shares with its source."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import shown
from editor.i18n import _

_RID_TWICE = Rule("rid-unique", "XLIFF 1.2, Inline Elements: bpt, bx: rid")
_RID = Rule("rid-reference", "XLIFF 1.2, Inline Elements: ept, ex: rid")
_MID_TWICE = Rule("mid-unique", "XLIFF 1.2, Delimiter Element: mrk: mid")
_MID = Rule("mid-reference", "XLIFF 1.2, Structural Elements: seg-source, mrk: mid")
_ALONE = Rule("code-pairs", "XLIFF 1.2, Inline Elements: bpt, ept, bx, ex", WARNING)

_PAIRS = (("bpt", "ept"), ("bx", "ex"))


def check(file: etree._Element, uri: str) -> Iterator[Finding]:
    """Check the texts of a file element."""
    space = f"{{{uri}}}" if uri else ""
    for text in file.iter(f"{space}source", f"{space}seg-source", f"{space}target"):
        if len(text):
            yield from _paired(text, space)
    if any(True for mark in file.iter(f"{space}mrk", f"{space}alt-trans") if mark.get("mid") is not None):
        for unit in file.iter(f"{space}trans-unit", f"{space}alt-trans"):
            yield from _segments(unit, space)


def _paired(text: etree._Element, space: str) -> Iterator[Finding]:
    for first, last in _PAIRS:
        starts = list(text.iter(f"{space}{first}"))
        ends = list(text.iter(f"{space}{last}"))
        if starts or ends:
            yield from _rids(starts, ends, text)
            if len(starts) != len(ends):
                message = _("This <{text}> starts {starts} codes with <{first}> and ends {ends} with <{last}>.")
                numbers = {"starts": len(starts), "ends": len(ends), "first": first, "last": last}
                yield _ALONE.at(text, message.format(text=_local(text), **numbers))


def _rids(starts: list[etree._Element], ends: list[etree._Element], text: etree._Element) -> Iterator[Finding]:
    seen = set()
    for start in starts:
        rid = start.get("rid")
        if rid is not None and rid in seen:
            message = _("{element} has the rid “{rid}”, which another has already in this <{text}>.")
            yield _RID_TWICE.at(start, message.format(element=shown(start), rid=rid, text=_local(text)))
        seen.add(rid)
    for end in ends:
        rid = end.get("rid")
        if rid is not None and rid not in seen:
            message = _("{element} ends what has the rid “{rid}”, but this <{text}> has no such start.")
            yield _RID.at(end, message.format(element=shown(end), rid=rid, text=_local(text)))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _segments(unit: etree._Element, space: str) -> Iterator[Finding]:
    known = set()
    for mark in unit.iterfind(f"{space}seg-source/{space}mrk"):
        own = mark.get("mid")
        if own is not None and own in known:
            message = _("The segment “{mid}” is there twice in this <seg-source>.")
            yield _MID_TWICE.at(mark, message.format(mid=own))
        known.add(own)
    targets = list(unit.iterfind(f"{space}target/{space}mrk"))
    if _local(unit) == "trans-unit":
        targets += unit.iterfind(f"{space}alt-trans")
    for mark in targets:
        wanted = mark.get("mid")
        if wanted is not None and wanted not in known:
            message = _("{element} belongs to the segment “{mid}”, which the <seg-source> of its unit does not have.")
            yield _MID.at(mark, message.format(element=shown(mark), mid=wanted))
