"""What the program keeps about somebody's work, as functions of bytes: journals, locks, versions, edits, two hands."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from editor import compare, edits, formats
from editor.cli import main
from editor.errors import DiptychError
from editor.formats import tsv
from editor.model import Document, Segment, State
from editor.model import apply as applied
from editor.segmentation.inline import segmenter
from editor.storage import chain, journal, locks, places, records, recovery, versions
from editor.text import Text
from tests.fuzz import inputs

PO = b"""msgid ""
msgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"

#. a remark
msgid "One. Two."
msgstr "\xd0\xa0\xd0\xb0\xd0\xb7."

msgctxt "x"
msgid "Three <b>four</b>"
msgstr ""

#, fuzzy
msgid "Five"
msgid_plural "Fives"
msgstr[0] "\xd0\x9f\xd1\x8f\xd1\x82\xd1\x8c"
msgstr[1] ""
"""
TEXT = b"One. Two. Three.\n\nFour and five.\n\nSix?\n"
_WORDS = (b"One.", b"Two.", b"Three", b"Five", b"four", b"and", b"Six?", "Раз.".encode(), "Пять".encode())
_DAMAGED = 0.3  # of the versions kept
_WHOLE = 0.5  # the share of files that are sound
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _read(data: bytes, name: str) -> Document:
    options = formats.ReadOptions(name=name, source_language="en", target_language="ru", segment=segmenter())
    return formats.read(data, options)


def _journal_lines() -> bytes:
    document = _read(PO, "x.po")
    made = (
        edits.set_target(document, 0, Text.of("Раз. Два.")),
        edits.set_state(document, [0], State.TRANSLATED),
        edits.set_target(document, 1, document.rows[1].source),
    )
    told: list[dict[str, object]] = [{"change": records.change_out(change)} for change in made]
    told += [{"typing": [1, "target", records.text_out(Text.of("Три"))]}, {"saving": "00"}]
    return "\n".join(json.dumps(each) for each in told).encode()


@contextmanager
def _home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("DIPTYCH_HOME")
        os.environ["DIPTYCH_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ["DIPTYCH_HOME"]
            else:
                os.environ["DIPTYCH_HOME"] = before


def written_journal(data: bytes, dice: random.Random) -> None:
    """Replay a journal of which bytes changed, or whose lines are sound but say what nobody wrote."""
    document = _read(PO, "x.po")
    with _home() as home:
        work = home / "x.po"
        raw = _chained(_objects(data))
        if dice.random() < 0.5:
            raw = inputs.broken(dice, (_chained(_objects(_journal_lines())),))
        subject = journal.Subject(path=str(work))
        place = places.made(places.journals()) / f"{subject.key}-1{journal.SUFFIX}"
        place.write_bytes(raw)
        for left in recovery.for_document(work):
            replayed = recovery.replay(left, document)
            left.file.close()
            assert len(replayed.document.rows) >= 0
        recovery.waiting()


_LINES = 10_000  # of an input that are sealed anew, which takes the test longer than the journal


def _objects(data: bytes) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [{"about": {}}]
    for line in filter(None, data.split(b"\n", _LINES)[:_LINES]):
        with contextlib.suppress(ValueError, RecursionError):
            told = json.loads(line)
            if isinstance(told, dict):
                found.append(told)
    return found


def _chained(told: Iterable[dict[str, object]]) -> bytes:
    sealer = chain.Chain()
    return chain.START + b"".join(sealer.sealed(each) for each in told)


def lock_file(data: bytes, _dice: random.Random) -> None:
    """Ask who holds a document whose lock says anything."""
    with _home() as home:
        work = home / "x.po"
        locks.beside(work).write_bytes(data)
        found = locks.holder(locks.beside(work))
        assert found is not None
        assert isinstance(found.name, str)
        assert found.gone in {True, False}
        assert found.doubtful in {True, False}


def kept_versions(data: bytes, dice: random.Random) -> None:
    """Keep anything as an earlier version, damage some, and lay strange files beside them: what opens is what was."""
    with _home() as home:
        work = home / "x.po"
        true = [data, data[: len(data) // 2], PO][: dice.randrange(1, 4)]
        for each in true:
            work.write_bytes(each)
            versions.keep(work)
        spoilt = _spoil(versions.folder(work), data, dice)
        found = versions.versions(work)
        assert [each.when for each in found] == sorted((each.when for each in found), reverse=True)
        for version in found:
            try:
                opened = version.data
            except DiptychError:
                assert version.path in spoilt, "a version that nobody touched does not open"
            else:
                assert opened in true, "a version opens that never was"


def _spoil(folder: Path, data: bytes, dice: random.Random) -> set[Path]:
    """Damage some versions and add files of any name; return the paths of all these."""
    spoilt = set()
    for kept in sorted(folder.iterdir()):
        if dice.random() < _DAMAGED:
            whole = bytearray(kept.read_bytes())
            whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
            kept.write_bytes(
                dice.choice((bytes(whole), bytes(whole[: len(whole) // 2]), data, zlib.compress(data[1:])))
            )
            spoilt.add(kept)
    odd = "".join(dice.choice("20261122T183500Z-ab.\u0661") for _each in range(dice.randrange(1, 24)))
    for name in (odd, "20261122T183500.000000Z-ab"):
        with contextlib.suppress(OSError, ValueError):
            (folder / f"{name}{versions.SUFFIX}").write_bytes(dice.choice((data, zlib.compress(data))))
            spoilt.add(folder / f"{name}{versions.SUFFIX}")
    return spoilt


def told_edits(data: bytes, _dice: random.Random) -> None:
    """Give the command ``apply`` anything as its lines."""
    with _home() as home, contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        work, lines, out = home / "x.po", home / "edits.jsonl", home / "out.po"
        work.write_bytes(PO)
        lines.write_bytes(data)
        done = main(["apply", str(work), str(lines), "-o", str(out)])
        assert done in {0, 1, 2}, f"it ended with {done}"
        if out.exists():
            assert len(_read(out.read_bytes(), "x.po").rows) == len(_read(PO, "x.po").rows)


def two_hands(suffix: str) -> Callable[[bytes, random.Random], None]:
    """Return what merges two broken readings of one file, and updates one to the other."""
    sound = PO if suffix == ".po" else TEXT

    def run(data: bytes, dice: random.Random) -> None:
        base = _read(sound, f"x{suffix}")
        ours = _worked(_read(_rewritten(sound, dice) if dice.random() < _WHOLE else data, f"x{suffix}"), dice)
        theirs = _worked(_read(_rewritten(sound, dice), f"x{suffix}"), dice)
        merged = compare.merge(base, ours, theirs)
        asked = [row for conflict in merged.conflicts for row in (*conflict.ours, *conflict.theirs)]
        result = applied(merged.change, theirs)
        _nothing_vanished((*ours.rows, *theirs.rows), result, asked, {row.target.plain for row in base.rows})
        with contextlib.suppress(DiptychError):
            compare.refuse_translation(ours, theirs, "x")
        updated = compare.update(ours, theirs)
        _nothing_vanished(tuple(ours.rows), applied(updated.change, ours), (), set())

    return run


def _rewritten(sound: bytes, dice: random.Random) -> bytes:
    """Return a file with paragraphs or entries moved, doubled and left out, and words changed; it still is one."""
    head, *parts = sound.strip(b"\n").split(b"\n\n")
    for _turn in range(dice.randrange(4)):
        at = dice.randrange(len(parts) + 1)
        parts[at:at] = [dice.choice(parts)] if parts and dice.random() < _WHOLE else []
        if parts and dice.random() < _WHOLE:
            del parts[dice.randrange(len(parts))]
        if parts:
            at = dice.randrange(len(parts))
            parts[at] = parts[at].replace(dice.choice(_WORDS), dice.choice(_WORDS))
    return b"\n\n".join((head, *parts)) + b"\n"


def _worked(document: Document, dice: random.Random) -> Document:
    """Return *document* with a translation typed somewhere."""
    if len(document.rows) and dice.random() < 0.7:
        with contextlib.suppress(DiptychError):
            typed = Text.of(dice.choice(("Раз", "два, три", "Zwölf!")) + str(dice.randrange(9)))
            return applied(edits.set_target(document, dice.randrange(len(document.rows)), typed), document)
    return document


def _nothing_vanished(before: Iterable[Segment], result: Document, asked: Iterable[Segment], known: set[str]) -> None:
    """Assert that every translation is still somewhere: in a target, a note, what was before, what is gone."""
    there = []
    for row in (*result.rows, *result.head.gone, *asked):
        there += [row.target.plain, *(note.text for note in row.notes)]
        there += [row.previous.target.plain] if row.previous else []
    heap = "".join("".join(there).split())
    for row in before:
        said = row.target.plain
        assert said in known or "".join(said.split()) in heap, "a translation vanished"


def table(data: bytes, _dice: random.Random) -> None:
    """Write anything as cells of a table: none begins as a formula does, and none breaks the table."""
    text = data.decode("utf-8", "replace")
    for said in (text, text.lstrip(), *text.split("\n")[:20], *(sign + text[:20] for sign in _FORMULA)):
        cell = tsv.cell(said)
        assert not cell.startswith(_FORMULA), "a cell begins as a formula"
        assert not set(cell) & {"\t", "\n", "\r"}, "a cell breaks the table"
    document = _read(PO, "x.po")
    row = edits.set_target(document, 0, Text.of(text))
    lines = formats.named("tsv").functions.write(applied(row, document), formats.WriteOptions()).data
    assert {line.count(b"\t") for line in lines.split(b"\n")[:-1]} == {len(tsv.COLUMNS) - 1}


LOCK = b'{"user": "anna", "host": "desk", "process": 4711, "born": "1", "since": 1.5}'
KEPT: tuple[tuple[str, Callable[[bytes, random.Random], None], Callable[[], tuple[bytes, ...]]], ...] = (
    ("journal", written_journal, lambda: (_journal_lines(),)),
    ("lock", lock_file, lambda: (LOCK,)),
    ("versions", kept_versions, lambda: (PO, TEXT)),
    ("edits", told_edits, lambda: (_edit_lines(),)),
    ("two hands po", two_hands(".po"), lambda: (PO,)),
    ("two hands text", two_hands(".txt"), lambda: (TEXT,)),
    ("table", table, lambda: (b"=1+1\n+2\n@x\n-y\tz\n'=a", TEXT)),
)


def _edit_lines() -> bytes:
    rows = _read(PO, "x.po").rows
    told = [{"id": row.id, "target": row.source.marked(()), "state": "translated", "note": "why"} for row in rows]
    return "\n".join(json.dumps(each) for each in told).encode()
