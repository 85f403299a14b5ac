"""Targets of the campaign that lean on more than bytes, and the mistakes that they found, one input each."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from editor.cli import main
from tests.fuzz import work
from tests.fuzz.targets import TARGETS

ON_DISK = frozenset({"settings", "journal", "lock", "versions", "edits"})


@pytest.mark.parametrize("state", [[], {}, 1, None, True, "done"])
def test_a_state_of_any_kind_that_is_none_is_refused(
    state: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (document := tmp_path / "x.po").write_bytes(work.PO)
    (lines := tmp_path / "edits.jsonl").write_text(json.dumps({"id": "x", "state": state}))
    assert main(["apply", str(document), str(lines), "-o", str(tmp_path / "out.po")]) == 2
    assert "is no state" in capsys.readouterr().err


@pytest.mark.parametrize(
    "record",
    [
        {"change": {}},
        {"change": {"label": "x", "splices": [[0]]}},
        {"change": {"label": "x", "head": {"colour": 1}}},
        {"held": []},
        {"typing": [1]},
        {"typing": ["a", 2, 3]},
        {"saving": []},
        {"about": [1], "replaces": 7},
    ],
)
def test_true_lines_that_say_what_this_version_does_not_know_are_left_out(record: dict[str, object]) -> None:
    work.written_journal(json.dumps(record).encode(), random.Random(2))


ASKED = """
import random, sys
from tests.fuzz import inputs
from tests.fuzz.campaign import one, Tally
from tests.fuzz.targets import named
targets = [named(name) for name in sys.argv[1:]]
sound = {each.name: each.sound() for each in targets}
for each in targets:
    for data in sound[each.name]:
        one(each, data, random.Random(1), Tally(each.name))  # what is read once is read now: tables, phrases, modules
seen = []
ROOT = inputs.__file__.rpartition("tests")[0]
OURS = tuple(each for each in (sys.prefix, sys.base_prefix, sys.pycache_prefix, ROOT) if each)
def watch(event, about):
    if event.startswith("socket.") or event in {"os.system", "subprocess.Popen", "os.exec"}:
        seen.append((event, str(about)[:200]))
    elif event == "open" and not str(about[0]).startswith(OURS):
        seen.append((event, str(about)[:200]))
sys.addaudithook(watch)
for each in targets:
    for count in range(40):
        dice = random.Random(f"{each.name} {count}")
        one(each, inputs.broken(dice, sound[each.name]), dice, Tally(each.name))
print(seen)
"""


def test_no_parser_opens_a_file_or_a_socket() -> None:
    names = [target.name for target in TARGETS if target.name not in ON_DISK]
    done = subprocess.run(
        [sys.executable, "-c", ASKED, *names], capture_output=True, text=True, check=False, timeout=55
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
