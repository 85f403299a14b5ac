"""Decide whether a sentence ends where a line ends: blank lines, lists and headings, not wrapped text."""

from __future__ import annotations

import regex

from editor.segmentation import signs

LOOK = 400  # characters of a line looked at
_NARROWEST = 40  # a column of wrapped text is at least this wide
_SHORT = 0.6  # of the width: no line is wrapped so early

_BLANK_LINE = regex.compile(r"(?:\r\n?|[\n\u2028\x0b\x0c\x85\x1c-\x1e])[^\S\n\r]*+[\n\r\u2028\x85]|\u2029")
_BULLET = regex.compile(r"[•‣⁃∙●○◦▪■□◆►▶✓✔✅–*+·-]\uFE0F?[ \t\u00a0]|[•‣⁃●▪■►▶✓✔✅]")
_DASH = regex.compile(r"(?P<dash>[-–—―]|--)[ \t\u00a0]")
_NUMBERED = regex.compile(
    r"[(\[]?(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*+|\p{L}|[IVXLC]{1,6}|[ivxlc]{1,6})(?P<sign>[.)\]]{1,2})[ \t\u00a0]"
)
_ENDED = regex.compile(r"[.:;!?…。！？：；।։؟)\]»”\"']$")


def breaks(text: str, begin: int, gap: int, next_: int) -> bool:
    """Tell whether the white space from *gap* to *next_*, which holds a line's end, ends the sentence from *begin*."""
    if next_ - gap > LOOK or _BLANK_LINE.search(text, gap, next_):
        return True
    line = signs.LINE_END.split(text[max(begin, gap - LOOK) : gap])[-1].strip()
    following = signs.LINE_END.split(text[next_ : next_ + LOOK], 1)[0]
    return _starts_item(line, following) or _is_heading(line, following)


def _starts_item(line: str, following: str) -> bool:
    if dash := _DASH.match(following):
        first = following[dash.end() : dash.end() + 1]
        if not first.islower():
            return True
        return line[-1:] in {":", ";"} or (line.startswith(dash["dash"]) and line[-1:].isalnum())
    if _BULLET.match(following):
        return True
    number = _NUMBERED.match(following)
    if number is None:
        return False
    first_of_list = following.lstrip("([")[:2] in {"1.", "1)", "a.", "a)", "а)", "I.", "i)"}
    return ")" in number["sign"] or first_of_list or bool(_ENDED.search(line)) or bool(_NUMBERED.match(line))


def _is_heading(line: str, following: str) -> bool:
    """Tell whether *line* was ended on purpose: much of the next one would still have fitted on it."""
    if not following or line[-1:] in {",", "-", "–", "—", "("} or not line:
        return False
    first = following[0]
    if first.islower():
        return False
    wide = bool(signs.WIDE.match(first))
    width, word = max(len(line), len(following)), 1 if wide else len(following.split(None, 1)[0])
    return width >= (_NARROWEST / 2 if wide else _NARROWEST) and len(line) + 1 + word < _SHORT * width
