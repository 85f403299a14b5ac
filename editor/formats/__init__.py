"""The table of formats: each is a module with two pure functions, ``read`` and ``write``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from editor.errors import FormatError
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from editor.model import Document

__all__ = [
    "FORMATS",
    "ROLES",
    "Format",
    "ReadOptions",
    "WriteOptions",
    "Written",
    "for_name",
    "is_foreign",
    "named",
    "read",
    "sniff",
    "writable",
    "write",
]


class Functions(Protocol):
    """What a format's module offers."""

    def read(self, data: bytes, options: ReadOptions) -> Document:
        """Return the document in *data*. Raises FormatError."""

    def write(self, document: Document, options: WriteOptions) -> Written:
        """Return the document's bytes. Raises FormatError where the format cannot hold the document at all."""

    def sniff(self, data: bytes) -> bool:
        """Tell whether *data* (perhaps only its first 64 KiB) looks like this format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table. *role*: "work" keeps the work, "document" is to be translated, "exchange" given away."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    role: str
    reads: bool = True
    writes: bool = True
    checked: bool = False  # whether there is a specification to hold its files against
    sign: bytes = b""  # what its files have near the beginning, and those of others with its suffixes have not

    @property
    def functions(self) -> Functions:
        """Import the format's module, which happens only when it is needed."""
        return cast("Functions", import_module(f"editor.formats.{self.name}"))


FORMATS = (
    Format("xliff2", N_("XLIFF 2 work file"), (".xlf", ".xliff"), "work", checked=True, sign=b"xliff:document:2."),
    Format("xliff1", N_("XLIFF 1.2"), (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), "work", checked=True),
    Format("po", N_("Gettext PO"), (".po", ".pot"), "work", checked=True),
    Format("tmx", N_("Translation memory (TMX)"), (".tmx",), "exchange", checked=True),
    Format("html", N_("Web page"), (".html", ".htm", ".xhtml"), "document"),
    Format("epub", N_("E-book (EPUB)"), (".epub",), "document"),
    Format("srt", N_("SubRip subtitles"), (".srt",), "document"),
    Format("vtt", N_("WebVTT subtitles"), (".vtt",), "document"),
    Format("markdown", N_("Markdown"), (".md", ".markdown", ".mdown", ".mkd"), "document"),
    Format("docx", N_("Word document"), (".docx", ".docm", ".dotx", ".dotm"), "document"),
    Format("odt", N_("OpenDocument text"), (".odt", ".ott"), "document"),
    Format("plain", N_("Plain text"), (".txt", ".text"), "document"),
    Format("tsv", N_("Bilingual table (TSV)"), (".tsv",), "exchange", reads=False),
    Format("parallel", N_("Parallel edition"), (".parallel.html",), "exchange", reads=False),
)


ROLES = frozenset(row.role for row in FORMATS)
_ANY_TEXT = frozenset({"plain", "markdown"})  # what any text may be, so only a suffix says that it is
_PATCHED = frozenset({"xliff1", "xliff2"})  # what other programs keep their work in, and ours patches
HEAD = 1 << 16  # bytes in which a format shows itself
AT_ONCE = 1 << 17  # bytes up to which a file is held against its specification while it is read


def named(name: str) -> Format:
    """Return the format called *name* in the table."""
    return next(row for row in FORMATS if row.name == name)


def for_name(name: str, *, writing: bool = False) -> tuple[Format, ...]:
    """Return the formats whose suffix a file's *name* has, longest suffix first."""
    low = name.lower()
    fitting = [
        (len(suffix), row)
        for row in FORMATS
        for suffix in row.suffixes
        if low.endswith(suffix) and (row.writes if writing else row.reads)
    ]
    longest = max((size for size, _row in fitting), default=0)
    return tuple(row for size, row in fitting if size == longest)


