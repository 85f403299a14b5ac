"""Texts made into the inline elements of XLIFF 2, as our own files hold them: pc where a pair nests, else sc and ec."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.formats.spans import ILLEGAL, escape, quoted
from editor.formats.xliff2.names import CODES, FIXED, NMTOKEN, fresh, label, types, written_pairs
from editor.text import Can, Code, Kind, Text

Spot = tuple[int, int]  # which text, which run in it


@dataclass(slots=True)
class Ink:
    """What writing gathers on its way: the original data by id, the ids taken, and whether characters were lost.

    *pairs* tells which code an id stands for where it is not called so, *fixed* the codes that stay where they are
    though they may be copied or deleted ("/1": the end of 1); XLIFF has no words for either, so metadata keep them.
    """

    taken: set[str]
    data: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    pairs: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, None] = field(default_factory=dict)

    def call(self, name: str, code: Code) -> None:
        """Note that *code* goes under the id *name*."""
        if name == code.pair:
            self.pairs.pop(name, None)
        else:
            self.pairs[name] = code.pair

    def hints(self, name: str, can: Can, *, half: bool = False) -> str:
        """Write what may be done with the code *name*, and note what XLIFF cannot say.

        It has no words for a fixed code that may be copied or deleted, nor for fixed *halves* with anything in between.
        """
        if Can.REORDER in can:
            self.fixed.pop(name, None)
        elif can or half:
            self.fixed[name] = None
        return hints(can | Can.REORDER if half else can)

    @property
    def told(self) -> dict[str, str]:
        """Return what the metadata tell of the codes."""
        words = {CODES: written_pairs(self.pairs), FIXED: " ".join(self.fixed)}
        return {name: said for name, said in words.items() if said}

    def attribute(self, name: str, value: str) -> str:
        """Write one attribute with a space in front; a character that no XML can hold becomes U+FFFD."""
        return f' {name}="{quoted(self.legal(value))}"'

    def legal(self, text: str) -> str:
        """Return *text* with U+FFFD for each character that no XML can hold."""
        if text.isprintable() or not ILLEGAL.search(text):
            return text
        self.lost.add("characters")
        return ILLEGAL.sub("\ufffd", text)

    def reference(self, data: str) -> str:
        """Return the id of the original data *data*."""
        if data not in self.data:
            self.data[data] = fresh(f"d{len(self.data) + 1}", set(self.data.values()))
        return self.data[data]


def characters(text: str) -> str:
    r"""Write characters, those that XML cannot hold as ``cp`` elements.

    >>> characters("a\x00<")
    'a<cp hex="0000"/>&lt;'
    """
    if text.isprintable() or not ILLEGAL.search(text):
        return escape(text)
    pieces, done = [], 0
    for match in ILLEGAL.finditer(text):
        pieces += [escape(text[done : match.start()]), f'<cp hex="{ord(match[0]):04X}"/>']
        done = match.end()
    return "".join([*pieces, escape(text[done:])])


def write(
    pairs: Sequence[tuple[Text, Text | None]], ink: Ink, reading: Sequence[int] = ()
) -> list[tuple[str, str | None]]:
    """Write the sources and targets of one unit (or match), whose codes share ids and original data.

    *reading* is the order in which the targets are read, where it is another one.
    """
    if not any(len(text.runs) > 1 or text.codes for pair in pairs for text in pair if text is not None):
        return [(_plain(source), None if target is None else _plain(target)) for source, target in pairs]
    left = Codes([source for source, _target in pairs])
    right = Codes([target or Text() for _source, target in pairs], reading)
    left.name(ink, None)
    right.name(ink, left)
    sources = [left.xml(at, ink) for at in range(len(pairs))]
    targets = [None if pair[1] is None else right.xml(at, ink) for at, pair in enumerate(pairs)]
    return list(zip(sources, targets, strict=True))


def _plain(text: Text) -> str:
    return characters(text.plain)


class Codes:
    """All sources, or all targets, of a unit: which codes belong together, and what each is called.

    What ends before it begins, in the order of the texts or in that in which they are read, belongs to nothing.
    """

    def __init__(self, texts: Sequence[Text], reading: Sequence[int] = ()) -> None:
        self.texts = texts
        self.rank = {at: place for place, at in enumerate(reading or range(len(texts)))}
        self.partner: dict[Spot, Spot] = {}
        self.nested: set[Spot] = set()
        self.ids: dict[Spot, str] = {}
        self.beside: dict[str, str] = {}  # in targets: what the codes of the sources are called, by their id
        self._pair()
        for at in range(len(texts)):
            self._nest(at)

    def code(self, spot: Spot) -> Code:
        """Return the code that stands at *spot*."""
        code = self.texts[spot[0]].runs[spot[1]]
        assert isinstance(code, Code)  # noqa: S101 - spots are where codes stand
        return code

    def spots(self, at: int) -> list[Spot]:
        """Return where the codes of one text stand."""
        return [(at, run) for run, code in enumerate(self.texts[at].runs) if isinstance(code, Code)]

    def _pair(self) -> None:
        """Give each closing code the last code of its pair that is still open and with which the same may be done."""
        waiting: dict[tuple[str, Can], list[Spot]] = {}
        for spot in [spot for at in range(len(self.texts)) for spot in self.spots(at)]:
            code = self.code(spot)
            open_ = waiting.setdefault((code.pair, code.can), [])
            if code.kind is Kind.OPEN:
                open_.append(spot)
            elif code.kind is Kind.CLOSE and open_ and self.rank[open_[-1][0]] <= self.rank[spot[0]]:
                start = open_.pop()
                self.partner[start], self.partner[spot] = spot, start

    def _nest(self, at: int) -> None:
        """Find the pairs within one text that may be one element."""
        stack: list[Spot] = []
        for spot in self.spots(at):
            start = self.partner.get(spot)
            if start is None or start[0] != at:
                continue
            if start > spot:
                stack.append(spot)
            elif stack[-1] == start:
                stack.pop()
                self.nested |= {start, spot}
            else:
                stack.remove(start)

    def name(self, ink: Ink, source: Codes | None) -> None:
        """Give an id to every code that needs one: in a target, that of the same code in the source beside it."""
        if source:
            self.beside = {name: source.code(at).label for at, name in source.ids.items() if source.begins(at)}
        for at in range(len(self.texts)):
            beside = source.named(at) if source else {}
            for spot in self.spots(at):
                code = self.code(spot)
                if code.kind is Kind.CLOSE and spot in self.partner:
                    continue
                same = beside.get(code.key)
                wanted = code.pair if NMTOKEN.fullmatch(code.pair) else "c"
                self.ids[spot] = same.pop(0) if same else fresh(wanted, ink.taken)

    def begins(self, spot: Spot) -> bool:
        """Tell whether the code at *spot* opens something."""
        return self.code(spot).kind is Kind.OPEN

    def named(self, at: int) -> dict[tuple[Kind, str], list[str]]:
        """Return the ids given in one text by what each code is."""
        found: dict[tuple[Kind, str], list[str]] = {}
        for spot in self.spots(at):
            if spot in self.ids:
                found.setdefault(self.code(spot).key, []).append(self.ids[spot])
        return found

    def xml(self, at: int, ink: Ink) -> str:
        """Write one text."""
        pieces = []
        for run, piece in enumerate(self.texts[at].runs):
            if isinstance(piece, str):
                pieces.append(characters(piece))
            elif isinstance(piece, Code):
                pieces.append(self.element((at, run), piece, ink))
        return "".join(pieces)

    def element(self, spot: Spot, code: Code, ink: Ink) -> str:
        """Write one code."""
        partner = self.partner.get(spot)
        if code.kind is Kind.CLOSE:
            return "</pc>" if spot in self.nested else self._end(spot, code, ink)
        type_, sub_type = types(code.label)
        half = code.kind is Kind.OPEN and partner is not None and spot not in self.nested
        described = self._id(spot, ink) + ink.hints(self.ids[spot], code.can, half=half)
        described += ink.attribute("type", type_) if type_ else ""
        described += ink.attribute("subType", sub_type) if sub_type else ""
        known = label(type_, sub_type)
        if code.kind is Kind.ALONE:
            return f"<ph{described}{said(code, known, ink)}/>"
        if spot in self.nested and partner is not None:
            end = self.code(partner)
            words = said(code, known, ink, "Start") + said(end, code.label, ink, "End")
            return f"<pc{described}{words}{_references(code, end, ink)}>"
        lone = "" if partner else ' isolated="yes"'
        return f"<sc{described}{lone}{said(code, known, ink)}/>"

    def _end(self, spot: Spot, code: Code, ink: Ink) -> str:
        partner = self.partner.get(spot)
        if partner is None:
            described = self._id(spot, ink) + ink.hints(self.ids[spot], code.can)
            return f'<ec{described} isolated="yes"{said(code, "", ink)}/>'
        known = self.beside.get(self.ids[partner], self.code(partner).label)
        reference = ink.attribute("startRef", self.ids[partner])
        may = ink.hints(f"/{self.ids[partner]}", code.can, half=True)
        return f"<ec{reference}{may}{said(code, known, ink)}/>"

    def _id(self, spot: Spot, ink: Ink) -> str:
        ink.call(self.ids[spot], self.code(spot))
        return ink.attribute("id", self.ids[spot])


def said(code: Code, known: str, ink: Ink, end: str = "") -> str:
    """Write what a code is called, reads as and stands for; *known* is the label it has without being told."""
    pieces = []
    if code.label != known:
        pieces.append(ink.attribute(f"disp{end}", code.label))
    if code.equiv:
        pieces.append(ink.attribute(f"equiv{end}", code.equiv))
    if code.data and not end:
        pieces.append(ink.attribute("dataRef", ink.reference(code.data)))
    return "".join(pieces)


def _references(start: Code, end: Code, ink: Ink) -> str:
    """Write what both ends of a pair stand for; the specification wants both or none."""
    if not (start.data or end.data):
        return ""
    first = ink.attribute("dataRefStart", ink.reference(start.data))
    return first + ink.attribute("dataRefEnd", ink.reference(end.data))


def hints(can: Can) -> str:
    """Write what may be done with a code; what is not to be moved may by the specification not be copied or deleted."""
    pieces = [f' can{flag.name.title()}="no"' for flag in (Can.COPY, Can.DELETE) if flag not in can and flag.name]
    if not can:
        pieces.append(' canReorder="firstNo"')
    return "".join(pieces)
