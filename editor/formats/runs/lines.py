"""A paragraph as the model sees it: text with codes only where the eye sees a change, and how each code is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from editor.formats.runs import FIELD, Atom, Sort
from editor.text import Code, Kind, Text

Look = frozenset[tuple[str, str]]
"""What is seen of a text: properties and their values."""

_BEGINS = re.compile(r"<[\w:-]*(?:Start|[:-](?:start|annotation))(?=[\s/>])")
_LONG = 400  # characters of native markup that a code keeps; the original has it all
_TEXT, _ALONE, _OPEN, _CLOSE = Sort.TEXT, Sort.ALONE, Sort.OPEN, Sort.CLOSE  # an enumeration is slow to ask


class Ink(NamedTuple):
    """How a code is written: markup, and for what opens the run properties of the text behind it."""

    native: str = ""
    properties: str = ""


class Hidden(NamedTuple):
    """What no reader sees, at a position of the text; next to a code it goes where that goes."""

    native: str
    position: int
    code: tuple[Kind, str] | None = None
    before: bool = False  # it stands in front of its code, or where its sentence begins


@dataclass(slots=True)
class Line:
    """The text of a paragraph, what is around it and hidden in it, and how its codes are written.

    *front* and *back* stand around the text, *pads* are the white space at its ends, *base* the run properties of
    text outside all codes.
    """

    properties: str
    front: str
    back: str
    text: Text
    pads: tuple[str, str] = ("", "")
    base: str = ""
    inks: dict[tuple[Kind, str], Ink] = field(default_factory=dict)
    hidden: list[Hidden] = field(default_factory=list)


class Eye(Protocol):
    """What a format knows of looks."""

    def look(self, properties: str) -> Look:
        """Return how text with these properties looks."""

    def label(self, look: Look, among: Look) -> str:
        """Return the short word for text of some *look* among text of another."""

    def is_ink(self, one: Look, two: Look) -> bool:
        """Tell whether two looks differ only in what a space does not show."""


def line(properties: str, atoms: list[Atom], eye: Eye) -> Line | None:
    """Return the line that the atoms of a paragraph make, None where a reader sees no text."""
    if {atom.sort for atom in atoms} == {Sort.TEXT}:
        found = uniform(properties, [atom.text for atom in atoms], [atom.properties for atom in atoms], eye)
        if found is not None:
            return found
    return mixed(properties, atoms, eye)


def mixed(properties: str, atoms: list[Atom], eye: Eye) -> Line | None:
    """Return the line of atoms that look this way and that, None where a reader sees no text."""
    ends = _ends(atoms)
    if ends is None:
        return None
    left, right = ends
    front = "".join([atom.native for atom in atoms[:left]])
    back = "".join([atom.native for atom in atoms[right:]])
    found = Line(properties, front, back, Text())
    atoms = atoms[left:right]
    _pad(found, atoms)
    _Writer(found, atoms, _looks(atoms, eye), eye).write()
    return found


def uniform(properties: str, texts: Sequence[str], looks: Sequence[str], eye: Eye) -> Line | None:
    """Return the line of a paragraph of texts with run properties where all look the same; spaces may look otherwise.

    None where they do not, and where there is nothing to read.
    """
    said = "".join(texts)
    text = said.strip()
    if not text:
        return None
    base = next(look for look, each in zip(looks, texts, strict=True) if not each.isspace())
    if len({eye.look(each) for each in set(looks)}) > 1:
        own = {look for look, each in zip(looks, texts, strict=True) if not each.isspace()}
        seen = {eye.look(each) for each in own}
        if len(seen) > 1 or not all(eye.is_ink(eye.look(each), *seen) for each in {*looks} - own):
            return None
    front = said[: len(said) - len(said.lstrip())]
    return Line(properties, "", "", Text((text,)), (front, said[len(front) + len(text) :]), base)


# ── Where the text begins and ends ──────────────────────────────────────────────────────────────────────────────────


def _ends(atoms: Sequence[Atom]) -> tuple[int, int] | None:
    """Return the range of the atoms that make the text, None where there is none to read."""
    seen = [
        index
        for index, (sort, _native, text, _properties, label) in enumerate(atoms)
        if sort <= _ALONE and ((text and not text.isspace()) or label == FIELD)
    ]
    if not any(atoms[index].sort is _TEXT for index in seen):
        return None
    left, right = seen[0], seen[-1]
    if not left and right == len(atoms) - 1:
        return 0, len(atoms)
    mates = _mates(atoms) if any(atom.sort is _OPEN for atom in atoms) else {}
    for index in range(left):  # a container that begins before the text and ends within it is part of it
        if atoms[index].sort is _OPEN and left < mates[index] <= right:
            left = index
            break
    for index in range(len(atoms) - 1, right, -1):
        if atoms[index].sort is _CLOSE and left <= mates[index] < right:
            right = index
            break
    return left, right + 1


def _mates(atoms: Sequence[Atom]) -> dict[int, int]:
    """Return for each container's tag the index of its other tag."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for index, atom in enumerate(atoms):
        if atom.sort is _OPEN:
            stack.append(index)
        elif atom.sort is _CLOSE and stack:
            other = stack.pop()
            found[other], found[index] = index, other
    return found


