"""The script that sets a checkout up (`.ci/prepare.py`), with the system it asks played by the tests."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "prepare.py"


@pytest.fixture
def prepare() -> ModuleType:
    specification = importlib.util.spec_from_file_location("prepare", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class System:
    """Answers the commands that the script runs, and remembers them."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.commands: list[str] = []

    def run(self, command: list[object], **_options: object) -> subprocess.CompletedProcess[str]:
        line = " ".join(map(str, command))
        self.commands.append(line)
        fails = any(each in line for each in self.failing)
        return subprocess.CompletedProcess(
            [line], int(fails), "", "ImportError: libodd.so.3: cannot open" if fails else ""
        )


def needs(module: ModuleType, *names: str) -> list[object]:
    return [each for each in (*module.ALWAYS, *module.WINDOW) if each.name in names]


def test_a_system_that_has_all_is_asked_for_nothing(prepare: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    prepare.provide([])
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries")
def test_a_library_that_is_not_there_does_not_load(prepare: ModuleType) -> None:
    assert not prepare.loads("libno-such-thing.so.1")
    assert prepare.loads("libc.so.6")


def test_libraries_for_windows_are_wanted_only_with_a_display(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "loads", lambda _library: False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert {"libgl1", "libxcb-cursor0"} <= {each.apt for each in prepare.missing()}
    monkeypatch.delenv("DISPLAY")
    assert "libxcb-cursor0" not in {each.apt for each in prepare.missing()}


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("apt-get", "sudo apt-get install --no-install-recommends libgl1 libegl1"),
        ("dnf", "sudo dnf install libglvnd-glx libglvnd-egl"),
        ("pacman", "sudo pacman -S --needed libglvnd\n"),
    ],
)
def test_without_rights_it_prints_the_line_to_type(
    prepare: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    line: str,
) -> None:
    monkeypatch.setattr(prepare.shutil, "which", lambda name: name if name == program else None)
    monkeypatch.setattr(prepare, "free_hand", lambda: None)
    with pytest.raises(SystemExit) as end:
        prepare.provide(needs(prepare, "libGL.so.1", "libEGL.so.1"))
    assert end.value.code == 2
    assert line in capsys.readouterr().err


def test_with_rights_it_installs_and_says_so(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = System()
    monkeypatch.setattr(prepare.subprocess, "run", system.run)
    monkeypatch.setattr(prepare.shutil, "which", lambda name: name)
    monkeypatch.setattr(prepare, "free_hand", lambda: ["sudo", "-n"])
    prepare.provide(needs(prepare, "libGL.so.1"))
    assert "Installing: libgl1" in capsys.readouterr().out
    assert len(system.commands) == 1
    assert system.commands[0].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")
    assert system.commands[0].endswith("libgl1")


def test_old_package_lists_are_refreshed_once(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(" install ")
    monkeypatch.setattr(prepare.subprocess, "run", system.run)
    assert not prepare.apt_install([], ["libgl1"])
    assert [line.split()[-1] for line in system.commands] == ["libgl1", "update", "libgl1"]


def put_venv(module: ModuleType, folder: Path) -> None:
    """Give the script a `.venv` of our own, whose Python is there."""
    for python in (folder / "bin" / "python", folder / "Scripts" / "python.exe"):
        python.parent.mkdir()
        python.touch()
    vars(module).update(VENV=folder, STAMP=folder / "diptych.json")


def test_what_is_installed_is_installed_once(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_venv(prepare, tmp_path)
    monkeypatch.setattr(prepare.subprocess, "run", System().run)
    assert prepare.prepare_environment("") is True
    assert prepare.prepare_environment("") is False
    assert prepare.prepare_environment("dev") is True
    assert prepare.prepare_environment("dev") is False
    assert prepare.prepare_environment("") is False, "what tests need holds what running needs"


def test_a_changed_project_is_installed_again_with_what_it_had(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_venv(prepare, tmp_path)
    monkeypatch.setattr(prepare.subprocess, "run", System().run)
    prepare.prepare_environment("dev")
    monkeypatch.setattr(prepare, "project_hash", lambda: "another")
    assert prepare.prepare_environment("") is True
    assert json.loads(prepare.STAMP.read_text(encoding="utf-8")) == {"project": "another", "extra": "dev"}


def test_a_failed_installation_leaves_no_stamp(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_venv(prepare, tmp_path)
    monkeypatch.setattr(prepare.subprocess, "run", System("pip install").run)
    with pytest.raises(SystemExit):
        prepare.prepare_environment("")
    assert not prepare.STAMP.exists()


def test_a_library_unknown_to_the_table_is_named(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_venv(prepare, tmp_path)
    prepare.STAMP.touch()
    monkeypatch.setattr(prepare.subprocess, "run", System("PySide6").run)
    with pytest.raises(SystemExit):
        prepare.try_qt()
    assert "libodd.so.3" in capsys.readouterr().err
    assert not prepare.STAMP.exists(), "so that the next run looks again"
