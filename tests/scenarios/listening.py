"""Listen as a screen reader does: run by a Python that has pyatspi, on the message bus of a real window.

Prints every focus and text event as "type|role|name|description|text"; presses the keys given as arguments.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # it comes with the system's Python

HEARD = (
    "object:state-changed:focused",
    "object:text-changed:insert",
    "object:property-change:accessible-name",
)


def tell(event: Any) -> None:  # noqa: ANN401 - pyatspi has no types
    """Print what happened to whom."""
    if event.type.startswith("object:property-change") or (event.type.endswith("focused") and not event.detail1):
        return
    source = event.source
    try:
        words = source.queryText().getText(0, -1)
    except NotImplementedError:
        words = ""
    line = "|".join((str(event.type), source.getRoleName(), source.name, source.description, words))
    sys.stdout.write(line.replace("\n", " ") + "\n")


def press(keys: list[str]) -> None:
    """Wait for the window, press *keys*, and stop listening."""
    for _ in range(80):
        apps = [app for app in pyatspi.Registry.getDesktop(0) if app is not None and app.name == "diptych"]
        if apps and apps[0].childCount:
            break
        time.sleep(0.25)
    time.sleep(1)
    for key in keys:
        subprocess.run(["xdotool", "key", key], check=True)
        time.sleep(0.5)
    pyatspi.Registry.stop()


if __name__ == "__main__":
    for name in HEARD:
        pyatspi.Registry.registerEventListener(tell, name)
    threading.Thread(target=press, args=(sys.argv[1:],)).start()
    pyatspi.Registry.start()
