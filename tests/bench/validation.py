"""How long it takes to hold files against their specifications, beside lxml's parsing of the same bytes."""

from __future__ import annotations

import time
from collections.abc import Callable

from lxml import etree

from editor.formats.validation import check

SIZES = (1_000, 100_000)


def _xliff2(units: int) -> bytes:
    texts = (("Dear friends", "Дорогие друзья"), ('Dear <pc id="1">friends</pc>', 'Дорогие <pc id="1">друзья</pc>'))
    body = "\n".join(
        f'<unit id="u{number}"><segment id="1" state="translated"><source>{texts[number % 5 == 0][0]} {number}</source>'
        f"<target>{texts[number % 5 == 0][1]} {number}</target></segment></unit>"
        for number in range(units)
    )
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ru"><file id="f">'
    return f"{head}\n{body}\n</file></xliff>".encode()


def _xliff1(units: int) -> bytes:
    body = "\n".join(
        f'<trans-unit id="{number}"><source>Dear {number}</source>'
        f'<target state="translated">Д {number}</target></trans-unit>'
        for number in range(units)
    )
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" datatype="html" '
    return f'{head}source-language="en" target-language="ru"><body>\n{body}\n</body></file></xliff>'.encode()


def _tmx(units: int) -> bytes:
    body = "\n".join(
        f'<tu tuid="{number}"><tuv xml:lang="en"><seg>Dear {number}</seg></tuv>'
        f'<tuv xml:lang="ru"><seg>Д {number}</seg></tuv></tu>'
        for number in range(units)
    )
    header = 'creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en" srclang="en"'
    return f'<tmx version="1.4"><header {header} datatype="plaintext"/><body>\n{body}\n</body></tmx>'.encode()


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Print CPU seconds and ratios."""
    print(f"{'validation':14}{'units':>9}{'lxml s':>9}{'check s':>9}{'ratio':>8}")
    for name, make in (("xliff2", _xliff2), ("xliff1", _xliff1), ("tmx", _tmx)):
        for units in SIZES:
            data = make(units)
            check(data, name)
            parse = min(_seconds(lambda data=data: etree.fromstring(data)) for _ in range(3))  # type: ignore[misc]
            took = min(_seconds(lambda data=data, name=name: check(data, name)) for _ in range(2))  # type: ignore[misc]
            print(f"{name:14}{units:9}{parse:9.3f}{took:9.2f}{took / parse:8.1f}")


if __name__ == "__main__":
    main()
