"""The rules of XLIFF 2.1 and 2.2 about ITS metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from editor.formats.validation.findings import Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2.elements import PREFIXES
from editor.formats.validation.xliff2.modules import ITS
from editor.formats.validation.xliff2.units import ID, File, attributed, local, uri_of
from editor.i18n import _

_VERSION = Rule("its-version", f"{ITS}: version")
_TYPE = Rule("its-annotation-type", f"{ITS}: ITS annotations")
_TOGETHER = Rule("its-not-together", f"{ITS}: Constraints")
_PAIR = Rule("its-text-analysis-pair", f"{ITS}: Text Analysis")
_REF = Rule("its-reference", f"{ITS}: locQualityIssuesRef, provenanceRecordsRef")
_THRESHOLD = Rule("its-threshold", f"{ITS}: Localization Quality Rating")
_ANNOTATORS = Rule("its-annotators-ref", f"{ITS}: annotatorsRef")

_ITS, _ITSM = f"{{{PREFIXES['its']}}}", f"{{{PREFIXES['itsm']}}}"
_AGENTS = tuple(
    f"{who}{how}" for who in ("org", "person", "tool", "revOrg", "revPerson", "revTool") for how in ("", "Ref")
)
_ISSUE = ("Type", "Comment", "Severity", "ProfileRef", "Enabled")
_APART = {
    "locQualityIssuesRef": tuple(f"locQualityIssue{name}" for name in _ISSUE),
    "locQualityRatingScore": ("locQualityRatingVote",),
    "taIdentRef": ("taSource", "taIdent"),
    "provenanceRecordsRef": _AGENTS,
}
_GENERIC_WORDS = (
    "annotatorsRef locQualityIssuesRef locQualityIssueType locQualityIssueComment locQualityRatingScore "
    "locQualityRatingVote taIdentRef taSource taIdent taClassRef mtConfidence provenanceRecordsRef "
    "allowedCharacters localeFilterList"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_THRESHOLDS = {
    "locQualityRatingScoreThreshold": "locQualityRatingScore",
    "locQualityRatingVoteThreshold": "locQualityRatingVote",
}
_RECORDS = {"locQualityIssuesRef": "locQualityIssues", "provenanceRecordsRef": "provenanceRecords"}
_TOOL = re.compile(
    r"(?:allowed-characters|directionality|domain|elements-within-text|external-resource|id-value|language-information|"
    r"locale-filter|localization-note|localization-quality-issue|localization-quality-rating|mt-confidence|"
    r"preserve-space|provenance|storage-size|target-pointer|terminology|text-analysis|translate)\|\S+"
)


def of_file(file: File) -> Iterator[Finding]:
    """Check the ITS metadata anywhere in a file."""
    for element in attributed(file, "its", "itsm"):
        said = {
            str(key).removeprefix(_ITS): str(value) for key, value in element.attrib.items() if key.startswith(_ITS)
        }
        yield from _element(element, said)


def _element(element: etree._Element, said: dict[str, str]) -> Iterator[Finding]:
    name = shown(element)
    if not any(_has_version(one) for one in (element, *element.iterancestors())):
        message = _('{element} has ITS metadata, but neither it nor what it stands in says its:version="2.0".')
        yield _VERSION.at(element, message.format(element=name))
    if "annotatorsRef" in said and not all(map(_TOOL.fullmatch, said["annotatorsRef"].split())):
        message = _("The annotatorsRef of {element} has to be pairs such as terminology|http://example.org/tool.")
        yield _ANNOTATORS.at(element, message.format(element=name))
    for one, needed in _THRESHOLDS.items():
        if one in said and not any(f"{_ITS}{needed}" in each.attrib for each in (element, *element.iterancestors())):
            message = _("{element} says {name}, which needs {needed} on it or on what it stands in.")
            yield _THRESHOLD.at(element, message.format(element=name, name=one, needed=needed))
    if local(element) in {"mrk", "sm"}:
        yield from _annotation(element, said)


def _has_version(element: etree._Element) -> bool:
    return f"{_ITS}version" in element.attrib or (uri_of(element) == PREFIXES["its"] and "version" in element.attrib)


def _annotation(element: etree._Element, said: dict[str, str]) -> Iterator[Finding]:
    name, kind = shown(element), element.get("type")
    marked = _GENERIC & said.keys() or any(str(key).startswith(_ITSM) for key in element.attrib)
    if marked and kind not in {None, "generic", "its:generic", "term", "its:term-no"}:
        message = _("{element} has ITS metadata, so its type may only be its:generic.")
        yield _TYPE.at(element, message.format(element=name))
    for one, others in _APART.items():
        clashing = [other for other in others if other in said]
        if one in said and clashing:
            message = _("{element} says {name}, so it may not say {others}.")
            yield _TOGETHER.at(element, message.format(element=name, name=one, others=", ".join(clashing)))
    if ("taSource" in said) != ("taIdent" in said):
        yield _PAIR.at(element, _("{element} needs taSource and taIdent together.").format(element=name))
    for one, records in _RECORDS.items():
        if one in said and not _is_there(said[one], records, element):
            message = _("{element} refers to “{ref}” ({name}), which is not in its unit.")
            yield _REF.at(element, message.format(element=name, ref=said[one], name=one))


def _is_there(reference: str, records: str, element: etree._Element) -> bool:
    own = reference.removeprefix("#").removeprefix("its=")
    unit = next((one for one in element.iterancestors() if local(one) == "unit"), element)
    return any(one.get(ID) == own for one in unit.iterchildren(f"{_ITS}{records}"))
