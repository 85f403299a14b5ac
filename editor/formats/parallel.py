"""The parallel edition: one self-contained page with the two texts facing each other, for the screen and for print."""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING

from editor import resources
from editor.columns import untranslated
from editor.edits import joint
from editor.errors import FormatError, LanguageError
from editor.formats.options import Written
from editor.i18n import _, ngettext
from editor.languages import Language
from editor.model import Mark
from editor.text import EMPTY, Code, Kind, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.formats.options import ReadOptions, WriteOptions
    from editor.model import Document, Segment

_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_KEPT = {"em": "em", "i": "i", "cite": "cite", "strong": "strong", "b": "b", "sub": "sub", "sup": "sup", "code": "code",
         "q": "q", "u": "u", "s": "s", "small": "small", "mark": "mark", "abbr": "abbr"}  # fmt: skip
_BY_LABEL = {"bold": "b", "italic": "i", "emphasis": "em", "strong": "strong", "underline": "u"}
_HEADINGS = {"title": "h2", "heading": "h3", "heading 1": "h2", "heading 2": "h3", "heading 3": "h4"}
_FAR = re.compile(r"(?:https?:|mailto:)[^\s]*", re.IGNORECASE)


def write(document: Document, options: WriteOptions) -> Written:
    """Return the page: a row a sentence, or a row a paragraph where *options.layout* is "paragraphs".

    What is not for translation is left out, and so are sentences omitted on purpose; the page itself counts them.
    """
    by_paragraph = options.layout == "paragraphs"
    units = [list(run) for _unit, run in groupby(document.rows, key=lambda segment: segment.unit or segment.id)]
    title = next((unit[0] for unit in units if _is_title(unit, document)), None)
    shown = [unit for unit in units if unit[0] is not title]
    rows = [line for unit in shown for line in _unit(document, unit, by_paragraph=by_paragraph)]
    data = _page(document, rows, title, by_paragraph=by_paragraph).encode("utf-8", "replace")
    return Written(data, tuple(_losses(document)), untranslated(document.rows))


def _is_title(unit: list[Segment], document: Document) -> bool:
    """Tell whether a unit is the title of the document, which stands above both columns."""
    return len(unit) == 1 and unit[0].role == "title" and unit[0].source.plain == document.head.title


def _losses(document: Document) -> Iterator[str]:
    skipped = sum(Mark.NOT_FOR_TRANSLATION in segment.marks for segment in document.rows)
    if skipped:
        yield ngettext(
            "{number} segment that is not for translation is left out of the edition.",
            "{number} segments that are not for translation are left out of the edition.",
            skipped,
        ).format(number=skipped)


def read(data: bytes, options: ReadOptions) -> Document:  # noqa: ARG001 - the signature all formats share
    """Raise FormatError: an edition is written, not read."""
    raise FormatError(_("Diptych writes parallel editions but does not open them; open the work file instead."))


def sniff(data: bytes) -> bool:
    """Tell whether *data* is such a page."""
    return b'<meta name="generator" content="Diptych">' in data


# ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _page(document: Document, rows: list[str], titled: Segment | None, *, by_paragraph: bool) -> str:
    head = document.head
    title = head.title or _("Parallel edition")
    other = titled.target.plain if titled else ""
    names = f"{_name(head.source_language)} — {_name(head.target_language)}"
    style = resources.read_text("styles/parallel.css")
    kind = "paragraphs" if by_paragraph else "sentences"
    mirrored = " mirrored" if _direction(head.source_language) == "rtl" else ""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f"<html{_language(head.target_language or head.source_language)}>",
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Diptych">',
            f"<title>{_escape(title)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            f'<main class="{kind}{mirrored}">',
            f"<header><h1{_language(head.source_language)}>{_escape(title)}</h1>",
            f'<p class="title"{_language(head.target_language)}>{_escape(other)}</p>' if other else "",
            f'<p class="languages">{_escape(names)}</p></header>',
            *rows,
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _name(tag: str) -> str:
    try:
        return Language(tag).native_name
    except LanguageError:
        return tag or "?"


def _direction(tag: str) -> str:
    try:
        return Language(tag).direction
    except LanguageError:
        return "ltr"


def _language(tag: str) -> str:
    try:
        known = Language(tag)
    except LanguageError:
        return ""
    return f' lang="{known.tag}" dir="{known.direction}"'


