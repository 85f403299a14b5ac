"""Messages fall back to English, and come from a catalogue where there is one."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import polib

from editor import i18n

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_without_a_catalogue_messages_are_english() -> None:
    assert i18n._("Open") == "Open"
    assert i18n.ngettext("one", "many", 2) == "many"
    assert i18n.N_("Open") == "Open"


def test_a_catalogue_is_used_when_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_translations", gettext.NullTranslations())
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "ru"}
    catalogue.append(polib.POEntry(msgid="Open", msgstr="Открыть"))
    catalogue.save_as_mofile(str(folder / "diptych.mo"))
    i18n.install(tmp_path, ["ru"])
    assert i18n._("Open") == "Открыть"
