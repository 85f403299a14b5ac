"""The comments of a PO entry: flags, what translators and developers say, and what Diptych keeps there for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from editor.formats.making import LooseNote
from editor.formats.po.entries import COMMENT
from editor.model import MARKS, STATES, Mark, Note, Previous, State
from editor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE = re.compile(rf"([ \t\f\v]*+)(\#{COMMENT})?(\r\r\n|\r\n|\n|\r|\Z)")
_OURS = re.compile(r"#[ \t]*diptych:[ \t]*(.*)")
_REASON = re.compile(r"not-for-translation \((.*)\)")
_SIGNED = re.compile(r"\[([^\[\],]*)(?:, (\d{4}-\d\d-\d\d[^\]]*))?\] (.*)", re.DOTALL)
_NOTED = re.compile(r"#\. note ([^:]*): (.*)", re.DOTALL)  # a note in our own file that is not the translators'
_MORE = "#. | "  # begins its further lines
_WORD = "diptych:"
_OTHER_KINDS = frozenset(",=|~")
_KINDS = _OTHER_KINDS | {".", ":"}
_STATES = {state.value: state for state in STATES}
_MARKS = {mark.value: mark for mark in MARKS}
_URGENT = frozenset({Mark.NEEDS_WORK, Mark.SOURCE_CHANGED})


class Maker(Enum):
    """Who made a file, and whether another program saved it since."""

    OURS = auto()
    PASSED_ON = auto()
    FOREIGN = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One comment line: what follows the ``#`` tells its kind; *end* lies behind the line end."""

    start: int
    end: int
    text: str

    @property
    def kind(self) -> str:
        """Return "," "=" "." ":" "|" as the second character says, "" for a translator's comment."""
        return self.text[1:2] if self.text[1:2] in _KINDS else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a PO entry says of itself: state, marks, and why it is not for translation."""

    state: State
    marks: frozenset[Mark] = frozenset()
    reason: str = ""


def lines(text: str, start: int, end: int) -> list[Line]:
    """Return the comment lines between two offsets."""
    found = []
    at = start
    while at < end:
        match = _LINE.match(text, at)
        if match is None or match.end() == at:
            break
        if match[2]:
            found.append(Line(match.start(), match.end(), match[2]))
        at = match.end()
    return found


def texts(comments: str) -> list[str]:
    """Return what the comment lines of an entry say, from the ``#`` on."""
    plain = comments.replace("\r\n", "\n") if "\r" in comments else comments
    if "\r" in plain:
        return [line.text for line in lines(comments, 0, len(comments))]
    plain = plain.strip("\n")
    found = plain.split("\n") if plain else []
    if plain.count("\n#") == len(found) - 1 and plain.startswith("#"):
        return found
    return [said for line in found if (said := line.lstrip(" \t\f\v"))]


def is_ours(said: str) -> bool:
    """Tell whether the line is the one that Diptych keeps for itself."""
    return _WORD in said and _OURS.match(said) is not None


def flags(comments: Iterable[str]) -> list[str]:
    """Return the flags of the ``#,`` lines."""
    return [flag.strip() for said in comments if said[1:2] == "," for flag in said[2:].split(",") if flag.strip()]


def implied(*, fuzzy: bool, changed: bool, target: bool, maker: Maker) -> Standing:
    """Return what the native fields alone say.

    Other programs say fuzzy of what needs work; we, where we say no more, of a draft.
    """
    if not target:
        return Standing(State.UNTRANSLATED)
    if not fuzzy:
        return Standing(State.TRANSLATED)
    if maker is Maker.OURS and not changed:
        return Standing(State.DRAFT)
    return Standing(State.DRAFT, frozenset({Mark.SOURCE_CHANGED if changed else Mark.NEEDS_WORK}))


def standing(comments: Sequence[str], *, changed: bool, target: bool, maker: Maker) -> Standing:
    """Return what an entry with *comments* says; *changed* tells whether it has a previous msgid.

    Our own line is believed as far as the native flag does not contradict it: another program may have changed that.
    """
    fuzzy = "fuzzy" in flags(comments)
    said = next((match[1] for line in comments if (match := _OURS.match(line))), None)
    if said is None:
        return implied(fuzzy=fuzzy, changed=changed, target=target, maker=maker)
    told = _read(said)
    if needs_fuzzy(told, target=target) == fuzzy and (told.state is State.UNTRANSLATED) != target:
        return told
    native = implied(fuzzy=fuzzy, changed=changed, target=target, maker=Maker.FOREIGN)
    lasting = told.marks - _URGENT
    return Standing(native.state, native.marks | lasting, told.reason)


def _read(said: str) -> Standing:
    match = _REASON.search(said)
    reason = match[1] if match else ""
    words = [word.strip() for word in _REASON.sub("not-for-translation", said).split(",")]
    states = [_STATES[word] for word in words if word in _STATES]
    return Standing(
        states[0] if states else State.UNTRANSLATED, frozenset(_MARKS[w] for w in words if w in _MARKS), reason
    )


