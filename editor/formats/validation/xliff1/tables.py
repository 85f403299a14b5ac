"""The elements of XLIFF 1.2, transitional and strict, as a table."""

from __future__ import annotations

import re
from functools import cache

from editor.formats.validation.datatypes import Type, either, list_of, matching, one_of, token_of
from editor.formats.validation.grammar import Grammar, Row, Table, elements_of

URI = "urn:oasis:names:tc:xliff:document:1.2"

_OWN = matching(r"x-[^\s]+", "x-…")
_DATA = (
    "asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form html "
    "htmlbody ini interleaf javaclass javapropertyresourcebundle javalistresourcebundle javascript jscript "
    "layout lisp margin menufile messagefile mif mimetype mo msglib pagefooter pageheader parameters pascal "
    "php plaintext po report resources resx rtf sgml sgmldtd svg vbscript warning winres xhtml xml xmldtd xsl "
    "xul"
)
_MARKS = (
    "abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime equation "
    "expanded-form formula head-term initialism international-scientific-term internationalism "
    "logical-expression materials-management-unit name near-synonym part-number phrase phraseological-unit "
    "protected romanized-form seg set-phrase short-form sku standard-text symbol synonym synonymous-phrase "
    "term transcribed-form transliterated-form truncated-term variant"
)
_RESOURCES = (
    "auto3state autocheckbox autoradiobutton bedit bitmap button caption cell checkbox checkboxmenuitem "
    "checkedlistbox colorchooser combobox comboboxexitem comboboxitem component contextmenu ctext cursor "
    "datetimepicker defpushbutton dialog dlginit edit file filechooser fn font footer frame grid groupbox "
    "header heading hedit hscrollbar icon iedit keywords label linklabel list listbox listitem ltext menu "
    "menubar menuitem menuseparator message monthcalendar numericupdown panel popupmenu pushbox pushbutton "
    "radio radiobuttonmenuitem rcdata row rtext scrollpane separator shortcut spinner splitter state3 "
    "statusbar string tabcontrol table textbox togglebutton toolbar tooltip trackbar tree uri userbutton "
    "usercontrol var versioninfo vscrollbar window"
)
STATES = (
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation "
    "needs-translation new signed-off translated"
)
_QUALIFIERS = (
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt leveraged-repository "
    "leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling tm-suggestion"
)


def _listed(words: str) -> Type:
    return either(token_of(words.split()), _OWN)


_TYPES = {
    "version": one_of(("1.2", "1.1", "1.0")),
    "context": _listed("database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile"),
    "count": _listed(f"num-usages repetition total {_RESOURCES} {_DATA} {STATES} {_QUALIFIERS}"),
    "data": _listed(_DATA),
    "delimiter": _listed("bold italic underlined link"),
    "placeholder": _listed("image pb lb"),
    "mark": _listed(_MARKS),
    "resource": _listed(_RESOURCES),
    "size": _listed("byte char col cm dlgunit em ex glyph in mm percent pixel point row"),
    "state": _listed(STATES),
    "qualifier": _listed(_QUALIFIERS),
    "unit": _listed(
        "word page trans-unit bin-unit glyph item instance character line sentence paragraph segment placeable"
    ),
    "alternative": _listed("proposal previous-version rejected reference accepted"),
    "mime": matching(r"(?:text|multipart|message|application|image|audio|video|model)(?:/.+)*", "text/plain …"),
    "priority": matching(r"\s*\+?0*(?:[1-9]|10)\s*", "1 … 10"),
    "purpose": list_of(_listed("information location match")),
    "reformat": either(
        one_of(("yes", "no")),
        list_of(
            _listed(
                "coord coord-x coord-y coord-cx coord-cy font font-name font-size font-weight css-style style ex-style"
            )
        ),
    ),
    "flag": token_of(("yes", "no")),
    "end": token_of(("open", "close")),
    "assoc": token_of(("preceding", "following", "both")),
    "side": token_of(("source", "target", "general")),
    "coordinates": matching(r"(?:-?\d+|#)(?:;(?:-?\d+|#)){3}", "1;2;3;4"),
}

