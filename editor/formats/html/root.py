"""The root element of a page says the language and the direction of what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from editor.formats import encodings, markup
from editor.formats.markup import Sort
from editor.formats.skeletons import Patch
from editor.languages import Language
from editor.model import Skeleton


def in_language(skeleton: Skeleton, language: str, *, xml: bool = False) -> Iterator[Patch]:
    """Yield what sets ``lang`` (with *xml* ``xml:lang``, too) and ``dir`` of a page to a language."""
    target = Language(language)
    text = encodings.text_at(skeleton.data, 0, len(skeleton.data), skeleton.encoding)
    root = next((t for t in markup.tokens(text) if t.sort is Sort.OPEN), None)
    if root is None or root.name != "html":
        return
    wanted = {"lang": target.tag, "xml:lang": target.tag, "dir": target.direction}
    found = {each.name: each for each in markup.attributes(text, root) if each.name in wanted}
    for name, each in found.items():
        yield _patch(text, skeleton, (each.start, each.end), wanted[name] if each.quote else f'"{wanted[name]}"')
    missing = [name for name in (("lang", "xml:lang") if xml else ("lang",)) if name not in found]
    missing += ["dir"] if "dir" not in found and target.direction == "rtl" else []
    if missing:
        at = root.start + len("<html")
        yield _patch(text, skeleton, (at, at), "".join(f' {name}="{wanted[name]}"' for name in missing))


def _patch(text: str, skeleton: Skeleton, span: tuple[int, int], value: str) -> Patch:
    mark = len(skeleton.data) - len(text.encode(skeleton.encoding, "surrogateescape"))
    start = mark + len(text[: span[0]].encode(skeleton.encoding, "surrogateescape"))
    return Patch(start, start + len(text[slice(*span)].encode(skeleton.encoding, "surrogateescape")), value)
