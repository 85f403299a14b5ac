"""What is no whole number of a sensible size is none."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor import formats
from editor.errors import DiptychError
from editor.formats import ReadOptions, WriteOptions, validation
from editor.numbers import whole

LONG = "9" * 5_000  # digits: more than Python makes a number of
XLIFF1 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:dtyc="urn:diptych:1"><file original="a" '
    'source-language="en" target-language="ru" datatype="plaintext"><body><trans-unit id="1" dtyc:order="{0}" '
    'dtyc:form="{0}" maxbytes="{0}"><source>a</source><target>b</target></trans-unit></body></file></xliff>'
)
XLIFF2 = (
    '<xliff version="2.0" srcLang="en" trgLang="ru" xmlns="urn:oasis:names:tc:xliff:document:2.0" '
    'xmlns:dtyc="urn:diptych:1" dtyc:layout="{0}"><file id="f"><unit id="u"><segment><source>a</source><target '
    'order="{0}">b</target></segment></unit></file></xliff>'
)
PO = (
    'msgid ""\nmsgstr "Plural-Forms: nplurals={0}; plural=n=={0};\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[{0}] "c"\n'
)
TMX = (
    '<tmx version="1.4"><header srclang="en"/><body><tu usagecount="{0}"><tuv xml:lang="en"><seg>a<bpt i="{0}"/>b<ept '
    'i="{0}"/></seg></tuv><tuv xml:lang="ru"><seg>b</seg></tuv></tu></body></tmx>'
)
FILES = {
    "a.xliff": XLIFF1,
    "a.xlf": XLIFF2,
    "a.po": PO,
    "a.tmx": TMX,
    "a.html": '<ol start="{0}"><li value="{0}">a &#{0}; b</ol><a href="&#{0};">c</a>',
    "a.md": "{0}. a &#{0}; b[^{0}]\n\n[^{0}]: c\n",
    "a.srt": "{0}\n00:00:01,000 --> 00:00:02,000\na\n",
    "a.vtt": "WEBVTT\n\n{0}\n00:00:01.000 --> 00:00:02.000 line:{0}%\na &#{0};\n",
}


@given(st.integers(0, 999_999_999), st.integers(0, 3))
def test_a_number_is_read(number: int, zeros: int) -> None:
    said = "0" * zeros + str(number)
    assert whole(said) == (number if len(said) < 10 else None)


@given(st.text(max_size=12))
@example("²")
@example("٣")
@example("1_000")
@example(" 1")
@example("9" * 5000)
def test_anything_else_is_none(said: str) -> None:
    found = whole(said)
    assert found is None or said.removeprefix("0" * (len(said) - len(str(found)))) == str(found)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "number", ["1", LONG, "0" * 5_000, "²", "٣"], ids=["one", "long", "zeros", "superscript", "arabic"]
)
def test_a_number_of_any_length_is_no_trouble_for_any_format(name: str, number: str) -> None:
    data = FILES[name].format(number).encode()
    kind = formats.sniff(data, name)
    try:
        document = formats.read(data, ReadOptions(name=name, source_language="en", target_language="ru"))
        for other in (name, "b.xlf", "b.po", "b.parallel.html"):
            assert formats.write(document, other, WriteOptions()).data
    except DiptychError as error:
        assert str(error)  # noqa: PT017 - either outcome is right, an error must speak
    if kind.checked:
        validation.check(data, kind.name)
