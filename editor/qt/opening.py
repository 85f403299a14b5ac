"""From a file to the desk without a question: languages and encoding are guessed, shown, and changed at will."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog

from editor import columns, edits, formats, storage
from editor.errors import DiptychError, EditError, LanguageError, StorageError
from editor.formats import ReadOptions
from editor.i18n import _, ngettext
from editor.languages import Language
from editor.model import Document, Head, Mark, Segment
from editor.qt import recovering, validating, walk
from editor.qt.cards import WELCOME, Card
from editor.qt.desk import Desk, resume
from editor.qt.sentences import cutter
from editor.qt.workfile import WorkFile
from editor.rows import Rows
from editor.session import Session
from editor.storage import Opened, Stamp, recovery
from editor.storage.beginning import Begun, Wishes, begin, continued, locked
from editor.storage.locks import Holder, Lock
from editor.storage.recovery import Left

if TYPE_CHECKING:
    from editor.qt.window import Window

LOCKED = "locked"  # the subject of the card that says who has the document open
SMALL = 400_000  # bytes: read at once, without a thread and its progress
SUBJECT = "opening"
# What old files are in; anything Python knows may be typed.
ENCODINGS = (
    "utf-8", "utf-16", "windows-1251", "koi8-r", "koi8-u", "ibm866", "windows-1252", "iso-8859-1", "iso-8859-2",
    "windows-1250", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "gb18030", "big5", "shift_jis",
    "euc-jp", "euc-kr",
)  # fmt: skip


def ask(window: Window) -> None:
    """Let the user choose a file, then open it."""
    folder = window.choices.now.folder
    suffixes = sorted({f"*{suffix}" for row in formats.FORMATS if row.reads for suffix in row.suffixes})
    kinds = ";;".join(
        [_("Documents and work files ({suffixes})").format(suffixes=" ".join(suffixes)), _("All files (*)")]
    )
    name, _kind = QFileDialog.getOpenFileName(window, _("Open a document"), folder, kinds)
    if name:
        open_file(window, Path(name))


def are_two_texts(paths: Sequence[Path]) -> bool:
    """Tell whether *paths* are two documents, as a text and its translation are, and none a work file."""
    kinds = [next((row.role for row in formats.for_name(path.name)), "") for path in paths]
    return kinds == ["document", "document"]


def open_file(window: Window, path: Path) -> None:
    """Open the file at *path*: in this window, in another where this one holds a document, or show where it is open."""
    already = window.program.window_of(path)
    if already is not None:
        already.show()
        already.raise_()
        already.activateWindow()
        return
    _load(window, path)


def go_on(window: Window, left: Left) -> None:
    """Go on with work that a journal tells of: in its file, or from the journal alone where that is gone.

    Raises StorageError where not enough of it was kept.
    """
    path = Path(left.subject.path or left.subject.original)
    if storage.there(path):
        open_file(window, path)
        return
    found = recovery.for_document(path, untitled=not left.subject.path)
    base = recovery.based(found[0]) if found else None
    if base is None:
        for each in found:
            each.file.close()
        raise StorageError(_("{path} is gone; without it this work cannot be shown. Put it back.").format(path=path))
    for other in found[1:]:
        other.file.close()
    show(window, path, continued(found[0], Opened(base, Stamp(None)), base))


def reload(window: Window) -> None:
    """Read the file on disk again in the place of the document that is open, which has nothing unsaved."""
    desk = window.desk
    if desk is not None and desk.file.path is not None:
        _load(window, desk.file.path, here=True)


def _load(window: Window, path: Path, *, here: bool = False, force: bool = False) -> None:
    """Read the file at *path*, and lay it on the desk *here*, or where no other document lies; *force* its lock."""
    cut = cutter(window.choices.now)

    wishes = Wishes(window.program.keeps, _own_lock(window, path) if here else None, force)

    def load(progress: Callable[[float], None]) -> Begun:
        options = ReadOptions(name=path.name, segment=cut, progress=lambda share: progress(share / 2))
        begun = begin(path, options, wishes)
        _look_through(begun.opened.document.rows, lambda share: progress(0.5 + share / 2))
        return begun

    def done(begun: Begun) -> None:
        free = here or window.desk is None
        show(window if free else window.program.new_window(), path, begun)

    _in_time(window, path, load, done)


def _own_lock(window: Window, path: Path) -> Lock | None:
    desk = window.desk
    return desk.lock if desk is not None and desk.file.path == path else None


def _look_through(rows: Rows[Segment], progress: Callable[[float], None]) -> None:
    """Reckon what the grid will ask of every row, here where nobody waits for the next frame."""
    for number, chunk in enumerate(rows.chunks):
        part = Rows((chunk,))
        for column in (columns.states, columns.marks, columns.sources, columns.targets, columns.units):
            column(part)
        progress(number / len(rows.chunks))


def _in_time(
    window: Window, path: Path, load: Callable[[Callable[[float], None]], Begun], done: Callable[[Begun], None]
) -> None:
    """Do what is small at once, and the rest in a thread with its progress shown."""
    try:
        small = path.stat().st_size <= SMALL
    except (OSError, ValueError):
        small = True  # storage says what is wrong
    if not small:
        title = _("Opening {name}").format(name=path.name)
        window.tasks.run(title, load, done, subject=SUBJECT)
        return
    try:
        opened = load(lambda _share: None)
    except DiptychError as error:
        window.say(str(error))
        return
    done(opened)


def show(window: Window, path: Path, begun: Begun) -> None:
    """Lay what was read on the desk, with the work that was found in a journal, where one last worked at it."""
    document = begun.document
    if begun.new:
        document = document if begun.found is not None else _with_target(window, document)
        file = WorkFile(original=path, data=begun.opened.data)
    else:
        file = WorkFile(path=path, stamp=begun.opened.stamp, seen=begun.opened.seen)
    desk = lay(window, document, file, begun.lock)
    if window.program.keeps and not document.head.read_only:
        base = document if begun.new and begun.found is None else begun.base
        recovering.put_back(window, desk, base, begun.found)
    window.choices.put(window.choices.now.opened(path.absolute()), later=True)
    _go_to_work(window, desk, path)
    resume(desk)
    if begun.new and begun.found is None:
        _welcome(window, desk)
        _offer_to_continue(window, desk)
    _warn(desk, begun.base)
    validating.unasked(window, desk)
    if isinstance(begun.lock, Holder):
        _locked(window, desk, begun.lock)


def _go_to_work(window: Window, desk: Desk, path: Path) -> None:
    """Go to where one last worked at the file at *path*, else to the first unfinished segment."""
    rows = desk.session.document.rows
    last = window.choices.now.places.get(str(path.absolute()), -1)
    first = walk.step(rows, -1, 1, walk.unfinished)
    if len(rows):
        desk.grid.go_to(last if 0 <= last < len(rows) else first or 0)


def leave(window: Window, desk: Desk) -> None:
    """Remember where one worked at what lies on *desk*, which is put away."""
    place = desk.file.path or desk.file.original
    if place is not None and desk.grid.row >= 0:
        window.choices.put(window.choices.now.left(place.absolute(), desk.grid.row))


def lay(window: Window, document: Document, file: WorkFile, lock: Lock | Holder | None) -> Desk:
    """Put a desk with *document* into *window*, holding *lock*, which the one before may have held."""
    desk = Desk(Session(document), file, window.theme, window.tasks)
    desk.lock = lock if isinstance(lock, Lock) else None
    if window.desk is not None and window.desk.lock is desk.lock:
        window.desk.lock = None
    window.put(desk)
    return desk


def _locked(window: Window, desk: Desk, held: Holder) -> None:
    """Say who has the document open, and offer what can be done."""
    path = desk.file.path
    assert path is not None  # noqa: S101 - only work files are locked
    words = [locked(held)]
    if held.doubtful:
        words.append(_("Nothing was heard of them since {when}.").format(when=recovering.moment(held.seen)))
    card = Card(" ".join(words))
    if held.doubtful:
        card.button(_("Write it all the same"), lambda: _load(window, path, here=True, force=True))
    card.button(_("Try again"), lambda: _load(window, path, here=True), main=True)
    card.button(_("OK"))
    desk.cards.put(LOCKED, card)


def _with_target(window: Window, document: Document) -> Document:
    """Give a new document the target language that its source was last translated into, or the user's own."""
    head = document.head
    if head.target_language:
        return document
    targets = window.choices.now.targets
    own = QLocale().name().partition("_")[0]
    guesses = (targets.get(head.source_language, ""), *targets.values(), own, "ru", "en")
    source = head.source_language.partition("-")[0]
    target = next(tag for tag in guesses if tag and tag.partition("-")[0] not in {source, "C"})
    return replace(document, head=replace(head, target_language=target))


