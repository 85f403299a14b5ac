"""How texts are set: the page with its two leaves, the faces, and the rows laid out last, kept for the next frame."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil

import regex
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)

from editor import find
from editor.diff import diff
from editor.errors import EditError
from editor.i18n import N_, _, ngettext
from editor.model import MARK_NAMES, MARKS, Mark, May, Segment, State
from editor.qt.chips import NEWLINE, Chips, Written, characters, flat, is_plain, units
from editor.qt.page import BASELINE, Face, Page
from editor.qt.theme import interface_font
from editor.text import Break, Run, Text

Span = tuple[int, int]  # UTF-16 start and length
KEPT = 120  # rows: some six screenfuls


class Leaf:
    """One text laid out in lines of even height; drawn at any place."""

    __slots__ = ("_document", "_layout", "drop", "height", "line", "text")

    def __init__(self, text: Text, layouts: Layouts, face: Face, role: str) -> None:
        """Lay out *text* of *role* in *face*, one of the two of *layouts*."""
        self.text = text
        self._document: QTextDocument | None = None
        if is_plain(text):
            self._layout = QTextLayout(text.plain.replace("\n", NEWLINE), face.font(role))
        else:
            self._document = _document(text, face.font(role), layouts.chips)
            self._layout = self._document.firstBlock().layout()
        option = face.option
        if face.direction is Qt.LayoutDirection.RightToLeft:  # where QTextDocument would do it for itself
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self.line = face.line(role)
        self.drop = layouts.drop(face, role)
        self.height = self.drop + _break_lines(self._layout, layouts.page.leaf, self.line) if text else 0

    def draw(self, painter: QPainter, at: QPointF, over: list[QTextLayout.FormatRange]) -> None:
        """Draw the text in the painter's pen from *at* down, *over* being backgrounds of parts."""
        self._layout.draw(painter, at + QPointF(0, self.drop), over)

    def position(self, point: QPointF) -> int:
        """Return the position in the text that lies nearest to *point*, counted from the leaf's own corner."""
        layout = self._layout
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if point.y() - self.drop < line.y() + line.height() or number == layout.lineCount() - 1:
                return characters(layout.text(), int(line.xToCursor(point.x())))
        return 0


