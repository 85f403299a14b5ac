"""What a check finds: where, which rule of which section, one sentence, and how bad it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a specification: a name that stays the same, the section that states it, "error" or "warning"."""

    name: str
    section: str
    severity: str = ERROR

    def broken(self, line: int, message: str) -> Finding:
        """Say with one sentence how the rule is broken at a *line* (counted from 1)."""
        return Finding(line, self.name, self.section, message, self.severity)

    def at(self, element: etree._Element, message: str) -> Finding:
        """Say with one sentence how an *element* breaks the rule."""
        return replace(self.broken(element.sourceline or 1, message), unit=_unit(element))


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a file breaks a rule; *unit* is the id of the unit it is in, where it is in one."""

    line: int
    rule: str
    section: str
    message: str
    severity: str = ERROR
    unit: str = ""


_UNITS = {"unit", "trans-unit", "bin-unit", "tu"}


def _unit(element: etree._Element) -> str:
    for one in (element, *element.iterancestors()):
        if str(one.tag).rpartition("}")[2] in _UNITS:
            return str(one.get("id") or one.get("tuid") or "")
    return ""


WELL_FORMED = Rule("well-formed", "XML 1.0, 2.1 Well-Formed XML Documents")


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return *findings* by line, each said once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: one.line))
