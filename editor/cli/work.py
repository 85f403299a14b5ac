"""The commands on a work file: new, show, apply, stats, export, convert."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from editor import delivery, edits, formats, storage
from editor.cli import words
from editor.cli.paths import BILINGUAL, WORK, aim, existing, languages, opened, received, write
from editor.errors import DiptychError, FormatError, StorageError
from editor.formats.subtitles import FASTEST, WIDEST, paces
from editor.i18n import _, ngettext
from editor.model import STATES, Note, State
from editor.model import apply as applied
from editor.original import attach, detached, restored
from editor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor.cli.arguments import Arguments
    from editor.model import Change, Document

DONE, PROBLEMS = 0, 1
_LARGE = 2_000_000  # bytes of an original that a work file to be mailed does not hold unsaid


def new(arguments: Arguments) -> int:
    """Make a work file from a document."""
    aim(arguments.output, [arguments.file, arguments.srx], WORK)
    document = opened(arguments.file, arguments)
    if not arguments.force and _holds_work(Path(arguments.output)):
        raise StorageError(
            _("{path} already holds translations; choose another name, or say --force to replace it.").format(
                path=arguments.output
            )
        )
    if arguments.external:
        document = detached(document)
    written = write(document, arguments.output, formats.WriteOptions())
    words.tell((*document.warnings, *_weight(document), *written.losses))
    head = document.head
    print(f"{arguments.output}: {words.summary(document)} ({head.source_language or '?'} → {head.target_language})")
    return DONE


def _weight(document: Document) -> Iterator[str]:
    """Yield a sentence where the original makes the work file a large one."""
    skeleton = document.head.skeleton
    if skeleton is not None and len(skeleton.data) > _LARGE:
        said = _("The work file holds the original, {size} MB; --external leaves it out.")
        yield said.format(size=round(len(skeleton.data) / 1e6))


def _holds_work(path: Path) -> bool:
    try:
        document = storage.load(path, formats.ReadOptions(name=path.name)).document
    except DiptychError:
        return False
    return any(segment.target for segment in document.rows)


def show(arguments: Arguments) -> int:
    """Print the segments of a file."""
    document = opened(arguments.file, arguments)
    if arguments.json:
        for segment in document.rows:
            print(words.as_json(segment))
    else:
        words.tell(document.warnings)
        for line in words.table(document):
            print(line)
    return DONE


_FEW, _OFTEN = 10_000, 10  # edits: so many of a document, so many of a segment are no mistake
_TOLD = {
    "id",
    "unit",
    "source",
    "target",
    "state",
    "marks",
    "notes",
    "link",
    "note",
}  # what show --json says, and a note


def apply(arguments: Arguments) -> int:
    """Put targets, states and notes into a work file."""
    aim(arguments.output, [], BILINGUAL)
    document = opened(arguments.file, arguments)
    wanted = list(_edits(arguments.edits))
    if len(wanted) > max(_FEW, _OFTEN * len(document.rows)):
        message = _("{name} holds {number} edits for {rows} segments; give each segment one line.")
        raise FormatError(message.format(name=arguments.edits, number=len(wanted), rows=len(document.rows)))
    rows = {segment.id: row for row, segment in enumerate(document.rows)}
    problems = []
    changed = 0
    for edit in wanted:
        identity = cast("str", edit["id"])
        if identity not in rows:
            problems.append(_("There is no segment {id}; its edit was left out.").format(id=identity))
            continue
        before = document
        for make in _changes(document, rows[identity], edit):
            change = make(document)
            document = applied(change, document) if change else document
        changed += document is not before
        problems += _unkept(document, rows[identity], edit)
    written = write(document, arguments.output, formats.WriteOptions())
    words.tell((*problems, *written.losses))
    print(ngettext("{number} segment edited", "{number} segments edited", changed).format(number=changed))
    return PROBLEMS if problems else DONE


def _edits(name: str) -> Iterator[dict[str, object]]:
    try:
        text = received(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormatError(_("{name} is not UTF-8; save the edits as JSON lines in UTF-8.").format(name=name)) from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            edit = json.loads(line)
        except (ValueError, RecursionError):
            edit = None
        trouble = _trouble(edit)
        if trouble:
            raise FormatError(f"{name}: {trouble}", number)
        yield cast("dict[str, object]", edit)


def _trouble(edit: object) -> str:
    if not isinstance(edit, dict) or not isinstance(edit.get("id"), str):
        return _('Each line must be a JSON object with an "id", such as {"id": "f1/u1/1", "target": "…"}.')
    for key in edit.keys() - _TOLD:
        return _("“{key}” says nothing here; an edit has “target”, “state” and “note”.").format(key=key)
    for key in ("target", "note"):
        if not isinstance(edit.get(key, ""), str):
            return _("“{key}” must be a text.").format(key=key)
    if "state" in edit and edit["state"] not in [state.value for state in STATES]:
        return _("“{state}” is no state; use one of {states}.").format(
            state=edit["state"], states=", ".join(state.value for state in STATES)
        )
    return ""


def _changes(document: Document, row: int, edit: dict[str, object]) -> Iterator[Callable[[Document], Change]]:
    segment = document.rows[row]
    if "target" in edit:
        target = Text.parse(cast("str", edit["target"]), (*segment.target.codes, *segment.source.codes))
        yield lambda now: edits.set_target(now, row, target)
    state = _state(edit)
    if state is not None:
        yield lambda now: edits.set_state(now, [row], state)
    if edit.get("note"):
        note = Note(cast("str", edit["note"]))
        yield lambda now: edits.set_notes(now, row, (*now.rows[row].notes, note))


def _state(edit: dict[str, object]) -> State | None:
    """Return the state that an edit asks for; a target makes a draft of what was shown as untranslated."""
    state = State(edit["state"]) if "state" in edit else None
    return None if state is State.UNTRANSLATED and edit.get("target") else state


def _unkept(document: Document, row: int, edit: dict[str, object]) -> list[str]:
    segment = document.rows[row]
    if _state(edit) not in {None, segment.state}:
        return [
            _("Segment {id} has no target, so it cannot be {state}; it stays {now}.").format(
                id=segment.id, state=edit["state"], now=segment.state.value
            )
        ]
    return []


def stats(arguments: Arguments) -> int:
    """Count segments and words by state."""
    document = opened(arguments.file, arguments)
    if arguments.json:
        print(json.dumps(words.statistics(document), ensure_ascii=False))
    else:
        for line in (*words.statistics_lines(document), *_hard_cues(document)):
            print(line)
    return DONE


def _hard_cues(document: Document) -> Iterator[str]:
    """Yield which subtitles are hard to read in their time."""
    hard = [pace for pace in paces(document) if pace.is_hard]
    wide = [pace.row + 1 for pace in hard if pace.longest > WIDEST]
    fast = [pace.row + 1 for pace in hard if pace.speed > FASTEST]
    if wide:
        yield _("Lines of more than {number} characters: {rows}").format(number=WIDEST, rows=words.numbers(wide))
    if fast:
        yield _("More than {number} characters a second: {rows}").format(number=FASTEST, rows=words.numbers(fast))


def export(arguments: Arguments) -> int:
    """Deliver the translated document."""
    aim(arguments.output, [arguments.file, arguments.original])
    document = _with_original(arguments)
    role = formats.writable(arguments.output)[0].role
    if document.head.skeleton is None and role == "document":
        raise FormatError(
            _("{file} does not hold the original document; name it with --original DOC.").format(file=arguments.file)
        )
    options = formats.WriteOptions(
        untranslated=arguments.untranslated, version=arguments.xliff, layout=arguments.layout
    )
    written = write(document, arguments.output, options)
    found = delivery.report(document)
    if role != "document":
        found = replace(found, furniture=())  # an edition leaves it out, and says so
    words.tell((*written.losses, *delivery.sentences(found)))
    if arguments.json:
        print(json.dumps(_delivered(found, document, written), ensure_ascii=False))
    elif role == "work":
        print(f"{arguments.output}: {words.summary(document)}")
    else:
        print(f"{arguments.output}: {_left(written.untranslated, arguments.untranslated)}")
    return DONE


def _with_original(arguments: Arguments) -> Document:
    """Return the document to export, laid into the original where one is named. Raises DiptychError."""
    document = opened(arguments.file, arguments)
    if not arguments.original:
        return document
    skeleton = document.head.skeleton
    if skeleton is not None and skeleton.digest:
        return restored(document, storage.read(existing(arguments.original)))
    return attach(document, opened(arguments.original, arguments))


def _delivered(found: delivery.Report, document: Document, written: formats.Written) -> dict[str, object]:
    """Return the report of an export as JSON would show it: the ids of the segments of each kind."""
    kinds = {each.name: getattr(found, each.name) for each in fields(found)}
    told = {name: [document.rows[row].id for row in rows] for name, rows in kinds.items()}
    return {**told, "losses": list(written.losses)}


def _left(number: int, what: str) -> str:
    if not number:
        return _("everything is translated")
    if what == "skip":
        return ngettext(
            "{number} untranslated segment was left out", "{number} untranslated segments were left out", number
        ).format(number=number)
    return ngettext(
        "{number} untranslated segment keeps its source", "{number} untranslated segments keep their source", number
    ).format(number=number)


def convert(arguments: Arguments) -> int:
    """Write a file in another format and tell what that cannot hold."""
    from editor.cli import linking

    aim(arguments.output, [arguments.file], besides=linking.LINKS)
    if linking.is_links(arguments.file):
        document = linking.parallel(arguments.file, languages(arguments.source or "", arguments.target or ""))
    else:
        document = opened(arguments.file, arguments)
    losses = linking.write(document, arguments.output, arguments.xliff)
    words.tell((*document.warnings, *losses))
    print(f"{arguments.output}: {words.summary(document)}")
    return DONE
