"""How Qt's own widgets look in a theme: one style sheet, icons in the theme's colours, and what the system prefers."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from editor import resources
from editor.qt import theme as themes
from editor.qt.theme import Theme

SCALES = (1, 2, 3)  # how many device pixels a pixel may be

_SHEET = """
* {{ outline: 0; }}
QToolTip {{ background: {raised}; color: {ink}; border: 1px solid {line}; padding: 4px 6px; }}
QMenuBar {{ background: {ground}; color: {ink}; padding: 2px 12px 0 12px; }}
QMenuBar::item {{ background: transparent; padding: 4px 9px; border-radius: 4px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {hover}; color: {hover_ink}; }}
QMenu {{ background: {raised}; color: {ink}; border: 1px solid {line}; padding: 5px 0; }}
QMenu::item {{ padding: 5px 28px 5px 28px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 12px; }}
QMenu::indicator {{ left: 9px; width: 10px; height: 10px; border-radius: 5px; }}
QMenu::indicator:checked {{ background: {accent}; }}
QMenu::indicator:checked:selected {{ background: {on_accent}; }}
QLineEdit, QComboBox, QSpinBox, QKeySequenceEdit QLineEdit {{
    background: {raised}; color: {ink}; border: 1px solid {edge}; border-radius: 5px; padding: 4px 9px;
    min-height: 19px; selection-background-color: {selection}; selection-color: {ink};
    placeholder-text-color: {muted}; }}
QPlainTextEdit {{ placeholder-text-color: {muted}; }}
QPlainTextEdit[kind="note"] {{ background: {raised}; color: {ink}; border: 1px solid {edge}; border-radius: 5px;
    padding: 2px 5px; margin-left: 10px; selection-background-color: {selection}; selection-color: {ink}; }}
QPlainTextEdit[kind="note"]:focus {{ border-color: {accent}; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; min-height: 0; }}
QKeySequenceEdit {{ border: none; padding: 0; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border-color: {accent}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: none; border-left: 4px solid {raised}; border-right: 4px solid {raised};
    border-top: 5px solid {muted}; margin-right: 8px; width: 0; height: 0; }}
QComboBox:!editable {{ padding-left: 11px; }}
QComboBox:!editable:focus {{ border-width: 2px; padding: 3px 8px 3px 10px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 22px; }}
QSpinBox::up-arrow {{ image: none; border-left: 4px solid {raised}; border-right: 4px solid {raised};
    border-bottom: 5px solid {muted}; width: 0; height: 0; }}