class Stack:
    """The sentences of one side of a link, each a leaf on a card of its own, one beneath the other."""

    __slots__ = ("_starts", "cards", "drop", "height", "leaves", "line", "text")

    def __init__(self, text: Text, layouts: Layouts, face: Face, role: str) -> None:
        """Lay out *text* of *role* in *face*, parted at its breaks."""
        page = layouts.page
        self.text = text
        self.leaves: list[Leaf] = []
        self.cards: list[Span] = []  # top and height of each, from the row's own top
        self._starts: list[int] = []  # where each sentence begins in the whole text
        self.height = 0
        for start, sentence, paragraph in sentences(text):
            leaf = Leaf(sentence, layouts, face, role)
            top = self.height + (page.paragraph // 2 if paragraph else page.seam) * bool(self.cards)
            self.leaves.append(leaf)
            self.cards.append((top, leaf.height + 2 * page.card))
            self._starts.append(start)
            self.height = top + leaf.height + 2 * page.card
        self.line = face.line(role) + 2 * page.card
        self.drop = layouts.drop(face, role)

    def top(self, number: int) -> int:
        """Return how far below the row's top the text of a sentence begins."""
        page_top, height = self.cards[number]
        return page_top + (height - self.leaves[number].height) // 2

    def draw(self, painter: QPainter, at: QPointF, over: list[QTextLayout.FormatRange]) -> None:
        """Draw the sentences in the painter's pen from *at* down, *over* being backgrounds of parts of the whole."""
        whole = flat(self.text) if over else ""
        for number, leaf in enumerate(self.leaves):
            shift = units(whole, self._starts[number]) if over else 0
            mine = [each for each in (_shifted(each, shift) for each in over) if each.start >= 0]
            leaf.draw(painter, at + QPointF(0, self.top(number)), mine)

    def number(self, y: float) -> int:
        """Return which sentence stands at *y*, the last one where none does; -1 where there is none."""
        found = [number for number, (top, height) in enumerate(self.cards) if y < top + height]
        return found[0] if found else len(self.cards) - 1

    def position(self, point: QPointF) -> int:
        """Return the position in the whole text that lies nearest to *point*, counted from the row's own top."""
        number = self.number(point.y())
        if number < 0:
            return 0
        return self._starts[number] + self.leaves[number].position(point - QPointF(0, self.top(number)))


def sentences(text: Text) -> list[tuple[int, Text, bool]]:
    """Return what a text's breaks part, without white space behind: where it begins, and whether a paragraph does."""
    found: list[tuple[int, Text, bool]] = []
    runs: list[Run] = []
    start, at, paragraph = 0, 0, False
    for run in (*text.runs, Break()):
        if not isinstance(run, Break):
            runs.append(run)
        else:
            if runs:
                last = runs[-1]
                bare = [*runs[:-1], last.rstrip()] if isinstance(last, str) and not last.isspace() else runs
                found.append((start, Text.of(*bare), paragraph and bool(found)))
                paragraph = False
            paragraph = paragraph or run.paragraph
            runs, start = [], at + 1
        at += len(run) if isinstance(run, str) else 1
    return found


def _shifted(over: QTextLayout.FormatRange, by: int) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start, result.length, result.format = over.start - by, over.length, over.format
    return result


Setting = Leaf | Stack


def _document(text: Text, font: QFont, chips: Chips) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    chips.equip(document)
    Written().write(QTextCursor(document), text, QTextCharFormat())
    return document


def _break_lines(layout: QTextLayout, width: float, height: int) -> int:
    """Break into lines of *width*, each *height* high, as QTextDocument does with lines of fixed height."""
    top = 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + BASELINE * height - line.ascent() - max(line.leading(), 0)))
        top += height
    layout.endLayout()
    return top


class Laid:
    """A row laid out: both leaves, the words beneath, what changed in the source, and the search's hits."""

    __slots__ = ("beneath", "changed", "height", "hits", "note", "said", "segment", "source", "target")

    def __init__(self, segment: Segment, source: Setting, target: Setting, noted: tuple[str, int]) -> None:
        """Keep the two leaves of *segment*; *noted*: the words of its note, and how high they are."""
        self.segment = segment
        self.source = source
        self.target = target
        self.note, note_height = noted
        self.changed = came(segment)
        self.hits: dict[str, list[Span]] | None = None
        self.said: tuple[str, float] | None = None  # the words on a link's band and how wide they are, once painted
        above = max(source.height, target.height) if isinstance(source, Stack) else target.height  # a card's edge
        self.beneath = above + (note_height if self.note else 0)
        self.height = max(source.height, self.beneath, source.drop + source.line, target.drop + target.line)


def note(segment: Segment, *, drafts: bool = True) -> str:
    """Return the few words beneath a row that say what colour and glyph mean: "source changed", "draft"."""
    words = [_(MARK_NAMES[mark]).lower() for mark in MARKS if mark in segment.marks]
    if segment.reason and Mark.NOT_FOR_TRANSLATION in segment.marks:
        words.append(_(segment.reason))
    if drafts and segment.state is State.DRAFT and not words:
        words.append(_(N_("draft")))
    if May.TRANSLATE not in segment.may and Mark.NOT_FOR_TRANSLATION not in segment.marks:
        words.append(_("locked in the file"))
    if segment.form is not None:
        words.append(_("plural form {number}").format(number=segment.form + 1))
    if segment.notes:
        count = len(segment.notes)
        words.append(ngettext("{count} note", "{count} notes", count).format(count=count))
    return " · ".join(words)


