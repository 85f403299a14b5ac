from __future__ import annotations

from pathlib import Path

from editor.storage.reports import failure, report


def fail(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        raise KeyError(text) from error


def test_a_report_tells_the_way_and_not_the_words() -> None:
    try:
        fail("tajny tekst")
    except KeyError as error:
        failed = failure(error)
    said = report(failed, {"Document": "plain, 3 segments"})
    assert "KeyError at" in said
    assert "ValueError, and then:" in said
    assert "in fail" in said
    assert "plain, 3 segments" in said
    assert "tajny" not in said
    assert str(Path(__file__).parent) not in said
    assert "tajny tekst" in report(failed, {}, text="One.")


def test_the_same_place_is_the_same_failure() -> None:
    keys = []
    for text in ("one", "two"):
        try:
            fail(text)
        except KeyError as error:
            keys.append(failure(error).key)
    assert len(set(keys)) == 1
