"""Targets put back into the parts of a text document, and its language and direction set to the translation's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from editor.errors import FormatError
from editor.formats import packages, skeletons, spans
from editor.formats.encodings import text_at
from editor.formats.odt import contents
from editor.formats.odt.looks import Looks
from editor.formats.odt.reading import line_of, sources, style_of
from editor.formats.odt.writing import Manner
from editor.formats.options import WriteOptions, Written
from editor.formats.runs.lines import Line
from editor.formats.runs.patching import Flow, Patched, direction, patcher
from editor.formats.skeletons import Where
from editor.i18n import _
from editor.languages import Language
from editor.model import Document

_KINDS = {"zh": "asian", "ja": "asian", "ko": "asian"}
_SPOKEN = re.compile(r"""\b(?:fo|style):language(?:-(\w+))?="(\w+)"\s+(?:fo|style):country(?:-\w+)?="\w+\"""")
_REGION = re.compile("[A-Z]{2}|[0-9]{3}")
_WRITING = re.compile(r"""\bstyle:writing-mode="((?:lr|rl)-tb)\"""")


def write(document: Document, options: WriteOptions) -> Written:
    """Return the document with the targets in it."""
    skeleton = document.head.skeleton
    waiting = sum(skeletons.is_waiting(row) for row in document.rows)
    if skeleton is None or skeleton.format != "odt":
        raise FormatError(_("Only what came as an OpenDocument text can be written as one; choose .html or .txt."))
    skip = options.untranslated == "skip"
    by_unit = skeletons.changed(document, skip=skip)
    package = packages.opened(skeleton.data)
    if not by_unit:
        return Written(skeleton.data, (), waiting)
    known = {name: source.text for name, source in sources(contents.checked(package)).items()}
    flow = partial(skeletons.flow, spaced=skeletons.spacing(document), skip=skip)
    new: dict[str, bytes] = {}
    for part in packages.parts(skeleton):
        styles = contents.styles(part.name, known)
        patches = skeletons.gathered(part, by_unit, _patcher(flow, styles))
        if patches:
            new[part.name] = skeletons.assemble(part, patches, "xmlcharrefreplace")
    if new and document.head.target_language and any(skeletons.is_translated(row) for row in document.rows):
        for name in (contents.CONTENT, contents.STYLES):
            if name in package:
                new |= _in_language(name, new.get(name) or package.content(name), document)
    return Written(package.written(new), (), waiting)


def _patcher(flow: Flow, styles: Looks) -> Patched:
    def line(native: str, where: Where) -> Line | None:
        data, start = where.skeleton.data, where.place.start
        tag = text_at(data, data.rfind(b"<", 0, start), start, where.skeleton.encoding)
        return line_of(native, style_of(tag), styles)

    return patcher(flow, line, Manner())


def _in_language(name: str, data: bytes, document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield a part that says which language its text is in and which way it runs, saying the translation's."""
    head = document.head
    target = Language(head.target_language)
    kind = "complex" if target.direction == "rtl" else _KINDS.get(target.primary, "")
    old = Language(head.source_language) if head.source_language else None
    text = spans.decode(data)
    edits = []
    for match in _SPOKEN.finditer(text.text):
        if (match[1] or "") != kind or (not kind and old and match[2] != old.primary):
            continue
        country = next((part for part in target.tag.split("-")[1:] if _REGION.fullmatch(part)), "none")
        prefix = "style" if kind else "fo"
        suffix = f"-{kind}" if kind else ""
        said = f'{prefix}:language{suffix}="{target.primary}" {prefix}:country{suffix}="{country}"'
        edits.append(spans.Edit(match.start(), match.end(), said))
    wanted = {"rtl": "rl-tb", "ltr": "lr-tb"}.get(direction(document), "")
    if wanted:
        edits += [spans.Edit(*match.span(1), wanted) for match in _WRITING.finditer(text.text) if match[1] != wanted]
    if edits:
        yield name, spans.splice(text, edits)
