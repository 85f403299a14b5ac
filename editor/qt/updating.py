"""Update from a newer original: the file is asked for, one step does it, a panel tells what it did and leads there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor import formats, storage
from editor.compare import Summary, Updated, beneath, refuse_translation, restore, update
from editor.formats import ReadOptions
from editor.i18n import _, ngettext
from editor.model import Change, Document, Segment, rebase
from editor.qt import findings
from editor.qt.cards import Card
from editor.qt.command import desk_of
from editor.qt.findings import Finding, Findings, Line, Section
from editor.qt.sentences import cutter

if TYPE_CHECKING:
    from editor.qt.window import Window

SUBJECT = "updating"


def ask(window: Window) -> None:
    """Let the user choose the newer original, then update from it."""
    desk = desk_of(window)
    desk.grid.commit()
    if desk.session.document.head.read_only:
        window.say(desk.session.document.head.read_only)
        return
    folder = str(desk.file.path.parent) if desk.file.path is not None else window.choices.now.folder
    suffixes = sorted({f"*{suffix}" for row in formats.FORMATS if row.reads for suffix in row.suffixes})
    kinds = ";;".join([_("Documents ({suffixes})").format(suffixes=" ".join(suffixes)), _("All files (*)")])
    name, _kind = QFileDialog.getOpenFileName(window, _("The newer original"), folder, kinds)
    if name:
        run(window, Path(name))


def run(window: Window, path: Path) -> None:
    """Update the open document from the newer original at *path*, off the main thread."""
    desk = desk_of(window)
    desk.grid.commit()
    document = desk.session.document
    head = document.head
    options = ReadOptions(path.name, head.source_language, head.target_language, segment=cutter(window.choices.now))

    def work(progress: Callable[[float], None]) -> Updated:
        progress(0.0)
        newer = storage.load(path, options).document
        refuse_translation(document, newer, path.name)
        progress(0.5)
        found = beneath(update(document, newer), document, newer, path.name)
        progress(1.0)
        return found

    def done(found: Updated) -> None:
        if window.desk is not desk:
            return
        if found.summary.is_another:
            _doubt(window, found.summary, path.name, lambda: _take(window, document, found, path.name))
        else:
            _take(window, document, found, path.name)

    window.tasks.run(_("Updating from {name}").format(name=path.name), work, done, subject=SUBJECT)


def _doubt(window: Window, summary: Summary, name: str, act: Callable[[], None]) -> None:
    """Ask whether the file *name*, which seems to be another document, is meant; *act* where it is."""
    whole = summary.kept + len(summary.gone)
    told = ngettext(
        "{name} seems to be another document: {kept} of {number} sentence is in it. Replace the text all the same?",
        "{name} seems to be another document: {kept} of {number} sentences are in it. Replace the text all the same?",
        whole,
    )
    card = Card(told.format(name=name, kept=summary.kept, number=whole))
    keep = card.button(_("Keep the text"), desk_of(window).focus, main=True)
    card.button(_("Replace it"), lambda: window.guard(act))
    desk_of(window).cards.put(SUBJECT, card, keep)


def _take(window: Window, before: Document, found: Updated, name: str) -> None:
    """Make the change that leads *before* to the newer original, and show what it did as long as it stands."""
    desk = desk_of(window)
    desk.grid.commit()
    if desk.session.document is not before:
        change = _over(before, desk.session.document, found)
        if change is None:
            window.say(_("The text was edited meanwhile; update again."))
            return
        found = change
    if not found.change:
        window.say(_("Nothing changed: the original says the same."))
        return
    desk.do(found.change)
    panel = show(window, found.summary, name)

    def heard(_change: Change) -> None:
        if not desk.session.holds(found.change):
            stop()
            if findings.shown(window) is panel:
                panel.put_away()

    stop = desk.session.listen(heard)


def _over(before: Document, now: Document, found: Updated) -> Updated | None:
    """Return the update as one of the document as it is now, None where both changed the same."""
    from editor.storage.differences import difference

    change = rebase(found.change, difference(before, now, found.change.label))
    return None if change is None else Updated(change, found.summary)


def show(window: Window, summary: Summary, name: str) -> Findings:
    """Show beside the text what an update from the file *name* did."""
    rows = desk_of(window).session.document.rows
    sections = [
        Section(_("Changed"), tuple(_changed(rows[row]) for row in summary.changed)),
        Section(_("New"), tuple(_plain(rows[row]) for row in summary.new)),
        Section(_("Moved"), tuple(_plain(rows[row]) for row in summary.moved)),
        Section(_("Gone"), tuple(_gone(window, segment) for segment in summary.gone)),
    ]
    panel = Findings(window, _("Updated from {name}").format(name=name), str(summary), sections)
    return findings.show(window, panel)


def show_gone(window: Window) -> Findings:
    """Show the segments that updates took away, each with the way back."""
    gone = desk_of(window).session.document.head.gone
    sections = [Section(_("Gone"), tuple(_gone(window, segment) for segment in gone))]
    if any(segment.target for segment in gone):
        told = _("Go to a segment that has no translation; “Use for this segment” puts one of these there.")
    else:
        told = _("None of these had a translation.")
    return findings.show(window, Findings(window, _("What an update took away"), told, sections))


def _changed(segment: Segment) -> Finding:
    before = segment.previous.source.readable if segment.previous else None
    return Finding((Line(segment.source.readable, before),), segment.id)


def _plain(segment: Segment) -> Finding:
    lines = [Line(segment.source.readable)]
    if segment.target:
        lines.append(Line(segment.target.readable, muted=True))
    return Finding(tuple(lines), segment.id)


def _gone(window: Window, segment: Segment) -> Finding:
    lines = [Line(segment.source.readable)]
    if not segment.target:
        return Finding(tuple(lines))
    lines.append(Line(segment.target.readable, muted=True))
    return Finding(tuple(lines), "", _("Use for this segment"), lambda: window.guard(lambda: _restore(window, segment)))


def _restore(window: Window, segment: Segment) -> None:
    """Give the active segment the translation of a gone one."""
    desk = desk_of(window)
    desk.grid.commit()
    desk.do(restore(desk.session.document, segment, desk.grid.row))
    desk.focus()
