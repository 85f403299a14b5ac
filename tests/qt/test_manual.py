from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument, QTextTable
from PySide6.QtTest import QTest

from editor import resources
from editor.qt import manual
from editor.qt.manual import MARGIN, SIZE, Pages
from editor.qt.window import Window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "manual"
    place.mkdir()
    picture = QImage(2000, 100, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.save(str(place / "wide.png"))
    (place / "README.md").write_text("# First\n\n![a picture](wide.png)\n\n[second](second.md)\n", encoding="utf-8")
    (place / "second.md").write_text("# Second page\n\nIts words.\n", encoding="utf-8")
    return place


def test_the_manual_opens_at_its_first_page(window: Window, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "path", lambda _name: folder)
    window.run("help.manual")
    assert window.overlay is not None
    pages = window.overlay.content
    assert isinstance(pages, Pages)
    assert "First" in pages.toPlainText()
    assert pages.document().size().width() <= SIZE.width()


def test_links_between_pages_are_followed_and_others_go_to_the_browser(
    window: Window, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: gone.append(url.toString()))
    pages = Pages(window)
    pages.open(folder / "README.md")
    pages.anchorClicked.emit(QUrl("https://example.org/"))
    assert "First" in pages.toPlainText()
    pages.anchorClicked.emit(QUrl("second.md"))
    assert "Its words." in pages.toPlainText()
    pages.anchorClicked.emit(QUrl("#nowhere"))
    assert gone == ["https://example.org/"]


def test_a_picture_is_no_wider_than_the_page(window: Window, folder: Path) -> None:
    pages = Pages(window)
    pages.open(folder / "README.md")
    assert pages.document().idealWidth() <= SIZE.width() - MARGIN + 2
    picture = pages.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("wide.png"))
    assert isinstance(picture, QImage)
    assert picture.width() == SIZE.width() - 3 * MARGIN


def test_one_can_go_back(window: Window, folder: Path) -> None:
    pages = Pages(window)
    pages.open(folder / "README.md")
    pages.back()
    pages.anchorClicked.emit(QUrl("second.md"))
    assert pages.toPlainText().startswith("← Contents")
    QTest.keyClick(pages, Qt.Key.Key_Backspace)
    assert pages.toPlainText().startswith("First")
    QTest.keyClick(pages, Qt.Key.Key_Down)
    assert pages.toPlainText().startswith("First")


def test_without_its_files_the_keys_are_shown(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "path", lambda _name: tmp_path / "none")
    manual.show(window)
    assert window.overlay is not None
    assert window.overlay.accessibleName() == "Keys at a glance"


def test_the_table_of_keys_tells_those_of_the_preset(window: Window) -> None:
    window.choices.choose(preset="omegat")
    assert "Ctrl+Shift+R" in manual.key_table(window)
    window.choices.choose(keys={"segment.note": ("Ctrl+F12",)})
    assert "Ctrl+F12" in manual.key_table(window)


def test_tables_have_no_boxes_and_fit_the_page(window: Window, folder: Path) -> None:
    rows = "\n".join(f"| key {number} | {'what it does, at length, ' * 12} |" for number in range(3))
    (folder / "table.md").write_text(f"# Table\n\n| | |\n|---|---|\n{rows}\n", encoding="utf-8")
    pages = Pages(window)
    pages.resize(SIZE)
    pages.open(folder / "table.md")
    (table,) = [each for each in pages.document().rootFrame().childFrames() if isinstance(each, QTextTable)]
    assert table.rows() == 3  # a head without words is left out
    assert table.format().border() == 0
    pages.show()
    assert pages.horizontalScrollBar().maximum() == 0
    layout = pages.document().documentLayout()
    left = [layout.blockBoundingRect(table.cellAt(0, column).firstCursorPosition().block()) for column in (0, 1)]
    assert left[0].width() < left[1].width() / 3


def test_pictures_are_dark_in_a_dark_window(window: Window, folder: Path) -> None:
    for name, colour in (("light", 0xFFFFFF), ("dark", 0x202020)):
        picture = QImage(20, 20, QImage.Format.Format_RGB32)
        picture.fill(colour)
        picture.save(str(folder / f"desk-{name}.png"))
    seen = []
    for theme in ("light", "dark"):
        window.program.choices.choose(theme=theme)
        pages = Pages(window)
        pages.open(folder / "README.md")
        loaded = pages.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("desk-light.png"))
        assert isinstance(loaded, QImage)
        seen.append(loaded.pixelColor(3, 3).name())
    assert seen == ["#ffffff", "#202020"]
