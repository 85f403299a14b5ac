"""Wrapping: a string is written as the file's own tool would write it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.po.entries import scan
from editor.formats.po.manners import BABEL, POLIB
from editor.formats.po.wrapping import NEVER, Wrapping, escaped, own, written
from tests.corpus.rewrapping import BY_HAND, by_msgcat, missed

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WORDS = (
    "слово word кот (скобка) «кавычка» foo-bar a/b 12,5 %d — … 字字字 don't x: y \n m.a.w. x;y <b>ö</b> "
    'a\tb "q" -- \\ ไทย हिन्दी'
).split(" ")
MANNERS = [Wrapping(), Wrapping(100), Wrapping(NEVER), Wrapping(76, manner=BABEL), Wrapping(78, manner=POLIB)]
texts = st.lists(st.sampled_from([*WORDS, "\n", "\r\n", "\0"[:0]]), max_size=60).map(" ".join)

needs_msgcat = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext's msgcat is not installed")


def read_back(lines: str) -> str:
    entries = scan(f'msgid "x"\n{lines}', lambda _share: None)
    return entries.forms(entries[0])[0].text


@pytest.mark.parametrize("wrapping", MANNERS)
@given(text=texts | st.text(max_size=30).filter(lambda text: "\0" not in text))
def test_quoting_and_wrapping_lose_nothing(wrapping: Wrapping, text: str) -> None:
    assert read_back(written("msgstr", text, wrapping)) == text
    assert "\n" not in escaped(text)


@needs_msgcat
@pytest.mark.parametrize("options", [[], ["-w", "100"], ["--no-wrap"]])
def test_we_wrap_as_msgcat_does(options: list[str], tmp_path: Path) -> None:
    random = Random(7)
    strings = [" ".join(random.choices(WORDS, k=random.randrange(1, 60))) for _ in range(300)]
    path = tmp_path / "a.po"
    entries = [f'msgid "m{n}"\n{written("msgstr", text, Wrapping())}\n' for n, text in enumerate(strings)]
    path.write_text(HEADER + "".join(entries), encoding="utf-8")
    wrapped = subprocess.run(["msgcat", *options, path], capture_output=True, check=True).stdout
    assert missed(wrapped) == (300, [])


def test_we_wrap_as_polib_does() -> None:
    random = Random(3)
    whole = polib.POFile()
    whole.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for number in range(200):
        text = " ".join(random.choices(WORDS, k=random.randrange(1, 40)))
        whole.append(polib.POEntry(msgid=f"m{number}", msgstr=text))
    assert missed(str(whole).encode()) == (200, [])


def test_we_wrap_as_babel_does() -> None:
    lines = (
        'msgstr ""\n'
        '"In theorie zijn theorie en praktijk hetzelfde. In de praktijk zijn ze dat"\n'
        '" niet; een goed-gekozen voorbeeld zegt meer dan een lange uitleg, een "\n'
        '"wel-overwogen zin\\n"\n'
        '"en een regel\\n"\n'
    )
    text = read_back(lines)
    assert written("msgstr", text, Wrapping(76, manner=BABEL)) == lines
    assert own([("msgstr", text, lines)], "\n").manner == BABEL


def test_a_file_that_says_nothing_is_wrapped_as_gettext_does() -> None:
    assert own([], "\r\n") == Wrapping(eol="\r\n")


# ── The corpus ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_corpus_is_wrapped_as_its_tools_wrap(shared: Path) -> None:
    strings, rest = 0, {}
    for path in sorted((shared / "formats" / "corpus" / "po").iterdir()):
        count, lines = missed(path.read_bytes())
        strings += count
        rest[path.name] = len(lines)
    assert {name: number for name, number in rest.items() if number > BY_HAND.get(name, 0)} == {}
    assert sum(rest.values()) < 0.002 * strings


@pytest.mark.slow
@needs_msgcat
@pytest.mark.parametrize("options", [["-w", "79"], ["-w", "100"]])
@pytest.mark.parametrize("part", range(4))
def test_what_msgcat_writes_of_the_corpus_is_written_so_by_us_to_the_last_string(
    options: list[str], part: int, shared: Path
) -> None:
    strings = 0
    for path in sorted((shared / "formats" / "corpus" / "po").iterdir())[part::4]:
        out = by_msgcat(path, *options)
        if out:
            count, lines = missed(out)
            assert lines == [], path.name
            strings += count
    assert strings > 3_000
