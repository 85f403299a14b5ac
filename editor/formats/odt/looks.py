"""How spans look: named and automatic styles resolved to what the eye sees, so that only that makes a code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from editor.formats.runs.lines import Look
from editor.formats.spans import Element, attributes, tree, value
from editor.i18n import N_

_HOLDER = re.compile(r"<office:(?:automatic-)?styles(?=[\s/>])")
_NAME = re.compile(r"""\btext:style-name\s*=\s*["']([^"']*)["']""")
_SEEN = {  # the properties that show, and the values at which they do not
    "fo:font-weight": {"normal", "400"},
    "fo:font-style": {"normal"},
    "fo:font-variant": {"normal"},
    "fo:text-transform": {"none"},
    "fo:font-size": set(),
    "fo:color": {"#000000"},
    "fo:background-color": {"transparent"},
    "fo:letter-spacing": {"normal", "0in", "0cm", "0pt"},
    "fo:text-shadow": {"none"},
    "fo:border": {"none"},
    "style:font-name": set(),
    "fo:font-family": set(),
    "style:text-underline-style": {"none"},
    "style:text-underline-type": {"none", "single"},
    "style:text-line-through-style": {"none"},
    "style:text-line-through-type": {"none", "single"},
    "style:text-overline-style": {"none"},
    "style:text-position": {"0% 100%", "0%"},
    "style:text-outline": {"false"},
    "style:text-emphasize": {"none"},
    "style:text-scale": {"100%"},
    "style:text-rotation-angle": {"0"},
    "style:font-relief": {"none"},
    "style:text-blinking": {"false"},
    "text:display": {"true"},
}
_SCRIPTS = ("asian", "complex")
_LABELS = {
    "fo:font-weight": N_("bold"),
    "fo:font-style": N_("italic"),
    "style:text-underline-style": N_("underline"),
    "style:text-line-through-style": N_("struck"),
    "style:text-position": N_("superscript"),
    "fo:font-variant": N_("small capitals"),
    "fo:text-transform": N_("capitals"),
    "fo:background-color": N_("highlight"),
    "fo:color": N_("colour"),
    "style:font-name": N_("font"),
    "fo:font-family": N_("font"),
    "fo:font-size": N_("size"),
}
_SUBSCRIPT, _PLAIN, _OTHER = N_("subscript"), N_("regular"), N_("style")
_INK = frozenset(
    {
        "fo:font-weight",
        "fo:font-style",
        "fo:font-variant",
        "fo:text-transform",
        "fo:font-size",
        "fo:color",
        "style:font-name",
        "fo:font-family",
        "style:text-position",
    }
)
_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]")
_EASTERN = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the name it is shown by, what it is based on, what it makes of text, the level of a heading (0 none)."""

    name: str
    parent: str
    properties: Mapping[str, str]
    level: int = 0
    listed: bool = False


@dataclass(slots=True)
class Looks:
    """The styles that hold in one part, by family and name, and the looks worked out so far."""

    styles: Mapping[tuple[str, str], Style] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], Look] = field(default_factory=dict)

    def chain(self, family: str, name: str) -> list[Style]:
        """Return a style and those it is based on."""
        found: list[Style] = []
        while (family, name) in self.styles and self.styles[family, name] not in found:
            found.append(self.styles[family, name])
            name = found[-1].parent
        return found

    def look(self, paragraph: str, properties: str, scripts: str = "") -> Look:
        """Return what is seen of text in spans (their start tags, outermost first) in a paragraph's style.

        *scripts* names those whose letters are in the text: "asian", "complex".
        """
        key = paragraph, properties, scripts
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(paragraph, properties, scripts)
        return found

    def _look(self, paragraph: str, properties: str, scripts: str) -> Look:
        whole = dict(self.defaults)
        for each in reversed(self.chain("paragraph", paragraph)):
            whole |= each.properties
        for name in _NAME.findall(properties):
            for each in reversed(self.chain("text", name)):
                whole |= each.properties
        return frozenset((name, said) for name, said in whole.items() if _is_seen(name, said, scripts))


def _is_seen(name: str, said: str, scripts: str) -> bool:
    plain, _dash, script = name.rpartition("-")
    if script in _SCRIPTS:
        return script in scripts and f"fo:{plain.partition(':')[2]}" in _SEEN and said not in {"normal", "none"}
    return name in _SEEN and said not in _SEEN[name]


@dataclass(frozen=True, slots=True)
class Eye:
    """How text looks in a paragraph of some style."""

    looks: Looks
    paragraph: str
    scripts: str = ""

    def look(self, properties: str) -> Look:
        """Return how text in these spans looks."""
        return self.looks.look(self.paragraph, properties, self.scripts)

    def label(self, look: Look, among: Look) -> str:
        """Return the short word for text of some *look* among text of another."""
        more = dict(look - among)
        if more.get("style:text-position", "").startswith(("sub", "-")):
            return _SUBSCRIPT
        return next((word for key, word in _LABELS.items() if key in more), _OTHER if more else _PLAIN)

    def is_ink(self, one: Look, two: Look) -> bool:
        """Tell whether two looks differ only in what a space does not show."""
        return one == two or {name for name, _said in one ^ two} <= _INK


def scripts(text: str) -> str:
    """Name the scripts whose fonts are told apart in ODF that have letters in a text."""
    if text.isascii():
        return ""
    return " ".join(name for name, found in (("asian", _EASTERN), ("complex", _COMPLEX)) if found.search(text))


def _body(text: str) -> int:
    """Return where a part's styles are over, so that nobody looks for them in its text."""
    at = text.find("<office:body")
    return at if at >= 0 else len(text)


def read(texts: Iterable[str]) -> Looks:
    """Return the looks that the styles in some parts give, those of later parts before those of earlier ones."""
    styles: dict[tuple[str, str], Style] = {}
    defaults: dict[str, str] = {}
    for text in texts:
        for holder in _HOLDER.finditer(text, 0, _body(text)):
            for element in tree(text, holder.start()).children:
                said = _said(text, element)
                family = said.get("style:family", "")
                if element.name == "style:default-style" and family == "paragraph":
                    defaults = _properties(text, element)
                elif element.name == "style:style":
                    styles[family, said.get("style:name", "")] = _style(text, element, said)
    return Looks(styles, defaults)


def _style(text: str, element: Element, said: Mapping[str, str]) -> Style:
    level = said.get("style:default-outline-level", "")
    name = said.get("style:display-name") or said.get("style:name", "")
    return Style(
        name,
        said.get("style:parent-style-name", ""),
        _properties(text, element),
        int(level) if level.isdecimal() and len(level) < 3 else 0,  # noqa: PLR2004 - ten levels
        bool(said.get("style:list-style-name")),
    )


def _properties(text: str, element: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in element.children:
        if child.name == "style:text-properties":
            found |= _said(text, child)
    return found


def _said(text: str, element: Element) -> dict[str, str]:
    return {name: value(text, one) for name, one in attributes(text, element.start).items()}
