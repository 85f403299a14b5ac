from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor import edits, formats, storage
from editor.compare import Updated, update
from editor.compare.likeness import ALIKE, Sentence, likeness
from editor.model import Document, Mark, Note, State, apply
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import EMPTY, Text
from tests.compare import originals
from tests.operations import operation

seeds_of_chance = st.integers(0, 1 << 40)


def load(path: Path) -> Document:
    options = formats.ReadOptions(path.name, "en", "ru", segment=segmenter())
    return storage.load(path, options).document


def updated(document: Document, newer: Document) -> tuple[Document, Updated]:
    found = update(document, newer)
    result = apply(found.change, document)
    assert apply(found.change.inverse, result) == document
    ids = [row.id for row in result.rows]
    assert len(ids) == len(set(ids))
    return result, found


def targets(document: Document) -> Counter[str]:
    return Counter(row.target.plain for row in document.rows if row.target)


# ── The law, over letters that change at random ──────────────────────────────────────────────────────────────────


def revision(seed: int, form: str = "txt") -> tuple[int, int]:
    """Update a letter after scripted edits; return how many sentences nobody touched, and how many kept it all."""
    random = Random(seed)
    first = originals.letter(random, random.randrange(50, 200))
    second = originals.edited(first, random, random.randrange(1, 25))
    before = originals.translated(originals.original(first, form), random)
    after, found = updated(before, originals.original(second, form))
    title = form == "html"
    said = [each for paragraph in second for each in paragraph]
    rows = after.rows[title:]
    if [row.source.plain for row in rows] != [each.text for each in said]:
        return 0, 0  # a typo made a sentence end, or begin, where none does
    old = before.rows[title:]
    copied = {number for each in said if each.touched == "copy" for number in each.was}
    copied |= {number for number, times in Counter(n for each in said for n in set(each.was)).items() if times > 1} & {
        number for each in said if not each.touched for number in each.was
    }
    untouched = kept = 0
    unmarked: list[originals.Said] = []
    for each, row in zip(said, rows, strict=True):
        was = [old[number] for number in each.was]
        again = each.text in [one.source.plain for one in was]  # joined and cut again, it says what it said
        if each.touched == "changed" and any(one.target for one in was) and not again:
            unmarked += [each] if Mark.SOURCE_CHANGED not in row.marks else []
            assert (row.previous is None) == (Mark.SOURCE_CHANGED not in row.marks)
        if not each.touched and not copied & set(each.was):
            untouched += 1
            kept += (row.target, row.state, row.notes, row.review) == (
                was[0].target,
                was[0].state,
                was[0].notes,
                was[0].review,
            )
    assert len(unmarked) <= 1, unmarked  # one letter in a hundred: of a word or two, moved or copied, and rewritten
    there = " ".join([*targets(after), *(row.target.plain for row in after.head.gone)])
    assert [target for target in targets(before) if target not in there] == []
    assert len(found.summary.gone) == len(after.head.gone)
    return untouched, kept


@given(seeds_of_chance, st.sampled_from(["txt", "html"]))
@settings(max_examples=25)
def test_no_translation_vanishes_and_every_change_is_marked(seed: int, form: str) -> None:
    revision(seed, form)


@pytest.mark.slow
def test_ninety_nine_of_a_hundred_untouched_sentences_keep_what_they_have() -> None:
    counts = [revision(seed) for seed in range(30)]
    untouched, kept = (sum(column) for column in zip(*counts, strict=True))
    assert kept >= 0.99 * untouched > 0


@pytest.mark.torture
@pytest.mark.timeout(900)
def test_a_thousand_revisions() -> None:
    counts = [revision(seed, "html" if seed % 2 else "txt") for seed in range(1_000)]
    untouched, kept = (sum(column) for column in zip(*counts, strict=True))
    assert kept >= 0.99 * untouched > 0


