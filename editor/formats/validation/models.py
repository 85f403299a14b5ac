"""What an element may contain: a content model written as in a DTD, and where a sequence of children leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

OTHER, ANY = "other", "any"
_TOKEN = re.compile(r"[\w.\-]+(?::[\w.\-]+)?|[()|?*+]")
_STRANGER, _UNNAMED = "\ue000", "\ue001"  # a child of another namespace; one that the model does not name
_FIRST = 0xE002  # from here on one private character stands for one name of a child
_FLAGS = {"?", "*", "+", "(", ")", "|"}
_MEMORY = 4_096


@dataclass(frozen=True, slots=True)
class Content:
    """A compiled content model.

    *text* is "mixed" where words may stand between the children, "none" where only white space may, "nothing" where
    not even that. *namespace* is the one that the wild card "other" shuts out.
    """

    text: str
    namespace: str
    codes: Mapping[str, str]
    pattern: re.Pattern[str]
    childless: bool  # whether it may stand without children
    seen: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def coded(self, children: Iterable[str]) -> str:
        """Write the names of *children* as one character each."""
        codes = self.codes
        return "".join([codes.get(name) or self._stranger(name) for name in children])

    def _stranger(self, name: str) -> str:
        uri = name[1:].partition("}")[0] if name.startswith("{") else ""
        return _STRANGER if uri and uri != self.namespace else _UNNAMED

    def fits(self, coded: str) -> bool:
        """Tell whether such children may stand here."""
        known = self.seen.get(coded)
        if known is None:
            known = self.pattern.fullmatch(coded) is not None
            if len(self.seen) < _MEMORY:
                self.seen[coded] = known
        return known

    def offender(self, coded: str) -> int:
        """Return which child cannot stand where it does; their number where one is missing at the end."""
        partial = _partly(self.pattern.pattern)
        low, high = 0, len(coded)
        while low < high:
            middle = (low + high + 1) // 2
            if partial.fullmatch(coded[:middle], partial=True):
                low = middle
            else:
                high = middle - 1
        return low

    def skipped(self, coded: str, place: int) -> str | None:
        """Return the name of what would have to stand before the child at *place* for that to be right, if it may."""
        partial = _partly(self.pattern.pattern)
        begun, rest = coded[:place], coded[place]
        following = (name for name, code in self.codes.items() if code != rest)
        return next(
            (name for name in following if partial.fullmatch(begun + self.codes[name] + rest, partial=True)), None
        )

    def expected(self, coded: str) -> tuple[str, ...]:
        """Return the names of what may follow *coded*."""
        partial = _partly(self.pattern.pattern)
        following = [name for name, code in self.codes.items() if partial.fullmatch(coded + code, partial=True)]
        return tuple(following)


def _partly(pattern: str) -> Any:  # noqa: ANN401 - only mistakes need it, so it is imported for them alone
    return import_module("regex").compile(pattern)


def compiled(model: str, namespace: str, prefixes: Mapping[str, str]) -> Content:
    """Compile *model*: "empty", or names with ? * + | and brackets, "text" first where words may stand between.

    A name without a prefix is of *namespace*. "other" is any element of another namespace, "any" any element.
    """
    if model == "empty":
        return Content("nothing", namespace, {}, re.compile(""), childless=True)
    words = _TOKEN.findall(model)
    text = "none"
    if words and words[0] == "text":
        text, words = "mixed", words[1:]
    names = {word: _clark(word, namespace, prefixes) for word in words if word not in {*_FLAGS, OTHER, ANY}}
    codes = {name: chr(_FIRST + number) for number, name in enumerate(dict.fromkeys(names.values()))}
    foreign = "".join(code for name, code in codes.items() if not name.startswith(f"{{{namespace}}}"))
    wild = {OTHER: f"[{_STRANGER}{foreign}]", ANY: "."}
    parts = [word if word in _FLAGS else wild.get(word) or codes[names[word]] for word in words]
    pattern = re.compile("".join(parts).replace("(", "(?:"), re.DOTALL)
    return Content(text, namespace, codes, pattern, childless=pattern.fullmatch("") is not None)


def _clark(word: str, namespace: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, local = word.rpartition(":")
    uri = prefixes[prefix] if colon else namespace
    return f"{{{uri}}}{local}" if uri else local
