"""What stands in a paragraph of OpenDocument, one thing after another: texts in spans, things, containers, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.errors import FormatError
from editor.formats.runs import FIELD, Atom, Sort
from editor.formats.spans import content
from editor.i18n import N_, _

_ITEM = re.compile(
    r"([^<]+)|<(/)?([^\s/>]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL
)
_SPACE = re.compile(r"[ \t\r\n]+")
_COUNT = re.compile(r"""text:c\s*=\s*["'](\d{1,4})["']""")
_CONTAINERS = {
    "text:a": N_("link"),
    "text:meta": N_("markup"),
    "text:meta-field": FIELD,
    "text:placeholder": FIELD,
    "text:text-input": FIELD,
    "loext:content-control": FIELD,
}
_REFERENCES = frozenset({"text:bookmark-ref", "text:reference-ref"})  # text where they say words, things where a number
_GONE = frozenset({"text:soft-page-break"})
_HIDDEN = re.compile(
    r"text:(?:bookmark|reference-mark|toc-mark|user-index-mark|alphabetical-index-mark)(?:-start|-end)?$"
    r"|text:change(?:-start|-end)?$|office:annotation(?:-end)?$|text:number$|loext:(?:fieldmark|bookmark)"
    r"|field:fieldmark|text:(?:script|hidden-text|variable-decls|sequence-decls)$"
)
_THINGS = {
    "text:tab": (N_("tab"), "\t"),
    "text:line-break": (N_("line break"), "\n"),
    "text:note": (N_("footnote"), ""),
    "draw:frame": (N_("image"), ""),
    "draw:custom-shape": (N_("image"), ""),
    "draw:g": (N_("image"), ""),
    "draw:a": (N_("image"), ""),
}
_RUBY = re.compile(r"<text:ruby-base\b[^>]*>(.*?)</text:ruby-base>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_LETTER = re.compile(r"[^\W\d_]")


def read(native: str) -> list[Atom]:
    """Return what is in the inside of a paragraph; each text's properties are the start tags of the spans around it."""
    reader = _Reader(native)
    reader.read()
    return reader.found


def end_of(native: str, name: str, at: int) -> int:
    """Return where the element called *name* ends whose start tag is at *at*."""
    depth = 0
    for match in re.compile(rf"<(/)?{re.escape(name)}(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>").finditer(native, at):
        if match[1]:
            depth -= 1
        elif not match[0].endswith("/>"):
            depth += 1
        if depth == 0:
            return match.end()
    raise FormatError(_("The XML is broken: a tag is not closed; ask for another copy of the file."))


class _Reader:
    """Goes through a paragraph once; white space collapses as the format says."""

    def __init__(self, native: str) -> None:
        self.native = native
        self.found: list[Atom] = []
        self.at = 0
        self._spans: list[str] = []
        self._spaced = True  # white space at the start counts nothing
        self._labels: list[str] = []

    def read(self) -> None:
        """Read all."""
        while self.at < len(self.native):
            match = _ITEM.match(self.native, self.at)
            if match is None:
                raise FormatError(_("The XML is broken here; ask for another copy or mend that line."))
            self.at = match.end()
            if match[1] or match[5]:
                self._text(match[0], "".join(content(match[1])) if match[1] else match[5])
            elif match[3]:
                self._tag(match)

    def _text(self, native: str, said: str) -> None:
        if "  " in said or not said.isprintable():
            said = _SPACE.sub(" ", said)
        if self._spaced:
            said = said.removeprefix(" ")
        if said:
            self._spaced = said.endswith(" ")
            self._say(native, said)

    def _say(self, native: str, said: str) -> None:
        properties = "".join(self._spans)
        close = "</text:span>" * len(self._spans)
        self.found.append(Atom(Sort.TEXT, f"{properties}{native}{close}", said, properties))

    def _tag(self, match: re.Match[str]) -> None:
        name, empty = match[3], match[0].endswith("/>")
        if name == "text:span":
            if match[2]:
                self._spans.pop()
            elif not empty:
                self._spans.append(match[0])
        elif match[2]:
            label = self._labels.pop() if self._labels else ""
            self.found.append(Atom(Sort.CLOSE, match[0], "", "", label))
        elif name == "text:s":
            count = _COUNT.search(match[0])
            self._say(match[0] if empty else f"{match[0][:-1]}/>", " " * (int(count[1]) if count else 1))
            self.at = match.end() if empty else end_of(self.native, name, match.start())
            self._spaced = False
        else:
            self._element(name, match, empty=empty)

    def _element(self, name: str, match: re.Match[str], *, empty: bool) -> None:
        end = match.end() if empty else end_of(self.native, name, match.start())
        native = self.native[match.start() : end]
        label = _CONTAINERS.get(name, "")
        if name in _REFERENCES and _LETTER.search(plain(native)):
            label = FIELD
        if label and not empty:
            self._labels.append(label)
            self.found.append(Atom(Sort.OPEN, match[0], "", "", label))
            return
        self.at = end
        if name not in _GONE:
            self.found.append(self._thing(name, native))

    def _thing(self, name: str, native: str) -> Atom:
        properties = "".join(self._spans)
        written = f"{properties}{native}{'</text:span>' * len(self._spans)}"
        if _HIDDEN.match(name):
            return Atom(Sort.HIDDEN, native)
        if name == "text:ruby":
            base = _RUBY.search(native)
            return Atom(Sort.ALONE, written, plain(base[1]) if base else "", "", N_("ruby"))
        label, equiv = _THINGS.get(name, ("", ""))
        if label == "footnote" and "endnote" in native[: native.find(">")]:
            label = N_("endnote")
        if not label:
            label, equiv = (FIELD, plain(native)) if name.startswith("text:") else (N_("image"), "")
        self._spaced = False
        return Atom(Sort.ALONE, written, equiv, "", label)


def plain(native: str) -> str:
    """Return the characters of a stretch, tags left out."""
    return "".join(content(_TAGS.sub("", native)))


def texts(atoms: list[Atom]) -> Iterator[str]:
    """Yield what the atoms read as."""
    return (atom.text for atom in atoms if atom.sort <= Sort.ALONE)
