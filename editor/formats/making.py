"""Many segments, notes and texts made quickly, past the guards that keep frozen values from being changed."""

from __future__ import annotations

from dataclasses import MISSING, field, fields, make_dataclass
from typing import Any

from editor.model import Note, Segment
from editor.text import EMPTY, Text


def loose(kind: Any) -> Any:  # noqa: ANN401 - a class that no type checker can know, of any dataclass
    """Return a class with the fields of the frozen dataclass *kind* that is not frozen.

    Give an instance of it the ``__class__`` *kind* and it is one for good. A frozen dataclass sets each field through
    a guard, which is most of what making many costs.
    """
    found = [
        (each.name, each.type, field() if each.default is MISSING else field(default=each.default))
        for each in fields(kind)
    ]
    return make_dataclass(f"Loose{kind.__name__}", found, slots=True)


LooseSegment = loose(Segment)
LooseNote = loose(Note)
_new, _set = object.__new__, object.__setattr__


def text(characters: str) -> Text:
    """Return the text that is *characters* and nothing else."""
    if not characters:
        return EMPTY
    made = _new(Text)
    _set(made, "runs", (characters,))
    return made
