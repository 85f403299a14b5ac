"""The codes of a target led over to a source that has others: the same element goes by its new name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from editor.text import Code, Kind, Text


def recoded(target: Text, old: Text, new: Text) -> Text:
    """Return *target*, whose source was *old*, with the codes of *new* in the place of those that they continue.

    A code that no code of *new* continues keeps its markup, under a name that *new* does not use.
    """
    if not target.codes or old == new:
        return target
    known = led(old.codes, new.codes)
    taken = {(code.kind is Kind.ALONE, code.pair) for code in new.codes}
    return Text.of(*(_renamed(run, known, taken) if isinstance(run, Code) else run for run in target.runs))


def led(old: Sequence[Code], new: Sequence[Code]) -> dict[tuple[Kind, str], Code]:
    """Return the code of *new* that continues each code of *old*: the same markup, else the same kind of element."""
    known: dict[tuple[Kind, str], Code] = {}
    free = list(new)
    tests: tuple[Callable[[Code, Code], bool], ...] = (
        lambda one, two: (one.data, one.label, one.pair) == (two.data, two.label, two.pair),
        lambda one, two: bool(one.data) and one.data == two.data,
        lambda one, two: one.label == two.label,
    )
    for same in tests:
        for code in old:
            if code.kind is Kind.CLOSE or code.key in known:
                continue
            found = next((each for each in free if each.kind is code.kind and same(code, each)), None)
            if found is None:
                continue
            free.remove(found)
            known[code.key] = found
            close = next((each for each in free if each.key == (Kind.CLOSE, found.pair)), None)
            if code.kind is Kind.OPEN and close is not None:
                free.remove(close)
                known[Kind.CLOSE, code.pair] = close
    for code in old:  # a closing code whose opening one stands in another sentence
        if code.key not in known:
            found = next((each for each in free if each.kind is code.kind and each.label == code.label), None)
            if found is not None:
                free.remove(found)
                known[code.key] = found
    return known


def _renamed(code: Code, known: dict[tuple[Kind, str], Code], taken: set[tuple[bool, str]]) -> Code:
    found = known.get(code.key)
    if found is not None:
        return code if found == code else found
    name, number = code.pair, 2
    while (code.kind is Kind.ALONE, name) in taken:
        name, number = f"{code.pair}-{number}", number + 1
    return code if name == code.pair else replace(code, pair=name, raw="")