def _warn(desk: Desk, document: Document) -> None:
    sentences = [document.head.read_only] * bool(document.head.read_only) + list(document.warnings)
    if sentences:
        more = len(sentences) - 1
        rest = ngettext("{number} more remark under Properties.", "{number} more remarks under Properties.", more)
        said = f"{sentences[0]} {rest.format(number=more)}" if more else sentences[0]
        card = Card(said)
        card.button(_("OK"))
        desk.cards.put("warnings", card)


_PACKED = frozenset({"docx", "odt", "epub"})  # their parts say themselves what they are written in


# ── The card above a document newly opened ───────────────────────────────────────────────────────────────────────


def _welcome(window: Window, desk: Desk) -> None:
    from editor.qt.languagebox import Box, LanguageBox

    head = desk.session.document.head
    card = Card(_summary(desk.session.document, empty=not desk.file.data.strip()))
    source, target, encoding = LanguageBox(head.source_language), LanguageBox(head.target_language), Box()
    encoding.setEditable(True)
    encoding.setInsertPolicy(Box.InsertPolicy.NoInsert)
    encoding.addItems([encoding_shown(name) for name in dict.fromkeys([head.encoding, *ENCODINGS])])
    encoding.setCurrentText(encoding_shown(head.encoding))
    if len(desk.session.document.rows):
        card.field(_("From"), source)
        card.field(_("into"), target)
    if desk.file.data and (head.skeleton is None or head.skeleton.format not in _PACKED):
        card.field(_("read as"), encoding)
    card.button(_("OK"))

    def put() -> None:
        try:
            name = encoding_meant(encoding.currentText(), desk.session.document.head.encoding)
            choose_languages(window, source.tag(), target.tag(), name)
        except DiptychError as error:
            window.say(str(error))
            now = desk.session.document.head  # what was refused does not stay in its box
            source.show_tag(now.source_language)
            target.show_tag(now.target_language)
            encoding.setCurrentText(encoding_shown(now.encoding))

    source.picked.connect(put)
    target.picked.connect(put)
    encoding.activated.connect(lambda _row: put())
    desk.cards.put(WELCOME, card)


