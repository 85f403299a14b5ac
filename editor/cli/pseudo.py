"""The pseudo command: a document in which every letter is accented, to try a layout before the translation exists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor import formats, pseudo
from editor.cli import words
from editor.cli.paths import aim, opened, write
from editor.errors import FormatError
from editor.i18n import _, ngettext
from editor.languages import Language
from editor.model import apply as applied

if TYPE_CHECKING:
    from editor.cli.arguments import Arguments
    from editor.model import Document

_REGION = "XA"  # assigned to nobody (ISO 3166); pseudo-languages are called en-XA


def pseudotranslate(arguments: Arguments) -> int:
    """Write a work file, or the document itself, with every letter accented."""
    aim(arguments.output, [arguments.file])
    document = _aimed(opened(arguments.file, arguments))
    asked = formats.writable(arguments.output)
    if document.head.skeleton is None and any(row.role == "document" for row in asked):
        raise FormatError(
            _("{file} does not hold the original document; take the original itself.").format(file=arguments.file)
        )
    change = pseudo.translate(document, longer=arguments.longer)
    document = applied(change, document)
    written = write(document, arguments.output, formats.WriteOptions(version=arguments.xliff))
    words.tell((*document.warnings, *written.losses))
    number = len(change.splices)
    said = ngettext("{number} segment pseudo-translated", "{number} segments pseudo-translated", number)
    print(f"{arguments.output}: {said.format(number=number)}")
    return 0


def _aimed(document: Document) -> Document:
    """Return *document* with a target language, the pseudo-language of its source where it names none."""
    if document.head.target_language:
        return document
    source = document.head.source_language
    target = f"{Language(source).primary if source else 'en'}-{_REGION}"
    return replace(document, head=replace(document.head, target_language=target))
