"""Which keys run which command: the usual ones, those of other programs, and the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from editor.i18n import N_, _

Keys = Mapping[str, tuple[str, ...]]

PRESET_NAMES: Final = {
    "default": N_("Diptych"),
    "omegat": "OmegaT",
    "memoq": "memoQ",
    "poedit": "Poedit",
}

HINT_GAP: Final = "   "  # between two hints on one line

NEXT_CODE: Final = "segment.next_code"  # told only where a code is missing
EDIT_SOURCE: Final = "segment.edit_source"  # told, and no other, while one edits the source

# The keys one needs most, told beneath the open segment.
HINTS: Final = {
    "segment.confirm_next": N_("confirm"),
    "segment.copy_source": N_("copy source"),
    NEXT_CODE: N_("next code"),
    EDIT_SOURCE: N_("back to the translation"),
}

# … and beside the text where links are reviewed.
LINK_HINTS: Final = {
    "align.next": N_("next doubtful"),
    "align.confirm": N_("confirm"),
    "segment.confirm_next": N_("confirm, next doubtful"),
    "align.push_down": N_("move a sentence down"),
    "align.push_up": N_("move a sentence up"),
    "align.pull_up": N_("take one in from below"),
    "align.split": N_("split"),
    "align.merge": N_("merge with the next"),
    "align.free": N_("set a sentence free"),
    "align.swap": N_("swap with the next"),
    "align.realign": N_("realign"),
}

# What differs from the commands' own keys. A key given here is taken from whichever command has it by default.
PRESETS: Final[Mapping[str, Keys]] = {
    "default": {},
    "omegat": {
        "segment.confirm_next": ("Ctrl+Enter", "Ctrl+Return"),
        "go.next": ("Ctrl+N", "Ctrl+Down"),
        "go.previous": ("Ctrl+P", "Ctrl+Up"),
        "go.next_unfinished": ("Ctrl+U", "Ctrl+Shift+Down"),
        "go.previous_unfinished": ("Ctrl+Shift+Up",),
        "segment.copy_source": ("Ctrl+Shift+R", "Ctrl+Shift+I"),
        "go.to": ("Ctrl+J",),
        "edit.find": ("Ctrl+F",),
        "edit.replace": ("Ctrl+K",),
        "segment.next_code": ("Ctrl+T",),
        "file.export": ("Ctrl+D",),
        "file.properties": ("Ctrl+E",),
        "edit.redo": ("Ctrl+Y", "Ctrl+Shift+Z"),
        "segment.needs_work": ("Ctrl+Shift+W",),
        "segment.not_for_translation": ("Ctrl+Shift+N",),
        "segment.join": ("Ctrl+Shift+J",),
        "segment.review_next": ("Ctrl+Shift+V",),
        "file.print": ("Ctrl+Alt+P",),
        "file.new_window": ("Ctrl+Alt+N",),
    },
    "memoq": {
        "segment.confirm_next": ("Ctrl+Enter", "Ctrl+Return"),
        "segment.confirm": ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
        "segment.copy_source": ("Ctrl+Shift+S",),
        "segment.next_code": ("F9",),
        "segment.split": ("Ctrl+T",),
        "segment.join": ("Ctrl+J",),
        "segment.needs_work": ("Shift+Enter", "Shift+Return"),
        "segment.not_for_translation": ("Ctrl+Shift+N",),
        "go.next_review": ("Ctrl+F9",),
        "view.panels": ("Ctrl+F12",),
        "go.to": ("Ctrl+G",),
        "edit.redo": ("Ctrl+Y",),
        "file.save_as": ("F12",),
    },
    "poedit": {
        "segment.confirm_next": ("Ctrl+Enter", "Ctrl+Return"),
        "segment.copy_source": ("Ctrl+B",),
        "segment.clear": ("Ctrl+K",),
        "segment.needs_work": ("Ctrl+U",),
        "segment.note": ("Ctrl+M",),
        "go.next": ("Ctrl+Down",),
        "go.previous": ("Ctrl+Up",),
        "go.to": ("Ctrl+I",),
        "edit.find_next": ("Ctrl+G", "F3"),
        "edit.find_previous": ("Ctrl+Shift+G", "Shift+F3"),
        "edit.replace": ("Ctrl+Alt+F", "Ctrl+H"),
        "file.properties": ("Alt+Enter", "Alt+Return"),
        "view.preferences": ("Ctrl+,",),
        "segment.next_code": ("Ctrl+Shift+,",),
    },
}


_STANDARD = QKeySequence.StandardKey
_SYSTEM: Final = {
    "edit.cut": _STANDARD.Cut,
    "edit.copy": _STANDARD.Copy,
    "edit.paste": _STANDARD.Paste,
    "edit.select_all": _STANDARD.SelectAll,
}
_WITH: Final = frozenset({"Ctrl", "Alt", "Meta"})
_CYRILLIC: Final = dict(zip("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", "QWERTYUIOPASDFGHJKLZXCVBNM", strict=True))


def is_bare(key: str) -> bool:
    """Tell whether *key* is one that types or edits where there is text: it works only where nobody types."""
    *modifiers, last = key.split("+")
    return not _WITH.intersection(modifiers) and not (last[:1] == "F" and last[1:].isdecimal())


def pressed(event: QKeyEvent) -> str:
    """Return the key of *event* as ``normal`` spells it, a Cyrillic letter as the Latin one on the same key."""
    letter = _CYRILLIC.get(event.text().upper())
    chord = event.keyCombination()
    if letter is not None:
        chord = QKeyCombination(chord.keyboardModifiers(), Qt.Key(ord(letter)))
    return QKeySequence(chord).toString(QKeySequence.SequenceFormat.PortableText)


def resolved(usual: Keys, preset: str, own: Keys) -> dict[str, tuple[str, ...]]:
    """Return the keys of every command of *usual*: changed as *preset* says, then as the user's *own* say.

    A key given to one command is taken from the others, so that no key does two things. The tables' own keys are
    spelled as ``normal`` spells them.
    """
    result = dict(usual)
    spelled = {command: tuple(map(normal, keys)) for command, keys in own.items()}
    for layer in (PRESETS.get(preset, {}), spelled):
        given = {command: keys for command, keys in layer.items() if command in usual}
        taken = {key for keys in given.values() for key in keys}
        for command, keys in result.items():
            result[command] = tuple(key for key in keys if key not in taken)
        result.update(given)
    return result


def clashes(keys: Keys) -> dict[str, list[str]]:
    """Return each key that several commands have, with their ids."""
    users: dict[str, list[str]] = {}
    for command, its in keys.items():
        for key in its:
            users.setdefault(normal(key), []).append(command)
    return {key: found for key, found in users.items() if len(found) > 1}


def normal(key: str) -> str:
    """Return *key* as Qt spells it, "" for what is no key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown(*keys: str) -> str:
    """Return *keys* as this platform writes them, each once; the keypad's Enter is Enter too."""
    native = QKeySequence.SequenceFormat.NativeText
    names = (QKeySequence(key).toString(native).replace("Return", "Enter") for key in keys)
    return " · ".join(dict.fromkeys(name for name in names if name))


def of_the_system(command: str) -> str:
    """Return the key that the system gives *command*, which every text box knows by itself; "" for most."""
    standard = _SYSTEM.get(command)
    return QKeySequence(standard).toString(QKeySequence.SequenceFormat.NativeText) if standard else ""


def hints(assigned: Keys) -> dict[str, str]:
    """Return the keys one needs most, in words by command, as they are *assigned*."""
    return _told(assigned, HINTS)


def link_hints(assigned: Keys) -> str:
    """Return the keys one needs most where links are reviewed, a line each; single letters before others."""
    bare = {command: sorted(keys, key=lambda key: not is_bare(key)) for command, keys in assigned.items()}
    return "\n".join(_told({command: tuple(keys) for command, keys in bare.items()}, LINK_HINTS).values())


def _told(assigned: Keys, words: Mapping[str, str]) -> dict[str, str]:
    told = ((command, shown(*assigned.get(command, ())[:1]), _(word)) for command, word in words.items())
    return {command: f"{key} {word}" for command, key, word in told if key}
