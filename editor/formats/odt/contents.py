"""What is in a text document: its parts, the styles that hold in each, its annotations, its language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from editor.errors import FormatError
from editor.formats import packages, spans
from editor.formats.odt import looks
from editor.formats.odt.looks import Looks
from editor.formats.packages import Package
from editor.formats.spans import Source
from editor.formats.spans.proof import parsed
from editor.i18n import _

META, CONTENT, STYLES = "meta.xml", "content.xml", "styles.xml"
TEXTS = (META, CONTENT, STYLES)
"""The parts with text in the order of reading."""

_KINDS = (
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.text-template",
    b"application/vnd.oasis.opendocument.text-master",
    b"application/vnd.oasis.opendocument.text-web",  # of a page that LibreOffice opened and saved as .odt
)
_HEAD = 200  # bytes in which a package says what it is
_LANGUAGE = re.compile(r"""<style:default-style\s[^>]*?style:family="paragraph".*?</style:default-style>""", re.DOTALL)
_SPOKEN = re.compile(r"""\bfo:language="(\w+)"|\bfo:country="(\w+)\"""")
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


def is_text(head: bytes) -> bool:
    """Tell whether the first bytes of a file are those of a text document."""
    return packages.is_package(head) and _KINDS[0] in head[:_HEAD]


def checked(package: Package) -> Package:
    """Return the package. Raises FormatError where it is no text document, or one locked with a password."""
    if "mimetype" in package and package.content("mimetype").strip() not in _KINDS:
        raise FormatError(_("The file is no text document of OpenDocument; save it as .odt."))
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.content(manifest):
        raise FormatError(_("The document is protected by a password; save it without one."))
    return package


def text(package: Package, name: str) -> Source:
    """Return the text of a part. Raises FormatError where it is not well-formed, a trap, or spelt in a strange way."""
    source = spans.decode(package.content(name))
    parsed(source)
    for prefix, space in _SPACES.items():
        if space in source.text and f'xmlns:{prefix}="{space}"' not in source.text:
            raise FormatError(_("The document uses prefixes of its own; save it again with LibreOffice."))
    return source


def styles(name: str, known: Mapping[str, str]) -> Looks:
    """Return how text looks in the part called *name*; *known* holds the texts of the parts."""
    named = known.get(STYLES, "")
    if name == STYLES:
        return looks.read([named])
    return looks.read([_common(named), known[name]]) if named else looks.read([known[name]])


def _common(text: str) -> str:
    """Return the part of styles without its automatic ones, whose names mean other styles in the content."""
    return re.sub(r"<office:automatic-styles>.*?</office:automatic-styles>", "", text, count=1, flags=re.DOTALL)


def told_language(styles_text: str) -> str:
    """Return the language that the document says it is in, or nothing."""
    default = _LANGUAGE.search(styles_text)
    if default is None:
        return ""
    found = [one or two for one, two in _SPOKEN.findall(default[0])]
    return "-".join(each for each in found if each not in {"none", "zxx"})
