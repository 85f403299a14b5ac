"""LibreOffice opens what was translated, and no word of the original is left on its pages."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from editor import formats, pseudo
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import apply
from editor.segmentation.inline import segmenter
from tests.formats.docx import making as words
from tests.formats.odt import making as texts

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
needed = pytest.mark.skipif(not SOFFICE or not PDFTOTEXT, reason="soffice and pdftotext are not installed")
KEPT = {"Gone."}  # what a tracked change has deleted


def pages(folder: Path, name: str, data: bytes) -> str:
    """Return what stands on the pages of a document as LibreOffice prints it."""
    (folder / name).write_bytes(data)
    user = f"-env:UserInstallation={(folder / 'user').as_uri()}"
    command = [str(SOFFICE), user, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=50)
    printed = folder / Path(name).with_suffix(".pdf")
    done = subprocess.run([str(PDFTOTEXT), str(printed), "-"], check=True, capture_output=True, timeout=20)
    return done.stdout.decode()


@needed
@pytest.mark.parametrize(("name", "make"), [("a.docx", words.fifteen), ("a.odt", texts.everywhere)])
def test_every_page_is_in_the_other_language(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    data = make()
    made = formats.read(data, ReadOptions(name=name, source_language="en", target_language="ru", segment=segmenter()))
    translated = apply(pseudo.translate(made), made)
    after = formats.write(translated, name, WriteOptions()).data
    printed = unicodedata.normalize("NFC", pages(tmp_path, name, after))
    shown = [row for row in translated.rows if row.role not in {"alt", "title"}]
    assert len(shown) >= 13
    flat = "".join(printed.split())
    for row in shown:
        assert "".join(unicodedata.normalize("NFC", row.target.plain).split()) in flat
    left = {each for row in shown for each in row.source.plain.split() if len(each) > 3} & set(printed.split())
    assert left - KEPT == set()
