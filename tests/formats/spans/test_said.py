"""Attributes found of many tags at once are those that are found of each; stretches are told apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.spans import attributes
from editor.formats.spans.said import said
from editor.formats.spans.tags import Tags, distinct, gathered, padded, strings

ATTRIBUTES = (' id="{0}"', ' b="x>y"', " c='d'", '\n e = "é"', " f='\"'", ' g=""', ' h="\'"')


@given(st.lists(st.lists(st.sampled_from(ATTRIBUTES), unique=True, max_size=4)), st.booleans())
def test_attributes_are_those_of_each_tag(drawn: list[list[str]], empty: bool) -> None:
    end = "/>" if empty else ">"
    written = [f"<a{''.join(each).format(number)}{end}" for number, each in enumerate(drawn)]
    data = "é".join(written).encode()
    tags = Tags.of(data)
    assert len(tags) == len(written)
    which = np.flatnonzero(tags.sure)
    found = said(tags.characters, tags.starts[which] + len("<a"), tags.ends[which] - 1)
    for place, number in enumerate(which.tolist()):
        tag = written[number]
        if found.doubtful[place]:
            assert "'" in tag
            continue
        there = {name: tag[one.open : one.close] for name, one in attributes(tag, 0).items()}
        told = {
            name: data[values.starts[at] : values.ends[at]].decode()
            for name, values in found.values.items()
            for at in np.flatnonzero(values.tags == place).tolist()
        }
        assert told == there


@given(st.lists(st.binary(max_size=3) | st.binary(min_size=250, max_size=260)), st.integers(0, 300))
def test_stretches_are_gathered(stretches: list[bytes], behind: int) -> None:
    ends = np.cumsum([len(one) for one in stretches], dtype=np.int64)
    starts = ends - np.array([len(one) for one in stretches], dtype=np.int64)
    data = padded(b"".join(stretches) + bytes(behind))
    assert gathered(data, starts, ends) == b"".join(one + b"\n" for one in stretches)


@given(st.lists(st.binary(max_size=3) | st.binary(min_size=79, max_size=99)))
def test_stretches_are_told_apart(stretches: list[bytes]) -> None:
    ends = np.cumsum([len(each) for each in stretches], dtype=np.int64)
    starts = ends - np.array([len(each) for each in stretches], dtype=np.int64)
    which, words = distinct(padded(b"".join(stretches)), starts, ends)
    assert [words[number] for number in which] == stretches
    assert len(set(words)) == len(words)


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_stretches_are_made_strings_all_at_once(texts: list[str]) -> None:
    written = [each.encode() for each in texts]
    ends = np.cumsum([len(each) + 1 for each in written], dtype=np.int64)
    starts = ends - np.array([len(each) + 1 for each in written], dtype=np.int64)
    assert strings(padded(b" ".join(written) + b" "), starts, ends - 1) == texts
    assert strings(padded(b"a\nb"), np.array([0]), np.array([3])) is None


def test_a_tag_with_very_many_attributes_is_doubtful() -> None:
    tag = "<a" + "".join(f' a{number}="1"' for number in range(99)) + ">"
    assert said(padded(tag.encode()), np.array([2]), np.array([len(tag) - 1])).doubtful.all()
