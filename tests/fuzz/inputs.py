"""Where broken inputs come from: sound samples of every format, and what random hands do to them."""

from __future__ import annotations

import copy
import io
import random
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "formats" / "corpus"
LARGEST = 40_000  # bytes of a sample
MOST = 60  # samples of a format that come from the corpus
TOKENS = (
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml version='1.0' encoding='utf-16'?>",
    b"&lt;", b"&#0;", b"&#x110000;", b"&x;", b"&amp", b'"', b"'", b"=", b"\0", b"\r", b"\n", b"\r\n", b"\t", b"\\",
    b'\\"', b"\\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\xe2\x80\xae", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', b'msgid ""\nmsgstr ""\n', b'msgid_plural "x"\nmsgstr[0] "y"\n',
    b"#~ msgid", b"#| msgid", b"#, fuzzy\n", b"msgctxt ", b"charset=ISO-8859-1", b"charset=UTF-7",
    b"nplurals=99999999; plural=n;", b"<target/>", b"<source>", b"</unit>", b"<mrk id='1'>", b"<pc id='1'>",
    b"<sc id='1'/>", b"<ec startRef='1'/>", b"<g id='1'>", b"<x id='1'/>", b"<segment/>", b"xml:space='preserve'",
    b"translate='no'", b"xmlns='urn:x'", b"version='2.9'", b"<table><tr><td>", b"<pre>", b"<p>", b"</div>",
    b"<script>", b"<style>", b"<textarea>", b"<svg>", b"<!", b"<a b=c d='", b"```\n", b"> ", b"1. ", b"| - |\n",
    b"[x]: y", b"---\n", b"00:00:01,000 --> 00:00:02,000\n", b"WEBVTT\n", b"NOTE ", b"{\\an8}",
    b"99999999999999999999", b"-1", b"1e999", b"NaN", b"null", b"[]", b"{}", b"\x1f\x8b\x08\x00", b"PK\x03\x04",
    b"PK\x01\x02", b"PK\x05\x06",
)  # fmt: skip


