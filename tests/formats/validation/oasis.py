"""What each invalid file of the OASIS suite for XLIFF 2 breaks, reasoned from the specification and the file.

The name is the file's, without the collection it came from; then the rule as we call it, the section that states it,
and why the file breaks it.
"""

from __future__ import annotations

CANDIDATES = "Translation Candidates Module"
SIZES = "Size and Length Restriction Module"

BROKEN = {
    # ── XML itself
    "EmptyFile": (
        "well-formed",
        "XML 1.0",
        "an XML document has a root element; there is nothing after the byte order mark",
    ),
    "InvalidFile": ("well-formed", "XML 1.0", "a sentence is no XML document"),
    # ── Structure
    "bad_NoFile": ("element-missing", "4.2.2.1 xliff", "xliff contains one or more file"),
    "bad_NoUnitOrGroupInFile": ("element-missing", "4.2.2.2 file", "file contains one or more unit or group"),
    "bad_NotesWithoutNote": ("element-missing", "4.2.2.8 notes", "notes contains one or more note"),
    "bad_SegmentWithoutSource": ("element-missing", "4.2.2.6 segment", "one source, then perhaps one target"),
    "bad_IgnorableWithoutSource": ("element-missing", "4.2.2.7 ignorable", "one source, then perhaps one target"),
    "bad_UnitWithoutSegment": ("unit-without-segment", "4.2.2.5 unit", "an ignorable alone is no segment"),
    "bad_InvalidNotesInGroup": ("element-not-allowed", "4.2.2.4 group", "notes stand before units, here after one"),
    "bad_InvalidExtensionElementInFile": ("element-not-allowed", "4.2.2.2 file", "extensions stand before groups"),
    "bad_InvalidExtensionElementOutsideFile": ("element-not-allowed", "4.2.2.1 xliff", "xliff is no extension point"),
    "bad_InvalidExtensionElementInSegment": ("element-not-allowed", "4.2.2.6 segment", "segment is no extension point"),
    "bad_InvalidExtensionElementInOriginalData": (
        "element-not-allowed",
        "4.2.2.10 originalData",
        "originalData contains data only",
    ),
    "bad_EmptySkeletonWithoutHref": ("skeleton-or-href", "4.2.2.3 skeleton", "empty, so href is required"),
    "bad_NonEmptySkeletonWithHref": ("skeleton-or-href", "4.2.2.3 skeleton", "href if and only if it is empty"),
    # ── Attributes
    "bad_GroupWithoutId": ("attribute-missing", "4.2.2.4 group", "id is required"),
    "bad_InvalidDirAttributeOnSource": ("attribute-not-allowed", "4.2.2.12 source", "source has no dir"),
    "bad_InvalidTranslateInSegment": ("attribute-not-allowed", "4.2.2.6 segment", "segment has no translate"),
    "bad_InvalidExtensionAttributeOnSegment": ("attribute-not-allowed", "4.2.2.6 segment", "none of other namespaces"),
    "bad_InvalidExtensionAttributeOnSource": ("attribute-not-allowed", "4.2.2.12 source", "none of other namespaces"),
    "bad_InvalidId1": ("attribute-value", "4.2.2.5 unit", "an id is an NMTOKEN, which “/1” is not"),
    "bad_InvalidId3": ("attribute-value", "4.2.3.2 ph", "an id is an NMTOKEN, which “\\1” is not"),
    "bad_InvalidStateValue": ("attribute-value", "4.2.2.6 segment", "“badState” is none of the four states"),
    "bad_InvalidHexValueOnCp": ("attribute-value", "4.2.3.1 cp", "“notOK” is not hexadecimal"),
    # ── Ids
    "bad_FileIdNotUnique": ("file-id-unique", "4.3.1.21 id", "two files are “1twice”"),
    "bad_GroupIdNotUnique": ("group-id-unique", "4.3.1.21 id", "two groups of one file are “1twice”, nested or not"),
    "bad_DuplicateNoteIdsInFile": ("note-id-unique", "4.3.1.21 id", "two notes of the file itself are “n1”"),
    "bad_DuplicateNoteIdsInUnit": ("note-id-unique", "4.3.1.21 id", "two notes of the unit are “n1”"),
    "bad_DuplicateExtElemIdsInFile": ("extension-id-unique", "4.9.2", "an id and an xml:id of the file are “x1”"),
    "bad_DuplicateExtElemIdsInUnit": ("extension-id-unique", "4.9.2", "two ids of extensions in the unit are “x1”"),
    # ── Languages and white space
    "bad_SrcLangNotWellFormed": ("language-tag", "4.3.1.29 srcLang", "“e” is no tag of BCP 47"),
    "bad_TrgLangNotWellFormed": ("language-tag", "4.3.1.37 trgLang", "“f r” is no tag of BCP 47"),
    "bad_WrongTargetLang": ("target-language", "4.2.2.13 target", "xml:lang is de, trgLang fr"),
    "bad_DifferentXmlSpace": ("space-agreement", "4.3.2.2 xml:space", "preserve in the source, default in the target"),
    # ── Order
    "bad_OrderNotUnique1": ("order-unique", "4.3.1.24 order", "two targets of the unit have order 1"),
    # ── Codes
    "bad_MissingIsolatedOnSc": ("sc-without-ec", "4.2.3.4 sc", "its ec is not in the unit, so isolated must be yes"),
    "bad_InvalidIsolatedOnSc": ("sc-isolated-but-paired", "4.2.3.4 sc", "isolated, though its ec is in the unit"),
    "bad_MissingIsolatedOnEc": ("ec-id-or-startref", "4.2.3.5 ec", "an id, so isolated must be yes"),
    "bad_NonIsolatedEcWithoutStartRef": ("ec-id-or-startref", "4.2.3.5 ec", "not isolated, so startRef instead of id"),
    "bad_DifferentDirInScAndEc": ("ec-direction", "4.2.3.5 ec", "dir only on an isolated ec"),
    "bad_DifferentCanCopyInScAndEc": ("sc-ec-hints", "4.2.3.4 sc", "canCopy no at the start, yes at the end"),
    "bad_DifferentCanDeleteInScAndEc": ("sc-ec-hints", "4.2.3.4 sc", "canDelete no at the start, yes at the end"),
    "bad_YesCanReorderInEcForFirstNoInSc": ("sc-ec-hints", "4.2.3.5 ec", "firstNo at the start asks for no at the end"),
    "bad_DifferentSubTypeInScAndEc": ("sc-ec-agreement", "4.7.2.2", "both ends map to the one subType of a pc"),
    "bad_DifferentCopyOfInScAndEc": ("sc-ec-agreement", "4.7.2.2", "both ends map to the one copyOf of a pc"),
    "bad_SubTypeWithoutType": ("subtype-without-type", "4.3.1.36 subType", "a subType, but no type"),
    "bad_UnknownDataRefEndValue": ("data-reference", "4.3.1.10 dataRefEnd", "no data “badId” in the unit"),
    "bad_SubFlowWithInvalidReference": ("subflow-reference", "4.7.4 Sub-Flows", "no unit “badRef” in the file"),
    "bad_CopyOfWithBadReference": ("copyof-reference", "4.3.1.8 copyOf", "no code “not1” in the unit"),
    "bad_CopyOfWithNoCopyReference": ("copyof-not-copyable", "4.7.2.4.1", "the base code says canCopy no"),
    "bad_CopyOfWithOriginalData": ("copyof-with-data", "4.7.2.4.1", "copyOf only where the base has no original data"),
    "bad_MissingNonRemovable1": ("code-not-removable", "4.7.2.6 Editing Hints", "code 4 is in no target of the unit"),
    "bad_MissingNonRemovable2": ("code-not-removable", "4.7.2.6 Editing Hints", "an empty target is a target"),
    "bad_canReorderContext2": (
        "reorder-needs-no-copy-no-delete",
        "4.7.2.6 Editing Hints",
        "canReorder firstNo, but canDelete yes",
    ),
    "bad_WrongReordering1": ("reorder-sequence-changed", "4.7.2.6 Editing Hints", "code 5 has come between 2 and 3"),
    # ── Annotations and references
    "bad_InvalidLoneSm": ("sm-without-em", "4.7.3.2", "an annotation that starts and never ends"),
    "bad_InvalidLoneEm": ("em-without-sm", "4.7.3.2", "an annotation that ends and never started"),
    "bad_InvalidCommentAnnotation2": ("comment-note", "4.7.3.1.3", "#n1 without n= is a segment or code, not a note"),
    "bad_InvalidCommentAnnotation4": ("comment-note", "4.7.3.1.3", "the note is the group's, not the unit's"),
    "bad_InvalidFragIdSyntax": ("fragment-leaf", "3 Fragment", "n and n1 are two selectors for things within a unit"),
    "bad_InvalidFragIdNoSingleLeaf": ("fragment-leaf", "3 Fragment", "c1 and c2, where one is allowed"),
    "bad_InvalidFragIdMissplacedLeaf": ("fragment-leaf", "3 Fragment", "the data comes before the unit, not last"),
    "bad_InvalidFragIdBadOrder": ("fragment-order", "3 Fragment", "the unit comes before the file"),
    "bad_InvalidFragIdPrefixTooShort": ("fragment-prefix", "3.2", "a prefix of an extension is longer than one letter"),
    # ── Modules
    "Bad-mtc_id-not-nmtoken": ("attribute-value", f"{CANDIDATES}: match", "“\\bad” is no NMTOKEN"),
    "Bad-mtc_type-value-not-in-list": ("attribute-value", f"{CANDIDATES}: match", "“my.mt” is none of the types"),
    "Bad-mtc_subType-w-o-type-match": ("subtype-without-type", "4.3.1.36 subType", "a subType, but no type"),
    "Bad-mtc_wrong-ref-syntax": ("match-reference", f"{CANDIDATES}: ref", "s1 without # is another document"),
    "Bad-mtc_wrong-ref-value": ("match-reference", f"{CANDIDATES}: ref", "the unit itself is no span of its text"),
    "Bad-gls_glossEntry-and-translation-not-unique-in-glossary": (
        "glossary-id-unique",
        "Glossary Module: id",
        "two entries are “ge1” and two translations “t1”",
    ),
    "Bad-mda_meta-missing-type": ("attribute-missing", "Metadata Module: meta", "type is required"),
    "Bad-mda_metaGroup-id-not-nmtoken": ("attribute-value", "Metadata Module: metaGroup", "“bad%$#id” is no NMTOKEN"),
    "Bad-mda_metadata-id-not-nmtoken": ("attribute-value", "Metadata Module: metadata", "“bad%$#id” is no NMTOKEN"),
    "Bad-mda_missing-metaGroup": ("element-not-allowed", "Metadata Module: metadata", "meta stands in a metaGroup"),
    "Bad-res_source-xml_lang-not-same-as-xliff": (
        "resource-language",
        "Resource Data Module: xml:lang",
        "xml:lang is en-yoda, srcLang en-us",
    ),
    "Bad-ctr_appliesTo-not-using-ref-to-resolvableID": (
        "change-reference",
        "Change Tracking Module: ref",
        "no note “no-match” in the unit (and sources have no ids)",
    ),
    "Bad-ctr_ref-not-pointed-to-resolvableID": (
        "change-reference",
        "Change Tracking Module: ref",
        "no note “no-match” in the unit",
    ),
    "Bad-slr_sizeInfo-ec-not-isolated": ("size-on-ec", f"{SIZES}: sizeInfo", "on ec only where it is isolated"),
    "Bad-slr_sizeInfoRef-ec-not-isolated": ("size-on-ec", f"{SIZES}: sizeInfo", "on ec only where it is isolated"),
    "Bad-slr_sizeInfo-with-sizeInfoRef": ("size-info-twice", f"{SIZES}: sizeInfo", "one of the two"),
    "Bad-slr_sizeInfo-not-integer": ("size-info-number", f"{SIZES}: Standard profiles", "25.5 is no whole number"),
    "Bad-slr_sizeInfoRef-has-no-data-sib": ("size-info-reference", f"{SIZES}: sizeInfoRef", "no “sir2” in any data"),
    "Bad-slr_storageRestriction-patterns": (
        "storage-restriction-form",
        f"{SIZES}: Standard profiles",
        "“*6”, “25,100.5” and “35,star” are none of the forms",
    ),
    "Bad-val_ExactlyOneAttributeOnRule": ("validation-one-rule", "Validation Module: rule", "no rule, or two in one"),
}

# Files that the suite counts as valid.
GOOD = ("Good-", "with", "to", "test", "sample", "allExtensions", "sourceOnly", "emptySkeleton", "typeSubType", "Valid")
