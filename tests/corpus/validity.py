"""What validation shows on the corpora: invalid files caught, valid ones left alone, invalid ones warned of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from editor.errors import FormatError
from editor.formats import ReadOptions, read, sniff
from editor.formats.validation import ERROR, Finding, check
from tests.corpus.files import SHARED
from tests.formats.validation.oasis import BROKEN, GOOD

CORPUS = SHARED / "formats" / "corpus"
BROKEN_RULES = {"well-formed", "po-syntax"}  # what makes a file broken rather than merely invalid


def stem(path: Path) -> str:
    """Return a file's name without the collection it came from and its suffix."""
    return path.name.partition("__")[2].removesuffix(".xlf")


def errors(path: Path) -> list[Finding]:
    """Return the errors of a file."""
    data = path.read_bytes()
    return [one for one in check(data, sniff(data, path.name).name) if one.severity == ERROR]


@dataclass(slots=True)
class Suite:
    """How the OASIS suite came out: files, and the names of those that did not come out as they should."""

    invalid: int = 0
    missed: list[str] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)
    valid: int = 0
    alarms: list[str] = field(default_factory=list)


def suite() -> Suite:
    """Hold the OASIS suite against our rules and against the table of what each invalid file breaks."""
    found = Suite()
    for path in sorted((CORPUS / "invalid" / "xliff2").iterdir()):
        rule, section, _why = BROKEN[stem(path)]
        said = errors(path)
        found.invalid += 1
        if not said:
            found.missed.append(path.name)
        elif not any(one.rule == rule and section in one.section for one in said):
            found.misnamed.append(path.name)
    good = sorted((CORPUS / "xliff2").glob("xliff-xliff-22-*"))
    good += [path for path in (CORPUS / "xliff2").glob("xliff2-object-model__*") if stem(path).startswith(GOOD)]
    found.valid = len(good)
    found.alarms = [path.name for path in good if errors(path)]
    return found


def warned() -> tuple[int, list[str]]:
    """Return how many files are merely invalid, and those of them that do not open or open without a warning."""
    number, silent = 0, []
    for folder in ("xliff12", "xliff2", "po"):
        for path in sorted((CORPUS / "invalid" / folder).iterdir()):
            data = path.read_bytes()
            if any(one.rule in BROKEN_RULES for one in errors(path)) or b"\x00" in data:
                continue
            number += 1
            try:
                heard = bool(read(data, ReadOptions(name=path.name)).warnings)
            except FormatError:
                heard = False
            if not heard:
                silent.append(path.name)
    return number, silent


def told() -> bool:
    """Print the figures; return whether they are as they should be."""
    found = suite()
    number, silent = warned()
    caught = found.invalid - len(found.missed)
    print(f"\nOASIS suite: {caught} of {found.invalid} invalid files caught ({caught / found.invalid:.1%}), ", end="")
    print(
        f"{caught - len(found.misnamed)} by the rule the table says; {len(found.alarms)} false alarms of {found.valid}"
    )
    print(f"merely invalid files that open with a warning: {number - len(silent)} of {number}")
    for name in (*found.missed, *found.misnamed, *found.alarms, *silent):
        print(f"    {name}")
    return caught >= 0.98 * found.invalid and not found.misnamed and not found.alarms and len(silent) <= 0.05 * number
