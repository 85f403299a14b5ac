from __future__ import annotations

from pathlib import Path

import pytest

from editor import resources


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    root = Path(resources.__file__).resolve().parent.parent
    assert resources.path() == root / "resources"
    assert resources.path("icons/diptych.svg") == root / "resources" / "icons" / "diptych.svg"


def test_a_wheel_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "editor" / "_resources"
    installed.mkdir(parents=True)
    (installed / "greeting.txt").write_text("Привет", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", installed.parent)
    assert resources.path("greeting.txt") == installed / "greeting.txt"
    assert resources.read_text("greeting.txt") == "Привет"


def test_what_is_missing_is_said() -> None:
    with pytest.raises(FileNotFoundError):
        resources.read_text("no-such-file")
