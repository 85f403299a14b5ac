"""What SubRip and WebVTT share: cues between their times, one unit each, put back where they stood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import PurePath

from editor import languages
from editor.errors import FormatError
from editor.formats import encodings, skeletons
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.skeletons import Craft, Patch, Piece
from editor.i18n import _
from editor.model import Document, Head, Note, Origin, Place, Segment, Skeleton
from editor.rows import Rows
from editor.text import Code, Kind

FASTEST = 17
"""Characters a second that most people can read."""
WIDEST = 42
"""Characters of a line that most screens hold."""

_MOST = 100_000  # subtitles
_LINE = re.compile(r"([^\r\n]+)(\r\n|\r|\n|\Z)|[\r\n]+")  # empty lines that follow one another are one
_CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}[,.]\d{1,3}"
_TIME = re.compile(rf"[ \t]*(?P<start>{_CLOCK})[ \t]*-->[ \t]*(?P<end>{_CLOCK})(?:[ \t](?P<settings>[^\r\n]*))?")
_ODD = re.compile("[\r\0\ud800-\udfff]")
_ENDS = {"\n": "", "\r\n": "crlf", "\r": "cr"}
_END_OF = {kind: end for end, kind in _ENDS.items()}
_BLANK_LINES = re.compile(r"(\r\n|\r(?!\n)|\n)(?:[ \t]*(?:\r\n|\r(?!\n)|\n))+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A text on the screen: where it stands in the file, and from when to when it is seen, in seconds."""

    start: int
    end: int
    shown: float
    hidden: float
    line_end: str = "\n"
    settings: str = ""  # where it is seen, as the line of its times says

    @property
    def seconds(self) -> float:
        """Return how long it is seen."""
        return max(0.0, self.hidden - self.shown)


@dataclass(frozen=True, slots=True)
class Dialect:
    """A format's name, its tags, what labels them, how its characters are read and written, and where cues follow."""

    name: str
    tag: re.Pattern[str]
    label: Callable[[str], str]
    characters: Callable[[str], Iterator[Piece]]
    escape: Callable[[str], str]
    is_text: Callable[[str], bool]


# ── Cues ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def cues(text: str, is_text: Callable[[str], bool]) -> Iterator[Cue]:
    """Yield the runs of lines that are seen; *is_text* tells whether one that follows a blank line is."""
    times: re.Match[str] | None = None
    run: tuple[int, int, str] | None = None  # where its lines begin and end, and how the first one ends
    is_fresh = False  # the time stands right above
    clocked = (
        (line, _TIME.fullmatch((line[1] or "").strip("\ufeff")) if "-->" in line[0] else None)
        for line in _LINE.finditer(text)
    )
    for (line, time), (_following, clock) in pairwise(chain(clocked, [(None, None)])):
        assert line is not None  # noqa: S101 - the last alone is none
        said = (line[1] or "").strip()
        is_name = clock is not None and (not run or said.isdigit())
        if time or is_name or not said:
            yield from _cue(text, run, times)
            is_fresh = time is not None
            run = None
            times = time or (None if is_name else times)
        elif times and (run or is_fresh or is_text(line[1])):
            run = (run[0], line.end(1), run[2]) if run else (line.start(), line.end(1), line[2])
        else:
            times = None  # a remark or a style sheet after a blank line
    yield from _cue(text, run, times)


def _cue(text: str, run: tuple[int, int, str] | None, times: re.Match[str] | None) -> Iterator[Cue]:
    if not run or times is None:
        return
    start, end, line_end = run
    said = text[start:end]
    front, behind = len(said) - len(said.lstrip(" \t\ufeff")), len(said) - len(said.rstrip(" \t"))
    if said.strip():
        shown, hidden = _seconds(times["start"]), _seconds(times["end"])
        settings = (times["settings"] or "").strip()
        yield Cue(start + front, end - behind, shown, hidden, line_end or "\n", settings)


def _seconds(time: str) -> float:
    hours, minutes, seconds = ["0", *time.replace(",", ".").split(":")][-3:]
    return int(hours) * 3_600 + int(minutes) * 60 + float(seconds)


# ── In ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def read(data: bytes, options: ReadOptions, dialect: Dialect) -> Document:
    """Return the cues in *data*: a unit and a row each, with a note of how long it is seen. Raises FormatError."""
    if not options.encoding and encodings.is_binary(data):
        raise FormatError(_("The file holds no subtitles as text; export them as SRT or WebVTT first."))
    decoded = encodings.decode(data, options.encoding)
    found = list(islice(cues(decoded.text, dialect.is_text), _MOST + 1))
    if len(found) > _MOST:
        said = _("The file has more than {number} subtitles, as many as thirty films; divide it.")
        raise FormatError(said.format(number=_MOST))
    if not found and decoded.text.strip() and not _TIME.search(decoded.text):
        raise FormatError(_("The file has no times as subtitles have; open it as a text."))
    where = encodings.spans(decoded, data, [(cue.start, cue.end) for cue in found])
    pieces = craft(dialect).pieces
    texts = [skeletons.text_of(pieces(decoded.text[cue.start : cue.end], "")) for cue in found]
    places, rows = [], []
    for number, ((start, end), cue, text) in enumerate(zip(where, found, texts, strict=True), start=1):
        unit = f"f1/u{number}"
        places.append(Place(unit, start, end, _ENDS[cue.line_end]))
        rows.append(Segment(f"{unit}/1", text, unit=unit, notes=(_note(cue),)))
        options.progress(number / len(found))
    language = options.source_language or languages.guess("\n".join(text.plain for text in texts))
    skeleton = Skeleton(dialect.name, options.name, data, tuple(places), decoded.encoding)
    head = Head(language, options.target_language, PurePath(options.name).stem, decoded.encoding, skeleton)
    made = Rows.of(rows)
    warnings = (decoded.warning,) if decoded.warning else ()
    return Document(made, head, Origin(dialect.name, data, made, head), warnings)


