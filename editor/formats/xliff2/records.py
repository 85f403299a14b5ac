"""What stands around a unit's segments, brought up to date: our metadata, the notes, what was before a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editor.formats.spans import Edit, Element, attributes, escape, space_before, value
from editor.formats.xliff2 import units
from editor.formats.xliff2.drafts import Place
from editor.formats.xliff2.markup import Ink, characters
from editor.formats.xliff2.names import GROUP, MATCHES, METADATA, OURS, PREFIX, fresh
from editor.formats.xliff2.parsing import Unit
from editor.formats.xliff2.rendering import Style
from editor.model import Note, Segment


@dataclass(slots=True)
class Desk:
    """A unit under the pen: the file's text, the unit as it was read, and how the file writes."""

    text: str
    unit: Unit
    place: Place
    style: Style
    scope: Mapping[str, str] = field(repr=False)
    ink: Ink = field(repr=False)

    @property
    def indent(self) -> str:
        """Return the line end and the white space before a child of the unit."""
        if self.unit.parts:
            return space_before(self.text, self.unit.parts[0].element.start)
        return space_before(self.text, self.unit.element.start)

    def named(self, uri: str, usual: str) -> tuple[str, str]:
        """Return the prefix of *uri* with its colon, and the declaration that it needs here, if any."""
        for prefix, known in self.scope.items():
            if known == uri and prefix:
                return f"{prefix}:", ""
        return f"{usual}:", f' xmlns:{usual}="{uri}"'

    def removed(self, element: Element) -> Edit:
        """Take *element* away together with the white space before it."""
        space = space_before(self.text, element.start)
        return Edit(element.start - len(space), element.end, "")

    def beginning(self) -> int:
        """Return where a new first child of the unit goes."""
        return self.unit.element.inner


# ── Metadata ────────────────────────────────────────────────────────────────────────────────────────────────────────

Words = dict[str, dict[str, str]]


def metadata(desk: Desk, words: Words) -> Iterator[Edit]:
    """Yield the edits after which our metadata tell *words*, by the key of the segment and the name of the fact."""
    words = {key: facts for key, facts in words.items() if facts}
    if words == desk.unit.words:
        return
    old, holder = desk.unit.group, desk.unit.element.first(METADATA, "metadata")
    if not words:
        if old is not None and holder is not None:
            yield desk.removed(holder if holder.children == [old] else old)
        return
    prefix, declared = desk.named(METADATA, "mda")
    if old is not None:
        prefix, declared = old.prefix, ""
    inner = f"{desk.indent}    ".join(_metas(words, prefix, desk.ink))
    group = f'<{prefix}metaGroup category="{GROUP}">{inner}</{prefix}metaGroup>'
    if old is not None:
        yield Edit(old.start, old.end, group)
    elif holder is not None and not holder.empty:
        prefix = holder.prefix
        inner = f"{desk.indent}    ".join(_metas(words, prefix, desk.ink))
        space = space_before(desk.text, holder.close)
        group = f'<{prefix}metaGroup category="{GROUP}">{inner}</{prefix}metaGroup>'
        yield Edit(holder.close - len(space), holder.close - len(space), f"{desk.indent}  {group}")
    else:
        yield Edit(
            desk.beginning(),
            desk.beginning(),
            f"{desk.indent}<{prefix}metadata{declared}>{group}</{prefix}metadata>",
        )


def _metas(words: Words, prefix: str, ink: Ink) -> Iterator[str]:
    for key, facts in words.items():
        for name, word in facts.items():
            kind = ink.attribute("type", f"{key}/{name}" if key else name)
            yield f"<{prefix}meta{kind}>{escape(ink.legal(word))}</{prefix}meta>"


