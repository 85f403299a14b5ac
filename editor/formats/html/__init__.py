"""Web pages as a browser saves them: blocks become units, tags within them codes; targets go back into the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from editor.errors import FormatError
from editor.formats import encodings, markup, skeletons, spoken, web
from editor.formats.html import blocks, edition, inline, root
from editor.formats.options import ReadOptions, WriteOptions, Written
from editor.formats.skeletons import Craft, Patch
from editor.formats.web.page import Page
from editor.i18n import _
from editor.model import Document, Head, Mark, Origin, Place, Segment, Skeleton
from editor.rows import Rows
from editor.text import Text

_ANY_CASE = re.IGNORECASE | re.DOTALL
_LOOKS = re.compile(rb"<!doctype\s+html|<(?:html|head|body|meta|p|div|h[1-6]|table|ul)[\s>]", _ANY_CASE)
_OTHER_XML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*(?:<!--.*?-->\s*)*<(?!!doctype\s+html|html[\s>])", _ANY_CASE
)
_CHARSET = re.compile(
    rb"""<meta[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""", _ANY_CASE
)
_META = re.compile(r"""(<meta[^>]*?\bcharset\s*=\s*["']?\s*)([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page tells its encoding


def sniff(data: bytes) -> bool:
    """Tell whether *data* looks like a page."""
    text = data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
    return bool(_LOOKS.search(text)) and not _OTHER_XML.match(text) and not encodings.is_binary(data)


def read(data: bytes, options: ReadOptions) -> Document:
    """Return the page in *data*; what is not its article is marked not for translation, with the reason."""
    if not options.encoding and encodings.is_binary(data):
        raise FormatError(_("The file is no web page; save the page again from the browser."))
    told = _CHARSET.search(data[:_HEAD])
    declared = (told[1] or told[2]).decode() if told else ""
    decoded = encodings.decode(data, options.encoding, declared)
    page = blocks.page(decoded.text)
    texts = [_model(page.text[block.start : block.end], block.kind) for block in page.blocks]
    reasons = web.furniture(page, [text.readable for text in texts])
    where = encodings.spans(decoded, data, [(block.start, block.end) for block in page.blocks])
    places = tuple(
        Place(f"f1/u{number}", start, end, block.kind)
        for number, ((start, end), block) in enumerate(zip(where, page.blocks, strict=True), start=1)
    )
    article = "\n".join(text.plain for text, reason in zip(texts, reasons, strict=True) if not reason)
    language, doubt = spoken.language(article, _told(page), options)
    title = next(
        (text.plain for block, text in zip(page.blocks, texts, strict=True) if block.kind == block.role == "title"), ""
    )
    skeleton = Skeleton("html", options.name, data, places, decoded.encoding)
    head = Head(language, options.target_language, title or PurePath(options.name).stem, decoded.encoding, skeleton)
    templates = [
        Segment(
            place.unit,
            text,
            unit=place.unit,
            role=block.role,
            reason=reason,
            marks=frozenset({Mark.NOT_FOR_TRANSLATION} if reason else ()),
        )
        for place, text, block, reason in zip(places, texts, page.blocks, reasons, strict=True)
    ]
    rows = Rows.of(_rows(templates, options, language))
    warnings = tuple(warning for warning in (decoded.warning, doubt) if warning)
    return Document(rows, head, Origin("html", data, rows, head), warnings)


def _rows(templates: Sequence[Segment], options: ReadOptions, language: str) -> Iterator[Segment]:
    for number, template in enumerate(templates, start=1):
        yield from skeletons.rows(template, template.source, options, language)
        options.progress(number / len(templates))


def _model(native: str, kind: str) -> Text:
    return skeletons.text_of(inline.pieces(native, kind))


def _told(page: Page) -> str:
    """Return the language that the page says it is in, or nothing."""
    top = next((node.token for node in page.nodes if node.tag == "html" and node.token), None)
    values = markup.values(page.text, top) if top else {}
    return values.get("lang") or values.get("xml:lang") or ""


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


_CRAFT = Craft(inline.pieces, inline.escape)


def write(document: Document, options: WriteOptions) -> Written:
    """Put the targets into the page; where the original was none, write a page of headings and paragraphs."""
    waiting = sum(skeletons.is_waiting(row) for row in document.rows)
    skip = options.untranslated == "skip"
    skeleton = document.head.skeleton
    if skeleton is None or skeleton.format != "html":
        return Written(edition.page(document, skip=skip).encode(), (), waiting)
    changes = skeletons.patches(document, _CRAFT, skip=skip)
    if any(skeletons.is_translated(row) for row in document.rows) and document.head.target_language:
        changes = sorted(
            [*changes, *root.in_language(skeleton, document.head.target_language)], key=lambda change: change.start
        )
    wanted = encodings.named(options.encoding) if options.encoding else skeleton.encoding
    if wanted != skeleton.encoding:
        return Written(_recoded(skeleton, changes, wanted), (), waiting)
    return Written(skeletons.assemble(skeleton, changes, "xmlcharrefreplace"), (), waiting)


def _recoded(skeleton: Skeleton, changes: Sequence[Patch], wanted: str) -> bytes:
    """Return the page in another encoding, which it then declares."""
    text = skeletons.recoded(skeleton, changes)
    told = _META.search(text, 0, _HEAD)
    if told:
        text = text[: told.start(2)] + wanted + text[told.end(2) :]
    return encodings.encoded(text, wanted, "xmlcharrefreplace")
