"""Proof that an XML file is well-formed and harmless, by a parser that builds nothing and fetches nothing."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from editor.errors import FormatError
from editor.formats.spans.elements import DOCTYPE, EMPTY, OPEN, scan
from editor.formats.spans.leaves import rest
from editor.formats.spans.tags import Tags
from editor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.formats.spans.source import Source

_LARGE = 4_000_000  # bytes of a file from which on nobody looks whether its prefixes are declared
_HEAD = 1 << 16  # bytes that the start tag of the whole is looked for in
_LARGEST = 8_000_000  # characters that all references to entities together may stand for
_DEEPEST = 8  # entities within entities
_NAMESPACES = {27, 28, 38, 39, 40}  # expat's errors about prefixes: well-formed XML that uses them wrongly
_NAMED = re.compile(r"&([^\s&;#<>]++);")
_PREDEFINED = frozenset(("lt", "gt", "amp", "quot", "apos"))


def prove(source: Source) -> tuple[str, ...]:
    """Return warnings about what is odd in an XML file yet does no harm.

    Raises FormatError with the line where it is not well-formed, where its bytes are not what they promise, and where
    its DTD declares entities that reach into other files or blow up.
    """
    return proven(source)[0]


def proven(source: Source) -> tuple[tuple[str, ...], Tags | None]:
    """Return what ``prove`` does, and the tags behind the first where they were looked at for it.

    Of a large file only that is parsed which cannot be judged by looking at all tags at once; where that is in doubt,
    all is.
    """
    if len(source.utf8) >= _LARGE:
        tags = _looked_at(source.utf8)
        if tags is not None:
            return (), tags
    return parsed(source), None


def _looked_at(data: bytes) -> Tags | None:
    """Return the tags behind the first one of a text that proves to be well-formed by looking at them; else None."""
    head = data[:_HEAD].decode(errors="ignore")
    try:
        tokens = list(itertools.takewhile(lambda token: token.kind not in {OPEN, EMPTY, DOCTYPE}, scan(head)))
        first = next(scan(head, tokens[-1].end if tokens else 0))
    except (FormatError, StopIteration):
        return None
    tags = Tags.plain(data, len(head[: first.end].encode())) if first.kind == OPEN else None
    left = None if tags is None else rest(data, tags)
    if tags is None or left is None:
        return None
    try:
        _parse(b"".join(left), namespaces=False)
    except expat.ExpatError:
        return None
    return replace(tags, said=left.said)


def parsed(source: Source) -> tuple[str, ...]:
    """Return what ``prove`` does, all of the file parsed: sooner where its tags are of many kinds (documents)."""
    data = source.utf8
    if len(data) < _LARGE:
        try:
            _parse(data, namespaces=True)
        except expat.ExpatError as error:
            if error.code not in _NAMESPACES:
                raise _broken(source, error) from None
        else:
            return ()
    try:
        _parse(data, namespaces=False)
    except expat.ExpatError as error:
        raise _broken(source, error) from None
    if len(data) >= _LARGE:
        return ()
    return (_("The file uses a prefix that it does not declare; other programs may refuse it."),)


def _broken(source: Source, error: expat.ExpatError) -> FormatError:
    """Return what is to be said of a file that is not well-formed; raise where it is not even text."""
    source.text  # noqa: B018 - it raises by itself
    return FormatError(_explained(error), error.lineno)


def _parse(data: bytes, *, namespaces: bool) -> None:
    parser = expat.ParserCreate("utf-8", "}" if namespaces else None)
    entities: dict[str, str] = {}

    def declared(name: str, is_parameter: int, value: str | None, *where: str | None) -> None:  # noqa: ARG001
        if is_parameter or value is None:
            _refuse(_("The file's DTD reaches into other files, which Diptych never opens; ask for another copy."))
        entities.setdefault(name, value)

    def ended() -> None:
        if entities and _weight(entities, data.decode(errors="replace")) > _LARGEST:
            _refuse(_("The file's DTD declares entities that blow up the text; ask for another copy."))

    parser.EntityDeclHandler = declared
    parser.EndDoctypeDeclHandler = ended
    parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position


def _weight(entities: Mapping[str, str], text: str) -> int:
    """Return how many characters all references in *text* stand for, those within entities too."""
    known: dict[str, tuple[int, int]] = {}  # how long an entity is when all is put in, and how deep

    def measured(name: str, depth: int) -> tuple[int, int]:
        if name in _PREDEFINED or name not in entities:
            return 0, 0
        if depth > _DEEPEST:
            _refuse(_("The file's DTD declares entities within entities without end; ask for another copy."))
        if name not in known:
            inner = Counter(_NAMED.findall(entities[name]))
            found = {each: measured(each, depth + 1) for each in inner}
            size = len(entities[name]) + sum(found[each][0] * number for each, number in inner.items())
            known[name] = size, 1 + max((deep for _size, deep in found.values()), default=0)
        if known[name][1] + depth > _DEEPEST + 1:
            _refuse(_("The file's DTD declares entities within entities without end; ask for another copy."))
        return known[name]

    declared = {name: measured(name, 1)[0] for name in entities}
    return sum(declared.get(name, 0) * number for name, number in Counter(_NAMED.findall(text)).items())


def _refuse(message: str) -> NoReturn:
    raise FormatError(message)


def _explained(error: expat.ExpatError) -> str:
    reason = expat.ErrorString(error.code)
    message = _("The file is not well-formed XML: {reason}; ask for another copy or mend that line.")
    return message.format(reason=reason)
