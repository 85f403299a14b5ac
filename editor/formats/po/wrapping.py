"""How a string is written in a PO file: escaped, quoted, and wrapped as the file's own tool wraps.

Line breaking follows GNU gettext's ``wrap`` (write-po.c), which breaks a string after each newline in it and fills
lines of a page width by the Unicode line breaking algorithm (UAX 14, the pair rules that libunistring uses).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import regex

from editor.errors import FormatError
from editor.i18n import _

NEVER = 1 << 30
PAGE = 79  # columns of a line, gettext's own
PAGES = (PAGE, 78, 77, 76, 80, 81, 82, 75, 100, 120, 99, 119, NEVER)

_PLAIN = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
}
_SPECIAL = regex.compile(r'[\\"\p{Cc}]')
_CLASSES = [
    "BK",
    "CR",
    "LF",
    "SP",
    "ZW",
    "WJ",
    "GL",
    "CM",
    "ZWJ",
    "OP",
    "CL",
    "CP",
    "QU",
    "EX",
    "IS",
    "SY",
    "NS",
    "CJ",
    "BA",
    "HY",
    "BB",
    "B2",
    "CB",
    "IN",
    "NU",
    "PR",
    "PO",
    "ID",
    "EB",
    "EM",
    "H2",
    "H3",
    "JL",
    "JV",
    "JT",
    "RI",
    "SA",
    "AI",
    "HL",
    "AL",
]
_CLASS = regex.compile("|".join(f"(?P<{name}>\\p{{LB={name}}})" for name in _CLASSES))


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a file wraps: the page's *width* in columns, whether lines are indented and with what, its line ends."""

    width: int = PAGE
    eol: str = "\n"
    breaks_at_newlines: bool = True
    empty_first: bool = True  # a string of several lines begins with an empty one
    at_colons: bool = False  # a line may break behind a colon before a letter, as gettext did until 0.21
    by_characters: bool = False  # a combining mark takes a column, too


def escaped(text: str) -> str:
    """Return *text* as it stands between quotes. Raises FormatError for a NUL, which no PO can hold."""
    if "\0" in text:
        raise FormatError(_("A PO file cannot hold the character NUL; take it out of the text."))
    return _SPECIAL.sub(lambda match: _PLAIN.get(match[0]) or _octal(match[0]), text)


def _octal(character: str) -> str:
    return f"\\{ord(character):03o}" if ord(character) < 128 else character  # noqa: PLR2004 - ASCII


def written(keyword: str, text: str, wrapping: Wrapping) -> str:
    """Return the lines, each with its end, that say *keyword* and the string *text*."""
    portions = _portions(escaped(text), at_newlines=wrapping.breaks_at_newlines)
    if not portions:
        lines = [""]
    elif len(portions) == 1 and _columns(portions[0], wrapping) + len(keyword) + 3 <= wrapping.width:
        lines = portions
    else:
        lines = [part for portion in portions for part in _filled(portion, wrapping)]
        if wrapping.empty_first:
            lines.insert(0, "")
    quoted = [f'"{part}"{wrapping.eol}' for part in lines]
    return f"{keyword} {''.join(quoted)}"


def _portions(text: str, *, at_newlines: bool) -> list[str]:
    """Divide an escaped string behind each of its newlines."""
    if not at_newlines:
        return [text] if text else []
    parts, start = [], 0
    for match in _NEWLINE.finditer(text):
        if match[0] == "\\n":
            parts.append(text[start : match.end()])
            start = match.end()
    return [*parts, text[start:]] if start < len(text) else parts


_EOL = regex.compile(r"\r\r\n|\r\n|\n|\r")
_NEWLINE = regex.compile(r"\\.")


def _filled(portion: str, wrapping: Wrapping) -> list[str]:
    """Fill lines with *portion*."""
    width = wrapping.width - 2  # the quotes
    if _columns(portion, wrapping) <= width:
        return [portion]
    lines, line, column = [], "", 0
    for piece in _pieces(portion, at_colons=wrapping.at_colons):
        size = _columns(piece, wrapping)
        if line and column + size > width:
            lines.append(line)
            line, column = "", 0
        line += piece
        column += size
    return [*lines, line]


def _columns(text: str, wrapping: Wrapping) -> int:
    if text.isascii():
        return len(text)
    return sum(_width(character) or wrapping.by_characters for character in text)


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# ── Where a line may break ──────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(4_096)
def _pieces(text: str, *, at_colons: bool) -> tuple[str, ...]:
    """Divide *text* wherever a line may break."""
    classes = _resolved([_class(character) for character in text])
    if at_colons:
        classes = [
            "CLN" if name == "IS" and character == ":" else name for name, character in zip(classes, text, strict=True)
        ]
    pieces, start, slash = [], 0, False
    last = len(text) - 2 if text.endswith("\\n") else len(text)
    for at in range(1, len(text)):
        slash = text[at - 1] == "\\" and not slash
        if not slash and at != last and classes[at] not in _NEVER_FIRST and _may_break(classes, at):
            pieces.append(text[start:at])
            start = at
    pieces.append(text[start:])
    return tuple(pieces)


