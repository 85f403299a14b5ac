"""How long updating, merging and comparing 10,000 sentences take, beside reading the page they came from."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from editor.compare import compare, merge, update
from editor.model import apply
from tests.compare import originals
from tests.compare.hands import edited

SENTENCES = 10_000


def took(work: Callable[[], object]) -> float:
    """Return the processor's seconds that *work* takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print each time and its ratio to the yardstick."""
    random = Random(1)
    first = originals.letter(random, SENTENCES)
    second = originals.edited(first, random, 300)
    document = originals.translated(originals.original(first, "html"), random)
    newer = originals.original(second, "html")
    other = originals.original(originals.letter(Random(2), SENTENCES), "html")
    ours, theirs = (edited(document, Random(seed), 50) for seed in (3, 4))
    after = apply(update(document, newer).change, document)
    yardstick = took(lambda: originals.original(first, "html"))
    print(f"{'reading the page':32} {yardstick:6.2f} s")
    for name, work in {
        "update, 300 edits": lambda: update(document, newer),
        "update, the same again": lambda: update(after, newer),
        "update, another text altogether": lambda: update(document, other),
        "merge, 50 edits each": lambda: merge(document, ours, theirs),
        "compare": lambda: compare(document, after),
    }.items():
        seconds = took(work)
        print(f"{name:32} {seconds:6.2f} s {seconds / yardstick:6.2f} ×")


if __name__ == "__main__":
    main()
