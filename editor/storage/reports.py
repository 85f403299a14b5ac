"""A report about a failure of the program itself: where in the code, in what surroundings, and no word of the text."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import editor

ROOT = Path(editor.__file__).parent


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong: the kind of error, the places in the code on the way to it, and its own words."""

    kind: str
    places: tuple[str, ...] = ()
    words: str = ""  # they may quote the document

    @property
    def key(self) -> str:
        """What is the same when the same thing fails again."""
        return f"{self.kind} {self.places[-1] if self.places else ''}"


def failure(error: BaseException, trace: TracebackType | None = None) -> Failure:
    """Return what can be told of *error*, the causes that led to it first."""
    places: list[str] = []
    if error.__cause__ is not None or (error.__context__ is not None and not error.__suppress_context__):
        cause = error.__cause__ or error.__context__
        assert cause is not None  # noqa: S101 - one of the two was found
        first = failure(cause)
        places = [*first.places, f"{first.kind}, and then:"]
    for frame in traceback.extract_tb(trace or error.__traceback__):
        places.append(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}")
    return Failure(type(error).__name__, tuple(places), str(error))


def _short(name: str) -> str:
    """Return a file of the code by its last folders: where it is installed is nobody's business."""
    path = Path(name)
    if path.is_relative_to(ROOT):
        return path.relative_to(ROOT.parent).as_posix()
    return "/".join(path.parts[-2:])


def report(failed: Failure, facts: Mapping[str, str], *, text: str | None = None) -> str:
    """Return the report; with *text* also the error's own words and that text, because the user said so."""
    lines = [
        f"Diptych {editor.__version__}, Python {platform.python_version()}, {sys.platform} {platform.release()}",
        *(f"{name}: {value}" for name, value in facts.items()),
        "",
        f"{failed.kind} at",
        *(f"  {place}" for place in failed.places),
    ]
    if text is not None:
        lines += ["", f"It said: {failed.words}", "", "The segment:", text]
    return "\n".join(lines) + "\n"
