"""The columns of many units told at once, those that are as plain as can be; the others one by one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from editor.formats.spans.tags import Flags, Lengths, Numbers, Tags
from editor.formats.xliff2.index import Index
from editor.formats.xliff2.names import PREFIX
from editor.formats.xliff2.outline import CLOSED, Outline, number

# What the tags of a plain unit are, in the order of a unit; behind them what is passed over.
_UNIT, _UNIT_END, _SEGMENT, _SEGMENT_END, _GAP, _GAP_END, _SOURCE, _SOURCE_END, _TARGET, _TARGET_END = range(10)
_CODE, _OTHER = 10, 11
_NAMES = ("unit", "segment", "ignorable", "source", "target", "ph", "sc", "ec", "pc")
_ALONE, _SPAN = _NAMES.index("ph"), _NAMES.index("pc")
_AFTER = {
    _UNIT: (_SEGMENT, _GAP),
    _SEGMENT: (_SOURCE,),
    _GAP: (_SOURCE,),
    _SOURCE: (_SOURCE_END,),
    _SOURCE_END: (_TARGET, _SEGMENT_END, _GAP_END),
    _TARGET: (_TARGET_END,),
    _TARGET_END: (_SEGMENT_END, _GAP_END),
    _SEGMENT_END: (_SEGMENT, _GAP, _UNIT_END),
    _GAP_END: (_SEGMENT, _GAP, _UNIT_END),
    _UNIT_END: (_UNIT,),
}
_FOLLOWS = np.zeros((_OTHER + 1, _OTHER + 1), dtype=bool)
for _one, _next in _AFTER.items():
    _FOLLOWS[_one, list(_next)] = True
_SPEAKING = (PREFIX, "xmlns")  # what may say more of a unit in what is passed over
_TRANSLATE = re.compile(r"translate\s*=")
_SAID = re.compile(r"(?:\s+id=\"[^\"<&]*+\")?(?:\s+state=\"(\w*+)\")?\s*")


class _Shape(NamedTuple):
    """The tags of some units by what they are, without those that are passed over."""

    tags: Tags
    parts: Numbers  # numbers of the tags
    what: Numbers
    owner: Numbers  # the unit of each part
    strange: Flags  # units that are not plain
    lengths: Lengths


def outlined(text: str, index: Index, first: int, last: int) -> Outline | list[Outline | None]:
    """Return the columns of the units from one number to another, unit by unit with None where one is not plain."""
    base = index.starts[first]
    text = text[base : index.ends[last - 1]]
    starts, ends = (np.frombuffer(each, dtype=np.int64)[first:last] - base for each in (index.starts, index.ends))
    shape = _shape(text, starts, ends, index.root.prefix)
    _doubt(text, starts, shape)
    tags, parts, what = shape.tags, shape.parts, shape.what
    segments = np.flatnonzero((what == _SEGMENT) & ~shape.strange[shape.owner])
    size = len(f"<{index.root.prefix}segment")
    states, odd = _states(text, tags, parts[segments], size)
    if odd:
        shape.strange[shape.owner[segments[odd]]] = True
    begin, end = tags.ends[parts[segments + 1]], tags.starts[parts[segments + 2]]
    sources = shape.lengths.between(begin, end)
    has = what[segments + 3] == _TARGET
    after = np.minimum(segments + 4, len(parts) - 1)
    begin = tags.ends[parts[segments + 3]]
    end = np.maximum(tags.starts[parts[after]], begin)
    targets = np.where(has, shape.lengths.between(begin, end), 0)
    units = shape.owner[segments]
    whole = Outline()
    lengths = targets.tolist()
    whole.states = [number(written, filled=length > 0) for written, length in zip(states, lengths, strict=True)]
    whole.sources, whole.targets = array("l", sources.tolist()), array("l", lengths)
    names, closed = index.names, [0 if place.translate else CLOSED for place in index.places]
    whole.units = [names[first + unit] for unit in units.tolist()]
    whole.marks = [closed[index.where[first + unit]] for unit in units.tolist()]
    if not shape.strange.any():
        return whole
    counts = np.concatenate(
        [np.zeros(1, dtype=np.int64), np.cumsum(np.bincount(units, minlength=last - first))]
    ).tolist()
    return [
        None if strange else whole.part(*counts[unit : unit + 2]) for unit, strange in enumerate(shape.strange.tolist())
    ]


def _states(text: str, tags: Tags, segments: Numbers, size: int) -> tuple[list[str], list[int]]:
    """Return what the segments' tags say of their states, and which of them say something else besides."""
    spans = zip((tags.starts[segments] + size).tolist(), (tags.ends[segments] - 1).tolist(), strict=True)
    said = [_state(text[start:end]) for start, end in spans]
    return [one or "" for one in said], [place for place, one in enumerate(said) if one is None]


