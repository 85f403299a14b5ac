"""What a program fills in is in the translation too: by kind of format, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.validation.po.placeholders import READERS, differ

SAME = [
    ("c-format", "%s of %d%%", "%s / %d %%"),
    ("c-format", "%s and %d", "%2$d и %1$s"),
    ("c-format", "%-5.2f", "%f"),
    ("c-format", "%*d", "%*d"),
    ("c-format", "%d", "%i"),
    ("c-format", "%<PRIu64> left", "%<PRIu64> ещё"),
    ("c-format", "%m: %s", "%s"),
    ("objc-format", "%@ opened %lu", "%2$lu открыто: %1$@"),
    ("python-format", "%(name)s, %(n)d", "%(n)i — %(name)r"),
    ("python-format", "%s %5.1f%%", "%r %g%%"),
    ("python-brace-format", "{} {}", "{0} {1}"),
    ("python-brace-format", "{name!r:>{width}} {{x}}", "{name}"),
    ("python-brace-format", "{a.b[0]}", "{a}"),
    ("csharp-format", "{0,5:N2} {1}", "{1} {0}"),
    ("java-format", "'{0}' {1}", "{1}"),
    ("perl-brace-format", "{name} {x}", "{name}"),
    ("qt-format", "%1 %L2", "%2 %1"),
    ("kde-format", "%1 %2", "%1"),
    ("ycp-format", "%1 %%", "%1"),
    ("c-format", "100% sure %", "sure"),
    ("python-brace-format", "a { b", "anything {x}"),
]
OTHER = [
    ("c-format", "%s", "%d", "1"),
    ("c-format", "%s %d", "%s", "2"),
    ("c-format", "%s", "%s %s", "2"),
    ("c-format", "%*d", "%d", "2"),
    ("c-format", "%ld", "%d", "1"),
    ("c-format", "%s", "100% д", "%"),
    ("c-format", "%1$s %2$s", "%1$s %s", "%"),
    ("c-format", "%1$s %2$s", "%1$s %3$s", "%"),
    ("c-format", "%1$s", "%1$s %1$d", "%"),
    ("python-format", "%(a)s", "%(b)s", "b, a"),
    ("python-format", "%(a)d", "%(a)s", "a"),
    ("python-format", "%c", "%s", "#1"),
    ("python-format", "%(a)s", "%(a)s %s", "%"),
    ("python-format", "%s", "5 %", "%"),
    ("python-brace-format", "{a}", "{", "{}"),
    ("python-brace-format", "{a}", "{a b}", "{}"),
    ("python-brace-format", "{} {}", "{}", "1"),
    ("csharp-format", "{0}", "{1}", "1, 0"),
    ("java-format", "{0}", "'{0}'", "0"),
    ("perl-brace-format", "{a}", "{a} {b}", "b"),
    ("qt-format", "%1", "один", "1"),
    ("kde-format", "%1", "%2", "2"),
    ("ycp-format", "%1", "%2", "2, 1"),
]


@pytest.mark.parametrize(("name", "original", "translation"), SAME)
def test_what_is_filled_in_alike_differs_in_nothing(name: str, original: str, translation: str) -> None:
    assert differ(name, original, translation, strict=True) == ""


@pytest.mark.parametrize(("name", "original", "translation", "told"), OTHER)
def test_what_is_filled_in_otherwise_is_told(name: str, original: str, translation: str, told: str) -> None:
    assert differ(name, original, translation, strict=True) == told


def test_the_form_for_one_thing_may_leave_the_number_out() -> None:
    assert differ("c-format", "%d files of %s", "файл", strict=False) == ""
    assert differ("c-format", "%d files", "%s файл", strict=False) == "1"


@pytest.mark.parametrize("name", READERS)
@given(text=st.text("%{}()$*.'0123sdL<>PRIu ab!:[]", max_size=20))
def test_a_text_differs_from_itself_in_nothing(name: str, text: str) -> None:
    assert differ(name, text, text, strict=True) == ""
