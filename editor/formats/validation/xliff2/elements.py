"""The elements of XLIFF 2.0, 2.1 and 2.2 (core), as a table."""

from __future__ import annotations

from editor.formats.validation.datatypes import TYPES, either, matching, one_of, token_of
from editor.formats.validation.grammar import Row, Table

OLD = "urn:oasis:names:tc:xliff:document:2.0"
NEW = "urn:oasis:names:tc:xliff:document:2.2"
PREFIXES = {
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0",
    "gls": "urn:oasis:names:tc:xliff:glossary:2.0",
    "fs": "urn:oasis:names:tc:xliff:fs:2.0",
    "mda": "urn:oasis:names:tc:xliff:metadata:2.0",
    "res": "urn:oasis:names:tc:xliff:resourcedata:2.0",
    "ctr": "urn:oasis:names:tc:xliff:changetracking:2.0",
    "slr": "urn:oasis:names:tc:xliff:sizerestriction:2.0",
    "val": "urn:oasis:names:tc:xliff:validation:2.0",
    "its": "http://www.w3.org/2005/11/its",
    "itsm": "urn:oasis:names:tc:xliff:itsm:2.1",
    "pgs": "urn:oasis:names:tc:xliff:pgs:1.0",
}

_TYPES = {
    "direction": one_of(("ltr", "rtl", "auto")),
    "reorder": one_of(("yes", "firstNo", "no")),
    "side": one_of(("source", "target")),
    "code": one_of(("fmt", "ui", "quote", "link", "image", "other")),
    "mark": either(token_of(("generic", "comment", "term")), TYPES["prefixed"]),
    "state": one_of(("initial", "translated", "reviewed", "final")),
    "priority": matching(r"\s*\+?0*(?:[1-9]|10)\s*", "1 … 10"),
    "version": one_of(("2.0", "2.1", "2.2")),
    "preserve": one_of(("preserve",)),
}
_INLINE = "text (cp|ph|pc|sc|ec|mrk|sm|em)*"
_HINTS = "canCopy=yes-no canDelete=yes-no canReorder=reorder copyOf=nmtoken subType=prefixed type=code other"
_ONE_END = f"disp equiv dataRef=nmtoken subFlows=nmtokens {_HINTS}"
_SPAN = f"canOverlap=yes-no dir=direction isolated=yes-no {_ONE_END}"
_NOTE = "id=nmtoken appliesTo=side category priority=priority"
_MARK = "id!=nmtoken translate=yes-no type=mark ref=uri value other"
_STRUCTURE = "canResegment=yes-no translate=yes-no srcDir=direction trgDir=direction xml:space other"
_ROOT = "srcLang!=language trgLang=language xml:space other"
_SEGMENT = "id=nmtoken canResegment=yes-no state=state subState"

_SHARED = (
    Row("file", "skeleton? other* notes? (unit|group)+", f"id!=nmtoken original {_STRUCTURE}", "4.2.2.2 file"),
    Row("skeleton", "text other*", "href", "4.2.2.3 skeleton"),
    Row(
        "group",
        "other* notes? (unit|group)*",
        f"id!=nmtoken name type=prefixed {_STRUCTURE}",
        "4.2.2.4 group",
    ),
    Row(
        "unit",
        "other* notes? originalData? (segment|ignorable)+",
        f"id!=nmtoken name type=prefixed {_STRUCTURE}",
        "4.2.2.5 unit",
    ),
    Row("ignorable", "source target?", "id=nmtoken", "4.2.2.7 ignorable"),
    Row("notes", "note+", "", "4.2.2.8 notes"),
    Row("originalData", "data+", "", "4.2.2.10 originalData"),
    Row("data", "text cp*", "id!=nmtoken dir=direction xml:space=preserve", "4.2.2.11 data"),
    Row("source", _INLINE, "xml:lang xml:space", "4.2.2.12 source"),
    Row("target", _INLINE, "xml:lang xml:space order=positive", "4.2.2.13 target"),
    Row("cp", "empty", "hex!=hex", "4.2.3.1 cp"),
    Row("ph", "empty", f"id!=nmtoken {_ONE_END}", "4.2.3.2 ph"),
    Row(
        "pc",
        _INLINE,
        "id!=nmtoken canOverlap=yes-no dir=direction dispStart dispEnd equivStart equivEnd dataRefStart=nmtoken "
        f"dataRefEnd=nmtoken subFlowsStart=nmtokens subFlowsEnd=nmtokens {_HINTS}",
        "4.2.3.3 pc",
    ),
    Row("sc", "empty", f"id!=nmtoken {_SPAN}", "4.2.3.4 sc"),
    Row("ec", "empty", f"id=nmtoken startRef=nmtoken {_SPAN}", "4.2.3.5 ec"),
    Row("mrk", _INLINE, _MARK, "4.2.3.6 mrk"),
    Row("sm", "empty", _MARK, "4.2.3.7 sm"),
    Row("em", "empty", "startRef!=nmtoken", "4.2.3.8 em"),
)
_OLD = (
    Row("xliff", "file+", f"version! {_ROOT}", "4.2.2.1 xliff"),
    Row("segment", "source target?", _SEGMENT, "4.2.2.6 segment"),
    Row("note", "text", f"{_NOTE} other", "4.2.2.9 note"),
)
_NEW = (
    Row("xliff", "notes? mda:metadata? file+", f"version!=version {_ROOT}", "4.2.2.1 xliff"),
    Row("segment", "source target?", f"{_SEGMENT} pgs:case", "4.2.2.6 segment"),
    Row("note", "text", f"{_NOTE} ref=uri other", "4.2.2.9 note"),
    Row("meta", "text", "type!", "Metadata Module: meta"),  # stands for mda:meta; a rule of its own warns of it
)


def core(namespace: str) -> Table:
    """Return the table of the core whose elements are of *namespace*: that of 2.0 and 2.1, or that of 2.2."""
    rows = (*_SHARED, *(_NEW if namespace == NEW else _OLD))
    return Table(namespace, rows, _TYPES, PREFIXES)
