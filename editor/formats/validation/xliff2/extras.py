"""The rules of XLIFF 2 about metadata, resources, validation rules, format styles, plurals, and where modules stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.formats.validation.grammar import shown
from editor.formats.validation.xliff2 import references
from editor.formats.validation.xliff2.elements import PREFIXES
from editor.formats.validation.xliff2.modules import FORMAT, METADATA, PLURALS, RESOURCES, VALIDATION
from editor.formats.validation.xliff2.units import (
    LANG,
    File,
    attributed,
    children,
    given,
    local,
    module,
    uri_of,
)
from editor.i18n import _

_REPEATED = Rule("module-repeated", "4.2.2.2 file, 4.2.2.4 group, 4.2.2.5 unit")
_MISPLACED = Rule("module-misplaced", "4.2.2.2 file, 4.2.2.4 group, 4.2.2.5 unit")
_META_ID = Rule("metadata-id-unique", f"{METADATA}: id")
_META = Rule("metadata-prefix", f"{METADATA}: meta", WARNING)
_RESOURCE_ID = Rule("resource-id-unique", f"{RESOURCES}: id")
_MIME = Rule("resource-mime-type", f"{RESOURCES}: resourceItem")
_ITEM = Rule("resource-item-empty", f"{RESOURCES}: resourceItem")
_HREF = Rule("resource-or-href", f"{RESOURCES}: source, target")
_RESOURCE_LANG = Rule("resource-language", f"{RESOURCES}: xml:lang")
_RESOURCE_SOURCE = Rule("resource-without-source", f"{RESOURCES}: source")
_RESOURCE_REF = Rule("resource-reference", f"{RESOURCES}: ref")
_ONE_RULE = Rule("validation-one-rule", f"{VALIDATION}: rule")
_IN_SOURCE = Rule("validation-exists-in-source", f"{VALIDATION}: existsInSource")
_OCCURS = Rule("validation-occurs", f"{VALIDATION}: occurs", WARNING)
_NO_STYLE = Rule("style-sub-without-style", f"{FORMAT}: subFs")
_STYLE_FORM = Rule("style-sub-form", f"{FORMAT}: subFs")
_STYLE_END = Rule("style-on-ec", f"{FORMAT}: fs, subFs")
_SWITCH = Rule("plural-switch", f"{PLURALS}: switch")
_CASE = Rule("plural-case", f"{PLURALS}: case")

_AT_MOST_ONE = {
    (PREFIXES[prefix], name)
    for prefix, name in (
        ("mtc", "matches"),
        ("gls", "glossary"),
        ("mda", "metadata"),
        ("res", "resourceData"),
        ("slr", "profiles"),
        ("slr", "data"),
        ("val", "validation"),
    )
}
_HOMES = {
    (PREFIXES["mtc"], "matches"): ("unit",),
    (PREFIXES["gls"], "glossary"): ("unit",),
    (PREFIXES["res"], "resourceData"): ("file", "group", "unit"),
    (PREFIXES["slr"], "profiles"): ("file",),
}
_PAIR = re.compile(r"(?:[^\\,]|\\[\\,])+,(?:[^\\,]|\\[\\,])*(?:\\(?:[^\\,]|\\[\\,])+,(?:[^\\,]|\\[\\,])*)*")
_KINDS = ("isPresent", "isNotPresent", "startsWith", "endsWith")
_SELECTORS = {"plural", "ordinal", "gender", "select"}
_NUMBER = re.compile(r"zero|one|two|few|many|other|=?[0-9]+(?:\.[0-9]+)?")


def of_file(file: File) -> Iterator[Finding]:
    """Check what stands in a file, its groups and its units besides the core."""
    for holder in attributed(file, "pgs"):
        yield from _plurals(holder)
    for holder in file.dressed:
        yield from _places(holder)
        for metadata in module(holder, "mda", "metadata"):
            yield from _metadata(metadata)
        for resources in module(holder, "res", "resourceData"):
            yield from _resources(resources, file)
        for rules in module(holder, "val", "validation"):
            for rule in rules.iterchildren("{*}rule"):
                yield from _rule(rule)
    for element in attributed(file, "fs"):
        yield from _style(element)


def _places(holder: etree._Element) -> Iterator[Finding]:
    found = [(uri_of(child), local(child)) for child in children(holder)]
    counted = Counter(name for name in found if name in _AT_MOST_ONE)
    for child in children(holder):
        name = uri_of(child), local(child)
        homes = _HOMES.get(name)
        if homes and local(holder) not in homes:
            message = _("{child} cannot stand in {element}; its place is: {homes}.")
            said = message.format(child=shown(child), element=shown(holder), homes=", ".join(homes))
            yield _MISPLACED.at(child, said)
        if counted.pop(name, 0) > 1:
            message = _("{element} holds more than one <{name}>; one is allowed.")
            yield _REPEATED.at(child, message.format(element=shown(holder), name=local(child)))


# ── Metadata and resources ──────────────────────────────────────────────────────────────────────────────────────────


def _metadata(metadata: etree._Element) -> Iterator[Finding]:
    yield from references.twice(metadata.iter("{*}metadata", "{*}metaGroup"), _META_ID)
    yield from unprefixed(metadata)


def unprefixed(metadata: etree._Element) -> Iterator[Finding]:
    """Warn of a <meta> that lacks the prefix of its module."""
    for meta in metadata.iter("{*}meta"):
        if uri_of(meta) != PREFIXES["mda"]:
            yield _META.at(
                meta, _("This <meta> stands for one of the metadata module, but lacks that module's prefix.")
            )


def _resources(resources: etree._Element, file: File) -> Iterator[Finding]:
    items = list(resources.iterchildren("{*}resourceItem"))
    refs = list(resources.iterchildren("{*}resourceItemRef"))
    yield from references.twice([*refs, *items], _RESOURCE_ID)
    for item in items:
        yield from _item(item, file.root)
    for reference in refs:
        wanted = given(reference, "ref", "").strip()
        everywhere = file.element.iter(f"{{{PREFIXES['res']}}}resourceItem")
        if not any(item.get("id") == wanted for item in everywhere):
            message = _("{element} refers to the resource “{ref}”, which is not in this <file>.")
            yield _RESOURCE_REF.at(reference, message.format(element=shown(reference), ref=wanted))


def _item(item: etree._Element, root: etree._Element) -> Iterator[Finding]:
    texts = [one for one in children(item) if local(one) in {"source", "target"}]
    if not children(item):
        yield _ITEM.at(item, _("{element} holds nothing.").format(element=shown(item)))
    if item.get("mimeType") is None and not any(children(one) for one in texts):
        message = _("{element} holds no resource itself, so it needs a mimeType.")
        yield _MIME.at(item, message.format(element=shown(item)))
    if item.get("context") == "no" and not any(local(one) == "source" for one in texts):
        message = _('{element} is no mere context (context="no"), so it needs a <source>.')
        yield _RESOURCE_SOURCE.at(item, message.format(element=shown(item)))
    for text in texts:
        if bool(children(text)) == (text.get("href") is not None):
            message = _("The <{name}> of a resource has either contents or an address (href), one of the two.")
            yield _HREF.at(text, message.format(name=local(text)))
        wanted = root.get("srcLang" if local(text) == "source" else "trgLang")
        said = text.get(LANG)
        if said is not None and wanted is not None and str(said).lower() != str(wanted).lower():
            message = _("This <{name}> of a resource is in “{said}”, but the file's language for it is “{wanted}”.")
            yield _RESOURCE_LANG.at(text, message.format(name=local(text), said=said, wanted=wanted))


# ── Validation rules ────────────────────────────────────────────────────────────────────────────────────────────────


def _rule(rule: etree._Element) -> Iterator[Finding]:
    kinds = [name for name in _KINDS if rule.get(name) is not None]
    custom = [name for name in rule.attrib if str(name).startswith("{")]
    if len(kinds) + bool(custom) != 1:
        message = _(
            "A <rule> says exactly one of isPresent, isNotPresent, startsWith, endsWith or a rule of one's own."
        )
        yield _ONE_RULE.at(rule, message)
    if rule.get("existsInSource") is not None and (len(kinds) != 1 or kinds == ["isNotPresent"]):
        message = _("existsInSource goes with exactly one of isPresent, startsWith and endsWith.")
        yield _IN_SOURCE.at(rule, message)
    if rule.get("occurs") is not None and "isPresent" not in kinds:
        yield _OCCURS.at(rule, _("occurs means something only beside isPresent."))


# ── Styles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _style(element: etree._Element) -> Iterator[Finding]:
    style, sub = (element.get(f"{{{PREFIXES['fs']}}}{name}") for name in ("fs", "subFs"))
    name = shown(element)
    if local(element) == "ec" and uri_of(element).startswith("urn:oasis") and element.get("isolated") != "yes":
        yield _STYLE_END.at(element, _("Only an isolated <ec> may have a style (fs, subFs); its <sc> has it here."))
    if sub is None:
        return
    if style is None:
        yield _NO_STYLE.at(element, _("{element} has a subFs, so it needs an fs too.").format(element=name))
    if not _PAIR.fullmatch(str(sub)):
        message = _(
            "The subFs of {element} has to be pairs such as src,smile.png with “\\” between them, not “{given}”."
        )
        yield _STYLE_FORM.at(element, message.format(element=name, given=sub))


# ── Plurals ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _plurals(holder: etree._Element) -> Iterator[Finding]:
    switch = holder.get(f"{{{PREFIXES['pgs']}}}switch")
    if switch is None:
        return
    selectors = [item.partition(":")[::2] for item in re.split(r"[\s,]+", str(switch).strip())]
    if any(kind not in _SELECTORS or not variable for kind, variable in selectors):
        message = _("The switch of {element} has to be items such as plural:count, with spaces between them.")
        yield _SWITCH.at(holder, message.format(element=shown(holder)))
        return
    for child in children(holder):
        case = child.get(f"{{{PREFIXES['pgs']}}}case")
        if case is not None and not _fits(str(case), [kind for kind, _variable in selectors]):
            message = _("The case “{case}” of {element} does not fit the switch “{switch}”.")
            yield _CASE.at(child, message.format(case=case, element=shown(child), switch=switch))


def _fits(case: str, kinds: list[str]) -> bool:
    values = [value for value in re.split(r"[\s,]+", case.strip()) if value]
    if len(values) != len(kinds):
        return False
    numbers = [value for value, kind in zip(values, kinds, strict=True) if kind in {"plural", "ordinal"}]
    return all(_NUMBER.fullmatch(value) for value in numbers)
