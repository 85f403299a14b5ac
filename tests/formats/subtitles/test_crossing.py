"""From SubRip to WebVTT and back: the times, the words, and what is told of the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import formats
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document, State
from editor.rows import Rows
from editor.text import Text

SRT = (
    "1\n00:00:01,000 --> 00:00:02,500\nHello <i>you</i> & me.\n\n"
    '2\n01:00:03,000 --> 01:00:04,000\n{\\an8}<font color="red">Two</font> lines\nhere\n'
)
VTT = (
    "WEBVTT\nKind: captions\n\nNOTE hello\n\nSTYLE\n::cue {color:red}\n\nintro\n00:01.000 --> 00:02.500 align:start\n"
    "<v Nora>Hello &amp; <b>you</b>.\n\n01:00:03.000 --> 01:00:04.040 line:0\nUp here\n"
)


def read(data: str, name: str) -> Document:
    return formats.read(data.encode(), ReadOptions(name, "en", "ru"))


def crossed(data: str, name: str, into: str) -> tuple[str, tuple[str, ...]]:
    written = formats.write(read(data, name), into, WriteOptions())
    return written.data.decode(), written.losses


def test_subrip_becomes_webvtt() -> None:
    text, losses = crossed(SRT, "a.srt", "a.vtt")
    assert text == (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nHello <i>you</i> &amp; me.\n\n"
        "2\n01:00:03.000 --> 01:00:04.000 line:0\nTwo lines\nhere\n"
    )
    assert losses == ("1 code for a font, a style, a speaker or a time was left out; this kind of subtitles has none.",)


def test_webvtt_becomes_subrip() -> None:
    text, losses = crossed(VTT, "a.vtt", "a.srt")
    assert text == (
        "1\n00:00:01,000 --> 00:00:02,500\nHello & <b>you</b>.\n\n2\n01:00:03,000 --> 01:00:04,040\n{\\an8}Up here\n"
    )
    assert losses == (
        "1 code for a font, a style, a speaker or a time was left out; this kind of subtitles has none.",
        "Where 1 subtitle stands on the screen was left out.",
        "2 remarks or style sheets were left out.",
    )


def test_targets_cross_and_what_waits_is_counted() -> None:
    made = read(SRT, "a.srt")
    first = replace(made.rows[0], target=Text.of("Привет <вам>"), state=State.TRANSLATED)
    written = formats.write(replace(made, rows=Rows.of([first, made.rows[1]])), "a.vtt", WriteOptions())
    assert "Привет &lt;вам>" in written.data.decode()
    assert written.untranslated == 1


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-16"])
def test_subtitles_in_another_encoding_cross_into_utf_8(encoding: str) -> None:
    data = "1\n00:00:01,000 --> 00:00:02,500\nПечь тёплая, заходите.\n".encode(encoding)
    made = formats.read(data, ReadOptions("a.srt", "ru", "en", encoding=encoding))
    assert "Печь тёплая" in formats.write(made, "a.vtt", WriteOptions()).data.decode()
    done = replace(
        made, rows=Rows.of([replace(made.rows[0], target=Text.of("图书馆 is warm."), state=State.TRANSLATED)])
    )
    assert "图书馆 is warm." in formats.write(done, "a.vtt", WriteOptions()).data.decode()


def test_what_has_no_times_is_refused() -> None:
    with pytest.raises(FormatError, match="need times"):
        formats.write(read("A letter.", "a.txt"), "a.vtt", WriteOptions())


@given(
    st.lists(
        st.tuples(
            st.integers(0, 9_000_000), st.integers(1, 9_000), st.sampled_from(["Come.", "a < b & c", "Two\nlines"])
        )
    )
)
def test_there_and_back_nothing_is_lost(cues: list[tuple[int, int, str]]) -> None:
    def clock(time: int) -> str:
        return f"{time // 3_600_000:02}:{time // 60_000 % 60:02}:{time // 1_000 % 60:02},{time % 1_000:03}"

    data = "\n".join(
        f"{number}\n{clock(start)} --> {clock(start + long)}\n{said}\n"
        for number, (start, long, said) in enumerate(cues, 1)
    )
    if cues:
        there, losses = crossed(data, "a.srt", "a.vtt")
        assert crossed(there, "a.vtt", "a.srt") == (data, ())
        assert losses == ()
