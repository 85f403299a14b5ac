"""What is in a Word document: which parts hold text and in what order, its styles, its comments, its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from editor.errors import FormatError
from editor.formats import packages, spans
from editor.formats.docx import looks
from editor.formats.docx.looks import Looks
from editor.formats.packages import Package
from editor.formats.spans import Source
from editor.formats.spans.proof import parsed
from editor.i18n import _
from editor.model import Note
from editor.numbers import whole

TYPES = "[Content_Types].xml"
_KINDS = (  # the order of reading; a content type ends in one of these
    ("title", ("core-properties+xml",)),
    (
        "main",
        (
            "wordprocessingml.document.main+xml",
            "wordprocessingml.template.main+xml",
            "ms-word.document.macroEnabled.main+xml",
            "ms-word.template.macroEnabledTemplate.main+xml",
        ),
    ),
    ("notes", ("wordprocessingml.footnotes+xml", "wordprocessingml.endnotes+xml")),
    ("header", ("wordprocessingml.header+xml",)),
    ("footer", ("wordprocessingml.footer+xml",)),
    ("drawing", ("drawingml.chart+xml", "drawingml.diagramData+xml")),
    ("shown", ("drawingml.diagramDrawing+xml",)),  # a diagram as it was drawn last: its text once more
    ("numbering", ("wordprocessingml.numbering+xml",)),
    ("control", ("ms-office.activeX+xml",)),
    ("styles", ("wordprocessingml.styles+xml",)),
    ("comments", ("wordprocessingml.comments+xml",)),
    ("settings", ("wordprocessingml.settings+xml",)),
)
_TYPE = re.compile(r"""<(?:\w+:)?(Override|Default)\s([^>]*)>""")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NUMBER = re.compile(r"([0-9]{1,9})")
_CLASS = re.compile(  # buttons, boxes to tick, labels and frames of Microsoft Forms
    r"classid\s*=\s*.\{(?:D7053240-CE69|8BD21D[456]0-EC42|978C9E23-D4B0|6E182020-F460)-", re.IGNORECASE
)
_LANG = re.compile(r"<(?:\w+:)?lang\s[^>]*?\bval\s*=\s*[\"']([\w-]+)[\"']")
_DEFAULTS = re.compile(r"<(?:\w+:)?docDefaults\b.*?</(?:\w+:)?docDefaults>", re.DOTALL)


class Part(NamedTuple):
    """A part that matters: its name in the package, and what it is."""

    name: str
    kind: str


def parts(package: Package) -> list[Part]:
    """Return the parts in the order in which they are read. Raises FormatError where this is no Word document."""
    types = _types(spans.decode(package.content(TYPES)).text)
    found = []
    for rank, (kind, endings) in enumerate(_KINDS):
        for name in package.members:
            said = types.get(f"/{name}".lower()) or types.get(name.rpartition(".")[2].lower(), "")
            if said.endswith(endings):
                found.append((rank, _natural(name), Part(name, kind)))
    listed = [part for _rank, _name, part in sorted(found)]
    if not any(part.kind == "main" for part in listed):
        raise FormatError(_("The file holds no Word document; ask for another copy of it."))
    return listed


def _natural(name: str) -> tuple[str | int, ...]:
    return tuple(each if (number := whole(each)) is None else number for each in _NUMBER.split(name))


def _types(text: str) -> dict[str, str]:
    """Return the content type of each part, by its name or its suffix."""
    found: dict[str, str] = {}
    for match in _TYPE.finditer(text):
        said = {name: one or two for name, one, two in _ATTRIBUTE.findall(match[2])}
        key = said.get("PartName") or said.get("Extension", "")
        found[key.lower()] = said.get("ContentType", "")
    return found


def text(package: Package, name: str) -> Source:
    """Return the text of a part. Raises FormatError where it is not well-formed or a trap."""
    source = spans.decode(package.content(name))
    parsed(source)
    return source


def unreadable(package: Package, listed: list[Part]) -> int:
    """Return how many labels of forms' controls are in binary parts, where nobody but Word changes them safely."""
    labelled = 0
    for part in listed:
        if part.kind == "control":
            said = spans.decode(package.content(part.name)).text
            labelled += _CLASS.search(said) is not None and "persistPropertyBag" not in said
    return labelled


def styles(package: Package, listed: list[Part]) -> Looks:
    """Return how text looks in the document's styles."""
    for part in listed:
        if part.kind == "styles":
            return looks.read(text(package, part.name).text)
    return Looks()


def told_language(package: Package, listed: list[Part]) -> str:
    """Return the language that the document says it is in, or nothing."""
    for part in listed:
        if part.kind == "styles":
            defaults = _DEFAULTS.search(spans.decode(package.content(part.name)).text)
            found = _LANG.search(defaults[0]) if defaults else None
            return found[1] if found else ""
    return ""


def comments(package: Package, listed: list[Part]) -> Mapping[str, Note]:
    """Return the comments by their ids, each as a note."""
    return {key: note for part in listed if part.kind == "comments" for key, note in _notes(text(package, part.name))}


def _notes(source: Source) -> Iterator[tuple[str, Note]]:
    root = spans.tree(source.text)
    for element in root.children:
        said = {
            name.rpartition(":")[2]: spans.value(source.text, one)
            for name, one in spans.attributes(source.text, element.start).items()
        }
        paragraphs = []
        for each in element.walk():
            if each.local == "p":
                texts = (one for one in each.walk() if one.local == "t")
                paragraphs.append("".join("".join(spans.content(source.text[one.inner : one.close])) for one in texts))
        words = "\n".join(paragraphs).strip()
        if element.local == "comment" and words:
            yield said.get("id", ""), Note(words, said.get("author", ""), said.get("date", ""), "comment")


def is_word(head: bytes) -> bool:
    """Tell whether the first bytes of a file are those of a Word document."""
    return packages.is_package(head) and (b"word/" in head or TYPES.encode() in head[:100])