def _pad(into: Line, atoms: list[Atom]) -> None:
    """Take the white space at the ends of the text away."""
    front = behind = ""
    if atoms[0].sort is _TEXT:
        text = atoms[0].text.lstrip()
        front = atoms[0].text[: len(atoms[0].text) - len(text)]
        atoms[0] = atoms[0]._replace(text=text)
    if atoms[-1].sort is _TEXT:
        text = atoms[-1].text.rstrip()
        behind = atoms[-1].text[len(text) :]
        atoms[-1] = atoms[-1]._replace(text=text)
    into.pads = front, behind


# ── Looks ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _looks(atoms: list[Atom], eye: Eye) -> list[Look]:
    """Return the look of each text; a space takes on that of what is around it where it would look the same."""
    nothing: Look = frozenset()
    look = eye.look
    found = [look(properties) if sort is _TEXT else nothing for sort, _native, _said, properties, _label in atoms]
    for index, atom in enumerate(atoms):
        if atom.text.isspace() and atom.sort is _TEXT:
            around = [
                near
                for near in (index - 1, index + 1)
                if 0 <= near < len(atoms) and atoms[near].sort is _TEXT and eye.is_ink(found[near], found[index])
            ]
            if around and found[around[0]] != found[index]:
                found[index] = found[around[0]]
                atoms[index] = atom._replace(properties=atoms[around[0]].properties)
    return found


class _Usual(NamedTuple):
    """How most of the text directly in the paragraph or in one container looks, and the run properties of that."""

    look: Look = frozenset()
    properties: str = ""


class _Level:
    """The text directly in the paragraph or in one container, counted by its looks."""

    __slots__ = ("properties", "sizes")

    def __init__(self) -> None:
        self.sizes: dict[Look, int] = {}
        self.properties: dict[Look, str] = {}

    def add(self, look: Look, text: str, properties: str) -> None:
        """Count a text."""
        if look in self.sizes:
            self.sizes[look] += len(text.strip())
        else:
            self.sizes[look] = len(text.strip())
            self.properties[look] = properties

    def usual(self) -> _Usual:
        """Return the look of most of the text, the first of those that share it."""
        if not self.sizes:
            return _Usual()
        look = max(self.sizes, key=self.sizes.__getitem__)
        return _Usual(look, self.properties[look])


def _levels(atoms: Sequence[Atom], found: Sequence[Look]) -> list[_Usual]:
    """Return the level of the paragraph, then those of its containers in the order in which they open."""
    levels = [_Level()]
    stack = [levels[0]]
    for (sort, _native, text, properties, _label), look in zip(atoms, found, strict=True):
        if sort is _TEXT:
            stack[-1].add(look, text, properties)
        elif sort is _OPEN:
            levels.append(_Level())
            stack.append(levels[-1])
        elif sort is _CLOSE and len(stack) > 1:
            stack.pop()
    return [level.usual() for level in levels]


def _joined(atoms: Sequence[Atom], found: Sequence[Look]) -> Iterator[tuple[Atom, Look]]:
    """Yield the atoms with their looks, texts that look the same joined as one."""
    said: list[str] = []
    first, seen = atoms[0], found[0]
    for atom, look in zip(atoms, found, strict=True):
        plain = atom.sort is _TEXT
        if plain and not atom.text:
            continue
        if said and not (plain and look is seen) and (not plain or look != seen):
            yield _one(first, said), seen
            said = []
        if not plain:
            yield atom, look
            continue
        if not said:
            first, seen = atom, look
        said.append(atom.text)
    if said:
        yield _one(first, said), seen