@cache
def _class(character: str) -> str:
    match = _CLASS.match(character)
    name = (match.lastgroup if match else "") or "AL"
    return {"AI": "AL", "SA": "AL", "CJ": "NS"}.get(name, name)


def _resolved(classes: list[str]) -> list[str]:
    """Give combining marks the class of what they stand on (LB9), letters' where there is nothing (LB10)."""
    for at, name in enumerate(classes):
        if name in {"CM", "ZWJ"}:
            before = classes[at - 1] if at else ""
            classes[at] = before if before not in {"", "BK", "CR", "LF", "SP", "ZW"} else "AL"
    return classes


_NEVER_FIRST = {"SP", "ZW", "BK", "CR", "LF"}
_KEPT_BEHIND = {"CL", "CP", "EX", "IS", "SY", "CLN"}  # LB13: never at the start of a line, spaces or not
_LETTERS = {"AL", "HL"}
_IDEOGRAPHS = {"ID", "EB", "EM", "H2", "H3", "JL", "JV", "JT"}


def _may_break(classes: list[str], at: int) -> bool:
    """Tell whether a line may break before character *at* (UAX 14, LB4 to LB31)."""
    before, after = classes[at - 1], classes[at]
    if before == "ZW":
        return True
    if before == "SP":
        return _may_break_behind_space(classes, at)
    if "WJ" in {before, after} or before == "GL" or (after == "GL" and before not in {"BA", "HY"}):
        return False
    if after in _KEPT_BEHIND or before == "OP" or "QU" in {before, after}:
        return False
    if "CB" in {before, after}:
        return True
    return not _glued(before, after)


def _may_break_behind_space(classes: list[str], at: int) -> bool:
    last = at - 1
    while last >= 0 and classes[last] == "SP":
        last -= 1
    before, after = classes[last] if last >= 0 else "", classes[at]
    if after in _KEPT_BEHIND or after == "WJ" or before == "OP":
        return False
    if before == "QU" and after == "OP":
        return False
    return not ((before in {"CL", "CP"} and after == "NS") or (before == after == "B2"))


def _glued(before: str, after: str) -> bool:
    """Tell whether two classes side by side hold together (LB21 to LB30b)."""
    if after in {"BA", "HY", "NS"} or before == "BB" or after == "IN":
        return True
    letters, numbers = _LETTERS, {"NU"}
    together = (
        (letters, letters | numbers | {"PR", "PO", "OP"}),
        (numbers, letters | numbers | {"PO", "PR", "OP"}),
        ({"PR", "PO"}, letters | numbers | {"OP"}),
        ({"PR"}, _IDEOGRAPHS),
        (_IDEOGRAPHS, {"PO"}),
        ({"HY", "IS", "SY", "CLN"}, numbers),
        ({"IS"}, letters),
        ({"CP"}, letters | numbers),
        ({"CL", "CP"}, {"PR", "PO"}),
        ({"SY"}, {"HL"}),
        ({"RI"}, {"RI"}),
        ({"JL"}, {"JL", "JV", "H2", "H3"}),
        ({"JV", "H2"}, {"JV", "JT"}),
        ({"JT", "H3"}, {"JT"}),
    )
    return any(before in left and after in right for left, right in together)


# ── How does this file wrap? ────────────────────────────────────────────────────────────────────────────────────────


def eol(text: str, at: int) -> str:
    """Return the line end before offset *at*, a newline where there is none."""
    ends = _EOL.findall(text, max(0, at - 400), at)
    return ends[-1] if ends else "\n"


def own(samples: Iterable[tuple[str, str, str]], eol: str) -> Wrapping:
    """Return the wrapping that reproduces most of *samples*: a keyword, its string, the lines as they are."""
    kept = list(samples)
    widths = [
        Wrapping(width, eol, newlines, first)
        for newlines in (True, False)
        for first in (True, False)
        for width in PAGES
    ]
    best = _best(widths, kept)
    return _best([replace(best, at_colons=at, by_characters=by) for at in (False, True) for by in (False, True)], kept)


def _best(candidates: list[Wrapping], samples: list[tuple[str, str, str]]) -> Wrapping:
    """Return the first of those that reproduce most of *samples*."""
    scores = [sum(written(word, text, each) == lines for word, text, lines in samples) for each in candidates]
    return candidates[scores.index(max(scores))]
