"""How texts are set: the page with its two leaves, the faces, and the rows laid out last, kept for the next frame."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import ceil
from typing import Any

import numpy as np
import regex
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from editor import columns, find
from editor.diff import diff
from editor.errors import EditError, LanguageError
from editor.i18n import N_, _, ngettext
from editor.languages import Language
from editor.model import MARK_NAMES, MARKS, STATES, Mark, May, Segment, State
from editor.qt.chips import NEWLINE, Chips, Written, characters, flat, is_plain, units
from editor.qt.geometry import Numbers, estimate
from editor.qt.segments import RowMap
from editor.qt.theme import interface_font, reading_font
from editor.rows import Rows
from editor.text import Break, Text

POINTS = 12.5
KEPT = 600  # rows
SAMPLES = 40  # rows by which the width of a character is reckoned
BASELINE = 0.8  # of a line's height, where Qt puts it in lines of fixed height
HEADINGS = {"title": 1.4, "heading": 1.2}
# Faces that know a script better than the reading face does, and the line height it needs; the first one present.
_FACES = {
    "Arab": ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic"),
    "Hebr": ("Noto Serif Hebrew", "Frank Ruehl CLM", "David", "Times New Roman"),
    "Hani": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "WenQuanYi Micro Hei"),
    "Hant": ("Noto Serif CJK TC", "Source Han Serif TC", "Songti TC", "PMingLiU", "WenQuanYi Micro Hei"),
    "Jpan": ("Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho", "WenQuanYi Micro Hei"),
    "Kore": ("Noto Serif CJK KR", "AppleMyungjo", "Batang", "WenQuanYi Micro Hei"),
    "Deva": ("Noto Serif Devanagari", "Mangal"),
    "Thai": ("Noto Serif Thai", "Thonburi", "Leelawadee UI"),
    "Armn": ("Noto Serif Armenian",),
    "Geor": ("Noto Serif Georgian",),
}
_FACES["Hans"] = _FACES["Hani"]
_LEADING = {
    "Arab": 1.75,
    "Hani": 1.65,
    "Hans": 1.65,
    "Hant": 1.65,
    "Jpan": 1.65,
    "Kore": 1.6,
    "Deva": 1.65,
    "Thai": 1.65,
}


@dataclass(frozen=True, slots=True)
class Page:
    """Where the leaves stand, in pixels: *mirrored* puts the source on the right."""

    width: int
    em: float
    mirrored: bool = False

    @property
    def pad(self) -> int:
        """What stands free above and below a row's texts."""
        return round(0.28 * self.em)

    @property
    def paragraph(self) -> int:
        """What stands free above a paragraph, besides."""
        return round(1.3 * self.em)

    @property
    def head(self) -> int:
        """What stands free above the first row."""
        return round(2 * self.em)

    @property
    def band(self) -> int:
        """What stands free above and below the frame of the open row."""
        return round(0.45 * self.em)

    @property
    def frame(self) -> int:
        """What stands free within the frame."""
        return round(0.6 * self.em)

    @property
    def margin(self) -> int:
        """How far the frame stands out beside its text."""
        return round(0.75 * self.em)

    @property
    def hinge(self) -> int:
        """The width between the leaves."""
        return round(3.6 * self.em)

    @property
    def leaf(self) -> int:
        """The width of a leaf's text: what there is room for, but no more than one reads with ease."""
        margin = min(max(round(0.036 * self.width), round(1.6 * self.em)), round(2.6 * self.em))
        return max(min((self.width - 2 * margin - self.hinge) // 2, round(38 * self.em)), round(4 * self.em))

    @property
    def left(self) -> int:
        """Where the left leaf begins."""
        return max((self.width - 2 * self.leaf - self.hinge) // 2, 0)

    @property
    def right(self) -> int:
        """Where the right leaf begins."""
        return self.left + self.leaf + self.hinge

    @property
    def source(self) -> int:
        """Where the source begins."""
        return self.right if self.mirrored else self.left

    @property
    def target(self) -> int:
        """Where the target begins."""
        return self.left if self.mirrored else self.right

    @property
    def fold(self) -> int:
        """The middle of the hinge."""
        return self.left + self.leaf + self.hinge // 2


class Face:
    """How the texts of one language are set."""

    def __init__(self, tag: str, points: float) -> None:
        language = _language(tag)
        script = language.script if language else ""
        self.direction = Qt.LayoutDirection.LayoutDirectionAuto
        if language:
            rtl = language.direction == "rtl"
            self.direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self._font = _with_script(reading_font(points), script)
        self._leading = _LEADING.get(script, 1.5)
        self._fonts: dict[str, tuple[QFont, int]] = {}

    def font(self, role: str = "") -> QFont:
        """Return the font of texts of *role*."""
        return self._of(role)[0]

    def line(self, role: str = "") -> int:
        """Return the height of a line of texts of *role*."""
        return self._of(role)[1]

    def _of(self, role: str) -> tuple[QFont, int]:
        if role not in self._fonts:
            font = QFont(self._font)
            if role in HEADINGS:
                font.setPointSizeF(font.pointSizeF() * HEADINGS[role])
                font.setBold(True)
            tight = 1 - 0.12 * (role in HEADINGS)
            self._fonts[role] = font, round(self._leading * tight * em(font))
        return self._fonts[role]

    @property
    def option(self) -> QTextOption:
        """How lines break and run."""
        option = QTextOption()
        option.setTextDirection(self.direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option

    def advance(self, sample: str) -> float:
        """Return how wide a character is on average, as in *sample*."""
        width = QFontMetricsF(self._font).horizontalAdvance(sample)
        return width / len(sample) if sample else em(self._font) / 2


def em(font: QFont) -> float:
    """Return the size of *font* in pixels."""
    return float(QFontInfo(font).pixelSize())


def _language(tag: str) -> Language | None:
    try:
        return Language(tag) if tag else None
    except LanguageError:
        return None


def _with_script(font: QFont, script: str) -> QFont:
    present = set(QFontDatabase.families())
    better = [family for family in _FACES.get(script, ()) if family in present]
    font.setFamilies([*better[:1], *font.families()])
    return font


class Leaf:
    """One text laid out in lines of even height; drawn at any place."""

    __slots__ = ("_document", "_layout", "height", "line", "text")

    def __init__(self, text: Text, face: Face, role: str, width: float, chips: Chips) -> None:
        self.text = text
        self._document: QTextDocument | None = None
        if is_plain(text):
            self._layout = QTextLayout(text.plain.replace("\n", NEWLINE), face.font(role))
        else:
            self._document = _document(text, face.font(role), chips)
            self._layout = self._document.firstBlock().layout()
        self._layout.setTextOption(face.option)
        self._layout.setCacheEnabled(True)
        self.line = face.line(role)
        self.height = _break_lines(self._layout, width, self.line) if text else 0

    def draw(self, painter: QPainter, at: QPointF, over: list[QTextLayout.FormatRange]) -> None:
        """Draw the text in the painter's pen with its first line at *at*, *over* being backgrounds of parts."""
        self._layout.draw(painter, at, over)

    def position(self, point: QPointF) -> int:
        """Return the position in the text that lies nearest to *point*, counted from the leaf's own corner."""
        layout = self._layout
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if point.y() < line.y() + line.height() or number == layout.lineCount() - 1:
                return characters(layout.text(), int(line.xToCursor(point.x())))
        return 0


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

    __slots__ = ("beneath", "changed", "height", "hits", "note", "segment", "source", "target")

    def __init__(self, segment: Segment, source: Leaf, target: Leaf, note_height: int) -> None:
        """Keep the two leaves of *segment*; its note takes *note_height*."""
        self.segment = segment
        self.source = source
        self.target = target
        self.note = note(segment)
        self.changed = _changed(segment)
        self.hits: dict[str, list[tuple[int, int]]] | None = None
        self.beneath = target.height + (note_height if self.note else 0)
        self.height = max(source.height, self.beneath, source.line)


def estimated(rows: Rows[Segment], shown: RowMap, layouts: Layouts) -> Numbers:
    """Return about how high each row shown will be, by the lengths of its texts, without laying out any."""
    page = layouts.page
    source = estimate(_column(columns.sources(rows), shown), *layouts.measure(layouts.source, rows, "source"))
    target = estimate(_column(columns.targets(rows), shown), *layouts.measure(layouts.target, rows, "target"))
    draft = _column([np.frombuffer(part, np.uint8) for part in columns.states(rows)], shown) == STATES.index(
        State.DRAFT
    )
    noted = draft | (_column([np.frombuffer(part, np.uint8) for part in columns.marks(rows)], shown) > 0)
    names = list(chain.from_iterable(columns.units(rows)))
    if shown.rows is not None:
        names = [names[row] for row in shown.rows]
    begins = np.fromiter((not two or one != two for one, two in pairwise(["", *names])), bool, len(names))
    heights: Numbers = np.maximum(source, target + noted * layouts.note_height) + 2 * page.pad + begins * page.paragraph
    return heights


def _bytes(parts: Sequence[bytes]) -> list[NDArray[np.uint8]]:
    return [np.frombuffer(part, np.uint8) for part in parts]


def _column(parts: Sequence[ArrayLike], shown: RowMap) -> NDArray[Any]:
    whole = np.concatenate([np.asarray(part) for part in parts]) if parts else np.zeros(0, np.int64)
    return whole if shown.rows is None else whole[shown.rows]


def note(segment: Segment) -> str:
    """Return the few words beneath a row that say what colour and glyph mean: "source changed", "draft"."""
    words = [_(MARK_NAMES[mark]).lower() for mark in MARKS if mark in segment.marks]
    if segment.reason and Mark.NOT_FOR_TRANSLATION in segment.marks:
        words.append(_(segment.reason))
    if segment.state is State.DRAFT and not words:
        words.append(_(N_("draft")))
    if May.TRANSLATE not in segment.may and Mark.NOT_FOR_TRANSLATION not in segment.marks:
        words.append(_("locked in the file"))
    if segment.form is not None:
        words.append(_("plural form {number}").format(number=segment.form + 1))
    if segment.notes:
        count = len(segment.notes)
        words.append(ngettext("{count} note", "{count} notes", count).format(count=count))
    return " · ".join(words)


def _changed(segment: Segment) -> list[tuple[int, int]]:
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
        self._kept.clear()

    def widen(self, page: Page) -> None:
        """Lay out for another *page* from now on."""
        self.page = page
        self._kept.clear()

    def measure(self, face: Face, rows: Rows[Segment], side: str) -> tuple[float, int]:
        """Return how many characters a line of *side* holds, going by some of its *rows*, and how high a line is."""
        step = max(len(rows) // SAMPLES, 1)
        texts = [getattr(rows[row], side).plain[:80] for row in range(0, len(rows), step)]
        return self.page.leaf / face.advance("".join(texts)), face.line()

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
        width = self.page.leaf
        source = Leaf(segment.source, self.source, segment.role, width, self.chips)
        target = Leaf(segment.target, self.target, segment.role, width, self.chips)
        return Laid(segment, source, target, self.note_height)

    def look_for(self, query: find.Query | None) -> None:
        """Find *query* in the rows laid out from now on. Raises EditError where its regular expression is none."""
        self._pattern = query.pattern() if query and query.text else None
        self._sides = query.sides if query else frozenset()
        for laid in self._kept.values():
            laid.hits = None

    def hits(self, laid: Laid, side: str) -> list[tuple[int, int]]:
        """Return where the query stands in one side of *laid*: UTF-16 start and length."""
        if self._pattern is None:
            return []
        if laid.hits is None:
            sides = {"source": laid.segment.source, "target": laid.segment.target}
            laid.hits = {name: self.found(text, name) for name, text in sides.items()}
        return laid.hits.get(side, [])

    def found(self, text: Text, side: str) -> list[tuple[int, int]]:
        """Return where the query stands in *text*, were it that side of a row."""
        if self._pattern is None or side not in self._sides:
            return []
        try:
            return found(text, self._pattern)
        except EditError:  # too slow an expression; who searches with it is told, who only looks is spared
            return []


def found(text: Text, pattern: regex.Pattern[str]) -> list[tuple[int, int]]:
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