def _one(first: Atom, said: Sequence[str]) -> Atom:
    return Atom(_TEXT, first.native, "".join(said), first.properties, first.label)


# ── Text and codes ──────────────────────────────────────────────────────────────────────────────────────────────────


class _Writer:
    """Goes through the atoms once and writes the text with its codes."""

    def __init__(self, into: Line, atoms: Sequence[Atom], found: Sequence[Look], eye: Eye) -> None:
        self.line, self.eye = into, eye
        self.atoms = _joined(atoms, found)
        self.levels = _levels(atoms, found)
        self.opened = 0  # containers so far
        self.runs: list[str | Code] = []
        self.position = 0
        self.pairs = 0
        self.stack: list[tuple[_Usual, str]] = [(self.levels[0], "")]  # open containers: level and pair
        self.styled: tuple[str, Look] | None = None  # the pair open for a look
        self.waiting: list[Atom] = []  # things behind a pair's text: within it if more of its text comes
        self.loose: list[tuple[str, int, tuple[Kind, str] | None]] = []

    def write(self) -> None:
        """Write the whole."""
        self.line.base = self.levels[0].properties
        for atom, look in self.atoms:
            if atom.sort is _TEXT:
                self._text(atom, look)
            elif atom.sort is _OPEN:
                self._settle()
                self._open(atom)
            elif atom.sort is _CLOSE:
                self._settle()
                self._close(atom)
            elif self.styled:
                self.waiting.append(atom)
            else:
                self._alone(atom)
        self._settle()
        self.line.text = Text.of(*self.runs)
        self.line.hidden = list(self._anchored())

    def _text(self, atom: Atom, look: Look) -> None:
        level = self.stack[-1][0]
        if self.styled and self.styled[1] != look:
            self._settle()
        if self.styled:
            self._release()
        elif look != level.look:
            self.pairs += 1
            self.styled = str(self.pairs), look
            word = self.eye.label(look, level.look)
            self._put(Code(Kind.OPEN, self.styled[0], word, _short(atom.properties)), Ink("", atom.properties))
        self.runs.append(atom.text)
        self.position += len(atom.text)

    def _settle(self) -> None:
        """Close the pair of a look, and put behind it what did not turn out to be within."""
        if self.styled:
            level = self.stack[-1][0]
            pair, look = self.styled
            self.styled = None
            self._put(Code(Kind.CLOSE, pair, self.eye.label(look, level.look)), Ink())
        self._release()

    def _release(self) -> None:
        waiting, self.waiting = self.waiting, []
        for atom in waiting:
            self._alone(atom)

    def _open(self, atom: Atom) -> None:
        self.pairs += 1
        self.opened += 1
        level = self.levels[self.opened]
        ink = Ink(atom.native, level.properties)
        self._put(Code(Kind.OPEN, str(self.pairs), atom.label, _short(atom.native)), ink)
        self.stack.append((level, str(self.pairs)))

    def _close(self, atom: Atom) -> None:
        _usual, pair = self.stack.pop()
        self._put(Code(Kind.CLOSE, pair, atom.label, _short(atom.native)), Ink(atom.native))

    def _alone(self, atom: Atom) -> None:
        if atom.sort is Sort.HIDDEN:
            before = self.runs[-1].key if self.runs and isinstance(self.runs[-1], Code) else None
            self.loose.append((atom.native, self.position, before))
            return
        self.pairs += 1
        self._put(Code(Kind.ALONE, str(self.pairs), atom.label, _short(atom.native), atom.text), Ink(atom.native))

    def _put(self, code: Code, ink: Ink) -> None:
        self.line.inks[code.key] = ink
        self.runs.append(code)
        self.position += 1

    def _anchored(self) -> Iterator[Hidden]:
        """Yield what is hidden with the code that it touches; what begins something looks ahead, all else back."""
        codes: dict[int, tuple[Kind, str]] = {}
        at = 0
        for run in self.line.text.runs if self.loose else ():
            if isinstance(run, Code):
                codes[at] = run.key
            at += len(run) if isinstance(run, str) else 1
        for native, position, before in self.loose:
            after = codes.get(position)
            if _BEGINS.match(native):
                yield Hidden(native, position, after, before=True)
            else:
                yield Hidden(native, position, before)


def _short(native: str) -> str:
    if len(native) <= _LONG:
        return native
    return native[: native.find(">") + 1]
