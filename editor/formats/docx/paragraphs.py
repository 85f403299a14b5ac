"""A paragraph of WordprocessingML as a line of text."""

from __future__ import annotations

import re

from editor.formats.docx import soup
from editor.formats.docx.atoms import scanned
from editor.formats.docx.grammar import Grammar
from editor.formats.docx.looks import Looks
from editor.formats.runs import Atom, Sort, lines
from editor.formats.runs.lines import Line

_STYLE = re.compile(r"""<(?:\w+:)?pStyle\s[^>]*?val\s*=\s*["']([^"']*)["']""")
_NEAR = 400  # characters in which a paragraph names its style


def style_of(native: str) -> str:
    """Return the style of the paragraph whose inside is *native*, or nothing."""
    match = _STYLE.search(native, 0, _NEAR)
    return match[1] if match else ""


def line(native: str, grammar: Grammar, styles: Looks) -> Line | None:
    """Read the inside of a paragraph; None where a reader sees no text."""
    style = style_of(native)
    eye = styles.eye(style, native)
    simple = soup.read(native, grammar)
    if simple is not None and "vanish" not in native:
        found = lines.uniform(simple.front, simple.texts, simple.properties, eye)
        return found if found is not None else lines.mixed(simple.front, simple.atoms(grammar), eye)
    if "vanish" in native:
        properties, atoms = scanned(native, grammar, lambda atom: _hidden(atom, styles, style))
    else:
        properties, atoms = scanned(native, grammar)
    return lines.line(properties, atoms, eye)


def _hidden(atom: Atom, styles: Looks, style: str) -> Atom:
    if atom.sort <= Sort.ALONE and styles.is_hidden(style, atom.properties):
        return Atom(Sort.HIDDEN, atom.native)
    return atom
