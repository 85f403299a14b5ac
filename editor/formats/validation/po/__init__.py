"""Hold a PO file against gettext's rules, as msgfmt --check does: grammar, header, doubles, plurals, placeholders."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.po.catalogue import Entry, decoded, read
from editor.formats.validation.po.placeholders import READERS, differ
from editor.formats.validation.po.plurals import PluralError, parsed, used
from editor.i18n import _

__all__ = ["check"]

_TWICE = Rule("po-duplicate", "GNU gettext: The Format of PO Files")
_NO_HEADER = Rule("po-header-missing", "GNU gettext: Filling in the Header Entry")
_FIELD = Rule("po-header-field", "GNU gettext: Filling in the Header Entry", WARNING)
_UNFILLED = Rule("po-header-unfilled", "GNU gettext: Filling in the Header Entry", WARNING)
_PLURAL_MISSING = Rule("po-plural-forms-missing", "GNU gettext: Additional functions for plural forms")
_NPLURALS = Rule("po-nplurals", "GNU gettext: Additional functions for plural forms")
_EXPRESSION = Rule("po-plural-expression", "GNU gettext: Additional functions for plural forms")
_FORMS = Rule("po-plural-count", "GNU gettext: Additional functions for plural forms")
_BEGIN = Rule("po-newline-begin", "GNU gettext: Invoking the msgfmt Program, --check-format")
_END = Rule("po-newline-end", "GNU gettext: Invoking the msgfmt Program, --check-format")
_PLACES = Rule("po-placeholders", "GNU gettext: Special Comments preceding Keywords")

_FIELDS = {
    "Project-Id-Version": "PACKAGE VERSION",
    "PO-Revision-Date": "YEAR-MO-DA",
    "Last-Translator": "FULL NAME",
    "Language-Team": "LANGUAGE",
    "MIME-Version": "",
    "Content-Type": "text/plain; charset=CHARSET",
    "Content-Transfer-Encoding": "ENCODING",
    "Language": "",
}
_COUNT = re.compile(r"nplurals=\s*(\d*)")
_CHOICE = re.compile(r"(?<!n)plural=([^;\n]*)")
_MOST = 1_000


def check(data: bytes) -> Iterator[Finding]:
    """Yield where the file breaks gettext's rules."""
    text, found = decoded(data)
    yield from found
    entries, broken = read(text)
    yield from broken
    yield from _doubles(entries)
    header = next((entry for entry in entries if entry.is_header and not entry.obsolete), None)
    yield from _header(header)
    often = yield from _plurals(entries, header)
    for entry in entries:
        if entry.is_used and not entry.is_header:
            yield from _newlines(entry)
            yield from _placeholders(entry, often)


def _doubles(entries: list[Entry]) -> Iterator[Finding]:
    seen: dict[tuple[str, str | None, str | None], int] = {}
    for entry in entries:
        key = entry.domain, entry.context, entry.id
        if key in seen:
            message = _("This message is in the file twice; it stood on line {line} already.")
            yield _TWICE.broken(entry.line, message.format(line=seen[key]))
        seen.setdefault(key, entry.line)


# ── The header ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _header(header: Entry | None) -> Iterator[Finding]:
    if header is None or not any(header.forms):
        yield _NO_HEADER.broken(1, _("The file has no header entry (an empty msgid), so nothing says its charset."))
        return
    said = dict(re.findall(r"^([A-Za-z\-]+):[ \t]*(.*)$", "".join(header.forms[:1]), re.MULTILINE))
    for name, unfilled in _FIELDS.items():
        if name not in said:
            yield _FIELD.broken(header.line, _("The header lacks the field {name}.").format(name=name))
        elif unfilled and said[name].startswith(unfilled):
            message = _("The header's field {name} still has the text it was made with.")
            yield _UNFILLED.broken(header.line, message.format(name=name))


# ── Plurals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _plurals(entries: list[Entry], header: Entry | None) -> Generator[Finding, None, list[bool]]:
    """Check the header's plural forms against the entries'; return which forms stand for more than one number."""
    with_plural = [entry for entry in entries if entry.plural is not None and entry.is_used]
    text = "".join(header.forms[:1]) if header is not None else ""
    count, choice = _COUNT.search(text), _CHOICE.search(text)
    if count is None or choice is None:
        if with_plural:
            message = _("There are plural translations, but the header does not say how many forms (Plural-Forms).")
            yield _PLURAL_MISSING.broken(with_plural[0].line, message)
        return []
    line = header.line if header is not None else 1
    number = int(count[1][:9]) if count[1] else 0
    if not 0 < number <= _MOST:
        yield _NPLURALS.broken(line, _("The header's number of plural forms (nplurals) is no number above 0."))
        return []
    often = yield from _expression(choice[1], number, line)
    for entry in with_plural:
        if len(entry.forms) != number:
            message = _("This entry has {forms} plural forms; the header says {number}.")
            yield _FORMS.broken(entry.line, message.format(forms=len(entry.forms), number=number))
    return often


def _expression(written: str, number: int, line: int) -> Generator[Finding, None, list[bool]]:
    try:
        forms = used(parsed(written))
    except PluralError:
        yield _EXPRESSION.broken(line, _("The header's plural expression “{text}” is none.").format(text=written[:80]))
        return []
    except ZeroDivisionError:
        yield _EXPRESSION.broken(line, _("The header's plural expression divides by zero."))
        return []
    if len(forms) > number:
        message = _("The header says {number} plural forms, but its expression goes up to {most}.")
        yield _EXPRESSION.broken(line, message.format(number=number, most=len(forms)))
    return [len(numbers) > 1 for numbers in forms]


# ── One entry ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _newlines(entry: Entry) -> Iterator[Finding]:
    first = entry.id or ""
    others = [(entry.plural, entry.line)] if entry.plural is not None else []
    others += zip(entry.forms, entry.form_lines, strict=True)
    for text, line in others:
        if str(text).startswith("\n") != first.startswith("\n"):
            yield _BEGIN.broken(line, _("Only one of original and translation begins with a new line."))
        if str(text).endswith("\n") != first.endswith("\n"):
            yield _END.broken(line, _("Only one of original and translation ends with a new line."))


def _placeholders(entry: Entry, often: list[bool]) -> Iterator[Finding]:
    original = entry.id if entry.plural is None else entry.plural
    for name in READERS:
        if name not in entry.flags:
            continue
        for number, (text, line) in enumerate(zip(entry.forms, entry.form_lines, strict=True)):
            strict = entry.plural is None or number >= len(often) or often[number]
            wrong = differ(name, original or "", text, strict=strict)
            if wrong:
                message = _("The placeholders of original and translation differ ({name}: {places}).")
                yield _PLACES.broken(line, message.format(name=name, places=wrong))
