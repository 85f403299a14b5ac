"""Each rule has a file that breaks it and nothing but it, and what the files have in common breaks none."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from editor.formats import validation
from editor.formats.validation import check
from editor.formats.validation.findings import Rule
from tests.formats.validation.examples import PO, TMX, XLIFF1, XLIFF2, po, tmx, xliff1, xliff2

MADE = {"xliff2": (xliff2, XLIFF2), "xliff1": (xliff1, XLIFF1), "tmx": (tmx, TMX), "po": (po, PO)}
EXAMPLES = [
    pytest.param(kind, rule, made(change), id=f"{kind}-{rule}-{number}")
    for kind, (made, table) in MADE.items()
    for number, (rule, change) in enumerate(table)
]


@pytest.mark.parametrize(("kind", "rule", "data"), EXAMPLES)
def test_a_file_that_breaks_a_rule_breaks_it_alone(kind: str, rule: str, data: bytes) -> None:
    assert [one.rule for one in check(data, kind)] == [rule], check(data, kind)


@pytest.mark.parametrize("kind", MADE)
def test_what_the_examples_change_is_valid_itself(kind: str) -> None:
    made, _table = MADE[kind]
    assert check(made({}), kind) == ()


def test_every_rule_that_has_a_name_has_an_example() -> None:
    named = {
        one.name
        for info in pkgutil.walk_packages(validation.__path__, f"{validation.__name__}.")
        for thing in vars(importlib.import_module(info.name)).values()
        for one in (thing.values() if isinstance(thing, dict) else thing if isinstance(thing, tuple) else [thing])
        if isinstance(one, Rule)
    }
    shown = {rule for _made, table in MADE.values() for rule, _change in table}
    assert sorted(named - shown - {"well-formed"}) == []
