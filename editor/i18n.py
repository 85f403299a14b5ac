"""The interface's own messages: gettext, found beside the program, English where nothing is found."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def install(folder: Path, languages: list[str] | None = None) -> None:
    """Use the catalogues under *folder* for *languages* (the system's where None is given)."""
    global _translations  # noqa: PLW0603 - the one language of the one running program
    _translations = _gettext.translation("diptych", str(folder), languages, fallback=True)


def _(message: str) -> str:
    """Translate *message* for the user of the program."""
    return _translations.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate the form of the message that fits *number*."""
    return _translations.ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark *message* for translation where it is declared; it is translated where it is shown."""
    return message