QSpinBox::down-arrow {{ image: none; border-left: 4px solid {raised}; border-right: 4px solid {raised};
    border-top: 5px solid {muted}; width: 0; height: 0; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {ink}; border: 1px solid {line};
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QPushButton {{ background: {raised}; color: {ink}; border: 1px solid {edge}; border-radius: 5px; padding: 5px 14px;
    min-height: 17px; qproperty-autoDefault: true; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:pressed, QPushButton:checked {{ background: {band}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {muted}; border-color: {line}; }}
QPushButton[kind="main"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[kind="main"]:focus, QPushButton[kind="main"]:hover {{ border: 2px solid {ink}; padding: 4px 13px; }}
QPushButton[kind="main"]:disabled {{ background: {line}; color: {muted}; border-color: {line}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; padding: 5px 9px; }}
QPushButton[kind="quiet"]:hover {{ background: {hover}; color: {hover_ink}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {accent}; padding: 4px 8px; }}
QPushButton[kind="field"] {{ text-align: left; color: {muted}; padding: 5px 9px; }}
QPushButton[kind="field"]:focus {{ padding: 4px 8px; }}
QLabel[kind="choice"] {{ font-size: 11.5pt; }}
QPushButton[kind="choice"] {{ border-radius: 8px; background: {paper}; border-color: {edge}; }}
QPushButton[kind="choice"]:hover, QPushButton[kind="choice"]:focus {{ border-color: {accent}; }}
QPushButton[kind="recent"] {{ border-radius: 8px; background: transparent;
    border-color: transparent; }}
QPushButton[kind="recent"]:hover {{ background: {hover}; color: {hover_ink}; }}
QPushButton[kind="recent"]:focus {{ border-color: {accent}; }}
QCheckBox, QRadioButton {{ color: {ink}; spacing: 8px; padding: 2px 6px 2px 2px; border: 2px solid transparent;
    border-radius: 5px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: 13px; height: 13px; background: {raised};
    border: 1px solid {muted}; }}
QRadioButton::indicator {{ border-radius: 7px; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator:checked {{ width: 7px; height: 7px; background: {on_accent}; border: 4px solid {accent}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QLabel[kind="muted"] {{ color: {muted}; }}
QLabel[kind="title"] {{ font-weight: 600; }}
QLabel[kind="heading"] {{ font-size: 15pt; font-weight: 600; }}
QLabel[kind="section"] {{ color: {muted}; font-size: 8.5pt; font-weight: 600; }}
QLabel[kind="warning"] {{ color: {changed}; }}
QFrame[kind="bar"], QWidget[kind="bar"] {{ background: {ground}; border: none; }}
QFrame[kind="rule"] {{ background: {line}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[kind="card"] {{ background: {band}; border: none; border-bottom: 1px solid {line}; }}
QFrame[kind="place"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px; }}
QFrame[kind="place"]:hover {{ background: {band}; }}
QFrame[kind="place"]:focus {{ background: {band}; border-color: {accent}; }}
QFrame[kind="sheet"] {{ background: {paper}; border: 1px solid {frame}; border-radius: 9px; }}
QListView, QTreeView, QTextBrowser {{ background: {paper}; color: {ink}; border: none;
    selection-background-color: {selection}; selection-color: {ink}; }}
QFrame[kind="sheet"] QListView, QFrame[kind="sheet"] QTreeView {{ background: transparent; }}
QTreeView::item {{ padding: 3px 2px; }}
QListWidget::item {{ padding: 5px 8px; border-radius: 5px; color: {ink}; }}
QListWidget::item:selected {{ background: {band}; color: {ink}; }}
QTreeView::item:selected {{ background: {band}; color: {ink}; }}
QHeaderView::section {{ background: {ground}; color: {muted}; border: none; border-bottom: 1px solid {line};
    padding: 4px; }}
QScrollArea, QScrollArea > QWidget > QWidget[kind="page"] {{ background: transparent; border: none; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 6px 12px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {ink}; border-bottom-color: {accent}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
    border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: {line}; }}
"""


def sheet(theme: Theme) -> str:
    """Return the style sheet of the whole application in *theme*."""
    colours = {name: getattr(theme, name) for name in theme.__slots__}
    loud = theme is themes.CONTRAST
    edge = theme.line if loud else _between(theme.line, theme.muted, 0.28)
    return _SHEET.format(
        **colours,
        edge=edge,
        frame=theme.ink if loud else edge,
        tick=resources.path(f"icons/tick-{_pole(theme.on_accent)}.svg").as_posix(),
        hover=theme.accent if loud else theme.line,
        hover_ink=theme.on_accent if loud else theme.ink,
    )


def _pole(colour: str) -> str:
    return "light" if QColor(colour).lightness() >= 128 else "dark"  # noqa: PLR2004 - the middle of 0 … 255


def _between(one: str, other: str, share: float) -> str:
    left, right = QColor(one), QColor(other)
    parts = zip(left.getRgb()[:3], right.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in parts)).name()


def wear(application: QApplication, theme: Theme) -> None:
    """Give *application* the colours and the style of *theme*."""
    application.setPalette(themes.palette(theme))
    application.setStyleSheet(sheet(theme))


def followed(name: str) -> Theme:
    """Return the theme called *name*; for "system" the one that the system asks for now."""
    if name in themes.THEMES:
        return themes.THEMES[name]
    hints = QGuiApplication.styleHints()
    access = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    if access is not None and access().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return themes.CONTRAST
    scheme = hints.colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return themes.DARK if _dark_at_start() else themes.LIGHT
    return themes.DARK if scheme == Qt.ColorScheme.Dark else themes.LIGHT


@cache
def _dark_at_start() -> bool:
    """Tell whether the system's own palette, before ours covers it, is dark."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return window.lightness() < 128  # noqa: PLR2004 - the middle of 0 … 255


def icon(name: str, colour: QColor, size: int = 18) -> QIcon:
    """Return the icon called *name*, drawn in *colour* wherever it says ``currentColor``; sharp up to three times."""
    drawing = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    result = QIcon()
    for scale in SCALES:
        pixmap = QPixmap(size * scale, size * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        result.addPixmap(pixmap)
    return result
