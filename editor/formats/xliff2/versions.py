"""A file of one version of XLIFF 2 made one of another: what that version does not permit goes, and is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from editor.formats.options import Written
from editor.formats.spans import CLOSE, EMPTY, OPEN, Edit, attributes, decode, scan, set_attribute, space_before, splice
from editor.formats.xliff2.index import Root, in_tag, root
from editor.formats.xliff2.names import CORE, fresh
from editor.i18n import N_, _

_NEWEST = "2.2"
_PLURALS = "urn:oasis:names:tc:xliff:pgs:1.0"
_TRACKING = "urn:oasis:names:tc:xliff:changetracking:2.0"
_CODES = frozenset({"ph", "pc", "sc", "ec", "mrk", "sm", "em"})
_SENTENCES = {
    "head": N_("XLIFF {version} has no notes and no metadata about all files together: {n} left out."),
    "form": N_("XLIFF {version} does not know which segments are forms of one text: {n} marks of it left out."),
    "reference": N_("XLIFF {version} has no notes that refer to a part of a text: {n} references left out."),
}


def converted(made: Written, version: str) -> Written:
    """Return the file *made* as one of *version*, with a sentence for each thing that version does not know."""
    source = decode(made.data)
    text, found = source.text, root(source.text)
    edits = [edit for edit in (set_attribute(text, found.start, "version", version),) if edit]
    old = re.compile(rf"xmlns(?::[\w.\-]+)?\s*=\s*[\"']({re.escape(found.uri)})[\"']")
    declared = [match.span(1) for match in old.finditer(text) if in_tag(text, match.start())]
    edits += [Edit(*span, CORE[version]) for span in declared]
    before, losses = found.attributes.get("version", ""), list(made.losses)
    if before == _NEWEST != version:
        gone = list(_forbidden(text, found))
        edits += [*(edit for _kind, edit in gone), *_told_apart(text, found)]
        counts = Counter(kind for kind, _edit in gone)
        losses += [_(said).format(version=version, n=counts[kind]) for kind, said in _SENTENCES.items() if counts[kind]]
    if version == _NEWEST != before and any(f"<{prefix}changeTrack" in text for prefix in _prefixes(text, _TRACKING)):
        losses.append(_("The history of changes is kept as it is, but XLIFF 2.2 has no module for it any more."))
    return Written(splice(source, edits), tuple(losses), made.untranslated)


def _forbidden(text: str, found: Root) -> Iterator[tuple[str, Edit]]:
    """Yield the edits that take away what came with 2.2, each with its kind."""
    start = found.end
    for first, end in _before_files(text, found):
        yield "head", Edit(first - len(space_before(text, first)), end, "")
        start = end
    note, forms = f"{found.prefix}note", tuple(_prefixes(text, _PLURALS))
    marked = re.compile("|".join(map(re.escape, forms))).search if forms else None
    for token in scan(text, start):
        if token.kind not in (OPEN, EMPTY):
            continue
        if token.name != note and not (marked and marked(text, token.start, token.end)):
            continue
        for name, one in attributes(text, token.start).items():
            if forms and name.startswith(forms):
                yield "form", Edit(one.start, one.end, "")
            elif token.name == note and name == "ref":
                yield "reference", Edit(one.start, one.end, "")


def _before_files(text: str, found: Root) -> Iterator[tuple[int, int]]:
    """Yield where each element before the first file stands."""
    depth, start = 0, 0
    for token in scan(text, found.end):
        if not depth and token.kind in (OPEN, EMPTY):
            start = token.start
            if token.name == f"{found.prefix}file":
                return
        depth += {OPEN: 1, CLOSE: -1}.get(token.kind, 0)
        if not depth and token.kind in (CLOSE, EMPTY):
            yield start, token.end


def _told_apart(text: str, found: Root) -> Iterator[Edit]:
    """Yield the edits after which no two segments that were forms of one text share the ids of their codes."""
    forms = tuple(_prefixes(text, _PLURALS))
    taken, called = set[str](), dict[str, str]()  # ids of the unit so far; in a segment, what each is called now
    inside = False
    for token in scan(text, found.end) if forms else ():
        local = token.name.removeprefix(found.prefix)
        if token.kind == OPEN and local == "unit":
            inside = any(name.startswith(forms) for name in attributes(text, token.start))
            taken = set()
        elif inside and token.kind == OPEN and local in {"segment", "ignorable"}:
            called = {}
        elif inside and token.kind in (OPEN, EMPTY) and local in _CODES:
            yield from _renamed(text, token.start, called, taken)


def _renamed(text: str, at: int, called: dict[str, str], taken: set[str]) -> Iterator[Edit]:
    """Yield the edits that give the code at *at* its own id, and call others by theirs."""
    for name, one in attributes(text, at).items():
        if name not in {"id", "startRef", "copyOf"}:
            continue
        old = text[one.open : one.close]
        if old not in called:
            called[old] = fresh(old, taken)
        if called[old] != old:
            yield Edit(one.open, one.close, called[old])


def _prefixes(text: str, uri: str) -> set[str]:
    """Return the prefixes, with their colon, that the file binds to a namespace anywhere."""
    return {f"{name}:" for name in re.findall(rf"xmlns:([\w.\-]+)\s*=\s*[\"']{re.escape(uri)}[\"']", text)}
