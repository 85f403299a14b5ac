"""What can go wrong: every error carries one sentence for the translator (what, where, what to do)."""

from __future__ import annotations


class DiptychError(Exception):
    """Something could not be done; the message says what, where, and what to do."""


class FormatError(DiptychError):
    """A file's bytes are not what its format promises."""

    def __init__(self, message: str, line: int | None = None) -> None:
        """Keep the *line* (counted from 1) where the trouble was found, if it is known, and the sentence without it."""
        super().__init__(message if line is None else f"{message} (line {line})")
        self.sentence = message
        self.line = line


class StorageError(DiptychError):
    """The disk refused, or holds something other than expected."""


class LanguageError(DiptychError):
    """A language tag is not one, or two languages do not fit together."""


class EditError(DiptychError):
    """An edit is not permitted here; the message says why."""