def encoding_shown(name: str) -> str:
    """Return the *name* of an encoding as people write it: "UTF-8", "Windows-1251"."""
    if name.lower() == "shift_jis":
        return "Shift_JIS"
    return name.capitalize() if name.lower().startswith(("windows", "big")) else name.upper()


def encoding_meant(shown: str, now: str) -> str:
    """Return the encoding that somebody chose or typed as *shown*: *now* where it is the one in use."""
    return now if shown.strip() == encoding_shown(now) else shown.strip().lower()


def _summary(document: Document, *, empty: bool) -> str:
    if empty:
        return _("This file is empty: nothing is written in it.")
    if not len(document.rows):
        return _("There is no text in this file, so there is nothing to translate.")
    work = sum(segment.translatable for segment in document.rows)
    furniture = sum(Mark.NOT_FOR_TRANSLATION in segment.marks for segment in document.rows)
    words = ngettext("{number} segment to translate.", "{number} segments to translate.", work).format(number=work)
    if furniture:
        skeleton = document.head.skeleton
        if skeleton is not None and skeleton.format in _PACKED:
            more = ngettext(
                "{number} line is marked “not for translation”.",
                "{number} lines are marked “not for translation”.",
                furniture,
            )
        else:
            more = ngettext(
                "{number} line of the page around it is marked “not for translation”.",
                "{number} lines of the page around it are marked “not for translation”.",
                furniture,
            )
        words = f"{words} {more.format(number=furniture)}"
    return words


def choose_languages(window: Window, source: str, target: str, encoding: str) -> None:
    """Give a document newly opened other languages or another encoding; it is read anew where that matters.

    Raises LanguageError where both are the same, FormatError where the bytes are not in *encoding*, EditError where it
    is too late for another encoding.
    """
    desk = window.desk
    assert desk is not None  # noqa: S101 - the card lies on a desk
    if source and source == target:
        raise LanguageError(
            _("Source and target are both {language}; choose two languages.").format(language=Language(source).name)
        )
    desk.grid.commit()
    head = desk.session.document.head
    if desk.session.modified and encoding != head.encoding:
        raise EditError(
            _("The text can be read in another encoding only before it is changed; undo all, or open it anew.")
        )
    new = replace(head, source_language=source, target_language=target)
    if desk.session.modified or (source == head.source_language and encoding == head.encoding):
        desk.do(edits.set_head(desk.session.document, new))
    else:
        _read_again(window, desk, replace(new, encoding=encoding))
    if source and target:
        window.choices.choose(targets={**window.choices.now.targets, source: target})


def _read_again(window: Window, desk: Desk, head: Head) -> None:
    file = desk.file
    assert file.original is not None  # noqa: S101 - only a new document is read again
    options = ReadOptions(
        name=file.original.name,
        source_language=head.source_language,
        target_language=head.target_language,
        encoding=head.encoding,
        segment=cutter(window.choices.now),
    )
    document = formats.read(file.data, options)
    opened = Opened(document, storage.digest(file.data), file.data)
    show(window, file.original, Begun(opened, document, new=True))


def _offer_to_continue(window: Window, desk: Desk) -> None:
    """Say so where the work on this document was saved beside it before."""
    place = desk.file.proposed(desk.session.document.head)
    found = next((each for each in (place, place.with_suffix(".po")) if storage.there(each)), None)
    if found is None:
        return
    card = Card(_("The translation of this document was begun before, in {name}.").format(name=found.name))
    card.button(_("Continue it"), lambda: _load(window, found, here=True), main=True)
    card.button(_("Begin anew"))
    desk.cards.put("begun", card)
