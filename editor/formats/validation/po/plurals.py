"""Plural-Forms: the number of forms and the expression that chooses one, read and tried without evaluating code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*(\d+|n|\|\||&&|[=!<>]=|[<>+\-*/%!?:()])")
_DEEPEST = 64
_LONGEST = 300  # words; the longest that a language needs has some fifty
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_TRIED = 1_000  # gettext tries as many numbers

Choice = Callable[[int], int]


class PluralError(ValueError):
    """The expression is none."""


@dataclass(slots=True)
class _Words:
    words: list[str]
    place: int = 0
    depth: int = 0

    def peek(self) -> str:
        """Return the next word, "" at the end."""
        return self.words[self.place] if self.place < len(self.words) else ""

    def take(self) -> str:
        """Return the next word and go on."""
        word = self.peek()
        self.place += 1
        return word


def parsed(expression: str) -> Choice:
    """Return the function that *expression* (C, of n) is. Raises PluralError."""
    words: list[str] = []
    place = 0
    text = expression.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise PluralError(text[place:])
        if len(words) == _LONGEST:
            raise PluralError(match[1])
        words.append(match[1])
        place = match.end()
    stream = _Words(words)
    choice = _condition(stream)
    if stream.peek():
        raise PluralError(stream.peek())
    return choice


def _condition(stream: _Words) -> Choice:
    stream.depth += 1
    if stream.depth > _DEEPEST:
        raise PluralError("(")
    test = _level(stream, 0)
    if stream.peek() == "?":
        stream.take()
        first = _condition(stream)
        if stream.take() != ":":
            raise PluralError(":")
        second = _condition(stream)
        stream.depth -= 1
        return lambda n: first(n) if test(n) else second(n)
    stream.depth -= 1
    return test


def _level(stream: _Words, level: int) -> Choice:
    if level == len(_LEVELS):
        return _unary(stream)
    left = _level(stream, level + 1)
    while stream.peek() in _LEVELS[level]:
        left = _joined(stream.take(), left, _level(stream, level + 1))
    return left


def _joined(sign: str, left: Choice, right: Choice) -> Choice:
    functions: dict[str, Choice] = {
        "||": lambda n: int(bool(left(n)) or bool(right(n))),
        "&&": lambda n: int(bool(left(n)) and bool(right(n))),
        "==": lambda n: int(left(n) == right(n)),
        "!=": lambda n: int(left(n) != right(n)),
        "<": lambda n: int(left(n) < right(n)),
        ">": lambda n: int(left(n) > right(n)),
        "<=": lambda n: int(left(n) <= right(n)),
        ">=": lambda n: int(left(n) >= right(n)),
        "+": lambda n: left(n) + right(n),
        "-": lambda n: left(n) - right(n),
        "*": lambda n: left(n) * right(n),
        "/": lambda n: left(n) // right(n),
        "%": lambda n: left(n) % right(n),
    }
    return functions[sign]


def _unary(stream: _Words) -> Choice:
    word = stream.take()
    if word == "!":
        stream.depth += 1
        if stream.depth > _DEEPEST:
            raise PluralError(word)
        inner = _unary(stream)
        stream.depth -= 1
        return lambda n: int(not inner(n))
    if word == "(":
        inner = _condition(stream)
        if stream.take() != ")":
            raise PluralError(word)
        return inner
    if word == "n":
        return lambda n: n
    if word.isdigit():
        number = int(word[:9])
        return lambda _n: number
    raise PluralError(word)


def used(choice: Choice) -> list[list[int]]:
    """Return the numbers that fall to each form, by form. Raises ZeroDivisionError, and PluralError below 0."""
    forms: list[list[int]] = []
    for number in range(_TRIED + 1):
        form = choice(number)
        if not 0 <= form <= _TRIED:
            raise PluralError(str(form))
        while len(forms) <= form:
            forms.append([])
        forms[form].append(number)
    return forms
