"""Hold an XLIFF 1.2 file against its specification: the grammar, then what refers to what and is named once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import XSI
from editor.formats.validation.grammar import check as check_grammar
from editor.formats.validation.xliff1 import inline, names
from editor.formats.validation.xliff1.quick import thinned
from editor.formats.validation.xliff1.tables import URI, grammar
from editor.i18n import _

__all__ = ["check"]

_VERSION = Rule("older-version", "XLIFF 1.2, Top Level and Header Elements: xliff", WARNING)


def check(root: etree._Element, data: bytes = b"") -> Iterator[Finding]:
    """Yield where the file breaks the rules of XLIFF 1.2; files of 1.0 and 1.1 are checked for what all share.

    The file's bytes make it quicker.
    """
    root = thinned(root, data)
    uri, _local = _name(root)
    if uri == URI:
        yield from _grammar(root)
    else:
        message = _("This file is of XLIFF before 1.2; only its names and codes were checked, not its schema.")
        yield _VERSION.at(root, message)
    for file in root.iterchildren(_tag(uri, "file")):
        yield from names.check(file, uri)
        yield from inline.check(file, uri)


def _grammar(root: etree._Element) -> Iterator[Finding]:
    """Hold the file against the transitional variant, and warn where it says that it is strict but is not."""
    found = list(check_grammar(root, grammar(strict=False)))
    yield from found
    if "strict" in str(root.get(f"{{{XSI}}}schemaLocation", "")):
        known = set(found)
        beyond = (one for one in check_grammar(root, grammar(strict=True)) if one not in known)
        yield from (replace(one, severity=WARNING) for one in beyond)


def _name(root: etree._Element) -> tuple[str, str]:
    uri, _brace, local = str(root.tag).rpartition("}")
    return uri.lstrip("{"), local


def _tag(uri: str, name: str) -> str:
    return f"{{{uri}}}{name}" if uri else name
