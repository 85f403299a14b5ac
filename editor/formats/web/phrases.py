"""What the furniture of pages says, in the languages that the project works in most."""

from __future__ import annotations

from functools import cache

import regex

from editor import resources
from editor.i18n import N_

REASONS = (
    N_("comment form"),
    N_("share buttons"),
    N_("cookie banner"),
    N_("readers’ comments"),
    N_("navigation"),
    N_("newsletter form"),
    N_("footer"),
    N_("search form"),
    N_("related posts"),
    N_("about the post"),
)
"""Why a block may be furniture by what it says; ``structure`` knows more reasons."""

_POINTS = regex.compile(
    r"(?:related|read (?:more|also|next)|see also|more on this|читайте также|читать также|"
    r"(?:материалы|новости|статьи) по теме|по теме|см\. также|"
    r"lire aussi|à lire(?: aussi)?|lesen sie auch|mehr zum thema|lee también|leer también|leggi anche|czytaj także|"
    r"czytaj (?:też|także)|zobacz też|читайте також|okuyun|leia também|lees ook|اقرأ أيضا)\s*[:：—–|]|"
    r"(?:lesen sie auch|читайте также|читайте також|lire aussi|à lire aussi|lee también|leggi anche|czytaj też)\b"
)
_ASKS = regex.compile(
    r"\b(?:subscri|newsletter|mailing list|sign up|donat|support\b|become a (?:member|patron)|"
    r"подпи[сш]|рассылк|поддерж|пожертв|підпи[сш]|розсилк|підтрим|abonn|unterstütz|spende|souten[eiz]|faire un don|"
    r"s[’']inscri|suscri|apoy|donac|boletín|iscriviti|sostien|wspier|wesprzyj|subskry|zapisz się|apoie|assine|steun|"
    r"abone ol|destek|odběr|podpoř|prenumer|stöd|اشترك|تبرع|订阅|捐|購読|구독)"
)
_SUBSCRIBES = regex.compile(
    r"(?:subscri|newsletter|mailing list|sign up|подпи[сш]|рассылк|підпи[сш]|розсилк|abonn|s[’']abonn|suscri|boletín|"
    r"iscriviti|subskry|assine|订阅|購読|구독).{0,20}"
)
_LONGEST = 400  # characters; furniture is brief
_BRIEF = 160
_LEAST = 2
_ENDS = " \t\n\xa0:.…*!-–—"


@cache
def _patterns(kind: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    table: dict[str, list[str]] = {}
    section = ""
    for line in resources.read_text("furniture/phrases.txt").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            table.setdefault(section, []).append(f"(?:{line})")
    wanted = f"{kind} "
    return tuple(
        (name.removeprefix(wanted), regex.compile("|".join(lines)))
        for name, lines in table.items()
        if name.startswith(wanted)
    )


@cache
def _any(kind: str) -> regex.Pattern[str]:
    return regex.compile("|".join(pattern.pattern for _reason, pattern in _patterns(kind)))


def sure(text: str) -> str:
    """Return why a block that says *text* is furniture wherever it stands, else ""."""
    return _found(text, "sure", _LONGEST)


def likely(text: str) -> str:
    """Return why a block that says *text* is furniture where it stands outside an article, else ""."""
    return _found(text, "likely", _BRIEF)


def points(text: str) -> bool:
    """Tell whether a block says that its link leads to something else to read."""
    return _POINTS.match(text.lower().strip()) is not None


def asks(text: str) -> bool:
    """Tell whether a block asks to subscribe or to give."""
    return len(text) <= _LONGEST and _ASKS.search(text.lower()) is not None


def subscribes(text: str) -> bool:
    """Tell whether a block calls to subscribe, and says hardly more."""
    return _SUBSCRIBES.fullmatch(text.lower().strip(_ENDS)) is not None


def _found(text: str, kind: str, longest: int) -> str:
    if len(text) > longest:
        return ""
    said = " ".join(text.lower().split()).strip(_ENDS)
    if len(said) < _LEAST or not _any(kind).fullmatch(said):
        return ""
    return next((reason for reason, pattern in _patterns(kind) if pattern.fullmatch(said)), "")
