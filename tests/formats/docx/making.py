"""Word documents made by hand for the tests: the fifteen places of text, run soup, traps."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "document": "document.main+xml",
    "styles": "styles+xml",
    "settings": "settings+xml",
    "footnotes": "footnotes+xml",
    "endnotes": "endnotes+xml",
    "comments": "comments+xml",
    "numbering": "numbering+xml",
    "header1": "header+xml",
    "footer1": "footer+xml",
}
_DRAWN = {
    "chart": "openxmlformats-officedocument.drawingml.chart+xml",
    "data": "openxmlformats-officedocument.drawingml.diagramData+xml",
    "drawing": "ms-office.drawingml.diagramDrawing+xml",
    "activeX": "ms-office.activeX+xml",
}
STYLES = (
    f"{XML}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="24"/>'
    '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
    '<w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>'
)


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="r-header1"/><w:footerReference w:type="default" '
    'r:id="r-footer1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)


def package(parts: Mapping[str, str | bytes], relations: str = "") -> bytes:
    """Return a document of *parts*: those of Word by their short names ("document", "header1"), others as named."""
    overrides, links, members = [], [], {}
    for name, content in parts.items():
        if name in _TYPES:
            overrides.append(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_TYPES[name]}"/>')
            kind = name.rstrip("0123456789")
            if name != "document":
                links.append(f'<Relationship Id="r-{name}" Type="{R}/{kind}" Target="{name}.xml"/>')
            members[f"word/{name}.xml"] = content
        else:
            members[name] = content
    for name in members:
        drawn = _DRAWN.get(name.rstrip("0123456789.xml").rpartition("/")[2])
        if drawn:
            overrides.append(f'<Override PartName="/{name}" ContentType="application/vnd.{drawn}"/>')
    if "docProps/core.xml" in members:
        kind = "application/vnd.openxmlformats-package.core-properties+xml"
        overrides.append(f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/>')
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    head = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{"".join(overrides)}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{rels}"><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/'
        'relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": (
            f'{XML}<Relationships xmlns="{rels}">{"".join(links)}{relations}</Relationships>'
        ),
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        for name, content in (head | members).items():
            made.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def body(inner: str) -> str:
    """Return a document's main part."""
    return f"{XML}<w:document {SPACES}><w:body>{inner}</w:body></w:document>"


def document(inner: str, **parts: str) -> bytes:
    """Return a document with this body."""
    return package({"document": body(inner), "styles": STYLES, **parts})


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph."""
    held = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{held}{''.join(runs)}</w:p>"


def fifteen() -> bytes:
    """Return a document with text in each of fifteen places."""
    box = paragraph(run("Place nine is in a text box."))
    shape = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="2000000" '
        'cy="600000"/><wp:docPr id="7" name="Box" descr="Place ten describes a picture."/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="600000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:shape id="s1" style="width:200pt;height:60pt" alt="Place ten describes a picture."><v:textbox>'
        f"<w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    inner = "<w:tbl><w:tr><w:tc>" + paragraph(run("Place four is in a table within.")) + "</w:tc></w:tr></w:tbl>"
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>'
        + run("Place eight is in a control.")
        + "</w:sdtContent></w:sdt>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://example.org" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("Place twelve is in a field.")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    changed = (
        '<w:ins w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z">' + run("Place thirteen was inserted.") + "</w:ins>"
        '<w:del w:id="2" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:delText xml:space="preserve">Gone.'
        "</w:delText></w:r></w:del>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    main = "".join(
        [
            paragraph(run("Place one is a heading"), style="Heading1"),
            paragraph(run("Place two is the body."), note, end),
            "<w:tbl><w:tr><w:tc>",
            paragraph(run("Place three is in a table.")),
            inner,
            paragraph(),
            "</w:tc></w:tr></w:tbl>",
            paragraph('<w:hyperlink r:id="rLink">' + run("Place seven is a link.") + "</w:hyperlink>"),
            paragraph(control),
            paragraph(shape),
            paragraph(
                '<w:smartTag w:uri="u" w:element="place"><w:smartTagPr/>'
                + run("Place eleven is in a smart tag.")
                + "</w:smartTag>"
            ),
            paragraph(field),
            paragraph(changed),
            SECTION,
        ]
    )
    notes = "".join(
        f'<w:{{0}} w:id="{number}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:{{0}}>'
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )

    def held(kind: str, text: str) -> str:
        own = f'<w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + text)}</w:p></w:{kind}>'
        return f"{XML}<w:{kind}s {SPACES}>{notes.format(kind)}{own}</w:{kind}s>"

    link = f'<Relationship Id="rLink" Type="{R}/hyperlink" Target="http://example.org/" TargetMode="External"/>'
    core = (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Place fifteen is the title</dc:title>'
        "<dc:creator>A. Writer</dc:creator></cp:coreProperties>"
    )
    return package(
        {
            "document": body(main),
            "styles": STYLES,
            "footnotes": held("footnote", "Place five is a footnote."),
            "endnotes": held("endnote", "Place six is an endnote."),
            "header1": f"{XML}<w:hdr {SPACES}>{paragraph(run('Place fourteen is a header.'))}</w:hdr>",
            "footer1": f"{XML}<w:ftr {SPACES}>{paragraph(run('And so is the footer.'))}</w:ftr>",
            "docProps/core.xml": core,
        },
        link,
    )
