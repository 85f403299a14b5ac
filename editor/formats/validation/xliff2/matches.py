"""The rules of XLIFF 2 about translation candidates and glossaries."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2 import fragments, references
from editor.formats.validation.xliff2.inline import of_candidate, sub_type
from editor.formats.validation.xliff2.modules import GLOSSARY, MATCHES
from editor.formats.validation.xliff2.units import LANG, Unit, data_of, given, inline, local, module
from editor.i18n import _

_MATCH_ID = Rule("match-id-unique", f"{MATCHES}: id")
_MATCH_REF = Rule("match-reference", f"{MATCHES}: ref")
_MATCH_LANG = Rule("match-language-attribute", f"{MATCHES}: match")
_LANGUAGES = {
    "source": Rule("match-source-language", f"{MATCHES}: match"),
    "target": Rule("match-target-language", f"{MATCHES}: match"),
}
_ENTRY_ID = Rule("glossary-id-unique", f"{GLOSSARY}: id")
_ENTRY = Rule("glossary-entry-incomplete", f"{GLOSSARY}: glossEntry")
_ENTRY_REF = Rule("glossary-reference", f"{GLOSSARY}: ref")
_ENTRY_FORM = Rule("glossary-reference-form", f"{GLOSSARY}: ref", WARNING)

_SPANS = {"segment", "ignorable", "mrk", "sm", "pc", "sc", "ph"}


def of_unit(unit: Unit) -> Iterator[Finding]:
    """Check the candidates and the glossary of a unit."""
    for matches in module(unit.element, "mtc", "matches"):
        yield from references.twice(matches.iterchildren("{*}match"), _MATCH_ID)
        for match in matches.iterchildren("{*}match"):
            yield from _match(match, unit)
    for glossary in module(unit.element, "gls", "glossary"):
        entries = list(glossary.iter("{*}glossEntry", "{*}translation"))
        yield from references.twice(entries, _ENTRY_ID)
        for entry in entries:
            yield from _entry(entry, unit)


# ── Candidates ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _match(match: etree._Element, unit: Unit) -> Iterator[Finding]:
    yield from sub_type(match)
    if match.get(LANG) is not None:
        message = _("{element} may not say a language (xml:lang); only its <source> and <target> may.")
        yield _MATCH_LANG.at(match, message.format(element=shown(match)))
    reference = given(match, "ref", "").strip()
    if reference and not _is_span(reference, unit):
        message = _(
            "{element} refers to “{ref}”, which is no text of its unit, such as #s1 for a segment with the id s1."
        )
        yield _MATCH_REF.at(match, message.format(element=shown(match), ref=reference))
    texts = {local(one): one for one in match.iterchildren(f"{{{unit.uri}}}source", f"{{{unit.uri}}}target")}
    source, target = (tuple(inline([texts.get(side)])) for side in ("source", "target"))
    yield from of_candidate(source, target)
    yield from references.data((*source, *target), data_of(match, unit.uri))
    for side, wanted in (("source", "srcLang"), ("target", "trgLang")):
        if side in texts and not (side == "target" and match.get("reference") == "yes"):
            yield from _language(texts[side], unit.file.root.get(wanted))


def _language(text: etree._Element, wanted: str | None) -> Iterator[Finding]:
    said = text.get(LANG)
    if said is None or wanted is None or f"{said}-".lower().startswith(f"{wanted}-".lower()):
        return
    message = _("This <{side}> of a candidate is in “{said}”, but the file's language for it is “{wanted}”.")
    side = local(text)
    yield _LANGUAGES[side].at(text, message.format(side=side, said=said, wanted=wanted))


def _is_span(reference: str, unit: Unit) -> bool:
    if not reference.startswith("#"):
        return False
    found = fragments.resolved(reference, unit.element, unit.file)
    if isinstance(found, Rule) or found.holder.get("id") != unit.element.get("id"):
        return False
    return local(found.element) in _SPANS and found.prefix in {"", "t"}


# ── Glossary ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _entry(entry: etree._Element, unit: Unit) -> Iterator[Finding]:
    if local(entry) == "glossEntry" and not any(local(one) in {"translation", "definition"} for one in entry.iter("*")):
        message = _("{element} has neither a translation nor a definition; it needs one of the two.")
        yield _ENTRY.at(entry, message.format(element=shown(entry)))
    reference = given(entry, "ref", "").strip()
    if not reference or _is_span(reference, unit):
        return
    own = reference.rpartition("#")[2]
    if not reference.startswith("#") and "#" in reference and (own in unit.source_ids or own in unit.target_ids):
        message = _("{element} refers to “{ref}”; a reference to text of the unit begins with “#”.")
        yield _ENTRY_FORM.at(entry, message.format(element=shown(entry), ref=reference))
        return
    message = _(
        "{element} refers to “{ref}”, which is no text of its unit, such as #m1 for an annotation with the id m1."
    )
    yield _ENTRY_REF.at(entry, message.format(element=shown(entry), ref=reference))
