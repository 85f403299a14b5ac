"""OpenDocument texts made by hand for the tests."""

from __future__ import annotations

import io
import zipfile

_O = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "office": f"{_O}:office:1.0",
        "text": f"{_O}:text:1.0",
        "style": f"{_O}:style:1.0",
        "table": f"{_O}:table:1.0",
        "draw": f"{_O}:drawing:1.0",
        "fo": f"{_O}:xsl-fo-compatible:1.0",
        "svg": f"{_O}:svg-compatible:1.0",
        "meta": f"{_O}:meta:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
KIND = "application/vnd.oasis.opendocument.text"
AUTOMATIC = {
    "T1": 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"',
    "T2": 'officeooo:rsid="001a2b3c"',
    "T3": 'fo:language="en" fo:country="GB"',
    "T4": 'fo:font-size="12pt" fo:font-weight="normal"',
    "T5": 'fo:font-style="italic"',
    "T6": 'style:text-position="sub 58%"',
    "T7": 'style:font-name-complex="Arial"',
}


def styles(header: str = "", footer: str = "") -> str:
    """Return the part with the common styles, a header and a footer."""
    return (
        f'{XML}<office:document-styles {SPACES} office:version="1.2"><office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="lr-tb"/>'
        '<style:text-properties style:use-window-font-color="true" style:font-name="Liberation Serif" '
        'fo:font-size="12pt" fo:language="en" fo:country="US" style:language-complex="ar" style:country-complex="SA"/>'
        '</style:default-style><style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
        '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
        'style:parent-style-name="Standard" style:default-outline-level="1"><style:text-properties '
        'fo:font-weight="bold" fo:font-size="18pt"/></style:style>'
        '<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:styles><office:automatic-styles>'
        '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" style:writing-mode="lr-tb"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">'
        f"<style:header>{header}</style:header><style:footer>{footer}</style:footer></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )


def content(body: str) -> str:
    """Return the part with the content."""
    own = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/></style:style>'
        for name, said in AUTOMATIC.items()
    )
    return (
        f'{XML}<office:document-content {SPACES} xmlns:officeooo="http://openoffice.org/2009/office" '
        f'office:version="1.2"><office:automatic-styles>{own}</office:automatic-styles><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )


def document(
    body: str, header: str = "", footer: str = "", title: str = "", *, kind: str = KIND, locked: bool = False
) -> bytes:
    """Return a document: the kind first and stored, then its parts."""
    meta = (
        f'{XML}<office:document-meta {SPACES} office:version="1.2"><office:meta><dc:title>{title}</dc:title>'
        "</office:meta></office:document-meta>"
    )
    names = ("content.xml", "styles.xml", "meta.xml")
    lock = "<manifest:encryption-data/>" if locked else ""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml">{lock}</manifest:file-entry>'
        for name in names
    )
    manifest = (
        f'{XML}<manifest:manifest xmlns:manifest="{_O}:manifest:1.0" manifest:version="1.2"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{KIND}"/>{entries}</manifest:manifest>'
    )
    parts = dict(zip(names, (content(body), styles(header, footer), meta), strict=True))
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        made.writestr(zipfile.ZipInfo("mimetype", (2024, 5, 1, 12, 0, 0)), kind, zipfile.ZIP_STORED)
        for name, each in (parts | {"META-INF/manifest.xml": manifest}).items():
            made.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 12, 0, 0)), each, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def paragraph(inner: str, style: str = "Standard") -> str:
    """Return a paragraph."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(inner: str, style: str) -> str:
    """Return a span."""
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def everywhere() -> bytes:
    """Return a document with text in each place that can hold it."""

    def note(kind: str, text: str) -> str:
        return (
            f'<text:note text:id="{kind}" text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
            f"<text:note-body>{paragraph(text)}</text:note-body></text:note>"
        )

    def table(inner: str) -> str:
        return (
            f'<table:table><table:table-column/><table:table-row><table:table-cell office:value-type="string">{inner}'
            "</table:table-cell></table:table-row></table:table>"
        )

    box = (
        '<draw:frame svg:width="5cm" svg:height="2cm" text:anchor-type="as-char"><draw:text-box>'
        + paragraph("Place nine is in a text box.")
        + "</draw:text-box><svg:title>Place ten is a title.</svg:title><svg:desc>Place eleven describes.</svg:desc>"
        "</draw:frame>"
    )
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A'
        "</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info>"
        + paragraph("Gone.")
        + '</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion>'
        "<office:change-info><dc:creator>A</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info>"
        "</text:insertion></text:changed-region></text:tracked-changes>"
    )
    body = "".join(
        [
            changes,
            '<text:h text:style-name="Heading_20_1" text:outline-level="1">Place one is a heading</text:h>',
            paragraph(
                "Place two is the body." + note("footnote", "Place five is a footnote.") + note("endnote", "Place six.")
            ),
            table(paragraph("Place three is in a table.") + table(paragraph("Place four is in one within."))),
            f"<text:list><text:list-item>{paragraph('Place seven is in a list.')}</text:list-item></text:list>",
            paragraph('<text:a xlink:type="simple" xlink:href="http://example.org/">Place eight is a link.</text:a>'),
            paragraph(box),
            paragraph(
                '<text:change-start text:change-id="c2"/>Place twelve was inserted.<text:change-end '
                'text:change-id="c2"/><text:change text:change-id="c1"/>'
            ),
            f'<text:section text:name="s">{paragraph("Place thirteen is in a section.")}</text:section>',
        ]
    )
    return document(
        body, paragraph("Place fourteen is a header."), paragraph("And so is the footer."), "Place fifteen is the title"
    )
