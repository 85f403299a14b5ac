"""The colours and fonts of the window: three themes, one reading face, one accent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from editor.model import Mark, State

READING = ("Literata", "Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "PT Serif", "DejaVu Serif")
INTERFACE = ("Inter", "Noto Sans", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Cantarell", "Ubuntu", "DejaVu Sans")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``. Every ink on every paper it is used on has a contrast of at least 4.5 : 1."""

    name: str
    dark: bool
    paper: str  # the leaves
    ground: str  # bars and panels
    raised: str  # chips, fields and buttons on the ground
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str
    band: str  # behind the active segment
    selection: str
    code: str  # behind an inline code
    code_ink: str
    found: str  # behind a search hit
    added: str  # behind words that came, in a word diff
    gone: str  # behind words that went
    untranslated: str
    draft: str
    translated: str
    reviewed: str
    final: str
    changed: str
    idle: str  # not for translation, omitted

    def colour(self, name: str) -> QColor:
        """Return one of the colours by its field's name."""
        return QColor(getattr(self, name))

    def of_state(self, state: State, marks: frozenset[Mark] = frozenset()) -> QColor:
        """Return the colour in which a segment's state is shown, the most urgent mark first."""
        if Mark.NOT_FOR_TRANSLATION in marks or Mark.OMITTED in marks:
            return QColor(self.idle)
        if marks & {Mark.SOURCE_CHANGED, Mark.NEEDS_WORK, Mark.EDITED_AFTER_REVIEW}:
            return QColor(self.changed)
        return QColor(getattr(self, state.value))


LIGHT = Theme(
    name="light", dark=False, paper="#fffdf9", ground="#f6f4ef", raised="#fffefb", ink="#22201c", muted="#6b655e",
    line="#e6e1d8", accent="#2f5d8a", on_accent="#ffffff", band="#edf2f7", selection="#cfe0f1", code="#e3ecf5",
    code_ink="#2a5580", found="#ffe9a8", added="#d9ecd9", gone="#f4dcd3", untranslated="#726c64", draft="#94630f",
    translated="#3c7547", reviewed="#2b6885", final="#4a4a7d", changed="#a94a28", idle="#736d65",
)  # fmt: skip
DARK = Theme(
    name="dark", dark=True, paper="#24272a", ground="#1d1f21", raised="#2c3034", ink="#e7e3da", muted="#a39e95",
    line="#34383c", accent="#86b3dd", on_accent="#14202b", band="#2b3640", selection="#3b5570", code="#31404d",
    code_ink="#a9cbea", found="#6b5a1e", added="#2f4a36", gone="#5a3a2f", untranslated="#aaa59d", draft="#d6a24a",
    translated="#7fb889", reviewed="#79b5cf", final="#a9a7dc", changed="#e08a66", idle="#a8a299",
)  # fmt: skip
CONTRAST = Theme(
    name="high-contrast", dark=True, paper="#000000", ground="#000000", raised="#000000", ink="#ffffff",
    muted="#e0e0e0", line="#ffffff", accent="#ffff00", on_accent="#000000", band="#1a1a40", selection="#0050d0",
    code="#003a3a", code_ink="#7fffff", found="#7a5c00", added="#005a1e", gone="#7a1400", untranslated="#ffffff",
    draft="#ffd24a", translated="#6bff8a", reviewed="#6bd6ff", final="#d0b8ff", changed="#ff9a6b", idle="#d0d0d0",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def palette(theme: Theme) -> QPalette:
    """Return the palette that Qt's own widgets take in *theme*."""
    result = QPalette()
    role = QPalette.ColorRole
    for group_role, name in (
        (role.Window, "ground"), (role.WindowText, "ink"), (role.Base, "paper"), (role.AlternateBase, "ground"),
        (role.Text, "ink"), (role.Button, "raised"), (role.ButtonText, "ink"), (role.BrightText, "on_accent"),
        (role.Highlight, "accent"), (role.HighlightedText, "on_accent"), (role.ToolTipBase, "raised"),
        (role.ToolTipText, "ink"), (role.PlaceholderText, "muted"), (role.Link, "accent"), (role.Mid, "line"),
        (role.Midlight, "line"), (role.Light, "raised"), (role.Dark, "line"), (role.Shadow, "line"),
    ):  # fmt: skip
        result.setColor(group_role, theme.colour(name))
    for group_role in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, group_role, theme.colour("muted"))
    return result


@cache
def families() -> frozenset[str]:
    """Return the fonts that are installed; whoever hears that there are others clears this cache."""
    return frozenset(QFontDatabase.families())


def _font(wanted: tuple[str, ...], points: float) -> QFont:
    font = QFont([family for family in wanted if family in families()] or [wanted[-1]])
    font.setPointSizeF(points)
    return font


def reading_font(points: float = 12.5) -> QFont:
    """Return the face of the texts at *points*."""
    return _font(READING, points)


def interface_font(points: float = 10.0) -> QFont:
    """Return the face of everything else at *points*."""
    return _font(INTERFACE, points)
