"""Texts of numbered sentences and the ``link`` files that join them: InterText, XCES and TEI, in and out.

InterText's ``linkGrp`` names the sentences of *toDoc*, the right text, before those of *fromDoc*; XCES (``cesAlign``,
as OPUS ships it) names *fromDoc*'s first; TEI's ``link/@target`` points to both in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from editor import xml
from editor.align.beads import Bead
from editor.align.documents import aligned
from editor.errors import FormatError
from editor.i18n import _
from editor.model import Document, Head, Link, Mark, Segment
from editor.model import document as made
from editor.text import EMPTY, Break, Code, Kind, Text

if TYPE_CHECKING:
    from editor.xml import Element

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no XML may hold
_TOKENS = {"w", "c", "pc", "tok"}  # what corpora put round every word
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"


@dataclass(frozen=True, slots=True)
class Joined:
    """One link as its file has it: the ids on both sides, whether a person made it, whether it is marked."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    manual: bool = False
    marked: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """A file of links: what it calls the two texts, and the links in its order."""

    source: str
    target: str
    joined: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text whose sentences have ids: row *n* of the document is called *ids[n]*."""

    document: Document
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """What is written for a parallel text: both texts and the links between them."""

    source: bytes
    target: bytes
    links: bytes


# ── In ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_links(data: bytes) -> bool:
    """Tell whether *data* looks like a file of links."""
    head = data[:4096]
    return b"<linkGrp" in head or b"<cesAlign" in head


def read_links(data: bytes) -> Links:
    """Read a file of links. Raises FormatError."""
    root = xml.parse(data, huge=True)
    groups = [element for element in root.iter() if _name(element) == "linkGrp"]
    if not groups:
        raise FormatError(_("The file holds no linkGrp; it is no file of links between two texts."))
    if len(groups) > 1:
        raise FormatError(_("The file links more than two texts; cut it into a file for each pair."), _line(groups[1]))
    group = groups[0]
    right_first = _name(root) != "cesAlign"
    joined = [_joined(link, right_first=right_first) for link in group.iter() if _name(link) == "link"]
    return Links(group.get("fromDoc") or "", group.get("toDoc") or "", tuple(each for each in joined if each))


def _joined(link: Element, *, right_first: bool) -> Joined | None:
    told = link.get("xtargets")
    if told is None:
        pointers = [pointer.rpartition("#")[2] for pointer in (link.get("target") or link.get("targets") or "").split()]
        return Joined(tuple(pointers), (), line=_line(link)) if pointers else None
    one, _semicolon, other = told.partition(";")
    sides = [tuple(one.split()), tuple(other.split())]
    if right_first:
        sides.reverse()
    manual = link.get("status") == "man"
    return Joined(sides[0], sides[1], manual, (link.get("mark") or "0") != "0", _line(link)) if any(sides) else None


def read_text(data: bytes, language: str = "") -> Numbered:
    """Read a text of numbered sentences: ``s`` (or ``seg``, else ``p``) with an id each. Raises FormatError."""
    root = xml.parse(data, huge=True)
    found: dict[str, list[Element]] = {"s": [], "seg": [], "p": []}
    for element in root.iter():
        name = _name(element)
        if name in found and _id(element):
            found[name].append(element)
    elements = next((each for each in found.values() if each), [])
    if not elements and "".join(map(str, root.itertext())).strip():
        raise FormatError(_("The text has no sentences with an id (<s id=…>); number them before they can be linked."))
    paragraphs: dict[Element, int] = {}
    rows = []
    for number, element in enumerate(elements):
        parent = element.getparent()
        owner = element if parent is None or _name(element) == "p" else parent
        unit = f"f1/u{paragraphs.setdefault(owner, len(paragraphs) + 1)}"
        rows.append(Segment(f"{unit}/{number + 1}", _text(element), unit=unit, gap=Text.of(" ")))
    told = root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("language") or root.get("lang") or ""
    return Numbered(made(rows, Head(source_language=language or told)), tuple(map(_id, elements)))


def _text(element: Element) -> Text:
    runs: list[str | Code] = []
    _collect(element, runs)
    text = Text.of(*(" ".join(f"|{run}|".split())[1:-1] if isinstance(run, str) else run for run in runs))
    return text.strip()[1]


def _collect(element: Element, runs: list[str | Code]) -> None:
    runs.append(element.text or "")
    for child in element:
        if not isinstance(child.tag, str):
            runs.append(child.tail or "")
            continue
        name = _name(child)
        pair = str(sum(isinstance(run, Code) and run.kind is not Kind.CLOSE for run in runs) + 1)
        told = "".join(f" {str(key).rpartition('}')[2]}={quoteattr(str(value))}" for key, value in child.attrib.items())
        if name in _TOKENS:
            _collect(child, runs)
        elif len(child) or child.text:
            runs.append(Code(Kind.OPEN, pair, name, f"<{name}{told}>"))
            _collect(child, runs)
            runs.append(Code(Kind.CLOSE, pair, name, f"</{name}>"))
        else:
            runs.append(Code(Kind.ALONE, pair, name, f"<{name}{told}/>"))
        runs.append(child.tail or "")


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _id(element: Element) -> str:
    return element.get("id") or element.get(_ID) or ""


def _line(element: Element) -> int:
    return element.sourceline or 0


def beads(links: Links, source: Numbered, target: Numbered) -> tuple[list[Bead], list[Bead], list[Bead]]:
    """Return the links as beads that cover both texts, those that a person made, and those that are marked.

    Raises FormatError where a link names a sentence that is not there, or links cross.
    """
    places = [{name: at for at, name in enumerate(side.ids)} for side in (source, target)]
    joined = _turned(links.joined, places)
    found: list[Bead] = []
    manual: list[Bead] = []
    marked: list[Bead] = []
    at = (0, 0)
    for each in joined:
        one = _run(each.source, places[0], at[0], each.line)
        other = _run(each.target, places[1], at[1], each.line)
        found += _unlinked(at, (one.start, other.start))
        bead = Bead(one, other, 1.0 if each.manual else 0.5)
        found.append(bead)
        manual += [bead] if each.manual else []
        marked += [bead] if each.marked else []
        at = (one.stop, other.stop)
    return found + _unlinked(at, (len(source.ids), len(target.ids))), manual, marked


def _turned(joined: Sequence[Joined], places: Sequence[Mapping[str, int]]) -> list[Joined]:
    """Return the links with both sides where they belong, whichever way round the file names them."""

    def strangers(one: int, other: int) -> int:
        return sum(
            sum(name not in places[one] for name in each.source)
            + sum(name not in places[other] for name in each.target)
            for each in joined
        )

    if not any(each.target for each in joined):  # TEI: one list of pointers to both
        return [
            replace(
                each,
                source=tuple(name for name in each.source if name in places[0]),
                target=tuple(name for name in each.source if name not in places[0]),
            )
            for each in joined
        ]
    if strangers(0, 1) > strangers(1, 0):
        return [replace(each, source=each.target, target=each.source) for each in joined]
    return list(joined)


def _run(names: Sequence[str], places: Mapping[str, int], passed: int, line: int) -> range:
    if not names:
        return range(passed, passed)
    unknown = next((name for name in names if name not in places), None)
    if unknown is not None:
        raise FormatError(_("The link names sentence {name}, which its text does not have.").format(name=unknown), line)
    numbers = sorted(places[name] for name in names)
    if numbers[0] < passed or any(after != before + 1 for before, after in pairwise(numbers)):
        raise FormatError(_("The link crosses another one or leaves a sentence out; put the links in order."), line)
    return range(numbers[0], numbers[-1] + 1)


def _unlinked(start: tuple[int, int], end: tuple[int, int]) -> list[Bead]:
    """Return an omission or addition for each sentence that no link names."""
    ones = [Bead(range(at, at + 1), range(start[1], start[1]), 0.5) for at in range(start[0], end[0])]
    return ones + [Bead(range(end[0], end[0]), range(at, at + 1), 0.5) for at in range(start[1], end[1])]


def parallel(links: Links, source: Numbered, target: Numbered) -> Document:
    """Return the parallel text as the links have it: what a person linked is confirmed, a marked link needs work.

    Nobody reckoned how sure the others are: their confidence is None. Raises FormatError.
    """
    found, manual, marked = beads(links, source, target)
    document = aligned(source.document, target.document, found, manual)
    sure, flagged = set(manual), set(marked)
    rows = []
    for bead, row in zip(found, document.rows, strict=True):
        marks = row.marks | {Mark.NEEDS_WORK} if bead in flagged else row.marks
        rows.append(replace(row, link=Link(None, confirmed=bead in sure), marks=marks))
    return replace(document, rows=made(rows).rows)


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(document: Document, names: tuple[str, str]) -> Files:
    """Write both texts with numbered sentences, and the links between them; *names* are those of the texts' files.

    Paragraphs and sentences are numbered afresh, as InterText does (``2:1``). What is not for translation is left out.
    """
    rows = [row for row in document.rows if Mark.NOT_FOR_TRANSLATION not in row.marks and (row.source or row.target)]
    head = document.head
    left = _numbered([(row.unit, row.source) for row in rows])
    right = _numbered([(row.unit, row.target) for row in rows])
    lines = [f"<linkGrp toDoc={quoteattr(names[1])} fromDoc={quoteattr(names[0])}>"]
    for row, ones, others in zip(rows, left, right, strict=True):
        sides = [" ".join(name for name, _text in side) for side in (others, ones)]
        status = "man" if row.link is not None and row.link.confirmed else "auto"
        mark = " mark='1'" if Mark.NEEDS_WORK in row.marks else ""
        told = f"type='{len(others)}-{len(ones)}' xtargets='{sides[0]};{sides[1]}'"
        lines.append(f"<link {told} status='{status}'{mark}/>")
    links = _DECLARATION + "\n".join(lines) + "\n</linkGrp>\n"
    return Files(_written(left, head.source_language), _written(right, head.target_language), links.encode())


_Sentences = list[tuple[str, Text]]  # id and text of each


def _numbered(texts: Iterable[tuple[str, Text]]) -> list[_Sentences]:
    """Return the sentences of every row of one side with their ids."""
    found: list[_Sentences] = []
    paragraph, sentence, before = 0, 0, None
    for unit, text in texts:
        row: _Sentences = []
        for starts, part in parts(text):
            if starts or before is None or unit != before or not unit:
                paragraph, sentence = paragraph + 1, 0
            sentence += 1
            before = unit
            row.append((f"{paragraph}:{sentence}", part))
        found.append(row)
    return found


def parts(text: Text) -> Iterator[tuple[bool, Text]]:
    """Yield the sentences between breaks, and whether a paragraph break stands before each."""
    part, starts = EMPTY, False
    for run in text.runs:
        if isinstance(run, Break):
            if part.strip()[1]:
                yield starts, part.strip()[1]
                part, starts = EMPTY, False
            starts = starts or run.paragraph
        else:
            part += Text.of(run)
    if part.strip()[1]:
        yield starts, part.strip()[1]


def _written(rows: Iterable[_Sentences], language: str) -> bytes:
    pieces = [_DECLARATION, f"<doc language={quoteattr(language)}>\n"]
    number = ""
    for name, text in (sentence for row in rows for sentence in row):
        paragraph = name.partition(":")[0]
        if paragraph != number:
            pieces.append(("</p>\n" if number else "") + f'<p id="{paragraph}">\n')
            number = paragraph
        pieces.append(f'<s id="{name}">{_markup(text)}</s>\n')
    pieces.append(("</p>\n" if number else "") + "</doc>\n")
    return "".join(pieces).encode()


def _markup(text: Text) -> str:
    """Return the text as XML, its codes as elements where that is well-formed."""
    runs = text.without_breaks().runs
    marked = "".join(run.data if isinstance(run, Code) else escape(_FORBIDDEN.sub("", str(run))) for run in runs)
    if not text.codes:
        return marked
    try:
        xml.parse(f"<s>{marked}</s>".encode())
    except FormatError:
        return escape(_FORBIDDEN.sub("", text.readable))
    return marked
