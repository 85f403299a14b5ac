"""Text with inline codes: an immutable sequence of characters, codes and sentence breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from functools import cached_property, lru_cache
from typing import Self

import regex


class Kind(Enum):
    """Where a code stands: before what it marks, after it, or alone."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


class Can(Flag):
    """What a translator may do with one code."""

    NOTHING = 0
    COPY = auto()
    DELETE = auto()
    REORDER = auto()


ALL = Can.COPY | Can.DELETE | Can.REORDER


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code: a link, emphasis, a line break, a picture.

    *pair* is the id that the opening and the closing code share, unique in a unit. *label* is the short word on the
    chip ("link"). *data* is the native markup it stands for (``<a href="…">``). *equiv* is what it reads as in plain
    text (a line break is a newline). *raw* is the element as the file it was read from wrote it, reused when that
    file is patched and no part of what the code means.
    """

    kind: Kind
    pair: str
    label: str = ""
    data: str = ""
    equiv: str = ""
    can: Can = ALL
    raw: str = field(default="", compare=False, repr=False)

    @property
    def key(self) -> tuple[Kind, str]:
        """Return what identifies the code within its unit."""
        return self.kind, self.pair

    @property
    def mark(self) -> str:
        """Return the code as the command line writes it: ``{1}``, ``{/1}`` or ``{2/}``."""
        if self.kind is Kind.OPEN:
            return f"{{{self.pair}}}"
        return f"{{/{self.pair}}}" if self.kind is Kind.CLOSE else f"{{{self.pair}/}}"


@dataclass(frozen=True, slots=True)
class Break:
    """A boundary between two sentences (or paragraphs) inside one segment; of no width and no code."""

    paragraph: bool = False


Run = str | Code | Break
_MARK = regex.compile(r"(\\*)\{(/?)([^{}\s/\\]+)(/?)\}")


@dataclass(frozen=True)
class Text:
    """Runs of characters, codes and breaks, in reading order.

    A *position* counts characters (code points), each code and each break as one. Neighbouring strings are one run
    and no run is empty, so equal texts are equal values; build with ``Text.of``.

    >>> Text.of("One ", "text").runs
    ('One text',)
    """

    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, *runs: Run) -> Self:
        """Build a text from *runs* in any form."""
        if len(runs) == 1 and runs[0].__class__ is str:
            return cls(runs) if runs[0] else cls()
        joined: list[Run] = []
        said: list[str] = []  # neighbouring strings
        for run in runs:
            if isinstance(run, str):
                if run:
                    said.append(run)
                continue
            if said:
                joined.append("".join(said) if len(said) > 1 else said[0])
                said.clear()
            joined.append(run)
        if said:
            joined.append("".join(said))
        return cls(tuple(joined))

    @cached_property
    def plain(self) -> str:
        """The characters alone."""
        runs = self.runs
        if len(runs) == 1 and isinstance(runs[0], str):
            return runs[0]
        return "".join([run for run in runs if isinstance(run, str)])

    @cached_property
    def readable(self) -> str:
        """The characters, with codes that read as characters (a line break) in their place."""
        return "".join(run if isinstance(run, str) else run.equiv for run in self.runs if not isinstance(run, Break))

    @property
    def codes(self) -> tuple[Code, ...]:
        """Return the inline codes in order."""
        return tuple(run for run in self.runs if isinstance(run, Code))

    @property
    def breaks(self) -> tuple[tuple[int, Break], ...]:
        """Return each break with the position where it stands when breaks themselves count nothing."""
        found, position = [], 0
        for run in self.runs:
            if isinstance(run, Break):
                found.append((position, run))
            else:
                position += len(run) if isinstance(run, str) else 1
        return tuple(found)

    def __len__(self) -> int:
        """Count the positions."""
        runs = self.runs
        if len(runs) == 1 and isinstance(runs[0], str):
            return len(runs[0])
        return sum(len(run) if isinstance(run, str) else 1 for run in self.runs)

    def __bool__(self) -> bool:
        """Tell whether anything is here."""
        return bool(self.runs)

    def __iter__(self) -> Iterator[Run]:
        """Yield the text one position at a time: a character, a code or a break."""
        for run in self.runs:
            if isinstance(run, str):
                yield from run
            else:
                yield run

    def __add__(self, other: Text) -> Text:
        """Join two texts."""
        return Text.of(*self.runs, *other.runs)

    def cut(self, position: int) -> tuple[Text, Text]:
        """Divide before *position* (0 … ``len``); what lies beyond either end is all or nothing."""
        left: list[Run] = []
        right: list[Run] = []
        for run in self.runs:
            size = len(run) if isinstance(run, str) else 1
            if position >= size:
                left.append(run)
            elif position > 0 and isinstance(run, str):
                left.append(run[:position])
                right.append(run[position:])
            else:
                right.append(run)
            position = max(0, position - size)
        return Text(tuple(left)), Text(tuple(right))

    def part(self, start: int, end: int) -> Text:
        """Return what lies between two positions."""
        if len(self.runs) == 1 and isinstance(self.runs[0], str):
            return Text.of(self.runs[0][max(start, 0) : max(end, 0)])
        return self.cut(end)[0].cut(start)[1]

    def strip(self) -> tuple[Text, Text, Text]:
        """Return the white space in front, the text without it, and the white space behind."""
        first, last = (self.runs[0], self.runs[-1]) if self.runs else ("", "")
        front = len(first) - len(first.lstrip()) if isinstance(first, str) else 0
        behind = len(last) - len(last.rstrip()) if isinstance(last, str) else 0
        if not front and not behind:
            return EMPTY, self, EMPTY
        if len(self.runs) == 1 and isinstance(first, str):
            end = max(len(first) - behind, front)
            middle = Text((first[front:end],)) if end > front else EMPTY
            return _space(first[:front]) if front else EMPTY, middle, _space(first[end:]) if end < len(first) else EMPTY
        if not front and isinstance(last, str) and behind < len(last):
            return EMPTY, Text((*self.runs[:-1], last[:-behind])), _space(last[-behind:])
        end = max(len(self) - behind, front)
        return self.part(0, front), self.part(front, end), self.part(end, len(self))

    def without_edge_breaks(self) -> Text:
        """Return the text without the breaks at its very start and end."""
        start, end = 0, len(self.runs)
        while start < end and isinstance(self.runs[start], Break):
            start += 1
        while end > start and isinstance(self.runs[end - 1], Break):
            end -= 1
        return Text(self.runs[start:end])

    def without_breaks(self) -> Text:
        """Return the text as a reader of a file that knows no breaks sees it."""
        if len(self.runs) == 1 and isinstance(self.runs[0], str):
            return self
        runs = [run for run in self.runs if not isinstance(run, Break)]
        return self if len(runs) == len(self.runs) else Text.of(*runs)

    def with_breaks(self, breaks: Iterable[tuple[int, Break]]) -> Text:
        """Put breaks back at the positions that ``breaks`` told; those beyond the end are left out."""
        rest, pieces, passed = self.without_breaks(), [], 0
        for position, brk in breaks:
            if not passed <= position <= passed + len(rest):
                continue
            head, rest = rest.cut(position - passed)
            pieces += [*head.runs, brk]
            passed = position
        return Text.of(*pieces, *rest.runs)

    def marked(self, known: Iterable[Code] = ()) -> str:
        r"""Write the text with its codes as ``{1}…{/1}`` and ``{2/}``.

        Characters that would read as one of its own codes or of *known* get a backslash in front.

        >>> Text.of("see ", Code(Kind.OPEN, "1"), "here", Code(Kind.CLOSE, "1"), " {1} {x}").marked()
        'see {1}here{/1} \\{1} {x}'
        """
        marks = {code.mark for code in (*self.codes, *known)}
        pieces: list[str] = []
        for run in self.without_breaks().runs:
            if isinstance(run, str):
                pieces.append(_escape(run, marks))
            elif isinstance(run, Code):
                before = pieces[-1] if pieces else ""
                pieces += ["\\" * (len(before) - len(before.rstrip("\\"))), run.mark]
        return "".join(pieces)

    @classmethod
    def parse(cls, marked: str, known: Iterable[Code]) -> Self:
        """Read what ``marked`` wrote; only the codes in *known* are codes, all else is characters."""
        codes = {code.mark: code for code in known}
        runs: list[Run] = []
        end = 0
        for match in _MARK.finditer(marked):
            mark = match[0][len(match[1]) :]
            if mark not in codes:
                continue
            runs.append(marked[end : match.start()])
            slashes = len(match[1])
            runs.append("\\" * (slashes // 2))
            runs.append(mark if slashes % 2 else codes[mark])
            end = match.end()
        return cls.of(*runs, marked[end:])


EMPTY = Text()


@lru_cache(64)
def _space(said: str) -> Text:
    """Return white space as a text: nearly always the same, between one sentence and the next."""
    return Text((said,))


def _escape(run: str, marks: set[str]) -> str:
    if not marks or "{" not in run:
        return run

    def mend(match: regex.Match[str]) -> str:
        slashes = len(match[1])
        mark = match[0][slashes:]
        return "\\" * (2 * slashes + 1) + mark if mark in marks else match[0]

    return _MARK.sub(mend, run)


def missing(source: Text, target: Text) -> tuple[Code, ...]:
    """Return the codes of *source* that *target* does not hold yet, in the source's order."""
    left = Counter(code.key for code in target.codes)
    found = []
    for code in source.codes:
        if left[code.key]:
            left[code.key] -= 1
        else:
            found.append(code)
    return tuple(found)


def nested(codes: Iterable[Code]) -> set[str]:
    """Return the pairs that could each be one element: those that close in the order in which they opened."""
    stack: list[str] = []
    standing: Counter[str] = Counter()  # those in the stack that nothing closed yet
    found: set[str] = set()
    for code in codes:
        if code.kind is Kind.OPEN:
            stack.append(code.pair)
            standing[code.pair] += 1
        elif code.kind is Kind.CLOSE and standing[code.pair]:
            standing[code.pair] -= 1
            if stack[-1] == code.pair:
                found.add(stack.pop())
            while stack and not standing[stack[-1]]:
                stack.pop()
    return found


_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{L}\p{N}\p{M}]+(?:['’\-\u2011.,][\p{L}\p{N}\p{M}]+)*"
)


def words(text: str) -> list[str]:
    """Return the words; in scripts without spaces each character counts as one.

    >>> words("It’s 1,000 well-known words")
    ['It’s', '1,000', 'well-known', 'words']
    """
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """Count the words of *text*."""
    return len(_WORD.findall(text))
