"""How runs and paragraphs are written: characters, and properties in the translation's language and direction."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.formats.docx.grammar import Grammar
from editor.formats.spans import escape

_SIGN = re.compile("([\t\n\u2011\u00ad])")
_ELEMENTS = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
# What comes before w:bidi and before w:rtl in a schema's order (ECMA-376, 17.3.1.26 and 17.3.2.28).
_BEFORE_BIDI = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN"
)
_BEFORE_RTL = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How this part is written, and which way the translation runs ("ltr", "rtl", "" as the original)."""

    grammar: Grammar
    direction: str = ""

    def properties(self, written: str) -> str:
        """Return run properties without the source's language, in the translation's direction."""
        p = self.grammar.prefix
        if "lang" in written:
            written = re.sub(rf"<{self.grammar.any_prefix}lang(?:\s[^>]*)?/>", "", written)
        written = self._directed(written, "rtl", _BEFORE_RTL, f"{p}rPr")
        return "" if written == f"<{p}rPr></{p}rPr>" else written

    def of_paragraph(self, written: str) -> str:
        """Return paragraph properties in the translation's direction."""
        return self._directed(written, "bidi", _BEFORE_BIDI, f"{self.grammar.prefix}pPr")

    def _directed(self, written: str, flag: str, before: str, holder: str) -> str:
        p = self.grammar.prefix
        if not self.direction:
            return written
        if f"{p}{flag}" in written:
            written = re.sub(rf"<{p}{flag}(?:\s[^>]*)?/>", "", written)
        if self.direction != "rtl":
            return written
        if not written or written.endswith("/>"):
            return f"<{holder}><{p}{flag}/></{holder}>"
        at = written.index(">") + 1
        tag = self.grammar.tag
        names = set(before.split())
        while (match := tag.match(written, at)) and match[2] is not None and match[3] in names:
            at = match.end() if match[0].endswith("/>") else self.grammar.end(written, at, f"{match[2]}{match[3]}")
        return f"{written[:at]}<{p}{flag}/>{written[at:]}"

    def run(self, said: str, properties: str, _before: str) -> str:
        """Write characters as a run."""
        p = self.grammar.prefix
        written = [f"<{p}r>{self.properties(properties)}"]
        for piece in _SIGN.split(said):
            if piece in _ELEMENTS:
                written.append(f"<{p}{_ELEMENTS[piece]}/>")
            elif piece:
                space = "" if piece == piece.strip() and "  " not in piece else ' xml:space="preserve"'
                written.append(f"<{p}t{space}>{escape(piece)}</{p}t>")
        return "".join([*written, f"</{p}r>"])
