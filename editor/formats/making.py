"""Many segments made quickly: filled in as something that can still change, frozen by becoming segments."""

from __future__ import annotations

from dataclasses import MISSING, field, fields, make_dataclass
from typing import Any, cast

from editor.model import Segment

# The fields of a segment, not frozen: a frozen dataclass sets each through a guard, which is most of what it costs.
Loose: Any = make_dataclass(
    "Loose",
    [
        (each.name, each.type, field() if each.default is MISSING else field(default=each.default))
        for each in fields(Segment)
    ],
    slots=True,
)


def made(loose: Any) -> Segment:  # noqa: ANN401 - the class above has no name that a type checker knows
    """Return the ``Loose`` itself as the segment it now is for good."""
    loose.__class__ = Segment
    return cast("Segment", loose)
