"""Links that exist already: hunalign's ladders, Vecalign's paths and InterText's files become a text, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor import formats, storage
from editor.align import beads as exchange
from editor.align import documents, intertext
from editor.align.beads import Bead
from editor.cli.paths import existing, languages, naming
from editor.errors import FormatError, StorageError
from editor.i18n import _
from editor.model import Mark
from editor.storage.results import put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.cli.arguments import Arguments
    from editor.model import Document

SUFFIX = ".xml"  # of texts and links as InterText keeps them
ALONE = (".path", ".ladder")  # of links without their texts, as Vecalign and hunalign keep them
LINKS = (*ALONE, SUFFIX)


def linked(arguments: Arguments, read: Callable[[str, str], Document]) -> Document:
    """Return the parallel text of both files as the links of ``--links`` have it. Raises DiptychError.

    *read* returns a document by its name and language.
    """
    source, target = languages(arguments.source or "", arguments.target or "")
    if arguments.links.lower().endswith(SUFFIX):
        return _numbered(arguments.links, (arguments.file, arguments.other), (source, target))
    left, right = read(arguments.file, source), read(arguments.other, target)
    with naming(arguments.links):
        text = storage.read(existing(arguments.links)).decode("utf-8-sig", "replace")
        ladder = arguments.links.lower().endswith(".ladder")
        beads = exchange.read_ladder(text) if ladder else exchange.read_path(text)
        _covering(beads, (len(documents.sentences(left)), len(documents.sentences(right))))
    return documents.aligned(left, right, beads)


def _covering(beads: Sequence[Bead], sizes: tuple[int, int]) -> None:
    """Raise FormatError where the links leave out a sentence of a text, or name one that it does not have."""
    found = ([bead.source for bead in beads if bead.source], [bead.target for bead in beads if bead.target])
    for runs, size in zip(found, sizes, strict=True):
        ends = [0, *(run.stop for run in runs)]
        if ends != [*(run.start for run in runs), size]:
            raise FormatError(
                _(
                    "The links are for a text of {linked} sentences, but the text has {there}; were they made for it?"
                ).format(linked=max(ends), there=size)
            )


def parallel(name: str, tags: tuple[str, str]) -> Document:
    """Return the parallel text that the file of links *name* and the two texts beside it make. Raises DiptychError."""
    path = existing(name)
    with naming(name):
        links = intertext.read_links(storage.read(path))
    texts = [path.with_name(Path(each.replace("\\", "/")).name or "?") for each in (links.source, links.target)]
    for text in texts:
        if not storage.there(text):
            raise StorageError(
                _("{links} joins {text}, which is not beside it; put it there.").format(links=name, text=text.name)
            )
    return _numbered(name, (str(texts[0]), str(texts[1])), tags)


def _numbered(name: str, texts: tuple[str, str], tags: tuple[str, str]) -> Document:
    with naming(name):
        links = intertext.read_links(storage.read(existing(name)))
    sides = []
    for text, tag in zip(texts, tags, strict=True):
        with naming(text):
            sides.append(intertext.read_text(storage.read(existing(text)), tag))
    with naming(name):
        return intertext.parallel(links, sides[0], sides[1])


def is_links(name: str) -> bool:
    """Tell whether the file *name* is one of links between two texts beside it."""
    return name.lower().endswith(SUFFIX) and storage.there(Path(name)) and intertext.is_links(storage.read(Path(name)))


def put_links(beads: Sequence[Bead], output: str) -> None:
    """Write links alone, as Vecalign's .path or hunalign's .ladder. Raises StorageError."""
    form = exchange.write_path if output.lower().endswith(".path") else exchange.write_ladder
    put(form(beads).encode(), output)


def write(document: Document, output: str, version: str = "") -> tuple[str, ...]:
    """Write a parallel text and return the losses; .path and .ladder take the links alone, .xml is InterText's.

    InterText has three files: the links, and both texts beside them. Raises DiptychError.
    """
    if output.lower().endswith(ALONE):
        put_links(beads_of(document), output)
        return ()
    if not output.lower().endswith(SUFFIX):
        written = formats.write(document, output, formats.WriteOptions(version=version))
        put(written.data, output)
        return written.losses
    path = Path(output)
    head = document.head
    tags = head.source_language or "source", head.target_language or "target"
    stem = path.name[: -len(SUFFIX)].removesuffix(f".{tags[0]}.{tags[1]}")
    texts = [path.with_name(f"{stem}.{tag}{SUFFIX}") for tag in tags]
    files = intertext.write(document, (texts[0].name, texts[1].name))
    for text, data in zip(texts, (files.source, files.target), strict=True):
        if storage.there(text) and storage.read(text) != data:
            raise StorageError(
                _("{path} exists already and holds something else; choose another name for the links.").format(
                    path=text
                )
            )
    for place, data in ((texts[0], files.source), (texts[1], files.target), (path, files.links)):
        put(data, place)
    return ()


def beads_of(document: Document) -> list[Bead]:
    """Return the links of a parallel text over its sentences, counted on each side."""
    found: list[Bead] = []
    at = (0, 0)
    for row in document.rows:
        if Mark.NOT_FOR_TRANSLATION in row.marks or not (row.source or row.target):
            continue
        sizes = len(list(intertext.parts(row.source))), len(list(intertext.parts(row.target)))
        end = at[0] + sizes[0], at[1] + sizes[1]
        sure = row.link.confidence if row.link is not None else None
        confirmed = row.link is not None and row.link.confirmed
        found.append(Bead(range(at[0], end[0]), range(at[1], end[1]), 1.0 if confirmed or sure is None else sure))
        at = end
    return found
