"""One unit of an XLIFF 1 file laid out for rewriting: where it stands, and how the file writes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.formats.spans import space_before
from editor.formats.xliff1.inline import Style, to_xml

if TYPE_CHECKING:
    from editor.formats.spans import Source
    from editor.formats.xliff1.index import Context
    from editor.formats.xliff1.segments import Row
    from editor.formats.xliff1.units import Unit
    from editor.text import Text


@dataclass(slots=True)
class Page:
    """A unit being rewritten: the file, the unit in it, its rows as the file has them, and how to write there."""

    source: Source
    context: Context
    unit: Unit
    layout: list[Row]
    style: Style

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.source.text

    @property
    def indent(self) -> str:
        """The white space in front of a new neighbour of the source."""
        source = self.unit.source
        return space_before(self.text, source.start) if source else ""

    def element(self, name: str) -> str:
        """Return the name with the file's prefix."""
        return self.style.prefix + name

    def xml(self, text: Text) -> str:
        """Write the inside of a source or target."""
        return to_xml(text.without_breaks(), self.style)