@lru_cache(maxsize=2_000)
def _state(tag: str) -> str | None:
    match = _SAID.fullmatch(tag)
    return None if match is None else match[1] or ""


def _shape(text: str, starts: Numbers, ends: Numbers, prefix: str) -> _Shape:
    """Look what the tags of the units are, and which units hold others than the plainest ones."""
    tags = Tags.of(text)
    owner = np.maximum(np.searchsorted(starts, tags.starts, side="right") - 1, 0)
    within = tags.starts < ends[owner]
    kinds = tags.kinds(prefix, _NAMES)
    what = _what(tags, kinds)
    begins = np.flatnonzero(((kinds == 1) | (kinds == 2)) & within)  # noqa: PLR2004 - segments and ignorables
    opened = np.searchsorted(tags.starts, starts)
    following = np.append(begins, len(tags))[np.searchsorted(begins, opened)]  # the first segment of each unit
    before = following[owner]
    numbers = np.arange(len(tags))
    counted = within & ((numbers >= before) | (numbers == opened[owner]))
    strange: Flags = following >= np.append(opened[1:], len(tags))  # those that have none
    strange[owner[(counted & (what == _OTHER)) | (within & ~tags.sure)]] = True
    parts = np.flatnonzero(counted & (what < _CODE))
    codes = np.flatnonzero(counted & (what == _CODE))
    kept = what[parts]
    if len(codes):
        around = kept[np.searchsorted(parts, codes) - 1]
        strange[owner[codes[(around != _SOURCE) & (around != _TARGET)]]] = True
    strange[owner[parts[:-1][~_FOLLOWS[kept[:-1], kept[1:]]]]] = True
    texts = parts[(kept == _SOURCE) | (kept == _TARGET)]
    plain = tags.ends[texts] - tags.starts[texts] == len(f"<{prefix}source>")
    strange[owner[texts[~plain]]] = True
    lengths = Lengths(tags, codes)
    strange[np.searchsorted(starts, lengths.doubtful, side="right") - 1] = True
    return _Shape(tags, parts, kept, owner[parts], strange, lengths)


def _what(tags: Tags, kinds: NDArray[np.int8]) -> Numbers:
    closing = tags.closing
    empty = tags.empty(np.arange(len(tags)))
    what = np.full(len(tags), _OTHER)
    pair = (kinds >= 0) & (kinds < _ALONE) & ~empty
    what[pair] = 2 * kinds[pair] + closing[pair]
    what[(kinds >= _ALONE) & (kinds < _SPAN) & empty] = _CODE
    what[(kinds == _SPAN) & ~empty] = _CODE
    return what


def _doubt(text: str, starts: Numbers, shape: _Shape) -> None:
    """Call those units strange that hold words which may say more."""
    found = [match.start() for match in _TRANSLATE.finditer(text)]
    for word in _SPEAKING:
        found += [match.start() for match in re.finditer(word, text)] if word in text else []
    shape.strange[np.searchsorted(starts, found, side="right") - 1] = True
    chars, at = shape.tags.characters, shape.tags.starts + 1
    deceptive = shape.tags.starts[(chars[at] == ord("!")) | (chars[at] == ord("?"))]
    shape.strange[np.searchsorted(starts, deceptive, side="right") - 1] = True


def joined(found: Sequence[Outline]) -> Outline:
    """Return the columns of several runs of rows as one."""
    whole = Outline()
    for one in found:
        whole.states += one.states
        whole.marks += one.marks
        whole.sources += one.sources
        whole.targets += one.targets
        whole.units += one.units
    return whole
