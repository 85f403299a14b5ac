"""The parallel edition: one self-contained page with the two texts facing each other, for the screen and for print."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from editor import resources
from editor.columns import untranslated
from editor.edits import joint
from editor.errors import FormatError, LanguageError
from editor.formats import markup
from editor.formats.options import Written
from editor.i18n import _, ngettext
from editor.languages import Language
from editor.model import Mark
from editor.text import Code, Kind, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.formats.options import ReadOptions, WriteOptions
    from editor.model import Document, Head, Segment

_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_KEPT = frozenset(["em", "i", "cite", "strong", "b", "sub", "sup", "code", "q", "u", "s", "small", "mark", "abbr"])
_BY_LABEL = {"bold": "b", "italic": "i", "emphasis": "em", "strong": "strong", "underline": "u"}
_FAR = re.compile(r"(?:https?:|mailto:)[^\s\x00-\x1f]*", re.IGNORECASE)
_PAIRS = 24  # sentences of a paragraph that light up as pairs before the style sheet's names begin anew
_VERSE = 55  # characters of the longest line of a verse; what is longer was wrapped by a machine
_TITLES = {"title", "heading"}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One of the two columns: which side, its language, and the attributes that say so."""

    side: str
    tag: str

    @property
    def language(self) -> Language | None:
        try:
            return Language(self.tag)
        except LanguageError:
            return None

    @property
    def name(self) -> str:
        return self.language.native_name if self.language else self.tag

    @property
    def direction(self) -> str:
        return self.language.direction if self.language else "ltr"

    @property
    def about(self) -> str:
        return f' lang="{self.language.tag}" dir="{self.direction}"' if self.language else ""


def write(document: Document, options: WriteOptions) -> Written:
    """Return the page: a row a sentence, or a row a paragraph where *options.layout* is "paragraphs".

    What is not for translation is left out, and what waits for a translation too where *options.untranslated* is
    "skip"; what was omitted on purpose stands alone on its leaf.
    """
    by_paragraph = options.layout == "paragraphs"
    units = [
        kept
        for _unit, run in groupby(document.rows, key=lambda segment: segment.unit or segment.id)
        if (kept := [each for each in run if _is_shown(each, skip=options.untranslated == "skip")])
    ]
    title = _title(units, document.head)
    leaves = _Leaf("source", document.head.source_language), _Leaf("target", document.head.target_language)
    rows = [
        _row(leaves, document.head, run, kind)
        for unit in units
        if unit[0] is not title and not _is_page_title(unit, document.head)
        for run, kind in _runs(unit, by_paragraph=by_paragraph)
    ]
    page = _page(document.head, leaves, title, rows, "paragraphs" if by_paragraph else "sentences")
    return Written(page.encode("utf-8", "replace"), tuple(_losses(document)), untranslated(document.rows))


def _is_shown(segment: Segment, *, skip: bool) -> bool:
    if Mark.NOT_FOR_TRANSLATION in segment.marks or not (segment.source or segment.target):
        return False
    return bool(segment.target) or not skip or Mark.OMITTED in segment.marks


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


def _title(units: list[list[Segment]], head: Head) -> Segment | None:
    """Return the segment that is the work's title: a heading that is most of the document's title, else that itself."""
    said = head.title.casefold()
    for unit in units:
        words = unit[0].source.plain.strip().casefold()
        if len(unit) == 1 and unit[0].role == "heading" and words in said and len(words) > len(said) / 3:
            return unit[0]
    return next((unit[0] for unit in units if _is_page_title(unit, head)), None)


def _is_page_title(unit: list[Segment], head: Head) -> bool:
    """Tell whether a unit is the title that a browser shows, which stands in no column."""
    return len(unit) == 1 and unit[0].role == "title" and unit[0].source.plain == head.title


def _page(head: Head, leaves: tuple[_Leaf, _Leaf], title: Segment | None, rows: list[str], kind: str) -> str:
    source, target = leaves
    named = (title.source.plain if title else head.title) or _("Parallel edition")
    other = title.target.plain if title else ""
    mirrored = " mirrored" if source.direction == "rtl" else ""
    running = f'@page {{ @top-center {{ content: "{_styled(" · ".join(filter(None, (named, other))))}"; }} }}'
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f"<html{target.about or source.about}>",
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="generator" content="Diptych">',
            f"<title>{_escape(other or named)}</title>",
            f"<style>\n{resources.read_text('styles/parallel.css')}{running}\n</style>",
            "</head>",
            "<body>",
            f'<main class="{kind}{mirrored}">',
            _header(leaves, named, other),
            *rows,
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _header(leaves: tuple[_Leaf, _Leaf], named: str, other: str) -> str:
    source, target = leaves
    titles = (
        f"<h1{source.about}>{_escape(named)}</h1>",
        f'<p class="title"{target.about}>{_escape(other)}</p>' if other else "",
    )
    cells = "".join(
        f'<div class="{leaf.side}"><p class="language"{leaf.about}>{_escape(leaf.name)}</p>{title}</div>'
        for leaf, title in zip(leaves, titles, strict=True)
    )
    return f'<header class="unit">{cells}</header>'


