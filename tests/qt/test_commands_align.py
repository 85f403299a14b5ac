"""What the commands about links do beyond what their names say; each by its id is in the scenarios."""

from __future__ import annotations

from editor.linking import Side
from editor.qt.commands_align import reviewing
from editor.qt.window import Window
from tests.qt import bitexts


def test_where_links_are_not_reviewed_they_are_not_edited(window: Window) -> None:
    desk = bitexts.lay(window)
    seen = [reviewing(window)]
    desk.show_links(on=False)
    seen.append(reviewing(window))
    assert seen == [True, False]
    before = desk.session.document
    window.run("align.split")
    assert "cannot be done here" in desk.status.sentence.text()
    assert desk.session.document is before


def test_a_doubtful_link_is_entered_on_the_side_that_lacks_or_has_more(window: Window) -> None:
    desk = bitexts.lay(window)
    sides = []
    for _press in range(3):
        window.run("align.next")
        sides.append((desk.grid.row, desk.grid.links.side))
    assert sides == [(1, Side.SOURCE), (2, Side.TARGET), (4, Side.SOURCE)]


def test_next_doubtful_shows_links_and_keeps_to_the_filter(window: Window) -> None:
    desk = bitexts.lay(window)
    desk.show_links(on=False)
    window.run("align.next")
    assert desk.grid.links.on
    window.run("filter.additions")
    window.run("align.next")
    assert desk.grid.row == 4


def test_confirm_and_next_goes_to_what_is_doubtful(window: Window) -> None:
    desk = bitexts.lay(window)
    desk.grid.go_to(1)
    rows = []
    for _press in range(3):
        window.run("segment.confirm_next")
        rows.append(desk.grid.row)
    assert rows == [2, 4, 4]
    assert desk.status.sentence.text() == "No link is doubtful any more."


def test_an_omission_is_confirmed_where_links_are_reviewed_and_refused_where_one_translates(window: Window) -> None:
    desk = bitexts.lay(window)
    desk.grid.go_to(3)
    desk.show_links(on=False)
    window.run("segment.confirm")
    assert "Nothing is typed" in desk.status.sentence.text()
    desk.show_links(on=True)
    window.run("segment.confirm")
    link = desk.session.document.rows[3].link
    assert link is not None
    assert link.confirmed


def test_while_one_types_a_link_is_split_at_the_caret(window: Window) -> None:
    desk = bitexts.lay(window)
    window.activateWindow()
    desk.grid.go_to(5)
    desk.grid.links.wake()
    desk.grid.editor.setFocus()
    desk.grid.editor.select(4, 4)
    if not desk.grid.links.typing:  # a platform that gives no window the keyboard
        return
    window.run("segment.split")
    assert bitexts.said(desk)[5:7] == [("The river rose.", "Река"), ("", "поднялась.")]
    window.run("segment.join")
    assert bitexts.said(desk)[5] == ("The river rose.", "Река|поднялась.")


def test_the_menu_tells_letters_that_work_where_nobody_types(window: Window) -> None:
    bitexts.lay(window)
    actions = {action.objectName(): action for action in window.actions()}
    assert actions["align.split"].text().replace("&", "") == "Split the link\tS"
    assert actions["align.split"].shortcuts() == []
    assert [key.toString() for key in actions["align.free"].shortcuts()] == ["Alt+X"]
