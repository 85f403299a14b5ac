"""Small files of our own that break one rule each: a valid file with a word or two changed."""

from __future__ import annotations

from collections.abc import Mapping

Change = Mapping[str, str]
Table = list[tuple[str, Change]]

_XLIFF2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:{ns}" version="{version}" srcLang="{srcLang}" trgLang="{trgLang}"
 xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"
 xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"
 xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0" xmlns:ctr="urn:oasis:names:tc:xliff:changetracking:2.0"
 xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" xmlns:val="urn:oasis:names:tc:xliff:validation:2.0"
 xmlns:its="http://www.w3.org/2005/11/its" xmlns:pgs="urn:oasis:names:tc:xliff:pgs:1.0" xmlns:my="urn:my">
<file id="f1"><skeleton{skeleton}{in_file}<group id="g1"{group}>{in_group}<unit id="u1"{unit}>{in_unit}
<notes><note id="n1"{note}>Mind the tone.</note></notes>
<originalData><data id="d1">[b]</data>{data}</originalData>
<segment id="s1"{segment}><source{source_at}>{source}</source>{target}</segment>
<ignorable><source> </source></ignorable>
<segment id="s2"><source>{second}</source>{second_target}</segment>
{end}</unit></group>{after}</file>{last}
</xliff>"""
_USUAL2 = {
    "ns": "2.0",
    "version": "2.1",
    "srcLang": "en",
    "trgLang": "ru",
    "skeleton": ' href="letter.skl"/>',
    "in_file": "",
    "group": "",
    "in_group": "",
    "unit": "",
    "in_unit": "",
    "note": "",
    "data": "",
    "segment": "",
    "source_at": "",
    "source": "Dear friends",
    "target": "<target>Дорогие друзья</target>",
    "second": "We wrote.",
    "second_target": "",
    "end": "",
    "after": "",
    "last": "",
}


def _filled(frame: str, usual: Mapping[str, str], change: Change) -> bytes:
    assert change.keys() <= usual.keys()
    for name, value in {**usual, **change}.items():
        frame = frame.replace(f"{{{name}}}", value)
    return frame.encode()


def xliff2(change: Change) -> bytes:
    if "alone" in change:
        return change["alone"].encode()
    return _filled(_XLIFF2, _USUAL2, change)


def both(source: str, target: str) -> Change:
    return {"source": source, "target": f"<target>{target}</target>"}


def module(text: str, where: str = "in_unit") -> Change:
    return {where: text}


_MATCH = '<mtc:matches><mtc:match ref="#s1"{}><source>Dear</source><target>Дорогие</target></mtc:match></mtc:matches>'
_ENTRY = "<gls:glossary><gls:glossEntry{}><gls:term>friend</gls:term>{}</gls:glossEntry></gls:glossary>"
_KNOWN = "<gls:translation>друг</gls:translation>"
_RESOURCE = '<res:resourceData><res:resourceItem mimeType="image/png">{}</res:resourceItem></res:resourceData>'
_FIXED = 'canCopy="no" canDelete="no"'
_HISTORY = (
    '<ctr:changeTrack><ctr:revisions appliesTo="{}"{}><ctr:revision version="1"><ctr:item property="{}">x</ctr:item>'
    "</ctr:revision></ctr:revisions></ctr:changeTrack>"
)
_SIZES = '<slr:profiles generalProfile="xliff:codepoints" storageProfile="xliff:utf8"/>'
_CASES = (
    '<unit id="u9" pgs:switch="{}"><segment pgs:case="{}"><source>One <ph id="1"/></source></segment>'
    '<segment pgs:case="other"><source>Many <ph id="1"/></source></segment></unit>'
)

XLIFF2: Table = [
    # ── The grammar
    ("root-element", {"alone": "<html/>"}),
    ("element-not-allowed", {"end": "<my:late/>"}),
    ("element-missing", {"end": "<segment><target>А</target></segment>"}),
    ("attribute-missing", {"end": "<segment><source><ph/></source></segment>"}),
    ("attribute-not-allowed", {"segment": ' my:own="1"'}),
    ("attribute-value", {"unit": ' translate="maybe"'}),
    ("text-not-allowed", {"end": "words"}),
    # ── Structure
    ("version", {"version": "1.9"}),
    ("language-tag", {"trgLang": "r", "target": "", "second_target": ""}),
    ("target-language-missing", {"alone": xliff2({}).decode().replace(' trgLang="ru"', "")}),
    ("source-language", {"source_at": ' xml:lang="de"'}),
    ("source-language-narrower", {"source_at": ' xml:lang="en-GB"'}),
    ("target-language", {"target": '<target xml:lang="uk">А</target>'}),
    ("target-language-narrower", {"target": '<target xml:lang="ru-RU">А</target>'}),
    ("file-id-unique", {"last": '<file id="f1"><unit id="u"><segment><source/></segment></unit></file>'}),
    ("group-id-unique", {"after": '<group id="g1"/>'}),
    ("unit-id-unique", {"after": '<unit id="u1"><segment><source/></segment></unit>'}),
    ("note-id-unique", {"in_group": '<notes><note id="a">1</note><note id="a">2</note></notes>'}),
    ("data-id-unique", {"data": '<data id="d1">[i]</data>'}),
    ("segment-id-unique", {"end": '<segment id="s1"><source/></segment>'}),
    ("extension-id-unique", module('<my:a id="1"/><my:b id="1"/>')),
    ("extension-id-token", module('<my:a id="a b"/>')),
    ("skeleton-or-href", {"skeleton": "/>"}),
    ("unit-without-segment", {"after": '<unit id="u2"><ignorable><source/></ignorable></unit>'}),
    ("type-reserved-prefix", {"group": ' type="xlf:a"'}),
    ("type-reserved-prefix", {"source": '<mrk id="m" type="xlf:a">x</mrk>'}),
    ("substate-without-state", {"segment": ' subState="my:a"'}),
    ("substate-form", {"segment": ' state="translated" subState="half"'}),
    ("substate-reserved-prefix", {"segment": ' state="translated" subState="xlf:a"'}),
    ("state-without-target", {"segment": ' state="final"', "target": ""}),
    ("space-agreement", {"source_at": ' xml:space="preserve"'}),
    ("order-unique", {"target": '<target order="3">А</target>', "second_target": "<target>Б</target>"}),
    ("order-range", {"target": '<target order="4">А</target>'}),
    # ── Inline elements
    ("inline-id-unique", {"source": '<ph id="a"/><ph id="a"/>'}),
    ("inline-id-unique", {"source": '<ph id="s2"/>'}),
    ("target-id-agreement", both('<ph id="a"/>', '<pc id="a">А</pc>')),
    ("target-id-agreement", both("A", '<ph id="s2"/>')),
    ("sc-without-ec", {"source": '<sc id="a"/>A'}),
    ("sc-isolated-but-paired", {"source": '<sc id="a" isolated="yes"/>A<ec startRef="a"/>'}),
    ("ec-without-sc", {"source": 'A<ec startRef="a"/>'}),
    ("ec-twice", {"source": '<sc id="a"/>A<ec startRef="a"/><ec startRef="a"/>'}),
    ("ec-id-or-startref", {"source": 'A<ec id="a"/>'}),
    ("ec-direction", {"source": '<sc id="a"/>A<ec startRef="a" dir="rtl"/>'}),
    (
        "overlap",
        {
            "source": '<sc id="a" canOverlap="no"/>A<sc id="b"/><ec startRef="a" canOverlap="no"/>B<ec startRef="b"/>',
        },
    ),
    ("sm-without-em", {"source": '<sm id="a" translate="no"/>A'}),
    ("em-without-sm", {"source": 'A<em startRef="a"/>'}),
    ("em-twice", {"source": '<sm id="a"/>A<em startRef="a"/><em startRef="a"/>'}),
    ("cp-hex", {"source": 'A<cp hex="0041"/>'}),
    ("subtype-without-type", {"source": '<ph id="a" subType="my:a"/>'}),
    ("subtype-reserved", {"source": '<ph id="a" type="fmt" subType="xlf:zz"/>'}),
    ("subtype-and-type", {"source": '<ph id="a" type="ui" subType="xlf:b"/>'}),
    ("inline-attribute", {"source": '<ph id="a" my:own="1"/>'}),
    ("xml-attribute-on-annotation", {"source": '<mrk id="a" xml:lang="de">A</mrk>'}),
    # ── Hints
    ("sc-ec-hints", {"source": '<sc id="a" canDelete="no"/>A<ec startRef="a"/>', "target": ""}),
    ("sc-ec-agreement", {"source": '<sc id="a" type="fmt"/>A<ec startRef="a" type="ui"/>'}),
    ("reorder-needs-no-copy-no-delete", {"source": '<ph id="a" canReorder="firstNo" canDelete="no"/>', "target": ""}),
    ("reorder-sequence-start", {"source": f'<ph id="a" canReorder="no" {_FIXED}/>', "target": ""}),
    (
        "reorder-sequence-changed",
        both(
            f'<ph id="a" canReorder="firstNo" {_FIXED}/><ph id="b" canReorder="no" {_FIXED}/>',
            f'<ph id="b" canReorder="no" {_FIXED}/><ph id="a" canReorder="firstNo" {_FIXED}/>',
        ),
    ),
    ("code-not-removable", {"source": '<ph id="a" canDelete="no"/>'}),
    ("copyof-reference", {"source": '<ph id="a" copyOf="z"/>'}),
    ("copyof-not-copyable", {"source": '<ph id="a" canCopy="no"/><ph id="b" copyOf="a"/>'}),
    ("copyof-with-data", {"source": '<ph id="a" dataRef="d1"/><ph id="b" copyOf="a"/>'}),
    # ── References
    ("data-reference", {"source": '<ph id="a" dataRef="d9"/>'}),
    ("subflow-reference", {"source": '<ph id="a" subFlows="u1 u9"/>'}),
    ("comment-annotation", {"source": '<mrk id="a" type="comment">A</mrk>'}),
    ("comment-note", {"source": '<mrk id="a" type="comment" ref="#n=n9">A</mrk>'}),
    ("match-annotation", {"source": '<mrk id="a" type="mtc:match" ref="#s1">A</mrk>'}),
    ("fragment-syntax", {"source": '<mrk id="a" type="my:a" ref="#u=">A</mrk>'}),
    ("fragment-prefix", {"source": '<mrk id="a" type="my:a" ref="#q=u1">A</mrk>'}),
    ("fragment-order", {"source": '<mrk id="a" type="my:a" ref="#u=u1/f=f1/n=n1">A</mrk>'}),
    ("fragment-leaf", {"source": '<mrk id="a" type="my:a" ref="#s1/s2">A</mrk>'}),
    ("fragment-prefix-twice", {"source": '<mrk id="a" type="my:a" ref="#u=u1/u=u1">A</mrk>'}),
    ("fragment-unresolved", {"source": '<mrk id="a" type="my:a" ref="#u=u9">A</mrk>'}),
    # ── Modules
    ("match-id-unique", module(_MATCH.format(' id="1"').replace("</mtc:matches>", "") + _MATCH.format(' id="1"')[13:])),
    ("match-reference", module(_MATCH.format("").replace("#s1", "s1"))),
    ("match-language-attribute", module(_MATCH.format(' xml:lang="ru"'))),
    ("match-source-language", module(_MATCH.format("").replace("<source", '<source xml:lang="de"'))),
    ("match-target-language", module(_MATCH.format("").replace("<target", '<target xml:lang="de"'))),
    ("glossary-id-unique", module(_ENTRY.format(' id="1"', '<gls:translation id="1">друг</gls:translation>'))),
    ("glossary-entry-incomplete", module(_ENTRY.format("", ""))),
    ("glossary-reference", module(_ENTRY.format(' ref="#z"', _KNOWN))),
    ("glossary-reference-form", {**module(_ENTRY.format(' ref="t=#m"', _KNOWN)), "source": '<mrk id="m">A</mrk>'}),
    ("module-repeated", module(_ENTRY.format("", _KNOWN) * 2)),
    ("module-misplaced", module(_ENTRY.format("", _KNOWN), "in_group")),
    (
        "metadata-id-unique",
        module('<mda:metadata id="1"><mda:metaGroup id="1"><mda:meta type="a"/></mda:metaGroup></mda:metadata>'),
    ),
    (
        "metadata-prefix",
        {
            **module('<mda:metadata><mda:metaGroup><meta type="a"/></mda:metaGroup></mda:metadata>'),
            "ns": "2.2",
            "version": "2.2",
        },
    ),
    (
        "resource-id-unique",
        module(
            "<res:resourceData>"
            + '<res:resourceItem id="1" mimeType="a"><res:reference href="a"/></res:resourceItem>' * 2
            + "</res:resourceData>"
        ),
    ),
    ("resource-item-empty", module(_RESOURCE.format(""))),
    ("resource-mime-type", module(_RESOURCE.format('<res:source href="a"/>').replace(' mimeType="image/png"', ""))),
    ("resource-or-href", module(_RESOURCE.format("<res:source/>"))),
    ("resource-language", module(_RESOURCE.format('<res:source href="a" xml:lang="de"/>'))),
    (
        "resource-without-source",
        module(
            _RESOURCE.format('<res:target href="a"/>').replace("<res:resourceItem", '<res:resourceItem context="no"')
        ),
    ),
    ("resource-reference", module('<res:resourceData><res:resourceItemRef ref="z"/></res:resourceData>')),
    ("validation-one-rule", module("<val:validation><val:rule/></val:validation>")),
    (
        "validation-exists-in-source",
        module('<val:validation><val:rule isNotPresent="a" existsInSource="yes"/></val:validation>'),
    ),
    ("validation-occurs", module('<val:validation><val:rule startsWith="a" occurs="1"/></val:validation>')),
    ("style-sub-without-style", {"note": ' fs:subFs="src,a.png"'}),
    ("style-sub-form", {"note": ' fs:fs="img" fs:subFs="src"'}),
    ("style-on-ec", {"source": '<sc id="a"/>A<ec startRef="a" fs:fs="b"/>'}),
    ("plural-switch", {"after": _CASES.format("many:n", "one"), "ns": "2.2", "version": "2.2"}),
    ("plural-case", {"after": _CASES.format("plural:n", "lots"), "ns": "2.2", "version": "2.2"}),
    ("change-applies-to", module(_HISTORY.format("glossary", "", "content"))),
    ("change-reference", module(_HISTORY.format("note", ' ref="z"', "content"))),
    ("change-reference-missing", {**module(_HISTORY.format("segment", "", "content")), "end": ""}),
    ("change-property", module(_HISTORY.format("note", ' ref="n1"', "colour"))),
    ("change-current-version", module(_HISTORY.format("note", ' ref="n1" currentVersion="9"', "content"))),
    (
        "size-info-twice",
        {
            "in_file": '<slr:data profile="my"><my:a id="1"/></slr:data>',
            "group": ' slr:sizeInfo="1" slr:sizeInfoRef="1"',
        },
    ),
    ("size-misplaced", {"source": '<ph id="a" slr:sizeRestriction="5"/>'}),
    ("size-on-ec", {"source": '<sc id="a"/>A<ec startRef="a" slr:sizeInfo="1"/>'}),
    ("size-info-reference", {"group": ' slr:sizeInfoRef="z"'}),
    ("size-info-number", {"group": ' slr:sizeInfo="1.5"'}),
    ("equiv-storage-number", {"in_file": _SIZES, "source": '<ph id="a" slr:equivStorage="two"/>'}),
    ("size-restriction-form", {"in_file": _SIZES, "group": ' slr:sizeRestriction="9,2"'}),
    ("storage-restriction-form", {"in_file": _SIZES, "group": ' slr:storageRestriction="few"'}),
    ("size-profile", {"in_file": '<slr:profiles generalProfile="xliff:letters"/>'}),
    ("its-version", {"source": '<mrk id="a" its:allowedCharacters="a">A</mrk>'}),
    ("its-annotation-type", {"source": '<mrk id="a" its:version="2.0" type="my:a" its:allowedCharacters="a">A</mrk>'}),
    (
        "its-not-together",
        {"source": '<mrk id="a" its:version="2.0" its:locQualityRatingScore="1" its:locQualityRatingVote="1">A</mrk>'},
    ),
    ("its-text-analysis-pair", {"source": '<mrk id="a" its:version="2.0" its:taSource="a">A</mrk>'}),
    ("its-reference", {"source": '<mrk id="a" its:version="2.0" its:provenanceRecordsRef="#its=z">A</mrk>'}),
    ("its-threshold", {"source": '<mrk id="a" its:version="2.0" its:locQualityRatingScoreThreshold="1">A</mrk>'}),
    ("its-annotators-ref", {"unit": ' its:version="2.0" its:annotatorsRef="somebody"'}),
]

_XLIFF1 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"{root}>
<file original="letter.html" source-language="en" target-language="ru" datatype="html"{file}>
<header><phase-group><phase phase-name="p1" process-name="translation"/>{phases}</phase-group>{header}</header>
<body><group id="g1">{groups}<trans-unit id="1"{unit}>
<source{source_at}>{source}</source>{segments}<target{target_at}>{target}</target>
{after}</trans-unit></group></body></file></xliff>"""
_USUAL1 = {
    "root": "",
    "file": "",
    "phases": "",
    "header": '<tool tool-id="t1" tool-name="T"/>',
    "groups": "",
    "unit": "",
    "source_at": "",
    "source": "Dear friends",
    "segments": "",
    "target_at": "",
    "target": "Дорогие друзья",
    "after": "",
}


