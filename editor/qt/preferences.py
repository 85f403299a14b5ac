"""The user's settings in the window: every change holds at once, so there is nothing to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor import settings
from editor.i18n import N_, _
from editor.qt.keychooser import KeyChooser
from editor.qt.languagebox import Box

if TYPE_CHECKING:
    from editor.qt.choices import Choices
    from editor.qt.window import Window

THEME_NAMES = {
    "system": N_("as the system"),
    "light": N_("light"),
    "dark": N_("dark"),
    "high-contrast": N_("high contrast"),
}
UNTRANSLATED_NAMES = {"source": N_("keep the words of the source"), "skip": N_("are left out")}


class PreferencesSheet(QWidget):
    """Theme, text size, name, export, keys."""

    def __init__(self, window: Window) -> None:
        """Show the settings of *window*."""
        super().__init__()
        self.setAccessibleName(_("Settings"))
        choices = window.choices
        now = choices.now
        self.theme = _one_of(THEME_NAMES, now.theme)
        self.theme.activated.connect(lambda _row: choices.choose(theme=self.theme.currentData()))
        self.text_size = QSpinBox()
        self.text_size.setRange(settings.SMALLEST, settings.LARGEST)
        self.text_size.setSingleStep(10)
        self.text_size.setSuffix(" %")
        self.text_size.lineEdit().setTextMargins(10, 0, 0, 0)  # in line with the other fields
        self.text_size.setValue(now.text_size)
        self.text_size.valueChanged.connect(lambda value: choices.choose(text_size=value))
        self.name = QLineEdit(now.name)
        self.name.setPlaceholderText(_("written beside what you review, and your notes"))
        self.name.editingFinished.connect(lambda: self._keep_name(choices))
        self.untranslated = _one_of(UNTRANSLATED_NAMES, now.untranslated)
        self.untranslated.activated.connect(lambda _row: choices.choose(untranslated=self.untranslated.currentData()))
        self.srx = QLineEdit(now.srx)
        self.srx.setPlaceholderText(_("none: the built-in rules alone"))
        self.srx.setClearButtonEnabled(True)
        self.srx.editingFinished.connect(lambda: choices.choose(srx=self.srx.text().strip()))
        self.choose_srx = QPushButton(_("Choose…"))
        self.choose_srx.clicked.connect(lambda _checked=False: self._choose_rules(choices))
        self.learn = QCheckBox(_("learn words from the links I confirm"))
        self.learn.setChecked(now.learn)
        self.learn.toggled.connect(lambda on: choices.choose(learn=on))
        self._sure = False  # whether the button was pressed once
        self.forget = QPushButton(_("Forget them"))
        self.forget.setAccessibleName(_("Forget all words learnt"))
        self.forget.clicked.connect(lambda _checked=False: window.guard(self._forget))
        self.keys = KeyChooser(window)
        self._buttons: dict[QWidget, QPushButton] = {self.srx: self.choose_srx, self.learn: self.forget}
        self._lay_out()
        self.setFocusProxy(self.theme)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(9)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # long words or letters never widen the sheet
        for name, field in (
            (_("Colours"), self.theme),
            (_("Size of the texts"), self.text_size),
            (_("Your name"), self.name),
            (_("In exports, untranslated segments"), self.untranslated),
            (_("Sentence rules of your own (SRX)"), self.srx),
            (_("When texts are aligned"), self.learn),
        ):
            field.setAccessibleName(field.text() if isinstance(field, QCheckBox) else name)
            button = self._buttons.get(field)
            form.addRow(name, _with_button(field, button) if button is not None else field)
        heading = QLabel(_("KEYS"))
        heading.setProperty("kind", "section")
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 24, 20)
        column.setSpacing(10)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(heading)
        column.addWidget(self.keys, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _choose_rules(self, choices: Choices) -> None:
        kinds = _("Segmentation rules (*.srx);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Segmentation rules"), choices.now.folder, kinds)
        if name:
            self.srx.setText(name)
            choices.choose(srx=name)

    def _forget(self) -> None:
        """Ask once more, since nothing brings the words back, then forget them."""
        from editor import learnt

        if not self._sure:
            self._sure = True
            self.forget.setText(_("Forget for good?"))
            return
        learnt.forget()
        self.forget.setText(_("Forgotten"))
        self.forget.setEnabled(False)

    def _keep_name(self, choices: Choices) -> None:
        choices.choose(name=self.name.text().strip(), name_asked=True)


def _with_button(field: QWidget, button: QPushButton) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(field, 1)
    line.addWidget(button)
    return holder


def _one_of(names: dict[str, str], now: str) -> Box:
    box = Box()
    for value, name in names.items():
        box.addItem(_(name), value)
    box.setCurrentIndex(box.findData(now))
    return box


def ask(window: Window) -> None:
    """Lay the sheet over the window."""
    window.lay_over(PreferencesSheet(window), QSize(680, 720), _("Settings"))
