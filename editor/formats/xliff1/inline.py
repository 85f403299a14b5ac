"""Inline codes made into the elements of XLIFF 1.2: g, x, bx, ex, and bpt, ept, it, ph where there is native markup."""

from __future__ import annotations

from editor.formats.spans.creation import attributes, escape
from editor.formats.xliff1.states import PREFIX
from editor.text import ALL, Can, Code, Kind, Text

DELIMITERS = frozenset({"bold", "italic", "underlined", "link"})
PLACEHOLDERS = frozenset({"image", "pb", "lb"})
_PLACEHOLDER_WORDS = {"line break": "lb", "page break": "pb"}
_LABELS = {word: label for label, word in _PLACEHOLDER_WORDS.items()}


def to_xml(text: Text) -> str:
    """Write *text* as the inside of a source or target that is created."""
    codes = text.codes
    whole = _whole(codes)
    wrapped = {pair for pair in _nested(codes) if pair in whole and _fits_g(*whole[pair])}
    pieces = []
    for run in text.runs:
        if isinstance(run, str):
            pieces.append(escape(run))
        elif isinstance(run, Code):
            pieces.append(_element(run, whole.get(run.pair), wrapped=run.pair in wrapped))
    return "".join(pieces)


def _whole(codes: tuple[Code, ...]) -> dict[str, tuple[Code, Code]]:
    """Return the pairs both of whose halves stand here once, in order."""
    keys = [code.key for code in codes]
    found: dict[str, tuple[Code, Code]] = {}
    for first, code in enumerate(codes):
        last = keys.index((Kind.CLOSE, code.pair)) if (Kind.CLOSE, code.pair) in keys else -1
        once = keys.count((Kind.OPEN, code.pair)) == keys.count((Kind.CLOSE, code.pair)) == 1
        if code.kind is Kind.OPEN and once and first < last:
            found[code.pair] = (code, codes[last])
    return found


def _nested(codes: tuple[Code, ...]) -> set[str]:
    """Return the pairs that may be one element: those that close in the order in which they opened."""
    stack: list[str] = []
    found: set[str] = set()
    for code in codes:
        if code.kind is Kind.OPEN:
            stack.append(code.pair)
        elif code.kind is Kind.CLOSE and stack and stack[-1] == code.pair:
            found.add(stack.pop())
        elif code.kind is Kind.CLOSE and code.pair in stack:
            stack.remove(code.pair)
    return found


def _fits_g(first: Code, last: Code) -> bool:
    """Tell whether one ``g`` says all that both halves say."""
    plain = not (first.data or last.data or last.equiv)
    return plain and (first.label, first.can) == (last.label, last.can)


def _element(code: Code, whole: tuple[Code, Code] | None, *, wrapped: bool) -> str:
    if wrapped:
        return "</g>" if code.kind is Kind.CLOSE else f"<g{_describe(code)}>"
    known = whole[0].label if whole and code.kind is Kind.CLOSE else ""
    described = _describe(code, known)
    if code.kind is not Kind.ALONE and whole and (whole[0].data or whole[1].data):
        name = "bpt" if code.kind is Kind.OPEN else "ept"
        return f"<{name}{described}>{escape(code.data)}</{name}>"
    if not code.data:
        name = {Kind.OPEN: "bx", Kind.CLOSE: "ex", Kind.ALONE: "x"}[code.kind]
        return f"<{name}{described}/>"
    if code.kind is Kind.ALONE:
        return f"<ph{described}>{escape(code.data)}</ph>"
    position = "open" if code.kind is Kind.OPEN else "close"
    return f'<it{described} pos="{position}">{escape(code.data)}</it>'


def _describe(code: Code, known: str = "") -> str:
    """Return the attributes; *known* is the label that a reader gives the code without being told."""
    ctype = _ctype(code)
    return attributes(
        {
            "id": code.pair,
            "ctype": ctype or None,
            "equiv-text": code.equiv or None,
            f"{PREFIX}:label": code.label if (label(ctype) or known) != code.label else None,
            f"{PREFIX}:can": _can(code.can) if code.can != ALL else None,
        }
    )


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
