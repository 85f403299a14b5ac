"""Bytes to characters and back: which encoding a text is in, and where its characters stand in the bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from editor import languages
from editor.errors import FormatError
from editor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers and people mean by a name (WHATWG Encoding, section 4.2), as Python calls it.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "utf-8-sig": "utf-8",
}
_WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
# The encodings of old files, more usual ones first.
_USUAL = (
    "cp1252 cp1251 koi8-u koi8-r cp866 cp1250 iso8859-2 cp1253 cp1254 cp1257 cp1255 cp1256 iso8859-5 mac-cyrillic "
    "gb18030 big5 cp932 euc_jp cp949"
)
_SENSIBLE = 0.3  # likeness to a language
# Encodings with a byte order mark, of mainframes, and that switch between alphabets: nobody's old text file.
_NOBODYS = (
    "utf_7 utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be cp037 cp273 cp424 cp500 cp875 cp1026 cp1140 hz "
    "iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 iso2022_jp_2004 iso2022_jp_ext iso2022_kr"
)
_KEEP = "surrogateescape"  # a byte that is no character comes back as the byte it was
_DAMAGE = regex.compile("([\udc80-\udcff]+)")
_SAMPLE = 8_000
_GOOD_TO_BAD = 20  # this many good characters beyond ASCII to a bad byte: UTF-8 with some damage
_ENOUGH = 0.1  # of control bytes, and it is no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text, its encoding as Python names it, and how many bytes a byte order mark takes.

    Bytes that are no characters are lone surrogates (PEP 383). *warning* says what was guessed.
    """

    text: str
    encoding: str
    mark: int = 0
    warning: str = ""


def named(name: str) -> str:
    """Return the encoding that is meant by *name*, as Python calls it. Raises FormatError where there is none."""
    try:
        codec = codecs.lookup(name.strip().lower())
        "".encode(codec.name)
    except (LookupError, ValueError):
        raise FormatError(
            _("“{name}” is no encoding Diptych knows; try utf-8, windows-1251 or windows-1252.").format(name=name)
        ) from None
    return _MEANT.get(codec.name, codec.name)


def decode(data: bytes, wanted: str = "", declared: str = "") -> Decoded:
    """Turn *data* into characters.

    *wanted* is what the user says and holds. Else a byte order mark decides, then what the text has *declared*, then
    strict UTF-8, then a guess, which the result's warning tells. Raises FormatError where *wanted* cannot be.
    """
    mark, marked = next(((len(mark), name) for mark, name in _MARKS if data.startswith(mark)), (0, ""))
    if wanted:
        encoding = named(wanted)
        skip = mark if encoding == marked else 0
        try:
            return Decoded(data[skip:].decode(encoding), encoding, skip)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise FormatError(
                _("The text cannot be in {encoding}; choose another encoding.").format(encoding=wanted), line
            ) from None
    if marked:
        return _with(data, marked, mark)
    return _declared(data, declared) or _strict(data) or _guessed(data)


def _with(data: bytes, encoding: str, mark: int = 0, warning: str = "") -> Decoded:
    try:
        text = data[mark:].decode(encoding, "strict" if encoding in _WIDE else _KEEP)
    except UnicodeDecodeError:
        raise FormatError(
            _("The text begins as {encoding} but is damaged; ask for another copy, or save it as UTF-8.").format(
                encoding=encoding
            )
        ) from None
    if not warning and regex.search("[\udc80-\udcff]", text):
        warning = _("Some bytes of this UTF-8 text are damaged; they are kept as they are.")
    return Decoded(text, encoding, mark, warning)


def _declared(data: bytes, declared: str) -> Decoded | None:
    """Believe what the text says of itself unless it is plainly wrong."""
    try:
        encoding = named(declared) if declared else ""
    except FormatError:
        return None
    if not encoding or encoding.startswith(("utf-16", "utf-32")):  # it could not have been read as ASCII
        return None
    if encoding == "utf-8":
        return _strict(data)
    try:
        text = data.decode(encoding, _KEEP)
    except UnicodeDecodeError:
        return None
    bad = sum(map(text.count, map(chr, range(0xDC80, 0xDD00))))
    return Decoded(text, encoding) if bad * _GOOD_TO_BAD <= len(text) else None


