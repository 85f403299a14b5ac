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
from editor.formats.po.manners import BABEL, POLIB, babel, polib
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
    at_stops: bool = False  # a line may break between a stop or colon and a letter, as gettext did until 0.21
    by_characters: bool = False  # a combining mark takes a column, too
    manner: str = ""  # gettext's, or that of a tool which has its own


def escaped(text: str) -> str:
    """Return *text* as it stands between quotes. Raises FormatError for a NUL, which no PO can hold."""
    if "\0" in text:
        raise FormatError(_("A PO file cannot hold the character NUL; take it out of the text."))
    return _SPECIAL.sub(lambda match: _PLAIN.get(match[0]) or _octal(match[0]), text)


def _octal(character: str) -> str:
    return f"\\{ord(character):03o}" if ord(character) < 128 else character  # noqa: PLR2004 - ASCII


def written(keyword: str, text: str, wrapping: Wrapping) -> str:
    """Return the lines, each with its end, that say *keyword* and the string *text*."""
    if wrapping.manner == BABEL:
        lines = babel(text, wrapping.width, escaped)
    elif wrapping.manner == POLIB:
        lines = polib(keyword, text, wrapping.width, escaped)
    else:
        lines = _wrapped(keyword, text, wrapping)
    quoted = [f'"{part}"{wrapping.eol}' for part in lines]
    return f"{keyword} {''.join(quoted)}"


def _wrapped(keyword: str, text: str, wrapping: Wrapping) -> list[str]:
    portions = _portions(escaped(text), at_newlines=wrapping.breaks_at_newlines)
    if not portions:
        return [""]
    if len(portions) == 1 and _columns(portions[0], wrapping) + len(keyword) + 3 <= wrapping.width:
        return portions
    lines = [part for portion in portions for part in _filled(portion, wrapping)]
    return ["", *lines] if wrapping.empty_first else lines


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
    for piece, size in _measured(portion, at_stops=wrapping.at_stops, by_characters=wrapping.by_characters):
        if line and column + size > width:
            lines.append(line)
            line, column = "", 0
        line += piece
        column += size
    return [*lines, line]


@lru_cache(4_096)
def _measured(portion: str, *, at_stops: bool, by_characters: bool) -> tuple[tuple[str, int], ...]:
    return tuple((piece, _size(piece, by_characters=by_characters)) for piece in _pieces(portion, at_stops=at_stops))


def _columns(text: str, wrapping: Wrapping) -> int:
    return _size(text, by_characters=wrapping.by_characters)


def _size(text: str, *, by_characters: bool) -> int:
    if text.isascii():
        return len(text)
    return sum(_width(character) or by_characters for character in text)


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# ── Where a line may break ──────────────────────────────────────────────────────────────────────────────────────────


def _pieces(text: str, *, at_stops: bool) -> tuple[str, ...]:
    """Divide *text* wherever a line may break."""
    classes = _resolved([_class(character) for character in text])
    if at_stops:
        classes = ["STOP" if name == "IS" else name for name in classes]
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
_KEPT_BEHIND = {"CL", "CP", "EX", "IS", "SY", "STOP"}  # LB13: never at the start of a line, spaces or not
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


@cache
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
        ({"HY", "IS", "SY", "STOP"}, numbers),
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
    """Return the wrapping that reproduces most of *samples*: a keyword, its string, the lines as they are.

    Each question is put to some strings whose answer differs from the others'.
    """
    kept = list(samples)
    long = [sample for sample in kept if _has_long_line(sample[1])]
    several = [sample for sample in kept if sample[2].count('"') > 4]  # noqa: PLR2004 - more than "" and one line
    best = _best([Wrapping(width, eol, at_stops=stops) for width in PAGES for stops in (False, True)], long)
    best = _best([replace(best, breaks_at_newlines=a, empty_first=b) for a in _BOTH for b in _BOTH], several)
    best = _best([replace(best, width=width) for width in PAGES], long)
    best = _best([replace(best, at_stops=stops) for stops in (False, True)], [s for s in long if _STOP.search(s[1])])
    marked = [sample for sample in long if not sample[1].isascii()]
    best = _best([replace(best, by_characters=by) for by in (False, True)], marked)
    return _best([best, *(replace(each, eol=eol) for each in _MANNERS)], long)


_USUAL = Wrapping()
_MANNERS = (Wrapping(76, manner=BABEL), Wrapping(78, manner=POLIB))
_BOTH = (True, False)
_SAMPLES = 60
_LONG = 60  # columns: what is shorter stands on one line in every tool
_STOP = regex.compile(r"[.,:;]\p{L}")


def _has_long_line(text: str) -> bool:
    return 2 * len(text) > _LONG and any(_columns(line, _USUAL) > _LONG for line in text.split("\n"))


def _best(candidates: list[Wrapping], samples: list[tuple[str, str, str]]) -> Wrapping:
    """Return the first of those that reproduce most of the *samples*, some of them taken from all over."""
    some = samples[:: len(samples) // _SAMPLES + 1]
    scores = [sum(written(word, text, each) == lines for word, text, lines in some) for each in candidates]
    return candidates[scores.index(max(scores))]