def xliff1(change: Change) -> bytes:
    if "older" in change:
        return b'<xliff version="1.1"><file original="a" source-language="en" datatype="html"><body/></file></xliff>'
    return _filled(_XLIFF1, _USUAL1, change)


_PARTS = '<seg-source><mrk mtype="seg" mid="1">Dear</mrk>{}</seg-source>'
XLIFF1: Table = [
    ("older-version", {"older": ""}),
    ("element-not-allowed", {"unit": "", "after": "<note>a</note><source/>"}),
    ("attribute-not-allowed", {"header": '<tool tool-id="t1" tool-name="T"/><note lang="en">a</note>'}),
    ("attribute-value", {"target_at": ' state="half"'}),
    ("text-not-allowed", {"after": "words"}),
    ("unit-id-unique", {"groups": '<group id="g2"><trans-unit id="1"><source/></trans-unit></group>'}),
    ("group-id-unique", {"groups": '<group id="g1"/>'}),
    ("xid-reference", {"source": '<x id="1" xid="9"/>'}),
    ("source-language", {"source_at": ' xml:lang="de"'}),
    ("target-language", {"target_at": ' xml:lang="uk"'}),
    ("tool-id-unique", {"header": '<tool tool-id="t1" tool-name="T"/><tool tool-id="t1" tool-name="U"/>'}),
    ("tool-reference", {"file": ' tool-id="t9"'}),
    ("phase-name-unique", {"phases": '<phase phase-name="p1" process-name="review"/>'}),
    ("phase-reference", {"target_at": ' phase-name="p9"'}),
    ("count-group-name-unique", {"after": '<count-group name="c"/><count-group name="c"/>'}),
    (
        "context-group-name-unique",
        {"after": '<context-group name="c"><context context-type="element"/></context-group>' * 2},
    ),
    (
        "external-file-uid-unique",
        {"header": '<reference><external-file href="a" uid="1"/></reference>' * 2},
    ),
    ("rid-unique", {"source": '<bx id="1" rid="1"/><bx id="2" rid="1"/>A<ex id="3" rid="1"/><ex id="4"/>'}),
    ("rid-reference", {"source": '<bx id="1" rid="1"/>A<ex id="2" rid="9"/>'}),
    ("mid-unique", {"segments": _PARTS.format('<mrk mtype="seg" mid="1">friends</mrk>')}),
    ("mid-reference", {"segments": _PARTS.format(""), "target": '<mrk mtype="seg" mid="9">А</mrk>'}),
    ("code-pairs", {"source": '<bx id="1"/>A'}),
]

