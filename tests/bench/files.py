"""How fast files are opened, read whole and saved after one edit, and what they take up, beside lxml and polib.

``python -m tests.bench.files`` measures 1,000, 10,000 and 100,000 units; sizes as arguments measure those instead
(``python -m tests.bench.files 500000``). All figures of a line come from the same run.

The limits are for what the window waits for. A document is open when its rows, their states and their marks are known
(the column ``open``, beside which stand the limits for reading); rows are decoded when they are seen. ``whole`` decodes
every row and has no limit.

A program opens a file once. So of large files ``yard`` and ``open`` are medians of processes of their own, which have
read a small file before; ``in turn`` is what ``open`` takes where one process reads the file with both again and
again, in memory that it was given before.
"""

from __future__ import annotations

import gc
import io
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import polib
from lxml import etree

from editor import columns, edits, formats
from editor.formats import ReadOptions, WriteOptions
from editor.model import Document, apply
from editor.text import Text

SIZES = (1_000, 10_000, 100_000)
TURNS = {1_000: 7, 10_000: 5, 100_000: 3}
ONCE = 7  # processes that read a large file once
ENGLISH = "the of a letter comrades solidarity movement people prison meeting street question future country".split()
RUSSIAN = "письмо товарищи солидарность движение люди тюрьма встреча улица вопрос будущее страна в на и".split()
LIMITS = {"open": {"lxml": 1.5, "polib": 0.4}, "save": {"lxml": 0.25, "polib": 0.25}, "memory": {"lxml": 1.0}}


# ── The files ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _pairs(size: int) -> Iterator[tuple[int, str, str]]:
    chance = random.Random(size)
    for number in range(size):
        length = chance.randint(4, 16)
        yield number, " ".join(chance.choices(ENGLISH, k=length)), " ".join(chance.choices(RUSSIAN, k=length))


def xliff1(size: int) -> Iterator[str]:
    """Yield a file of plain units."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    yield '\n<file original="a" source-language="en" target-language="ru" datatype="plaintext">\n<body>\n'
    for number, source, target in _pairs(size):
        yield f'  <trans-unit id="{number}">\n    <source>{source}</source>\n'
        yield f'    <target state="translated">{target}</target>\n  </trans-unit>\n'
    yield "</body>\n</file>\n</xliff>\n"


def xliff1_rich(size: int) -> Iterator[str]:
    """Yield a file of units with codes, notes, contexts and proposals of a memory."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    yield '\n<file original="a" source-language="en" target-language="ru" datatype="html">\n<body>\n'
    for number, source, target in _pairs(size):
        yield f'  <trans-unit id="{number}" resname="n{number}" approved="{"yes" if number % 3 == 0 else "no"}">\n'
        link = '<g id="1" ctype="x-a">link</g> &amp; <x id="2" equiv-text="{0}"/>' if number % 4 == 0 else ""
        yield f"    <source>{source} {link}</source>\n"
        state = ("final", "needs-translation", "translated")[number % 3]
        yield f'    <target state="{state}">{target} {link}</target>\n' if number % 5 else ""
        yield f'    <note from="developer">Where it stands: {number}</note>\n' if number % 2 else ""
        if number % 10 == 0:
            yield f'    <alt-trans match-quality="80%"><source>{source}</source><target>{target}</target></alt-trans>\n'
        yield '    <context-group purpose="location"><context context-type="sourcefile">a.c</context></context-group>\n'
        yield "  </trans-unit>\n"
    yield "</body>\n</file>\n</xliff>\n"


def xliff2(size: int) -> Iterator[str]:
    """Yield a file of plain units."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
    yield 'srcLang="en" trgLang="ru">\n<file id="f1">\n'
    for number, source, target in _pairs(size):
        yield f'  <unit id="{number}">\n    <segment state="translated">\n      <source>{source}</source>\n'
        yield f"      <target>{target}</target>\n    </segment>\n  </unit>\n"
    yield "</file>\n</xliff>\n"


def xliff2_rich(size: int) -> Iterator[str]:
    """Yield a file of units with two segments each, codes with their data, notes and metadata."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
    yield 'srcLang="en" trgLang="ru" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">\n<file id="f1">\n'
    unit: list[str] = []
    for number, source, target in _pairs(size):
        code = f' <pc id="1" dataRefStart="d1" dataRefEnd="d2">link</pc>{source[:5]}' if number % 8 == 0 else " &amp; "
        state = ("initial", "translated", "reviewed")[number % 3]
        unit.append(f'    <segment id="s{number}" state="{state}">\n      <source>{source}{code}</source>\n')
        unit.append(f"      <target>{target}{code}</target>\n    </segment>\n")
        if number % 2:
            yield f'  <unit id="u{number}">\n'
            yield '    <mda:metadata><mda:metaGroup><mda:meta type="a">b</mda:meta></mda:metaGroup></mda:metadata>\n'
            yield '    <notes>\n      <note id="n1">Where it stands</note>\n    </notes>\n' if number % 6 == 1 else ""
            if any("<pc" in each for each in unit):
                yield '    <originalData><data id="d1">&lt;a&gt;</data><data id="d2">&lt;/a&gt;</data></originalData>\n'
            yield unit[0] + unit[1] + "    <ignorable><source> </source></ignorable>\n" + unit[2] + unit[3]
            yield "  </unit>\n"
            unit = []
    yield "</file>\n</xliff>\n"


