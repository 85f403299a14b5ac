"""Files as the command line names them: opened, refused in a sentence, written safely."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor import formats, storage
from editor.errors import DiptychError, LanguageError, StorageError
from editor.i18n import _
from editor.languages import Language
from editor.storage.results import put

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from editor.cli.arguments import Arguments
    from editor.formats import Written
    from editor.model import Document
    from editor.segmentation import Rules


WORK = frozenset({"work"})
BILINGUAL = frozenset({"work", "exchange"})  # roles of formats that hold both languages


def existing(name: str) -> Path:
    """Return the path of a file that is there. Raises StorageError."""
    if not name:
        raise StorageError(_("There is no file without a name; name one."))
    path = Path(name)
    if not storage.there(path):
        raise StorageError(_("There is no file {path}; check the name.").format(path=name))
    return path


def received(name: str) -> bytes:
    """Return the bytes of the file *name*, or of the standard input where it is “-”. Raises StorageError."""
    return sys.stdin.buffer.read() if name == "-" else storage.read(existing(name))


def aim(
    output: str,
    read: Iterable[str | None],
    roles: Collection[str] = formats.ROLES,
    besides: tuple[str, ...] = (),
) -> None:
    """Refuse, before any work is done, a result that has no place or would replace one of the files *read*.

    *roles* are those of the formats that it may have, *besides* suffixes that are no format's. Raises DiptychError.
    """
    if not output.lower().endswith(besides):
        formats.writable(output, roles)
    path = Path(output)
    for name in read:
        if name and storage.there(path) and path.samefile(existing(name)):
            raise StorageError(_("The result would replace {path}; give it another name.").format(path=name))
    if not storage.there(path.parent):
        raise StorageError(_("There is no folder {folder}; make it or choose another.").format(folder=path.parent))


def languages(source: str, target: str) -> tuple[str, str]:
    """Return both tags in their usual spelling. Raises LanguageError where one is none or both are the same."""
    one, two = (Language(tag).tag if tag else "" for tag in (source, target))
    if one and one == two:
        raise LanguageError(
            _("Source and target are both {language}; name two languages.").format(language=Language(one).name)
        )
    return one, two


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Say in which file the trouble is, where the error does not name it itself."""
    try:
        yield
    except StorageError:
        raise
    except DiptychError as error:
        if re.search(rf"(?<!\w){re.escape(Path(name).name)}(?!\w)", str(error)):
            raise
        raise type(error)(f"{name}: {error}") from None


def rules(arguments: Arguments) -> Rules | None:
    """Return the user's own segmentation rules, where an SRX file is named. Raises DiptychError."""
    if not arguments.srx:
        return None
    from editor.segmentation import read_srx

    with naming(arguments.srx):
        return read_srx(storage.read(existing(arguments.srx)))


def opened(name: str, arguments: Arguments) -> Document:
    """Return the document in the file *name*, cut into sentences where it is a text. Raises DiptychError."""
    from editor.segmentation import cuts  # what is asked for a name alone goes without
    from editor.segmentation.inline import segmenter

    source, target = languages(arguments.source or "", arguments.target or "")
    path = existing(name)
    options = formats.ReadOptions(
        name=path.name,
        source_language=source,
        target_language=target,
        encoding=arguments.encoding or "",
        segment=None if arguments.paragraphs else segmenter(partial(cuts, rules=rules(arguments))),
    )
    with naming(name):
        document = storage.load(path, options).document
    if not (source or target):
        return document
    head = replace(
        document.head,
        source_language=source or document.head.source_language,
        target_language=target or document.head.target_language,
    )
    languages(head.source_language, head.target_language)
    return replace(document, head=head)


def write(document: Document, name: str, options: formats.WriteOptions) -> Written:
    """Write *document* to the file *name* in the format of its suffix. Raises DiptychError."""
    written = formats.write(document, name, options)
    put(written.data, name)
    return written
