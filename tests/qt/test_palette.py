from __future__ import annotations

from pathlib import Path

import pytest

from editor.qt import palette
from editor.qt.chooser import Chooser, Offer
from editor.qt.desk import Desk
from editor.qt.window import Window


def offered(window: Window, typed: str = "") -> Chooser:
    assert window.overlay is not None
    chooser = window.overlay.content
    assert isinstance(chooser, Chooser)
    chooser.field.setText(typed)
    return chooser


@pytest.mark.parametrize(
    ("typed", "title", "fits"),
    [
        ("", "Save", True),
        ("sav", "Save as…", True),
        ("con nex", "Confirm and go to the next unfinished", True),
        ("next conf", "Confirm and go to the next unfinished", True),
        ("ext", "Export the translation…", False),
        ("état", "Set the État", True),
    ],
)
def test_each_word_typed_begins_a_word_of_the_title(typed: str, title: str, fits: bool) -> None:
    assert palette.fits(typed, title) is fits


def test_what_begins_with_the_letters_typed_stands_before_what_has_them_later() -> None:
    titles = {"Report": False, "Delivery report": True, "Replace…": True}
    rows = [Offer(title, lambda: None, enabled=on) for title, on in titles.items()]
    assert [each.title for each in palette.ranked("rep", rows)] == ["Replace…", "Delivery report", "Report"]


def test_the_list_is_as_long_as_what_fits(window: Window) -> None:
    window.show()
    palette.commands(window)
    chooser = offered(window)
    overlay = window.overlay
    assert overlay is not None
    full, top = overlay.height(), overlay.y()
    chooser.field.setText("quit")
    assert overlay.height() < full // 3
    assert overlay.y() == top
    chooser.field.setText("xyzzy")
    assert chooser.nothing.isVisible()
    chooser.field.setText("")
    assert overlay.height() == full
    assert not chooser.nothing.isVisible()


def test_what_can_be_done_now_stands_first_and_shows_its_key(window: Window) -> None:
    window.run("view.palette")
    offers = offered(window).offered
    enabled = [offer.enabled for offer in offers]
    assert enabled == sorted(enabled, reverse=True)
    assert {offer.title: offer.detail for offer in offers}["Open a document…"] == "Ctrl+O"


def test_a_segment_is_found_by_number_or_by_words_of_either_side(window: Window, desk: Desk) -> None:
    desk.grid.editor.insert_plain("Письмо")
    window.run("go.to")
    assert [offer.title.split()[0] for offer in offered(window, "2").offered] == ["2"]
    assert [offer.title.split()[0] for offer in offered(window, "wrote").offered] == ["2", "5"]
    assert [offer.detail for offer in offered(window, "пись").offered] == ["Письмо"]
    assert offered(window, "999").offered == []
    assert offered(window, "").offered == []


def test_a_recent_file_is_opened_in_this_window(window: Window, letter: Path) -> None:
    window.choices.put(window.choices.now.opened(letter))
    window.run("file.recent")
    offered(window, "lett").choose()
    assert window.desk is not None
    assert window.desk.file.original == letter
