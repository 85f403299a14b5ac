"""The elements and attributes of the modules of XLIFF 2.0, 2.1 and 2.2, as tables."""

from __future__ import annotations

from functools import cache

from editor.formats.validation.datatypes import TYPES, one_of
from editor.formats.validation.grammar import Grammar, Row, Table, elements_of, globals_of
from editor.formats.validation.xliff2.elements import NEW, PREFIXES, core

MATCHES, GLOSSARY, FORMAT = "Translation Candidates Module", "Glossary Module", "Format Style Module"
METADATA, RESOURCES = "Metadata Module", "Resource Data Module"
CHANGES, SIZES = "Change Tracking Module", "Size and Length Restriction Module"
VALIDATION, ITS, PLURALS = "Validation Module", "ITS Module", "Plural, Gender, and Select Module"

_HTML = (
    "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 "
    "head hr html i img label legend li ol p pre q s samp select small span strike strong sub sup table tbody td tfoot "
    "th thead title tr tt u ul"
)
_ISSUES = (
    "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register "
    "locale-specific-content locale-violation style characters misspelling typographical formatting "
    "inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance "
    "uncategorized other"
)
_AGENTS = (
    "org orgRef=uri person personRef=uri revOrg revOrgRef=uri revPerson revPersonRef=uri revTool revToolRef=uri tool "
    "toolRef=uri"
)
_ITS_ATTRIBUTES = (
    "version=its allowedCharacters annotatorsRef localeFilterList localeFilterType=filter locQualityIssueComment "
    "locQualityIssueEnabled=yes-no locQualityIssueProfileRef=uri locQualityIssuesRef=uri "
    "locQualityIssueSeverity=percent locQualityIssueType=issue locQualityRatingProfileRef=uri "
    "locQualityRatingScore=percent locQualityRatingScoreThreshold=percent locQualityRatingVote=integer "
    "locQualityRatingVoteThreshold=integer mtConfidence=share provenanceRecordsRef=uri taClassRef=uri "
    f"taConfidence=share taIdent taIdentRef=uri taSource termConfidence=share {_AGENTS}"
)
_ISSUE = (
    "version locQualityIssueType locQualityIssueComment locQualityIssueSeverity locQualityIssueProfileRef "
    "locQualityIssueEnabled"
)
_TYPES = {
    "candidate": one_of(("am", "mt", "icm", "idm", "tb", "tm", "other")),
    "part": one_of(("source", "target", "ignorable")),
    "normal": one_of(("none", "nfc", "nfd")),
    "html": one_of(_HTML.split()),
    "issue": one_of(_ISSUES.split()),
    "filter": one_of(("include", "exclude")),
    "its": one_of(("2.0",)),
    "nmtoken": TYPES["nmtoken"],
}


def _module(prefix: str, prefixes: dict[str, str], *rows: Row, globals_: str = "") -> Table:
    return Table(prefixes[prefix], rows, _TYPES, prefixes, globals_)


def _matches(prefixes: dict[str, str]) -> Table:
    return _module(
        "mtc",
        prefixes,
        Row("matches", "match+", "", MATCHES),
        Row(
            "match",
            "mda:metadata? xlf:originalData? xlf:source xlf:target other*",
            "id=nmtoken matchQuality=percent matchSuitability=percent origin ref!=uri reference=yes-no "
            "similarity=percent subType=prefixed type=candidate other",
            f"{MATCHES}: match",
        ),
    )


def _glossary(prefixes: dict[str, str]) -> Table:
    return _module(
        "gls",
        prefixes,
        Row("glossary", "glossEntry+", "", f"{GLOSSARY}: glossary"),
        Row(
            "glossEntry",
            "term translation* definition? other*",
            "id=nmtoken ref=uri other",
            f"{GLOSSARY}: glossEntry",
        ),
        Row("term", "text", "source other", f"{GLOSSARY}: term"),
        Row("translation", "text", "id=nmtoken ref=uri source other", f"{GLOSSARY}: translation"),
        Row("definition", "text", "source other", f"{GLOSSARY}: definition"),
    )


