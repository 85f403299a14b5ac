"""TMX as a bilingual document, on examples and over the shared corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from lxml import etree

from editor import edits
from editor.errors import FormatError
from editor.formats import ReadOptions, WriteOptions, tmx
from editor.formats.spans.creation import legal
from editor.formats.tmx import units as tmx_units
from editor.formats.tmx.index import Index, index
from editor.model import Change, Document, Mark, May, Note, Review, Segment, Splice, State, apply, document
from editor.text import EMPTY, Code, Kind, Text
from tests import strategies

TEXTS = ["a < b", " & co", '"x"', "x ]]> y", "one\ntwo", "Привет", "🎉", " lead", "مرحبا", "tab\there", "c\rr"]
PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False)


def read(data: bytes, **options: str) -> Document:
    return tmx.read(data, ReadOptions(**options))  # type: ignore[arg-type]


def saved(document: Document) -> bytes:
    return tmx.write(document, WriteOptions()).data


def file(*units: str, srclang: str = "en") -> bytes:
    body = "\n".join(f"  <tu>\n{unit}\n  </tu>" for unit in units)
    header = f'<header creationtool="x" srclang="{srclang}"/>'
    return f'<?xml version="1.0"?>\n<tmx version="1.4">{header}<body>\n{body}\n</body></tmx>\n'.encode()


def tuv(language: str, inside: str) -> str:
    return f'    <tuv xml:lang="{language}"><seg>{inside}</seg></tuv>'


PAIR = file(tuv("en", "One") + "\n" + tuv("ru", "Раз"))


def changed(data: bytes, **fields: object) -> bytes:
    there = read(data)
    row = there.rows[0]
    return saved(apply(Change("x", (Splice(0, (row,), (replace(row, **fields),)),)), there))  # type: ignore[arg-type]


def test_two_of_the_languages_are_shown() -> None:
    data = file("\n".join([tuv("FR", "Un"), tuv("EN-US", "One"), tuv("de", "Eins")]))
    found = read(data)
    assert (found.head.source_language, found.head.target_language) == ("EN-US", "FR")
    assert (found.rows[0].source.plain, found.rows[0].target.plain) == ("One", "Un")
    assert "de" in found.warnings[0]
    asked = read(data, source_language="fr", target_language="de-DE")
    assert (asked.rows[0].source.plain, asked.rows[0].target.plain) == ("Un", "Eins")
    absent = read(data, target_language="uk")
    assert (absent.head.target_language, absent.rows[0].target) == ("uk", EMPTY)
    any_source = read(file(tuv("it", "Uno") + tuv("es", "Uno"), srclang="*all*"))
    assert (any_source.head.source_language, any_source.head.target_language) == ("it", "es")


def test_inline_codes_of_both_languages_meet_by_x() -> None:
    source = (
        'a<bpt i="1" x="7" type="bold">&lt;b></bpt>b<ept i="1">&lt;/b></ept><ph x="2">%s</ph><ut>{\\b}</ut><hi>c</hi>'
    )
    target = (
        '<ph x="2">%s</ph><bpt i="3" x="7" type="bold">&lt;b></bpt>б<ept i="3">&lt;/b></ept><it pos="end">&lt;/i></it>'
    )
    (row,) = read(file(tuv("en", source) + tuv("ru", target))).rows
    assert [(code.kind.value, code.pair, code.label) for code in row.source.codes] == [
        ("open", "7", "bold"),
        ("close", "7", "bold"),
        ("alone", "2", "%s"),
        ("alone", "ut1", "{\\b}"),
        ("open", "hi1", "hi"),
        ("close", "hi1", "hi"),
    ]
    assert [code.key for code in row.target.codes] == [
        (Kind.ALONE, "2"),
        (Kind.OPEN, "7"),
        (Kind.CLOSE, "7"),
        (Kind.CLOSE, "it1"),
    ]


def test_a_target_is_replaced_in_place_and_told_as_a_draft() -> None:
    new = changed(PAIR, target=Text.of("Один"))
    assert new == PAIR.replace("Раз".encode(), "Один".encode())
    draft = changed(PAIR, state=State.DRAFT, marks=frozenset({Mark.NEEDS_WORK}))
    assert b'<prop type="x-diptych-state">draft</prop>\n    <tuv xml:lang="en">' in draft
    row = read(draft).rows[0]
    assert (row.state, set(row.marks)) == (State.DRAFT, {Mark.NEEDS_WORK})
    there = read(draft)
    assert saved(apply(edits.confirm(there, [0]), there)) == PAIR


def test_a_variant_is_put_in_where_there_is_none() -> None:
    data = file(tuv("en", "One") + "\n" + tuv("ru", "Раз"), tuv("en", "Two"))
    there = read(data)
    new = saved(apply(edits.confirm(there := apply(edits.set_target(there, 1, Text.of("Два")), there), [1]), there))
    assert new == data.replace(tuv("en", "Two").encode(), f"{tuv('en', 'Two')}\n{tuv('ru', 'Два')}".encode())


def test_notes_are_added_and_taken_away() -> None:
    noted = changed(PAIR, notes=(Note("n & m"),))
    assert b'<note>n &amp; m</note>\n    <tuv xml:lang="en">' in noted
    assert changed(noted, notes=()) == PAIR
    assert changed(noted, notes=(Note("o"),)) == noted.replace(b"n &amp; m", b"o")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("target", ["Раз", "x &quot; y", "<![CDATA[x>y]]>", None])
def test_any_text_reads_back(text: str, target: str | None) -> None:
    inside = '<tuv xml:lang="ru"><seg/></tuv>' if target is None else tuv("ru", target)
    assert read(changed(file(tuv("en", "One") + inside), target=Text.of(text))).rows[0].target.plain == text


def test_what_the_file_cannot_take_is_refused() -> None:
    there = read(PAIR)
    for change in (
        Change("x", (Splice(0, (there.rows[0],), ()),)),
        Change("x", (Splice(0, (there.rows[0],), (replace(there.rows[0], source=EMPTY),)),)),
    ):
        with pytest.raises(FormatError):
            saved(apply(change, there))
    for data in (b"<html/>", b"<tmx>", b"", b"<tmx><body><tu><tu></tu></tu></body></tmx>x"):
        with pytest.raises(FormatError):
            read(data)


# ── What Diptych itself wrote ────────────────────────────────────────────────────────────────────────────────────


def as_held(text: Text) -> Text:
    runs = (legal(run)[0] if isinstance(run, str) else run for run in text.without_breaks().runs)
    return Text.of(*(Code(c.kind, c.pair, c.label, legal(c.data)[0]) if isinstance(c, Code) else c for c in runs))


@settings(max_examples=40)
@given(strategies.documents())
def test_what_was_written_reads_back_up_to_the_declared_losses(made: Document) -> None:
    written = tmx.write(made, WriteOptions())
    found = read(written.data)
    assert saved(found) == written.data
    kept = {row.id: row for row in made.rows}
    for back in found.rows:
        row = kept[back.id]
        assert (back.source, back.target) == (as_held(row.source), as_held(row.target))
        assert back.marks == row.marks
        if back.target and row.state is not State.UNTRANSLATED:
            assert back.state is row.state
        assert [note.text for note in back.notes] == [note.text for note in row.notes]


def test_a_review_reads_back() -> None:
    read_by = Segment("1", Text.of("a"), Text.of("b"), State.REVIEWED, review=Review("Ann", "2026-02-03"))
    data = saved(document([read_by]))
    assert read(data).rows[0].review == read_by.review
    assert read(changed(data, review=Review("Bob"))).rows[0].review == Review("Bob")


# ── The corpus ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Path]:
    found = sorted((shared / "formats" / "corpus" / "tmx").iterdir())
    assert len(found) >= 31
    return found


def plain(element: etree._Element) -> str:
    found = [element.text or ""]
    for child in element:
        if child.tag == "hi":
            found.append(plain(child))
        found.append(child.tail or "")
    return "".join(found)


def test_every_file_opens_and_comes_back_byte_for_byte(corpus: list[Path]) -> None:
    for path in corpus:
        document = read(path.read_bytes())
        assert saved(document) == path.read_bytes(), path.name
        units = list(etree.fromstring(path.read_bytes(), PARSER).iter("tu"))
        assert len(document.rows) == len(units), path.name
        for row, unit in zip(document.rows, units, strict=True):
            said = [plain(seg) for seg in unit.iter("seg")]
            assert row.source.plain in (said if May.TRANSLATE in row.may else [""]), path.name
            assert row.target.plain in ["", *said], path.name


def test_both_ways_of_reading_agree(corpus: list[Path]) -> None:
    for data in (*(path.read_bytes() for path in corpus), PAIR):
        document = read(data)
        assert document.origin is not None
        found = document.origin.spans
        assert isinstance(found, Index)
        exact = index(found.file, ReadOptions(), quick=False)
        assert (exact.starts, exact.ends, exact.source, exact.target, exact.others) == (
            found.starts,
            found.ends,
            found.source,
            found.target,
            found.others,
        )
        assert [tmx_units.row(exact, number, quick=False) for number in range(len(exact))] == list(document.rows)


def test_one_edited_target_changes_nothing_else_and_undo_gives_the_bytes_back(corpus: list[Path]) -> None:
    chance = Random(1)
    for path in corpus:
        data = path.read_bytes()
        start = read(data)
        for row in range(len(start.rows)):
            if May.TRANSLATE not in start.rows[row].may:
                continue
            text = chance.choice(TEXTS)
            change = edits.set_target(start, row, start.rows[row].source + Text.of(text))
            there = apply(change, start)
            new = saved(there)
            assert list(read(new).rows) == list(there.rows), path.name
            assert others(new, row) == others(data, row), path.name
            assert saved(apply(change.inverse, there)) == data


def others(data: bytes, row: int) -> list[bytes]:
    """Return the canonical form of every other unit, and of the edited one's source."""
    root = etree.fromstring(data, PARSER)
    units = list(root.iter("tu"))
    return [etree.tostring(unit, method="c14n") for place, unit in enumerate(units) if place != row]


def test_a_file_of_our_own_is_created_anew_where_it_cannot_be_patched() -> None:
    pairs = [Segment(str(n), Text.of(f"a{n}"), Text.of(f"b{n}"), State.TRANSLATED) for n in range(2)]
    there = read(saved(document(pairs)))
    fewer = apply(Change("x", (Splice(0, (there.rows[0],), ()),)), there)
    assert [each.id for each in read(saved(fewer)).rows] == ["1"]


def test_sniffing() -> None:
    assert tmx.sniff(PAIR)
    assert tmx.sniff(b"\xff\xfe" + PAIR.decode().encode("utf-16-le"))
    assert not tmx.sniff(b"<xliff/>")
