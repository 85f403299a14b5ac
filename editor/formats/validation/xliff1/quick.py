"""Units of XLIFF 1.2 that are plainly valid, seen in the bytes at once, so that not all of a large file is walked."""

from __future__ import annotations

import re
from bisect import bisect_right

from lxml import etree

from editor import xml
from editor.formats.validation.thinning import following, is_certain, without
from editor.formats.validation.xliff1.tables import STATES

_SAID = rb'[^"<&]*"'
_FOREIGN = rb' (?!xml)[A-Za-z]\w*:[\w\-]+="[^"<]*"'
_ON_UNIT = rb'(?: approved="(?:yes|no)"| translate="(?:yes|no)"| xml:space="(?:preserve|default)"| resname="' + _SAID
_LANGUAGE = rb'(?: xml:lang="([A-Za-z0-9\-]+)")?'
_TEXT = rb'[^<]*(?:<(?:x id="' + _SAID + rb'/|g id="' + _SAID + rb">[^<]*</g)>[^<]*)*"
_UNIT = (
    rb'<trans-unit id="([^"<&]*)"' + _ON_UNIT + rb"|" + _FOREIGN + rb")*>\s*"
    rb"<source" + _LANGUAGE + rb">" + _TEXT + rb"</source>\s*"
    rb"(?:<target(?: state=\"(?:" + "|".join(STATES.split()).encode() + rb')")?' + _LANGUAGE + rb"(?:/>|>"
    + _TEXT + rb"</target>)\s*)?"
    rb'(?:<note(?: from="' + _SAID + rb')?(?: annotates="(?:source|target|general)")?>[^<]*</note>\s*)*</trans-unit>'
)  # fmt: skip
_PLAIN = re.compile(rb'<group id="([^"<&]*)">\s*' + _UNIT + rb"\s*</group>|" + _UNIT)
_FILE = re.compile(rb"<file[\s>]")
_DOUBTS = (b"xid=", b"strict")  # references to units, and the variant that permits less


def thinned(root: etree._Element, data: bytes) -> etree._Element:
    """Return the tree under *root*, whose document is *data*, without units that break no rule; or as it is.

    It is as it is where the bytes leave any doubt, or where ids and languages of what is left out would.
    """
    if not is_certain(data) or any(doubt in data for doubt in _DOUBTS):
        return root
    files = [match.start() for match in _FILE.finditer(data)]
    spans, units, groups, languages = [], [], [], set()
    for match in following(_PLAIN, data):
        start, end = match.span()
        group, *wrapped = match.groups()[:4]
        name, source, target = wrapped if group is not None else match.groups()[4:]
        file = bisect_right(files, start) - 1 if len(files) > 1 else 0
        spans.append((start, end))
        units.append((file, name))
        if group is not None:
            groups.append((file, group))
        if source or target:
            languages.add((file, source, target))
    if not spans or len(set(units)) < len(units) or len(set(groups)) < len(groups):
        return root
    rest = xml.parse(without(data, spans), huge=False)
    kept = [file for file in rest if isinstance(file.tag, str) and str(file.tag).endswith("file")]
    if len(kept) != len(files) or _clash(
        kept, {"trans-unit": set(units), "bin-unit": set(units), "group": set(groups)}
    ):
        return root
    return rest if all(_agrees(kept[file], *said) for file, *said in languages) else root


def _clash(files: list[etree._Element], taken: dict[str, set[tuple[int, bytes]]]) -> bool:
    """Tell whether an element that is left bears the id of one that is not."""
    return any(
        (number, str(element.get("id", "")).encode()) in taken[name]
        for number, file in enumerate(files)
        for name in taken
        for element in file.iter(f"{{*}}{name}")
    )


def _agrees(file: etree._Element, source: bytes | None, target: bytes | None) -> bool:
    pairs = (("source-language", source), ("target-language", target))
    return all(said is None or str(file.get(name, "")).lower() == said.decode().lower() for name, said in pairs)
