"""What of an XML text has to be parsed to know that it is well-formed, once all of it was looked at at once.

Characters and references are looked at wherever they stand. Tags come in pairs by how deep they stand; what they are
called and what they say is compared. Only one name of each kind, and what is said nowhere else, is left for a parser.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.formats.spans.said import bare_ids
from editor.formats.spans.tags import STEP, begins, gathered, keys, masked, stands

if TYPE_CHECKING:
    from editor.formats.spans.tags import Bytes, Flags, Keys, Numbers, Tags

_BLOCK = 1 << 18  # bytes that are looked through at once
_CONTROLS = 0x20
_LINE_END, _SPACES = ord("\n"), frozenset(b"\t\r")
_REFERENCES = (b"amp;", b"lt;", b"gt;", b"quot;", b"apos;")
_AMPERSAND = ord("&")
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_DEEPEST = 100
_NAMES, _LONGEST = 40, 40  # different names, and bytes of one
_ALIKE, _SHORT = 6, 80  # what many tags say, and bytes of that
_BEFORE, _BEHIND = b'<_ _=""', b"/>\n"  # around what a tag says: nothing but white space may stand before it


class _Pairs(NamedTuple):
    """Start tags and their end tags: where they begin and end, and how long the name in the end tag is."""

    starts: Numbers
    ends: Numbers
    closes: Numbers
    sizes: Numbers
    begun: Keys  # of the names in the end tags


class Rest(NamedTuple):
    """The start and the end of a text, and what its tags are called and say but for plain ids, at least once each."""

    start: bytes
    said: bytes
    end: bytes


def rest(data: bytes, tags: Tags) -> Rest | None:
    """Return texts that together are well-formed if *data* is, whose tags behind its root's first are *tags*.

    None where it takes more than a look. No tag may hide anything, nor have an end that is in doubt.
    """
    if not len(tags) or not _sound(data, tags.characters):
        return None
    empty = tags.empty()
    empty &= ~tags.closing
    pairs = _paired(tags, empty)
    said = None if pairs is None else _said(tags.characters, pairs)
    alone = _different(tags.characters, tags.starts[empty], tags.ends[empty])
    if said is None or alone is None:
        return None
    return Rest(data[: int(tags.starts[0])], b"".join((*said, alone)), data[int(tags.starts[-1]) :])


# ── Characters ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _sound(data: bytes, chars: Bytes) -> bool:
    """Tell whether all characters are such as XML has, and all references are to what it has itself."""
    if data.find(b"]") >= 0 and data.find(b"]]>") >= 0:
        return False
    if data.find(b"\xef") >= 0 and any(data.find(one) >= 0 for one in _NO_CHARACTERS):
        return False
    view, refers, amps, read = memoryview(data), data.find(b"&") >= 0, [], 0
    for start in range(0, len(data), _BLOCK):
        end = min(start + _BLOCK, len(data))
        try:
            read += codecs.utf_8_decode(view[read:end], "strict", end == len(data))[1]
        except UnicodeDecodeError:
            return False
        block = chars[start:end]
        controls = block < _CONTROLS
        controls &= block != _LINE_END
        if controls.any() and not _SPACES.issuperset(block[controls].tobytes()):
            return False
        if refers:
            amps.append(np.flatnonzero(block == _AMPERSAND) + start)
    return not refers or _known(chars, np.concatenate(amps))


def _known(chars: Bytes, amps: Numbers) -> bool:
    """Tell whether what stands behind each ``&`` is the name of one of XML's own five characters."""
    behind = amps + 1
    for word in _REFERENCES:
        behind = behind[~stands(chars, behind, word)]
    return not len(behind)


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _paired(tags: Tags, empty: Flags) -> _Pairs | None:
    """Return start tags with the end tags that belong to them; None where one lacks the other, or a name differs.

    Those belong together that follow each other among all that stand equally deep. The last tag is the root's.
    """
    starts, ends, closing = tags.starts, tags.ends, tags.closing
    steps = 1 - 2 * closing.astype(np.int8)
    steps[empty] = 0
    depth = np.cumsum(steps, dtype=np.int16)  # too deep by far, it falls below nothing
    if depth[-1] != -1 or int(depth[:-1].min(initial=0)) < 0 or int(depth.max()) > _DEEPEST:
        return None
    paired = np.flatnonzero(~empty[:-1])
    depth += closing
    paired = paired[np.argsort(depth[paired].astype(np.int8), kind="stable")]
    first, second = paired[::2], paired[1::2]
    closes = starts[second] + 2
    sizes = ends[second] - 1 - closes
    pairs = _Pairs(starts[first] + 1, ends[first] - 1, closes, sizes, keys(tags.characters)[closes])
    return pairs if _alike(tags.characters, pairs) else None


