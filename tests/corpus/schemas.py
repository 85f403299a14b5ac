"""What schemas and gettext have against a file: the count of each kind of fault, to compare before and after."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from tests.corpus.files import SHARED
from tests.corpus.witnesses import PARSER

if TYPE_CHECKING:
    from pathlib import Path

_SAID = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")
_NEW = ("2.0", "2.1", "2.2")


def faults(name: str, data: bytes, shared: Path = SHARED) -> Counter[str]:
    """Return the faults of a file of format *name*; what cannot be parsed at all has one of its own."""
    if name == "po":
        return _gettext(data)
    try:
        whole = etree.fromstring(data, PARSER).getroottree()
    except etree.XMLSyntaxError as error:
        return Counter([f"not well-formed: {_SAID.sub('…', str(error))}"])
    schema = _schema(name, whole.getroot(), data, shared / "formats" / "schemas")
    if schema is None or schema.validate(whole):
        return Counter()
    return Counter(f"{error.type_name}: {_SAID.sub('…', error.message or '')}" for error in schema.error_log)


def _schema(name: str, root: etree._Element, data: bytes, folder: Path) -> etree.XMLSchema | etree.DTD | None:
    if name == "tmx":
        return dtd(folder / "tmx" / "tmx14.dtd")
    if name == "xliff2":
        version = root.get("version", "")
        return xsd(folder / f"xliff{version.replace('.', '')}" / "_wrap.xsd") if version in _NEW else None
    version = root.get("version", "")
    if version == "1.1":
        return xsd(folder / "xliff12" / "xliff-core-1.1.xsd")
    kind = "strict" if b"xliff-core-1.2-strict" in data else "transitional"
    return xsd(folder / "xliff12" / f"xliff-core-1.2-{kind}.xsd") if version == "1.2" else None


@cache
def xsd(path: Path) -> etree.XMLSchema:
    """Return the schema at *path*; what it imports is taken from beside it."""

    class Beside(etree.Resolver):
        def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]
            if system_url and system_url.endswith("/xml.xsd"):
                return self.resolve_filename(str(path.parent.parent / "xml.xsd"), context)
            return None

    parser = etree.XMLParser()
    parser.resolvers.add(Beside())
    return etree.XMLSchema(etree.parse(path, parser))


@cache
def dtd(path: Path) -> etree.DTD:
    """Return the DTD at *path*."""
    with path.open("rb") as file:
        return etree.DTD(file)


def _gettext(data: bytes) -> Counter[str]:
    if shutil.which("msgfmt") is None:
        return Counter()
    command = ["msgfmt", "--check-header", "--check-domain", "-o", "/dev/null", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False, env={"LC_ALL": "C.UTF-8"})
    lines = done.stderr.decode("utf-8", "replace").split("\n")
    said = (re.sub(r"^<stdin>:(?:\d+:)?(?:\d+:)?", "", line) for line in lines if line.startswith("<stdin>"))
    return Counter(_SAID.sub("…", line) for line in said)