def _styled(text: str) -> str:
    """Return *text* as it stands in a string of a style sheet, where no mark of HTML or CSS may pass."""
    return re.sub(r"[^\w ,.:;!?·—–’«»„“”()-]", lambda match: f"\\{ord(match[0]):x} ", text)


# ── Its rows ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _runs(unit: list[Segment], *, by_paragraph: bool) -> Iterator[tuple[list[Segment], str]]:
    """Yield the segments of each row of a unit, and what the row is to the style sheet."""
    role = re.sub(r"[^a-z]+", "-", unit[0].role.lower()).strip("-")
    kind = f" {role}" if role else " verse" if _is_verse(unit) else ""
    if by_paragraph:
        yield unit, f"unit first{kind}"
        return
    for number, segment in enumerate(unit):
        yield [segment], f"unit{'' if number else ' first'}{kind}"


def _is_verse(unit: list[Segment]) -> bool:
    lines = "".join(segment.source.plain + segment.gap.plain for segment in unit).strip().split("\n")
    return len(lines) > 1 and max(map(len, lines)) <= _VERSE


def _row(leaves: tuple[_Leaf, _Leaf], head: Head, segments: list[Segment], kind: str) -> str:
    source, target = leaves
    tag = "h2" if segments[0].role in _TITLES else "p"
    pairs = {segment.id: number % _PAIRS if len(segments) > 1 else None for number, segment in enumerate(segments)}
    left = _side([(pairs[s.id], s.source, s.gap) for s in segments])
    if any(segment.target for segment in segments):
        gaps = [joint(segment, head) for segment in segments]  # each stays in its place, whatever order comes to it
        right = _side([(pairs[s.id], _said(s), gap) for s, gap in zip(_in_order(segments), gaps, strict=True)])
        facing = f"<{tag}{target.about}>{right}</{tag}>"
    else:
        omitted = all(Mark.OMITTED in segment.marks for segment in segments)
        note = _("left out on purpose") if omitted else _("not translated yet")
        facing = f'<p class="none" dir="{target.direction}">{_escape(note)}</p>'
    cells = f'<div class="source"><{tag}{source.about}>{left}</{tag}></div><div class="target">{facing}</div>'
    return f'<div class="{kind}">{cells}</div>'


def _said(segment: Segment) -> Text:
    """Return the translation, a sign of editors' where it is still to come, nothing where it was left out."""
    return segment.target or Text.of("" if Mark.OMITTED in segment.marks else "[…]")


def _in_order(segments: list[Segment]) -> list[Segment]:
    places = {segment.id: segment.order or number for number, segment in enumerate(segments, 1)}
    return sorted(segments, key=lambda segment: places[segment.id])


def _side(pieces: Iterable[tuple[int | None, Text, Text]]) -> str:
    """Return one leaf of a row: its sentences, numbered where they are several, and what stands between them."""
    found = [piece for piece in pieces if piece[1]]
    out = []
    markup = _Markup()
    for at, (number, text, gap) in enumerate(found):
        body = markup.sentence(text)
        out.append(body if number is None else f'<span class="s{number}">{body}</span>')
        if at + 1 < len(found):
            out.append(markup.sentence(gap) if gap.plain.strip() or gap.codes else _escape(gap.plain))
    return "".join(out)


class _Markup:
    """Inline codes become those elements that are known to be harmless.

    An element that is open where a sentence ends is closed there and opened again in the next.
    """

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.opened: list[tuple[str, str]] = []  # the pair and the start tag of each

    def sentence(self, text: Text) -> str:
        """Return *text* as markup that is well-formed by itself."""
        out = [start for _pair, start in self.opened]
        for run in text.runs:
            if isinstance(run, str):
                out.append(_escape(run))
            elif isinstance(run, Code):
                out += self._code(run)
            elif run.paragraph:
                out.append('<br class="paragraph">')
        out += [_end(start) for _pair, start in reversed(self.opened)]
        return "".join(out)

    def _code(self, code: Code) -> Iterator[str]:
        if code.kind is Kind.ALONE:
            yield "<br>" if "\n" in code.equiv else _escape(code.equiv)
        elif code.kind is Kind.OPEN:
            start = _start(code)
            if start:
                self.opened.append((code.pair, start))
                yield start
        elif any(pair == code.pair for pair, _start_tag in self.opened):
            inner = []
            while self.opened[-1][0] != code.pair:  # what overlaps is closed here and opened again behind
                inner.append(self.opened.pop())
                yield _end(inner[-1][1])
            yield _end(self.opened.pop()[1])
            for again in reversed(inner):
                self.opened.append(again)
                yield again[1]


def _start(code: Code) -> str:
    match = _TAG.match(code.data)
    name = match[1].lower() if match else ""
    if name == "a":
        href = _HREF.search(code.data)
        address = markup.unescape(next((part for part in href.groups() if part is not None), "")) if href else ""
        return f'<a href="{html.escape(address)}" rel="noreferrer">' if _FAR.fullmatch(address) else ""
    kept = (name if name in _KEPT else "") if name else _BY_LABEL.get(code.label, "")
    return f"<{kept}>" if kept else ""


def _end(start: str) -> str:
    match = _TAG.match(start)
    return f"</{match[1]}>" if match else ""


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
