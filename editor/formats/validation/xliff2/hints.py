"""The rules of XLIFF 2 about what may be done with codes: the hints on them, copies, removal, order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from editor.formats.validation.findings import Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2.units import CODES, SIDES, Unit, given, local
from editor.i18n import _

_DIFFER = Rule("sc-ec-hints", "4.2.3.4 sc, 4.2.3.5 ec")
_MAPPED = Rule("sc-ec-agreement", "4.7.2.2 Usage of pc and sc/ec")
_FIXED = Rule("reorder-needs-no-copy-no-delete", "4.7.2.6 Editing Hints")
_START = Rule("reorder-sequence-start", "4.7.2.6 Editing Hints")
_CHANGED = Rule("reorder-sequence-changed", "4.7.2.6 Editing Hints")
_MISSING = Rule("code-not-removable", "4.7.2.6 Editing Hints")
_BASE = Rule("copyof-reference", "4.3.1.8 copyOf")
_NO_COPY = Rule("copyof-not-copyable", "4.7.2.4.1 Duplicating an existing code")
_HAS_DATA = Rule("copyof-with-data", "4.7.2.4.1 Duplicating an existing code")

_MARKS = ("dataRef", "dataRefStart", "dataRefEnd")


def of_unit(unit: Unit) -> Iterator[Finding]:
    """Check the codes of a unit."""
    sides = {side: [one for one in unit.side(side) if local(one) in CODES] for side in SIDES}
    if all(len(code.attrib) == 1 for codes in sides.values() for code in codes):
        return  # they have ids and nothing that could be wrong
    for codes in sides.values():
        yield from _pairs(codes)
        for code in codes:
            yield from _fixed(code)
            yield from _copy(code, unit)
    yield from _sequences(sides["source"], set())
    yield from _sequences(sides["target"], {_name(code) for code in sides["source"]})
    yield from _removed(unit, sides["target"])
    yield from _reordered(sides["source"], sides["target"])


def _name(code: etree._Element) -> str:
    """Return what tells a code from the others of its side: an end code has its start's id, marked."""
    refers = code.get("startRef")
    return f"/{refers}" if refers is not None else str(code.get("id"))


# ── A start and its end ─────────────────────────────────────────────────────────────────────────────────────────────


def _pairs(codes: Sequence[etree._Element]) -> Iterator[Finding]:
    starts = {str(code.get("id")): code for code in codes if local(code) == "sc"}
    for code in codes:
        start = starts.get(str(code.get("startRef")))
        if local(code) == "ec" and start is not None:
            yield from _agreement(start, code)


def _agreement(start: etree._Element, end: etree._Element) -> Iterator[Finding]:
    message = _("The attribute {name} of the <ec> is “{end}”, but that of its {element} is “{start}”.")
    for name in ("canCopy", "canDelete", "canOverlap", "canReorder"):
        wanted, said = given(start, name, "yes"), given(end, name, "yes")
        if said != ("no" if wanted == "firstNo" else wanted):
            yield _DIFFER.at(end, message.format(name=name, end=said, start=wanted, element=shown(start)))
    for name in ("type", "subType", "copyOf"):
        first, last = start.get(name), end.get(name)
        if last is not None and first != last:
            yield _MAPPED.at(end, message.format(name=name, end=last, start=first or "", element=shown(start)))


# ── Copies and removals ─────────────────────────────────────────────────────────────────────────────────────────────


def _copy(code: etree._Element, unit: Unit) -> Iterator[Finding]:
    wanted = code.get("copyOf")
    if wanted is None:
        return
    base = unit.source_ids.get(str(wanted), unit.target_ids.get(str(wanted)))
    name = shown(code)
    if base is None or base is code or local(base) not in CODES:
        message = _("{element} is said to be a copy of “{id}”, but its unit has no code with that id.")
        yield _BASE.at(code, message.format(element=name, id=wanted))
    elif given(base, "canCopy", "yes") == "no":
        message = _("{element} is a copy of {base}, which may not be copied.")
        yield _NO_COPY.at(code, message.format(element=name, base=shown(base)))
    elif any(base.get(mark) is not None for mark in _MARKS):
        message = _(
            "{element} uses copyOf, but its base {base} has original data, which the copy should refer to instead."
        )
        yield _HAS_DATA.at(code, message.format(element=name, base=shown(base)))


def _removed(unit: Unit, targets: Sequence[etree._Element]) -> Iterator[Finding]:
    kept = {_name(code) for code in targets}
    kept |= {f"/{code.get('id')}" for code in targets if local(code) == "pc"}
    for part in unit.parts:
        if part.source is None or part.target is None or not len(part.source):
            continue
        for code in part.source.iterdescendants("*"):
            if local(code) in CODES and given(code, "canDelete", "yes") == "no" and _name(code) not in kept:
                message = _("{element} may not be removed (canDelete), but the target does not have it.")
                yield _MISSING.at(part.target, message.format(element=shown(code)))


# ── Sequences that keep their order ─────────────────────────────────────────────────────────────────────────────────


def _fixed(code: etree._Element) -> Iterator[Finding]:
    if given(code, "canReorder", "yes") == "yes":
        return
    for name in ("canCopy", "canDelete"):
        if given(code, name, "yes") != "no":
            message = _('{element} may not be moved (canReorder), so it has to say {name}="no" too.')
            yield _FIXED.at(code, message.format(element=shown(code), name=name))


def _sequences(codes: Sequence[etree._Element], known: set[str]) -> Iterator[Finding]:
    """Check that a run of codes that keep their order begins with one that says so; *known* are judged elsewhere."""
    running = False
    for code in codes:
        hint = given(code, "canReorder", "yes")
        if hint == "no" and not running and _name(code) not in known:
            message = _("{element} belongs to codes that keep their order, but none before it begins them (firstNo).")
            yield _START.at(code, message.format(element=shown(code)))
        running = hint == "firstNo" or (running and hint == "no")


def _runs(codes: Sequence[etree._Element]) -> list[list[str]]:
    runs: list[list[str]] = []
    running = False
    for code in codes:
        hint = given(code, "canReorder", "yes")
        if hint == "firstNo":
            runs.append([])
        if hint == "firstNo" or (running and hint == "no"):
            runs[-1].append(_name(code))
            running = True
        else:
            running = False
    return runs


def _reordered(sources: Sequence[etree._Element], targets: Sequence[etree._Element]) -> Iterator[Finding]:
    places = {_name(code): number for number, code in enumerate(targets)}
    for run in _runs(sources):
        there = [places[name] for name in run if name in places]
        if there and there != list(range(there[0], there[0] + len(there))):
            message = _("The codes {names} keep their order and stay together, but in the target they do not.")
            names = ", ".join(name.lstrip("/") for name in run)
            yield _CHANGED.at(targets[there[0]], message.format(names=names))
