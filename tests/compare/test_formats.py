"""An update follows the newer original in every document format: what stays is delivered in the newer file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from editor import formats
from editor.compare import update
from editor.model import Document, Mark, State, apply
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import EMPTY, Text
from tests.formats.docx import making as word
from tests.formats.epub import books
from tests.formats.odt import making as odf

Paragraphs = Sequence[str]
OLD = ("The stove is warm.", "We keep watch in four shifts.", "Come soon.", "Bring books.")
NEW = ("A new beginning was made.", "Come soon.", "The stove is warm.", "We keep watch in five shifts.")


def _cues(paragraphs: Paragraphs, mark: str) -> str:
    return "\n\n".join(
        f"{number}\n00:00:0{number}{mark}000 --> 00:00:0{number}{mark}900\n{text}"
        for number, text in enumerate(paragraphs, 1)
    )


def _chapter(paragraphs: Paragraphs) -> str:
    return books.ONE.partition("<p>")[0] + "".join(f"<p>{text}</p>" for text in paragraphs) + "</section></body></html>"


MAKERS: dict[str, Callable[[Paragraphs], bytes]] = {
    "txt": lambda said: "\n\n".join(said).encode(),
    "md": lambda said: "\n\n".join(said).encode(),
    "html": lambda said: f"<html lang=en><body>{''.join(f'<p>{text}</p>' for text in said)}</body></html>".encode(),
    "srt": lambda said: f"{_cues(said, ',')}\n".encode(),
    "vtt": lambda said: f"WEBVTT\n\n{_cues(said, '.')}\n".encode(),
    "docx": lambda said: word.document("".join(word.paragraph(word.run(text)) for text in said)),
    "epub": lambda said: books.third(**{"OEBPS/one.xhtml": _chapter(said)}),
    "odt": lambda said: odf.document("".join(f"<text:p>{text}</text:p>" for text in said)),
}


def read(data: bytes, name: str) -> Document:
    return formats.read(data, formats.ReadOptions(name, "en", "ru", segment=segmenter()))


@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_every_document_follows_its_newer_original(suffix: str) -> None:
    name = f"letter.{suffix}"
    first, second = (read(MAKERS[suffix](said), name) for said in (OLD, NEW))
    rows = [
        replace(row, target=Text.of(f"Перевод: {row.source.plain}"), state=State.TRANSLATED)
        if row.translatable and row.source.plain in OLD
        else row
        for row in first.rows
    ]
    saved = formats.write(replace(first, rows=Rows.of(rows)), "work.xlf", formats.WriteOptions()).data
    work = read(saved, "work.xlf")
    assert not update(work, first).change
    found = update(work, second)
    after = apply(found.change, work)
    told = found.summary
    assert [len(each) for each in (told.changed, told.moved, told.new, told.gone)] == [1, 1, 1, 1]
    targets = {row.source.plain: row.target.plain for row in after.rows}
    assert targets["Come soon."] == "Перевод: Come soon."
    assert targets["The stove is warm."] == "Перевод: The stove is warm."
    assert targets["We keep watch in five shifts."] == "Перевод: We keep watch in four shifts."
    assert [Mark.SOURCE_CHANGED in row.marks for row in after.rows if row.source.plain == NEW[3]] == [True]
    assert [row.source.plain for row in after.head.gone] == ["Bring books."]
    again = read(formats.write(after, "work.xlf", formats.WriteOptions()).data, "work.xlf")
    assert again == after
    delivered = read(formats.write(again, name, formats.WriteOptions()).data, name)
    said = [row.source.plain for row in delivered.rows if row.source.plain.startswith("Перевод")]
    assert said == [f"Перевод: {text}" for text in ("Come soon.", "The stove is warm.", OLD[1])]
    bare = replace(again, rows=Rows.of(replace(row, target=EMPTY) for row in again.rows))
    assert formats.write(bare, name, formats.WriteOptions()).data == MAKERS[suffix](NEW)
