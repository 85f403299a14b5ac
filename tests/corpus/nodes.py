"""Where the elements of an XML file stand, as expat sees it: a witness that shares no code with the editor."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")


@dataclass
class Node:
    """An element by its offsets in the file's characters as UTF-8; *inner* and *close* bound what it holds."""

    uri: str
    name: str
    said: dict[str, str]
    start: int
    inner: int = -1
    close: int = -1
    end: int = -1
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Yield this element and all inside it that are called *name* and are of its namespace, in order."""
        if self.name == name:
            yield self
        for child in self.children:
            yield from (found for found in child.all(name) if found.uri == self.uri)

    def first(self, name: str) -> Node | None:
        """Return the first child called *name* of this element's namespace."""
        return next((child for child in self.children if (child.uri, child.name) == (self.uri, name)), None)


def utf8(data: bytes) -> bytes:
    """Return the characters of an XML file as UTF-8, whatever it is in."""
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    said = _DECLARED.match(data)
    return data.decode(encoding or (said[1].decode() if said else "utf-8")).encode("utf-8")


def root(data: bytes) -> Node:
    """Return the outermost element of *data*, which is UTF-8 whatever it says."""
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    stack = [Node("", "", {}, 0)]
    silent = [False]

    def begun(name: str, said: dict[str, str]) -> None:
        around = stack[-1]
        if around.inner < 0:
            around.inner = parser.CurrentByteIndex
        uri, _space, local = name.rpartition(" ")
        node = Node(uri, local, said, parser.CurrentByteIndex)
        around.children.append(node)
        stack.append(node)
        silent[0] = True

    def other(*_what: object) -> None:
        if silent[0] and stack[-1].inner < 0:
            stack[-1].inner = parser.CurrentByteIndex
        silent[0] = False

    def ended(_name: str) -> None:
        node, at = stack.pop(), parser.CurrentByteIndex
        if silent[0] and data[at - 2 : at] == b"/>":
            node.inner = node.close = node.end = at
        else:
            node.inner = at if node.inner < 0 else node.inner
            node.close, node.end = at, data.index(b">", at) + 1
        silent[0] = False

    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.CharacterDataHandler = parser.CommentHandler = parser.ProcessingInstructionHandler = other
    parser.StartCdataSectionHandler = parser.DefaultHandler = other  # the latter keeps entities as they are
    parser.buffer_text = False
    parser.Parse(data, True)
    return stack[0].children[0]
