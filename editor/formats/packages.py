"""Packages (zip archives) that documents come in: read member by member, written back byte for byte but for some.

Nothing is ever unpacked to a disk, and a member is unpacked only when it is asked for, never beyond the size that the
directory promised. What the directory says decides whether an archive is opened at all.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from editor.errors import FormatError
from editor.formats.spans import Source, decode
from editor.i18n import _
from editor.model import Place, Skeleton

LARGEST = 1 << 30  # bytes of all members unpacked
STEEPEST = 200  # unpacked bytes to one of the archive
_HARMLESS = 1 << 20  # unpacked bytes that are no bomb whatever the ratio
_MOST = 10_000  # members
# PKWARE's APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end), 4.3.14 and 4.3.15 (Zip64).
_LOCAL = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCATOR = struct.Struct("<4sIQI")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_FULL = 0xFFFFFFFF  # "look into the Zip64 field"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIBED, _UTF8 = 1 | 1 << 6 | 1 << 13, 1 << 3, 1 << 11
_OUTSIDE = re.compile(r"\A(?:[/\\]|[A-Za-z]:)|(?:\A|[/\\])\.\.(?:[/\\]|\Z)|[\0-\x1f]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Member(NamedTuple):
    """What the directory says of a member; *start* is where its own record begins in the archive."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    entry: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """An archive's bytes and its members by name, in the directory's order; *directory* is where that begins."""

    data: bytes = field(repr=False)
    members: Mapping[str, Member] = field(repr=False)
    directory: int
    comment: bytes = b""

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a member called *name*."""
        return name in self.members

    def content(self, name: str) -> bytes:
        """Return the bytes of a member. Raises FormatError where it is missing or not what the directory says."""
        member = self.members.get(name)
        if member is None:
            raise FormatError(_("The document lacks its part “{name}”; ask for another copy of it.").format(name=name))
        begin = self._inner(member)
        packed = self.data[begin : begin + member.packed]
        if member.method == _STORED:
            content = packed
        elif member.method == _DEFLATED:
            content = _inflated(packed, member)
        else:
            raise FormatError(
                _("The part “{name}” is packed in a way that Diptych does not know; save the document again.").format(
                    name=name
                )
            )
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise _damaged(name)
        return content

    def _inner(self, member: Member) -> int:
        """Return where the packed bytes of a member begin."""
        fields = _unpacked(_LOCAL, self.data, member.start)
        if fields[0] != b"PK\3\4":
            raise _damaged(member.name)
        return member.start + _LOCAL.size + int(fields[9]) + int(fields[10])

    def written(self, contents: Mapping[str, bytes]) -> bytes:
        """Return the archive with other *contents* in some members, and every other byte of members as it was.

        The same contents always give the same bytes.
        """
        if not contents:
            return self.data
        by_start = sorted(self.members.values(), key=lambda member: member.start)
        ends = [*(member.start for member in by_start[1:]), self.directory]
        chunks = [self.data[: by_start[0].start]]
        at = len(chunks[0])
        now: dict[str, Member] = {}
        for member, limit in zip(by_start, ends, strict=True):
            record, new = self.data[member.start : limit], member
            if member.name in contents:
                record, new = self._record(member, contents[member.name])
            now[member.name] = new._replace(start=at)
            chunks.append(record)
            at += len(record)
        entries = [_entry(now[name]) for name in self.members]
        size = sum(map(len, entries))
        end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), size, at, len(self.comment))
        return b"".join([*chunks, *entries, end, self.comment])

    def _record(self, member: Member, content: bytes) -> tuple[bytes, Member]:
        packed = content
        if member.method != _STORED:
            deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = deflater.compress(content) + deflater.flush()
        method = _STORED if member.method == _STORED else _DEFLATED
        new = member._replace(
            flags=member.flags & ~_DESCRIBED,
            method=method,
            crc=zlib.crc32(content),
            packed=len(packed),
            size=len(content),
        )
        old = _unpacked(_LOCAL, self.data, member.start)
        name = self.data[member.start + _LOCAL.size :][: int(old[9])]
        sizes = (new.crc, new.packed, new.size, len(name), 0)
        head = _LOCAL.pack(old[0], old[1], new.flags, method, old[4], old[5], *sizes)
        return head + name + packed, new


# ── The directory ───────────────────────────────────────────────────────────────────────────────────────────────────


def is_package(data: bytes) -> bool:
    """Tell whether *data* begins as a package does."""
    return data.startswith((b"PK\3\4", _OLE))


def opened(data: bytes) -> Package:
    """Return the archive in *data*. Raises FormatError, from its directory alone, where it is damaged or a danger."""
    if data.startswith(_OLE):
        raise FormatError(
            _("The document is protected by a password, or in the old form of Word; save it again as .docx or .odt.")
        )
    count, start, comment, shift = _end(data)
    if count > _MOST:
        raise FormatError(_("The document holds far too many parts; ask for another copy of it."))
    members: dict[str, Member] = {}
    at = start
    total = 0
    for _number in range(count):
        member = _member(data, at, shift)
        _check(member, members)
        members[member.name] = member
        at += len(member.entry)
        total += member.size
        if total > LARGEST or (total > _HARMLESS and total > STEEPEST * len(data)):
            raise FormatError(
                _("The document would unpack to {size} MB and more, as a trap does; do not trust this file.").format(
                    size=total >> 20
                )
            )
    _part(members, start)
    return Package(data, members, start, comment)


