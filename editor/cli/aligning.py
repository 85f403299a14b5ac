"""The command that makes one parallel text of two: align."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from editor import formats, storage
from editor.cli import words
from editor.cli.paths import BILINGUAL, aim, existing, languages, naming, opened
from editor.errors import FormatError, StorageError
from editor.i18n import _, ngettext
from editor.languages import Language, can_guess, guess
from editor.model import STATES, Head, Segment, State
from editor.model import document as made
from editor.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.align.aligner import Options
    from editor.align.beads import Bead
    from editor.align.learning import Lexicon
    from editor.cli.arguments import Arguments
    from editor.model import Document

DONE = 0
_ENOUGH = 200  # letters, to say anything of a language
_SAMPLE = 60  # sentences that tell it


def align(arguments: Arguments) -> int:
    """Align a text and its translation."""
    from editor.align import documents
    from editor.cli import linking
    from editor.linking import bitext

    inputs = (arguments.file, arguments.other, arguments.srx, arguments.anchors, arguments.links)
    named = (*inputs, *arguments.dictionary, *arguments.learn)
    aim(arguments.output, named, BILINGUAL, linking.LINKS)
    source, target = languages(arguments.source or "", arguments.target or "")
    if existing(arguments.file).samefile(existing(arguments.other)):
        raise StorageError(_("{path} is named twice; name a text and its translation.").format(path=arguments.file))
    if arguments.links:
        return _linked(arguments)
    left, right = _read(arguments, arguments.file, source), _read(arguments, arguments.other, target)
    options = _options(arguments, left.head.source_language)
    beads = bitext.links(left, right, (arguments.file, arguments.other), options)
    if arguments.output.lower().endswith(linking.ALONE):
        linking.put_links(beads, arguments.output)
        losses: tuple[str, ...] = ()
    else:
        parallel = documents.aligned(left, right, beads, options.anchors)
        losses = linking.write(parallel, arguments.output, arguments.xliff)
    words.tell((*left.warnings, *right.warnings, *bitext.doubts(left, right, beads), *losses))
    _say(arguments, beads)
    return DONE


def _linked(arguments: Arguments) -> int:
    """Join both texts by links that exist already."""
    from editor.cli import linking

    document = linking.linked(arguments, lambda name, language: _read(arguments, name, language))
    losses = linking.write(document, arguments.output, arguments.xliff)
    words.tell((*document.warnings, *losses))
    _say(arguments, linking.beads_of(document))
    return DONE


# ── What goes in ─────────────────────────────────────────────────────────────────────────────────────────────────


def _read(arguments: Arguments, name: str, language: str) -> Document:
    """Return one of the two documents, its language told or guessed."""
    if arguments.sentences:
        return _lines(name, language)
    asked = type(arguments)(**{**vars(arguments), "source": language or None, "target": None})
    document = opened(name, asked)
    told = document.head.source_language
    return _checked(document, name, told, " ".join(row.source.plain for row in document.rows[:_SAMPLE]))


def _lines(name: str, language: str) -> Document:
    """Return a document of one sentence a line; an empty line ends a paragraph."""
    try:
        text = storage.read(existing(name)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormatError(_("{name} is not UTF-8; save it as UTF-8, one sentence a line.").format(name=name)) from None
    rows: list[Segment] = []
    paragraph, gaps = 1, Text.of("\n")
    for number, line in enumerate(text.removesuffix("\n").split("\n")):
        if line.strip():
            sentence = Text.of(line.strip())
            rows.append(Segment(f"f1/u{paragraph}/{number + 1}", sentence, unit=f"f1/u{paragraph}", gap=gaps))
        else:
            paragraph += 1
    sample = " ".join(row.source.plain for row in rows[:_SAMPLE])
    return _checked(made(rows, Head(source_language=language or guess(sample))), name, language, sample)


def _checked(document: Document, name: str, told: str, sample: str) -> Document:
    """Warn where a text seems to be in another language than was said."""
    from dataclasses import replace

    if len(sample) < _ENOUGH or not told or not can_guess(told):
        return document
    seems = guess(sample)
    if not seems or Language(told).primary == seems:
        return document
    warning = _("{name} seems to be in {seems}, not in {told}; check the languages.").format(
        name=name, seems=Language(seems).name, told=Language(told).name
    )
    return replace(document, warnings=(*document.warnings, warning))


def _options(arguments: Arguments, source: str) -> Options:
    """Return what the command line says, and nothing learnt in the window: a command gives the same anywhere."""
    from editor.align import beads as exchange
    from editor.align import learning, meaning
    from editor.align.aligner import Options

    known = [_dictionary(name) for name in arguments.dictionary]
    known += [_learnt(name, source) for name in arguments.learn]
    anchors: list[Bead] = []
    if arguments.anchors:
        with naming(arguments.anchors):
            anchors = exchange.read_path(_text(arguments.anchors))
    return Options(
        anchors=anchors,
        lexicon=learning.merged(known) if known else None,
        embed=meaning.embedder() if arguments.neural else None,
    )


def _text(name: str) -> str:
    try:
        return storage.read(existing(name)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormatError(_("{name} is not UTF-8; save it as UTF-8.").format(name=name)) from None


def _dictionary(name: str) -> Lexicon:
    """Read a bilingual dictionary: words and tabs, StarDict's .ifo, dictd's .index."""
    from editor.align import dictionaries, learning

    path = existing(name)
    with naming(name):
        if path.suffix == ".ifo":
            return dictionaries.lexicon(dictionaries.stardict(_beside(path, ".idx"), _beside(path, ".dict")))
        if path.suffix == ".index":
            return dictionaries.lexicon(dictionaries.dictd(_beside(path, ".index"), _beside(path, ".dict")))
        text = _text(name)
        return learning.read(text) if learning.is_lexicon(text) else dictionaries.lexicon(dictionaries.tsv(text))


def _beside(path: Path, suffix: str) -> bytes:
    """Return the file of a dictionary that has another *suffix*, packed or not."""
    from editor.align.dictionaries import unpacked

    for ending in ("", ".dz", ".gz"):
        other = path.with_suffix(suffix + ending)
        if storage.there(other):
            return unpacked(storage.read(other))
    raise StorageError(
        _("There is no file {path} beside {name}; a dictionary needs both.").format(
            path=path.with_suffix(suffix), name=path.name
        )
    )


def _learnt(name: str, source: str) -> Lexicon:
    """Learn from a bitext's translated segments, or read a lexicon learnt before."""
    from editor.align import learning

    if name.lower().endswith(".tsv"):
        text = _text(name)
        if learning.is_lexicon(text):
            return learning.read(text)
        pairs = [tuple(line.split("\t")[:2]) for line in text.splitlines() if "\t" in line]
        return learning.learn([(one, other) for one, other in pairs])
    document = storage.load(existing(name), formats.ReadOptions(name=Path(name).name)).document
    good = STATES.index(State.TRANSLATED)
    lexicon = learning.learn(
        [(row.source.readable, row.target.readable) for row in document.rows if STATES.index(row.state) >= good]
    )
    back = (document.head.target_language, document.head.source_language)
    turned = all(back) and Language(back[0]).primary == Language(source).primary if source else False
    return learning.reversed_(lexicon) if turned else lexicon


# ── What comes out ───────────────────────────────────────────────────────────────────────────────────────────────


def _say(arguments: Arguments, beads: Sequence[Bead]) -> None:
    from editor.linking.doubts import DOUBTFUL

    least = arguments.min_confidence if arguments.min_confidence is not None else DOUBTFUL
    kinds = Counter("{}-{}".format(*bead.kind) for bead in beads)
    doubtful = sum(bead.confidence < least for bead in beads)
    if arguments.json:
        print(
            json.dumps({"beads": len(beads), "kinds": dict(kinds.most_common()), "doubtful": doubtful, "below": least})
        )
        return
    listed = ", ".join(f"{number} × {kind}" for kind, number in kinds.most_common())
    total = ngettext("{number} link", "{number} links", len(beads)).format(number=len(beads))
    unsure = ngettext("{number} is doubtful", "{number} are doubtful", doubtful).format(number=doubtful)
    print(f"{arguments.output}: {total} ({listed}); {unsure} (< {least:g})")
