"""Compare the open document with another file: the rows that differ in a panel beside the text, word by word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor import formats, storage
from editor.compare import Difference, compare, said
from editor.formats import ReadOptions
from editor.i18n import _, ngettext
from editor.model import MARK_NAMES, MARKS, STATE_NAMES, Document, Segment
from editor.qt import findings
from editor.qt.command import desk_of
from editor.qt.findings import Finding, Findings, Line, Section
from editor.qt.sentences import cutter

if TYPE_CHECKING:
    from editor.qt.window import Window

SUBJECT = "comparing"


def ask(window: Window) -> None:
    """Let the user choose a file, then compare the open document with it."""
    desk = desk_of(window)
    desk.grid.commit()
    folder = str(desk.file.path.parent) if desk.file.path is not None else window.choices.now.folder
    suffixes = sorted({f"*{suffix}" for row in formats.FORMATS if row.reads for suffix in row.suffixes})
    kinds = ";;".join(
        [_("Documents and work files ({suffixes})").format(suffixes=" ".join(suffixes)), _("All files (*)")]
    )
    name, _kind = QFileDialog.getOpenFileName(window, _("Compare with"), folder, kinds)
    if name:
        run(window, Path(name))


def run(window: Window, path: Path) -> None:
    """Compare the file at *path* with the open document, off the main thread."""
    desk = desk_of(window)
    document = desk.session.document
    options = ReadOptions(path.name, segment=cutter(window.choices.now))

    def work(progress: Callable[[float], None]) -> tuple[Document, tuple[Difference, ...]]:
        progress(0.0)
        other = storage.load(path, options).document
        progress(0.5)
        return other, compare(other, document)

    def done(found: tuple[Document, tuple[Difference, ...]]) -> None:
        other, differences = found
        if window.desk is not desk:
            return
        if not differences:
            window.say(_("{name} says the same.").format(name=path.name))
            return
        show(window, other, document, differences, path.name)

    window.tasks.run(_("Comparing with {name}").format(name=path.name), work, done, subject=SUBJECT)


def show(
    window: Window, other: Document, document: Document, differences: tuple[Difference, ...], name: str
) -> Findings:
    """Show beside the text how *document* differs from *other*, the file *name*."""
    places: dict[str, list[Finding]] = {"differ": [], "added": [], "removed": []}
    for each in differences:
        kind = next((word for word in ("added", "removed") if word in each.what), "differ")
        rows = [other.rows[row] for row in each.one], [document.rows[row] for row in each.two]
        places[kind].append(Finding(tuple(_lines(each, *rows)), rows[1][0].id if rows[1] else ""))
    number = len(differences)
    told = ngettext("{number} difference. What the other file says is struck out.",
                    "{number} differences. What the other file says is struck out.", number)  # fmt: skip
    sections = [
        Section(_("Different"), tuple(places["differ"])),
        Section(_("Only here"), tuple(places["added"])),
        Section(_("Only in the other file"), tuple(places["removed"])),
    ]
    title = _("Compared with {name}").format(name=name)
    return findings.show(window, Findings(window, title, told.format(number=number), sections))


def _lines(each: Difference, old: list[Segment], new: list[Segment]) -> list[Line]:
    """Return source and target with the words that differ, and what else does."""
    lines = []
    for side in ("source", "target"):
        before, now = (" ".join(getattr(row, side).readable for row in rows) for rows in (old, new))
        if before == now and side in each.what:  # they differ in codes alone
            before, now = said(old, side), said(new, side)
        if side in each.what and old and new:
            lines.append(Line(now, before))
        elif before or now:
            lines.append(Line(now or before, muted=side == "target" or "source" not in each.what))
    other = [name for name in ("state", "marks") if name in each.what]
    told = [_("{there} there, {here} here").format(there=_told(old, name), here=_told(new, name)) for name in other]
    lines += [Line(words, muted=True) for words in told]
    if "notes" in each.what:
        lines.append(Line(_("The notes differ."), muted=True))
    if "moved" in each.what:
        lines.append(Line(_("It stands in another place."), muted=True))
    if "cut" in each.what:
        lines.append(Line(_("It is cut into other sentences."), muted=True))
    return lines


def _told(rows: list[Segment], name: str) -> str:
    if name == "state":
        return ", ".join(dict.fromkeys(_(STATE_NAMES[row.state]) for row in rows))
    marks = [_(MARK_NAMES[mark]) for mark in MARKS if any(mark in row.marks for row in rows)]
    return ", ".join(marks) or _("no mark")
