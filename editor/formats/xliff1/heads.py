"""What the start tags of units and targets say, read for all units at once: their names, states and marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from editor.formats.spans.said import Said, said
from editor.formats.spans.tags import Flags, Numbers, combined, distinct, strings
from editor.formats.xliff1.states import PREFIX
from editor.formats.xliff1.units import told
from editor.formats.xliff1.usual import FORBIDDING, TELLING, Traits, traits

if TYPE_CHECKING:
    from editor.formats.xliff1.index import Index
    from editor.formats.xliff1.shape import Shape

_ODD = re.compile("[&\t\r\n]")  # in an id
_TAG = re.compile(rb"<[^\s/>]+((?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*))>")


def look(index: Index) -> None:
    """Name the units of *index*, and find what those of the usual kind have in common."""
    there = index.shape
    found = None if there is None else said(there.characters, *there.heads)
    index.names = _names(index, found)
    if there is None or found is None or not index.names:
        return
    there.strange |= found.doubtful
    for name, values in found.values.items():
        if name.startswith((f"{PREFIX}:", "xmlns")) or name in FORBIDDING:
            outside = ~_of_contexts(index, [context.ours for context in index.contexts])[values.tags]
            there.strange[values.tags[outside]] = True
    repeated = index.repeated
    if repeated:
        there.strange |= np.fromiter((name in repeated for name in index.names), bool, len(index))
    _judge(index, there, found)
    there.simple &= ~there.strange
    there.forget()


def _of_contexts(index: Index, values: list[bool]) -> Flags:
    """Return for each unit what is true of its context."""
    found: Flags = np.array(values)[np.frombuffer(index.context, dtype=np.int64)]
    return found


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(index: Index, found: Said | None) -> list[str]:
    """Return what each unit is called: the number of its file, and its id."""
    numbers = np.array([context.file for context in index.contexts])[np.frombuffer(index.context, dtype=np.int64)]
    alone = not len(index) or bool((numbers == numbers[0]).all())
    ids = _ids(index, found, f"f{numbers[0]}/" if alone and len(index) else "")
    if alone:
        return ids
    names, at = list[str](), 0
    for end in [*(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist(), len(index)]:
        before = f"f{numbers[at]}/" if end else ""
        names += [before + each for each in ids[at:end]]
        at = end
    return names


def _ids(index: Index, found: Said | None, before: str) -> list[str]:
    """Return the id of each unit, with *before* in front."""
    there = index.shape
    values = None if found is None else found.values.get("id")
    if there is None or found is None or values is None:
        return [before + _id(index, number) for number in range(len(index))]
    ids = strings(there.characters, values.starts, values.ends, before)
    if ids is None or (len(ids) == len(index) and values.tags[-1] != len(index) - 1):
        return [before + _id(index, number) for number in range(len(index))]
    if len(ids) == len(index) and not _ODD.search("".join(ids)) and not found.doubtful.any():
        return ids
    known = dict(zip(values.tags.tolist(), ids, strict=True))
    for number in np.flatnonzero(found.doubtful).tolist():
        known.pop(number, None)
    plain = (known.get(number, "&") for number in range(len(index)))
    return [before + _id(index, number) if _ODD.search(one) else one for number, one in enumerate(plain)]


def _id(index: Index, number: int) -> str:
    tag = _TAG.match(index.source.utf8, index.begins[number])
    said_there = tag[1].decode() if tag else ""
    return told(said_there, 0, len(said_there)).get("id", "")


# ── States and marks ────────────────────────────────────────────────────────────────────────────────────────────────


def _judge(index: Index, there: Shape, found: Said) -> None:
    """Find the traits of all units; those that say something unusual are for an exact reading."""
    chars, size = there.characters, len(index)
    parts: list[tuple[Numbers, list[str | None]]] = []
    for name in TELLING:
        values = found.values.get(name)
        which, words = np.zeros(size, dtype=np.int64), list[str | None](("",))
        if values is not None:
            kinds, written = distinct(chars, values.starts, values.ends)
            which[values.tags] = kinds + 1
            words += [f' {name}="{word.decode()}"' for word in written]
        parts.append((which, words))
    parts.append(_rests(index, there, found))
    has = np.flatnonzero(there.tags[0] >= 0)
    which, words = np.zeros(size, dtype=np.int64), [None]
    kinds, written = distinct(chars, there.tags[0][has], there.tags[1][has])
    which[has] = kinds + 1
    parts.append((which, [None, *(word.decode() for word in written)]))
    filled = there.target[1] > there.target[0]
    free = _of_contexts(index, [context.translate for context in index.contexts])
    ours = _of_contexts(index, [context.ours for context in index.contexts])
    parts += [(one.astype(np.int64), ["", "yes"]) for one in (filled, free, ours)]
    index.traits, index.which = _combined(parts)
    there.strange |= np.array([one is None for one in index.traits], dtype=bool)[index.which]


def _rests(index: Index, there: Shape, found: Said) -> tuple[Numbers, list[str | None]]:
    """Return all that the tags of units say behind the ids, for units of files that are ours."""
    ours = np.flatnonzero(_of_contexts(index, [context.ours for context in index.contexts]))
    which, values = np.zeros(len(index), dtype=np.int64), found.values.get("id")
    if values is None:
        there.strange[ours] = True
    if not len(ours) or values is None:
        return which, [""]
    begin = np.full(len(index), -1)
    begin[values.tags] = values.ends + 1
    first = np.zeros(len(index), dtype=bool)
    first[values.tags] = values.starts == there.heads[0][values.tags] + len(' id="')
    there.strange[ours[~first[ours]]] = True
    ours = ours[first[ours]]
    kinds, written = distinct(there.characters, begin[ours], there.heads[1][ours])
    which[ours] = kinds + 1
    return which, ["", *(word.decode() for word in written)]


def _combined(parts: list[tuple[Numbers, list[str | None]]]) -> tuple[list[Traits | None], Numbers]:
    """Return the traits of each combination that there is, and which of them each unit has."""
    places, which = combined([(numbers, len(words)) for numbers, words in parts])
    found = list[Traits | None]()
    for place in places.tolist():
        *telling, whole, tag, filled, free, ours = [words[numbers[place]] for numbers, words in parts]
        rest = whole if ours else "".join(word or "" for word in telling)
        found.append(traits(rest or "", tag, filled=bool(filled), translate=bool(free), ours=bool(ours)))
    return found, which
