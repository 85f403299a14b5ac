"""How fast a long Word document is opened, cut into sentences, beside lxml parsing its parts.

``python -m tests.bench.docx`` measures documents of 10,000 sentences (some 500 pages), as Word saves them: "lean" has
runs broken by spelling and revisions, "full" says fonts, sizes and languages in every run besides. A number as argument
measures so many sentences instead.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial

from lxml import etree

from editor.formats import docx
from editor.formats.options import ReadOptions, WriteOptions
from editor.model import Document
from editor.segmentation.inline import segmenter
from tests.formats.docx import making

SENTENCES = 10_000
TURNS = 9
LIMIT = 3.0
ENGLISH = "the of a letter comrades solidarity movement people prison meeting street question future country".split()
FULL = (
    '<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" '
    'w:cs="Times New Roman"/><w:color w:val="000000"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
)


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(ENGLISH, k=chance.randint(8, 22))).capitalize() + ". "


def _soup(text: str, chance: random.Random, properties: str) -> str:
    """Break a text into runs as Word does: where one typed, where the checker looked, where a revision began."""
    runs = []
    while text:
        at = chance.randint(10, 45)
        part, text = text[:at], text[at:]
        own = properties + chance.choice(("", '<w:lang w:val="en-GB"/>', '<w:lang w:val="en-US"/>'))
        if chance.random() < 0.02:
            own += "<w:i/>"
        held = f"<w:rPr>{own}</w:rPr>" if own else ""
        revision = f'w:rsidR="00{chance.randrange(16**6):06X}" w:rsidRPr="00{chance.randrange(16**6):06X}"'
        runs.append(f'<w:r {revision}>{held}<w:t xml:space="preserve">{part}</w:t></w:r>')
        if chance.random() < 0.2:
            runs.append('<w:proofErr w:type="spellStart"/>')
    return "".join(runs)


def document(sentences: int, properties: str) -> bytes:
    """Return a document of paragraphs of four sentences."""
    chance = random.Random(sentences)
    paragraphs = []
    for number in range(sentences // 4):
        style = '<w:pStyle w:val="Heading1"/>' if number % 25 == 0 else '<w:spacing w:after="120"/><w:jc w:val="both"/>'
        inner = _soup("".join(_sentence(chance) for _each in range(4)).strip(), chance, properties)
        paragraphs.append(f'<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3"><w:pPr>{style}</w:pPr>{inner}</w:p>')
    return making.document("".join(paragraphs))


def _parsed(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))


def _best(*works: Callable[[], object]) -> list[float]:
    """Return the least processor time of some turns of each in seconds; they take turns, as a machine's moods do."""
    times: list[list[float]] = [[] for _work in works]
    for _turn in range(TURNS):
        for work, own in zip(works, times, strict=True):
            start = time.process_time()
            work()
            own.append(time.process_time() - start)
    return [min(own) for own in times]


def _clean(made: Document) -> float:
    """Return the share of sentences without a code."""
    return sum(not row.source.codes for row in made.rows) / len(made.rows)


def main() -> None:
    """Measure and print."""
    sentences = int(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES
    whole = ReadOptions(name="long.docx", source_language="en", target_language="ru")
    cut = ReadOptions(name="long.docx", source_language="en", target_language="ru", segment=segmenter())
    print(
        f"{'':6}{'sentences':>10}{'XML MB':>8}{'lxml':>8}{'read':>8}{'+cut':>8}{'ratio':>7}{'export':>8}{'no code':>9}"
    )
    for name, properties in (("lean", ""), ("full", FULL)):
        data = document(sentences, properties)
        made = docx.read(data, cut)
        size = sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(data)).infolist()) / 1e6
        yardstick, read, both, out = _best(
            partial(_parsed, data),
            partial(docx.read, data, whole),
            partial(docx.read, data, cut),
            partial(docx.write, made, WriteOptions()),
        )
        verdict = "" if both <= LIMIT * yardstick else f"  over {LIMIT} times"
        print(
            f"{name:6}{len(made.rows):10}{size:8.1f}{yardstick:8.3f}{read:8.3f}{both:8.3f}{both / yardstick:7.1f}"
            f"{out:8.3f}{_clean(made):9.1%}{verdict}"
        )


if __name__ == "__main__":
    main()