_INLINE = "text (g|bpt|ept|ph|it|mrk|x|bx|ex)*"
_LOOK = "coord=coordinates font css-style style=nmtoken exstyle=nmtoken"
_MENU = "extradata extype help-id=nmtoken menu menu-option menu-name"
_SIZES = (
    "size-unit=size maxwidth=nmtoken minwidth=nmtoken maxheight=nmtoken minheight=nmtoken maxbytes=nmtoken "
    "minbytes=nmtoken charclass"
)
_RES = "restype=resource resname"
_CODE = "id! ts xid equiv-text any"
_FLAGS = "translate=flag reformat=reformat"
_ABOUT = "context-group|count-group|prop-group|note"
_FILES = "internal-file|external-file"

_ROWS = (
    Row("xliff", "(other* file)+", "version!=version xml:lang any", "XLIFF 1.2, Top Level and Header Elements: xliff"),
    Row(
        "file",
        "header? body",
        "original! source-language!=language datatype!=data tool-id tool date=date-time xml:space ts category "
        "target-language=language product-name product-version build-num any",
        "XLIFF 1.2, Top Level and Header Elements: file",
    ),
    Row(
        "header",
        "skl? phase-group? (glossary|reference|count-group|prop-group|note|tool)* other*",
        "",
        "XLIFF 1.2, Top Level and Header Elements: header",
    ),
    Row("skl", _FILES, "", "XLIFF 1.2, Top Level and Header Elements: skl"),
    Row("glossary", _FILES, "", "XLIFF 1.2, Top Level and Header Elements: glossary"),
    Row("reference", _FILES, "", "XLIFF 1.2, Top Level and Header Elements: reference"),
    Row("internal-file", "text", "form crc=nmtoken", "XLIFF 1.2, Top Level and Header Elements: internal-file"),
    Row(
        "external-file",
        "empty",
        "href! crc=nmtoken uid=nmtoken",
        "XLIFF 1.2, Top Level and Header Elements: external-file",
    ),
    Row(
        "note",
        "text",
        "xml:lang priority=priority from annotates=side",
        "XLIFF 1.2, Top Level and Header Elements: note",
    ),
    Row("phase-group", "phase+", "", "XLIFF 1.2, Top Level and Header Elements: phase-group"),
    Row(
        "phase",
        "note*",
        "phase-name! process-name! company-name tool-id tool date=date-time job-id contact-name contact-email "
        "contact-phone",
        "XLIFF 1.2, Top Level and Header Elements: phase",
    ),
    Row("count-group", "count*", "name!", "XLIFF 1.2, Named Group Elements: count-group"),
    Row("count", "text", "count-type=count phase-name unit=unit", "XLIFF 1.2, Named Group Elements: count"),
    Row(
        "context-group",
        "context+",
        "name crc=nmtoken purpose=purpose",
        "XLIFF 1.2, Named Group Elements: context-group",
    ),
    Row(
        "context",
        "text",
        "context-type!=context match-mandatory=flag crc=nmtoken",
        "XLIFF 1.2, Named Group Elements: context",
    ),
    Row("prop-group", "prop+", "name", "XLIFF 1.2, Named Group Elements: prop-group"),
    Row("prop", "text", "prop-type! xml:lang", "XLIFF 1.2, Named Group Elements: prop"),
    Row(
        "tool",
        "text any*",
        "tool-id! tool-name! tool-version tool-company any",
        "XLIFF 1.2, Top Level and Header Elements: tool",
    ),
    Row("body", "(group|trans-unit|bin-unit)*", "", "XLIFF 1.2, Structural Elements: body"),
    Row(
        "group",
        "context-group* count-group* prop-group* note* other* (group|trans-unit|bin-unit)*",
        f"id datatype=data xml:space ts {_RES} {_MENU} {_LOOK} {_FLAGS} {_SIZES} merged-trans=flag any",
        "XLIFF 1.2, Structural Elements: group",
    ),
    Row(
        "trans-unit",
        f"source seg-source? target? ({_ABOUT}|alt-trans)* other*",
        f"id! approved=flag {_FLAGS} xml:space datatype=data ts phase-name {_RES} {_MENU} {_LOOK} {_SIZES} any",
        "XLIFF 1.2, Structural Elements: trans-unit",
    ),
    Row("source", _INLINE, "xml:lang ts any", "XLIFF 1.2, Structural Elements: source"),
    Row("seg-source", _INLINE, "xml:lang ts any", "XLIFF 1.2, Structural Elements: seg-source"),
    Row(
        "target",
        _INLINE,
        f"state=state state-qualifier=qualifier phase-name=nmtoken xml:lang ts {_RES} {_LOOK} equiv-trans=flag any",
        "XLIFF 1.2, Structural Elements: target",
    ),
    Row(
        "alt-trans",
        "source? seg-source? target+ context-group* prop-group* note* other*",
        f"match-quality tool-id tool crc=nmtoken xml:lang origin datatype=data xml:space ts {_RES} {_MENU} mid=nmtoken "
        f"{_LOOK} phase-name=nmtoken alttranstype=alternative any",
        "XLIFF 1.2, Structural Elements: alt-trans",
    ),
    Row(
        "bin-unit",
        f"bin-source bin-target? ({_ABOUT}|trans-unit)* other*",
        f"id! mime-type!=mime approved=flag {_FLAGS} ts {_RES} phase-name any",
        "XLIFF 1.2, Structural Elements: bin-unit",
    ),
    Row("bin-source", _FILES, "ts any", "XLIFF 1.2, Structural Elements: bin-source"),
    Row(
        "bin-target",
        _FILES,
        f"mime-type=mime ts state=state state-qualifier=qualifier phase-name=nmtoken {_RES} any",
        "XLIFF 1.2, Structural Elements: bin-target",
    ),
    Row("g", _INLINE, f"ctype=delimiter clone=flag {_CODE}", "XLIFF 1.2, Inline Elements: g"),
    Row("x", "empty", f"ctype=placeholder clone=flag {_CODE}", "XLIFF 1.2, Inline Elements: x"),
    Row("bx", "empty", f"rid=nmtoken ctype=delimiter clone=flag {_CODE}", "XLIFF 1.2, Inline Elements: bx"),
    Row("ex", "empty", f"rid=nmtoken {_CODE}", "XLIFF 1.2, Inline Elements: ex"),
    Row("ph", "text sub*", f"ctype=placeholder crc assoc=assoc {_CODE}", "XLIFF 1.2, Inline Elements: ph"),
    Row("bpt", "text sub*", f"rid=nmtoken ctype=delimiter crc {_CODE}", "XLIFF 1.2, Inline Elements: bpt"),
    Row("ept", "text sub*", f"rid=nmtoken crc {_CODE}", "XLIFF 1.2, Inline Elements: ept"),
    Row("it", "text sub*", f"pos!=end rid=nmtoken ctype=delimiter crc {_CODE}", "XLIFF 1.2, Inline Elements: it"),
    Row("sub", _INLINE, "datatype=data ctype=delimiter xid", "XLIFF 1.2, Inline Elements: sub"),
    Row("mrk", _INLINE, "mtype!=mark mid=nmtoken comment ts any", "XLIFF 1.2, Delimiter Element: mrk"),
)

# What the strict variant does not know: deprecated attributes and elements, and whatever no schema describes.
_DEPRECATED = {"ts", "tool"}


def _strict(row: Row) -> Row:
    content = row.content.replace("other*", "").replace("any*", "").replace("prop-group*", "")
    content = re.sub(r"prop-group\|", "", content).replace("target+", "target")
    words = [word for word in row.attributes.split() if word not in _DEPRECATED]
    if row.name == "target":
        words.remove("restype=resource")
    attributes = " ".join("xml" if word == "any" else word for word in words)
    return Row(row.name, content, attributes, row.section)


@cache
def grammar(*, strict: bool) -> Grammar:
    """Return the grammar of one of the two variants."""
    rows = tuple(_strict(row) for row in _ROWS if row.name not in {"prop-group", "prop"}) if strict else _ROWS
    table = Table(URI, rows, _TYPES, {})
    return Grammar(
        elements_of(table),
        frozenset((f"{{{URI}}}xliff",)),
        {},
        "XLIFF 1.2, Top Level and Header Elements: xliff",
        skips=True,
    )
