"""Print what the corpus shows: untouched files, single edits, PO wrapping, invalid and hostile files, validation."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, named, sniff
from tests.corpus.editing import tried
from tests.corpus.files import FOLDERS, SHARED, TITLES, corpus
from tests.corpus.hostile import judged, samples
from tests.corpus.rewrapping import by_msgcat, missed
from tests.corpus.validity import told

_TOLD = 10  # faults of a format


def _edits() -> bool:
    print(
        f"{'':12}{'files':>6}{'untouched':>11}{'edits':>7}{'in legacy':>11}{'to UTF-8':>10}{'undone':>8}{'faults':>8}"
    )
    fine = True
    for name in FOLDERS:
        tally = tried(name)
        row = (tally.files, tally.identical, tally.edits, tally.legacy, tally.offered, tally.undone, len(tally.faults))
        widths = (6, 11, 7, 11, 10, 8, 8)
        print(f"{TITLES[name]:12}" + "".join(f"{each:{width}}" for each, width in zip(row, widths, strict=True)))
        for fault in tally.faults[:_TOLD]:
            print(f"    {fault}")
        fine = fine and not tally.faults and tally.files == tally.identical == tally.undone
    return fine


def _wrapping() -> bool:
    strings, rest = 0, {}
    for path in corpus("po"):
        count, lines = missed(path.read_bytes())
        strings += count
        if lines:
            rest[path.name] = len(lines)
    number = sum(rest.values())
    print(
        f"\nPO strings as their file has them: {strings - number} of {strings} ({1 - number / strings:.2%}); the rest:"
    )
    for name, count in rest.items():
        print(f"    {count:4}  {name}")
    if shutil.which("msgcat") is None:
        print("msgcat is not installed: its wrapping was not compared")
        return number < 0.005 * strings
    same = total = 0
    for options in ((), ("-w", "100"), ("--no-wrap",)):
        for path in corpus("po"):
            out = by_msgcat(path, *options)
            if out:
                count, lines = missed(out)
                total, same = total + count, same + count - len(lines)
    print(f"PO strings as msgcat writes them: {same} of {total}")
    return number < 0.005 * strings and same == total


def _invalid() -> bool:
    fine = True
    print("\ninvalid files that open and come back byte for byte:")
    for folder in ("xliff12", "xliff2", "po"):
        opened, refused = 0, []
        for path in sorted((SHARED / "formats" / "corpus" / "invalid" / folder).iterdir()):
            data = path.read_bytes()
            try:
                format_ = sniff(data, path.name)
                document = format_.functions.read(data, ReadOptions(name=path.name))
            except FormatError as error:
                refused.append(f"{path.name}: {error}")
                continue
            opened += 1
            same = named(format_.name).functions.write(document, WriteOptions()).data == data
            fine = fine and same
        print(f"    {folder:8}{opened:4} open, {len(refused)} refused")
        for line in refused:
            print(f"        {line}")
    return fine


def _hostile() -> bool:
    fine = True
    print(f"\n{'hostile files':40}{'ms':>6}{'MB':>5}{'read':>6}{'reached':>9}  outcome")
    for path in samples(SHARED):
        found = judged(path)
        fine = fine and found.fine
        cost = f"{found.seconds * 1000:6.1f}{found.memory / 1e6:5.0f}{found.read:6}{found.reached:9}"
        print(f"    {found.name:36}{cost}  {found.error or 'opens'}{'' if found.fine else '  NOT FINE'}")
    return fine


def main() -> int:
    """Print the summary; return 1 where something does not hold."""
    if not Path(SHARED / "formats" / "corpus").is_dir():
        print(f"the shared corpora are not here: {SHARED}")
        return 1
    return 0 if all([_edits(), _wrapping(), _invalid(), told(), _hostile()]) else 1


if __name__ == "__main__":
    sys.exit(main())