# ── Notes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def notes(desk: Desk, wanted: Sequence[tuple[str, Note]]) -> Iterator[Edit]:
    """Yield the edits after which the notes are *wanted*, each with the key of its segment; those that stay stay."""
    left = list(wanted)
    gone: list[Element] = []
    for element, key, note in desk.unit.notes:
        if (key, note) in left:
            left.remove((key, note))
        else:
            gone.append(element)
    holder = desk.unit.element.first(desk.place.uri, "notes")
    if not left:
        whole = holder is not None and gone and len(gone) == len(holder.children)
        yield from [desk.removed(holder)] if whole and holder else [desk.removed(one) for one in gone]
        return
    yield from (desk.removed(one) for one in gone)
    taken = {value(desk.text, attributes(desk.text, one.start).get("id")) for one, _key, _note in desk.unit.notes}
    declared = "" if desk.style.declared else f' xmlns:{PREFIX}="{OURS}"'
    added = []
    for key, note in left:
        written = units.note_element(note, fresh("n1", taken), key, desk.ink)
        added.append(desk.style.prefixed(written.replace("<note", f"<note{declared}", 1)))
    deeper = f"{desk.indent}  "
    if holder is not None and not holder.empty:
        space = holder.close - len(space_before(desk.text, holder.close))
        yield Edit(space, space, "".join(f"{deeper}{one}" for one in added))
    else:
        inside = "".join(f"{deeper}{one}" for one in added)
        tag = f"{desk.style.prefix}notes"
        first = desk.unit.element.first(desk.place.uri, "originalData") or desk.unit.parts[0].element
        at = first.start - len(space_before(desk.text, first.start))
        yield Edit(at, at, f"{desk.indent}<{tag}>{inside}{desk.indent}</{tag}>")


# ── What stood there before ─────────────────────────────────────────────────────────────────────────────────────────


def previous(desk: Desk, rows: Mapping[str, Segment], old: Mapping[str, Segment]) -> Iterator[Edit]:
    """Yield the edits after which the matches hold what *rows*, by key, had before; *old* is how they were read."""
    added = []
    there = dict(desk.unit.matches)
    for key, row in rows.items():
        element = there.pop(key, None)
        was = old.get(key)
        if was is not None and was.previous == row.previous:
            continue
        if row.previous is None:
            yield from [_without(desk, element)] if element else []
        elif element is not None:
            yield Edit(element.start, element.end, _match(desk, key, row))
        else:
            added.append(_match(desk, key, row))
    yield from (_without(desk, element) for element in there.values())
    if not added:
        return
    holder = desk.unit.element.first(MATCHES, "matches")
    inside = f"{desk.indent}  ".join(added)
    if holder is not None and not holder.empty:
        space = holder.close - len(space_before(desk.text, holder.close))
        yield Edit(space, space, f"{desk.indent}  {inside}")
    else:
        prefix, declared = desk.named(MATCHES, "mtc")
        at = desk.beginning()
        yield Edit(at, at, f"{desk.indent}<{prefix}matches{declared}>{inside}</{prefix}matches>")


def _without(desk: Desk, element: Element) -> Edit:
    holder = desk.unit.element.first(MATCHES, "matches")
    return desk.removed(holder if holder is not None and holder.children == [element] else element)


def _match(desk: Desk, key: str, row: Segment) -> str:
    prefix, _declared = desk.named(MATCHES, "mtc")
    holder = desk.unit.element.first(MATCHES, "matches")
    if holder is not None:
        prefix = holder.prefix
    written = units.match_element(row, key, desk.ink.lost)
    declared = f' xmlns="{desk.place.uri}"' if desk.style.prefix else ""
    if not desk.style.declared and f" {PREFIX}:" in written:
        declared += f' xmlns:{PREFIX}="{OURS}"'
    if "<mda:" in written:
        other, known = desk.named(METADATA, "mda")
        declared, written = declared + known, written.replace("<mda:", f"<{other}").replace("</mda:", f"</{other}")
    return written.replace("<mtc:match", f"<{prefix}match{declared}", 1).replace("</mtc:match>", f"</{prefix}match>")


def original_data(desk: Desk, before: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the edit that adds the original data gathered while texts were written, beyond those *before*."""
    added = [
        f'<data id="{name}">{characters(content)}</data>'
        for content, name in desk.ink.data.items()
        if before.get(name) != content
    ]
    if not added:
        return
    holder = desk.unit.element.first(desk.place.uri, "originalData")
    inside = "".join(f"{desk.indent}  {desk.style.prefixed(one)}" for one in added)
    if holder is not None and not holder.empty:
        space = holder.close - len(space_before(desk.text, holder.close))
        yield Edit(space, space, inside)
    else:
        tag = f"{desk.style.prefix}originalData"
        at = desk.unit.parts[0].element.start - len(desk.indent)
        yield Edit(at, at, f"{desk.indent}<{tag}>{inside}{desk.indent}</{tag}>")
