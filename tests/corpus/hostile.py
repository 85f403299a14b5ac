"""Files made to harm: each is read in a process of its own, whose time, memory and reaching out are measured."""

from __future__ import annotations

import encodings
import json
import pkgutil
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from editor import formats
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions

LONGEST, LARGEST = 1.0, 300_000_000  # seconds of one file, bytes of the whole process
_WARM_UP = {
    "a.xlf": b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body><trans-unit id="1">'
    b"<source>a</source></trans-unit></body></file></xliff>",
    "b.xlf": b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="1"><segment>'
    b"<source>a</source></segment></unit></file></xliff>",
    "c.xlf": b"<xliff",
    "d.po": b'msgid "a"\nmsgstr "b"\n',
    "e.po": b"msgid",
    "f.html": b"<html><body><p>x</p></body></html>",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one file: the error or "" where it opened, and what it cost."""

    name: str
    error: str
    seconds: float
    memory: int
    read: int  # bytes read by the process meanwhile, from wherever
    reached: int  # files opened and connections tried meanwhile
    untouched: bool
    harmless: bool  # no text of another file came in; the same bytes go out

    @property
    def fine(self) -> bool:
        """Tell whether nothing happened that must not."""
        cheap = self.seconds <= LONGEST and self.memory <= LARGEST
        return cheap and not self.read and not self.reached and self.untouched and self.harmless


def judged(path: Path) -> Verdict:
    """Read the file at *path* in a process of its own."""
    before = path.read_bytes(), path.stat().st_mtime_ns
    command = [sys.executable, "-m", __name__, str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True)
    said = json.loads(done.stdout)
    untouched = (path.read_bytes(), path.stat().st_mtime_ns) == before
    return Verdict(path.name, untouched=untouched, **said)


def samples(shared: Path) -> list[Path]:
    """Return the hostile files."""
    return sorted((shared / "formats" / "corpus" / "invalid" / "evil").iterdir())


# ── In the process of one file ──────────────────────────────────────────────────────────────────────────────────────


def _most_memory() -> int:
    """Return the most bytes that this process held; what getrusage tells counts those of who started it, too."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").split("\n")
    except OSError:  # only Linux has this
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024


def _read_so_far() -> int:
    try:
        lines = Path("/proc/self/io").read_text(encoding="ascii").split("\n")
    except OSError:  # only Linux counts this
        return 0
    return int(lines[0].removeprefix("rchar:"))


def _opened(data: bytes, name: str) -> tuple[str, bool]:
    """Return the error of reading *data*, and whether nothing came in or went out that should not."""
    try:
        document = formats.read(data, ReadOptions(name=name))
        said = "".join(row.source.plain + row.target.plain for row in document.rows)
    except FormatError as error:
        return str(error) or "?", True
    assert document.origin is not None
    back = formats.named(document.origin.format).functions.write(document, WriteOptions()).data
    return "", "root:" not in said and (back == data or document.origin.format not in {"xliff1", "xliff2", "po"})


def _ready() -> None:
    """Import all that reading could ever import, so that only what a file causes is counted."""
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in {"mbcs", "oem", "cp65001"}:  # of another system
            import_module(f"encodings.{module.name}")
    for name, data in _WARM_UP.items():
        _opened(data, name)


def main(path: Path) -> None:
    """Read one file and print as JSON what that cost."""
    _ready()
    data = path.read_bytes()
    reached = []
    watching = [False]

    def heard(event: str, _arguments: tuple[object, ...]) -> None:
        if watching[0] and event.startswith(("open", "socket.", "urllib.", "subprocess.", "os.system", "ctypes.")):
            reached.append(event)

    sys.addaudithook(heard)
    _read_so_far()
    counting = -_read_so_far()
    counting += _read_so_far()  # what counting itself reads
    start, read = time.perf_counter(), _read_so_far()
    watching[0] = True
    error, harmless = _opened(data, path.name)
    watching[0] = False
    seconds, read = time.perf_counter() - start, _read_so_far() - read - counting
    found = {
        "error": error,
        "seconds": seconds,
        "memory": _most_memory(),
        "read": max(read, 0),
        "reached": len(reached),
        "harmless": harmless,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