def test_a_slip_is_marked_though_a_copy_of_what_it_was_stands_elsewhere() -> None:
    said = ["The mill is old.", "Come to the meeting on the stairs.", "Bring a chair, and bring bread.", "We wait."]
    first = originals.original([[originals.Said(text, (number,))] for number, text in enumerate(said)], "txt")
    before = originals.translated(first, Random(1))
    later = [said[2], said[0], said[1], "Bring a chair, and bring breed.", said[3]]
    newer = originals.original([[originals.Said(text, ())] for text in later], "txt")
    after, found = updated(before, newer)
    slip, copy = after.rows[3], after.rows[0]
    assert (Mark.SOURCE_CHANGED in slip.marks, slip.target) == (bool(before.rows[2].target), before.rows[2].target)
    assert copy.target == before.rows[2].target
    assert 3 in found.summary.changed


def led_over(said: list[list[str]], later: list[list[str]]) -> tuple[Document, Document]:
    """Return a letter translated, each row, and what becomes of it when it says something else *later*."""
    first, newer = (
        originals.original([[originals.Said(text, ()) for text in part] for part in letter], "txt")
        for letter in (said, later)
    )
    rows = [
        replace(row, target=Text.of(f"Перевод {number}."), state=State.TRANSLATED)
        for number, row in enumerate(first.rows)
    ]
    before = replace(first, rows=Rows.of(rows))
    return before, updated(before, newer)[0]


def test_both_parts_of_a_copied_sentence_are_marked_where_the_copy_is_cut() -> None:
    whole = "The table after school was a watch, cold and known."
    cut = ["The table after school was a watch.", "Colt and known."]
    _before, after = led_over([[whole], ["We wait here."]], [[whole], ["We wait here."], cut])
    assert [Mark.SOURCE_CHANGED in row.marks for row in after.rows] == [False, False, True, True]
    assert after.rows[0].target.plain == "Перевод 0."


def test_a_new_sentence_beside_a_changed_one_is_new() -> None:
    said = "Bring a chair to the meeting, and a lamp."
    later = ["Bring a chair to the meeting.", "The ferry leaves at noon on every second day."]
    _before, after = led_over([[said]], [later])
    assert [Mark.SOURCE_CHANGED in row.marks for row in after.rows] == [True, False]


def test_a_brief_sentence_with_a_slip_in_every_word_is_the_same_sentence_changed() -> None:
    said = [["The mill is old and stands by the river."], ["Thank you."], ["Nobody came to the meeting."]]
    later = [["Thane aou."], said[0], ["Quite another thing is said here now."], said[2], ["Home again."]]
    before, after = led_over(said, later)
    assert after.rows[0].target == before.rows[1].target
    assert [Mark.SOURCE_CHANGED in row.marks for row in after.rows] == [True, False, False, False, False]


@given(seeds_of_chance, st.sampled_from(["txt", "html"]))
@settings(max_examples=25)
def test_the_same_original_changes_nothing(seed: int, form: str) -> None:
    random = Random(seed)
    first = originals.original(originals.letter(random, 30), form)
    document = originals.translated(first, random)
    for _edit in range(random.randrange(12)):
        change = operation(document, random)  # splits, joins and corrected sources among them
        document = apply(change, document) if change else document
    assert not update(document, first).change


def test_an_update_taken_back_gives_the_bytes_as_before(seeds: Path) -> None:
    document = load(seeds / "open-letter.xlf")
    result, found = updated(document, load(seeds / "open-letter.later.en.html"))
    undone = apply(found.change.inverse, result)
    written = formats.write(undone, "open-letter.xlf", formats.WriteOptions()).data
    assert written == (seeds / "open-letter.xlf").read_bytes()


