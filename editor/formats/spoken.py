"""Which language a document is in: the user's word, else what the document says if that is likely, else a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor import languages
from editor.errors import LanguageError
from editor.i18n import _

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions

_ENOUGH = 300  # letters from which a guess is surer than what the document says
_SAMPLE = 20_000  # characters looked at


def language(text: str, told: str, options: ReadOptions) -> tuple[str, str]:
    """Return the language of a document of this *text* that says it is in *told*, and a doubt about it, or nothing."""
    if options.source_language:
        return options.source_language, ""
    sample = text[:_SAMPLE]
    guess = languages.guess(sample)
    try:
        known = languages.Language(told) if told else None
    except LanguageError:
        known = None
    if known is None:
        return guess, ""
    sure = sum(map(str.isalpha, sample)) >= _ENOUGH and guess and languages.can_guess(known.tag)
    if not sure or known.primary == guess or {known.primary, guess} <= {"no", "nb", "nn"}:
        return known.tag, ""
    doubt = _("The document says it is in {told}, but it reads as {guess}; the languages can be changed.")
    return guess, doubt.format(told=known.name, guess=languages.Language(guess).name)
