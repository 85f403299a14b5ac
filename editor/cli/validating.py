"""The command that holds files against the specification of their format: validate."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from editor import formats
from editor.cli.paths import existing, naming
from editor.errors import DiptychError, StorageError
from editor.formats import validation
from editor.i18n import _, ngettext

if TYPE_CHECKING:
    from editor.cli.arguments import Arguments
    from editor.formats.validation import Finding

DONE, PROBLEMS, COULD_NOT = 0, 1, 2


def validate(arguments: Arguments) -> int:
    """Print what is wrong with each file; the status tells the worst: something is, or one cannot be checked."""
    status = DONE
    for name in arguments.files:
        try:
            found = _checked(name)
        except DiptychError as error:
            print(error, file=sys.stderr)
            status = COULD_NOT
            continue
        if any(one.severity == validation.ERROR for one in found):
            status = max(status, PROBLEMS)
        lines = _records(name, found) if arguments.json else _sentences(name, found)
        for line in lines:
            print(line)
    return status


def _checked(name: str) -> tuple[Finding, ...]:
    path = existing(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        message = _("{path} cannot be read: {reason}; check that it is a file that you may open.")
        raise StorageError(message.format(path=name, reason=error.strerror)) from None
    with naming(name):
        return validation.check(data, formats.sniff(data, path.name).name)


def _sentences(name: str, found: tuple[Finding, ...]) -> list[str]:
    words = {validation.ERROR: _("error"), validation.WARNING: _("warning")}
    lines = [f"{name}:{one.line}: {words[one.severity]}: {one.message} [{one.rule}; {one.section}]" for one in found]
    bad = sum(one.severity == validation.ERROR for one in found)
    if bad:
        summary = ngettext("{name}: invalid, {number} error", "{name}: invalid, {number} errors", bad)
        return [*lines, summary.format(name=name, number=bad)]
    return [*lines, _("{name}: valid").format(name=name)]


def _records(name: str, found: tuple[Finding, ...]) -> list[str]:
    return [
        json.dumps(
            {
                "file": name,
                "line": one.line,
                "unit": one.unit,
                "severity": one.severity,
                "rule": one.rule,
                "section": one.section,
                "message": one.message,
            },
            ensure_ascii=False,
        )
        for one in found
    ]