# ── The letter and the letter a month later ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("work", "newer"),
    [
        ("open-letter.xlf", "open-letter.later.en.html"),
        ("open-letter.po", "open-letter.later.en.html"),
        ("open-letter.en.html", "open-letter.later.en.html"),
        ("open-letter.en.txt", "open-letter.later.en.txt"),
    ],
)
def test_the_letter_a_month_later(seeds: Path, work: str, newer: str) -> None:
    result, found = updated(load(seeds / work), load(seeds / newer))
    assert str(found.summary) == "52 same, 3 changed, 1 moved, 1 new, 1 gone"
    changed = [result.rows[row].source.plain for row in found.summary.changed]
    assert [words.split()[0] for words in changed] == ["Seven", "The", "Translate"]
    assert all(Mark.SOURCE_CHANGED in result.rows[row].marks for row in found.summary.changed)
    assert result.rows[found.summary.moved[0]].source.plain.startswith("We are writing this letter")
    assert result.rows[found.summary.new[0]].source.plain.startswith("Since then the postman")
    assert found.summary.gone[0].source.plain.startswith("Twice the police")


def test_the_work_file_then_holds_and_delivers_the_newer_letter(seeds: Path) -> None:
    newer = seeds / "open-letter.later.en.html"
    result, _found = updated(load(seeds / "open-letter.xlf"), load(newer))
    saved = formats.write(result, "work.xlf", formats.WriteOptions()).data
    again = formats.read(saved, formats.ReadOptions("work.xlf"))
    assert again == result
    bare = replace(again, rows=Rows.of(replace(row, target=EMPTY) for row in again.rows))
    assert formats.write(bare, "out.html", formats.WriteOptions()).data == newer.read_bytes()
    delivered = formats.write(again, "out.html", formats.WriteOptions()).data.decode()
    assert "Это письмо мы пишем за длинным столом у окна." in delivered
    assert "Дважды к дверям приходила полиция" not in delivered


# ── One thing at a time ──────────────────────────────────────────────────────────────────────────────────────────


def text(*paragraphs: str) -> Document:
    options = formats.ReadOptions("letter.txt", "en", "ru", segment=segmenter())
    return formats.read("\n\n".join(paragraphs).encode(), options)


def work(*paragraphs: str) -> Document:
    """Return a text each sentence of which is translated by its own number."""
    document = text(*paragraphs)
    rows = [
        replace(row, target=Text.of(f"<{number}>"), state=State.TRANSLATED)
        for number, row in enumerate(document.rows, 1)
    ]
    return replace(document, rows=Rows.of(rows))


def said(document: Document) -> list[tuple[str, str]]:
    return [(row.source.plain, row.target.plain) for row in document.rows]


def test_repeated_sentences_keep_their_own_translation() -> None:
    before = work("Are you cold? Yes.", "Are you tired? Yes.", "Are you alone? Yes.")
    after, _found = updated(before, text("Are you tired? Yes.", "Are you alone? Yes."))
    assert said(after) == [("Are you tired?", "<3>"), ("Yes.", "<4>"), ("Are you alone?", "<5>"), ("Yes.", "<6>")]
    after, _found = updated(before, text("Are you alone? Yes.", "Are you cold? Yes.", "Are you tired? Yes."))
    assert [target for _source, target in said(after)] == ["<5>", "<6>", "<1>", "<2>", "<3>", "<4>"]


def test_a_sentence_cut_in_two_gives_its_translation_and_what_it_was_to_both() -> None:
    before = work("The stove is warm, and the kettle is always on. Come.")
    after, found = updated(before, text("The stove is warm. The kettle is always on. Come."))
    assert [target for _source, target in said(after)] == ["<1>", "", "<2>"]
    assert found.summary.changed == (0, 1)
    assert {row.previous and row.previous.target.plain for row in after.rows[:2]} == {"<1>"}


def test_a_translation_of_two_sentences_is_shared_out_among_two() -> None:
    before = text("The stove is warm, and the kettle is always on.")
    before = apply(edits.set_target(before, 0, Text.of("Печь тёплая. Чайник всегда кипит.")), before)
    after, _found = updated(before, text("The stove is warm. The kettle is always on."))
    assert [target for _source, target in said(after)] == ["Печь тёплая.", "Чайник всегда кипит."]


