"""What the user chose, kept as JSON in the platform's folder for such things."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from editor import storage
from editor.errors import StorageError
from editor.i18n import N_, _
from editor.storage import places

THEMES: Final = ("system", "light", "dark", "high-contrast")
PRESETS: Final = ("default", "omegat", "memoq", "poedit")
UNTRANSLATED: Final = ("source", "skip")
SMALLEST, LARGEST = 50, 300  # per cent of the usual text size
REMEMBERED = 12  # recent files


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _size(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return min(max(value, SMALLEST), LARGEST)


def _places(value: object) -> dict[str, int]:
    found = {name: each for name, each in _named(value).items() if type(each) is int and each >= 0}
    if len(found) < len(_named(value)):
        raise TypeError(value)
    return found


def _one_of(*choices: str) -> Callable[[object], str]:
    def chosen(value: object) -> str:
        if value not in choices:
            raise ValueError(value)
        return _text(value)

    return chosen


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_text(each) for each in value)


def _named(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return {_text(name): each for name, each in value.items()}


def _mapped(value: object) -> dict[str, str]:
    return {name: _text(each) for name, each in _named(value).items()}


def _keys(value: object) -> dict[str, tuple[str, ...]]:
    return {name: _texts(each) for name, each in _named(value).items()}


def _meaning(words: str, read: Callable[[object], object]) -> dict[str, object]:
    return {"help": words, "read": read}


@dataclass(frozen=True, slots=True)
class Settings:
    """Each choice, with one line of help and the function that reads it from JSON in its field's metadata."""

    theme: str = field(
        default="system", metadata=_meaning(N_("Colours: as the system, light, dark, high contrast"), _one_of(*THEMES))
    )
    text_size: int = field(default=100, metadata=_meaning(N_("Size of the texts, in per cent"), _size))
    preset: str = field(
        default="default", metadata=_meaning(N_("Keys as in this program or in another"), _one_of(*PRESETS))
    )
    keys: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict, metadata=_meaning(N_("Keys you changed yourself"), _keys)
    )
    name: str = field(default="", metadata=_meaning(N_("Your name, written beside what you review"), _text))
    name_asked: bool = field(default=False, metadata=_meaning(N_("Whether your name was asked already"), _truth))
    untranslated: str = field(
        default="source",
        metadata=_meaning(N_("What an export does with untranslated segments"), _one_of(*UNTRANSLATED)),
    )
    worst_first: bool = field(
        default=False, metadata=_meaning(N_("Go to the most doubtful link first, not to the next in the text"), _truth)
    )
    learn: bool = field(
        default=True, metadata=_meaning(N_("Learn words from confirmed links, for the next texts you align"), _truth)
    )
    sharp: bool = field(
        default=False,
        metadata=_meaning(
            N_("Weigh what doubtful sentences mean when aligning: slow, needs the extra “neural”"), _truth
        ),
    )
    srx: str = field(
        default="", metadata=_meaning(N_("A file of segmentation rules (SRX) that go before the built-in ones"), _text)
    )
    panels: bool = field(default=True, metadata=_meaning(N_("Show the panels beside the text"), _truth))
    targets: Mapping[str, str] = field(
        default_factory=dict,
        metadata=_meaning(N_("The language you last translated into, by source language"), _mapped),
    )
    recent: tuple[str, ...] = field(default=(), metadata=_meaning(N_("Files opened lately, newest first"), _texts))
    places: Mapping[str, int] = field(
        default_factory=dict, metadata=_meaning(N_("The row you last worked at, by recent file"), _places)
    )
    folder: str = field(default="", metadata=_meaning(N_("The folder where you last opened or saved a file"), _text))
    geometry: str = field(default="", metadata=_meaning(N_("Where the window stood"), _text))

    def opened(self, path: Path) -> Settings:
        """Return the settings once the file at *path* was opened or saved: it leads the recent files."""
        if ".." in path.parts:
            path = path.resolve()  # one file is listed once, however its path was spelt
        here = str(path)
        recent = (here, *(each for each in self.recent if each != here))[:REMEMBERED]
        places = {name: row for name, row in self.places.items() if name in recent}
        return replace(self, recent=recent, places=places, folder=str(path.parent))

    def left(self, path: Path, row: int) -> Settings:
        """Return the settings once the recent file at *path* was put away while *row* was the active one."""
        return replace(self, places={**self.places, str(path): row}) if str(path) in self.recent else self

    def forgot(self, path: Path) -> Settings:
        """Return the settings without *path* among the recent files."""
        return replace(self, recent=tuple(each for each in self.recent if each != str(path)))

    def zoomed(self, step: int) -> Settings:
        """Return the settings with the texts *step* per cent larger, within what can be read."""
        return replace(self, text_size=_size(self.text_size + step))


def folder() -> Path:
    """Return the folder of the settings: ``$DIPTYCH_HOME`` where that is set, else the platform's. Raises OSError."""
    own = os.environ.get("DIPTYCH_HOME")
    return Path(own) if own else places.system("user_config_dir")


def path() -> Path:
    """Return the file of the settings. Raises OSError where the user has no folder for them."""
    return folder() / "settings.json"


def load() -> tuple[Settings, str]:
    """Return the settings and "", or what of them can be used and a sentence about what cannot."""
    file = Path()
    try:
        file = path()
        found = _named(json.loads(file.read_bytes()))
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        words = _("Your settings could not be read ({reason}); the usual ones are used.")
        return Settings(), words.format(reason=error.strerror)
    except (ValueError, TypeError, RecursionError):
        words = _("The settings in {path} are damaged; the usual ones are used until you change one.")
        return Settings(), words.format(path=file)
    values, refused = _values(found)
    if not refused:
        return Settings(**values), ""
    words = _("In your settings {names} could not be understood; the usual choice is used there.")
    return Settings(**values), words.format(names=", ".join(refused))


def _values(found: dict[str, object]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    refused = []
    for each in fields(Settings):
        if each.name not in found:
            continue
        try:
            values[each.name] = each.metadata["read"](found[each.name])
        except (TypeError, ValueError):
            refused.append(each.name)
    return values, refused


def save(settings: Settings, since: Settings | None = None) -> None:
    """Write *settings*, leaving out what is as usual. Raises StorageError.

    With *since*, only what differs from that becomes another: what another program chose meanwhile stays.
    """
    if since is not None:
        there, trouble = load()
        names = [each.name for each in fields(Settings) if getattr(settings, each.name) != getattr(since, each.name)]
        settings = settings if trouble else replace(there, **{name: getattr(settings, name) for name in names})
    usual = asdict(Settings())
    chosen = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    place = None
    try:
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = (
            _("Your settings cannot be kept in {path}: {reason}.")
            if place
            else _("Your settings are not kept: {reason}.")
        )
        raise StorageError(words.format(path=place, reason=error.strerror)) from None
    text = json.dumps(chosen, ensure_ascii=False, indent=1, sort_keys=True)
    try:  # paths may hold bytes that are no UTF-8; json.loads takes them back
        storage.save(f"{text}\n".encode("utf-8", "surrogatepass"), place / "settings.json")
    except StorageError as error:
        raise StorageError(_("Your settings are not kept: {reason}").format(reason=error)) from None
