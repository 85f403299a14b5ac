"""Hold a file against the specification of its format: its schema, and the rules that schemas cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from editor import xml
from editor.errors import FormatError
from editor.formats.validation.findings import ERROR, WARNING, WELL_FORMED, Finding, Rule, in_order
from editor.formats.validation.grammar import shown
from editor.i18n import _, ngettext

__all__ = ["ERROR", "FORMATS", "QUICK", "WARNING", "Finding", "check", "warnings_of"]

FORMATS = frozenset(("xliff1", "xliff2", "po", "tmx"))  # those with a specification that we know
QUICK = 1 << 17  # bytes that are checked in the twinkling of an eye
_HUGE = 9_000_000  # bytes from which on one text may be longer than the parser usually bears
_HEARD = {"po-charset"}  # rules that leave a file valid, but that whoever opens it should know of
_URN = "urn:oasis:names:tc:xliff:document:"
_XLIFF2 = {f"{_URN}{version}" for version in ("2.0", "2.2")}
_XLIFF1 = {"", *(f"{_URN}{version}" for version in ("1.0", "1.1", "1.2"))}
_STRANGER = Rule("root-element", "XLIFF: xliff; TMX: tmx")


def check(data: bytes, name: str) -> tuple[Finding, ...]:
    """Return what is wrong with *data*, a file of the format called *name*, by line; nothing where it is valid.

    Raises FormatError where it cannot be looked at, or where the format has no specification.
    """
    if name not in FORMATS:
        raise FormatError(
            _("There is no specification to check this kind of file against; it can be XLIFF, PO or TMX.")
        )
    return in_order(_home("po").check(data) if name == "po" else _of_xml(data))


def _home(kind: str) -> ModuleType:
    """Import the rules of one kind of file, which happens only when it is needed."""
    return import_module(f"{__name__}.{kind}")


def _of_xml(data: bytes) -> Iterator[Finding]:
    try:
        root = xml.parse(data, huge=len(data) > _HUGE)
    except FormatError as error:
        if error.line is None:
            raise
        yield WELL_FORMED.broken(max(error.line, 1), error.sentence)
        return
    uri, _brace, local = str(root.tag).rpartition("}")
    if local == "xliff" and uri[1:] in _XLIFF2:
        yield from _home("xliff2").check(root, data)
    elif local == "xliff" and uri[1:] in _XLIFF1:
        yield from _home("xliff1").check(root, data)
    elif root.tag == "tmx":
        yield from _home("tmx").check(root, data)
    else:
        message = _("A file of this kind cannot begin with {element}.")
        yield _STRANGER.at(root, message.format(element=shown(root)))


def _counts(finding: Finding) -> bool:
    """Tell whether somebody who opens the file should hear of it."""
    return finding.severity == ERROR or finding.rule in _HEARD


def warnings_of(data: bytes, name: str) -> tuple[str, ...]:
    """Return one sentence where *data*, a file of the format called *name*, is invalid, and none where it is valid."""
    found = [one for one in check(data, name) if _counts(one)] if name in FORMATS else []
    if not found:
        return ()
    first = found[0]
    message = ngettext(
        "This file breaks a rule of its format, on line {line}: {first} It can be edited and is kept as it is.",
        "This file breaks rules of its format in {number} places, the first on line {line}: {first} It can be edited "
        "and is kept as it is.",
        len(found),
    )
    return (message.format(number=len(found), line=first.line, first=first.message),)
