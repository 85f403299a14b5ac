"""A file of one version of XLIFF 2 made one of another: the namespace and the number, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.formats.options import Written
from editor.formats.spans import Edit, decode, set_attribute, splice
from editor.formats.xliff2.index import in_tag, root
from editor.formats.xliff2.names import CORE
from editor.i18n import _

_NEWEST = "2.2"
_PLURALS = "urn:oasis:names:tc:xliff:pgs:1.0"
_TRACKING = "urn:oasis:names:tc:xliff:changetracking:2.0"


def converted(made: Written, version: str) -> Written:
    """Return the file *made* as one of *version*, with a sentence for each thing that version does not know."""
    source = decode(made.data)
    found = root(source.text)
    edits = [edit for edit in (set_attribute(source.text, found.start, "version", version),) if edit]
    old = re.compile(rf"xmlns(?::[\w.\-]+)?\s*=\s*[\"']({re.escape(found.uri)})[\"']")
    declared = [match.span(1) for match in old.finditer(source.text) if in_tag(source.text, match.start())]
    edits += [Edit(*span, CORE[version]) for span in declared]
    losses = (*made.losses, *_unknown(source.text, found.attributes.get("version", ""), version))
    return Written(splice(source, edits), losses, made.untranslated)


def _unknown(text: str, before: str, after: str) -> Iterator[str]:
    if before == _NEWEST != after:
        if _PLURALS in text:
            yield _("Plural forms marked by the module of XLIFF 2.2 are kept, but older versions do not know them.")
        if re.search(r"<(?:[\w.\-]+:)?note\s[^>]*\bref=", text):
            yield _("Notes on parts of a text keep their references, which versions before XLIFF 2.2 do not know.")
    if after == _NEWEST != before and _TRACKING in text:
        yield _("The history of changes is kept as it is, but XLIFF 2.2 has no module for it any more.")