def _metadata(prefixes: dict[str, str]) -> Table:
    unprefixed = "|xlf:meta" if prefixes["xlf"] == NEW else ""
    return _module(
        "mda",
        prefixes,
        Row("metadata", "metaGroup+", "id=nmtoken", f"{METADATA}: metadata"),
        Row(
            "metaGroup",
            f"(metaGroup|meta{unprefixed})+",
            "id=nmtoken category appliesTo=part",
            f"{METADATA}: metaGroup",
        ),
        Row("meta", "text", "type!", f"{METADATA}: meta"),
    )


def _resources(prefixes: dict[str, str]) -> Table:
    notes = "xlf:notes? " if prefixes["xlf"] == NEW else ""
    return _module(
        "res",
        prefixes,
        Row("resourceData", "resourceItemRef* resourceItem*", "", f"{RESOURCES}: resourceData"),
        Row("resourceItemRef", "empty", "id=nmtoken ref!=nmtoken other", f"{RESOURCES}: resourceItemRef"),
        Row(
            "resourceItem",
            f"{notes}source? target? reference*",
            "mimeType id=nmtoken context=yes-no other",
            f"{RESOURCES}: resourceItem",
        ),
        Row("source", "other*", "href xml:lang other", f"{RESOURCES}: source"),
        Row("target", "other*", "href xml:lang other", f"{RESOURCES}: target"),
        Row("reference", "empty", "href! xml:lang other", f"{RESOURCES}: reference"),
    )


def _changes(prefixes: dict[str, str]) -> Table:
    return _module(
        "ctr",
        prefixes,
        Row("changeTrack", "revisions+", "", f"{CHANGES}: changeTrack"),
        Row(
            "revisions",
            "revision+",
            "appliesTo!=nmtoken ref=nmtoken currentVersion=nmtoken other",
            f"{CHANGES}: revisions",
        ),
        Row("revision", "item+", "author datetime version=nmtoken other", f"{CHANGES}: revision"),
        Row("item", "text", "property! other", f"{CHANGES}: item"),
    )


def _sizes(prefixes: dict[str, str]) -> Table:
    return _module(
        "slr",
        prefixes,
        Row("profiles", "normalization? other*", "generalProfile storageProfile", f"{SIZES}: profiles"),
        Row("normalization", "empty", "general=normal storage=normal", f"{SIZES}: normalization"),
        Row("data", "other*", "profile! other", f"{SIZES}: data"),
        globals_="equivStorage sizeInfo sizeInfoRef=nmtoken sizeRestriction storageRestriction",
    )


def _validation(prefixes: dict[str, str]) -> Table:
    return _module(
        "val",
        prefixes,
        Row("validation", "rule+", "other", f"{VALIDATION}: validation"),
        Row(
            "rule",
            "empty",
            "isPresent occurs=positive isNotPresent startsWith endsWith existsInSource=yes-no caseSensitive=yes-no "
            "normalization=normal disabled=yes-no other",
            f"{VALIDATION}: rule",
        ),
    )


def _its(prefixes: dict[str, str]) -> Table:
    return _module(
        "its",
        prefixes,
        Row("locQualityIssues", "locQualityIssue+", "xml:id! version", f"{ITS}: locQualityIssues"),
        Row("locQualityIssue", "empty", _ISSUE, f"{ITS}: locQualityIssue"),
        Row("provenanceRecords", "provenanceRecord+", "xml:id! version", f"{ITS}: provenanceRecords"),
        Row(
            "provenanceRecord",
            "empty",
            f"version {_AGENTS.replace('=uri', '')}",
            f"{ITS}: provenanceRecord",
        ),
        globals_=_ITS_ATTRIBUTES,
    )


@cache
def grammar(namespace: str) -> Grammar:
    """Return the grammar of the core of *namespace* with all modules."""
    prefixes = {**PREFIXES, "xlf": namespace}
    tables = [
        core(namespace),
        *(make(prefixes) for make in (_matches, _glossary, _metadata, _resources, _changes, _sizes, _validation, _its)),
        _module("fs", prefixes, globals_="fs=html subFs"),
        _module("itsm", prefixes, globals_="domains lang=language"),
        _module("pgs", prefixes, globals_="switch case"),
    ]
    elements = {name: row for table in tables for name, row in elements_of(table).items()}
    attributes = {name: kind for table in tables for name, kind in globals_of(table).items()}
    return Grammar(elements, frozenset((f"{{{namespace}}}xliff",)), attributes, "4.2 Elements")