@cache
def samples(*suffixes: str) -> tuple[bytes, ...]:
    """Return sound files with one of these suffixes: our own seeds, and the corpus's where that is here."""
    ours = [path for path in sorted((ROOT / "seeds").rglob("*")) if path.name.lower().endswith(suffixes)]
    theirs = (
        [path for path in sorted(CORPUS.rglob("*")) if path.name.lower().endswith(suffixes)] if CORPUS.is_dir() else []
    )
    fitting = [path for path in theirs if path.is_file() and path.stat().st_size <= LARGEST]
    step = max(1, len(fitting) // MOST)
    return tuple(path.read_bytes()[:LARGEST] for path in (*ours, *fitting[::step]) if path.is_file()) or (b"",)


def broken(dice: random.Random, sound: Sequence[bytes]) -> bytes:
    """Return one of *sound* after up to six accidents."""
    data = dice.choice(sound)
    if data[:2] == b"PK" and dice.random() < 0.8:
        return _broken_archive(dice, data)
    if b"<" in data[:200] and dice.random() < 0.6:
        return _rearranged(dice, data) or _hurt(dice, data, sound)
    return _hurt(dice, data, sound)


def _hurt(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    if len(data) > 2_000 and dice.random() < 0.7:  # a shorter text is sooner read
        start = dice.randrange(len(data) - 1_000)
        data = data[:400] + data[start : start + dice.randrange(1, 1_500)] + data[-200:]
    for _accident in range(dice.randint(1, 6)):
        data = dice.choice(ACCIDENTS)(dice, data, others)
    return data


def _spot(dice: random.Random, data: bytes, most: int = 60) -> tuple[int, int]:
    start = dice.randint(0, len(data))
    return start, min(len(data), start + dice.randint(0, most))


def _flip(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    if not data:
        return bytes([dice.randrange(256)])
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def _insert(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.choice(TOKENS) * dice.choice((1, 1, 1, 2, 50)) + data[at:]


def _replace(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    start, end = _spot(dice, data)
    return data[:start] + dice.choice(TOKENS) + data[end:]


def _remove(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    start, end = _spot(dice, data, 300)
    return data[:start] + data[end:]


def _repeat(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    start, end = _spot(dice, data, 200)
    return data[:end] + data[start:end] * dice.choice((1, 1, 2, 20)) + data[end:]


def _move(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    start, end = _spot(dice, data, 200)
    piece, rest = data[start:end], data[:start] + data[end:]
    at = dice.randint(0, len(rest))
    return rest[:at] + piece + rest[at:]


def _cut(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    return data[: dice.randint(0, len(data))]


def _graft(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = dice.choice(others)
    start, end = _spot(dice, other, 500)
    at = dice.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _noise(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.randbytes(dice.randint(1, 12)) + data[at:]


def _recode(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    name = dice.choice(("utf-16", "utf-16-be", "utf-32", "cp1251", "latin-1", "utf-8-sig", "gb18030", "koi8-r"))
    return data.decode("utf-8", "replace").encode(name, "replace")


def _newlines(dice: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", b"")))


ACCIDENTS: tuple[Callable[[random.Random, bytes, Sequence[bytes]], bytes], ...] = (
    _flip, _flip, _insert, _insert, _replace, _replace, _remove, _remove, _repeat, _move, _cut, _graft, _noise, _recode,
    _newlines,
)  # fmt: skip


# ── Trees ────────────────────────────────────────────────────────────────────────────────────────────────────────

NAMES = (
    "id", "name", "state", "subState", "translate", "canResegment", "startRef", "order", "xml:lang", "srcLang",
    "trgLang",
    "approved", "mid", "mtype", "dir", "equiv", "dataRef", "canCopy", "isolated", "version", "href", "w:val", "lang",
    "i",
)  # fmt: skip
VALUES = (
    "",
    "1",
    "0",
    "-1",
    "no",
    "yes",
    "x y",
    "initial",
    "final",
    "en",
    "ru-RU",
    "<&>",
    "\u202e",
    "9" * 30,
    "d1",
    "{1}",
)


def _rearranged(dice: random.Random, data: bytes) -> bytes:
    """Return well-formed XML whose elements and attributes were moved about, b"" where *data* is none."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return b""
    for _accident in range(dice.randint(1, 5)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        _shuffle(dice, dice.choice(elements), dice.choice(elements))
    encoding = dice.choice(("utf-8", "utf-8", "utf-8", "utf-16", "us-ascii"))
    return etree.tostring(root, encoding=encoding, xml_declaration=dice.random() < 0.9 or encoding != "utf-8")


def _shuffle(dice: random.Random, one: etree._Element, other: etree._Element) -> None:
    parent, accident = one.getparent(), dice.randrange(8)
    if accident == 0 and parent is not None:
        parent.remove(one)
    elif accident == 1 and parent is not None:
        parent.insert(dice.randint(0, len(parent)), copy.deepcopy(one))
    elif accident == 2 and not any(each is one for each in (other, *other.iterancestors())):
        other.insert(dice.randint(0, len(other)), copy.deepcopy(one))
    elif accident == 3:
        one.text = dice.choice(("", " ", "\n", "a < b & c", "one. Two", "\u0301", "]]>", None))
    elif accident == 4:
        one.tail = dice.choice(("", " ", "\n  ", "loose", None))
    elif accident == 5 and one.attrib:
        del one.attrib[dice.choice(list(one.attrib))]
    elif accident == 6 and one.attrib:
        one.set(str(dice.choice(list(one.attrib))), dice.choice(VALUES))
    else:
        name = dice.choice(NAMES)
        one.set(
            f"{{http://www.w3.org/XML/1998/namespace}}{name[4:]}" if name[:4] == "xml:" else name.rpartition(":")[2],
            dice.choice(VALUES),
        )


# ── Archives ─────────────────────────────────────────────────────────────────────────────────────────────────────

MEMBERS = (
    "../../evil.xml",
    "/etc/passwd",
    "C:\\x.xml",
    "word/document.xml",
    "content.xml",
    "META-INF/container.xml",
    "a" * 300,
)


def _broken_archive(dice: random.Random, data: bytes) -> bytes:
    """Return an archive one of whose members is broken, missing, doubled or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return _hurt(dice, data, (data,))
    at = dice.randrange(len(members)) if members else 0
    everything = [content for _name, content in members] or [b""]
    accident = dice.randrange(8)
    if accident == 0:
        del members[at : at + 1]
    elif accident == 1:
        members += members[at : at + 1]
    elif accident == 2:
        members[at : at + 1] = [(dice.choice(MEMBERS), everything[at])]
    else:
        large = [number for number, content in enumerate(everything) if content[:1] == b"<"] or [0]
        at = dice.choice(large)
        hurt = (dice.random() < 0.7 and _rearranged(dice, everything[at])) or _hurt(dice, everything[at], everything)
        members[at : at + 1] = [(members[at][0] if members else "x", hurt)]
    packed = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(packed, "w") as archive:  # of a name given twice
        for name, content in members:
            how = dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return packed.getvalue()
