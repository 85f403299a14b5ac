"""A short parallel text whose rows are links of every kind, and a way to lay it on a window's desk."""

from __future__ import annotations

from editor.model import Document, Head, Link, Segment, State, document
from editor.qt import opening
from editor.qt.desk import Desk
from editor.qt.window import Window
from editor.qt.workfile import WorkFile
from editor.text import Break, Text


def text(said: str) -> Text:
    """Return a text whose sentences are parted by strokes."""
    runs: list[str | Break] = []
    for number, sentence in enumerate(said.split("|") if said else ()):
        runs += [" ", Break()] if number else []
        runs.append(sentence)
    return Text.of(*runs)


def row(number: int, source: str, target: str, link: Link | None, unit: str = "u1") -> Segment:
    """Make a link."""
    state = State.UNTRANSLATED if not target else State.TRANSLATED if link and link.confirmed else State.DRAFT
    gap = Text.of(" ") if source else Text()
    return Segment(f"{unit}/{number}", text(source), text(target), state, link=link, unit=unit, gap=gap)


def bitext() -> Document:
    """Return seven links: confirmed, doubtful 2-1, sure, an omission, an addition, two of another paragraph."""
    return document(
        [
            row(1, "We wrote in May.", "Мы писали в мае.", Link(0.99, confirmed=True)),
            row(2, "Nobody came.|Nobody called.", "Никто не пришёл.", Link(0.4)),
            row(3, "So we wait.", "Никто не звонил.|Мы ждём.", Link(0.7)),
            row(4, "It is cold.", "", Link(0.95)),
            row(5, "", "Пишите нам!", Link(0.8)),
            row(6, "The river rose.", "Река поднялась.", Link(0.98), "u2"),
            row(7, "The bridge held.", "Мост устоял.", Link(0.97), "u2"),
        ],
        Head("en", "ru", "A letter"),
    )


def lay(window: Window, content: Document | None = None) -> Desk:
    """Lay a document on the desk of *window*, its links to be reviewed."""
    desk = opening.lay(window, content or bitext(), WorkFile(), None)
    desk.show_links(on=True)
    desk.grid.go_to(0)
    return desk


def said(desk: Desk) -> list[tuple[str, str]]:
    """Return both sides of each link, sentences parted by strokes."""
    return [(flat(each.source), flat(each.target)) for each in desk.session.document.rows]


def flat(shown: Text) -> str:
    """Return a text with strokes for its breaks."""
    return "".join("|" if isinstance(run, Break) else str(run) for run in shown.runs).replace(" |", "|")
