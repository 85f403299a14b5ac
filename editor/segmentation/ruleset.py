"""A user's segmentation rules and what they say about a text: at each place the first rule that fits decides."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from editor.errors import FormatError
from editor.i18n import _
from editor.segmentation import icu, signs

_PATIENCE = 10.0  # seconds for the rules on one text
_WIDEST = 80  # characters of space before a cut that are looked at
_SPACE = regex.compile(rf"{signs.SPACE}*+")


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether the text breaks between what two regular expressions (ICU's dialect) match."""

    breaks: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules for some languages, usually read from an SRX file; where none fits, ours decide, unless *alone*."""

    languages: tuple[tuple[str, str], ...]  # a pattern of language tags and the name of a group of rules
    groups: tuple[tuple[str, tuple[Rule, ...]], ...]
    cascade: bool = False  # whether all groups that fit the language count, or the first
    alone: bool = False

    def of(self, language: str) -> tuple[Rule, ...]:
        """Return the rules for the tag *language*, in their order."""
        names = [name for pattern, name in self.languages if _fits(pattern, language)]
        groups = dict(self.groups)
        return tuple(rule for name in (names if self.cascade else names[:1]) for rule in groups.get(name, ()))


@functools.lru_cache(maxsize=256)
def _fits(pattern: str, language: str) -> bool:
    tags = (language, language.replace("-", "_"))  # SRX 1.0 has "EN_US"
    try:
        compiled = regex.compile(icu.translate(pattern), regex.V1 | regex.IGNORECASE)
        return any(compiled.fullmatch(tag, timeout=1) for tag in tags)
    except (regex.error, ValueError, RecursionError, TimeoutError):
        return False


@functools.lru_cache(maxsize=16_384)
def _compiled(rule: Rule) -> regex.Pattern[str]:
    try:
        return icu.compile_at(rule.before, rule.after)
    except ValueError as error:
        message = _("A segmentation rule is not a regular expression ({reason}): {rule}; mend it in the SRX file.")
        raise FormatError(message.format(reason=error, rule=_shown(rule))) from None


def check(rules: Rules) -> None:
    """Compile every rule; raise FormatError at the first that cannot be used."""
    for _name, group in rules.groups:
        for rule in group:
            _compiled(rule)


def cuts(text: str, language: str, rules: Rules, ours: list[int]) -> list[int]:
    """Return where *rules* cut *text*, and *ours* where they are silent; offsets behind any space.

    Raises FormatError where a rule cannot be compiled or takes too long.
    """
    judge = _Judge(text, [(_compiled(rule), rule.breaks) for rule in rules.of(language)])
    lead = len(text) - len(text.lstrip())
    try:
        asked = sorted(place for place in judge.asked() if 0 < place < len(text))
        says: dict[int, bool] = {}
        for place, end in _ends(text, asked):
            says[end] = says.get(end, False) or judge.breaks(place) is True
        yes = {end for end, breaks in says.items() if breaks and lead < end < len(text)}
        kept = set() if rules.alone else {cut for cut in ours if not judge.forbids(cut)}
    except TimeoutError:
        message = _("A segmentation rule takes too long on this text; simplify the repeated parts in the SRX file.")
        raise FormatError(message) from None
    return sorted(yes | kept)


class _Judge:
    """The rules on one text, with a limited patience; its methods raise TimeoutError at its end."""

    def __init__(self, text: str, rules: list[tuple[regex.Pattern[str], bool]]) -> None:
        self._text = text
        self._rules = rules
        self._deadline = time.monotonic() + _PATIENCE

    def asked(self) -> set[int]:
        """Return every place where some rule breaks, whatever the others say."""
        return {
            found.start()
            for pattern, breaks in self._rules
            if breaks
            for found in pattern.finditer(self._text, timeout=self._left())
        }

    def breaks(self, place: int) -> bool | None:
        """Tell what the first rule that fits at *place* says."""
        for pattern, breaks in self._rules:
            if pattern.match(self._text, place, timeout=self._left()):
                return breaks
        return None

    def forbids(self, cut: int) -> bool:
        """Tell whether a rule forbids a break at *cut* or before the space that it ends."""
        gap = cut
        while gap > 0 and self._text[gap - 1].isspace() and cut - gap < _WIDEST:
            gap -= 1
        return any(self.breaks(place) is False for place in {gap, cut})

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _ends(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Pair each place with the end of the space that it stands in."""
    end = 0
    for place in places:
        if place >= end:
            found = _SPACE.match(text, place)
            end = found.end() if found else place
        yield place, end


def _shown(rule: Rule) -> str:
    shown = f"{rule.before} | {rule.after}"
    return shown if len(shown) <= 80 else f"{shown[:79]}…"  # noqa: PLR2004