def needs_fuzzy(told: Standing, *, target: bool) -> bool:
    """Tell whether an entry that stands so carries the flag fuzzy."""
    return target and (told.state is State.DRAFT or bool(told.marks & _URGENT))


def ours(told: Standing, *, target: bool, changed: bool, maker: Maker) -> str | None:
    """Return the line that says what the native fields cannot, None where they say all.

    *changed* tells whether the entry keeps what its source was before.

    In a file of another tool a plain draft is written as fuzzy alone, as its peers would. In our own it is named:
    fuzzy alone means, once another program has saved the file, that somebody there says that it needs work.
    """
    fuzzy = needs_fuzzy(told, target=target)
    readers = {maker, Maker.FOREIGN}  # who may read it: the maker's name is what other programs change
    natives = [implied(fuzzy=fuzzy, changed=changed, target=target, maker=reader) for reader in readers]
    if all((native.state, native.marks) == (told.state, told.marks) for native in natives):
        return None
    if maker is Maker.FOREIGN and told.state is State.DRAFT and not told.marks:
        return None
    words = [told.state.value] if told.state is not State.UNTRANSLATED else []
    for mark in MARKS:
        if mark in told.marks:
            reason = " ".join(told.reason.split())
            why = f" ({reason})" if mark is Mark.NOT_FOR_TRANSLATION and reason else ""
            words.append(mark.value + why)
    return "# diptych: " + ", ".join(words)


def notes(comments: Sequence[str], context: str | None = None) -> tuple[Note, ...]:
    """Return what people say in a file that is not ours.

    Translators' comments come first, then the developers', where the text is used, and the *context*.
    """
    translators: list[str] = []  # calling list[str] would cost more than all the rest
    developers: list[str] = []
    references: list[str] = []
    for said in comments:
        kind = said[1:2]
        if kind == ":":
            references.append(said[2:].removeprefix(" "))
        elif kind == ".":
            developers.append(said[2:].removeprefix(" "))
        elif kind not in _OTHER_KINDS and not is_ours(said):
            translators.append(said[1:].removeprefix(" "))
    found: list[Note] = []
    if translators:
        found.append(_made("\n".join(translators), ""))
    if developers and (text := "\n".join(developers)):
        found.append(_made(text, "developer"))
    if references and (text := "\n".join(references)):
        found.append(_made(text, "reference"))
    if context is not None:
        found.append(_made(context, "context"))
    return tuple(found)


def _made(text: str, origin: str) -> Note:
    note: Note = LooseNote(text, "", "", origin)
    note.__class__ = Note
    return note


def own_notes(comments: Sequence[str]) -> tuple[Note, ...]:
    """Return what people say in our own file: translators' comments first, then those of others, then references."""
    blocks: list[list[str]] = [[]]
    for said in comments:
        if said[1:2] in _KINDS or is_ours(said):
            continue
        if said == "#":
            blocks.append([])
        else:
            blocks[-1].append(said[1:].removeprefix(" "))
    found = [_signed("\n".join(block)) for block in blocks if block] + _others(comments)
    references = "\n".join(said[2:].removeprefix(" ") for said in comments if said[1:2] == ":")
    return (*found, Note(references, origin="reference")) if references else tuple(found)


def is_others(said: str) -> bool:
    """Tell whether a line of our own file holds a note that is not the translators', or goes on with one."""
    return said.startswith(("#. note ", _MORE))


def _others(comments: Iterable[str]) -> list[Note]:
    """Return the notes in our own file that are not the translators'."""
    found: list[Note] = []
    for said in comments:
        match = _NOTED.fullmatch(said)
        if match is not None:
            found.append(replace(_signed(match[2]), origin=match[1]))
        elif said.startswith(_MORE) and found:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{said.removeprefix(_MORE)}")
    return found


def _signed(text: str) -> Note:
    signed = _SIGNED.fullmatch(text)
    return Note(signed[3], signed[1], signed[2] or "") if signed else Note(text)


def said(written: tuple[Note, ...], *, own: bool) -> list[str]:
    """Return the comment lines that keep the translators' own notes, in our *own* file all notes."""
    blocks, others = [], list[str]()
    for note in written:
        if note.origin and not own:
            continue
        date = f", {note.date}" if note.date else ""
        text = note.text
        if own and (note.author or date or _SIGNED.fullmatch(text)):
            text = f"[{note.author}{date}] {text}"
        parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if note.origin == "reference" and not note.author and not date:
            others += [f"#: {part}" for part in parts]
        elif note.origin:
            others += [f"#. note {' '.join(note.origin.split()).replace(':', ' ')}: {parts[0]}"]
            others += [f"{_MORE}{part}" for part in parts[1:]]
        else:
            blocks.append([f"# {part}" for part in parts])
    return [line for number, block in enumerate(blocks) for line in (["#"] if number else []) + block] + others


def previous(texts: dict[str, str], target: Text) -> Previous | None:
    """Return what stood there before, from the strings of the ``#|`` lines by keyword."""
    return Previous(Text.of(texts["msgid"]), target) if "msgid" in texts else None
