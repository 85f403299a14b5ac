from __future__ import annotations

import pytest

from editor.errors import FormatError
from editor.formats.validation import ERROR, check, warnings_of

HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ru">'
GOOD = (
    f'{HEAD}<file id="f"><unit id="u"><segment id="s"><source>Hello</source></segment></unit></file></xliff>'.encode()
)


def test_a_valid_file_has_no_findings_and_no_warnings() -> None:
    assert check(GOOD, "xliff2") == ()
    assert warnings_of(GOOD, "xliff2") == ()


def test_a_finding_says_where_which_rule_and_why() -> None:
    (found,) = check(GOOD.replace(b'<file id="f">', b'<file\nid="f">\n\n').replace(b'id="u"', b'id="/u"'), "xliff2")
    assert (found.line, found.rule, found.section, found.severity) == (4, "attribute-value", "4.2.2.5 unit", ERROR)
    assert "“/u”" in found.message


def test_a_file_that_is_not_well_formed_has_one_finding_at_its_line() -> None:
    (found,) = check(b"<xliff>\n<file>\n</xliff>", "xliff1")
    assert (found.rule, found.line) == ("well-formed", 3)


def test_findings_come_by_line_and_once() -> None:
    found = check(GOOD.replace(b'id="s"', b'id="/"\nstate="x"').replace(b'id="u"', b'id="/u"\n'), "xliff2")
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert len(found) == len(set(found)) == 3


def test_an_invalid_file_is_warned_of_in_one_sentence() -> None:
    (one,) = warnings_of(GOOD.replace(b'id="u"', b'id="/u"'), "xliff2")
    assert "line 1" in one
    assert "attribute id" in one
    (two,) = warnings_of(GOOD.replace(b'id="u"', b'id="/u"').replace(b'id="s"', b'id="/s"'), "xliff2")
    assert "2 places" in two


def test_a_format_without_a_specification_is_refused() -> None:
    with pytest.raises(FormatError, match="no specification"):
        check(b"Hello", "plain")
    assert warnings_of(b"Hello", "plain") == ()


def test_a_stranger_is_no_file_of_the_format() -> None:
    assert [one.rule for one in check(b"<html/>", "xliff1")] == ["root-element"]


def test_a_charset_that_cannot_be_a_name_is_a_finding() -> None:
    data = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=a\0b\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    assert "a\0b" in " ".join(each.message for each in check(data, "po"))
