"""An XLIFF 2 tree as the rules look at it: files, units, their parts, and the codes in the parts' texts in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from lxml import etree

from editor.formats.validation.grammar import XML
from editor.formats.validation.xliff2.elements import PREFIXES
from editor.numbers import whole

MODULES = frozenset(PREFIXES.values())
LANG, SPACE, ID = f"{{{XML}}}lang", f"{{{XML}}}space", f"{{{XML}}}id"
CODES = frozenset(("ph", "pc", "sc", "ec"))
SIDES = ("source", "target")


def uri_of(element: etree._Element) -> str:
    """Return the namespace of an element, "" where it has none."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element) -> list[etree._Element]:
    """Return the elements in *element*, without comments and the like."""
    return [child for child in element if isinstance(child.tag, str)]


def module(element: etree._Element, prefix: str, name: str) -> Iterator[etree._Element]:
    """Yield the children of *element* that are *name* of the module with that usual *prefix*."""
    return element.iterchildren(f"{{{PREFIXES[prefix]}}}{name}")


def attributed(file: File, *prefixes: str) -> list[etree._Element]:
    """Return what has attributes of the modules with those usual prefixes, the file itself and all in it."""
    if not any(file.mentions(PREFIXES[prefix]) for prefix in prefixes):
        return []
    path = "descendant-or-self::*[" + " or ".join(f"@{prefix}:*" for prefix in prefixes) + "]"
    found = file.element.xpath(path, namespaces={prefix: PREFIXES[prefix] for prefix in prefixes})
    return [one for one in found if etree.iselement(one)] if isinstance(found, list) else []


def inherited(element: etree._Element, name: str) -> str | None:
    """Return the value of an attribute where it is nearest: on *element* or on what it stands in."""
    found: etree._Element | None = element
    while found is not None:
        value = found.get(name)
        if value is not None:
            return str(value)
        found = found.getparent()
    return None


def given(element: etree._Element, name: str, usual: str) -> str:
    """Return the value of an attribute, *usual* where it is not written."""
    value = element.get(name)
    return usual if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment or an ignorable: its element, its place in the unit from 1, its texts."""

    element: etree._Element
    place: int
    source: etree._Element | None
    target: etree._Element | None

    @property
    def is_coded(self) -> bool:
        """Tell whether there are inline elements in its texts."""
        texts = (self.source, self.target)
        return any(text is not None and len(text) > 0 for text in texts)

    @property
    def order(self) -> int:
        """Where its target stands among the unit's targets."""
        said = None if self.target is None else whole(given(self.target, "order", "").strip())
        return self.place if said is None else said


def _part(element: etree._Element, place: int, tags: Tags) -> Part:
    source = target = None
    for child in element:
        if child.tag == tags.source:
            source = child
        elif child.tag == tags.target:
            target = child
    return Part(element, place, source, target)


@dataclass(frozen=True, slots=True)
class Tags:
    """The full names of the elements that are asked for most."""

    group: str
    unit: str
    source: str
    target: str
    parts: frozenset[str]
    notes: str


@cache
def tags_of(uri: str) -> Tags:
    """Return the names in a namespace."""
    group, unit, source, target, segment, ignorable, notes = (
        f"{{{uri}}}{name}" for name in ("group", "unit", "source", "target", "segment", "ignorable", "notes")
    )
    return Tags(group, unit, source, target, frozenset((segment, ignorable)), notes)


