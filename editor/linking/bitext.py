"""Two documents become one whose rows are links, with a word about what makes it unlikely that they belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from editor import align
from editor.align import documents
from editor.errors import FormatError
from editor.i18n import _
from editor.linking.doubts import DOUBTFUL

if TYPE_CHECKING:
    from editor.model import Document

_UNLIKE: Final = 3.0  # times as many letters on one side are a sign of two different texts
_UNSURE: Final = 0.5  # so few sure links are another


def aligned(
    left: Document,
    right: Document,
    names: tuple[str, str],
    options: align.Options | None = None,
) -> Document:
    """Return the parallel document of a text and its translation, called *names*. Raises FormatError.

    Of *options* only what the documents do not tell is heeded. What speaks against their being a text and its
    translation stands first among the warnings.
    """
    beads = links(left, right, names, options)
    parallel = documents.aligned(left, right, beads, options.anchors if options else ())
    return replace(parallel, warnings=(*doubts(left, right, beads), *parallel.warnings))


def links(
    left: Document, right: Document, names: tuple[str, str], options: align.Options | None = None
) -> list[align.Bead]:
    """Return the links of a text and its translation, as ``aligned`` does."""
    (ones, paragraphs), (others, other_paragraphs) = documents.texts(left), documents.texts(right)
    for name, side in zip(names, (ones, others), strict=True):
        if not side:
            raise FormatError(_("{name} holds no sentence; there is nothing to align.").format(name=name))
    if ones == others:
        words = _("{one} and {other} hold the same text; choose a text and its translation.")
        raise FormatError(words.format(one=names[0], other=names[1]))
    told = paragraphs[-1] > 0 and other_paragraphs[-1] > 0
    options = replace(
        options or align.Options(),
        source_language=left.head.source_language,
        target_language=right.head.source_language,
        left_paragraphs=paragraphs if told else None,
        right_paragraphs=other_paragraphs if told else None,
    )
    return align.align(ones, others, options)


def doubts(left: Document, right: Document, beads: Sequence[align.Bead]) -> list[str]:
    """Say what makes it unlikely that these are a text and its translation."""
    found = []
    ones, others = documents.texts(left)[0], documents.texts(right)[0]
    sizes = sum(map(_width, ones)), sum(map(_width, others))
    if max(sizes) > _UNLIKE * min(sizes):
        words = _("One text is {times} times as long as the other; the longer one may hold more than the translation.")
        found.append(words.format(times=round(max(sizes) / max(1, min(sizes)))))
    sure = sum(bead.confidence >= DOUBTFUL and all(bead.kind) for bead in beads)
    if sure < _UNSURE * min(len(ones), len(others)):
        found.append(_("Few links are sure; look whether these are a text and its translation."))
    return found


def _width(sentence: str) -> int:
    return sum(1 if sign < "\u2e80" else 2 for sign in sentence)
