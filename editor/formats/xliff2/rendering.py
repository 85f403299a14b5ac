"""Texts written into a unit that somebody else made: each code as the file itself writes it, wherever that can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.formats.spans import attributes, patched, quoted, set_attribute, value
from editor.formats.xliff2.markup import Codes, Ink, Spot, characters, said
from editor.formats.xliff2.names import NMTOKEN, PREFIX, fresh
from editor.text import Code, Kind, Text

_TAG = re.compile(r"<(?:[^\s<>/:]+:)?(pc|mrk|sc|sm)\b")
_OURS = re.compile(r"<(/?)(?=(?:pc|ph|sc|ec|cp|data|note|source|target|originalData)[\s/>])")
_STARTS = {"pc": "sc", "mrk": "sm"}
_HALVES = {"dataRefStart": "dataRef", "dispStart": "disp", "equivStart": "equiv", "subFlowsStart": "subFlows"}
_ENDS = {"dataRefEnd": "dataRef", "dispEnd": "disp", "equivEnd": "equiv", "subFlowsEnd": "subFlows"}
_SAME = ("canCopy", "canDelete", "canReorder", "canOverlap", "subType", "type")


@dataclass(slots=True)
class Style:
    """How the file writes: its prefix for XLIFF's elements, its line ends, and whether it knows our prefix."""

    prefix: str = ""
    eol: str = "\n"
    declared: bool = False

    def prefixed(self, xml: str) -> str:
        """Give the elements in *xml*, written by us, the file's prefix."""
        return _OURS.sub(rf"<\1{self.prefix}", xml) if self.prefix else xml