class Unit:
    """A unit and what the rules ask of it again and again, looked up once."""

    def __init__(self, element: etree._Element, file: File) -> None:
        """Look at the *element* of a unit in a *file*."""
        self.element = element
        self.file = file
        self.uri = file.uri
        parts: list[Part] = []
        self.is_bare = True  # nothing but segments and ignorables
        for child in element:
            if child.tag in file.tags.parts:
                parts.append(_part(child, len(parts) + 1, file.tags))
            else:
                self.is_bare = False
        self.parts = tuple(parts)
        self.is_plain = not any(part.is_coded for part in parts)  # no inline elements

    @cached_property
    def source(self) -> tuple[etree._Element, ...]:
        """The inline elements of all sources, in order."""
        return tuple(inline(part.source for part in self.parts))

    @cached_property
    def target(self) -> tuple[etree._Element, ...]:
        """The inline elements of all targets, in the order in which the targets are put together."""
        return tuple(inline(part.target for part in sorted(self.parts, key=lambda part: part.order)))

    def side(self, name: str) -> tuple[etree._Element, ...]:
        """Return the inline elements of a side, "source" or "target"."""
        return self.source if name == "source" else self.target

    @cached_property
    def source_ids(self) -> dict[str, etree._Element]:
        """What a reference without a prefix may point at: parts and inline elements of the sources."""
        parts = [part.element for part in self.parts]
        return {str(one.get("id")): one for one in reversed([*parts, *self.source]) if one.get("id") is not None}

    @cached_property
    def target_ids(self) -> dict[str, etree._Element]:
        """What a reference with the prefix t may point at."""
        return {str(one.get("id")): one for one in reversed(self.target) if one.get("id") is not None}

    @cached_property
    def untranslated(self) -> frozenset[str]:
        """The ids of what stands in, starts in or ends in sources whose targets are not there yet."""
        missing = tuple(inline(part.source for part in self.parts if part.target is None))
        return frozenset(str(value) for one in missing for name in ("id", "startRef") if (value := one.get(name)))

    @cached_property
    def data(self) -> frozenset[str]:
        """The ids of the original data of its codes."""
        return data_of(self.element, self.uri)


class File:
    """A file element and what the rules ask of it again and again, looked up once."""

    def __init__(
        self,
        element: etree._Element,
        root: etree._Element,
        data: bytes = b"",
        sound: frozenset[etree._Element] = frozenset(),
    ) -> None:
        """Look at the *element* of a file under the *root* of a document, whose bytes are *data* if they are known.

        *sound* are units of which everything is known to be right.
        """
        self.element = element
        self.root = root
        self._sound = sound
        self._data = data if b"\x00" not in data[:4] else b""
        self.uri = uri_of(root)
        self.tags = tags_of(self.uri)

    def units(self) -> Iterator[Unit]:
        """Yield the units that have to be looked at, in groups or not, in order."""
        rest = (element for element in self.holders if element not in self._sound)
        return (Unit(element, self) for element in rest if element.tag == self.tags.unit)

    def mentions(self, word: str) -> bool:
        """Tell whether a name of XML may be in the document at all, which is quickly seen in its bytes."""
        return not self._data or word.encode("ascii") in self._data

    @cached_property
    def says_languages(self) -> bool:
        """Tell whether anything may have an xml:lang of its own."""
        return self.mentions("xml:lang")

    @cached_property
    def says_space(self) -> bool:
        """Tell whether anything may have an xml:space of its own."""
        return self.mentions("xml:space")

    @cached_property
    def dressed(self) -> tuple[etree._Element, ...]:
        """The file itself, its groups and its units where they hold more than groups, units and segments."""
        usual = self.tags.parts | {self.tags.unit, self.tags.group}
        rest = (one for one in self.holders if one not in self._sound)
        return tuple(one for one in rest if not all(child.tag in usual for child in one))

    @cached_property
    def holders(self) -> tuple[etree._Element, ...]:
        """The file itself, its groups and its units, in order."""
        found = []
        group, unit = self.tags.group, self.tags.unit
        stack = [self.element]
        while stack:
            element = stack.pop()
            found.append(element)
            if element.tag != unit:
                stack.extend(reversed([child for child in element if child.tag in {group, unit}]))
        return tuple(found)

    @cached_property
    def named(self) -> dict[tuple[str, str], etree._Element]:
        """The file's groups and units by ("group" or "unit", id)."""
        return {(local(one), str(one.get("id"))): one for one in reversed(self.holders[1:])}


def inline(texts: Iterable[etree._Element | None]) -> Iterator[etree._Element]:
    """Yield the inline elements of *texts* in order."""
    for text in texts:
        if text is not None and len(text):
            yield from (one for one in text.iterdescendants("*"))


def files(root: etree._Element, data: bytes = b"", sound: frozenset[etree._Element] = frozenset()) -> Iterator[File]:
    """Yield the files of a document, whose bytes are *data* and whose units are *sound* if that is known."""
    return (File(element, root, data, sound) for element in root.iterchildren(f"{{{uri_of(root)}}}file"))


def data_of(holder: etree._Element, uri: str) -> frozenset[str]:
    """Return the ids of the original data that a unit or a match holds."""
    return frozenset(str(one.get("id")) for one in holder.iterfind(f"{{{uri}}}originalData/{{{uri}}}data"))
