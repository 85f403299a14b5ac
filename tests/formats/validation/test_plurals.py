"""Plural expressions mean what C and Python say they mean, and what is none is refused without being evaluated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.validation.po.plurals import PluralError, parsed, used

RUSSIAN = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"

atoms = st.one_of(st.just("n"), st.integers(0, 20).map(str))
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "==", "!=", "<", ">", "<=", ">=", "%"]), inner).map(
            lambda each: f"({each[0]} {each[1]} {each[2]})" if each[1] != "%" else f"({each[0]} % 7)"
        ),
        inner.map(lambda each: f"!({each})"),
        st.tuples(inner, inner, inner).map(lambda each: f"({each[0]} ? {each[1]} : {each[2]})"),
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda each: f"({each[0]}{each[1]}{each[2]})"),
    ),
    max_leaves=8,
)


def oracle(expression: str, n: int) -> int:
    """Evaluate an expression with all its brackets by rewriting it, outermost first, as Python's."""
    inner = expression.strip()
    if inner.startswith("!("):
        return int(not oracle(inner[1:], n))
    if not inner.startswith("("):
        return n if inner == "n" else int(inner)
    inner, depth, cuts = inner[1:-1], 0, []
    for at, sign in enumerate(inner):
        depth += (sign == "(") - (sign == ")")
        if not depth and sign in "?:+-*=!<>%&|" and not (sign == "!" and inner[at + 1] == "("):
            cuts.append(at)
    if not cuts:
        return oracle(inner, n)
    if inner[cuts[0]] == "?":
        test, yes, no = inner[: cuts[0]], inner[cuts[0] + 1 : cuts[1]], inner[cuts[1] + 1 :]
        return oracle(yes, n) if oracle(test, n) else oracle(no, n)
    sign = inner[cuts[0] : cuts[-1] + 1]
    left, right = oracle(inner[: cuts[0]], n), oracle(inner[cuts[-1] + 1 :], n)
    results = {"+": left + right, "-": left - right, "*": left * right, "==": left == right, "!=": left != right}
    results |= {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}
    results |= {"&&": bool(left) and bool(right), "||": bool(left) or bool(right), "%": left % (right or 1)}
    return int(results[sign])


@given(expressions, st.integers(0, 200))
def test_an_expression_means_what_its_brackets_say(expression: str, n: int) -> None:
    assert parsed(expression)(n) == oracle(expression, n)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2+3*4", 14),
        ("10-2-3", 5),
        ("7/2", 3),
        ("1||0&&0", 1),
        ("1==1==1", 1),
        ("3>2>1", 0),
        ("!n==0", 1),
        ("0?1:0?2:3", 3),
    ],
)
def test_signs_bind_as_in_c(expression: str, value: int) -> None:
    assert parsed(expression)(5) == value


def test_the_numbers_of_each_form_are_those_of_the_language() -> None:
    one, few, many = used(parsed(RUSSIAN))
    assert (one[:3], few[:4], many[:4]) == ([1, 21, 31], [2, 3, 4, 22], [0, 5, 6, 7])
    assert [form[0] for form in used(parsed(ARABIC))] == [0, 1, 2, 3, 11, 100]


@pytest.mark.parametrize(
    "wrong", ["", "n +", "n n", "(n", "n)", "n ? 1", "n = 1", "x", "n ? 1 : ", "-1", "n & 1", "n; m"]
)
def test_what_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(PluralError):
        parsed(wrong)


@pytest.mark.parametrize("piece", ["n+", "n||", "!", "(", "n?n:", "n*999999999*"])
def test_one_without_end_is_refused_at_once(piece: str) -> None:
    with pytest.raises(PluralError):
        parsed(piece * 5_000 + "n")


def test_a_form_below_zero_and_a_division_by_zero_are_told() -> None:
    with pytest.raises(PluralError):
        used(parsed("n - 1"))
    with pytest.raises(ZeroDivisionError):
        used(parsed("1 / n"))
