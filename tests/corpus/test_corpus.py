"""What an editor must not do to other people's files, on the shared corpus; ``make corpus`` prints the whole of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.corpus.editing import TEXTS, tried
from tests.corpus.files import FOLDERS, corpus
from tests.corpus.hostile import judged, samples
from tests.corpus.nodes import Node, root

COUNTS = {"xliff1": 109, "xliff2": 159, "po": 101, "tmx": 31}
SHARES = [(name, part) for name in FOLDERS for part in range(3)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "part"), SHARES)
def test_an_edit_changes_its_target_alone_and_undoing_all_gives_the_file_back(
    name: str, part: int, shared: Path
) -> None:
    """Each third of the files takes another third of the texts; ``make corpus`` tries all of them on each."""
    files = corpus(name, shared)[part::3]
    tally = tried(name, files, TEXTS[part::3])
    assert tally.faults == []
    assert (tally.identical, tally.undone) == (len(files), len(files))
    assert tally.edits > 2 * len(files)
    assert len(corpus(name, shared)) >= COUNTS[name]


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what a process reads is counted by Linux alone")
def test_hostile_files_cost_little_and_reach_nothing(shared: Path) -> None:
    verdicts = [judged(path) for path in samples(shared)]
    assert [each for each in verdicts if not each.fine] == []
    assert len(verdicts) >= 20
    errors = [each.error for each in verdicts if each.error]
    assert len(errors) > 8
    assert all("\n" not in error and len(error) < 200 for error in errors)


def test_the_witness_sees_where_elements_stand() -> None:
    data = "<a><!-- x --><b c='/>'/>\n<b>é/></b><b/></a>".encode()
    whole = root(data)
    assert [(data[one.start : one.end], data[one.inner : one.close]) for one in whole.all("b")] == [
        (b"<b c='/>'/>", b""),
        ("<b>é/></b>".encode(), "é/>".encode()),
        (b"<b/>", b""),
    ]
    assert isinstance(whole, Node)
    assert (whole.inner, whole.end) == (3, len(data))
