"""Targets put back into the parts of a Word document, and its language and direction set to the translation's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from editor.errors import FormatError
from editor.formats import packages, skeletons, spans
from editor.formats.docx import contents, drawings, paragraphs
from editor.formats.docx.contents import Part
from editor.formats.docx.grammar import grammar
from editor.formats.docx.looks import Looks
from editor.formats.docx.writing import Manner
from editor.formats.options import WriteOptions, Written
from editor.formats.packages import Package
from editor.formats.runs.lines import Line
from editor.formats.runs.patching import Flow, Patched, direction, patcher
from editor.formats.skeletons import Where
from editor.i18n import _, ngettext
from editor.languages import Language
from editor.model import Document, Skeleton

_LANG = re.compile(r"<(?:\w+:)?(?:lang|themeFontLang)\s[^>]*>")
_TABLE = re.compile(  # bidiVisual stands behind these (ECMA-376, 17.4.60)
    r"<(?P<prefix>\w+:)?tbl>\s*<(?P=prefix)?tblPr(?:(?P<closed>\s*/>)|>"
    r"(?P<first>(?:\s*<(?:\w+:)?(?:tblStyle|tblpPr|tblOverlap)\s[^>]*/>)*)\s*"
    r"(?P<visual><(?:\w+:)?bidiVisual(?:\s[^>]*)?/>)?)"
)
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
        patches = skeletons.gathered(part, by_unit, _patcher(part, styles, direction(document), flow))
        if patches:
            data = skeletons.assemble(part, patches, "xmlcharrefreplace")
            new[part.name] = _with_tables(data, direction(document))
    if new and document.head.target_language and any(skeletons.is_translated(row) for row in document.rows):
        new |= _in_language(package, listed, document.head.source_language, document.head.target_language)
    return Written(package.written(new), tuple(_untouched(package, listed)) if new else (), waiting)


def _untouched(package: Package, listed: list[Part]) -> Iterator[str]:
    """Yield what stays in the original's language whatever is translated."""
    labels = contents.unreadable(package, listed)
    if labels:
        yield ngettext(
            "{number} label of a form’s button or box is in a binary part and stays as it is; set it in Word.",
            "{number} labels of a form’s buttons and boxes are in binary parts and stay as they are; set them in Word.",
            labels,
        ).format(number=labels)


def _patcher(part: Skeleton, styles: Looks, direction: str, flow: Flow) -> Patched:
    """Return what writes the places of one part anew."""
    text = spans.decode(part.data).text
    if all(place.kind in {"a", "text"} for place in part.places):
        drawn = drawings.spelled(text)
        return patcher(flow, lambda native, _where: drawings.line(native, drawn), drawings.Manner())
    spelling = grammar(text)
    manner = Manner(spelling, direction)

    def line(native: str, _where: Where) -> Line | None:
        return paragraphs.line(native, spelling, styles)

    return patcher(flow, line, manner)


def _with_tables(data: bytes, direction: str) -> bytes:
    """Return a part with its tables' columns in the translation's direction ("" leaves them)."""
    if not direction or b"tblPr" not in data:
        return data
    whole = spans.decode(data)
    edits = []
    for match in _TABLE.finditer(whole.text):
        prefix, place = match["prefix"] or "", match.end("first")
        if match["visual"]:
            if direction == "ltr":
                edits.append(spans.Edit(*match.span("visual"), ""))
        elif direction == "rtl" and match["closed"]:
            edits.append(spans.Edit(*match.span("closed"), f"><{prefix}bidiVisual/></{prefix}tblPr>"))
        elif direction == "rtl":
            edits.append(spans.Edit(place, place, f"<{prefix}bidiVisual/>"))
    return spans.splice(whole, edits) if edits else data


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
