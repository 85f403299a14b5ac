"""Letters that change as originals do: scripted edits that remember which sentence is which."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from editor import formats
from editor.edits import CLOSED
from editor.model import Document, Note, Review, State
from editor.rows import Rows
from editor.segmentation.inline import segmenter
from editor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = """
room street harbour letter stove winter council vote door key evening table window book shelf reader town rain night
bread school lawyer court complaint police deed page friend sailor class mountain librarian name list money choice
market ferry lamp roof coal ladder chair map index atlas poem song neighbour mother father child teacher baker tailor
meeting minute hour week month year morning silence answer question promise street bridge tower wall garden apple plum
bring carry close come draw find give hold keep know learn leave lend make move open pass put read send show sit speak
stand stay take teach tell think wait walk want warm watch write cold bright old young small long short heavy quiet
early late never always often once twice together alone above below before after between under over along across
against
""".split()
SHORT = ["Thank you.", "Come.", "We wait.", "So be it.", "It is ours."]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the original: which of the first version it was, and what happened to it."""

    text: str
    was: tuple[int, ...] = ()
    touched: str = ""  # "", "changed", "new", "copy"


Letter = list[list[Said]]


@dataclass(slots=True)
class Script:
    """An original being edited."""

    random: Random
    letter: Letter
    gone: set[int] = field(default_factory=set)

    def place(self) -> tuple[int, int]:
        """Return the paragraph and the number of some sentence."""
        paragraph = self.random.choice([n for n, each in enumerate(self.letter) if each])
        return paragraph, self.random.randrange(len(self.letter[paragraph]))


def sentence(random: Random) -> str:
    """Return a sentence of three to eighteen words, mostly with a comma in it."""
    words = random.choices(WORDS, k=random.randrange(3, 19))
    if len(words) > 5:
        at = random.randrange(2, len(words) - 2)
        words[at] += ","
    return " ".join(words).capitalize() + "."


def letter(random: Random, size: int) -> Letter:
    """Return a letter of about *size* sentences, some short ones again and again."""
    found: Letter = []
    number = 0
    while number < size:
        paragraph = []
        for _sentence in range(random.randrange(1, 7)):
            text = random.choice(SHORT) if random.random() < 0.08 else sentence(random)
            paragraph.append(Said(text, (number,)))
            number += 1
        found.append(paragraph)
    return found


# ── Edits ────────────────────────────────────────────────────────────────────────────────────────────────────────


def insert(script: Script) -> None:
    paragraph, at = script.place()
    script.letter[paragraph].insert(at, Said(sentence(script.random), (), "new"))


def delete(script: Script) -> None:
    paragraph, at = script.place()
    script.letter[paragraph].pop(at)


def move_paragraph(script: Script) -> None:
    moving = script.letter.pop(script.place()[0])
    script.letter.insert(script.random.randrange(len(script.letter) + 1), moving)


def move_sentence(script: Script) -> None:
    paragraph, at = script.place()
    moving = script.letter[paragraph].pop(at)
    paragraph = script.random.randrange(len(script.letter))
    script.letter[paragraph].insert(script.random.randrange(len(script.letter[paragraph]) + 1), moving)


def typo(script: Script) -> None:
    paragraph, at = script.place()
    said = script.letter[paragraph][at]
    place = script.random.randrange(1, len(said.text) - 1)
    mended = said.text[:place] + script.random.choice("aeiou") + said.text[place + 1 :]
    if " ".join(mended.split()) != said.text and "." not in mended[:-1] and said.touched != "new":
        touched = "changed" if mended[place].islower() and said.text[place].isalpha() else ""
        if touched:
            script.letter[paragraph][at] = replace(said, text=mended, touched=touched)


def split(script: Script) -> None:
    paragraph, at = script.place()
    said = script.letter[paragraph][at]
    first, comma, second = said.text.partition(", ")
    if comma and said.touched != "new":
        halves = [Said(f"{first}.", said.was, "changed"), Said(second.capitalize(), said.was, "changed")]
        script.letter[paragraph][at : at + 1] = halves


def merge(script: Script) -> None:
    paragraph, at = script.place()
    two = script.letter[paragraph][at : at + 2]
    if len(two) == 2 and not any(said.touched for said in two):
        text = f"{two[0].text[:-1]}, {two[1].text[:1].lower()}{two[1].text[1:]}"
        script.letter[paragraph][at : at + 2] = [Said(text, two[0].was + two[1].was, "changed")]


def duplicate(script: Script) -> None:
    paragraph, at = script.place()
    copy = replace(script.letter[paragraph][at], touched="copy")
    script.letter[script.random.randrange(len(script.letter))].append(copy)


EDITS: tuple[Callable[[Script], None], ...] = (
    insert,
    delete,
    move_paragraph,
    move_sentence,
    typo,
    typo,
    split,
    merge,
    duplicate,
)


def edited(first: Letter, random: Random, times: int) -> Letter:
    """Return the letter after some edits, each of a kind at random."""
    script = Script(random, [list(paragraph) for paragraph in first])
    for _edit in range(times):
        if any(script.letter):
            random.choice(EDITS)(script)
    return [paragraph for paragraph in script.letter if paragraph]


# ── Documents ────────────────────────────────────────────────────────────────────────────────────────────────────


def original(said: Letter, form: str) -> Document:
    """Return the letter as a document read from a file of some form."""
    paragraphs = [" ".join(each.text for each in paragraph) for paragraph in said]
    if form == "txt":
        text = "\n\n".join(paragraphs)
    else:
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        text = f"<!doctype html><html lang=en><title>A letter</title><body><article>{body}</article></body></html>"
    options = formats.ReadOptions(f"letter.{form}", "en", "ru", segment=segmenter())
    return formats.read(text.encode(), options)


def translated(document: Document, random: Random) -> Document:
    """Return the document with most rows translated, each target unlike all others, in all states."""
    rows = []
    for number, row in enumerate(document.rows):
        state = random.choice([State.UNTRANSLATED, *State, State.TRANSLATED, State.TRANSLATED])
        if state is State.UNTRANSLATED:
            rows.append(row)
            continue
        review = Review("R.", "2026-01-01") if state in CLOSED else None
        notes = (Note(f"Note {number}"),) if random.random() < 0.1 else ()
        rows.append(replace(row, target=Text.of(f"Перевод {number}."), state=state, review=review, notes=notes))
    return replace(document, rows=Rows.of(rows))
