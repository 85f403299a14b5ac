from __future__ import annotations

from dataclasses import replace

from editor import formats, linking
from editor.align import Bead, documents
from editor.formats import ReadOptions, WriteOptions, paragraphs
from editor.model import Document, apply
from editor.segmentation.inline import segmenter
from editor.text import Break, Text

PAGE = (
    b"<html><body><p>One <b>bold</b> word. And more.</p><p>Two <b>fat</b> words. The end.</p><p>Last.</p></body></html>"
)
OTHER = b"<html><body><p>Odno. I dva slova. Konets.</p><p>Vsyo.</p></body></html>"


def read(data: bytes, language: str) -> Document:
    return formats.read(data, ReadOptions(name="a.html", source_language=language, segment=segmenter()))


def linked(*beads: tuple[range, range]) -> Document:
    return documents.aligned(read(PAGE, "en"), read(OTHER, "ru"), [Bead(*bead) for bead in beads])


def exported(document: Document) -> str:
    page = formats.write(document, "out.html", WriteOptions()).data.decode()
    return page[page.index("<p>") : page.rindex("</body>")]


def test_a_link_across_paragraphs_leaves_no_source_behind() -> None:
    beads = ((range(1), range(1)), (range(1, 3), range(1, 2)), (range(3, 4), range(2, 3)), (range(4, 5), range(3, 4)))
    assert exported(linked(*beads)) == "<p>Odno. I dva slova.</p><p>Konets.</p><p>Vsyo.</p>"


def test_a_translation_with_as_many_paragraphs_is_parted_like_its_source() -> None:
    document = linked((range(4), range(3)), (range(4, 5), range(3, 4)))
    first, second = Text.of("Odno."), Text.of("I dva slova.")
    row = replace(document.rows[0], target=first + Text.of(Break(paragraph=True)) + second)
    document = replace(document, rows=document.rows.spliced([(0, document.rows[:1], (row,))]))
    assert exported(document) == "<p>Odno.</p><p>I dva slova.</p><p>Vsyo.</p>"


def test_what_waits_for_its_translation_keeps_its_source_in_every_paragraph() -> None:
    document = linked((range(1), range(3)), (range(1, 4), range(3, 3)), (range(4, 5), range(3, 4)))
    assert exported(document).startswith("<p>Odno. I dva slova. Konets. And more.</p><p>Two <b>fat</b> words.")


def test_a_paragraph_that_parts_again_comes_out_in_its_place() -> None:
    document = linked((range(1), range(1)), (range(1, 3), range(1, 3)), (range(3, 5), range(3, 4)))
    parted = apply(linking.split(document, 1), document)
    assert exported(parted).startswith("<p>Odno. I dva slova.</p><p>Konets.")


def test_nothing_is_done_where_no_link_reaches_across() -> None:
    document = read(PAGE, "en")
    assert paragraphs.parted(document) is document