def test_two_sentences_made_one_have_both_translations() -> None:
    before = work("The stove is warm. The kettle is always on. Come.")
    after, found = updated(before, text("The stove is warm, and the kettle is always on. Come."))
    assert said(after)[0][1] == "<1> <2>"
    assert (found.summary.changed, found.summary.same) == ((0,), 1)


def test_what_was_joined_by_hand_stays_joined_beside_a_change() -> None:
    before = work("One is here. Two is there. The stove is warm.")
    before = apply(edits.join(before, 0), before)
    after, found = updated(before, text("One is here. Two is there. The stove is cold."))
    assert said(after)[0] == ("One is here. Two is there.", "<1> <2>")
    assert (found.summary.same, found.summary.changed) == (1, (1,))


def test_a_source_corrected_by_hand_stays_where_the_original_did_not_change() -> None:
    before = work("The stov is warm.", "Come.")
    before = apply(edits.edit_source(before, 0, Text.of("The stove is warm.")), before)
    after, found = updated(before, text("The stov is warm.", "Come in."))
    assert said(after)[0] == ("The stove is warm.", "<1>")
    assert found.summary.same == 1


def test_what_changes_back_is_no_longer_marked() -> None:
    before = work("The stove is warm today.", "Come.")
    newer, _found = updated(before, text("The stove is cold today.", "Come."))
    assert Mark.SOURCE_CHANGED in newer.rows[0].marks
    again, _found = updated(newer, text("The stove is warm today.", "Come."))
    assert again.rows == before.rows


def test_what_changes_twice_is_compared_with_what_was_translated() -> None:
    before = work("The stove is warm today.")
    newer, _found = updated(before, text("The stove is cold today."))
    newest, _found = updated(newer, text("The stove is hot today, friends."))
    assert newest.rows[0].previous is not None
    assert newest.rows[0].previous.source.plain == "The stove is warm today."


def page(*paragraphs: str) -> Document:
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    options = formats.ReadOptions("page.html", "en", "ru", segment=segmenter())
    return formats.read(f"<html lang=en><body><article>{body}</article></body></html>".encode(), options)


def test_a_link_that_leads_elsewhere_is_no_change_and_codes_follow_their_element() -> None:
    before = page("We wrote it. See <a href=one>the list</a>.")
    codes = before.rows[1].source.codes
    before = apply(edits.set_target(before, 1, Text.of("См. ", codes[0], "список", codes[1], ".")), before)
    after, found = updated(before, page("We <b>all</b> wrote it. See <a href=two>the list</a>."))
    assert found.summary.same == 1
    written = formats.write(after, "out.html", formats.WriteOptions()).data.decode()
    assert "См. <a href=two>список</a>." in written


def test_units_keep_their_names_so_that_copies_still_merge() -> None:
    before = work("The stove is warm.", "Come.")
    after, _found = updated(before, text("A new beginning.", "The stove is warm.", "Come."))
    assert [row.id for row in after.rows[1:]] == [row.id for row in before.rows]
    skeleton = after.head.skeleton
    assert skeleton is not None
    assert [place.unit for place in skeleton.places] == [row.unit for row in after.rows]


def test_notes_of_the_translators_stay_with_a_changed_sentence() -> None:
    before = work("The stove is warm today.")
    before = apply(edits.set_notes(before, 0, [Note("Or: oven?")]), before)
    after, _found = updated(before, text("The stove is cold today."))
    assert after.rows[0].notes == (Note("Or: oven?"),)


def test_brief_sentences_without_a_word_in_common_are_no_change_by_chance() -> None:
    told = (("What the room is", "Beat them well."), ("Thank you.", "Thnak yuo."), ("Who we are", "What we want"))
    assert [likeness(Sentence(one), Sentence(two)) >= ALIKE for one, two in told] == [False, True, True]
