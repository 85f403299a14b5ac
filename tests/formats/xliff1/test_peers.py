"""What other programs make of the XLIFF 1.2 that Diptych writes, where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from editor.formats import ReadOptions, WriteOptions, xliff1
from editor.model import Document, Head, Mark, Previous, Segment, State, document
from editor.text import EMPTY, Code, Kind, Text

PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en</source_lang><target_lang>ru</target_lang><sentence_seg>false</sentence_seg></project></omegat>
"""


@pytest.fixture
def letter() -> Document:
    link = Code(Kind.OPEN, "1", "link", '<a href="?a=1&b=2">'), Code(Kind.CLOSE, "1", "link", "</a>")
    bold = Code(Kind.OPEN, "2", "bold"), Code(Kind.CLOSE, "2", "bold")
    text = Text.of("Read ", link[0], "it", link[1], " and ", bold[0], "write", bold[1], Code(Kind.ALONE, "3", "image"))
    rows = [
        Segment(f"u1/{state.value}", text, EMPTY if state is State.UNTRANSLATED else text, state, unit="u1")
        for state in State
    ]
    previous = Previous(Text.of("Old"), Text.of("Старое"))
    rows.append(
        Segment("u2/1", text, text, State.TRANSLATED, frozenset({Mark.SOURCE_CHANGED}), previous=previous, unit="u2")
    )
    rows.append(Segment("u3/1", Text.of("Log in"), marks=frozenset({Mark.NOT_FOR_TRANSLATION}), reason="blog"))
    return document(rows, Head("en", "ru", "Letter"))


@pytest.mark.slow
def test_omegat_opens_it_and_gives_it_back(letter: Document, tmp_path: Path) -> None:
    if shutil.which("omegat") is None:
        pytest.skip("OmegaT is not installed")
    for folder in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (tmp_path / folder).mkdir()
    (tmp_path / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "source" / "letter.xlf").write_bytes(xliff1.write(letter, WriteOptions()).data)
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    done = subprocess.run(
        ["omegat", str(tmp_path), "--mode=console-translate"],
        env=environment,
        capture_output=True,
        timeout=55,
        check=False,
    )
    translated = tmp_path / "target" / "letter.xlf"
    assert translated.exists(), done.stderr
    found = xliff1.read(translated.read_bytes(), ReadOptions())
    assert list(found.rows) == list(xliff1.read(xliff1.write(letter, WriteOptions()).data, ReadOptions()).rows)


def test_translate_toolkit_reads_the_states(letter: Document) -> None:
    storage = pytest.importorskip("translate.storage.xliff", reason="translate-toolkit is not installed")
    units = storage.xlifffile.parsestring(xliff1.write(letter, WriteOptions()).data).units
    assert [bool(unit.target) for unit in units] == [False, True, True, True, True, True, False]
    assert [unit.isapproved() for unit in units] == [False, False, False, False, True, False, False]
    assert [unit.get_state_n() for unit in units[:6]] == [1, 30, 100, 100, 121, 80]
    assert [str(before.source) for before in units[5].getalttrans()] == ["Old"]


def test_what_lokalize_writes_when_it_confirms_is_understood(letter: Document) -> None:
    """Lokalize 22.12 puts its attributes in an order of its own, and tells a confirmed unit like this."""
    data = xliff1.write(letter, WriteOptions()).data
    root = etree.fromstring(data)
    for unit in root.iterfind(".//{*}trans-unit"):
        target = unit.find("{*}target")
        if target is not None and target.get("state") == "needs-review-translation":
            unit.set("approved", "yes")
            target.set("state", "signed-off")
            target.set("phase-name", "approval-1")
    row = xliff1.read(etree.tostring(root), ReadOptions()).rows[5]
    assert (row.state, row.marks, row.previous) == (State.REVIEWED, frozenset(), None)


SAID = [  # what each program was seen to write when its user does this, and what it is to us
    ("Lokalize 22.12, role Translator: confirmed", "no", "translated", State.TRANSLATED),
    ("Lokalize 22.12, role Translator: taken back", "no", "needs-translation", State.DRAFT),
    ("Lokalize 22.12, role Approver: approved", "yes", "signed-off", State.REVIEWED),
    ("Poedit 3.2: translated", None, "translated", State.TRANSLATED),
    ("Poedit 3.2: needs work", None, "needs-l10n", State.DRAFT),
    ("translate-toolkit 3.20: marked as done", "yes", "translated", State.TRANSLATED),
]


@pytest.mark.parametrize(("approved", "word", "state"), [each[1:] for each in SAID], ids=[each[0] for each in SAID])
def test_what_other_programs_say_of_a_unit_is_understood(approved: str | None, word: str, state: State) -> None:
    """Seen in the files these programs saved, driven by hand; they change nothing else that a row is made of."""
    row = Segment("u1/1", Text.of("One"), Text.of("Раз"), State.TRANSLATED, unit="u1")
    root = etree.fromstring(xliff1.write(document([row], Head("en", "ru")), WriteOptions()).data)
    (unit,) = root.iterfind(".//{*}trans-unit")
    (target,) = root.iterfind(".//{*}target")
    target.set("state", word)
    if approved:
        unit.set("approved", approved)
    (back,) = xliff1.read(etree.tostring(root), ReadOptions()).rows
    assert (back.target.plain, back.state, back.marks) == ("Раз", state, frozenset())