def _alike(chars: Bytes, pairs: _Pairs) -> bool:
    """Tell whether tags that belong together have one name each."""
    sizes = pairs.sizes
    if (sizes <= 0).any() or int(sizes.max(initial=0)) > _LONGEST or (pairs.ends - pairs.starts < sizes).any():
        return False
    there, begin, close, expected = keys(chars), pairs.starts, pairs.closes, pairs.begun
    while not masked(there[begin] ^ expected, sizes).any():
        longer = np.flatnonzero(sizes > STEP)
        if not len(longer):
            return True
        begin, close, sizes = begin[longer] + STEP, close[longer] + STEP, sizes[longer] - STEP
        expected = there[close]
    return False


# ── What tags say ───────────────────────────────────────────────────────────────────────────────────────────────────


def _said(chars: Bytes, pairs: _Pairs) -> list[bytes] | None:
    """Return tags that say what start tags do, as far as that is in doubt, and one with each of the names."""
    left, found = np.arange(len(pairs.sizes)), list[bytes]()
    begun = pairs.begun
    for _turn in range(_NAMES):
        if not len(left):
            return found
        size, begin = int(pairs.sizes[left[0]]), int(pairs.closes[left[0]])
        name = chars[begin : begin + size].tobytes()
        same = begins(begun, name) & (pairs.sizes[left] == size)
        if size > STEP:
            same[same] = stands(chars, pairs.closes[left[same]] + STEP, name[STEP:])
        mine = left[same]
        found.append(b"<%b/>\n" % name)
        behind, ends = pairs.starts[mine] + size, pairs.ends[mine]
        more = np.flatnonzero(ends > behind)
        words = _words(chars, behind[more], ends[more])
        if words is None:
            return None
        found.append(words)
        left, begun = left[~same], begun[~same]
    return None


def _words(chars: Bytes, starts: Numbers, ends: Numbers) -> bytes | None:
    """Return tags that say what stands between *starts* and *ends*, once each where several say the same."""
    if bare_ids(chars, starts, ends):
        return b""
    words = _different(chars, starts, ends)
    if words is None:
        return None
    return _BEFORE + words.replace(b"\n", _BEHIND + _BEFORE) + _BEHIND if words else b""


def _different(chars: Bytes, starts: Numbers, ends: Numbers) -> bytes | None:
    """Return the different stretches between *starts* and *ends*, a line each; None where one has more lines.

    Only the first few kinds are told apart; of the others all come.
    """
    found = []
    for _turn in range(_ALIKE):
        if not len(starts):
            break
        word = chars[starts[0] : ends[0]].tobytes()
        other = ends - starts != len(word)
        if len(word) <= _SHORT:
            other[~other] = ~stands(chars, starts[~other], word)
        else:
            other[1:] = True
        found.append(word)
        starts, ends = starts[other], ends[other]
    written = b"\n".join([*found, gathered(chars, starts, ends)[:-1]] if len(starts) else found)
    return written if written.count(b"\n") == max(len(found) + len(starts) - 1, 0) else None
