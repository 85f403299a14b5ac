"""How runs look: styles and direct formatting resolved to what the eye sees, so that only that makes a code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.formats.docx.grammar import grammar
from editor.formats.runs.lines import Look
from editor.formats.spans import attributes, tree, value
from editor.formats.spans.elements import Element
from editor.i18n import N_

_UNSEEN_WORDS = (
    "lang noProof rPrChange ins del moveFrom moveTo webHidden specVanish snapToGrid kern rStyle oMath fitText "
    "eastAsianLayout cs"
)
_UNSEEN = frozenset(_UNSEEN_WORDS.split())
_TOGGLES_WORDS = "b i caps smallCaps strike dstrike outline shadow emboss imprint vanish rtl bCs iCs"
_TOGGLES = frozenset(_TOGGLES_WORDS.split())
_OFF = frozenset({"0", "false", "off"})
_NOTHING = {
    "color": {"auto", "000000"},
    "u": {"none"},
    "vertAlign": {"baseline"},
    "spacing": {"0"},
    "w": {"100", "100%"},
    "position": {"0"},
    "highlight": {"none"},
    "effect": {"none"},
    "em": {"none"},
    "bdr": {"none", "nil"},
}
_COMPLEX = frozenset({"bCs", "iCs", "szCs.val", "rFonts.cs", "rFonts.cstheme"})
_EASTERN = frozenset({"rFonts.eastAsia", "rFonts.eastAsiaTheme"})
_COMPLEX_ONES = "\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u200f\ufb1d-\ufdff\ufe70-\ufeff"
_EASTERN_ONES = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
_LETTERS_COMPLEX, _LETTERS_EASTERN = re.compile(f"[{_COMPLEX_ONES}]"), re.compile(f"[{_EASTERN_ONES}]")
_LETTERS_EITHER = re.compile(f"[{_COMPLEX_ONES}{_EASTERN_ONES}]")
_LABELS = {
    "b": N_("bold"),
    "i": N_("italic"),
    "u": N_("underline"),
    "strike": N_("struck"),
    "dstrike": N_("struck"),
    "superscript": N_("superscript"),
    "subscript": N_("subscript"),
    "caps": N_("capitals"),
    "smallCaps": N_("small capitals"),
    "highlight": N_("highlight"),
    "shd": N_("highlight"),
    "color": N_("colour"),
    "rFonts": N_("font"),
    "sz": N_("size"),
    "szCs": N_("size"),
}
_PLAIN, _OTHER = N_("regular"), N_("style")
INK = frozenset({"b", "i", "color", "rFonts", "sz", "caps", "smallCaps", "vertAlign", "bCs", "iCs", "szCs", "spacing"})
"""What a space does not show."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, what it is based on, its own properties, and what it makes of a paragraph."""

    kind: str
    name: str
    based: str
    properties: Mapping[str, str]
    outline: int = 9  # level of a heading from 0; 9 is body text
    listed: bool = False


@dataclass(slots=True)
class Looks:
    """The styles of a document, and the looks worked out so far."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    usual: str = ""  # the paragraph style of a paragraph that names none
    _eyes: dict[tuple[str, bool, bool], Eye] = field(default_factory=dict)
    _plain: dict[str, dict[str, str]] = field(default_factory=dict)

    def eye(self, paragraph: str, text: str) -> Eye:
        """Return who sees the *text* of a paragraph of some style."""
        key = (paragraph, *scripts(text))
        found = self._eyes.get(key)
        if found is None:
            found = self._eyes[key] = Eye(self, paragraph, complex_=key[1], eastern=key[2])
        return found

    def is_hidden(self, paragraph: str, properties: str) -> bool:
        """Tell whether text with these properties is not shown at all."""
        return "vanish" in properties and ("vanish", "1") in self.look(paragraph, properties)

    def look(self, paragraph: str, properties: str, *, complex_: bool = False, eastern: bool = False) -> Look:
        """Return what is seen of text with the run *properties* (an element as written) in a paragraph's style."""
        whole = dict(self._of_paragraph(paragraph))
        direct = parsed(properties)
        self._styled(whole, direct.get("rStyle.val", ""))
        _put(whole, direct)
        unseen = set() if complex_ else set(_COMPLEX)
        if not eastern:
            unseen |= _EASTERN
        return frozenset(
            (name, said)
            for name, said in whole.items()
            if name.partition(".")[0] not in _UNSEEN and name not in unseen and not _is_nothing(name, said)
        )

    def _of_paragraph(self, style: str) -> dict[str, str]:
        style = style if style in self.styles else self.usual
        found = self._plain.get(style)
        if found is None:
            found = dict(self.defaults)
            self._styled(found, style)
            self._plain[style] = found
        return found

    def _styled(self, whole: dict[str, str], style: str) -> None:
        """Add what a style says; of two styles that both make bold, one in a bold paragraph takes it away."""
        for each in reversed(self.chain(style)):
            for name, said in each.properties.items():
                if name in _TOGGLES and said == "1" and each.kind == "character":
                    whole[name] = "0" if whole.get(name) == "1" else "1"
                else:
                    _put(whole, {name: said})

    def chain(self, style: str) -> list[Style]:
        """Return the style of an id and those it is based on."""
        found: list[Style] = []
        while style in self.styles and self.styles[style] not in found:
            found.append(self.styles[style])
            style = self.styles[style].based
        return found


