from __future__ import annotations

from pathlib import Path

import pytest

from editor import learnt
from editor.errors import StorageError
from editor.model import Document, Head, Link, Segment, document
from editor.text import Text

PAIRS = [("river", "река"), ("school", "школа"), ("mayor", "мэр"), ("letter", "письмо"), ("bridge", "мост")]


def bitext(languages: tuple[str, str] = ("en", "ru"), *, sure: bool = True) -> Document:
    said = [
        (f"The {one} and the {other}.", f"{mine} и {its}.")
        for one, mine in PAIRS
        for other, its in PAIRS
        if one != other
    ]
    rows = (
        Segment(str(n), Text.of(one), Text.of(other), link=Link(0.9, confirmed=sure))
        for n, (one, other) in enumerate(said)
    )
    return document(rows, Head(*languages))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path))
    return tmp_path


def test_confirmed_links_teach_words_in_both_directions() -> None:
    assert learnt.words("en", "ru") == {}
    assert learnt.add(bitext()) == 20
    known = learnt.words("en", "ru")
    assert max(known["river"], key=lambda word: known["river"][word]) == "река"
    back = learnt.words("ru-RU", "en-GB")
    assert max(back["школа"], key=lambda word: back["школа"][word]) == "school"
    assert learnt.words("en", "de") == {}


def test_what_nobody_confirmed_or_is_too_little_teaches_nothing() -> None:
    assert learnt.add(bitext(sure=False)) == 0
    assert learnt.add(bitext(("en", ""))) == 0
    assert learnt.add(bitext(("en", "not a language"))) == 0
    assert not learnt.folder().exists()


def test_all_can_be_forgotten_and_what_is_damaged_is_learnt_anew() -> None:
    learnt.add(bitext())
    (file,) = learnt.folder().iterdir()
    assert file.name == "en-ru.tsv"
    file.write_bytes(b"\xff\xfe no lexicon")
    assert learnt.words("en", "ru") == {}
    assert learnt.add(bitext()) == 20
    assert learnt.words("en", "ru")
    learnt.forget()
    assert list(learnt.folder().iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(home: Path) -> None:
    (home / "state").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be kept"):
        learnt.add(bitext())
