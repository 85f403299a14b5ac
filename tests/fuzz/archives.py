"""Small sound files of the formats that the seeds do not hold: documents in archives, subtitles, linked texts."""

from __future__ import annotations

import io
import zipfile

NUMBERED = (
    b"<doc><p id='1'><s id='1:1'>One <b>two</b>.</s><s id='1:2'>Three.</s></p><p id='2'><s id='2:1'>Four.</s></p></doc>"
)
LINKS = (
    b"<linkGrp toDoc='a' fromDoc='b'><link type='1-1' xtargets='1:1;1:1' status='man'/>"
    b"<link type='1-1' xtargets='1:2;1:2'/><link xtargets='2:1;2:1' mark='1'/></linkGrp>"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"

_DOCX = {
    "[Content_Types].xml": f'<Types xmlns="{_R}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_R}/relationships"><Relationship Id="r1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>One </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>bold</w:t></w:r><w:r><w:t xml:space='preserve'> word. Two.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
    "<w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
}
_ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:text="{_OFFICE}:text:1.0">'
    "<office:body><office:text><text:h>Head</text:h><text:p>One <text:span>two</text:span>.<text:s/>Three.</text:p>"
    "</office:text></office:body></office:document-content>",
    "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>',
}
_EPUB = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="o/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "o/c.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title><dc:language>en</dc:language>'
    '<dc:identifier id="i">x</dc:identifier></metadata><manifest><item id="a" href="a.xhtml" '
    'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    "o/a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A</title></head><body><p>One. <b>Two</b>.</p>'
    "</body></html>",
}
_OTHER = {
    "markdown": (
        "---\ntitle: A\n---\n# Head\n\nOne *two*. [Three](x).\n\n- item\n- `code`\n\n| a | b |\n|---|---|\n| c | d |\n",
    ),
    "srt": ("1\n00:00:01,000 --> 00:00:02,500\n- One.\n- <i>Two</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nThree\n",),
    "vtt": ("WEBVTT\n\nNOTE x\n\n1\n00:01.000 --> 00:02.000 align:start\n<v Ann>One <b>two</b>\n",),
}


def made(name: str) -> tuple[bytes, ...]:
    """Return small sound files of the format called *name*; none where the seeds have them."""
    members = {"docx": _DOCX, "odt": _ODT, "epub": _EPUB}.get(name)
    if members is None:
        return tuple(text.encode() for text in _OTHER.get(name, ()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member), content)
    return (packed.getvalue(),)