def sniff(data: bytes, name: str = "") -> Format:
    """Return the format of *data* by its suffix and its first bytes. Raises FormatError where none fits."""
    head = data[:HEAD]
    fitting = for_name(name)
    others = () if fitting else tuple(row for row in FORMATS if row.reads and row.name not in _ANY_TEXT)
    narrow = head.replace(b"\0", b"")  # UTF-16 too
    for row in sorted(fitting or others, key=lambda row: row.sign not in narrow):  # a module not needed stays away
        if row.functions.sniff(head):
            return row
    if fitting:
        return fitting[0]
    known = ", ".join(sorted({row.suffixes[0] for row in FORMATS if row.reads}))
    raise FormatError(
        _("Diptych does not know what kind of file {name} is; it opens {suffixes} and files like these.").format(
            name=name, suffixes=known
        )
    )


def read(data: bytes, options: ReadOptions) -> Document:
    """Read *data* in whatever format it is in; an invalid file is read with a warning. Raises FormatError."""
    row = sniff(data, options.name)
    document = row.functions.read(data, options)
    if row.role == "document":
        document = replace(document, warnings=(*document.warnings, *_whole(document)))
    if not row.checked or len(data) > AT_ONCE:
        return document
    doubts: tuple[str, ...] = import_module("editor.formats.validation").warnings_of(data, row.name)
    return replace(document, warnings=(*document.warnings, *doubts)) if doubts else document


def _whole(document: Document) -> Iterator[str]:
    """Yield a sentence where a paragraph has more sentences than one text is cut into."""
    from editor import segmentation  # noqa: PLC0415 - work files do without

    if len(document.rows) <= segmentation.MOST:
        return
    last = f"/{segmentation.MOST + 1}"
    first = next((number for number, row in enumerate(document.rows, 1) if row.id.endswith(last)), 0)
    if first:
        said = _("One paragraph has more than {number} sentences; segment {row} holds the rest of them uncut.")
        yield said.format(number=segmentation.MOST, row=first)


def is_foreign(document: Document) -> bool:
    """Tell whether *document* is a file of another program, with its own or a newer one of that program beneath it."""
    skeleton = document.head.skeleton
    kept = skeleton.format if skeleton is not None else ""
    return document.origin is not None and document.origin.format in _PATCHED and kept in {"", document.origin.format}


def _on_newer(document: Document) -> Document:
    """Return *document* as one read from the newer file that an update put beneath it, where one did."""
    skeleton = document.head.skeleton
    if skeleton is None or not is_foreign(document):
        return document
    newer = named(skeleton.format).functions.read(skeleton.data, ReadOptions(skeleton.name))
    return replace(document, head=replace(document.head, skeleton=None), origin=newer.origin)


def writable(name: str, roles: Collection[str] = ROLES) -> tuple[Format, ...]:
    """Return the formats of these *roles* that a file called *name* may be written in. Raises FormatError."""
    fitting = tuple(row for row in for_name(name, writing=True) if row.role in roles)
    if not fitting:
        known = sorted({row.suffixes[0] for row in FORMATS if row.writes and row.role in roles})
        raise FormatError(
            _(
                "“{name}” does not name a kind of file that can be written here; let it end in one of {suffixes}."
            ).format(name=name, suffixes=", ".join(known))
        )
    return fitting


def write(document: Document, name: str, options: WriteOptions) -> Written:
    """Write *document* in the format that the suffix of the file *name* asks for. Raises FormatError."""
    document = _on_newer(document)
    fitting = writable(name)
    if len(fitting) > 1:
        wanted = "xliff1" if options.version.startswith("1") else "xliff2"
        origin = document.origin
        if not options.version and origin is not None and origin.format in {row.name for row in fitting}:
            wanted = origin.format
        fitting = tuple(row for row in fitting if row.name == wanted) or fitting
    skeleton = document.head.skeleton
    if fitting[0].role == "document" and skeleton is not None and skeleton.digest:
        raise FormatError(
            _("The work file does not hold the original {name}; to export, give that very file (--original).").format(
                name=skeleton.name
            )
        )
    return fitting[0].functions.write(document, options)
