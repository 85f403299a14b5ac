"""Hold a TMX 1.4b file against its specification: the grammar, then languages, pairs of codes, dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml import etree

from editor import xml
from editor.formats.validation.datatypes import is_language, one_of
from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import XML, Grammar, Row, Table, elements_of, shown
from editor.formats.validation.grammar import check as check_grammar
from editor.formats.validation.thinning import following, is_certain, without
from editor.i18n import _

__all__ = ["check"]

_OLDER = Rule("older-version", "TMX 1.4b: tmx, version", WARNING)
_LANGUAGE = Rule("language-tag", "TMX 1.4b: xml:lang, srclang", WARNING)
_NO_SOURCE = Rule("source-variant-missing", "TMX 1.4b: srclang", WARNING)
_I_TWICE = Rule("i-unique", "TMX 1.4b: i")
_NO_END = Rule("bpt-without-ept", "TMX 1.4b: bpt")
_NO_START = Rule("ept-without-bpt", "TMX 1.4b: ept")
_DATE = Rule("date-form", "TMX 1.4b: creationdate, changedate, lastusagedate", WARNING)
_COUNT = Rule("usagecount-number", "TMX 1.4b: usagecount", WARNING)
_BASE = Rule("ude-base", "TMX 1.4b: ude, base")
_EMPTY_MAP = Rule("map-empty", "TMX 1.4b: map", WARNING)

_TYPES = {
    "segments": one_of(("block", "paragraph", "sentence", "phrase")),
    "end": one_of(("begin", "end")),
    "version": one_of(("1.4",)),
}
_INLINE = "bpt|ept|ph|it|hi|ut"
_CHANGED = "creationdate creationid changedate changeid"
_MADE = "creationtool creationtoolversion"
_ROWS = (
    Row("tmx", "header body", "version=version", "TMX 1.4b: tmx"),
    Row(
        "header",
        "(note|prop|ude)*",
        "creationtool! creationtoolversion! segtype!=segments o-tmf! adminlang! srclang! datatype! o-encoding "
        + _CHANGED,
        "TMX 1.4b: header",
    ),
    Row("body", "tu*", "", "TMX 1.4b: body"),
    Row("note", "text", "o-encoding xml:lang=string lang", "TMX 1.4b: note"),
    Row("ude", "map+", "name! base", "TMX 1.4b: ude"),
    Row("map", "empty", "unicode! code ent subst", "TMX 1.4b: map"),
    Row("prop", "text", "type! xml:lang=string o-encoding lang", "TMX 1.4b: prop"),
    Row(
        "tu",
        "(note|prop)* tuv+",
        f"tuid o-encoding datatype usagecount lastusagedate {_MADE} {_CHANGED} segtype=segments o-tmf srclang",
        "TMX 1.4b: tu",
    ),
    Row(
        "tuv",
        "(note|prop)* seg",
        f"xml:lang!=string o-encoding datatype usagecount lastusagedate {_MADE} {_CHANGED} o-tmf lang",
        "TMX 1.4b: tuv",
    ),
    Row("seg", f"text ({_INLINE})*", "", "TMX 1.4b: seg"),
    Row("bpt", "text sub*", "i! x type", "TMX 1.4b: bpt"),
    Row("ept", "text sub*", "i!", "TMX 1.4b: ept"),
    Row("sub", f"text ({_INLINE})*", "datatype type", "TMX 1.4b: sub"),
    Row("it", "text sub*", "pos!=end x type", "TMX 1.4b: it"),
    Row("ph", "text sub*", "x assoc type", "TMX 1.4b: ph"),
    Row("hi", f"text ({_INLINE})*", "x type", "TMX 1.4b: hi"),
    Row("ut", "text sub*", "x", "TMX 1.4b: ut"),
)
_OLD_VERSIONS = {"1.0", "1.1", "1.2", "1.3"}
_LANG = f"{{{XML}}}lang"
_DATES = ("creationdate", "changedate", "lastusagedate")
_WRITTEN = re.compile(r"\d{8}T\d{6}Z|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")


_SAID = rb'[^"<&]*"'
_VARIANT = rb'<tuv xml:lang="([A-Za-z0-9\-]+)">\s*<seg>[^<]*</seg>\s*</tuv>\s*'
_PLAIN = re.compile(
    rb'<tu(?: tuid="' + _SAID + rb'| creationdate="\d{8}T\d{6}Z"| changedate="\d{8}T\d{6}Z"| creationid="' + _SAID
    + rb'| changeid="' + _SAID + rb")*>\s*"
    rb'(?:<prop type="' + _SAID + rb">[^<]*</prop>\s*|<note>[^<]*</note>\s*)*" + _VARIANT + _VARIANT + rb"</tu>"
)  # fmt: skip

_is_language = lru_cache(maxsize=256)(is_language)


@cache
def _grammar() -> Grammar:
    table = Table("", _ROWS, _TYPES, {})
    return Grammar(elements_of(table), frozenset(("tmx",)), {}, "TMX 1.4b: tmx")


def check(root: etree._Element, data: bytes = b"") -> Iterator[Finding]:
    """Yield where the file breaks the rules of TMX 1.4b; files of older versions are checked for what all share.

    The file's bytes make it quicker.
    """
    root = _thinned(root, data)
    version = root.get("version")
    if version not in _OLD_VERSIONS:
        yield from check_grammar(root, _grammar())
    else:
        message = _("This file is of TMX {version}; what is particular to 1.4 was not checked.")
        yield _OLDER.at(root, message.format(version=version))
    usual = None
    for header in root.iterchildren("header"):
        usual = header.get("srclang")
        yield from _header(header)
    for unit in root.iter("tu"):
        yield from _unit(unit, usual)


def _thinned(root: etree._Element, data: bytes) -> etree._Element:
    """Return the tree under *root*, whose document is *data*, without units that break no rule; or as it is."""
    header = root.find("header")
    usual = "" if header is None else str(header.get("srclang", "")).lower()
    if not usual or not is_certain(data):
        return root
    spans, languages = [], set()
    for match in following(_PLAIN, data):
        spans.append(match.span())
        languages.add(match.groups())
    sound = all(
        all(_is_language(tag.decode()) for tag in pair)
        and (usual == "*all*" or usual in {tag.decode().lower() for tag in pair})
        for pair in languages
    )
    return xml.parse(without(data, spans)) if spans and sound else root


def _header(header: etree._Element) -> Iterator[Finding]:
    yield from _dates(header)
    for ude in header.iterchildren("ude"):
        maps = list(ude.iterchildren("map"))
        if ude.get("base") is None and any(one.get("code") is not None for one in maps):
            message = _("{element} has codes in its <map>, so it has to say their encoding (base).")
            yield _BASE.at(ude, message.format(element=shown(ude)))
        for one in maps:
            if not any(one.get(name) is not None for name in ("code", "ent", "subst")):
                yield _EMPTY_MAP.at(one, _("A <map> says at least one of code, ent and subst."))


def _unit(unit: etree._Element, usual: str | None) -> Iterator[Finding]:
    if len(unit.attrib):
        yield from _dates(unit)
    languages = []
    for variant in unit.iterchildren("tuv"):
        if len(variant.attrib) > 1:
            yield from _dates(variant)
        tag = variant.get(_LANG) or variant.get("lang")
        languages.append(str(tag or "").lower())
        if tag is not None and not _is_language(str(tag)):
            message = _("“{tag}” is no language tag such as en or pt-BR.")
            yield _LANGUAGE.at(variant, message.format(tag=tag))
        for text in variant.iterchildren("seg"):
            if len(text):
                yield from _pairs(text)
    source = unit.get("srclang") or usual
    if source and source.lower() != "*all*" and str(source).lower() not in languages:
        message = _("{element} has no text in its source language, “{language}”.")
        yield _NO_SOURCE.at(unit, message.format(element=shown(unit), language=source))


def _pairs(text: etree._Element) -> Iterator[Finding]:
    opened: dict[str, etree._Element] = {}
    closed: set[str] = set()
    for code in text.iter("bpt", "ept"):
        number = str(code.get("i"))
        if code.get("i") is None:
            continue
        if code.tag == "bpt":
            if number in opened:
                yield _I_TWICE.at(code, _('Two <bpt> of this text have the number i="{i}".').format(i=number))
            opened[number] = code
        elif number not in opened or number in closed:
            yield _NO_START.at(code, _('The <ept> i="{i}" has no <bpt> of its own before it.').format(i=number))
        else:
            closed.add(number)
    for number in opened.keys() - closed:
        yield _NO_END.at(opened[number], _('The <bpt> i="{i}" has no <ept> after it.').format(i=number))


def _dates(element: etree._Element) -> Iterator[Finding]:
    for name in _DATES:
        said = element.get(name)
        if said is not None and not _WRITTEN.fullmatch(str(said)):
            message = _("The {name} “{date}” is not written as 20120501T100000Z.")
            yield _DATE.at(element, message.format(name=name, date=said))
    count = element.get("usagecount")
    if count is not None and not str(count).isdigit():
        yield _COUNT.at(element, _("The usagecount “{count}” is no number.").format(count=count))