def po(size: int) -> Iterator[str]:
    """Yield a file of plain entries."""
    yield 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n'
    for number, source, target in _pairs(size):
        yield f'\n#: a.c:{number}\nmsgid "{number} {source}"\nmsgstr "{target}"\n'


def po_rich(size: int) -> Iterator[str]:
    """Yield a file of entries with comments, flags, contexts, plural forms and wrapped strings."""
    yield 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n'
    yield '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"\n'
    for number, source, target in _pairs(size):
        yield f"\n# see \\{number}\n#. for developers: {number}\n#: src/module/file.c:{number} src/other.c:{number}\n"
        yield '#, fuzzy, c-format\n#| msgid "before"\n' if number % 15 == 0 else "#, c-format\n" * (number % 3 == 0)
        yield f'msgctxt "menu {number}"\n' if number % 4 == 0 else ""
        if number % 20 == 1:
            yield f'msgid "%d {source} {number}"\nmsgid_plural "%d {source}s"\n'
            yield "".join(f'msgstr[{form}] "%d {target}"\n' for form in range(3))
        elif number % 3 == 0:
            yield f'msgid ""\n"{number} {source} \\"quoted\\"\\n"\n"{source}"\nmsgstr ""\n"{target}\\n"\n"{target}"\n'
        else:
            yield f'msgid "{number} {source}"\nmsgstr "{target}"\n'


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: which format reads it, what writes it, what it is compared with."""

    title: str
    format: str
    lines: Callable[[int], Iterator[str]]
    yardstick: str


KINDS = (
    Kind("XLIFF 1.2", "xliff1", xliff1, "lxml"),
    Kind("XLIFF 1.2 rich", "xliff1", xliff1_rich, "lxml"),
    Kind("XLIFF 2", "xliff2", xliff2, "lxml"),
    Kind("XLIFF 2 rich", "xliff2", xliff2_rich, "lxml"),
    Kind("PO", "po", po, "polib"),
    Kind("PO rich", "po", po_rich, "polib"),
)


# ── What is measured ────────────────────────────────────────────────────────────────────────────────────────────────


def opened(kind: Kind, data: bytes) -> Document:
    """Open as the window does: the rows' states and marks are known, their texts not yet read."""
    document = formats.named(kind.format).functions.read(data, ReadOptions())
    columns.progress(document.rows, with_words=False)
    columns.units(document.rows)
    return document


def whole(kind: Kind, data: bytes) -> Document:
    """Read every segment."""
    document = formats.named(kind.format).functions.read(data, ReadOptions())
    for chunk in document.rows.chunks:
        assert chunk.rows
    return document


def _lxml(data: bytes) -> object:
    return etree.fromstring(data, etree.XMLParser(huge_tree=True))


def _polib(data: bytes) -> object:
    return polib.pofile(data.decode("utf-8"))


YARDSTICKS: dict[str, Callable[[bytes], Any]] = {"lxml": _lxml, "polib": _polib}


def _toolkit(kind: Kind, data: bytes) -> object:
    """Read with translate-toolkit, as a pocketful of its formats does."""
    factory: Any = import_module("translate.storage.factory")  # only where it is installed
    suffix = ".po" if kind.format == "po" else ".xlf"
    stream = io.BytesIO(data)
    stream.name = f"file{suffix}"
    return [unit.target for unit in factory.getobject(stream).units]


def cpu(action: Callable[[], object]) -> float:
    """Return the CPU milliseconds of *action*."""
    gc.collect()
    start = time.process_time()
    kept = action()
    took = (time.process_time() - start) * 1_000
    del kept
    return took


def _saving(kind: Kind, document: Document) -> Callable[[], object]:
    middle = len(document.rows) // 2
    edited = apply(edits.set_target(document, middle, Text.of("Одна правка")), document)
    return lambda: formats.named(kind.format).functions.write(edited, WriteOptions()).data


