"""Plain text: paragraphs or lines become units, and targets go back between the untouched line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from pathlib import PurePath

import regex

from editor import languages
from editor.errors import FormatError
from editor.formats import encodings, skeletons, web
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.skeletons import Craft, Piece
from editor.i18n import _
from editor.model import Document, Head, Mark, Origin, Place, Segment, Skeleton
from editor.rows import Rows
from editor.text import Text

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_ITEM = re.compile(r"(?:[-*+•‣·–—]|\(?(?:\d{1,3}|[a-zа-я]|[ivx]{1,5})[.)])[^\S\r\n]+(?=\S)", re.IGNORECASE)
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u3000-\u303f\uff00-\uffef]"
)
_WORD = re.compile(r"\S+")
_WIDEST = 120  # lines longer than this were not broken by hand or by a mail program
_NARROWEST = 30
_ENDS = re.compile(r"\r\n?|\n+")  # of lines, blank ones passed over
_LINES = 2_000_000
_MOST = 250_000  # units; a book of 10 MB in verse has fewer
_SHORT = 0.6  # of the width: a line that ends here ends its paragraph
_MOSTLY = 0.75  # of the lines of a block end where the next word would not have fitted


def sniff(data: bytes) -> bool:
    """Tell whether *data* is text at all."""
    return not encodings.is_binary(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the text in *data*: a unit a paragraph, or a line where lines are not broken to a width."""
    if not options.encoding and encodings.is_binary(data):
        raise FormatError(_("The file is no text; open the document it comes from, or save it as text first."))
    decoded = encodings.decode(data, options.encoding)
    if "\0" in decoded.text:
        raise FormatError(_("The file is no text in this encoding; choose another encoding."))
    if len(_ENDS.findall(decoded.text)) > _LINES:
        raise FormatError(_("The text has more than {number} lines; divide it.").format(number=_LINES))
    spans = list(islice(_units(decoded.text), _MOST + 1))
    if len(spans) > _MOST:
        raise FormatError(_("The text has more than {number} paragraphs; divide it.").format(number=_MOST))
    places = [
        Place(f"f1/u{number}", *where) for number, where in enumerate(encodings.spans(decoded, data, spans), start=1)
    ]
    texts = [_model(decoded.text[start:end]) for start, end in spans]
    language = options.source_language or languages.guess("\n".join(text.plain for text in texts))
    skeleton = Skeleton("plain", options.name, data, tuple(places), decoded.encoding)
    head = Head(language, options.target_language, PurePath(options.name).stem, decoded.encoding, skeleton)
    rows = Rows.of(_rows(places, texts, options, language))
    warnings = (decoded.warning,) if decoded.warning else ()
    return Document(rows, head, Origin("plain", data, rows, head), warnings)


def _rows(places: list[Place], texts: list[Text], options: ReadOptions, language: str) -> Iterator[Segment]:
    reasons = web.lines([text.plain for text in texts])
    for number, (place, text, reason) in enumerate(zip(places, texts, reasons, strict=True)):
        marks = frozenset({Mark.NOT_FOR_TRANSLATION} if reason else ())
        role = "list" if _ITEM.match(text.plain) else ""
        template = Segment(place.unit, text, unit=place.unit, marks=marks, reason=reason, role=role)
        yield from skeletons.rows(template, text, options, language)
        options.progress((number + 1) / len(places))


# ── Paragraphs ───────────────────────────────────────────────────────────────────────────────────────────────────


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each unit stands, without the white space around it.

    Blank lines part blocks. A block was broken to a width (that of nearly the widest lines of all blocks, 30 to 120
    characters) if most of its lines end where the next word would have gone beyond it; it is one unit, or several
    where list items or indented first lines begin or short lines end. Any other block (verse, an address, one
    paragraph a line) is a unit a line.
    """
    blocks = list(_blocks(text))
    sizes = sorted(_size(text, line) for block in blocks for line in block[:-1])
    wide = sizes[len(sizes) * 9 // 10] if sizes else 0
    for block in blocks:
        if len(block) > 1 and _is_wrapped(text, block, wide):
            yield from _paragraphs(text, block, wide)
        else:
            yield from block


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines that are not blank, each line as where its text stands."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if line:
            start = match.start() + match[0].index(line[0])
            block.append((start, start + len(line)))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _size(text: str, line: tuple[int, int]) -> int:
    """Return the width of a line with its indent."""
    return line[1] - line[0] + _indent(text, line)


def _indent(text: str, line: tuple[int, int]) -> int:
    start = line[0]
    while start and text[start - 1] not in "\r\n":
        start -= 1
    return line[0] - start


def _is_wrapped(text: str, block: list[tuple[int, int]], wide: int) -> bool:
    if wide > _WIDEST:
        wide = max(_size(text, line) for line in block)
    if not _NARROWEST <= wide <= _WIDEST:
        return False
    inner = [pair for pair in pairwise(block) if not _ITEM.match(text, *pair[1])]
    long = [(line, following) for line, following in inner if _size(text, line) >= wide * _SHORT]
    full = sum(_is_full(text, line, following, wide) for line, following in long)
    return bool(long) and full >= len(long) * _MOSTLY and len(long) * 2 >= len(inner)


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], wide: int) -> bool:
    """Tell whether the first word of the following line had no room on this one."""
    if _UNSPACED.match(text, following[0]):
        return _size(text, line) + 2 > wide
    word = _WORD.match(text, *following)
    return _size(text, line) + 1 + (len(word[0]) if word else 0) > wide


def _paragraphs(text: str, block: list[tuple[int, int]], wide: int) -> Iterator[tuple[int, int]]:
    """Divide a block of broken lines where list items or indented first lines begin, and after short lines."""
    usual = min(_indent(text, line) for line in block)
    in_list = _ITEM.match(text, *block[0]) is not None
    start, end = block[0]
    for before, line in pairwise(block):
        is_item = in_list and _ITEM.match(text, *line) is not None
        is_indented = not in_list and _indent(text, line) > usual
        is_after_short = _size(text, before) < wide * _SHORT and not _is_full(text, before, line, wide)
        if is_item or is_indented or is_after_short:
            yield start, end
            start = line[0]
        end = line[1]
    yield start, end


# ── The native text of a unit ────────────────────────────────────────────────────────────────────────────────────


def _pieces(native: str, _kind: str) -> Iterator[Piece]:
    """Read a unit: a line's end within it is one space, and nothing between characters of scripts without spaces."""
    at = 0
    for match in _BREAK.finditer(native):
        start, end = match.span()
        yield from _characters(native[at:start])
        joined = start > 0 and end < len(native) and _UNSPACED.match(native[start - 1]) and _UNSPACED.match(native[end])
        yield Piece("" if joined else " ", native[start:end])
        at = end
    yield from _characters(native[at:])


