"""Targets put back into the parts of a Word document, and its language and direction set to the translation's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from editor.errors import FormatError
from editor.formats import packages, skeletons, spans
from editor.formats.docx import contents, lines
from editor.formats.docx.contents import Part
from editor.formats.docx.grammar import grammar
from editor.formats.docx.looks import Looks
from editor.formats.docx.reading import style_of
from editor.formats.docx.writing import Manner, paragraph
from editor.formats.options import WriteOptions, Written
from editor.formats.packages import Package
from editor.formats.skeletons import Where
from editor.i18n import _
from editor.languages import Language
from editor.model import Document, Segment, Skeleton
from editor.text import Text

_LANG = re.compile(r"<(?:\w+:)?(?:lang|themeFontLang)\s[^>]*>")
_SCRIPTS = {"zh": "eastAsia", "ja": "eastAsia", "ko": "eastAsia"}


def write(document: Document, options: WriteOptions) -> Written:
    """Return the document with the targets in it."""
    skeleton = document.head.skeleton
    waiting = sum(skeletons.is_waiting(row) for row in document.rows)
    if skeleton is None or skeleton.format != "docx":
        raise FormatError(_("Only what came as a Word document can be written as one; choose .html or .txt."))
    skip = options.untranslated == "skip"
    by_unit = skeletons.changed(document, skip=skip)
    if not by_unit:
        return Written(skeleton.data, (), waiting)
    package = packages.opened(skeleton.data)
    listed = contents.parts(package)
    styles = contents.styles(package, listed)
    spaced = skeletons.spacing(document)
    flow = partial(skeletons.flow, spaced=spaced, skip=skip)
    new: dict[str, bytes] = {}
    for part in packages.parts(skeleton):
        patches = skeletons.gathered(part, by_unit, _patcher(part, styles, _direction(document), flow))
        if patches:
            new[part.name] = skeletons.assemble(part, patches, "xmlcharrefreplace")
    if new and document.head.target_language and any(skeletons.is_translated(row) for row in document.rows):
        new |= _in_language(package, listed, document.head.source_language, document.head.target_language)
    return Written(package.written(new), (), waiting)


def _direction(document: Document) -> str:
    """Return the way the translation runs where it is another than the original's."""
    head = document.head
    if not head.target_language:
        return ""
    target = Language(head.target_language).direction
    source = Language(head.source_language).direction if head.source_language else "ltr"
    return "" if target == source else target


def _patcher(
    part: Skeleton, styles: Looks, direction: str, flow: Callable[[Sequence[Segment]], list[skeletons.Part]]
) -> Callable[[Sequence[Segment], Where], str | None]:
    """Return what writes the places of one part anew."""
    spelling = grammar(spans.decode(part.data).text)
    manner = Manner(spelling, direction)

    def patched(unit: Sequence[Segment], where: Where) -> str | None:
        parts = flow(unit)
        sources = [text for row in unit for text in (row.source.without_breaks(), row.gap.without_breaks())]
        unmoved = [each.index for each in parts] == list(range(len(sources)))
        if where.place.kind != "p":
            said = Text.of(*(run for each in parts for run in each.text.runs)).readable
            native = _characters(said, where.place.kind)
            return None if unmoved or native == where.native else native
        native = skeletons.with_inner(where)
        line = lines.line(native, spelling, styles, style_of(native))
        if line is None or (unmoved and Text.of(*(run for text in sources for run in text.runs)) == line.text):
            return None
        return paragraph(line, sources, parts, manner)

    return patched


def _characters(text: str, kind: str) -> str:
    text = spans.ILLEGAL.sub("", text)
    return spans.quoted(text, kind[-1]) if kind.startswith("alt") else spans.escape(text)


def _in_language(package: Package, listed: Sequence[Part], source: str, target: str) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that say which language the text is in, saying the translation's."""
    language = Language(target)
    script = _SCRIPTS.get(language.primary, "bidi" if language.direction == "rtl" else "val")
    old = Language(source).primary if source else ""
    for part in listed:
        if part.kind not in {"styles", "settings"}:
            continue
        whole = spans.decode(package.content(part.name))
        edits = []
        for match in _LANG.finditer(whole.text):
            there = {name.rpartition(":")[2]: one for name, one in spans.attributes(whole.text, match.start()).items()}
            told = spans.value(whole.text, there.get("val"))
            if script in there and (not old or told.partition("-")[0].lower() == old):
                one = there[script]
                edits.append(spans.Edit(one.open, one.close, language.tag))
        if edits:
            yield part.name, spans.splice(whole, edits)
