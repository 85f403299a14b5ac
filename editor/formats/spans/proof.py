"""Proof that an XML file is well-formed and harmless, by a parser that builds nothing and fetches nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from editor.errors import FormatError
from editor.i18n import _

if TYPE_CHECKING:
    from editor.formats.spans.source import Source

_LARGE = 4_000_000  # bytes of a file from which on nobody looks whether its prefixes are declared
_LARGEST = 8_000_000  # characters that all references to entities together may stand for
_NAMESPACES = {27, 28, 38, 39, 40}  # expat's errors about prefixes: well-formed XML that uses them wrongly
_NESTED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")


def prove(source: Source) -> tuple[str, ...]:
    """Return warnings about what is odd in an XML file yet does no harm.

    Raises FormatError with the line where it is not well-formed, where its bytes are not what they promise, and where
    its DTD declares entities that reach into other files or blow up.
    """
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
    weight = 0

    def declared(name: str, is_parameter: int, value: str | None, *where: str | None) -> None:  # noqa: ARG001
        nonlocal weight
        if is_parameter or value is None:
            _refuse(_("The file's DTD reaches into other files, which Diptych never opens; ask for another copy."))
        weight += len(value) * data.count(f"&{name};".encode())
        if _NESTED.search(value) or weight > _LARGEST:
            _refuse(_("The file's DTD declares entities that blow up the text; ask for another copy."))

    parser.EntityDeclHandler = declared
    parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position


def _refuse(message: str) -> NoReturn:
    raise FormatError(message)


def _explained(error: expat.ExpatError) -> str:
    reason = expat.ErrorString(error.code)
    message = _("The file is not well-formed XML: {reason}; ask for another copy or mend that line.")
    return message.format(reason=reason)
