"""E-books of our own, as different makers pack them."""

from __future__ import annotations

import io
import zipfile

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">\n<head><title>{title}</title></head>\n'
    "<body>\n{body}\n</body>\n</html>\n"
)
NAV = _XHTML.format(
    title="Contents",
    body='<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="one.xhtml">The oven</a></li></ol></nav>',
)
ONE = _XHTML.format(
    title="The oven",
    body=(
        '<section epub:type="chapter"><h1>The <em>oven</em></h1>\n<p>It is warm.<a id="p2"/> Come in,'
        '&#160;neighbours!<a epub:type="noteref" href="#n1">1</a></p>\n<p><img src="o.png" alt="An oven"/></p>\n'
        '<aside epub:type="footnote" id="n1"><p>A note.</p></aside></section>'
    ),
)
TWO = _XHTML.format(title="", body="<p>Two<br/>lines</p>").replace("<title></title>", "<title/><style/>")
OPF3 = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:6f82990c-9394-11df-b1c8-001cc0a62c0b</dc:identifier>
    <dc:title>Bread &amp; salt</dc:title>
    <dc:language>en</dc:language>
    <dc:creator>The bakers</dc:creator>
    <dc:description>A book of bread.</dc:description>
    <meta property="dcterms:modified">2026-01-31T12:00:00Z</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
    <item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
    <item id="pic" href="o.png" media-type="image/png"/>
  </manifest>
  <spine><itemref idref="one"/><itemref idref="two"/></spine>
</package>
"""
OPF2 = """<?xml version='1.0' encoding='utf-8'?>
<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="uuid_id" version="2.0">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:title>Bread</dc:title>
    <dc:language>en-GB</dc:language>
    <dc:identifier id="uuid_id" opf:scheme="uuid">6f82990c</dc:identifier>
    <meta name="cover" content="cover"/>
  </metadata>
  <manifest>
    <item href="index_split_000.html" id="id1" media-type="application/xhtml+xml"/>
    <item href="toc.ncx" id="ncx" media-type="application/x-dtbncx+xml"/>
  </manifest>
  <spine toc="ncx"><itemref idref="id1"/></spine>
</package>
"""
NCX = """<?xml version='1.0' encoding='utf-8'?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en">
  <head><meta content="6f82990c" name="dtb:uid"/></head>
  <docTitle><text>Bread</text></docTitle>
  <navMap><navPoint id="a" playOrder="1"><navLabel><text>The oven</text></navLabel>
  <content src="index_split_000.html"/></navPoint></navMap>
</ncx>
"""
CALIBRE = """<?xml version='1.0' encoding='utf-8'?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
  <head>
    <title>Unknown</title>
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
  </head>
  <body class="calibre">
<p class="calibre1"><span class="calibre3">The oven</span></p>
<p class="calibre1">It is <span class="italic">warm</span>.</p>
</body>
</html>
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6300010000000500010d0a2db4"
    "0000000049454e44ae426082"
)


def packed(parts: dict[str, str | bytes], mimetype: str = "application/epub+zip") -> bytes:
    """Return an e-book of these parts, its type first and as it is."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as book:
        if mimetype:
            book.writestr(zipfile.ZipInfo("mimetype", (2026, 1, 31, 12, 0, 0)), mimetype)
        for name, content in parts.items():
            book.writestr(zipfile.ZipInfo(name, (2026, 1, 31, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def third(**more: str | bytes) -> bytes:
    """Return an EPUB 3 made by hand."""
    parts: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER.format(path="OEBPS/book.opf"),
        "OEBPS/book.opf": OPF3,
        "OEBPS/nav.xhtml": NAV,
        "OEBPS/one.xhtml": ONE,
        "OEBPS/text/two b.xhtml": TWO,
        "OEBPS/o.png": PIXEL,
    }
    return packed(parts | more)


def second() -> bytes:
    """Return an EPUB 2 as Calibre makes them."""
    return packed(
        {
            "META-INF/container.xml": CONTAINER.format(path="content.opf"),
            "content.opf": OPF2,
            "toc.ncx": NCX,
            "index_split_000.html": CALIBRE,
        }
    )
