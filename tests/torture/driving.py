"""An evening's work without a window: open, edit, save, export, choose, edit on; each step told as it is done."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from editor import edits, formats, settings
from editor.errors import DiptychError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Change, Document, Head, Segment, apply, document
from editor.session import Session
from editor.settings import Settings
from editor.storage import journal, versions
from editor.storage.beginning import Begun, Wishes, begin
from editor.storage.journal import Journal, Subject
from editor.storage.keeping import keep
from editor.storage.locks import Lock
from editor.storage.results import put
from editor.text import Text

NAME, EXPORT = "work.xlf", "letter.ru.po"
BEFORE = b"what was exported before"
STEPS, SAVED_AFTER = 9, 5
OPTIONS = ReadOptions(name=NAME)
CHOSEN = Settings(text_size=120)
Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Story:
    """Every state the document goes through, typed and confirmed in turn, and what the files hold when it is saved."""

    states: tuple[Document, ...]
    old: bytes
    new: bytes
    export: bytes


@cache
def story() -> Story:
    """Return what happens when nothing goes wrong."""
    rows = [Segment(f"f1/u{n}/1", Text.of(f"Sentence {n}."), unit=f"f1/u{n}") for n in range(6)]
    old = formats.write(document(rows, Head("en", "ru")), NAME, WriteOptions()).data
    states = [formats.read(old, OPTIONS)]
    for number in range(STEPS):
        for change in (typed, confirmed):
            states.append(apply(change(states[-1], number), states[-1]))
    saved = states[2 * SAVED_AFTER]
    new = formats.write(saved, NAME, WriteOptions()).data
    return Story(tuple(states), old, new, formats.write(saved, EXPORT, WriteOptions()).data)


def typed(now: Document, number: int) -> Change:
    """Return the first half of step *number*: a translation typed."""
    return edits.set_target(now, number % len(now.rows), Text.of(f"Перевод {number}."))


def confirmed(now: Document, number: int) -> Change:
    """Return the second half: it is confirmed."""
    return edits.confirm(now, [number % len(now.rows)])


def drive(folder: Path, tell: Tell) -> None:
    """Do it all in *folder*, and end as if the program were killed once the journal is well."""
    os.environ["DIPTYCH_HOME"] = str(folder / "home")
    journal.SOON, journal.AGAIN = 0.002, 0.01
    path = folder / NAME
    begun = _tried(lambda: begin(path, OPTIONS, Wishes()), tell)
    if not isinstance(begun, Begun) or not isinstance(begun.lock, Lock):
        return
    digest = begun.opened.stamp.digest or b""
    kept = Journal(Subject(str(path), base=digest.hex(), name=NAME), begun.base)
    session = Session(begun.document)
    session.listen(lambda change: kept.record(change, session.document))
    for number in range(STEPS):
        if number == SAVED_AFTER:
            _tried(lambda: _save(session, path, begun, kept), tell, "saved")
            _tried(lambda: put(story().export, folder / EXPORT), tell, "exported")
            _tried(lambda: settings.save(CHOSEN), tell, "chosen")
        session.do(typed(session.document, number))
        session.do(confirmed(session.document, number))
        tell(f"did {number + 1}")
        kept.settle()
        time.sleep(0.004)
    until = time.monotonic() + 0.2
    while kept.trouble and time.monotonic() < until:
        time.sleep(0.005)
    tell("trouble" if kept.trouble else "well")


def _save(session: Session, path: Path, begun: Begun, kept: Journal) -> None:
    document = session.document
    done = keep(document, path, begun.opened.stamp, kept)
    kept.moved(Subject(str(path), base=(done.stamp.digest or b"").hex(), name=NAME), document, done.held)


def _tried(act: Callable[[], object], tell: Tell, done: str = "") -> object:
    """Do *act*, and tell that it is *done* or was refused, as the window would."""
    try:
        result = act()
    except DiptychError as error:
        tell(f"refused {error}")
        return None
    if done:
        tell(done)
    return result


def prepared(folder: Path) -> Path:
    """Make *folder* with the work file as it is at first."""
    (folder / "home").mkdir(parents=True)
    (folder / NAME).write_bytes(story().old)
    (folder / EXPORT).write_bytes(BEFORE)
    return folder


def broken(folder: Path, told: list[str]) -> list[str]:
    """Return which laws what is in *folder* breaks, when so much was *told* before the end."""
    os.environ["DIPTYCH_HOME"] = str(folder / "home")
    found = []
    this = story()
    work = (folder / NAME).read_bytes()
    if work not in ({this.new} if "saved" in told else {this.old, this.new}):
        found.append("the work file is neither the old nor the new" if "saved" not in told else "false success: save")
    if (folder / EXPORT).read_bytes() not in ({this.export} if "exported" in told else {BEFORE, this.export}):
        found.append("the export is torn, or false success")
    now, trouble = settings.load()
    if trouble or now not in ([CHOSEN] if "chosen" in told else [CHOSEN, Settings()]):
        found.append(f"the settings are torn, or false success: {trouble}")
    kept = [each.data for name in (NAME, EXPORT) for each in versions.versions(folder / name)]
    if any(data not in {this.old, this.new, BEFORE} for data in kept):
        found.append("a version is none")
    found += _not_recovered(folder, told)
    found += [f"raw: {line}" for line in told if line.startswith("raw")]
    return found


def _not_recovered(folder: Path, told: list[str]) -> list[str]:
    number = max((int(line.split()[1]) for line in told if line.startswith("did ")), default=0)
    if "trouble" in told:
        number = SAVED_AFTER if "saved" in told else 0
    recovered, place = reopened(folder)
    if recovered is None:
        return ["the document that comes back never was"]
    return [] if place >= 2 * number else [f"lost: {number} confirmed, half step {place} came back"]


def reopened(folder: Path) -> tuple[Document | None, int]:
    """Open the work file as the next start does; return the document and the number of the state that it is."""
    begun = begin(folder / NAME, OPTIONS, Wishes())
    recovered = begun.document
    if begun.found is not None:
        recovered = apply(begun.found.recovered.change, recovered)
        begun.found.left.file.close()
    if isinstance(begun.lock, Lock):
        begun.lock.release()
    states = story().states
    place = next((at for at in range(len(states) - 1, -1, -1) if states[at].rows == recovered.rows), -1)
    return (recovered if place >= 0 else None), place