def _characters(native: str) -> Iterator[Piece]:
    for run in re.split("([\udc80-\udcff]+)", native):
        if run:
            damaged = "\udc80" <= run[0] <= "\udcff"
            yield Piece("\ufffd" * len(run) if damaged else run, run)


def _model(native: str) -> Text:
    return skeletons.text_of(_pieces(native, ""))


def _escape(text: str, _kind: str) -> str:
    return text


def _join(chunks: Sequence[tuple[str, bool]], native: str) -> str:
    """Put a unit together; one that was broken to a width is so again where its text is new."""
    ends = _BREAK.search(native)
    if ends is None:
        return "".join(chunk for chunk, _kept in chunks)
    wide = max(len(line.rstrip()) for line in _LINE.findall(native))
    written: list[str] = []
    column, room = 0, ""
    for word, is_room in _words(chunks):
        if is_room:
            room += " "
            continue
        if room and column + len(room) + len(word.partition("\n")[0]) > wide:
            room = ends[0]
        written += [room, word]
        column = _column(column, room + word)
        room = ""
    return "".join(written) + room


def _column(column: int, text: str) -> int:
    """Return the column behind *text* that begins at *column*."""
    end = max(text.rfind("\n"), text.rfind("\r"))
    return column + len(text) if end < 0 else len(text) - end - 1


def _words(chunks: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Yield words, and the spaces at which a line may end; what stands as it stood is one word, whatever it holds."""
    for number, (chunk, kept) in enumerate(chunks):
        around = chunks[max(0, number - 1) : number + 2]
        if kept and chunk.isspace() and not all(near for _text, near in around):
            yield " ", True
        elif kept:
            yield chunk, False
        else:
            yield from ((word, word == " ") for word in re.split("( )", chunk) if word)


_CRAFT = Craft(_pieces, _escape, _join)


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets into the original, or write paragraphs parted by blank lines where the original was no text."""
    skip = options.untranslated == "skip"
    waiting = sum(skeletons.is_waiting(row) for row in document.rows)
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.format != "plain":
        return _created(document, options, waiting)
    changes = skeletons.patches(document, _CRAFT, skip=skip)
    wanted = encodings.named(options.encoding) if options.encoding else skeleton.encoding
    try:
        if wanted == skeleton.encoding:
            return Written(skeletons.assemble(skeleton, changes, "strict"), (), waiting)
        return Written(encodings.encoded(skeletons.recoded(skeleton, changes), wanted, "strict"), (), waiting)
    except UnicodeEncodeError:
        data = encodings.encoded(skeletons.recoded(skeleton, changes), "utf-8", "replace")
        return Written(data, _loss(wanted), waiting)


def _loss(lacking: str) -> tuple[str, ...]:
    said = _("{encoding} lacks characters that the translation uses, so the text was written as UTF-8.")
    return (said.format(encoding=lacking),)


def _created(document: Document, options: WriteOptions, waiting: int) -> Written:
    texts = (
        skeletons.running(unit, document, skip=options.untranslated == "skip").readable.strip()
        for _name, unit in skeletons.units(document)
    )
    text = "\n\n".join(text for text in texts if text) + "\n"
    wanted = encodings.named(options.encoding) if options.encoding else "utf-8"
    try:
        return Written(text.encode(wanted, "replace" if wanted == "utf-8" else "strict"), (), waiting)
    except UnicodeEncodeError:
        return Written(text.encode("utf-8", "replace"), _loss(wanted), waiting)
