"""Lines that prove themselves: each carries a checksum over itself and all before it, so that any prefix is true."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

SIZE = 8  # bytes of a checksum
START = b"diptych journal 1\n"  # what a chain begins with, and what the first checksum goes on from


class Chain:
    """What the next line goes on from."""

    __slots__ = ("_link",)

    def __init__(self) -> None:
        """Stand at the beginning."""
        self._link = hashlib.blake2b(START, digest_size=SIZE).digest()

    def sealed(self, record: dict[str, Any]) -> bytes:
        """Return *record* as the next line, its checksum in front."""
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._link = self._next(text)
        return self._link.hex().encode() + b" " + text + b"\n"

    def opened(self, line: bytes) -> dict[str, Any] | None:
        """Return the record in *line* (without its end), None where it is not the true next one."""
        seal, _space, text = line.partition(b" ")
        link = self._next(text)
        if seal != link.hex().encode():
            return None
        self._link = link
        found: dict[str, Any] = json.loads(text.decode("utf-8", "surrogatepass"))
        return found

    def _next(self, text: bytes) -> bytes:
        return hashlib.blake2b(text, key=self._link, digest_size=SIZE).digest()


def records(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the records in *data* up to the first that is torn, changed or out of its order."""
    if not data.startswith(START):
        return
    chain = Chain()
    lines = data[len(START) :].split(b"\n")
    for line in lines[:-1]:  # behind the last line end stands what was torn, or nothing
        record = chain.opened(line)
        if record is None:
            return
        yield record
