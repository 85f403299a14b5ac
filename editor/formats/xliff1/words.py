"""Where a unit keeps what only Diptych says: in attributes of its own, or as contexts where those are forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.spans import Edit, set_attribute, space_before
from editor.formats.xliff1 import states
from editor.formats.xliff1.segments import group_words, tag_words
from editor.formats.xliff1.states import NAMESPACE, OURS, PREFIX
from editor.formats.xliff1.units import PURPOSE, told

if TYPE_CHECKING:
    from editor.formats.xliff1.page import Page

Said = dict[str, str | None]  # by name; None takes away
_XMLNS = f"xmlns:{PREFIX}"
_STANDING = frozenset({"state", "marks"})


def placed(page: Page, words: Said, *, filled: bool) -> tuple[Said, Said, Said]:
    """Say for the unit's tag, the target's tag and our context-group which words go there.

    State and marks go into the target's tag, best as a ``state-qualifier``, so that typing changes nothing but the
    target; *filled*: there will be one. The rest goes into a context-group, which the strict schema permits too.
    """
    text, unit = page.text, page.unit
    here = tag_words(text, (unit.start, unit.head))
    on_unit, on_target, in_group = Said(), Said(), Said()
    qualifier = told(text, *unit.target[:2]).get("state-qualifier", states.QUALIFIER) if unit.target else ""
    free = qualifier.startswith(states.QUALIFIER) if unit.target else filled
    if "state" in words and free and not page.context.ours and "state" not in here:
        words = dict(words)
        on_target["state-qualifier"] = states.qualifier(words.pop("state"), words.pop("marks", None))
    current, strict = _current(page), _strict(page)
    for name, said in words.items():
        if page.context.ours or name in here:
            on_unit[f"{PREFIX}:{name}"] = said
        elif name in _STANDING and (filled or unit.target) and not strict:
            on_target[f"{PREFIX}:{name}"] = said
        elif not current:
            on_unit[f"{PREFIX}:{name}"] = said
        else:
            in_group[name] = said
    tag = tag_words(text, unit.target[:2]) if unit.target else {}
    return _declared(page, here, on_unit), _declared(page, tag, on_target), in_group


def _current(page: Page) -> bool:
    """Tell whether the file is of version 1.2, whose schemas permit a context-group anywhere behind the target."""
    return page.context.namespaces.get(page.style.prefix.rstrip(":")) == NAMESPACE


def _strict(page: Page) -> bool:
    """Tell whether the file promises to be valid by the strict schema, which knows no attributes of others."""
    return _current(page) and "xliff-core-1.2-strict" in page.text[: 1 << 16]


def _declared(page: Page, before: dict[str, str], words: Said) -> Said:
    """Return *words* with the declaration of their prefix, or without it when the last of them goes."""
    if not any(name.startswith(PREFIX) for name in words) or page.context.namespaces.get(PREFIX) == OURS:
        return words
    said = before | {name.partition(":")[2]: value for name, value in words.items() if name.startswith(PREFIX)}
    left = any(value is not None for value in said.values())
    return {_XMLNS: OURS if left else None, **words}


def tag_edits(page: Page, at: int, said: Said) -> list[Edit]:
    """Return the edits that give the start tag at *at* these attributes."""
    edits = (set_attribute(page.text, at, name, value) for name, value in said.items())
    return [edit for edit in edits if edit is not None]


def group_edits(page: Page, words: Said) -> list[Edit]:
    """Return the edits that make our context-group say *words* too."""
    text, unit = page.text, page.unit
    before = group_words(text, unit)
    kept = {name: said for name, said in (before | words).items() if said is not None}
    if kept == before:
        return []
    group, context = page.element("context-group"), page.element("context")
    inside = "".join(
        f'<{context} context-type="x-{name}">{page.style.characters(said)}</{context}>' for name, said in kept.items()
    )
    written = f'<{group} purpose="{PURPOSE}">{inside}</{group}>' if kept else ""
    if unit.words is not None:
        space = "" if kept else space_before(text, unit.words.start)
        return [Edit(unit.words.start - len(space), unit.words.end, written)]
    at = unit.target.end if unit.target else unit.place
    return [Edit(at, at, page.indent + written)]