def _note(cue: Cue) -> Note:
    minutes, seconds = divmod(cue.shown, 60)
    said = _("Seen at {minutes}:{seconds:04.1f} for {length:.1f} s: room for {room} characters, {line} a line.")
    room = int(cue.seconds * FASTEST)
    text = said.format(minutes=int(minutes), seconds=seconds, length=cue.seconds, room=room, line=WIDEST)
    return Note(text, origin="file")


def craft(dialect: Dialect) -> Craft:
    """Return what reads and writes the text of a cue."""

    def pieces(native: str, _kind: str) -> list[Piece]:
        return list(pieces_of(native, dialect))

    def escape(text: str, kind: str) -> str:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return _END_OF[kind].join(dialect.escape(line) for line in lines)

    return Craft(pieces, escape, _joined)


def pieces_of(native: str, dialect: Dialect) -> Iterator[Piece]:
    """Yield the characters and tags of a cue's text."""
    at = pairs = 0
    tags = list(dialect.tag.finditer(native))
    if not tags:
        yield from dialect.characters(native)
        return
    mates = _mates(tags)
    names: dict[int, str] = {}
    for number, tag in enumerate(tags):
        yield from dialect.characters(native[at : tag.start()])
        first = min(number, mates.get(number, number))
        if first not in names:
            pairs += 1
            names[first] = str(pairs)
        kind = Kind.ALONE if number not in mates else Kind.OPEN if first == number else Kind.CLOSE
        yield Piece(Code(kind, names[first], dialect.label(_name(tag[0])), tag[0]), tag[0])
        at = tag.end()
    yield from dialect.characters(native[at:])


def _mates(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    open_: dict[str, list[int]] = {}
    found = {}
    for number, tag in enumerate(tags):
        name = _name(tag[0])
        if not tag[0].startswith("</"):
            open_.setdefault(name, []).append(number)
        elif open_.get(name):
            opening = open_[name].pop()
            found[opening], found[number] = number, opening
    return found


def _name(tag: str) -> str:
    match = re.match(r"</?([A-Za-z]+)", tag)
    return match[1].lower() if match else tag


def lines(native: str) -> Iterator[Piece]:
    """Yield characters as they are, each end of a line as one, and damaged bytes as one sees them."""
    if native and not _ODD.search(native):
        yield Piece(native, native)
        return
    for run in re.split("(\r\n|\r|\n|[\ud800-\udfff\0]+)", native):
        if run:
            said = "\n" if run[0] in "\r\n" else run
            yield Piece("\ufffd" * len(run) if "\ud800" <= run[0] <= "\udfff" or run[0] == "\0" else said, run)


def _joined(chunks: Sequence[tuple[str, bool]], _native: str) -> str:
    """Put a cue together; a blank line would end it."""
    text = "".join(chunk for chunk, _kept in chunks)
    return _BLANK_LINES.sub(r"\1", text).strip(" \t\r\n")


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(document: Document, options: WriteOptions, dialect: Dialect) -> Written:
    """Put the targets between the times. Raises FormatError where the original had none."""
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.format != dialect.name:
        raise FormatError(_("Subtitles need times, which this document has not; export them to the kind it came from."))
    waiting = sum(skeletons.is_waiting(row) for row in document.rows)
    changes = skeletons.patches(document, craft(dialect), skip=options.untranslated == "skip")
    wanted = encodings.named(options.encoding) if options.encoding else skeleton.encoding
    try:
        return Written(_encoded(skeleton, changes, wanted), (), waiting)
    except UnicodeEncodeError:
        said = _("{encoding} lacks characters that the translation uses, so the subtitles were written as UTF-8.")
        return Written(_encoded(skeleton, changes, "utf-8"), (said.format(encoding=wanted),), waiting)


def _encoded(skeleton: Skeleton, changes: Sequence[Patch], wanted: str) -> bytes:
    if wanted == skeleton.encoding:
        return skeletons.assemble(skeleton, changes, "strict")
    return encodings.encoded(skeletons.recoded(skeleton, changes), wanted, "strict")


# ── How fast one has to read ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the longest line of a cue is, in characters, and how many of them a second must be read."""

    row: int
    longest: int
    speed: float

    @property
    def is_hard(self) -> bool:
        """Tell whether a line is too long or the whole too fast."""
        return self.longest > WIDEST or self.speed > FASTEST


def paces(document: Document) -> Iterator[Pace]:
    """Yield for each row of a document made of subtitles how its target (or its source, where none is) reads."""
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.format not in {"srt", "vtt"}:
        return
    text = encodings.text_at(skeleton.data, 0, len(skeleton.data), skeleton.encoding)
    seconds = [cue.seconds for cue in cues(text, lambda _line: skeleton.format == "srt")]
    shown = dict(zip((place.unit for place in skeleton.places), seconds, strict=False))
    for number, row in enumerate(document.rows):
        said = (row.target or row.source).readable
        if row.unit in shown and said:
            long = max(map(len, said.split("\n")))
            yield Pace(number, long, len(said.replace("\n", "")) / max(shown[row.unit], 0.001))