def _end(data: bytes) -> tuple[int, int, bytes, int]:
    """Return how many members there are, where the directory begins, the archive's comment, and what stands before."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - 0xFFFF))
    if at < 0:
        raise FormatError(_("The document is cut off or no package at all; ask for another copy of it."))
    fields = _unpacked(_END, data, at)
    count, size, start, length = (int(each) for each in fields[4:])
    end = at
    if data[max(0, at - _LOCATOR.size) : at].startswith(b"PK\6\7"):
        end = int(_unpacked(_LOCATOR, data, at - _LOCATOR.size)[2])
        large = _unpacked(_END_64, data, end)
        if large[0] != b"PK\6\6":
            raise _damaged("")
        count, size, start = int(large[7]), int(large[8]), int(large[9])
    shift = end - size - start
    if shift < 0 or not count:
        raise _damaged("")
    return count, start + shift, data[at + _END.size :][:length], shift


def _member(data: bytes, at: int, shift: int) -> Member:
    fields = _unpacked(_ENTRY, data, at)
    if fields[0] != b"PK\1\2":
        raise _damaged("")
    flags, method = int(fields[3]), int(fields[4])
    crc, packed, size, named, extra, remark = (int(each) for each in fields[7:13])
    start = int(fields[16])
    end = at + _ENTRY.size + named + extra + remark
    entry = data[at:end]
    raw = entry[_ENTRY.size :][:named]
    try:
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError:
        raise _damaged("") from None
    if _FULL in {packed, size, start}:
        size, packed, start = _large(entry[_ENTRY.size + named :][:extra], (size, packed, start))
    if len(entry) != end - at or len(raw) != named:
        raise _damaged(name)
    return Member(name, flags, method, crc, packed, size, start + shift, entry)


def _large(extra: bytes, told: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return unpacked size, packed size and start, those that do not fit their fields as Zip64 tells them."""
    numbers: Iterator[tuple[int]] = iter(())
    for kind, content in _fields(extra):
        if kind == 1:
            numbers = struct.iter_unpack("<Q", content[: len(content) // 8 * 8])
    size, packed, start = (next(numbers, (0,))[0] if each == _FULL else each for each in told)
    return size, packed, start


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        yield kind, extra[at + 4 :][:size]
        at += 4 + size


def _check(member: Member, before: Mapping[str, Member]) -> None:
    if _OUTSIDE.search(member.name):
        raise FormatError(
            _(
                "The document holds a part called “{name}”, which would lie outside of it; do not trust this file."
            ).format(name=member.name)
        )
    if member.name in before:
        raise FormatError(
            _("The document holds the part “{name}” twice; ask for another copy of it.").format(name=member.name)
        )
    if member.flags & _ENCRYPTED:
        raise FormatError(_("The document is protected by a password; save it without one."))


def _part(members: Mapping[str, Member], directory: int) -> None:
    """Refuse records that share their bytes."""
    spans = sorted((member.start, member.start + _LOCAL.size + member.packed) for member in members.values())
    if any(one[1] > two[0] for one, two in pairwise([*spans, (directory, directory)])):
        raise _damaged("")


def _entry(member: Member) -> bytes:
    """Write a member's record of the directory, with Zip64's field left out: everything fits without."""
    fields = list(_ENTRY.unpack_from(member.entry))
    named, extra = fields[10], fields[11]
    name, rest = member.entry[_ENTRY.size :][:named], member.entry[_ENTRY.size + named :]
    kept = rest[:extra]
    if any(kind == 1 for kind, _content in _fields(kept)):
        kept = b"".join(struct.pack("<2H", kind, len(each)) + each for kind, each in _fields(kept) if kind != 1)
    fields[3:5] = member.flags, member.method
    fields[7:10] = member.crc, member.packed, member.size
    fields[11], fields[16] = len(kept), member.start
    return _ENTRY.pack(*fields) + name + kept + rest[extra:]


def _inflated(packed: bytes, member: Member) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(packed, member.size + 1)
    except zlib.error:
        raise _damaged(member.name) from None


def _unpacked(form: struct.Struct, data: bytes, at: int) -> tuple[bytes | int, ...]:
    try:
        return form.unpack_from(data, at)
    except struct.error:
        raise _damaged("") from None


def _damaged(name: str) -> FormatError:
    if name:
        return FormatError(_("The part “{name}” of the document is damaged; ask for another copy.").format(name=name))
    return FormatError(_("The document is damaged; ask for another copy of it."))


# ── Skeletons ───────────────────────────────────────────────────────────────────────────────────────────────────────


def parts(skeleton: Skeleton) -> Iterator[Skeleton]:
    """Yield each part of a package that holds units, as a skeleton of its own: its name, bytes, places, encoding."""
    package = opened(skeleton.data)
    places: dict[str, list[Place]] = {}
    for place in skeleton.places:
        places.setdefault(place.part, []).append(place)
    for name, own in places.items():
        data = package.content(name)
        yield replace(skeleton, name=name, data=data, places=tuple(own), encoding=decode(data).encoding)


def byte_offsets(source: Source, offsets: Iterable[int]) -> dict[int, int]:
    """Return where in the bytes of a part characters begin, by their offsets in its text."""
    wanted = sorted(set(offsets))
    if source.text.isascii() and source.encoding == "utf-8":
        return {offset: offset + len(source.bom) for offset in wanted}
    found: dict[int, int] = {}
    at, byte = 0, len(source.bom)
    for offset in wanted:
        byte += len(source.text[at:offset].encode(source.encoding))
        found[offset] = byte
        at = offset
    return found
