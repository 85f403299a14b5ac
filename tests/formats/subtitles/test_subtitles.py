"""SubRip and WebVTT: times to the byte, cues as units, tags as codes, and how fast they must be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor import formats
from editor.errors import FormatError
from editor.formats import srt, subtitles, vtt
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document, Segment, document
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import Text

SRT = """1
00:00:01,000 --> 00:00:03,500
- Is the <i>oven</i> warm?
- It is. Come in.

2
00:00:04,000 --> 00:00:04,500 X1:100 X2:200
{\\an8}<font color="#fff">Bread!</font>

"""
VTT = """WEBVTT - the bakery

STYLE
::cue { color: papayawhip }

REGION
id:fred

NOTE two lines
of a remark

one
00:01.000 --> 00:03.500 line:0
<v Ida>Is the <c.loud>oven</c> &lt;warm&gt;?
It <00:00:02.000>is.

00:04.000 --> 01:00:04.500
<ruby>面包<rt>bread</rt></ruby>

NOTE the end
"""
LINES = [
    "1", "2", "", "00:00:01,000 --> 00:00:02,000", "00:00:01.000 --> 00:00:02.000 align:start", "Bread", "- Да.",
    "<i>x</i>",
    "WEBVTT", "NOTE a", "STYLE", "{\\an8}", "00:01 --> x", "-->", " ", "\t", "<v A>", "&amp;", "\ufeff",
    "9:59:59,9-->10:0:0,1",
]  # fmt: skip
FILES = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\r\n", "\r", "\n\n"])), max_size=14)
KINDS = pytest.mark.parametrize("kind", [srt, vtt])


def read(text: str, kind: ModuleType) -> Document:
    made = kind.read(text.encode(), ReadOptions("a.srt", "en", "ru", segment=segmenter()))
    assert isinstance(made, Document)
    return made


def written(made: Document, kind: ModuleType) -> str:
    return str(kind.write(made, WriteOptions()).data.decode())


def translated(made: Document, *targets: str) -> Document:
    rows = list(made.rows)
    for number, target in enumerate(targets):
        rows[number] = replace(rows[number], target=Text.parse(target, rows[number].source.codes))
    return replace(made, rows=Rows.of(rows))


def sources(made: Document) -> list[str]:
    return [row.source.marked() for row in made.rows]


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@KINDS
@given(FILES)
def test_what_nobody_translated_is_byte_for_byte_what_was_read(kind: ModuleType, lines: list[tuple[str, str]]) -> None:
    text = "0:0:0,0 --> 0:0:1,0\n" + "".join(line + end for line, end in lines)
    made = read(text, kind)
    assert written(made, kind) == text
    assert written(replace(made, origin=None), kind) == text
    assert [row.unit for row in made.rows] == [f"f1/u{number}" for number in range(1, len(made.rows) + 1)]


@KINDS
@given(FILES, st.data())
def test_an_edit_changes_its_own_cue_alone(kind: ModuleType, lines: list[tuple[str, str]], data: st.DataObject) -> None:
    made = read("0:0:0,0 --> 0:0:1,0\nx\n\n" + "".join(line + end for line, end in lines), kind)
    number = data.draw(st.integers(0, len(made.rows) - 1))
    skeleton = made.head.skeleton
    assert skeleton is not None
    out = kind.write(translated(made, *[""] * number, "Хлеб\nи соль"), WriteOptions()).data
    place = skeleton.places[number]
    assert out.startswith(skeleton.data[: place.start])
    assert out.endswith(skeleton.data[place.end :])
    again = kind.read(out, ReadOptions())
    assert [row.source.plain for row in again.rows][number] == "Хлеб\nи соль"
    assert len(again.rows) == len(made.rows)


@KINDS
@given(st.text(st.sampled_from("ab я&;<>-1\n. {}\\\"'é:,"), min_size=1).map(lambda text: f"x{text}x"))
def test_any_characters_can_be_a_target(kind: ModuleType, target: str) -> None:
    assume(
        kind is vtt or not re.search(r"</?[bisu]|\{\\", target, re.IGNORECASE)
    )  # SubRip cannot say that a tag is none
    made = read(SRT if kind is srt else VTT, kind)
    made = replace(made, rows=Rows.of(replace(row, target=Text.of(target)) for row in made.rows))
    again = read(written(made, kind), kind)
    wanted = "\n".join(line for line in target.split("\n") if line.strip())
    assert [row.source.plain for row in again.rows] == [wanted, wanted]


@KINDS
@given(st.binary(max_size=60), st.sampled_from([b"", b"WEBVTT\n\n00:01.0 --> 00:02.0\n", codecs.BOM_UTF16_LE]))
def test_any_bytes_are_read_exactly_or_refused_in_a_sentence(kind: ModuleType, data: bytes, before: bytes) -> None:
    try:
        made = kind.read(before + data, ReadOptions())
    except FormatError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most bytes are no subtitles, which is right
    else:
        assert kind.write(made, WriteOptions()).data == before + data


# ── Examples ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cue_is_a_row_whatever_it_says() -> None:
    made = read(SRT, srt)
    assert sources(made) == ["- Is the {1}oven{/1} warm?\n- It is. Come in.", "{1/}{2}Bread!{/2}"]
    assert [code.label for code in made.rows[1].source.codes] == ["style", "font", "font"]
    assert [row.notes[0].text for row in made.rows] == [
        "Seen at 0:01.0 for 2.5 s: room for 42 characters, 42 a line.",
        "Seen at 0:04.0 for 0.5 s: room for 8 characters, 42 a line.",
    ]


def test_the_suffix_and_the_first_lines_tell_them() -> None:
    assert formats.sniff(SRT.encode(), "a.srt").name == formats.sniff(SRT.encode()).name == "srt"
    assert formats.sniff(VTT.encode(), "a.vtt").name == formats.sniff(VTT.encode()).name == "vtt"
    assert formats.sniff(SRT.encode("utf-16")).name == "srt"


def test_it_says_which_are_too_fast_or_too_wide() -> None:
    made = translated(read(SRT, srt), "x" * 43, "Хлеб свежий!")
    assert [(pace.row, pace.longest, round(pace.speed, 1), pace.is_hard) for pace in subtitles.paces(made)] == [
        (0, 43, 17.2, True),
        (1, 12, 24.0, True),
    ]
    assert [pace.is_hard for pace in subtitles.paces(read(SRT, srt))] == [False, False]
    assert list(subtitles.paces(document([Segment("1", Text.of("a"))]))) == []


@KINDS
def test_what_has_no_times_is_refused(kind: ModuleType) -> None:
    with pytest.raises(FormatError, match="no times"):
        kind.read(b"Only a text.", ReadOptions())
    with pytest.raises(FormatError, match="no subtitles"):
        kind.read(bytes(range(256)), ReadOptions())
    with pytest.raises(FormatError, match="need times"):
        kind.write(document([Segment("1", Text.of("a"))]), WriteOptions())


def test_more_subtitles_than_thirty_films_have_are_refused() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\nx\n\n" + b"2\n\n" * 100_000
    with pytest.raises(FormatError, match="divide it"):
        srt.read(data, ReadOptions())
