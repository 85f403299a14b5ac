from __future__ import annotations

from pathlib import Path

import pytest

from editor.model import Head
from editor.qt.workfile import WorkFile, languages

HEAD = Head("en", "ru", "A letter")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (WorkFile(), "A letter"),
        (WorkFile(original=Path("/t/letter.en.txt")), "letter"),
        (WorkFile(Path("/t/letter.ru.xlf"), original=Path("/t/other.txt")), "letter"),
        (WorkFile(Path("/t/letter.xlf")), "letter"),
    ],
)
def test_a_document_is_called_by_its_file_without_the_languages(file: WorkFile, name: str) -> None:
    assert file.name(HEAD) == name


@pytest.mark.parametrize(
    ("file", "head", "place"),
    [
        (WorkFile(original=Path("/t/letter.en.txt")), HEAD, "/t/letter.ru.xlf"),
        (WorkFile(original=Path("/t/letter.en.txt")), Head("en-US", "pt-BR"), "/t/letter.pt-BR.xlf"),
        (WorkFile(original=Path("/t/letter.txt")), Head("en"), "/t/letter.xlf"),
        (WorkFile(Path("/t/letter.ru.xlf")), HEAD, "/t/letter.ru.xlf"),
    ],
)
def test_the_work_is_proposed_beside_its_original(file: WorkFile, head: Head, place: str) -> None:
    assert file.proposed(head) == Path(place)
    assert file.proposed(head, ".html").suffix == ".html"


def test_languages_are_told_in_words() -> None:
    assert languages(HEAD) == "English → Russian"
    assert languages(Head(target_language="ru")) == "? → Russian"
