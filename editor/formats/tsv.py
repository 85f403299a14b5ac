r"""The bilingual table: a row a segment, fields parted by tabs, for spreadsheets and scripts.

In a field a tab is ``\t``, a newline ``\n``, a carriage return ``\r`` and a backslash ``\\``. A field that a
spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-`` or ``@``) gets an apostrophe in front, as
spreadsheets themselves write plain text; one that begins with apostrophes before such a sign gets one more, so that
nothing is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.columns import untranslated
from editor.errors import FormatError
from editor.formats.options import Written
from editor.i18n import _
from editor.model import MARKS

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions, WriteOptions
    from editor.model import Document, Segment

COLUMNS = ("id", "source", "target", "state", "marks", "notes")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_FORMULA = re.compile(r"'*[=+\-@]")


def write(document: Document, options: WriteOptions) -> Written:  # noqa: ARG001 - the signature all formats share
    """Return *document* as UTF-8 lines under a line of column names."""
    lines = ["\t".join(COLUMNS), *(_line(segment) for segment in document.rows)]
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    loss = _("A table holds words and states only: links, breaks and the original document are left out.")
    return Written(data, (loss,) if _has_more(document) else (), untranslated(document.rows))


def _has_more(document: Document) -> bool:
    rows = document.rows
    return document.head.skeleton is not None or any(s.link or s.previous or s.review or s.order for s in rows)


def _line(segment: Segment) -> str:
    fields = (
        segment.id,
        segment.source.marked(segment.target.codes),
        segment.target.marked(segment.source.codes),
        segment.state.value,
        " ".join(mark.value for mark in MARKS if mark in segment.marks),
        "\n".join(note.text for note in segment.notes),
    )
    return "\t".join(cell(each) for each in fields)


def cell(text: str) -> str:
    """Return *text* as a field of the table."""
    safe = f"'{text}" if _FORMULA.match(text) else text
    return safe.translate(_ESCAPES)


def read(data: bytes, options: ReadOptions) -> Document:  # noqa: ARG001 - the signature all formats share
    """Raise FormatError: a table is written, not read."""
    raise FormatError(_("Diptych writes such tables but does not open them; open the work file instead."))


def sniff(data: bytes) -> bool:
    """Tell whether *data* begins with our column names."""
    return data.startswith("\t".join(COLUMNS).encode())