_TMX = """<tmx version="{version}"><header creationtool="T" creationtoolversion="1" segtype="sentence" o-tmf="T"
 adminlang="en" srclang="en" datatype="plaintext">{header}</header><body>
<tu{unit}><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="{target_lang}"><seg>Привет</seg></tuv></tu>
</body></tmx>"""
_USUAL_TMX = {"version": "1.4", "header": "", "unit": "", "source": "Hello", "target_lang": "ru"}


def tmx(change: Change) -> bytes:
    return _filled(_TMX, _USUAL_TMX, change)


TMX: Table = [
    ("older-version", {"version": "1.1"}),
    ("element-not-allowed", {"source": "<b/>"}),
    ("attribute-value", {"version": "9"}),
    ("attribute-missing", {"header": "<prop>a</prop>"}),
    ("language-tag", {"target_lang": "r"}),
    ("source-variant-missing", {"unit": ' srclang="de"'}),
    ("i-unique", {"source": '<bpt i="1"/><bpt i="1"/>A<ept i="1"/>'}),
    ("bpt-without-ept", {"source": '<bpt i="1"/>A'}),
    ("ept-without-bpt", {"source": 'A<ept i="1"/>'}),
    ("date-form", {"unit": ' creationdate="yesterday"'}),
    ("usagecount-number", {"unit": ' usagecount="often"'}),
    ("ude-base", {"header": '<ude name="u"><map unicode="#xF8FF" code="#xF0"/></ude>'}),
    ("map-empty", {"header": '<ude name="u"><map unicode="#xF8FF"/></ude>'}),
]

