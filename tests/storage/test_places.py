"""Where state goes: a folder of the user's own, and a sentence where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import platformdirs
import pytest

from editor import learnt, settings
from editor.errors import StorageError
from editor.model import Head, document
from editor.settings import Settings
from editor.storage import locks, places, recovery, versions
from editor.storage.journal import Journal, Subject


def homeless(*_what: object, **_more: object) -> NoReturn:
    raise RuntimeError


@pytest.fixture(params=["raises", "relative"])
def no_home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand for a user whom the system knows nothing of; older platformdirs give a relative folder then."""
    for name in ("user_state_dir", "user_config_dir"):
        told = homeless if request.param == "raises" else lambda *_what, name=name, **_more: f"~/{name}"
        monkeypatch.setattr(platformdirs, name, told)


def test_state_is_the_platform_s_folder_or_the_one_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert places.state() == Path(platformdirs.user_state_dir("diptych", appauthor=False))
    assert places.known()
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path))
    assert places.state() == tmp_path / "state"


@pytest.mark.usefixtures("no_home")
def test_without_a_home_work_goes_on_and_each_thing_says_what_it_lacks(tmp_path: Path) -> None:
    assert not places.known()
    assert settings.load() == (Settings(), "")
    with pytest.raises(StorageError, match="not kept: you have no home folder"):
        settings.save(Settings(text_size=120))
    work = tmp_path / "work.xlf"
    work.write_bytes(b"one")
    lock = locks.acquire(work)
    assert isinstance(lock, locks.Lock)
    assert isinstance(locks.acquire(work), locks.Holder)
    lock.release()
    assert recovery.for_document(work) == []
    with pytest.raises(StorageError, match="No version can be kept: you have no home folder"):
        versions.keep(work)
    assert learnt.words("en", "ru") == {}
    kept = Journal(Subject(path=str(work)), document([], Head("en", "ru")))
    kept.saving(b"")
    kept.typing(0, "target", ())
    assert kept.trouble.startswith("The journal cannot be written: you have no home folder.")
    kept.close(keep=False)
    assert [path.name for path in tmp_path.iterdir()] == ["work.xlf"]
