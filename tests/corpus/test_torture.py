"""Random edits over the corpus: nothing comes out worse than it went in; the long campaign is `make torture`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.files import FOLDERS, corpus
from tests.corpus.torture import played

SOME = {"xliff1": 150, "xliff2": 200, "po": 100, "tmx": 50}
EVERY = 5  # of the files, one in so many
ALL = {"xliff1": 2_700, "xliff2": 4_000, "po": 2_500, "tmx": 800}


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_random_edits_leave_every_file_as_valid_as_it_was(name: str, shared: Path) -> None:
    found = played(name, SOME[name], 5, corpus(name, shared)[::EVERY])
    assert found.worse == []
    assert found.done > SOME[name] / 2


@pytest.mark.torture
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("name", FOLDERS)
def test_ten_thousand_random_edits_leave_every_file_as_valid_as_it_was(name: str, shared: Path) -> None:
    assert sum(ALL.values()) >= 10_000
    found = played(name, ALL[name], 1, corpus(name, shared))
    assert found.worse == []
    assert found.done > ALL[name] / 2
