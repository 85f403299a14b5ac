"""The command that cuts texts into sentences, one at a time or many as JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor.cli.paths import received, rules
from editor.errors import FormatError
from editor.i18n import _
from editor.languages import guess
from editor.segmentation import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.cli.arguments import Arguments
    from editor.segmentation import Rules


def segment(arguments: Arguments) -> int:
    """Cut a text into sentences."""
    try:
        text = received(arguments.file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = _("The input") if arguments.file == "-" else arguments.file
        raise FormatError(_("{name} is not UTF-8; save it in UTF-8 first.").format(name=name)) from error
    own = rules(arguments)
    if arguments.jsonl:
        _many(text.split("\n"), arguments.language, own)
        return 0
    for sentence in sentences(text, arguments.language or guess(text), own):
        line = " ".join(sentence.split())
        if line:
            print(line)
    return 0


def _many(lines: Iterable[str], usual: str, own: Rules | None) -> None:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            text, language = asked["text"], asked.get("lang", usual)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise FormatError(_('Each line must be a JSON object with "lang" and "text".'), number) from None
        if not isinstance(text, str) or not isinstance(language, str):
            raise FormatError(_('"lang" and "text" must be texts.'), number)
        print(json.dumps(sentences(text, language or guess(text), own), ensure_ascii=False))
