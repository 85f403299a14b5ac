"""Characters as Markdown: written as they are, read again, and escaped where they would read as markup."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from markdown_it.token import Token

from editor.formats.html import inline as page
from editor.formats.markdown import front, inline
from editor.formats.markdown.blocks import BLANK
from editor.formats.markdown.inline import References
from editor.formats.markdown.parser import parser
from editor.formats.skeletons import Craft, Piece, text_of
from editor.text import Code, Kind, Text

LEVELS = 4
"""How a text may be written: as it is; with what is special escaped; with all signs escaped and tags for emphasis;
the same, and a tag for code."""

_START = re.compile(r"#(?=#{0,5}(?:\s|\Z))|>|:(?=[ \t:])|[-+*](?=\s|\Z)|\d{1,9}(?=[.)](?:\s|\Z))|[-_*](?=[-_*\s]*\Z)")
_SPECIAL = re.compile(
    r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|\Z)|&(?=#?\w{1,32};|\Z)|[!^]\Z|\{(?=[{%#.:]|\Z)|\$|#\Z"
)
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_IN_TITLE = re.compile(r"[\\&<()\"']")
_EDGE = BLANK.replace("\x0b", "").replace("\x0c", "")  # these no reference can say
_SPACE = re.compile(r"[\n\r\t]")
_TAGS = {"bold": "strong", "italic": "em", "struck": "s"}
_MARKS = {"**": "bold", "__": "bold", "*": "italic", "_": "italic", "~~": "struck"}


def craft(level: int, references: References) -> Craft:
    """Return what reads and writes a place, on one of the levels."""

    def pieces(native: str, kind: str) -> list[Piece]:
        if kind.startswith("html:"):
            return page.pieces(native, kind.removeprefix("html:"))
        if kind.startswith("front"):
            return list(front.pieces(native, kind))
        found = inline.pieces(native, kind, references)
        return [_as_tags(piece, level) for piece in found] if level > 1 else found

    return Craft(pieces, lambda text, kind: escape(text, kind, level))


def escape(text: str, kind: str, level: int) -> str:
    """Write characters at a place of some kind."""
    if kind.startswith("html:"):
        return page.escape(text, kind.removeprefix("html:")).replace("\n", "&#10;")
    if kind.startswith("front"):
        return front.escape(text, kind)
    if kind == "cell":
        return ("&#124;" if level else "\\|").join(_escaped(part, "", level) for part in text.split("|"))
    return _escaped(text, kind, level)


def _escaped(text: str, kind: str, level: int) -> str:
    if kind.startswith("title"):
        text = (_IN_TITLE if level else re.compile(f"[{re.escape(kind[5:])}]")).sub(r"\\\g<0>", text)
    elif level:
        text = (_SPECIAL if level == 1 else _SIGN).sub(r"\\\g<0>", text)
    return _SPACE.sub(lambda found: f"&#{ord(found[0])};", text) if level else text


def edged(text: str) -> str:
    """Return the text of a unit with references for white space at its ends, which would not count there."""
    if text[:1] in _EDGE and text:
        text = f"&#{ord(text[0])};{text[1:]}"
    return f"{text[:-1]}&#{ord(text[-1])};" if text[-1:] in _EDGE and text else text


def guarded(text: str) -> str:
    r"""Return a paragraph's text, escaped where its beginning would make it another kind of block.

    >>> guarded("1. May"), guarded("# 1"), guarded("May 1.")
    ('1\\. May', '\\# 1', 'May 1.')
    """
    start = _START.match(text)
    if start is None or text.startswith("\\"):
        return text
    at = start.end() if start[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


def _as_tags(piece: Piece, level: int) -> Piece:
    """Return a code as a tag of HTML, which reads as one wherever it stands."""
    code = piece.item
    if not isinstance(code, Code):
        return piece
    mark = _MARKS.get(code.data)
    if mark and code.label == mark:
        tag = _TAGS[mark]
        written = f"<{tag}>" if code.kind is Kind.OPEN else f"</{tag}>"
    elif code.label == "line break" and code.equiv == "\n" and not code.data.lstrip().startswith(("<", "[")):
        written = "<br>"
    elif level == LEVELS - 1 and code.label == "code" and code.data.startswith("`"):
        written = f"<code>{html.escape(code.equiv, quote=False)}</code>"
    else:
        return piece
    return Piece(replace(code, data=written), written)


# ── Reading again ────────────────────────────────────────────────────────────────────────────────────────────────


def reads(native: str, kind: str, references: References) -> list[Text] | None:
    """Return what *native* says as a place of some kind, and the places within it; None where it is no such place."""
    if not _is_such(native, kind):
        return None
    places = [(native, kind)]
    places += [(native[place.start : place.end], place.kind) for place in inline.inner(native, kind, references)]
    return [text_of(inline.pieces(said, of, references)) for said, of in places]


def _is_such(native: str, kind: str) -> bool:
    if kind.startswith("title"):
        return _is_title(native, kind[5:])
    content = inline.logical(native, kind).text
    if kind == "alt":
        tokens = inline.parsed(f"![{content}](x)", {})
        return len(tokens) == 1 and tokens[0].type == "image" and tokens[0].content == content
    if native.strip(BLANK) != native:
        return False
    if kind == "cell":
        return "\n" not in native and _types(f"| {native} |\n| - |\n")[1] == [content]
    if kind == "atx":
        return "\n" not in content and _types(f"# {content}") == ("heading_open inline heading_close", [content])
    wanted = "paragraph_open inline paragraph_close"
    if kind.startswith("setext"):
        content, wanted = f"{content}\n===", wanted.replace("paragraph", "heading")
    return _types(content)[0] == wanted


def _is_title(native: str, quote: str) -> bool:
    around = f"[x](y {'(' if quote == ')' else quote}{native}{quote})"
    tokens = inline.parsed(around, {})
    return len(tokens) == 2 and tokens[-1].meta["span"] == (2, len(around))  # noqa: PLR2004 - where a link opens and closes


def _types(text: str) -> tuple[str, list[str]]:
    """Return the types of the blocks of *text*, and what the paragraphs and cells among them hold."""
    tokens: list[Token] = []
    parser().block.parse(text, parser(), {}, tokens)
    return " ".join(token.type for token in tokens), [token.content for token in tokens if token.type == "inline"]