def measured(kind: Kind, size: int, *, toolkit: bool) -> dict[str, float]:
    """Return the medians of each figure; they take turns, so that a busy machine is fair to all."""
    data = "".join(kind.lines(size)).encode()
    tree, document = YARDSTICKS[kind.yardstick](data), opened(kind, data)
    save = _saving(kind, document)
    actions: dict[str, Callable[[], object]] = {
        "yardstick": lambda: YARDSTICKS[kind.yardstick](data),
        "open": lambda: opened(kind, data),
        "whole": lambda: whole(kind, data),
        "yard save": (lambda: etree.tostring(tree, encoding="UTF-8"))
        if kind.yardstick == "lxml"
        else lambda: str(tree),
        "save": save,
    }
    if toolkit:
        actions["toolkit"] = lambda: _toolkit(kind, data)
    save()
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _turn in range(TURNS.get(size, 1)):
        for name, action in actions.items():
            times[name].append(cpu(action))
    found = {name: median(each) for name, each in times.items()}
    found |= {"yard in turn": found["yardstick"], "in turn": found["open"] / found["yardstick"]}
    return found | _alone(kind, data, once=size >= max(SIZES))


# ── Memory, and what is read once, in a process of its own ──────────────────────────────────────────────────────────


def _alone(kind: Kind, data: bytes, *, once: bool) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)

        def told(how: str, what: str) -> float:
            command = [sys.executable, "-m", "tests.bench.files", how, what, kind.title, str(path)]
            return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

        found = {what: told("--memory", what) for what in ("yard memory", "open memory", "whole memory")}
        if once:
            pairs = [(told("--once", "yardstick"), told("--once", "open")) for _turn in range(ONCE)]
            found["yardstick"], found["open"] = (median(each) for each in zip(*pairs, strict=True))
        return found


def _once(what: str, title: str, path: Path) -> float:
    """Return the CPU milliseconds of reading a file for the first time."""
    kind = next(each for each in KINDS if each.title == title)
    data, small = path.read_bytes(), "".join(kind.lines(50)).encode()
    action = YARDSTICKS[kind.yardstick] if what == "yardstick" else (lambda read: opened(kind, read))
    action(small)
    return cpu(lambda: action(data))


def _peak() -> float:
    """Return the megabytes that this process has in memory."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 1e6


def _take_up(what: str, title: str, path: Path) -> float:
    kind = next(each for each in KINDS if each.title == title)
    ways: dict[str, Callable[[bytes], Any]] = {
        "yard memory": YARDSTICKS[kind.yardstick],
        "open memory": lambda data: opened(kind, data),
        "whole memory": lambda data: whole(kind, data),
    }
    small = "".join(kind.lines(10)).encode()
    ways[what](small)
    gc.collect()
    before = _peak()
    kept = ways[what](path.read_bytes())
    gc.collect()
    took = _peak() - before
    assert kept is not None
    return took


# ── The table ───────────────────────────────────────────────────────────────────────────────────────────────────────

_NAMES = {
    "units": 8,
    "yard": 9,
    "open": 8,
    "in turn": 8,
    "whole": 8,
    "toolkit": 9,
    "write": 8,
    "save": 8,
    "space": 8,
    "memory": 8,
}
_COLUMNS = " " * 16 + "".join(f"{name:>{width}}" for name, width in _NAMES.items())


def _line(kind: Kind, size: int, found: dict[str, float]) -> str:
    yard, writes, space = found["yardstick"], found["yard save"], found["yard memory"]
    whole = found["whole"] / found["yard in turn"]
    ratios = {"open": found["open"] / yard, "save": found["save"] / writes, "memory": found["whole memory"] / space}
    over = [
        f"{name} over {limits[kind.yardstick]}"
        for name, limits in LIMITS.items()
        if size >= max(SIZES) and kind.yardstick in limits and ratios[name] > limits[kind.yardstick]
    ]
    toolkit = f"{found['toolkit'] / found['yard in turn']:8.2f}×" if "toolkit" in found else f"{'–':>9}"
    return (
        f"{kind.title:16}{size:8}{yard:6.0f} ms{ratios['open']:7.2f}×{found['in turn']:7.2f}×"
        f"{whole:7.2f}×{toolkit}"
        f"{writes:5.0f} ms{ratios['save']:7.2f}×{space:5.0f} MB{ratios['memory']:7.2f}×  {', '.join(over)}"
    )


def main(arguments: list[str]) -> None:
    """Print the table."""
    if arguments[:1] == ["--once"]:
        print(_once(arguments[1], arguments[2], Path(arguments[3])))
        return
    if arguments[:1] == ["--memory"]:
        print(_take_up(arguments[1], arguments[2], Path(arguments[3])))
        return
    toolkit = find_spec("translate") is not None and find_spec("translate.storage") is not None
    print(f"files on {platform.node()}: CPU time beside lxml (XLIFF) and polib (PO); memory of the whole document")
    if not toolkit:
        print("translate-toolkit is not installed here, so its column is empty")
    print(_COLUMNS)
    for kind in KINDS:
        for size in map(int, arguments or SIZES):
            print(_line(kind, size, measured(kind, size, toolkit=toolkit)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
