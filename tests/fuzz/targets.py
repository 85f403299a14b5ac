"""Every parser of the house, as a function of bytes that may raise our own errors and nothing else."""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from editor import edits, formats, settings
from editor.align import beads, dictionaries, intertext, learning
from editor.model import May
from editor.model import apply as applied
from editor.segmentation import cuts, read_srx
from editor.segmentation.inline import segmenter
from editor.text import EMPTY, Text
from tests.fuzz import archives, inputs, work

TYPED = ("plain", "<b> & “quotes” ]]>", " lead\nand end ", "Привет, мир", "שלום עולם", "🙂", "\\ \\n \"'", "a\tb")


@dataclass(frozen=True, slots=True)
class Target:
    """One parser, and the sound files that broken ones are made of."""

    name: str
    run: Callable[[bytes, random.Random], None]
    sound: Callable[[], tuple[bytes, ...]]


def _document(row: formats.Format) -> Callable[[bytes, random.Random], None]:
    """Return what reads a document, writes it untouched, and writes it again after one edit."""

    def run(data: bytes, dice: random.Random) -> None:
        options = formats.ReadOptions(
            name=f"x{row.suffixes[0]}", source_language="en", target_language="ru", segment=segmenter()
        )
        document = row.functions.read(data, options)
        rows = list(document.rows)
        written = row.functions.write(document, formats.WriteOptions())
        assert written.data == data, "an untouched file comes back otherwise"
        open_rows = [number for number, each in enumerate(rows) if May.TRANSLATE in each.may and each.translatable]
        if not open_rows:
            return
        at = dice.choice(open_rows)
        target = Text.of(dice.choice(TYPED)) if dice.random() < 0.9 else EMPTY
        edited = applied(edits.set_target(document, at, target), document)
        again = row.functions.write(edited, formats.WriteOptions()).data
        if row.role == "work":
            back = row.functions.read(again, options)
            assert len(back.rows) == len(rows), "an edit adds or removes a segment"
            assert back.rows[at].target.plain == target.plain, "the target comes back otherwise"

    return run


def _settings(data: bytes, _dice: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DIPTYCH_HOME"] = folder
        try:
            settings.path().parent.mkdir(parents=True, exist_ok=True)
            settings.path().write_bytes(data)
            settings.load()
        finally:
            del os.environ["DIPTYCH_HOME"]


def _text(read: Callable[[str], object]) -> Callable[[bytes, random.Random], None]:
    def run(data: bytes, _dice: random.Random) -> None:
        read(data.decode("utf-8", "replace"))

    return run


def _srx(data: bytes, _dice: random.Random) -> None:
    cuts("One. Two? “Three…” 4. Five", "en", read_srx(data))


def _sentences(data: bytes, dice: random.Random) -> None:
    text = data.decode("utf-8", "replace")
    found = cuts(text, dice.choice(("en", "ru", "zh", "ar", "de", "xx", "")))
    assert all(one < other for one, other in pairwise(found)), "cuts do not rise"


def _intertext(data: bytes, dice: random.Random) -> None:
    if dice.random() < 0.5:
        intertext.read_text(data)
        return
    sides = intertext.read_text(archives.NUMBERED), intertext.read_text(archives.NUMBERED)
    intertext.parallel(intertext.read_links(data), *sides)


def _dictionary(data: bytes, dice: random.Random) -> None:
    half = len(data) // 2
    for words in (dictionaries.stardict, dictionaries.dictd):
        list(words(data[:half], data[half:]))
    dictionaries.unpacked((b"\x1f\x8b" if dice.random() < 0.5 else b"") + data)


def _rows() -> list[Target]:
    found = []
    for row in formats.FORMATS:
        if row.reads:
            suffixes = row.suffixes
            made = archives.made(row.name)
            found.append(Target(row.name, _document(row), lambda s=suffixes, m=made: (*m, *inputs.samples(*s))))  # type: ignore[misc]
    return found


TARGETS: tuple[Target, ...] = (
    *_rows(),
    Target("srx", _srx, lambda: inputs.samples(".srx")),
    Target("sentences", _sentences, lambda: inputs.samples(".txt", ".html", ".po")),
    Target("settings", _settings, lambda: (json.dumps({"theme": "dark", "keys": {"save": ["Ctrl+S"]}}).encode(),)),
    Target("path", _text(beads.read_path), lambda: (b"[0]:[0, 1]:0.25\n[1, 2]:[2]\n[]:[3]\n",)),
    Target("ladder", _text(beads.read_ladder), lambda: (b"0\t0\t0.5\n1\t2\t0.7\n3\t3\t0\n",)),
    Target("intertext", _intertext, lambda: (archives.NUMBERED, archives.LINKS)),
    Target(
        "lexicon", _text(learning.read), lambda: (learning.write({"one": {"один": 0.5}, "two": {"два": 1.0}}).encode(),)
    ),
    Target(
        "dictionary", _dictionary, lambda: (b"word\x00\x00\x00\x00\x00\x00\x00\x00\x05hello", b"word\tA\tF\nhello\n")
    ),
    *(Target(*each) for each in work.KEPT),
)


def named(name: str) -> Target:
    """Return the target called *name*."""
    return next(target for target in TARGETS if target.name == name)


def keep(folder: Path, name: str, data: bytes) -> Path:
    """Write the input that something escaped from; return where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path
