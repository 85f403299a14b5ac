"""The rules of XLIFF 2 about the history of changes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from editor.formats.validation.findings import Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2.modules import CHANGES, grammar
from editor.formats.validation.xliff2.units import File, children, given, local, module, uri_of
from editor.i18n import _

_APPLIES = Rule("change-applies-to", f"{CHANGES}: appliesTo")
_REF = Rule("change-reference", f"{CHANGES}: ref")
_REF_MISSING = Rule("change-reference-missing", f"{CHANGES}: revisions")
_PROPERTY = Rule("change-property", f"{CHANGES}: property")
_CURRENT = Rule("change-current-version", f"{CHANGES}: currentVersion")


def of_file(file: File) -> Iterator[Finding]:
    """Check the histories in a file, its groups and its units."""
    for holder in file.dressed:
        for track in module(holder, "ctr", "changeTrack"):
            for revisions in track.iterchildren("{*}revisions"):
                yield from _revisions(revisions, holder)


def _revisions(revisions: etree._Element, holder: etree._Element) -> Iterator[Finding]:
    name = given(revisions, "appliesTo", "").strip()
    instances = [one for child in children(holder) for one in (child, *children(child)) if local(one) == name]
    reference = revisions.get("ref")
    if name and not instances:
        message = _("This history is of a <{name}>, but there is none beside it.")
        yield _APPLIES.at(revisions, message.format(name=name))
    elif reference is not None and not any(one.get("id") == str(reference).strip() for one in instances):
        message = _("This history is of the <{name}> “{ref}”, but none beside it has that id.")
        yield _REF.at(revisions, message.format(name=name, ref=reference))
    elif reference is None and len(instances) > 1 and all(one.get("id") is not None for one in instances):
        message = _("This history is of a <{name}>, of which there are several, so it has to say which (ref).")
        yield _REF_MISSING.at(revisions, message.format(name=name))
    current = revisions.get("currentVersion")
    versions = {one.get("version") for one in revisions.iterchildren("{*}revision")}
    if current is not None and current not in versions:
        message = _("The current version “{version}” is none of the revisions.")
        yield _CURRENT.at(revisions, message.format(version=current))
    known = {"content"} | {str(key).rpartition("}")[2] for one in instances for key in one.attrib}
    for one in instances[:1]:
        row = grammar(uri_of(holder)).elements.get(str(one.tag))
        known |= {key.rpartition("}")[2] for key in row.attributes} if row is not None else set()
    for item in revisions.iter("{*}item"):
        yield from _property(item, known)


def _property(item: etree._Element, known: set[str]) -> Iterator[Finding]:
    name = given(item, "property", "").strip()
    if name not in known and ":" not in name:
        message = _("{element} tells of “{name}”, which is neither “content” nor an attribute.")
        yield _PROPERTY.at(item, message.format(element=shown(item), name=name))