@dataclass(slots=True)
class Renderer:
    """The sources, or the targets, of one unit as they are to be; for targets, *sources* are what stands beside them.

    *rendered* are the texts that will be written, the others stay as the file has them.
    """

    texts: Sequence[Text]
    style: Style
    ink: Ink
    sources: Sequence[Text] = ()
    rendered: set[int] = field(default_factory=set)
    codes: Codes = field(init=False)
    ids: dict[Spot, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.codes = Codes(self.texts)
        partner = self.codes.partner
        mixed = {spot for spot in self.codes.nested if bool(self._raw(spot)) != bool(self._raw(partner[spot]))}
        self.codes.nested -= mixed

    def _raw(self, spot: Spot) -> str:
        return self.codes.code(spot).raw

    def xml(self, at: int) -> str:
        """Write text number *at*."""
        pieces = []
        for run, piece in enumerate(self.texts[at].runs):
            if isinstance(piece, str):
                pieces.append(self.characters(piece))
            elif isinstance(piece, Code):
                pieces.append(self._code((at, run), piece))
        return "".join(pieces)

    def characters(self, text: str) -> str:
        """Write characters with the file's own line ends."""
        written = self.style.prefixed(characters(text))
        return written if self.style.eol == "\n" else written.replace("\n", self.style.eol)

    def _code(self, spot: Spot, code: Code) -> str:
        partner = self.codes.partner.get(spot)
        if not code.raw and (code.kind is not Kind.CLOSE or partner is None or not self._raw(partner)):
            return self.style.prefixed(self._own(spot, code))
        if code.kind is Kind.ALONE:
            return self._named(spot, code, code.raw)
        return self._start(spot, code) if code.kind is Kind.OPEN else self._end(spot, code)

    def _named(self, spot: Spot, code: Code, raw: str) -> str:
        """Return the tag *raw* under an id that no other code here has."""
        old = value(raw, attributes(raw, 0).get("id"))
        if not old:
            return raw
        name = fresh(old, self.ink.taken) if old in self.used or self._strange(spot, old) else old
        self.used.add(name)
        self.ids[spot] = name
        if f"{PREFIX}:pair" not in raw:
            self.ink.call(name, code)
        edit = attributes(raw, 0)["id"]
        return raw if name == old else f"{raw[: edit.open]}{name}{raw[edit.close :]}"

    def _strange(self, spot: Spot, name: str) -> bool:
        """Tell whether the id *name* is that of a code in a source elsewhere, so that it may not be used here."""
        partner = self.codes.partner.get(spot)
        if not self.sources or (partner and partner[0] not in self.rendered):
            return False
        at = [number for number, text in enumerate(self.sources) if name in map(_name, text.codes)]
        return bool(at) and spot[0] not in at

    def _start(self, spot: Spot, code: Code) -> str:
        raw = self._named(spot, code, code.raw)
        match = _TAG.match(raw)
        if match is None:
            return raw
        if match[1] in _STARTS:
            if self._stays(spot):
                return raw
            raw = _halved(raw, match, _STARTS[match[1]], _HALVES, _ENDS)
        if spot not in self.codes.partner and _local(raw) == "sc":
            edit = set_attribute(raw, 0, "isolated", "yes")
            return patched(raw, [edit]) if edit else raw
        return raw

    def _stays(self, spot: Spot) -> bool:
        """Tell whether a paired element can stay one."""
        partner = self.codes.partner.get(spot)
        if partner is None or spot not in self.codes.nested:
            return False
        start, end = (spot, partner) if spot < partner else (partner, spot)
        tag = _TAG.match(self.codes.code(start).raw)
        return tag is not None and tag[1] in _STARTS and self.codes.code(end).raw.startswith("</")

    def _end(self, spot: Spot, code: Code) -> str:
        if self._stays(spot):
            return code.raw
        partner = self.codes.partner.get(spot)
        start = self.codes.code(partner) if partner else None
        if partner is None or start is None:
            return self._lone_end(spot, code)
        named = self.ids.get(partner) or value(start.raw, attributes(start.raw, 0).get("id"), start.pair)
        if code.raw and not code.raw.startswith("</"):
            edit = set_attribute(code.raw, 0, "startRef", named)
            return patched(code.raw, [edit]) if edit else code.raw
        prefix = self.style.prefix
        if _local(start.raw) in ("mrk", "sm"):
            return f'<{prefix}em startRef="{quoted(named)}"/>'
        return f'<{prefix}ec startRef="{quoted(named)}"{_from_start(start.raw)}/>'

    def _lone_end(self, spot: Spot, code: Code) -> str:
        """Write an end whose start is nowhere among these texts; an annotation's means nothing and is left out."""
        if code.raw.startswith("</") and code.raw.endswith("mrk>"):
            return ""
        if 'isolated="yes"' in code.raw:
            return self._named(spot, code, code.raw)
        wanted = code.pair if NMTOKEN.fullmatch(code.pair) else "c"
        name = fresh(wanted, self.ink.taken)
        self.ink.call(name, code)
        words = self.ink.hints(name, code.can) + ' isolated="yes"' + said(code, "", self.ink)
        return f'<{self.style.prefix}ec id="{name}"{words}/>'

    def _own(self, spot: Spot, code: Code) -> str:
        """Write a code that no file has written yet."""
        if code.kind is not Kind.CLOSE or spot not in self.codes.partner:
            wanted = code.pair if NMTOKEN.fullmatch(code.pair) else "c"
            self.codes.ids[spot] = self.ids[spot] = fresh(wanted, self.ink.taken)
        return self.codes.element(spot, code, self.ink)


def _name(code: Code) -> str:
    """Return the id under which the file has a code that begins something or stands alone."""
    return "" if code.kind is Kind.CLOSE else value(code.raw, attributes(code.raw, 0).get("id"), code.pair)


def _local(raw: str) -> str:
    match = _TAG.match(raw)
    return match[1] if match else ""


def _halved(raw: str, match: re.Match[str], name: str, kept: dict[str, str], dropped: dict[str, str]) -> str:
    """Return the start tag of a paired element as the element that only begins."""
    pieces, at = [raw[: match.start(1)], name], match.end(1)
    for called, one in attributes(raw, 0).items():
        pieces.append(raw[at : one.start])
        if called not in dropped:
            written = raw[one.start : one.end]
            pieces.append(written.replace(called, kept.get(called, called), 1))
        at = one.end
    return "".join([*pieces, raw[at:].rstrip("/>").rstrip(), "/>"])


def _from_start(raw: str) -> str:
    """Return the attributes of the end that belongs to the start tag *raw*."""
    there = {name: value(raw, one) for name, one in attributes(raw, 0).items()}
    words = {name: there[name] for name in _SAME if name in there}
    if words.get("canReorder") == "firstNo":
        words["canReorder"] = "no"
    words |= {new: there[old] for old, new in _ENDS.items() if old in there}
    return "".join(f' {name}="{quoted(word)}"' for name, word in words.items())
