"""Whether a saved file differs from what it was in one target alone: by expat and lxml for XML, by polib for PO."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import polib
from lxml import etree

from editor.formats.po.reading import File
from editor.formats.xliff1.index import Index
from tests.corpus.nodes import Node, root, utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from editor.model import Document

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_OURS = rb"dtyc:[\w-]+|xmlns:dtyc"
_STATES = {
    "trans-unit": re.compile(rb"\s+(?:approved|mq:status|%s)=(?:\"[^\"]*\"|'[^']*')" % _OURS),
    "target": re.compile(rb"\s+(?:state|state-qualifier|order|%s)=(?:\"[^\"]*\"|'[^']*')" % _OURS),
    "segment": re.compile(rb"\s+(?:state|subState)=(?:\"[^\"]*\"|'[^']*')"),
    "xliff": re.compile(rb"\s+trgLang=(?:\"[^\"]*\"|'[^']*')"),
}
_CONF = re.compile(rb"(<sdl:seg\s[^>]*?)\s+conf=\"[^\"]*\"")  # what SDLXLIFF says of a segment's state


@lru_cache(maxsize=2)
def _nodes(data: bytes) -> Node:
    return root(data)


def verify(start: Document, out: bytes, row: int, typed: str) -> None:
    """Assert that *out* is what *start* was read from with *typed* as the target of *row*, and its state at most."""
    assert start.origin is not None
    name, data = start.origin.format, start.origin.data
    if name == "po":
        _po(start, data, out, row, typed)
        return
    old, new = utf8(data), utf8(out)
    one, two = _unit(name, start, row, _nodes(old)), _unit(name, start, row, root(new))
    head_old, head_new = old[: one.start], new[: two.start]
    if name == "xliff2":
        head_old, head_new = _STATES["xliff"].sub(b"", head_old, 1), _STATES["xliff"].sub(b"", head_new, 1)
    assert head_old == head_new, "bytes before the unit changed"
    assert old[one.end :] == new[two.end :], "bytes after the unit changed"
    _only_the_target(old, new, one, two, _finder(name, start, row))
    said = _said(etree.fromstring(out, PARSER), name, start, row)
    assert said == typed, f"the target says {said!r}"


def _unit(name: str, start: Document, row: int, whole: Node) -> Node:
    """Return the element around the target of *row*."""
    if name == "xliff1":
        spans = start.origin and start.origin.spans
        assert isinstance(spans, Index)
        return list(whole.all("trans-unit"))[spans.unit_of(row)]
    return list(whole.all("segment" if name == "xliff2" else "tu"))[row]


def _finder(name: str, start: Document, row: int) -> Callable[[Node], Node | None]:
    """Return what finds the target in its unit."""
    if name != "tmx":
        return lambda unit: unit.first("target")
    language = start.head.target_language.lower() or "und"
    tag = "http://www.w3.org/XML/1998/namespace lang"

    def variant(unit: Node) -> Node | None:
        spoken = ((one.said.get(tag) or one.said.get("lang") or "", one) for one in unit.children if one.name == "tuv")
        found = [one for said, one in spoken if said.lower() == language]
        return found[0] if found else None

    return variant


def _only_the_target(old: bytes, new: bytes, one: Node, two: Node, find: Callable[[Node], Node | None]) -> None:
    assert _bare(old, one) == _bare(new, two), "the unit's tag changed"
    was, now = find(one), find(two)
    extra = [child for child in two.children if child.name in {"context-group", "prop"} and _is_ours(child)]
    there = [child for child in one.children if child.name in {"context-group", "prop"} and _is_ours(child)]
    rest = _cut(old, one, [*([was] if was else []), *there])
    rests = _cut(new, two, [*([now] if now else []), *extra])
    if len(rest) == len(rests):
        assert rest == rests, f"inside the unit {rest!r} became {rests!r}"
    else:  # put in or taken away with the space before it
        more, fewer = sorted((rest, rests), key=len, reverse=True)
        seams = rb"\s*".join(re.escape(piece.rstrip()) for piece in more[:-1]) + rb"\s*" + re.escape(more[-1])
        assert re.fullmatch(seams, b"".join(fewer)), f"inside the unit {rest!r} became {rests!r}"
    if was is not None and now is not None:
        assert _bare(old, was) == _bare(new, now), "the target's tag changed"


def _is_ours(node: Node) -> bool:
    return "diptych" in node.said.get("purpose", "") + node.said.get("type", "")


def _bare(data: bytes, node: Node) -> bytes:
    """Return the start tag without what says the state."""
    tag = data[node.start : node.inner]
    tag = _STATES[node.name].sub(b"", tag) if node.name in _STATES else tag
    return tag.rstrip(b"/> \t\r\n")


def _cut(data: bytes, node: Node, out: Iterable[Node]) -> list[bytes]:
    """Return what is inside the element without some of its children, in pieces."""
    kept, at = [], node.inner
    for child in sorted(out, key=lambda child: child.start):
        kept.append(data[at : child.start])
        at = child.end
    return [_CONF.sub(rb"\1", piece) for piece in (*kept, data[at : node.close])]


def _said(whole: etree._Element, name: str, start: Document, row: int) -> str:
    """Return what lxml reads as the target of *row*."""
    uri = etree.QName(whole).namespace
    tag = (lambda local: f"{{{uri}}}{local}") if uri else (lambda local: local)
    if name == "tmx":
        return _tmx_said(list(whole.iter("tu"))[row], start)
    if name == "xliff2":
        target = list(whole.iter(tag("segment")))[row].find(tag("target"))
        return "" if target is None else "".join(target.itertext())
    spans = start.origin and start.origin.spans
    assert isinstance(spans, Index)
    target = list(whole.iter(tag("trans-unit")))[spans.unit_of(row)].find(tag("target"))
    assert target is not None
    piece = start.rows[row].id.rsplit("/", 1)[1]
    segments = [mrk for mrk in target.iter(tag("mrk")) if mrk.get("mtype") == "seg" and mrk.get("mid") == piece]
    return "".join((segments[0] if segments else target).itertext())


def _tmx_said(unit: etree._Element, start: Document) -> str:
    language = start.head.target_language.lower() or "und"
    for variant in unit.iter("tuv"):
        if (variant.get("{http://www.w3.org/XML/1998/namespace}lang") or variant.get("lang") or "").lower() == language:
            seg = variant.find("seg")
            return "" if seg is None else "".join(seg.itertext())
    return ""


# ── PO ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

_LINE_END = re.compile(r"\r\r\n|\r\n|\n|\r")
_OWN_LINES = re.compile(r"[ \t]*(?:#[,|]|# diptych:|msgstr)")


def _po(start: Document, data: bytes, out: bytes, row: int, typed: str) -> None:
    file = start.origin and start.origin.spans
    assert isinstance(file, File)
    entry, page = file.entries[file.entry_of(row)], file.page
    before, behind = page.encode(page.text[: entry.start]), page.text[entry.end :].encode(page.encoding)
    assert out.startswith(before), "bytes before the entry changed"
    assert out.endswith(behind), "bytes after the entry changed"
    middle = out[len(before) : len(out) - len(behind)].decode(page.encoding)
    assert _kept(middle) == _kept(page.text[entry.start : entry.end]), "the entry's own lines changed"
    was, now = _by_polib(data, page.encoding), _by_polib(out, page.encoding)
    if was is None or now is None:
        return
    assert [_apart(one) for one in was] == [_apart(one) for one in now], "polib reads something else besides"
    pairs = zip(was, now, strict=True)
    hit = [new for old, new in pairs if (old.msgstr, old.msgstr_plural) != (new.msgstr, new.msgstr_plural)]
    assert len(hit) <= 1, "more than one target changed"
    if typed != start.rows[row].target.plain:
        assert hit, "nothing changed"
        assert typed in {hit[0].msgstr, *hit[0].msgstr_plural.values()}, "the target says something else"


def _kept(lines: str) -> list[str]:
    """Return the lines of an entry that no edit of its target may touch."""
    found, inside = [], False
    for line in _LINE_END.split(lines):
        inside = bool(_OWN_LINES.match(line)) or (inside and line.lstrip().startswith('"'))
        if not inside:
            found.append(line)
    return found


@lru_cache(maxsize=2)
def _by_polib(data: bytes, encoding: str) -> polib.POFile | None:
    """Return what polib reads, None where it cannot read the file."""
    try:
        return polib.pofile(data.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n"))
    except (OSError, ValueError, KeyError, IndexError, AttributeError, UnicodeError):
        return None


def _apart(entry: polib.POEntry) -> tuple[object, ...]:
    flags = set(entry.flags) - {"fuzzy"}
    own = "\n".join(line for line in entry.tcomment.splitlines() if not line.startswith("diptych:"))
    return entry.msgid, entry.msgctxt, entry.msgid_plural, entry.comment, own, entry.occurrences, entry.obsolete, flags