def _put(whole: dict[str, str], more: Mapping[str, str]) -> None:
    for name, said in more.items():
        family, _dot, member = name.partition(".")
        if family == "rFonts":  # a font takes the place of a theme's font and the other way round
            script = member.removesuffix("Theme").removesuffix("theme")
            for other in (script, f"{script}Theme", f"{script}theme"):
                whole.pop(f"rFonts.{other}", None)
        whole[name] = said


def _is_nothing(name: str, said: str) -> bool:
    if name in _TOGGLES:
        return said == "0"
    family, _dot, member = name.partition(".")
    if family == "rFonts":
        return member == "hint"
    if family == "shd":
        return not (member == "fill" and said not in {"auto", "FFFFFF"})
    if member in {"themeColor", "themeTint", "themeShade", "space", "sz", "themeFill"} and family in {"u", "bdr"}:
        return True
    return member == "val" and said in _NOTHING.get(family, ())


def parsed(properties: str) -> dict[str, str]:
    """Return run properties as names and values: ``{"b": "1", "rFonts.ascii": "Arial", "sz.val": "24"}``."""
    if not properties or properties.endswith("/>"):
        return {}
    found: dict[str, str] = {}
    for child in tree(properties).children:
        name = child.local
        said = {
            each.rpartition(":")[2]: value(properties, one) for each, one in attributes(properties, child.start).items()
        }
        if name in _UNSEEN - {"rStyle"}:
            continue
        if name in _TOGGLES:
            found[name] = "0" if said.get("val") in _OFF else "1"
        else:
            found |= {f"{name}.{member}": each for member, each in said.items()}
    return found


class Eye:
    """How text looks in a paragraph of some style, where there are letters of complex scripts or of East Asia."""

    def __init__(self, looks: Looks, paragraph: str, *, complex_: bool, eastern: bool) -> None:
        self._looks, self._paragraph = looks, paragraph
        self._complex, self._eastern = complex_, eastern
        self._known: dict[str, Look] = {}
        self._labels: dict[tuple[Look, Look], str] = {}

    def look(self, properties: str) -> Look:
        """Return how text with these properties looks."""
        found = self._known.get(properties)
        if found is None:
            found = self._looks.look(self._paragraph, properties, complex_=self._complex, eastern=self._eastern)
            self._known[properties] = found
        return found

    def label(self, look: Look, among: Look) -> str:
        """Return the short word for text of some *look* among text of another."""
        key = look, among
        if key not in self._labels:
            self._labels[key] = _label(look - among)
        return self._labels[key]

    def is_ink(self, one: Look, two: Look) -> bool:
        """Tell whether two looks differ only in what a space does not show."""
        return one == two or {name.partition(".")[0] for name, _said in one ^ two} <= INK


def _label(more: Look) -> str:
    names = {said if name == "vertAlign.val" else name.partition(".")[0] for name, said in more}
    return next((word for key, word in _LABELS.items() if key in names), _OTHER) if names else _PLAIN


def scripts(text: str) -> tuple[bool, bool]:
    """Tell whether there are letters of complex scripts, and of those of East Asia, in a text."""
    if text.isascii() or _LETTERS_EITHER.search(text) is None:
        return False, False
    return _LETTERS_COMPLEX.search(text) is not None, _LETTERS_EASTERN.search(text) is not None


# ── The styles of a document ────────────────────────────────────────────────────────────────────────────────────────


def read(text: str) -> Looks:
    """Return the looks that the part of styles *text* gives."""
    grammar(text)
    root = tree(text)
    styles: dict[str, Style] = {}
    defaults: dict[str, str] = {}
    usual = ""
    for element in root.children:
        if element.local == "docDefaults":
            defaults = _run_properties(text, _inside(element, "rPrDefault"))
        elif element.local == "style":
            said = _said(text, element)
            style = _style(text, element, said)
            styles[said.get("styleId", "")] = style
            if style.kind == "paragraph" and said.get("default", "0") not in _OFF:
                usual = said.get("styleId", "")
    return Looks(styles, defaults, usual)


def _style(text: str, element: Element, said: Mapping[str, str]) -> Style:
    paragraph = _inside(element, "pPr")
    outline = _value(text, _inside(paragraph, "outlineLvl")) if paragraph else ""
    return Style(
        said.get("type", "paragraph"),
        _value(text, _inside(element, "name")),
        _value(text, _inside(element, "basedOn")),
        _run_properties(text, element),
        int(outline) if outline.isdecimal() and len(outline) == 1 else 9,
        paragraph is not None and _inside(paragraph, "numPr") is not None,
    )


def _run_properties(text: str, holder: Element | None) -> dict[str, str]:
    found = _inside(holder, "rPr")
    return parsed(text[found.start : found.end]) if found else {}


def _inside(element: Element | None, name: str) -> Element | None:
    return next((child for child in element.children if child.local == name), None) if element else None


def _said(text: str, element: Element) -> dict[str, str]:
    return {name.rpartition(":")[2]: value(text, one) for name, one in attributes(text, element.start).items()}


def _value(text: str, element: Element | None) -> str:
    return _said(text, element).get("val", "") if element else ""
