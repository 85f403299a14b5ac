"""The figures over labelled texts beside the project, and the work done on hostile ones."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from editor.segmentation import rules, sentences

REPEATED = [
    *[
        ".",
        "A b. ",
        "т.е. ",
        "«",
        "a",
        "— ",
        "1. ",
        "\n",
        ") ",
        "!?",
        ". ",
        "? ",
        "… ",
        ".)",
        ". »",
        ".[1]",
        "a.",
        "。",
    ],
    *["「。", ".1 1 1 ", "U.S. ", "a\n", ".\n", "- a\n", "🙂. ", ". — ", "x.—", "и т. д. В ", "#a. ", "(a! ", '"A!" '],
]


def cuts(pieces: Iterable[str]) -> set[int]:
    """The inner boundaries, counted in characters that are no space."""
    position, found = 0, []
    for piece in pieces:
        length = len("".join(piece.split()))
        if length:
            position += length
            found.append(position)
    return set(found[:-1])


def scores(files: Iterable[Path]) -> dict[str, float]:
    """F1 of the boundaries in hundredths, a language each, and "all"."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            labelled = json.loads(line)
            gold, found = cuts(labelled["sentences"]), cuts(sentences(labelled["text"], labelled["lang"]))
            for key in (labelled["lang"], "all"):
                tally[key][0] += 2 * len(gold & found)
                tally[key][1] += len(gold) + len(found)
    return {key: 100 * right / total if total else 100 for key, (right, total) in tally.items()}


@pytest.fixture(scope="module")
def labelled(shared: Path) -> Path:
    folder = shared / "segmentation" / "dev"
    if not folder.is_dir():
        pytest.skip(f"the labelled texts are not here: {folder}")
    return folder


@pytest.mark.slow
def test_universal_dependencies(labelled: Path) -> None:
    found = scores(labelled.glob("ud_*.jsonl"))
    assert found.pop("all") >= 99
    assert {language: score for language, score in found.items() if score < 97} == {}


@pytest.mark.slow
def test_texts_written_for_diptych(labelled: Path) -> None:
    assert scores([labelled / "own.jsonl"])["all"] >= 99


@pytest.mark.slow
def test_golden_rules(labelled: Path) -> None:
    """They never break inside quotations; Universal Dependencies do, and we follow these."""
    assert scores([labelled / "golden.jsonl", labelled / "pragmatic.jsonl"])["all"] >= 79


@pytest.mark.parametrize("token", REPEATED)
def test_a_repeated_token_is_decided_a_few_times_only(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = token * (100_000 // len(token))
    decided = []
    real = rules._ends

    def counted(*given: object) -> bool:
        decided.append(given)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(rules, "_ends", counted)
    assert "".join(sentences(text, "ru")) == text
    assert len(decided) < 1_000
