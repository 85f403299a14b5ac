"""The rows of the simplest units, of which is known where the texts stand and what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.spans import Reference, content
from editor.model import Segment, Usual, segment
from editor.text import EMPTY, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.formats.xliff1.index import Index


def rows(found: Index, first: int, last: int, read: Callable[[int], Sequence[Segment]]) -> list[Segment]:
    """Return the rows of the units from one number to another; *read* reads what takes more than a look."""
    there, data = found.shape, found.source.utf8
    if there is None:
        return [row for number in range(first, last) for row in read(number)]
    odd = data.find(b"&", found.begins[first], found.finishes[last - 1]) >= 0
    text = _text if odd or data.find(b"\r", found.begins[first], found.finishes[last - 1]) >= 0 else _plain
    usual = [None if one is None or one[3] else Usual(*one[:3]) for one in found.traits]
    ours = [context.ours for context in found.contexts]
    spans = [one[first:last].tolist() for one in (*there.source, *there.target, there.simple, found.which)]
    made = list[Segment]()
    for number, name, context, start, end, begin, close, simple, which in zip(
        range(first, last), found.names[first:last], found.context[first:last], *spans, strict=True
    ):
        alike = usual[which]
        if not simple or alike is None or ours[context]:
            made += read(number)
            continue
        source, target = text(data[start:end]), text(data[begin:close])
        if source is None or target is None:
            made += read(number)
        else:
            made.append(segment(f"{name}/1", (source, target), name, alike))
    return made


def _plain(raw: bytes) -> Text:
    return Text((raw.decode(),)) if raw else EMPTY


def _text(raw: bytes) -> Text | None:
    """Read a text without tags; None where a reference takes more than that."""
    if b"&" not in raw and b"\r" not in raw:
        return Text((raw.decode(),)) if raw else EMPTY
    pieces = content(raw.decode())
    return Text((str(pieces[0]),)) if len(pieces) == 1 and not isinstance(pieces[0], Reference) else None
