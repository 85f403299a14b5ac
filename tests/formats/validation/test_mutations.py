"""Files of the corpora with one thing changed: our grammars and gettext's rules against the second witnesses."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from editor.formats.validation import ERROR, check
from tests.corpus.validity import stem
from tests.formats.validation.test_corpus import KEYS, KNOWN, SCHEMA
from tests.formats.validation.witnesses import complaints

FILES, SMALL = 250, 12_000
VALUES = ("", "x", "yes", "1", "-1", "a b", "/", "en", "2.0", "preserve", "#x", "fmt", "x-a", "%zz", "100.5")
# What the schemas of 2.2 do not describe, and we do: histories, and the cases of plurals.
BEYOND = ("changetracking", "pgs:")


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Path:
    return shared / "formats" / "corpus"


def mutated(root: etree._Element, chance: random.Random) -> None:
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    one, other = chance.choice(elements), chance.choice(elements)
    parent = one.getparent()
    match chance.randrange(7):
        case 0 if parent is not None:
            parent.remove(one)
        case 1:
            one.append(etree.fromstring(etree.tostring(other, with_tail=False)))
        case 2:
            one.insert(0, etree.fromstring(etree.tostring(other, with_tail=False)))
        case 3 if len(one.attrib):
            del one.attrib[chance.choice(list(one.attrib))]
        case 4 if len(one.attrib):
            one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
        case 5 if len(other.attrib):
            name = chance.choice(list(other.attrib))
            one.set(name, other.get(name, ""))
        case _:
            one.text = (one.text or "") + chance.choice(("words", " "))


@pytest.mark.parametrize("seed", range(3))
def test_a_changed_file_is_valid_where_the_published_schema_says_so(corpus: Path, seed: int) -> None:
    chance = random.Random(seed)
    folders = ("xliff12", "xliff2", "tmx", "invalid/xliff2")
    files = sorted(path for folder in folders for path in (corpus / folder).iterdir() if path.stat().st_size < SMALL)
    differ = []
    for path in chance.choices(files, k=FILES):
        data = path.read_bytes()
        if stem(path) in KNOWN or any(word.encode() in data for word in BEYOND):
            continue
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
            mutated(root, chance)
            data = etree.tostring(root)
            root = etree.fromstring(data, etree.XMLParser(no_network=True))
        except etree.XMLSyntaxError:
            continue
        theirs = complaints(corpus.parent / "schemas", root)
        kind = "tmx" if root.tag == "tmx" else "xliff1" if "1.2" in str(root.tag) else "xliff2"
        rules = SCHEMA | KEYS if kind == "xliff1" else SCHEMA
        ours = [one for one in check(data, kind) if one.severity == ERROR and one.rule in rules]
        if theirs is not None and bool(theirs) != bool(ours) and not _is_older(root):
            differ.append((path.name, theirs[:1], ours[:1]))
    assert differ == []


def _is_older(root: etree._Element) -> bool:
    """Tell whether it is of a version of TMX that the DTD of 1.4 does not know and we only warn of."""
    return root.tag == "tmx" and root.get("version") in {"1.0", "1.1", "1.2", "1.3"}


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("folder", ["po", "invalid/po"])
def test_msgfmt_says_the_same_of_every_po_file(corpus: Path, folder: str, tmp_path: Path) -> None:
    def agrees(path: Path) -> bool:
        return _is_refused(path) == any(one.severity == ERROR for one in check(path.read_bytes(), "po"))

    assert [path.name for path in sorted((corpus / folder).iterdir()) if not agrees(path)] == []


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_msgfmt_says_the_same_of_changed_po_files(corpus: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    files = sorted(path for path in (corpus / "po").iterdir() if 0 < path.stat().st_size < SMALL)
    differ = []
    for path in chance.choices(files, k=120):
        lines = path.read_bytes().split(b"\n")
        place = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, chance.choice(lines))
            case 2:
                lines[place] = lines[place].replace(b'\\n"', b'"')
            case _:
                lines[place] = lines[place].replace(b"msgstr", b"msgid", 1)
        changed = tmp_path / "changed.po"
        changed.write_bytes(b"\n".join(lines))
        if _is_refused(changed) != any(one.severity == ERROR for one in check(changed.read_bytes(), "po")):
            differ.append((path.name, place))
    assert len(differ) <= 1, differ  # a previous msgid (#|) that belongs to nothing is a mistake to gettext alone


def _is_refused(path: Path) -> bool:
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode != 0
