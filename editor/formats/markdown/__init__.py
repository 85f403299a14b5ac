"""Markdown: CommonMark with tables, footnotes and front matter; targets go back between the signs as they stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from editor import languages
from editor.errors import FormatError
from editor.formats import encodings, skeletons
from editor.formats.markdown import blocks, front, writing
from editor.formats.markdown.inline import References
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.skeletons import Patch, text_of
from editor.i18n import _
from editor.languages import Language
from editor.model import Document, Head, Origin, Place, Segment, Skeleton
from editor.rows import Rows
from editor.text import Code, Text

__all__ = ["read", "sniff", "write"]


def sniff(data: bytes) -> bool:
    """Tell whether *data* may be Markdown, which any text may be."""
    return not encodings.is_binary(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the page in *data*: a unit for each paragraph, heading, cell, and description of a picture."""
    if not options.encoding and encodings.is_binary(data):
        raise FormatError(_("The file is no text; save the page as Markdown again."))
    decoded = encodings.decode(data, options.encoding)
    page = blocks.page(decoded.text)
    craft = writing.craft(0, page.references)
    texts = [spot.text or text_of(craft.pieces(decoded.text[spot.start : spot.end], spot.kind)) for spot in page.spots]
    where = encodings.spans(decoded, data, [(spot.start, spot.end) for spot in page.spots])
    places = tuple(
        Place(f"f1/u{number}", start, end, spot.kind)
        for number, ((start, end), spot) in enumerate(zip(where, page.spots, strict=True), start=1)
    )
    language = options.source_language or languages.guess("\n".join(text.plain for text in texts))
    skeleton = Skeleton("markdown", options.name, data, places, decoded.encoding)
    title = page.title or PurePath(options.name).stem
    head = Head(language, options.target_language, title, decoded.encoding, skeleton)
    templates = [
        Segment(place.unit, text, unit=place.unit, role=spot.role)
        for place, text, spot in zip(places, texts, page.spots, strict=True)
    ]
    rows = Rows.of(_rows(templates, options, language))
    warnings = (decoded.warning,) if decoded.warning else ()
    return Document(rows, head, Origin("markdown", data, rows, head), warnings)


def _rows(templates: Sequence[Segment], options: ReadOptions, language: str) -> Iterator[Segment]:
    for number, template in enumerate(templates, start=1):
        yield from skeletons.rows(template, template.source, options, language)
        options.progress(number / len(templates))


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets into the page, or write a page of headings and paragraphs where the original was none."""
    waiting = sum(skeletons.is_waiting(row) for row in document.rows)
    skip = options.untranslated == "skip"
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.format != "markdown":
        return Written(_created(document, skip=skip).encode(), (), waiting)
    changes = sorted(
        [*_changes(document, skeleton, skip=skip), *_in_language(document, skeleton)], key=lambda patch: patch.start
    )
    wanted = encodings.named(options.encoding) if options.encoding else skeleton.encoding
    if wanted != skeleton.encoding:
        text = skeletons.recoded(skeleton, changes)
        return Written(encodings.encoded(text, wanted, "xmlcharrefreplace"), (), waiting)
    return Written(skeletons.assemble(skeleton, changes, "xmlcharrefreplace"), (), waiting)


def _in_language(document: Document, skeleton: Skeleton) -> Iterator[Patch]:
    """Yield what changes where the front matter says that the page is in the source's language."""
    source, target = document.head.source_language, document.head.target_language
    if not target or not any(map(skeletons.is_translated, document.rows)):
        return
    decoded = encodings.decode(skeleton.data, skeleton.encoding)
    told = front.language(decoded.text)
    if told and Language(decoded.text[slice(*told)].replace("_", "-")).primary == Language(source or "und").primary:
        for start, end in encodings.spans(decoded, skeleton.data, [told]):
            yield Patch(start, end, Language(target).tag)


def _changes(document: Document, skeleton: Skeleton, *, skip: bool) -> list[Patch]:
    """Return what changes in the page, each group of places written as plainly as it reads back."""
    text = encodings.text_at(skeleton.data, 0, len(skeleton.data), skeleton.encoding)
    known = blocks.references(text)
    groups = _groups(skeleton.places)
    said = {unit: skeletons.running(rows, document, skip=skip) for unit, rows in skeletons.units(document)}
    done: list[Patch] = []
    pending = document
    for level in range(writing.LEVELS):
        failing: set[str] = set()
        for group, patches in _by_group(skeletons.patches(pending, writing.craft(level, known), skip=skip), groups):
            made = [_guarded(patch, group) for patch in patches]
            if level + 1 == writing.LEVELS or _reads_back(made, group, said, known):
                done += made
            else:
                failing.update(place.unit for place in group)
        if not failing:
            break
        pending = replace(document, rows=Rows.of(row for row in document.rows if (row.unit or row.id) in failing))
    return done


def _groups(places: Sequence[Place]) -> list[list[Place]]:
    """Return the places, those within another together with it."""
    groups: list[list[Place]] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if groups and place.start < groups[-1][0].end:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _by_group(patches: Sequence[Patch], groups: Sequence[list[Place]]) -> Iterator[tuple[list[Place], list[Patch]]]:
    starts = [group[0].start for group in groups]
    found: dict[int, list[Patch]] = {}
    for patch in patches:
        found.setdefault(bisect_right(starts, patch.start) - 1, []).append(patch)
    for number, mine in found.items():
        yield groups[number], mine


def _guarded(patch: Patch, group: Sequence[Place]) -> Patch:
    kind = next((place.kind for place in group if (place.start, place.end) == (patch.start, patch.end)), "")
    if kind == "front":
        return replace(patch, text=front.plain(patch.text))
    if kind == "front=" and "'" in patch.text:  # TOML knows no way to say it between these
        return Patch(patch.start - 1, patch.end + 1, front.quoted(patch.text))
    if kind.startswith(("html:", "front", "title", "alt")):
        return patch
    text = writing.edged(patch.text)
    return replace(patch, text=text if kind in {"atx", "cell"} else writing.guarded(text))


def _reads_back(patches: Sequence[Patch], group: Sequence[Place], said: dict[str, Text], known: References) -> bool:
    """Tell whether the places of a group, as written, say what the document says."""
    if group[0].kind.startswith(("html:", "front")):
        return True
    inner = [_shape(said[place.unit]) for place in group[1:] if place.unit in said]
    for patch in patches:
        place = next(place for place in group if (place.start, place.end) == (patch.start, patch.end))
        texts = writing.reads(patch.text, place.kind, known)
        if texts is None or _shape(said[place.unit]) != _shape(texts[0]):
            return False
        if not all(_shape(text) in inner for text in texts[1:]):  # fewer where a picture was left out
            return False
    return True


def _shape(text: Text) -> list[tuple[str, ...]]:
    """Return a text's characters and what its codes are, whatever they are called."""
    return [
        (run,) if isinstance(run, str) else (run.kind.value, run.label, run.equiv)
        for run in text.runs
        if isinstance(run, str | Code)
    ]


def _created(document: Document, *, skip: bool) -> str:
    parts = []
    for _name, unit in skeletons.units(document):
        text = skeletons.running(unit, document, skip=skip).readable.strip()
        if text:
            lines = [writing.guarded(writing.escape(line, "", 1)) for line in text.split("\n")]
            mark = {"heading": "## ", "title": "# ", "list": "- ", "quote": "> "}.get(unit[0].role, "")
            joint = "\\\n" + " " * len(mark)
            parts.append(mark + (" ".join(lines) if mark.startswith("#") else joint.join(lines)))
    return "\n\n".join(parts) + "\n"
