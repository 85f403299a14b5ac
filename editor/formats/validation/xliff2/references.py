"""The rules of XLIFF 2 about what refers to what: annotations, notes, original data, sub-flows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from editor.formats.validation.findings import Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2 import fragments
from editor.formats.validation.xliff2.units import File, Unit, given, local
from editor.i18n import _

_DATA = Rule("data-reference", "4.3.1.9 dataRef, 4.3.1.10 dataRefEnd, 4.3.1.11 dataRefStart")
_FLOWS = Rule("subflow-reference", "4.7.4 Sub-Flows")
_COMMENT = Rule("comment-annotation", "4.7.3.1.3 Comment Annotation")
_COMMENT_NOTE = Rule("comment-note", "4.7.3.1.3 Comment Annotation")
_CANDIDATE = Rule("match-annotation", "Translation Candidates Module: Translation Candidate Annotation")

_DATA_NAMES = ("dataRef", "dataRefStart", "dataRefEnd")
_FLOW_NAMES = ("subFlows", "subFlowsStart", "subFlowsEnd")


def twice(elements: Iterable[etree._Element], rule: Rule) -> Iterator[Finding]:
    """Check that no two of *elements* have one id; *rule* forbids it."""
    seen: set[str] = set()
    for element in elements:
        own = element.get("id")
        if own is not None and str(own) in seen:
            message = _("{element} has an id that another <{name}> in the same place has already.")
            yield rule.at(element, message.format(element=shown(element), name=local(element)))
        seen.add(str(own))


def of_unit(unit: Unit) -> Iterator[Finding]:
    """Check the references in a unit."""
    elements = [one for one in (*unit.source, *unit.target) if len(one.attrib) > 1]
    if elements:
        yield from data(elements, unit.data)
    for element in elements:
        yield from _flows(element, unit)
        if local(element) in {"mrk", "sm"}:
            yield from _annotation(element, unit)


def of_file(file: File) -> Iterator[Finding]:
    """Check what the notes of a file, its groups and its units refer to."""
    for holder in file.dressed:
        for note in holder.iterfind(f"{file.tags.notes}/{{{file.uri}}}note"):
            yield from _fragment(note, holder, file)


def data(elements: Sequence[etree._Element], known: frozenset[str]) -> Iterator[Finding]:
    """Check that the original data that *elements* refer to is among that which is *known* there."""
    for element in elements:
        for name in _DATA_NAMES:
            wanted = element.get(name)
            if wanted is not None and str(wanted).strip() not in known:
                message = _("{element} refers to the original data “{id}” ({name}), which is not there.")
                yield _DATA.at(element, message.format(element=shown(element), id=wanted, name=name))


def _flows(element: etree._Element, unit: Unit) -> Iterator[Finding]:
    for name in _FLOW_NAMES:
        for wanted in given(element, name, "").split():
            if ("unit", wanted) not in unit.file.named:
                message = _("{element} refers to the unit “{id}” ({name}), which is not in this <file>.")
                yield _FLOWS.at(element, message.format(element=shown(element), id=wanted, name=name))


def _annotation(element: etree._Element, unit: Unit) -> Iterator[Finding]:
    kind, reference = given(element, "type", "generic"), element.get("ref")
    if kind == "comment":
        yield from _comment(element, unit)
    elif kind == "mtc:match" and reference is not None:
        yield _CANDIDATE.at(element, _("{element} marks a candidate, so it has no ref.").format(element=shown(element)))
    else:
        yield from _fragment(element, unit.element, unit.file)


def _fragment(element: etree._Element, holder: etree._Element, file: File) -> Iterator[Finding]:
    reference = given(element, "ref", "").strip()
    if not reference.startswith("#"):
        return
    found = fragments.resolved(reference, holder, file)
    if isinstance(found, Rule):
        yield found.at(element, fragments.said(found, reference))


def _comment(element: etree._Element, unit: Unit) -> Iterator[Finding]:
    value, reference = element.get("value"), element.get("ref")
    name = shown(element)
    if (value is None) == (reference is None):
        message = _("{element} is a comment, so it needs its text (value) or a note (ref), one of the two.")
        yield _COMMENT.at(element, message.format(element=name))
    if reference is None:
        return
    written = str(reference).strip()
    found = fragments.resolved(written, unit.element, unit.file) if written.startswith("#") else fragments.SYNTAX
    if isinstance(found, Rule) and found is not fragments.NOWHERE:
        yield found.at(element, fragments.said(found, written))
    elif isinstance(found, Rule) or found.prefix != "n" or found.holder is not unit.element:
        message = _("{element} refers to “{ref}”, which is no note of its unit (#n=…).")
        yield _COMMENT_NOTE.at(element, message.format(element=name, ref=written))