_PO = """{start}msgid ""
msgstr ""
"Project-Id-Version: letter 1\\n"
"PO-Revision-Date: 2024-05-06 10:00+0000\\n"
"Last-Translator: We <we@example.org>\\n"
"Language-Team: Us\\n"
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset={charset}\\n"
"Content-Transfer-Encoding: 8bit\\n"
{plurals}
{flags}msgid "{source}"
msgstr "{target}"

{more}"""
_FORMS = '"Plural-Forms: nplurals={}; plural={};\\n"\n'
_USUAL_PO = {
    "start": "",
    "language": '"Language: ru\\n"\n',
    "charset": "UTF-8",
    "plurals": _FORMS.format(2, "n != 1"),
    "flags": "",
    "source": "Dear friends",
    "target": "Дорогие друзья",
    "more": "",
}
_FILES = 'msgid "%d file"\nmsgid_plural "%d files"\n'


def po(change: Change) -> bytes:
    if "alone" in change:
        return change["alone"].encode()
    if "latin" in change:
        return _filled(_PO, _USUAL_PO, {}).decode().replace("Дорогие друзья", "café").encode("latin-1")
    return _filled(_PO, _USUAL_PO, change)


PO: Table = [
    ("po-byte-order-mark", {"start": "\ufeff"}),
    ("po-syntax", {"more": 'msgtext "A"\n'}),
    ("po-string", {"more": 'msgid "A"\nmsgstr "Б\n'}),
    ("po-string", {"target": "\\q"}),
    ("po-entry-incomplete", {"more": 'msgid "A"\n'}),
    ("po-plural-index", {"more": f'{_FILES}msgstr[1] "а"\nmsgstr[1] "б"\n'}),
    ("po-obsolete-mixed", {"more": '#~ msgid "A"\nmsgstr "Б"\n'}),
    ("po-charset", {"charset": "windows-1251", "target": "Dear"}),
    ("po-charset-bytes", {"latin": ""}),
    ("po-duplicate", {"more": 'msgid "Dear friends"\nmsgstr "Друзья"\n'}),
    ("po-header-missing", {"alone": 'msgid "A"\nmsgstr "Б"\n'}),
    ("po-header-field", {"language": ""}),
    ("po-header-unfilled", {"start": "", "language": '"Language: ru\\n"\n"Last-Translator: FULL NAME\\n"\n'}),
    ("po-plural-forms-missing", {"plurals": "", "more": f'{_FILES}msgstr[0] "а"\nmsgstr[1] "б"\n'}),
    ("po-nplurals", {"plurals": _FORMS.format("x", "n != 1")}),
    ("po-plural-expression", {"plurals": _FORMS.format(2, "n plus 1")}),
    ("po-plural-expression", {"plurals": _FORMS.format(2, "n / 0")}),
    ("po-plural-expression", {"plurals": _FORMS.format(2, "n % 3")}),
    ("po-plural-count", {"more": f'{_FILES}msgstr[0] "а"\n'}),
    ("po-newline-begin", {"target": "\\nДрузья"}),
    ("po-newline-end", {"source": "Dear\\n"}),
    ("po-placeholders", {"flags": "#, c-format\n", "source": "%s and %d", "target": "%s и %s"}),
    ("po-placeholders", {"flags": "#, python-format\n", "source": "%(a)s", "target": "%(b)s"}),
    ("po-placeholders", {"flags": "#, python-brace-format\n", "source": "{a}", "target": "{a} {b}"}),
    ("po-placeholders", {"flags": "#, qt-format\n", "source": "%1", "target": "один"}),
]
