"""The language of a document: the user's word goes first, a long text may contradict what the document says."""

from __future__ import annotations

from editor.formats import spoken
from editor.formats.options import ReadOptions

RUSSIAN = "Месяц назад мы просили вас, товарищи, написать письмо людям, которых держат в тюрьме без суда. " * 5


def test_the_users_word_holds() -> None:
    assert spoken.language(RUSSIAN, "en-US", ReadOptions(source_language="de")) == ("de", "")


def test_what_a_document_says_holds_where_the_text_agrees_or_is_short() -> None:
    assert spoken.language(RUSSIAN, "ru-RU", ReadOptions()) == ("ru-RU", "")
    assert spoken.language("Привет", "en-US", ReadOptions()) == ("en-US", "")


def test_a_long_text_in_another_language_is_believed_and_told() -> None:
    language, doubt = spoken.language(RUSSIAN, "en-US", ReadOptions())
    assert language == "ru"
    assert "English" in doubt
    assert "Russian" in doubt


def test_a_guess_where_nothing_is_said_or_nonsense() -> None:
    assert spoken.language(RUSSIAN, "", ReadOptions()) == ("ru", "")
    assert spoken.language(RUSSIAN, "not a tag", ReadOptions()) == ("ru", "")
