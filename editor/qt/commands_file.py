"""Commands about whole documents: open, save, export, print, close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor.i18n import N_
from editor.qt.command import Command, always, with_document

if TYPE_CHECKING:
    from editor.qt.window import Window

MENU: Final = N_("&File")


def _open(window: Window) -> None:
    from editor.qt import opening

    opening.ask(window)


def _align(window: Window) -> None:
    from editor.qt import aligning

    aligning.ask(window)


def _recent(window: Window) -> None:
    from editor.qt import palette

    palette.recent(window)


def _has_recent(window: Window) -> bool:
    return bool(window.choices.now.recent)


def _new_window(window: Window) -> None:
    window.program.new_window()


def _save(window: Window) -> None:
    from editor.qt import saving

    saving.save(window)


def _save_as(window: Window) -> None:
    from editor.qt import saving

    saving.save_as(window)


def _versions(window: Window) -> None:
    from editor.qt import versioning

    versioning.ask(window)


def _update(window: Window) -> None:
    from editor.qt import updating

    updating.ask(window)


def _gone(window: Window) -> None:
    from editor.qt import updating

    updating.show_gone(window)


def _has_gone(window: Window) -> bool:
    return window.desk is not None and bool(window.desk.session.document.head.gone)


def _compare(window: Window) -> None:
    from editor.qt import comparing

    comparing.ask(window)


def _report(window: Window) -> None:
    from editor.qt import delivering

    delivering.show(window)


def _export(window: Window) -> None:
    from editor.qt import exporting

    exporting.ask(window)


def _print(window: Window) -> None:
    from editor.qt import paper

    paper.print_edition(window)


def _pdf(window: Window) -> None:
    from editor.qt import paper

    paper.save_pdf(window)


def _properties(window: Window) -> None:
    from editor.qt import properties

    properties.ask(window)


def _validate(window: Window) -> None:
    from editor.qt import validating

    validating.ask(window)


def _close(window: Window) -> None:
    from editor.qt import saving

    if saving.may_leave(window, lambda: window.put(None)):
        window.put(None)


def _quit(window: Window) -> None:
    window.program.quit()


COMMANDS: Final = (
    Command("file.open", N_("Open a document…"), _open, ("Ctrl+O",), MENU, 0, always),
    Command("file.recent", N_("Continue with a recent file…"), _recent, ("Ctrl+Shift+O",), MENU, 0, _has_recent),
    Command("file.align", N_("Align two texts…"), _align, ("Ctrl+Shift+L",), MENU, 0, always),
    Command("file.new_window", N_("New window"), _new_window, ("Ctrl+N",), MENU, 0, always),
    Command("file.save", N_("Save"), _save, ("Ctrl+S",), MENU, 1, with_document),
    Command("file.save_as", N_("Save as…"), _save_as, ("Ctrl+Shift+S",), MENU, 1, with_document),
    Command("file.versions", N_("Versions…"), _versions, (), MENU, 1, with_document),
    Command("file.update", N_("Update from a newer original…"), _update, (), MENU, 1, with_document),
    Command("file.gone", N_("What an update took away…"), _gone, (), MENU, 1, _has_gone),
    Command("file.compare", N_("Compare with another file…"), _compare, (), MENU, 1, with_document),
    Command("file.export", N_("Export the translation…"), _export, ("Ctrl+E",), MENU, 2, with_document),
    Command("file.report", N_("Delivery report"), _report, (), MENU, 2, with_document),
    Command("file.print", N_("Print the parallel edition…"), _print, ("Ctrl+P",), MENU, 2, with_document),
    Command("file.pdf", N_("Save the parallel edition as PDF…"), _pdf, (), MENU, 2, with_document),
    Command(
        "file.properties",
        N_("Properties: languages, title, encoding…"),
        _properties,
        ("Alt+Enter", "Alt+Return"),
        MENU,
        3,
        with_document,
    ),
    Command("file.validate", N_("Check the file against its specification"), _validate, (), MENU, 3, with_document),
    Command("file.close", N_("Close the document"), _close, ("Ctrl+W",), MENU, 4, with_document),
    Command("file.quit", N_("Quit Diptych"), _quit, ("Ctrl+Q",), MENU, 4, always),
)