# ── Its rows ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _unit(document: Document, unit: list[Segment], *, by_paragraph: bool) -> Iterator[str]:
    shown = [segment for segment in unit if Mark.NOT_FOR_TRANSLATION not in segment.marks]
    if not shown:
        return
    tag = _HEADINGS.get(shown[0].role, "p")
    role = f" {_class(shown[0].role)}" if shown[0].role and tag == "p" else ""
    if by_paragraph:
        yield _row(document, shown, tag, f"unit first{role}", paired=len(shown) > 1)
        return
    for number, segment in enumerate(shown):
        yield _row(document, [segment], tag, f"unit{' first' if number == 0 else ''}{role}", paired=False)


def _class(role: str) -> str:
    return re.sub(r"[^a-z]+", "-", role.lower()).strip("-")


def _row(document: Document, segments: list[Segment], tag: str, kind: str, *, paired: bool) -> str:
    head = document.head
    source = _side([(s, s.source, s.gap) for s in segments], paired=paired)
    target = _side([(s, s.target, joint(s, head)) for s in _in_order(segments)], paired=paired)
    if any(segment.target for segment in segments):
        right = f"<{tag}{_language(head.target_language)}>{target}</{tag}>"
    else:
        omitted = any(Mark.OMITTED in segment.marks for segment in segments)
        note = _("left out on purpose") if omitted else _("not translated yet")
        right = f'<p class="none">{_escape(note)}</p>'
    left = f"<{tag}{_language(head.source_language)}>{source}</{tag}>"
    return f'<section class="{kind}"><div class="source">{left}</div><div class="target">{right}</div></section>'


def _in_order(segments: list[Segment]) -> list[Segment]:
    places = {id(segment): segment.order or number for number, segment in enumerate(segments, 1)}
    return sorted(segments, key=lambda segment: places[id(segment)])


def _side(pieces: Iterable[tuple[Segment, Text, Text]], *, paired: bool) -> str:
    found = [(segment, text, gap) for segment, text, gap in pieces if text]
    out = []
    open_codes: list[tuple[str, str]] = []
    for number, (segment, text, gap) in enumerate(found):
        body = _inline(text, open_codes)
        numbered = sum(map(ord, segment.id)) % 12 if paired else 0  # which of the twelve pairs that light up together
        out.append(f'<span class="s s{numbered}">{body}</span>' if paired else body)
        if number + 1 < len(found):
            out.append(_inline(gap or EMPTY, []) or "")
    return "".join(out)


def _inline(text: Text, still_open: list[tuple[str, str]]) -> str:
    """Return *text* with the markup that is known to be harmless; elements close where the sentence ends."""
    opened: list[tuple[str, str]] = list(still_open)
    out = [start for _pair, start in opened]
    ends = {pair: _end(start) for pair, start in opened}
    for run in text.runs:
        if isinstance(run, str):
            out.append(_escape(run))
        elif isinstance(run, Code):
            _code(run, out, opened, ends)
    out += [ends[pair] for pair, _start in reversed(opened)]
    still_open[:] = opened
    return "".join(out)


def _code(code: Code, out: list[str], opened: list[tuple[str, str]], ends: dict[str, str]) -> None:
    if code.kind is Kind.ALONE:
        out.append("<br>" if code.equiv == "\n" else "")
    elif code.kind is Kind.OPEN:
        start = _start(code)
        if start:
            out.append(start)
            opened.append((code.pair, start))
            ends[code.pair] = _end(start)
    elif code.pair in ends and any(pair == code.pair for pair, _start in opened):
        inner = []
        while opened[-1][0] != code.pair:  # an element that overlaps: closed here, opened again behind
            inner.append(opened.pop())
            out.append(ends[inner[-1][0]])
        out.append(ends[opened.pop()[0]])
        for pair in reversed(inner):
            out.append(pair[1])
            opened.append(pair)


def _start(code: Code) -> str:
    match = _TAG.match(code.data)
    name = match[1].lower() if match else ""
    if name == "a" or (not name and code.label == "link"):
        href = _HREF.search(code.data)
        address = html.unescape(next((part for part in href.groups() if part is not None), "")) if href else ""
        return f'<a href="{html.escape(address)}" rel="noreferrer">' if _FAR.fullmatch(address) else ""
    kept = _KEPT.get(name) or ("" if name else _BY_LABEL.get(code.label, ""))
    return f"<{kept}>" if kept else ""


def _end(start: str) -> str:
    name = _TAG.match(start)
    return f"</{name[1]}>" if name else ""


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
