"""Front matter: the title and the description that a site generator keeps in front of a page of Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from editor.formats.skeletons import Piece

KEYS = frozenset((
    *("title", "subtitle", "description", "summary", "abstract", "excerpt", "lead", "teaser", "tagline", "caption"),
    *("linkTitle", "sidebar_label"),
))  # fmt: skip
"""What people read; all else in front matter is for programs."""

_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^(?P<key>[\w-]+)[ \t]*[:=][ \t]*(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(r"([>|])[-+\d]*[ \t]*(?:#.*)?")
_INDENTED = re.compile(r"(?:[ \t]+\S.*\n|[ \t]*\n)*")
_FOLDED = re.compile(r"\S.*(?:\n[ \t]+\S.*)*")
_LITERAL = re.compile(r"\S.*")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_COMMENT = re.compile(r"[ \t]#.*")
_ESCAPE = re.compile(r"""\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})|''""")
_SAFE = re.compile(r"[^\W\d_](?:[^\n:#\\]|:(?!\s|\Z)|(?<!\s)#|\\)*")
_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"])
_LANGUAGE = re.compile(
    r"^(?:lang|language|locale)[ \t]*[:=][ \t]*([\"']?)(?P<tag>[A-Za-z]{2,3}(?:[-_]\w+)*)\1[ \t]*$", re.MULTILINE
)


class Value(NamedTuple):
    """A value that people read; offsets in the text, and how it is written ("front", and a quotation mark)."""

    key: str
    start: int
    end: int
    kind: str


def end(text: str) -> int:
    """Return where the front matter is over, 0 where there is none."""
    found = _MATTER.match(text)
    return found.end() if found else 0


def values(text: str) -> Iterator[Value]:
    """Yield the values that people read, in order."""
    matter = _MATTER.match(text)
    if matter is None:
        return
    for line in _LINE.finditer(text, *matter.span(2)):
        if line["key"] in KEYS:
            yield from _value(text, line, matter.end(2))


def language(text: str) -> tuple[int, int] | None:
    """Return where the front matter says which language the page is in, None where it does not."""
    matter = _MATTER.match(text)
    found = _LANGUAGE.search(text, *matter.span(2)) if matter else None
    return found.span("tag") if found else None


def _value(text: str, line: re.Match[str], end: int) -> Iterator[Value]:
    value, start = line["value"], line.start("value")
    if value[0] in "\"'":
        is_toml = text.startswith("+")
        close = _QUOTED.match(value)
        if close and _is_over(value[close.end() :]) and not (is_toml and value.startswith(('"""', "'''"))):
            kind = "front=" if is_toml and value[0] == "'" else "front" + value[0]
            yield Value(line["key"], start + 1, start + close.end() - 1, kind)
    elif _BLOCK.fullmatch(value):
        for part in (_FOLDED if value[0] == ">" else _LITERAL).finditer(
            text, line.end() + 1, _indented(text, line, end)
        ):
            yield Value(line["key"], *part.span(), "front" + value[0])
    elif value[0] not in "[{&*!%@`|>+#" and "=" not in text[line.end("key") : start]:
        comment = _COMMENT.search(value)
        yield Value(line["key"], start, start + (comment.start() if comment else len(value)), "front")


def _indented(text: str, line: re.Match[str], end: int) -> int:
    found = _INDENTED.match(text, line.end() + 1, end)
    return found.end() if found else line.end()


def _is_over(rest: str) -> bool:
    return not rest.strip() or rest.lstrip().startswith("#")


def pieces(native: str, kind: str) -> Iterator[Piece]:
    """Read a value."""
    at = 0
    for match in _ESCAPE.finditer(native) if kind[5:] in {'"', "'"} else ():
        if (match[0] == "''") != (kind == "front'"):
            continue
        if match.start() > at:
            yield from _characters(native[at : match.start()])
        yield Piece("'" if match[0] == "''" else _said(match[0]), match[0])
        at = match.end()
    yield from _characters(native[at:])


def _said(escaped: str) -> str:
    return str(json.loads('"' + escaped.replace("\\x", "\\u00") + '"'))


def _characters(native: str) -> Iterator[Piece]:
    for run in re.split("([\ud800-\udfff\0]|\n\\s*)", native):
        if run:
            yield Piece(
                " " if run[0] == "\n" else "\ufffd" if "\ud800" <= run[0] <= "\udfff" or run == "\0" else run, run
            )


def escape(text: str, kind: str) -> str:
    """Write characters of a value."""
    if kind == 'front"':
        return json.dumps(text, ensure_ascii=False)[1:-1]
    text = re.sub(r"[\r\n\t]+", " ", text)
    return text.replace("'", "''") if kind == "front'" else text


def plain(value: str) -> str:
    """Return a value that stood without quotation marks; with them, where it could be misread without."""
    if _SAFE.fullmatch(value) and value == value.strip() and value.lower() not in _WORDS:
        return value
    return quoted(value)


def quoted(value: str) -> str:
    """Return a value between quotation marks."""
    return json.dumps(value, ensure_ascii=False)
