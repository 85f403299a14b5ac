"""The delivery report: after an export, what stayed untranslated, lacks a link, or went out as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor import delivery, formats
from editor.i18n import _
from editor.model import MARK_NAMES, MARKS, Segment
from editor.qt import findings
from editor.qt.command import desk_of
from editor.qt.findings import Finding, Findings, Line, Section
from editor.text import missing

if TYPE_CHECKING:
    from editor.qt.window import Window


def show(window: Window, name: str = "") -> Findings:
    """Show beside the text what a reader of the document delivered as *name* ("" for none yet) would find."""
    document = desk_of(window).session.document
    found = delivery.report(document)
    if name and not _is_document(name):
        found = replace(found, furniture=())  # an edition leaves it out, and says so
    rows = document.rows
    sections = [  # what is soonest mended first: the untranslated may be many
        Section(_("Codes missing"), tuple(_finding(rows[row], _lacking(rows[row])) for row in found.codes)),
        Section(_("To be looked at again"), tuple(_finding(rows[row], _marks(rows[row])) for row in found.marked)),
        Section(_("Not translated"), tuple(_finding(rows[row]) for row in found.untranslated)),
        Section(_("Left out on purpose"), tuple(_finding(rows[row]) for row in found.omitted)),
        Section(_("Not for translation"), tuple(_finding(rows[row], rows[row].reason) for row in found.furniture)),
    ]
    title = _("Delivered as {name}").format(name=name) if name else _("Delivery report")
    told = "" if found else _("Everything is translated, with every link and emphasis in place.")
    return findings.show(window, Findings(window, title, told or _summary(found), sections))


def after_export(window: Window, name: str) -> None:
    """Show the report where readers get *name* and there is something to look at."""
    goes_out = _is_document(name) or name.endswith(formats.named("parallel").suffixes)
    if goes_out and window.desk is not None and delivery.report(window.desk.session.document):
        show(window, name)


def _is_document(name: str) -> bool:
    return any(row.role == "document" for row in formats.for_name(name, writing=True))


def _summary(found: delivery.Report) -> str:
    return "; ".join(delivery.sentences(found)) + "."


def _finding(segment: Segment, told: str = "") -> Finding:
    lines = [Line(segment.source.readable)]
    if segment.target:
        lines.append(Line(segment.target.readable, muted=True))
    if told:
        lines.append(Line(told, muted=True))
    return Finding(tuple(lines), segment.id)


def _lacking(segment: Segment) -> str:
    names = [code.label or code.mark for code in missing(segment.source, segment.target)]
    return _("missing: {codes}").format(codes=", ".join(dict.fromkeys(names)))


def _marks(segment: Segment) -> str:
    return ", ".join(_(MARK_NAMES[mark]) for mark in MARKS if mark in segment.marks & delivery.LOOK)
