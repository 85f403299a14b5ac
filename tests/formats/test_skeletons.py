"""Sentences become rows and rows a unit again: joints, orders, omissions, and native text wherever it still stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats import skeletons
from editor.formats.options import ReadOptions
from editor.formats.skeletons import Craft, Patch, Piece
from editor.model import Head, Mark, Place, Segment, Skeleton, document
from editor.text import Break, Code, Kind, Text

BOTH, NEITHER = (True, True), (False, False)
BOLD, UNBOLD = Code(Kind.OPEN, "1", "bold", "<b>"), Code(Kind.CLOSE, "1", "bold", "</b>")
UPPER = Craft(lambda native, _kind: [Piece(each, each.upper()) for each in native.lower()], lambda text, _kind: text)


def row(source: str = "One.", target: str = "", gap: str = " ", **more: object) -> Segment:
    segment = Segment("f1/u1/1", Text.of(source), Text.of(target), unit="f1/u1", gap=Text.of(gap))
    return replace(segment, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gap", "spaced", "before", "after", "wanted"),
    [
        (" ", BOTH, "Один.", "Два.", " "),
        (" ", (True, False), "一。", "二。", ""),
        ("\n", (True, False), "一。", "二。", "\n"),
        ("", (False, True), "One.", "Two.", " "),
        ("", (False, True), "One.", " Two.", ""),
        ("", (False, True), "One.\n", "Two.", ""),
        ("", (False, True), "One.", "", ""),
        ("", BOTH, "One.", "Two.", ""),
        ("", NEITHER, "一。", "二。", ""),
        (" ", BOTH, "Один. ", "Два.", ""),
        (" ", BOTH, "Один.", "\u00a0Два.", ""),
        ("\u00a0", BOTH, "Один. ", "Два.", "\u00a0"),
        (" — ", (True, False), "一", "二", " — "),
    ],
)
def test_what_joins_two_targets(gap: str, spaced: tuple[bool, bool], before: str, after: str, wanted: str) -> None:
    assert skeletons.joint(row(gap=gap), before, after, spaced).plain == wanted


def test_a_gap_that_somebody_chose_holds() -> None:
    assert skeletons.joint(row(target_gap=Text.of("~")), "a ", " b", NEITHER).plain == "~"


def outgoing(*unit: Segment, skip: bool = False, spaced: tuple[bool, bool] = BOTH) -> str:
    return "".join(part.text.readable for part in skeletons.flow(unit, spaced, skip=skip))


def test_targets_go_out_and_sources_stand_in_for_missing_ones() -> None:
    unit = row("One.", "Раз."), row("Two."), row("Three.", "Три.", gap="")
    assert outgoing(*unit) == "Раз. Two. Три."
    assert outgoing(*unit, skip=True) == "Раз. Три."


@pytest.mark.parametrize(("equiv", "wanted"), [("", "Раз. {} Два."), ("\n", "Раз. {}Два.")])
def test_a_space_before_a_picture_is_not_the_one_between_the_sentences(equiv: str, wanted: str) -> None:
    thing = Code(Kind.ALONE, "1", "image", "<img>", equiv)
    unit = row("One.", target="", gap=" "), row("Two.", "Два.", gap="")
    unit = replace(unit[0], target=Text.of("Раз. ", thing)), unit[1]
    runs = [run for part in skeletons.flow(unit, BOTH, skip=False) for run in part.text.runs]
    assert "".join(run if isinstance(run, str) else "{}" for run in runs) == wanted


def test_what_is_not_for_translation_stays_and_what_is_omitted_goes() -> None:
    kept = frozenset({Mark.NOT_FOR_TRANSLATION})
    gone = frozenset({Mark.OMITTED})
    unit = row("One.", "Раз.", marks=kept), row("Two.", "Два.", marks=gone), row("Three.", "Три.", gap="")
    assert outgoing(*unit, skip=True) == "One. Три."
    assert outgoing(row("One.", "Раз."), row("Two.", gap="", marks=gone)) == "Раз."
    assert outgoing(row("Two.", marks=gone)) == ""


def test_targets_in_another_order_keep_the_places_between() -> None:
    unit = row("A.", "А.", gap="_ ", order=2), row("B.", "Б.", order=1), row("C.", "В.", gap="")
    assert outgoing(*unit) == "Б._ А. В."


@given(st.lists(st.sampled_from(["Aa. ", "b", " ", "\t", "Ц! ", "。"]), max_size=8), st.data())
def test_sources_and_gaps_joined_are_the_text(words: list[str], data: st.DataObject) -> None:
    text = Text.of(*words)

    def cut(whole: Text, _language: str) -> list[Text]:
        at = data.draw(st.integers(0, len(whole)))
        return [whole.part(0, at), whole.part(at, len(whole))]

    template = Segment("f1/u1", text, unit="f1/u1")
    found = list(skeletons.rows(template, text, ReadOptions(segment=cut), "en"))
    assert "".join(each.source.plain + each.gap.plain for each in found) == (text.plain if text.plain.strip() else "")
    assert [each.id for each in found] == [f"f1/u1/{number}" for number in range(1, len(found) + 1)]


def in_capitals(*unit: Segment, places: tuple[Place, ...], data: bytes) -> list[Patch]:
    made = document(unit, Head("en", "ru", skeleton=Skeleton("x", "", data, places)))
    return skeletons.patches(made, UPPER, skip=False)


def test_only_what_changed_is_patched_and_the_rest_keeps_its_native_form() -> None:
    places = (Place("f1/u1", 1, 10), Place("f1/u2", 11, 14))
    unit = row("one.", "раз."), row("two.", gap=""), row("end", unit="f1/u2", gap="")
    assert in_capitals(*unit, places=places, data=b"<ONE. TWO.|END>") == [Patch(1, 10, "раз. TWO.")]


def test_an_edited_source_goes_out_where_nothing_is_translated() -> None:
    unit = replace(row(), source=Text.of("one!", Break())), row("two.", gap="")
    assert in_capitals(*unit, places=(Place("f1/u1", 0, 9),), data=b"ONE. TWO.") == [Patch(0, 9, "one! TWO.")]


def test_a_place_within_another_is_patched_with_it() -> None:
    places = (Place("f1/u1", 0, 9), Place("f1/u2", 3, 5))
    inner = row("xy", "ЯЙ", unit="f1/u2", gap="")
    assert in_capitals(row("abcxydefg", gap=""), inner, places=places, data=b"ABCXYDEFG") == [Patch(3, 5, "ЯЙ")]


def test_damaged_bytes_come_back_with_what_stands_around_them() -> None:
    skeleton = Skeleton("x", "", b"ab", (), "latin-1")
    assert skeletons.assemble(skeleton, [Patch(1, 1, "—\udcff")], "xmlcharrefreplace") == b"a&#8212;\xffb"
    assert skeletons.recoded(skeleton, [Patch(0, 1, "я")]) == "яb"


def test_a_unit_reads_as_one_text() -> None:
    made = document([row("一。", "One.", gap=""), row("二。", gap="")], Head("zh", "en"))
    (_name, unit) = next(skeletons.units(made))
    assert skeletons.running(unit, made, skip=False).plain == "One. 二。"
