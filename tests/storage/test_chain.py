"""Whatever happens to the bytes of a journal, what is read from it is a prefix of what was written."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from editor.storage.chain import START, Chain, records

RECORDS = [{"change": {"label": "Typing", "n": n, "text": "Раз, два.\n" * (n % 4)}} for n in range(12)]


def written() -> bytes:
    chain = Chain()
    return START + b"".join(chain.sealed(record) for record in RECORDS)


def test_what_was_written_is_read() -> None:
    assert list(records(written())) == RECORDS


def test_cut_anywhere_it_is_a_prefix() -> None:
    data = written()
    sizes = set()
    for end in range(len(data) + 1):
        found = list(records(data[:end]))
        assert found == RECORDS[: len(found)]
        sizes.add(len(found))
    assert sizes == set(range(len(RECORDS) + 1))


def test_flipped_anywhere_it_is_a_prefix() -> None:
    chance = random.Random(7)
    data = written()
    for _ in range(10_000):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 2, 9))):
            bit = chance.randrange(8 * len(data))
            damaged[bit // 8] ^= 1 << bit % 8
        found = list(records(bytes(damaged)))
        assert found == RECORDS[: len(found)]


@given(st.data())
def test_lines_lost_doubled_or_exchanged_end_it(data: st.DataObject) -> None:
    lines = written()[len(START) :].splitlines(keepends=True)
    shuffled = data.draw(st.lists(st.sampled_from(lines), max_size=14))
    found = list(records(START + b"".join(shuffled)))
    assert found == RECORDS[: len(found)]


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_without_a_word(data: bytes, begun: bool) -> None:
    assert list(records(START + data if begun else data)) == []
