"""Hold an XLIFF 2 file against its specification: the grammar, then the rules that a schema cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from editor.formats.validation.findings import Finding
from editor.formats.validation.grammar import check as check_grammar
from editor.formats.validation.xliff2 import (
    changes,
    extras,
    hints,
    inline,
    its,
    matches,
    references,
    sizes,
    structure,
)
from editor.formats.validation.xliff2.modules import grammar
from editor.formats.validation.xliff2.quick import sound
from editor.formats.validation.xliff2.units import File, files, uri_of

__all__ = ["check"]

_OF_CODES = (inline.of_unit, hints.of_unit)
_OF_OTHERS = (inline.of_data, references.of_unit, matches.of_unit)
_OF_FILES = (structure.of_file, references.of_file, extras.of_file, changes.of_file, sizes.of_file, its.of_file)


def check(root: etree._Element, data: bytes = b"") -> Iterator[Finding]:
    """Yield where the file breaks the rules of XLIFF 2.0, 2.1 or 2.2, whichever it is of; its bytes make it quicker."""
    plain = sound(root, data) if data else frozenset()
    yield from check_grammar(root, grammar(uri_of(root)), plain)
    yield from structure.of_document(root)
    for file in files(root, data, plain):
        yield from _file(file)


def _file(file: File) -> Iterator[Finding]:
    yield from chain.from_iterable(rules(file) for rules in _OF_FILES)
    for unit in file.units():
        yield from structure.of_unit(unit)
        if not unit.is_plain:
            yield from chain.from_iterable(rules(unit) for rules in _OF_CODES)
        if not (unit.is_plain and unit.is_bare):
            yield from chain.from_iterable(rules(unit) for rules in _OF_OTHERS)
