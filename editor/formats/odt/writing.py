"""How text is written in OpenDocument: spans around it, white space as elements where it would collapse."""

from __future__ import annotations

import re

from editor.formats.spans import escape

_PIECE = re.compile(r"([\t\n]| +)")


class Manner:
    """Writes runs; a paragraph's properties are on its tag, which stays."""

    def of_paragraph(self, written: str) -> str:
        """Return nothing: there are no properties inside a paragraph."""
        return written

    def run(self, said: str, properties: str, before: str) -> str:
        """Write characters within the spans of *properties*, behind a character or the start."""
        written = [properties]
        after_space = before in {"", " ", "\t", "\n"}
        for piece in _PIECE.split(said):
            if piece.startswith(" "):
                shown = "" if after_space else " "
                more = len(piece) - len(shown)
                written.append(shown + _spaces(more))
            elif piece in {"\t", "\n"}:
                written.append("<text:tab/>" if piece == "\t" else "<text:line-break/>")
            else:
                written.append(escape(piece))
            after_space = piece[-1:] in {" ", "\t", "\n"} if piece else after_space
        return "".join([*written, "</text:span>" * properties.count("<text:span")])


def _spaces(number: int) -> str:
    if not number:
        return ""
    return "<text:s/>" if number == 1 else f'<text:s text:c="{number}"/>'
