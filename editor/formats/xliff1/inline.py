"""Inline codes made into the elements of XLIFF 1.2: g, x, bx, ex, and bpt, ept, it, ph where there is native markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.formats.spans.creation import attributes, escape
from editor.formats.xliff1.states import PREFIX
from editor.text import ALL, Can, Code, Kind, Text, nested

DELIMITERS = frozenset({"bold", "italic", "underlined", "link"})
PLACEHOLDERS = frozenset({"image", "pb", "lb"})
_PLACEHOLDER_WORDS = {"line break": "lb", "page break": "pb"}
_LABELS = {word: label for label, word in _PLACEHOLDER_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes texts.

    *known* is the element of each code as the file has it, by the code's key and by that form itself: a code which
    the unit writes in two ways keeps the one it came with. *prefix* stands in front of the names of others. *ours*:
    the file is one that Diptych created, and may say in our own words what a code is. *end_of_line* is the file's.
    """

    known: Mapping[tuple[Kind, str] | str, str] = field(default_factory=dict)
    prefix: str = ""
    ours: bool = True
    end_of_line: str = "\n"

    def characters(self, text: str) -> str:
        """Write characters."""
        written = escape(text)
        return written if self.end_of_line == "\n" else written.replace("\n", self.end_of_line)

    def form(self, code: Code) -> str:
        """Return the element that the file has for *code*, or nothing."""
        return self.known.get(code.raw) or self.known.get(code.key, "")


NEW = Style()


def to_xml(text: Text, style: Style = NEW) -> str:
    """Write *text* as the inside of a source or target.

    Half of a ``g`` becomes ``bx`` or ``ex``; half of any other element that wraps text has no form and is left out.
    """
    codes = text.codes
    if not codes:
        return style.characters(text.plain)
    whole = _whole(codes)
    wrapped = {pair for pair in nested(codes) if pair in whole and _wraps(whole[pair], style)}
    pieces = []
    for run in text.runs:
        if isinstance(run, str):
            pieces.append(style.characters(run))
        elif isinstance(run, Code):
            known = style.form(run)
            if known and (run.pair in wrapped or not _is_tag(run.kind, known)):
                pieces.append(known)
            elif not known or known.startswith((f"<{style.prefix}g", f"</{style.prefix}g")):
                pieces.append(_element(run, whole.get(run.pair), style, wrapped=run.pair in wrapped))
    return "".join(pieces)


def _is_tag(kind: Kind, known: str) -> bool:
    """Tell whether what the file has is but one of the two tags of an element that wraps text."""
    return (
        known.startswith("</")
        if kind is Kind.CLOSE
        else not known.endswith("/>") and "</" not in known and kind is Kind.OPEN
    )


def _wraps(pair: tuple[Code, Code], style: Style) -> bool:
    """Tell whether a pair is one element in this file."""
    known = [style.form(code) for code in pair]
    if known[0] and known[1]:
        return _is_tag(Kind.OPEN, known[0]) and known[1].startswith("</")
    return not any(known) and _fits_g(*pair)


def _whole(codes: tuple[Code, ...]) -> dict[str, tuple[Code, Code]]:
    """Return the pairs both of whose halves stand here once, in order."""
    times = Counter(code.key for code in codes)
    opened: dict[str, Code] = {}
    found: dict[str, tuple[Code, Code]] = {}
    for code in codes:
        if times[code.key] > 1:
            continue
        if code.kind is Kind.OPEN:
            opened[code.pair] = code
        elif code.kind is Kind.CLOSE and code.pair in opened:
            found[code.pair] = (opened[code.pair], code)
    return found


def _fits_g(first: Code, last: Code) -> bool:
    """Tell whether one ``g`` says all that both halves say."""
    plain = not (first.data or last.data or last.equiv)
    return plain and (first.label, first.can) == (last.label, last.can)


def _element(code: Code, whole: tuple[Code, Code] | None, style: Style, *, wrapped: bool) -> str:
    before = style.prefix
    if wrapped:
        return f"</{before}g>" if code.kind is Kind.CLOSE else f"<{before}g{_describe(code, style)}>"
    known = whole[0].label if whole and code.kind is Kind.CLOSE else ""
    described = _describe(code, style, known)
    if code.kind is not Kind.ALONE and whole and (whole[0].data or whole[1].data):
        name = "bpt" if code.kind is Kind.OPEN else "ept"
        return f"<{before}{name}{described}>{escape(code.data)}</{before}{name}>"
    if not code.data:
        name = {Kind.OPEN: "bx", Kind.CLOSE: "ex", Kind.ALONE: "x"}[code.kind]
        return f"<{before}{name}{described}/>"
    if code.kind is Kind.ALONE:
        return f"<{before}ph{described}>{escape(code.data)}</{before}ph>"
    position = "open" if code.kind is Kind.OPEN else "close"
    return f'<{before}it{described} pos="{position}">{escape(code.data)}</{before}it>'


def _describe(code: Code, style: Style, known: str = "") -> str:
    """Return the attributes; *known* is the label that a reader gives the code without being told."""
    ctype = _ctype(code)
    own = {
        f"{PREFIX}:label": code.label if (label(ctype) or known) != code.label else None,
        f"{PREFIX}:can": _can(code.can) if code.can != ALL else None,
    }
    said = {"id": code.pair, "ctype": ctype or None, "equiv-text": code.equiv or None}
    return attributes(said | own if style.ours else said)


def _ctype(code: Code) -> str:
    """Return the value of ``ctype``: a word of the specification, or one of our own with ``x-`` in front."""
    if code.kind is Kind.CLOSE:
        return ""
    word = _PLACEHOLDER_WORDS.get(code.label, code.label) if code.kind is Kind.ALONE else code.label
    known = PLACEHOLDERS if code.kind is Kind.ALONE else DELIMITERS
    if not word or word in known:
        return word
    return "" if word.isspace() else "x-" + "-".join(word.split())


def label(ctype: str) -> str:
    """Return the short word on the chip for a value of ``ctype``."""
    word = ctype.removeprefix("x-")
    return _LABELS.get(word, word)


def _can(can: Can) -> str:
    return " ".join(flag.name.lower() for flag in Can if flag in can and flag.name) or "nothing"


def can(words: str | None) -> Can:
    """Read what ``dtyc:can`` says."""
    if words is None:
        return ALL
    named = {flag.name.lower(): flag for flag in Can if flag.name}
    found = Can.NOTHING
    for each in words.split():
        found |= named.get(each, Can.NOTHING)
    return found
