"""Messages fall back to English, and come from a catalogue where there is one."""

from __future__ import annotations

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polib

import editor
from editor import i18n

if TYPE_CHECKING:
    import pytest

# What others make a sentence of.
OTHERS = {"ArgumentTypeError", "OSError", *(kind.__name__ for kind in OSError.__subclasses__())}


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


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the program, and where it stands."""
    root = Path(editor.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(root)}:{node.lineno}", node


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def test_every_error_is_a_whole_sentence() -> None:
    found = [
        f"{where}: {word.value}"
        for where, node in calls()
        if called(node).endswith("Error") and called(node) not in OTHERS
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and called(inner) in {"_", "ngettext"}
        for word in inner.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
        if not word.value.endswith((".", "?", "!", "{reason}"))
    ]
    assert found == []


def test_what_is_translated_can_be_found_by_those_who_collect_it() -> None:
    found = [
        where
        for where, node in calls()
        if called(node) in {"_", "N_", "ngettext"}
        for word in node.args[: 2 if called(node) == "ngettext" else 1]
        if isinstance(word, ast.JoinedStr | ast.BinOp)
    ]
    assert found == []
