"""A document of any origin as a new XLIFF 1.2 file: a trans-unit a segment, a group a paragraph."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from editor.formats.options import Written
from editor.formats.spans.creation import attributes, escape, legal, quote
from editor.formats.xliff1 import states
from editor.formats.xliff1.inline import to_xml
from editor.model import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.model import Document, Link, Note, Segment

TOOL = "diptych"
ORIGINS = frozenset({"developer", "reference", "context", "file"})
TRANSLATOR = "translator"  # who wrote a note whose author gave no name
_DATATYPES = {"html": "html", "po": "po", "plain": "plaintext"}


def create(document: Document) -> Written:
    """Write *document* as XLIFF 1.2."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff version="1.2" xmlns="{states.NAMESPACE}" xmlns:{states.PREFIX}="{states.OURS}">',
        f"  <file{_file(document)}>",
        "    <header>",
        f'      <tool tool-id="{TOOL}" tool-name="Diptych"/>',
        "    </header>",
        "    <body>",
    ]
    for unit, rows in groupby(document.rows, key=lambda row: row.unit):
        if unit:
            lines.append(f"      <group{attributes({'id': unit})}>")
            lines += (f"        {line}" for row in rows for line in _unit(row))
            lines.append("      </group>")
        else:
            lines += (f"      {line}" for row in rows for line in _unit(row))
    lines += ["    </body>", "  </file>", "</xliff>", ""]
    text, _dropped = legal("\n".join(lines))
    untranslated = sum(row.translatable and not row.target for row in document.rows)
    return Written(text.encode(), (), untranslated)


def _file(document: Document) -> str:
    head, skeleton = document.head, document.head.skeleton
    original = skeleton.name if skeleton else head.title
    written = attributes(
        {
            "source-language": head.source_language or "und",
            "target-language": head.target_language or None,
            "datatype": _DATATYPES.get(skeleton.format if skeleton else "", "plaintext"),
            "tool-id": TOOL,
            "product-name": head.title if head.title != original else None,
        }
    )
    return f' original="{quote(original)}"{written}'


def _unit(row: Segment) -> Iterator[str]:
    """Yield the lines of one trans-unit."""
    state = states.word(row.state, row.marks)
    yield f"<trans-unit{attributes({'id': row.id})}{_described(row)}>"
    yield f"  <source>{to_xml(row.source)}</source>"
    target = to_xml(row.target)
    yield f'  <target state="{state}">{target}</target>' if target else f'  <target state="{state}"/>'
    for note in row.notes:
        yield f"  <note{note_attributes(note)}>{escape(note.text)}</note>"
    if row.previous is not None and state not in {"signed-off", "final"}:
        yield '  <alt-trans alttranstype="previous-version">'
        yield f"    <source>{to_xml(row.previous.source)}</source>"
        yield f"    <target>{to_xml(row.previous.target)}</target>"
        yield "  </alt-trans>"
    yield "</trans-unit>"


def _described(row: Segment) -> str:
    """Return the attributes of the trans-unit but its id."""
    word, marks = states.beyond(row.state, row.marks, previous=row.previous is not None)
    written = {f"{states.PREFIX}:{name}": said for name, said in own(row).items()}
    return attributes(
        {
            "approved": "yes" if states.approved(row.state, row.marks) else None,
            "translate": "no" if Mark.NOT_FOR_TRANSLATION in row.marks else None,
            "xml:space": "preserve",
            f"{states.PREFIX}:state": word or None,
            f"{states.PREFIX}:marks": marks,
            **written,
        }
    )


def own(row: Segment) -> dict[str, str | None]:
    """Return what 1.2 has no word for, by the names of our own attributes; None where there is nothing to say."""
    return {
        "reason": row.reason or None,
        "role": row.role or None,
        "gap": to_xml(row.gap) or None,
        "target-gap": None if row.target_gap is None else to_xml(row.target_gap),
        "order": _number(row.order),
        "form": _number(row.form),
        "link": _link(row.link),
        "reviewer": None if row.review is None else row.review.name,
        "reviewed": (row.review.date or None) if row.review else None,
    }


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def _link(link: Link | None) -> str | None:
    if link is None:
        return None
    confidence = "?" if link.confidence is None else repr(link.confidence)
    return f"{confidence} confirmed" if link.confirmed else confidence


def note_attributes(note: Note) -> str:
    """Say whose note it is: the translators' own ones are about the target."""
    if note.origin:
        return attributes({"from": note.author or note.origin})
    return attributes({"from": note.author or TRANSLATOR, "annotates": "target"})
