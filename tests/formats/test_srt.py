"""SubRip as it is found: without numbers or blank lines, in old encodings, with lines that end anyhow."""

from __future__ import annotations

import pytest

from editor.formats import srt
from editor.formats.options import ReadOptions, WriteOptions
from tests.formats.subtitles.test_subtitles import read, sources, translated, written


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\nTwo",
        "5\n\n00:00:01,000 --> 00:00:02,000\nOne\n\n\n\n5\n00:00:02,000 --> 00:00:03,000\n\nTwo\n",
        "00:00:01.0 --> 00:00:02.0\nOne\n\n00:00:02.0 --> 00:00:03.0\nTwo",
        "\ufeff1\r\n0:0:1,0 --> 0:0:2,0\r\nOne \r\n\r\n2\r\n0:0:2,0 --> 0:0:3,0\r\n Two\r\n",
    ],
)
def test_numbers_and_blank_lines_may_be_anyhow(text: str) -> None:
    made = read(text, srt)
    assert sources(made) == ["One", "Two"]
    assert written(translated(made, "Раз", "Два"), srt) == text.replace("One", "Раз").replace("Two", "Два")


def test_a_line_typed_ends_as_the_files_lines_do_and_a_blank_one_ends_nothing() -> None:
    text = "1\r\n0:0:1,0 --> 0:0:2,0\r\nOne\r\n\r\n2\r\n0:0:2,0 --> 0:0:3,0\r\nTwo\r\n"
    assert "Раз\r\nи\r\n\r\n2" in written(translated(read(text, srt), "Раз\n\n  \nи\n"), srt)


def test_an_old_encoding_is_kept_until_it_lacks_a_letter() -> None:
    text = "1\n0:0:1,0 --> 0:0:2,0\nПечь тёплая, заходите к нам скорее.\n"
    made = srt.read(text.encode("cp1251"), ReadOptions())
    assert made.head.encoding == "cp1251"
    assert srt.write(translated(made, "Да"), WriteOptions()).data.decode("cp1251").endswith("Да\n")
    out = srt.write(translated(made, "字"), WriteOptions())
    assert out.data.decode().endswith("字\n")
    assert out.losses == ("cp1251 lacks characters that the translation uses, so the subtitles were written as UTF-8.",)
    assert srt.write(made, WriteOptions(encoding="koi8-r")).data == text.encode("koi8-r")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_two_lines_are_two_lines_whatever_ends_them(end: str) -> None:
    text = end.join(["1", "0:0:1,0 --> 0:0:2,0", "<i>One</i>", "two", "", "2", "0:0:2,0 --> 0:0:3,0", "Three", ""])
    made = translated(read(text, srt), "{1}Раз{/1}\nдва")
    assert written(made, srt) == text.replace("One", "Раз").replace("two", "два")
