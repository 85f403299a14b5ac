"""A plain page made of a document that came from no page: headings, paragraphs, lists, in the target's language."""

from __future__ import annotations

import html
from itertools import groupby

from editor.errors import LanguageError
from editor.formats import skeletons
from editor.languages import Language
from editor.model import Document, Segment

_STYLE = (
    "body{max-width:38em;margin:2em auto;padding:0 1em;font:1.1em/1.5 Georgia,'Noto Serif',serif}"
    "@media(prefers-color-scheme:dark){body{background:#24272a;color:#e7e3da}}"
)
_TAGS = {"heading": "h2", "quote": "blockquote", "list": "li", "code": "pre", "caption": "figcaption"}


def page(document: Document, *, skip: bool) -> str:
    """Return the page's text; with *skip*, rows that wait for a translation are left out."""
    try:
        language = Language(document.head.target_language)
        about = f' lang="{language.tag}" dir="{language.direction}"'
    except LanguageError:
        about = ""
    blocks = [_block(unit, document, skip=skip) for _name, unit in skeletons.units(document)]
    body = []
    for tag, run in groupby((block for block in blocks if block[1]), key=lambda block: block[0]):
        lines = [f"<{tag}>{text}</{tag}>" for _tag, text in run]
        body += ["<ul>", *lines, "</ul>"] if tag == "li" else lines
    title = html.escape(document.head.title, quote=False)
    head = f'<meta charset="utf-8">\n<title>{title}</title>\n<style>{_STYLE}</style>'
    return (
        f"<!DOCTYPE html>\n<html{about}>\n<head>\n{head}\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _block(unit: list[Segment], document: Document, *, skip: bool) -> tuple[str, str]:
    text = skeletons.running(unit, document, skip=skip).readable.strip()
    return _TAGS.get(unit[0].role, "p"), html.escape(text, quote=False).replace("\n", "<br>\n")
