"""The characters of a PO file: the charset its header names, proven to give the bytes back."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from editor.errors import FormatError
from editor.i18n import _

_SAID = re.compile(rb"Content-Type:[^\"\\\r\n]*?charset=\s*([\w.:+-]+)", re.IGNORECASE)
_HEADER = 1 << 16  # bytes in which a header is looked for
# What GNU gettext reads (its manual, section "Filling in the Header Entry"), as far as Python knows it.
_READ = re.compile(
    r"ascii|iso8859-\d+|koi8-[rut]|cp8(?:50|66|74)|cp9(?:32|49|50)|cp125[0-8]|gb2312|gbk|gb18030|euc_(?:jp|kr)|"
    r"big5|big5hkscs|shift_jis|johab|tis-620|utf-8"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file's characters, the encoding as Python names it, and the byte order mark in front."""

    text: str = field(repr=False)
    encoding: str = "utf-8"
    mark: bytes = b""
    warning: str = ""

    def encode(self, text: str) -> bytes:
        """Return the bytes of *text* in this file's charset. Raises FormatError for a character it lacks."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            message = _(
                "The file is in {encoding}, which has no “{character}”; convert the file to UTF-8 first "
                "(document properties, encoding)."
            )
            raise FormatError(message.format(encoding=self.encoding, character=text[error.start])) from None


def decode(data: bytes, wanted: str = "") -> Page:
    """Return the characters of the PO file *data*, in *wanted* if given, else in the charset its header names.

    A file that names none is UTF-8, or Latin-1 where it is not, which is told. Raises FormatError.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FormatError(_("The file is in UTF-16, which PO does not allow; convert it to UTF-8."))
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = data[len(mark) :]
    said = _SAID.search(data, 0, _HEADER)
    label = wanted or (said[1].decode("ascii", "replace") if said else "")
    if not label or label == "CHARSET":
        return _unsaid(body, mark)
    name = _known(label)
    try:
        text = body.decode(name)
        if name == "utf-8" or text.encode(name) == body:  # UTF-8 has one way alone to write a character
            return Page(text, name, mark)
    except UnicodeDecodeError as error:
        return _otherwise(body, mark, label, body.count(b"\n", 0, error.start) + 1)
    except UnicodeEncodeError:
        pass
    message = _("The charset {label} does not give the file back unchanged; convert the file to UTF-8 first.")
    raise FormatError(message.format(label=label))


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except (LookupError, UnicodeError):
        name = ""
    if not _READ.fullmatch(name):
        message = _("Diptych does not read the charset {label}; convert the file to UTF-8.")
        raise FormatError(message.format(label=label))
    return name


def _unsaid(body: bytes, mark: bytes) -> Page:
    try:
        return Page(body.decode("utf-8"), "utf-8", mark)
    except UnicodeDecodeError:
        warning = _(
            "The file does not say its charset and is not UTF-8; it is read as Latin-1 until you choose another."
        )
        return Page(body.decode("latin-1"), "iso8859-1", mark, warning)


def _otherwise(body: bytes, mark: bytes, label: str, line: int) -> Page:
    """Read a file that is not in the charset it names as UTF-8, if it is that."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        message = _("The file is not written in {label}, as it says; open it with the encoding it really has.")
        raise FormatError(message.format(label=label), line) from None
    warning = _("The file says that it is in {label}, but it is in UTF-8 and read so.").format(label=label)
    return Page(text, "utf-8", mark, warning)