def came(segment: Segment) -> list[Span]:
    """Return where words came into the source since it was translated: UTF-16 start and length."""
    if segment.previous is None or Mark.SOURCE_CHANGED not in segment.marks:
        return []
    found, at, new = [], 0, flat(segment.source)
    for kind, words in diff(flat(segment.previous.source), new):
        if kind == "+" and words.strip():
            lead = len(words) - len(words.lstrip())
            body = words.strip()
            start = units(new, at + lead)
            found.append((start, units(body, len(body))))
        if kind != "-":
            at += len(words)
    return found


class Layouts:
    """Lay out rows in two faces on a page, keeping the last few hundred."""

    def __init__(self, chips: Chips) -> None:
        self.chips = chips
        self._kept: OrderedDict[int, Laid] = OrderedDict()
        self._pattern: regex.Pattern[str] | None = None
        self._sides: frozenset[str] = frozenset()

    def set(self, page: Page, languages: tuple[str, str], points: float) -> None:
        """Set everything anew for *page*, source and target language, and size."""
        self.page = page
        self.source, self.target = (Face(tag, points) for tag in languages)
        self.note_font = interface_font(points * 0.78)
        self.note_height = ceil(QFontMetricsF(self.note_font).height() * 1.15)
        self.hint_height = round(1.25 * self.note_height)
        self._kept.clear()

    def widen(self, page: Page) -> None:
        """Lay out for another *page* from now on."""
        self.page = page
        self._kept.clear()

    def drop(self, face: Face, role: str = "") -> int:
        """Return how far a text in *face* is lowered so that its first line stands level with the other leaf's."""
        return round(self.baseline(role) - face.baseline(role))

    def baseline(self, role: str = "") -> float:
        """Return how far below a row's top its texts' first lines stand."""
        return max(self.source.baseline(role), self.target.baseline(role))

    def row(self, segment: Segment) -> Laid:
        """Return *segment* laid out."""
        key = id(segment)  # kept alive by what is kept, so the number is its own
        laid = self._kept.get(key)
        if laid is None:
            laid = self._kept[key] = self._lay_out(segment)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return laid

    def _lay_out(self, segment: Segment) -> Laid:
        make = Stack if self.page.linked else Leaf
        source = make(segment.source, self, self.source, segment.role)
        target = make(segment.target, self, self.target, segment.role)
        return Laid(segment, source, target, (note(segment, drafts=not self.page.linked), self.note_height))

    def look_for(self, query: find.Query | None) -> None:
        """Find *query* in the rows laid out from now on. Raises EditError where its regular expression is none."""
        self._pattern = query.pattern() if query and query.text else None
        self._sides = query.sides if query else frozenset()
        for laid in self._kept.values():
            laid.hits = None

    def hits(self, laid: Laid, side: str) -> list[Span]:
        """Return where the query stands in one side of *laid*: UTF-16 start and length."""
        if self._pattern is None:
            return []
        if laid.hits is None:
            sides = {"source": laid.segment.source, "target": laid.segment.target}
            laid.hits = {name: self.found(text, name) for name, text in sides.items()}
        return laid.hits.get(side, [])

    def found(self, text: Text, side: str) -> list[Span]:
        """Return where the query stands in *text*, were it that side of a row."""
        if self._pattern is None or side not in self._sides:
            return []
        try:
            return found(text, self._pattern)
        except EditError:  # too slow an expression: who searches with it is told, painting waits for it but once
            self._pattern = None
            return []


def found(text: Text, pattern: regex.Pattern[str]) -> list[Span]:
    """Return where *pattern* matches in *text* as it stands in Qt's document: UTF-16 start and length."""
    whole = flat(text)
    places = _places(text)
    result = []
    for start, end in find.spans(find.flat(text), pattern):
        first, last = units(whole, places[start]), units(whole, places[end - 1] + 1)
        result.append((first, last - first))
    return result


def _places(text: Text) -> range | list[int]:
    """Return for each position of *text* without its breaks the position with them."""
    if not text.breaks:
        return range(len(text))
    return [place for place, run in enumerate(text) if not isinstance(run, Break)]
