"""Where the units of a TMX file stand, and which two of its languages are shown."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.errors import FormatError
from editor.formats.spans import EMPTY, OPEN, attributes, scan, value
from editor.i18n import _

if TYPE_CHECKING:
    from editor.formats.options import ReadOptions
    from editor.formats.spans import Source

_REST = r"(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*)"
_UNIT = re.compile(
    rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/)?(?P<name>tuv?)(?=[\s/>])(?P<rest>{_REST})>",
    re.DOTALL,
)
_DECEPTIVE = re.compile("<[!?]")
_OPENING = re.compile(r"<tu(?=[\s>])")
_CLOSING = re.compile(r"</tu\s*>")
_VARIANT = re.compile(rf"<tuv(?=[\s/>])({_REST})>")
UNKNOWN = "und"
ANY = "*all*"  # what srclang says where each unit has its own


@dataclass(slots=True)
class Index:
    """The units of one file: where each starts and ends. *source* and *target* are languages as the file writes them.

    *ours*: Diptych created the file, and the ids of its units are those of rows.
    """

    file: Source
    source: str = ""
    target: str = ""
    others: tuple[str, ...] = ()
    ours: bool = False
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        """Count the units."""
        return len(self.starts)


def index(file: Source, options: ReadOptions, *, quick: bool = True) -> Index:
    """Find the units and the languages of *file*, which is well-formed; *quick* where nothing could deceive that.

    Raises FormatError where it is no TMX.
    """
    text = file.text
    root = next(token for token in scan(text) if token.kind in (OPEN, EMPTY))
    if root.name != "tmx":
        message = _("This is no TMX file: it begins with “{name}”; open it as what it is.")
        raise FormatError(message.format(name=root.name))
    found = Index(file)
    tags = _quick(found, root.end) if quick else None
    if tags is None:
        found = Index(file)
        tags = _exact(found, root.end)
    start = text.find("<header", root.end)
    header = {name: value(text, one) for name, one in attributes(text, start).items()} if start >= 0 else {}
    found.ours = header.get("creationtool") == "Diptych"
    _choose(found, header.get("srclang", ""), tags, options)
    return found


def _quick(found: Index, start: int) -> list[str] | None:
    """Find the units by their name alone and return the tags of variants; None where something could deceive that."""
    text = found.file.text
    if _DECEPTIVE.search(text, start):
        return None
    found.starts.extend(match.start() for match in _OPENING.finditer(text, start))
    found.ends.extend(match.end() for match in _CLOSING.finditer(text, start))
    pairs = zip(found.starts, found.ends, strict=False)
    if len(found.starts) != len(found.ends) or any(one > two for one, two in pairs):
        return None
    return list(dict.fromkeys(_VARIANT.findall(text, start)))


def _exact(found: Index, start: int) -> list[str]:
    """Find the units, passing over what only looks like them, and return the tags of variants."""
    tags: dict[str, None] = {}
    for match in _UNIT.finditer(found.file.text, start):
        name = match["name"]
        if name == "tuv" and not match["end"]:
            tags.setdefault(match["rest"])
        elif name == "tu" and not match["end"]:
            found.starts.append(match.start())
        if name == "tu" and (match["end"] or match["rest"].endswith("/")):
            found.ends.append(match.end())
    return list(tags)


def _choose(found: Index, said: str, tags: list[str], options: ReadOptions) -> None:
    """Choose the two languages: those asked for, else the header's and the first other one."""
    there: dict[str, str] = {}
    for rest in tags:
        language = language_of(f"<tuv{rest}>", 0)
        there.setdefault(language.lower(), language)
    wanted = options.source_language or ("" if said.lower() == ANY else said)
    found.source = _named(there, wanted) or wanted or next(iter(there.values()), "")
    others = [language for low, language in there.items() if low != found.source.lower()]
    found.target = _named({low: there[low] for low in there if there[low] in others}, options.target_language)
    found.target = (
        found.target or options.target_language or next(iter(others), found.source if found.ours else UNKNOWN)
    )
    found.others = tuple(language for language in others if language != found.target)


def _named(there: dict[str, str], wanted: str) -> str:
    """Return the language that is *wanted*, or a regional form of it, as the file writes it."""
    low = wanted.lower()
    if not low:
        return ""
    near = (language for key, language in there.items() if key.partition("-")[0] == low.partition("-")[0])
    return there.get(low) or next(near, "")


def language_of(text: str, at: int) -> str:
    """Return the language that the start tag of a tuv at *at* names, as version 1.4 or as older ones wrote it."""
    there = attributes(text, at)
    return value(text, there.get("xml:lang") or there.get("lang"))
