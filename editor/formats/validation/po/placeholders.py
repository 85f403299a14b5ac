"""The places in a message that a program fills in, for the kinds of format that PO flags name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_C = re.compile(
    r"%(?:(?P<at>\d+)\$)?(?P<flags>[-+ #0'I]*)(?P<width>\*(?:\d+\$)?|\d+)?(?:\.(?P<precision>\*(?:\d+\$)?|\d+)?)?"
    r"(?P<size>hh|h|ll|l|L|q|j|z|t|<[A-Za-z0-9]+>)?(?P<kind>[%diouxXeEfFgGaAcsCSpnm@])?|%<(?P<macro>PRI\w+)>"
)
_PYTHON = re.compile(
    r"%(?:\((?P<name>[^)]*)\))?(?P<flags>[-+ #0]*)(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?[hlL]?"
    r"(?P<kind>[%diouxXeEfFgGcrsa])?"
)
_BRACES = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)(?P<more>\{[^{}]*\}[^{}]*)*\}|(?P<bad>[{}])")
_NUMBERED = re.compile(r"'[^']*'|\{(?P<name>\d+)(?:,[^{}]*)?(?::[^{}]*)?\}")
_NAMED = re.compile(r"\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)\}")
_QT = re.compile(r"%L?(?P<name>\d{1,2})")
_YCP = re.compile(r"%%|%(?P<name>[1-9])")
_KINDS = {**dict.fromkeys("di", "int"), **dict.fromkeys("ouxX", "unsigned"), **dict.fromkeys("eEfFgGaA", "float")}


@dataclass(frozen=True, slots=True)
class Places:
    """What a text wants filled in: by name or number, each with its kind. *valid* is False where it is no format."""

    wanted: Mapping[str, str]
    valid: bool = True


def _c(text: str) -> Places:
    wanted: dict[str, str] = {}
    numbered = plain = 0
    for match in _C.finditer(text):
        kind = match["macro"] or match["kind"]
        if kind is None:
            return Places(wanted, valid=False)
        for star in (match["width"], match["precision"]):
            if star and star.startswith("*"):
                plain += 1
                wanted[str(plain)] = "int"
        if kind in {"%", "m"}:
            continue
        if match["at"]:
            numbered += 1
            where = match["at"]
        else:
            plain += 1
            where = str(plain)
        said = _KINDS.get(kind, kind) + (match["size"] or "")
        if wanted.setdefault(where, said) != said:
            return Places(wanted, valid=False)
    return Places(wanted, valid=not (numbered and plain) and _has_no_gap(wanted, numbered))


def _has_no_gap(wanted: Mapping[str, str], numbered: int) -> bool:
    return not numbered or set(wanted) == {str(number) for number in range(1, len(wanted) + 1)}


def _python(text: str) -> Places:
    wanted: dict[str, str] = {}
    plain = 0
    for match in _PYTHON.finditer(text):
        kind = match["kind"]
        if kind is None:
            return Places(wanted, valid=False)
        if kind == "%":
            continue
        said = (
            "text" if kind in "rsa" else {"c": "character"}.get(kind, "number" if kind not in "diouxX" else "integer")
        )
        if match["name"] is None:
            plain += 1
        where = match["name"] if match["name"] is not None else f"#{plain}"
        wanted[where] = said
    return Places(wanted, valid=not (plain and plain != len(wanted)))


def _python_braces(text: str) -> Places:
    wanted: dict[str, str] = {}
    plain = 0
    for match in _BRACES.finditer(text):
        if match["bad"]:
            return Places(wanted, valid=False)
        if match["name"] is None:
            continue
        name = re.split(r"[!:.\[]", match["name"], maxsplit=1)[0]
        if not name:
            name = str(plain)
            plain += 1
        elif not re.fullmatch(r"\d+|[^\W\d]\w*", name):
            return Places(wanted, valid=False)
        wanted[name] = ""
    return Places(wanted)


def _by(pattern: re.Pattern[str]) -> Callable[[str], Places]:
    return lambda text: Places({match["name"]: "" for match in pattern.finditer(text) if match["name"] is not None})


READERS: Mapping[str, Callable[[str], Places]] = {
    "c-format": _c,
    "objc-format": _c,
    "python-format": _python,
    "python-brace-format": _python_braces,
    "csharp-format": _by(_NUMBERED),
    "java-format": _by(_NUMBERED),
    "perl-brace-format": _by(_NAMED),
    "qt-format": _by(_QT),
    "kde-format": _by(_QT),
    "ycp-format": _by(_YCP),
}
# Formats whose texts may leave out what the original has.
_LENIENT = frozenset(("perl-brace-format", "kde-format"))


def differ(name: str, original: str, translation: str, *, strict: bool) -> str:
    """Return what of the format *name* differs between two texts, as words; "" where nothing does.

    Unless *strict*, the translation may leave out places, as the form for one thing does ("one file").
    """
    first, second = READERS[name](original), READERS[name](translation)
    if not first.valid:
        return ""
    if not second.valid:
        return "%" if "%" in translation else "{}"
    added = [where for where in second.wanted if where not in first.wanted]
    missing = [where for where in first.wanted if where not in second.wanted]
    other = [where for where, kind in second.wanted.items() if first.wanted.get(where, kind) != kind]
    if name in _LENIENT:
        missing = []
    return ", ".join([*added, *other, *(missing if strict else ())])