def _strict(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", _KEEP)
    sound = data.decode("utf-8", "ignore")
    bad = len(text) - len(sound)
    good = len(sound) - len(sound.encode("ascii", "ignore"))
    if bad * _GOOD_TO_BAD > good:
        return None
    return Decoded(text, "utf-8", 0, _("Some bytes of this UTF-8 text are damaged; they are kept as they are."))


def _guessed(data: bytes) -> Decoded:
    said = _("The encoding is a guess: {encoding}. If the text looks wrong, open it again and choose another.")
    guess = _likeliest(_sample(data)) or _normalized(_sample(data))
    return _with(data, guess, 0, said.format(encoding=guess))


def _likeliest(sample: bytes) -> str:
    """Return the usual encoding in which the sample reads most like a language, "" where none makes sense of it."""
    found: dict[str, float] = {}
    for encoding in _USUAL.split():
        try:
            found[encoding] = languages.likeness(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = max(found, key=lambda encoding: found[encoding], default="")
    return best if best and found[best] > _SENSIBLE else ""


def _normalized(sample: bytes) -> str:
    import charset_normalizer  # noqa: PLC0415 - texts that say their encoding do without

    best = charset_normalizer.from_bytes(sample, cp_exclusion=_NOBODYS.split()).best()
    guess = named(best.encoding) if best else "cp1252"
    return "cp1252" if guess == "utf-8" or guess in _WIDE else guess


def _sample(data: bytes) -> bytes:
    """Return the lines that hold something beyond ASCII: they alone tell."""
    lines = [line for line in data[: _SAMPLE * 16].splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:_SAMPLE]


def is_binary(data: bytes) -> bool:
    """Tell whether *data* is no text in any encoding."""
    if any(data.startswith(mark) for mark, _name in _MARKS):
        return False
    head = data[:_SAMPLE]
    if b"\0" in data:
        return True
    control = sum(head.count(byte) for byte in (*range(1, 9), 11, *range(14, 27), *range(28, 32), 127))
    return control > len(head) * _ENOUGH


def spans(decoded: Decoded, data: bytes, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where stretches of the characters stand in the bytes.

    Raises FormatError where the bytes of a stretch, taken alone, do not say its characters (an encoding that
    switches between alphabets), for then they could not be replaced alone.
    """
    wanted = list(places)
    offsets: dict[int, int] = {}
    at, byte = 0, decoded.mark
    for offset in sorted({offset for pair in wanted for offset in pair}):
        byte += len(decoded.text[at:offset].encode(decoded.encoding, _KEEP))
        at = offset
        offsets[offset] = byte
    found = [(offsets[start], offsets[end]) for start, end in wanted]
    for (start, end), (first, last) in zip(wanted, found, strict=True):
        if text_at(data, first, last, decoded.encoding) != decoded.text[start:end]:
            raise FormatError(
                _("Text in {encoding} cannot be replaced sentence by sentence; save it as UTF-8 and open that.").format(
                    encoding=decoded.encoding
                )
            )
    return found


def text_at(data: bytes, start: int, end: int, encoding: str) -> str:
    """Return the characters of some bytes, damaged ones as ``decode`` gives them."""
    try:
        return data[start:end].decode(encoding, _KEEP)
    except UnicodeDecodeError:
        return ""


def encoded(text: str, encoding: str, errors: str) -> bytes:
    """Return the bytes of *text*; bytes that were no characters are themselves again.

    *errors* tells what is done about a character that the encoding lacks: "strict", or "xmlcharrefreplace".
    """
    parts = _DAMAGE.split(text)
    return b"".join(part.encode(encoding, errors if n % 2 == 0 else _KEEP) for n, part in enumerate(parts))
