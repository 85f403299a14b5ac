from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import settings
from editor.errors import StorageError
from editor.settings import LARGEST, REMEMBERED, SMALLEST, Settings

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
everything = st.builds(
    Settings,
    theme=st.sampled_from(settings.THEMES),
    text_size=st.integers(SMALLEST, LARGEST),
    preset=st.sampled_from(settings.PRESETS),
    keys=st.dictionaries(words, st.lists(words, max_size=2).map(tuple), max_size=3),
    name=words,
    name_asked=st.booleans(),
    untranslated=st.sampled_from(settings.UNTRANSLATED),
    panels=st.booleans(),
    targets=st.dictionaries(words, words, max_size=3),
    recent=st.lists(words, max_size=4).map(tuple),
    places=st.dictionaries(words, st.integers(0, 10**9), max_size=3),
    folder=words,
    geometry=words,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIPTYCH_HOME", str(tmp_path_factory.mktemp("settings") / "deep"))
        yield


@given(everything)
def test_what_is_saved_comes_back(chosen: Settings) -> None:
    settings.save(chosen)
    assert settings.load() == (chosen, "")


@given(st.dictionaries(st.sampled_from([each.name for each in fields(Settings)]), values))
def test_whatever_stands_in_the_file_gives_settings_that_can_be_used(found: dict[str, object]) -> None:
    settings.save(Settings())
    settings.path().write_text(json.dumps(found), encoding="utf-8")
    chosen, warning = settings.load()
    settings.save(chosen)
    assert settings.load() == (chosen, "")
    assert chosen.theme in settings.THEMES
    assert SMALLEST <= chosen.text_size <= LARGEST
    assert all(name in found for name in [each.name for each in fields(Settings)] if name in warning.split())


@given(st.binary(max_size=60))
def test_bytes_that_are_no_settings_give_the_usual_ones_and_a_sentence(data: bytes) -> None:
    settings.save(Settings())
    settings.path().write_bytes(b"\xff" + data)
    chosen, warning = settings.load()
    assert chosen == Settings()
    assert str(settings.path()) in warning


def test_no_file_gives_the_usual_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path / "none"))
    assert settings.load() == (Settings(), "")


def test_a_file_that_cannot_be_read_gives_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path))
    settings.path().mkdir()
    assert settings.load()[0] == Settings()
    assert settings.load()[1]


def test_only_the_field_that_cannot_be_understood_is_given_up() -> None:
    settings.save(Settings())
    settings.path().write_text('{"theme": "dark", "text_size": "huge"}', encoding="utf-8")
    chosen, warning = settings.load()
    assert chosen == Settings(theme="dark")
    assert "text_size" in warning


def test_a_folder_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path / "file" / "inside"))
    with pytest.raises(StorageError, match="inside"):
        settings.save(Settings())


def test_files_whose_names_are_no_utf_8_are_remembered_too(tmp_path: Path) -> None:
    chosen = Settings().opened(tmp_path / "pis\udcedmo.xlf")
    settings.save(chosen)
    assert settings.load() == (chosen, "")


def test_settings_that_cannot_be_written_are_said_to_be_settings() -> None:
    settings.path().mkdir(parents=True)
    with pytest.raises(StorageError, match=r"^Your settings are not kept: .*settings\.json is a folder"):
        settings.save(Settings(name="Anna"))


def test_what_another_program_chose_meanwhile_stays() -> None:
    settings.save(Settings(theme="dark", text_size=120))
    settings.save(Settings(theme="dark", name="Anna"), since=Settings(theme="dark"))
    assert settings.load() == (Settings(theme="dark", text_size=120, name="Anna"), "")
    settings.path().write_bytes(b"{")
    settings.save(Settings(theme="light", name="Anna"), since=Settings(name="Anna"))
    assert settings.load() == (Settings(theme="light", name="Anna"), ""), "nothing of a damaged file can stay"


def test_the_platform_s_folder_is_used_where_no_other_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIPTYCH_HOME", raising=False)
    assert settings.folder().name == "diptych"
    assert settings.folder().is_relative_to(Path.home())


@given(st.lists(st.integers(0, 30), max_size=60))
def test_recent_files_are_the_last_opened_each_once(numbers: list[int]) -> None:
    chosen = Settings()
    for number in numbers:
        chosen = chosen.opened(Path(f"/texts/{number}"))
    distinct = list(dict.fromkeys(str(Path(f"/texts/{number}")) for number in reversed(numbers)))
    assert list(chosen.recent) == distinct[:REMEMBERED]


def test_a_file_is_listed_once_however_its_path_was_spelt(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    file = tmp_path / "letter.xlf"
    file.touch()
    chosen = Settings().opened(file.resolve()).opened(tmp_path / "letters" / ".." / "letter.xlf")
    assert chosen.recent == (str(file.resolve()),)
    assert chosen.folder == str(file.resolve().parent)


def test_a_recent_file_can_be_forgotten() -> None:
    chosen = Settings().opened(Path("/a")).opened(Path("/b"))
    assert chosen.forgot(Path("/a")).recent == (str(Path("/b")),)


@given(st.lists(st.sampled_from([10, -10])))
def test_zoom_stays_within_what_can_be_read(steps: list[int]) -> None:
    chosen = Settings()
    for step in steps:
        chosen = chosen.zoomed(step)
        assert SMALLEST <= chosen.text_size <= LARGEST


def test_every_field_says_what_it_is() -> None:
    assert all(each.metadata["help"] for each in fields(Settings))
    assert replace(Settings(), theme="dark").theme == "dark"


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10**9)), max_size=40))
def test_the_place_in_a_file_is_known_as_long_as_the_file_is_a_recent_one(acts: list[tuple[int, int]]) -> None:
    now, last = Settings(), dict[str, int]()
    for number, row in acts:
        path = Path(f"/letters/{number}.xlf")
        now = now.opened(path).left(path, row)
        last[str(path)] = row
    assert dict(now.places) == {name: last[name] for name in now.recent}
    assert now.left(Path("/elsewhere.xlf"), 3) == now
