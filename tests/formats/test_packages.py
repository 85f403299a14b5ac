"""Packages come back byte for byte, change only where they are told to, and refuse to be traps."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import FormatError
from editor.formats import packages
from editor.model import Place, Skeleton

NAMES = st.from_regex(r"[a-z]{1,8}(/[a-zé]{1,8})?\.xml", fullmatch=True)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=6)


class Stream(io.BytesIO):
    """Something that cannot seek: a writer then tells the sizes behind each member."""

    def seekable(self) -> bool:
        return False

    def seek(self, _at: int, _whence: int = 0) -> int:
        raise io.UnsupportedOperation


def archive(contents: Mapping[str, bytes], *, stored: bool = False, streamed: bool = False) -> bytes:
    into = Stream() if streamed else io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(into, "w") as made:
        made.comment = b"ours"
        for name, content in contents.items():
            made.writestr(zipfile.ZipInfo(name, (2020, 2, 2, 2, 2, 2)), content, method)
    return into.getvalue()


def listed(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert made.testzip() is None
        return {each.filename: made.read(each) for each in made.infolist()}


@given(CONTENTS, st.booleans(), st.booleans())
def test_the_members_are_those_that_another_program_put_in(
    contents: dict[str, bytes],
    stored: bool,
    streamed: bool,
) -> None:
    package = packages.opened(archive(contents, stored=stored, streamed=streamed))
    assert {name: package.content(name) for name in package.members} == contents
    assert next(iter(contents)) in package
    assert package.comment == b"ours"


@given(CONTENTS, st.booleans(), st.data())
def test_members_nobody_touched_keep_their_very_bytes(
    contents: dict[str, bytes],
    streamed: bool,
    data: st.DataObject,
) -> None:
    before = archive(contents, streamed=streamed)
    package = packages.opened(before)
    new = data.draw(st.dictionaries(st.sampled_from(sorted(contents)), st.binary(max_size=300)))
    after = package.written(new)
    assert listed(after) == contents | new
    assert package.written(new) == after
    if not new:
        assert after == before
    again = packages.opened(after)
    assert list(again.members) == list(contents)
    for name in contents.keys() - new.keys():
        one, two = package.members[name], again.members[name]
        size = 30 + len(name.encode()) + one.packed + (16 if streamed else 0)
        assert before[one.start : one.start + size] == after[two.start : two.start + size]


def test_what_stands_before_the_archive_stays() -> None:
    data = b"#!/bin/sh\n" + archive({"a.xml": b"one", "b.xml": b"two"})
    package = packages.opened(data)
    assert package.content("b.xml") == b"two"
    after = package.written({"a.xml": b"1" * 100})
    assert after.startswith(b"#!/bin/sh\n")
    assert listed(after) == {"a.xml": b"1" * 100, "b.xml": b"two"}


def test_the_large_form_of_the_directory_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    data = archive({"a.xml": b"a" * 40, "b.xml": b"b" * 50})
    monkeypatch.undo()
    assert b"PK\x06\x06" in data
    package = packages.opened(data)
    assert package.content("b.xml") == b"b" * 50
    assert listed(package.written({"a.xml": b"c" * 60})) == {"a.xml": b"c" * 60, "b.xml": b"b" * 50}


# ── Traps ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def directory_of(data: bytes, number: int = 0) -> int:
    at = data.index(b"PK\1\2")
    for _each in range(number):
        at = data.index(b"PK\1\2", at + 4)
    return at


def patched(data: bytes, at: int, form: str, value: int) -> bytes:
    size = struct.calcsize(form)
    return data[:at] + struct.pack(form, value) + data[at + size :]


def refused(data: bytes) -> str:
    with pytest.raises(FormatError) as raised:
        packages.opened(data)
    return str(raised.value)


def test_a_bomb_is_refused_unopened() -> None:
    assert "trap" in refused(archive({"a.xml": bytes(50_000_000)}))


def test_a_bomb_of_many_members_is_refused() -> None:
    data = archive({f"{number}.xml": b"x" for number in range(300)})
    for number in range(300):
        data = patched(data, directory_of(data, number) + 24, "<I", 4_000_000)
    assert "trap" in refused(data)


def test_what_is_too_large_altogether_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive({f"{number}.xml": bytes([number]) * 40_000 for number in range(5)}, stored=True)
    assert len(packages.opened(data).members) == 5
    monkeypatch.setattr(packages, "LARGEST", 190_000)
    assert "trap" in refused(data)


def test_a_short_text_that_packs_well_is_no_bomb() -> None:
    assert packages.opened(archive({"a.xml": bytes(900_000)})).content("a.xml") == bytes(900_000)


@pytest.mark.parametrize("name", ["../a.xml", "a/../../b", "/etc/passwd", "C:/a", "..\\a", "a\\..\\b", "a\nb", ".."])
def test_names_that_lead_outside_are_refused(name: str) -> None:
    assert "outside" in refused(archive({name: b"x"}))


@pytest.mark.parametrize("name", ["a..b.xml", "...", "word/a:b.xml", "mimetype"])
def test_names_that_only_look_so_are_not(name: str) -> None:
    assert packages.opened(archive({name: b"x"})).content(name) == b"x"


def test_a_member_twice_is_refused() -> None:
    data = archive({"a.xml": b"one", "b.xml": b"two"})
    assert "twice" in refused(data.replace(b"b.xml", b"a.xml"))


def test_an_encrypted_member_is_refused() -> None:
    data = archive({"a.xml": b"one"})
    assert "password" in refused(patched(data, directory_of(data) + 8, "<H", 1))


def test_an_encrypted_document_of_word_says_so() -> None:
    assert packages.is_package(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert "password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


def test_records_that_share_bytes_are_refused() -> None:
    data = archive({"a.xml": b"one", "b.xml": b"two"})
    assert "damaged" in refused(patched(data, directory_of(data, 1) + 42, "<I", 0))


def test_far_too_many_members_are_refused() -> None:
    data = archive({"a.xml": b"one"})
    at = data.rindex(b"PK\5\6")
    assert "too many" in refused(patched(patched(data, at + 8, "<H", 40_000), at + 10, "<H", 40_000))


def _sized(data: bytes) -> bytes:
    return patched(data, directory_of(data) + 24, "<I", 5)


def _named(data: bytes) -> bytes:
    return data[:2] + b"XX" + data[4:]


def _summed(data: bytes) -> bytes:
    return patched(data, directory_of(data) + 16, "<I", 5)


def _packed(data: bytes) -> bytes:
    return data[: 30 + 5] + b"\xff\xff\xff" + data[30 + 5 + 3 :]


@pytest.mark.parametrize("damage", [_sized, _named, _summed, _packed])
def test_a_member_that_is_not_what_was_promised_is_refused(damage: Callable[[bytes], bytes]) -> None:
    package = packages.opened(damage(archive({"a.xml": b"a text of some length"})))
    with pytest.raises(FormatError, match=r"a\.xml.*damaged"):
        package.content("a.xml")


def test_an_unknown_packing_is_carried_but_not_read() -> None:
    data = archive({"a.xml": b"one", "b.xml": b"two"})
    package = packages.opened(patched(data, directory_of(data) + 10, "<H", 99))
    with pytest.raises(FormatError, match="packed in a way"):
        package.content("a.xml")
    assert packages.opened(package.written({"b.xml": b"3"})).members["a.xml"].method == 99
    with pytest.raises(FormatError, match="lacks"):
        package.content("c.xml")


@given(CONTENTS, st.data())
def test_no_damage_raises_anything_but_our_own(contents: dict[str, bytes], data: st.DataObject) -> None:
    whole = bytearray(archive(contents))
    for _number in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2, len(whole) - 7]))])
    try:
        package = packages.opened(cut)
        for name in package.members:
            package.content(name)
    except FormatError:
        return
    written = package.written(dict.fromkeys(package.members, b"x"))
    assert {name: packages.opened(written).content(name) for name in package.members} == dict.fromkeys(
        package.members, b"x"
    )


def test_parts_are_skeletons_of_their_own() -> None:
    data = archive({"a.xml": b"<a/>", "b.xml": '<?xml version="1.0"?><b>é</b>'.encode("utf-16")})
    places = Place("u1", 0, 1, "x", "b.xml"), Place("u2", 2, 3, "", "a.xml"), Place("u3", 4, 5, "", "b.xml")
    found = list(packages.parts(Skeleton("docx", "a.docx", data, places)))
    assert [(each.name, each.encoding, [place.unit for place in each.places]) for each in found] == [
        ("b.xml", "utf-16-le", ["u1", "u3"]),
        ("a.xml", "utf-8", ["u2"]),
    ]
