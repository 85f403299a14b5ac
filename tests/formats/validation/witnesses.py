"""Second witnesses: the published schemas, where the shared corpora are, read by libxml2."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree


class _Local(etree.Resolver):
    """Answers every schema that another imports from the folder, never from elsewhere."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ANN401 - lxml's
        if system_url is None:
            return None
        if system_url.endswith("xml.xsd"):
            return self.resolve_filename(str(self.folder / "xml.xsd"), context)
        if "xliff_core_2.0.xsd" in system_url and "xliff22" in system_url:
            return self.resolve_filename(str(self.folder / "xliff21" / "xliff_core_2.0.xsd"), context)
        return None


@cache
def schema(folder: Path, name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(folder))
    return etree.XMLSchema(etree.parse(str(folder / name), parser))


def complaints(folder: Path, root: etree._Element) -> list[str] | None:
    """Return what the published schema says against a tree, or None where there is none for it."""
    uri = str(root.tag)[1:].partition("}")[0]
    names = {
        "urn:oasis:names:tc:xliff:document:1.2": "xliff12/xliff-core-1.2-transitional.xsd",
        "urn:oasis:names:tc:xliff:document:2.0": "xliff21/_wrap.xsd",
        "urn:oasis:names:tc:xliff:document:2.2": "xliff22/_wrap.xsd",
    }
    if root.tag == "tmx":
        dtd = etree.DTD(str(folder / "tmx" / "tmx14.dtd"))
        dtd.validate(root)
        return [str(one.message) for one in dtd.error_log]
    if uri not in names:
        return None
    found = schema(folder, names[uri])
    found.validate(root)
    return [str(one.message) for one in found.error_log]
