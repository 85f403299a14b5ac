"""The page and the faces: where the leaves stand, and how the texts of each language are set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextOption

from editor.errors import LanguageError
from editor.languages import Language
from editor.qt.theme import families, reading_font

POINTS = 12.5
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


@dataclass(frozen=True)
class Page:
    """Where the leaves stand, in pixels: *mirrored* puts the source on the right, *linked* leaves room for ribbons."""

    width: int
    em: float
    mirrored: bool = False
    linked: bool = False

    @cached_property
    def pad(self) -> int:
        """What stands free above and below a row's texts."""
        return round(0.28 * self.em)

    @cached_property
    def paragraph(self) -> int:
        """What stands free above a paragraph, besides."""
        return round(1.3 * self.em)

    @cached_property
    def close(self) -> int:
        """The same where one line of a page's furniture follows another."""
        return round(0.2 * self.em)

    @cached_property
    def head(self) -> int:
        """What stands free above the first row."""
        return round(2 * self.em)

    @cached_property
    def band(self) -> int:
        """What stands free above and below the frame of the open row."""
        return round(0.45 * self.em)

    @cached_property
    def frame(self) -> int:
        """What stands free within the frame."""
        return round(0.6 * self.em)

    @cached_property
    def inset(self) -> int:
        """What stands above and below the open row's texts: free paper, its band, its frame."""
        return self.pad + self.band + self.frame

    @cached_property
    def margin(self) -> int:
        """How far the frame stands out beside its text."""
        return round(0.75 * self.em)

    @cached_property
    def card(self) -> int:
        """What stands free above and below a sentence on a card of its own."""
        return round(0.42 * self.em)

    @cached_property
    def seam(self) -> int:
        """What parts the cards of one link."""
        return max(round(0.18 * self.em), 2)

    @cached_property
    def edge(self) -> int:
        """The width of the stroke beside rows that are selected together."""
        return max(round(0.2 * self.em), 3)

    @cached_property
    def hinge(self) -> int:
        """The width between the leaves; where it holds bands, as much as they need and a small page can spare."""
        if self.linked:
            return round(min(9.6 * self.em, max(0.14 * self.width, 6.6 * self.em)))
        return round(3.6 * self.em)

    @cached_property
    def leaf(self) -> int:
        """The width of a leaf's text: what there is room for, but no more than one reads with ease."""
        margin = min(max(round(0.036 * self.width), round(1.6 * self.em)), round(2.6 * self.em))
        return max(min((self.width - 2 * margin - self.hinge) // 2, round(38 * self.em)), round(4 * self.em))

    @cached_property
    def left(self) -> int:
        """Where the left leaf begins."""
        return max((self.width - 2 * self.leaf - self.hinge) // 2, 0)

    @cached_property
    def right(self) -> int:
        """Where the right leaf begins."""
        return self.left + self.leaf + self.hinge

    @cached_property
    def source(self) -> int:
        """Where the source begins."""
        return self.right if self.mirrored else self.left

    @cached_property
    def target(self) -> int:
        """Where the target begins."""
        return self.left if self.mirrored else self.right

    @cached_property
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
        self._advance = "", 0.0  # the last sample and its answer, asked for again at every width

    def font(self, role: str = "") -> QFont:
        """Return the font of texts of *role*."""
        return self._of(role)[0]

    def line(self, role: str = "") -> int:
        """Return the height of a line of texts of *role*."""
        return self._of(role)[1]

    def baseline(self, role: str = "") -> float:
        """Return how far below a line's top its letters stand."""
        return BASELINE * self.line(role)

    def rise(self, role: str = "") -> float:
        """Return how far above the baseline the middle of small letters is, about."""
        return 0.26 * em(self.font(role))

    def _of(self, role: str) -> tuple[QFont, int]:
        if role not in self._fonts:
            font = QFont(self._font)
            if role in HEADINGS:
                font.setPointSizeF(font.pointSizeF() * HEADINGS[role])
                font.setBold(True)
            tight = 1 - 0.07 * (role in HEADINGS)
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
        if sample and sample != self._advance[0]:
            width = QFontMetricsF(self._font).horizontalAdvance(sample)
            self._advance = sample, max(width / len(sample), em(self._font) / 8)
        return self._advance[1] if sample else em(self._font) / 2


def em(font: QFont) -> float:
    """Return the size of *font* in pixels."""
    return float(QFontInfo(font).pixelSize())


def _language(tag: str) -> Language | None:
    try:
        return Language(tag) if tag else None
    except LanguageError:
        return None


def _with_script(font: QFont, script: str) -> QFont:
    better = [family for family in _FACES.get(script, ()) if family in families()]
    font.setFamilies([*better[:1], *font.families()])
    return font
