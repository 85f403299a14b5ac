"""What a disk may hold after the power went at any moment: a recorded log of calls, replayed with less of it.

A file keeps what was written to it before its last sync; of what came later each write may be there or not, the last
of them torn. A folder keeps the names it had at its last sync; of later names the first few may be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random


@dataclass(slots=True)
class File:
    """What was written to one file; *safe* of it is on the disk for certain."""

    writes: list[bytes] = field(default_factory=list)
    safe: int = 0


@dataclass(slots=True)
class Disk:
    """The state of a disk as the calls in a log make it, certain and not."""

    files: dict[int, File] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)  # as the running system sees them
    safe_names: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[str, str, int | None]] = field(default_factory=list)  # folder, name, file (None: removed)
    handles: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    safe_notes: int = 0  # notes made before the journal was last made safe
    _pending: int = 0

    def begun(self, folder: Path) -> Disk:
        """Start with what lies in *folder*, all of it safe."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                number = len(self.files)
                self.files[number] = File([path.read_bytes()], 1)
                self.names[str(path)] = self.safe_names[str(path)] = number
        return self

    def call(self, line: str) -> None:
        """Do what one line of the log says."""
        name, *rest = line.split("\t")
        match name:
            case "note":
                self.notes.append(rest[0])
            case "open":
                self._open(int(rest[0]), rest[1], folder=rest[2] == "1", cut=rest[3] == "1")
            case "write":
                number = self.handles[int(rest[0])][1]
                if number is not None:
                    self.files[number].writes.append(bytes.fromhex(rest[1]))
            case "fsync" | "fdatasync":
                self._sync(*self.handles[int(rest[0])])
            case "close":
                self.handles.pop(int(rest[0]), None)
            case "rename" | "link":
                number = self.names[rest[0]] if name == "link" else self.names.pop(rest[0])
                self._named(rest[1], number)
                if name == "rename":
                    self.waiting.append((str(Path(rest[0]).parent), rest[0], None))
            case "unlink":
                self.names.pop(rest[0], None)
                self.waiting.append((str(Path(rest[0]).parent), rest[0], None))

    def _open(self, handle: int, path: str, *, folder: bool, cut: bool) -> None:
        if folder:
            self.handles[handle] = path, None
            return
        if path not in self.names:
            self.files[len(self.files)] = File()
            self._named(path, len(self.files) - 1)
        elif cut:
            self.files[self.names[path]] = File()
        self.handles[handle] = path, self.names[path]

    def _named(self, path: str, number: int) -> None:
        self.names[path] = number
        self.waiting.append((str(Path(path).parent), path, number))

    def _sync(self, path: str, number: int | None) -> None:
        if number is not None:
            self.files[number].safe = len(self.files[number].writes)
            if path.endswith(".journal"):
                self._pending = len(self.notes)
            return
        for folder, name, what in self.waiting:
            if folder == path:
                self._settle(self.safe_names, name, what)
        self.waiting = [each for each in self.waiting if each[0] != path]
        if path.endswith("journals"):
            self.safe_notes = max(self.safe_notes, self._pending)

    @staticmethod
    def _settle(names: dict[str, int], name: str, what: int | None) -> None:
        if what is None:
            names.pop(name, None)
        else:
            names[name] = what

    def after_the_cut(self, chance: Random) -> dict[str, bytes]:
        """Return what may be found, by path: every safe thing, and some of the rest."""
        names = dict(self.safe_names)
        kept = {folder: chance.random() for folder in sorted({each[0] for each in self.waiting})}
        for folder in kept:
            mine = [each for each in self.waiting if each[0] == folder]
            for _folder, name, what in mine[: round(kept[folder] * len(mine))]:
                self._settle(names, name, what)
        return {path: self._found(self.files[number], chance) for path, number in names.items()}

    @staticmethod
    def _found(file: File, chance: Random) -> bytes:
        data = b"".join(file.writes[: file.safe])
        for written in file.writes[file.safe :]:
            match chance.randrange(4):
                case 0:
                    data += written
                case 1:
                    data += written[: chance.randrange(len(written) + 1)]
                case 2:
                    data += bytes(len(written))  # the length arrived, the bytes did not
        return data


def cuts(folder: Path, lines: list[str], chance: Random, each: int) -> Iterator[tuple[Disk, dict[str, bytes]]]:
    """Yield the disk after every call in turn, with *each* states in which it may be found."""
    disk = Disk().begun(folder)
    for line in ["note\tbegin", *lines]:
        disk.call(line)
        for _ in range(each):
            yield disk, disk.after_the_cut(chance)
