"""Show Diptych at work on the sample letter: in a window, or in full without one where there is no display."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LETTER = ROOT / "seeds" / "open-letter.en.html"
TRANSLATION = ROOT / "seeds" / "open-letter.ru.html"
KEY = ROOT / "seeds" / "open-letter.beads.tsv"
OUT = ROOT / "build" / "sample"
DIPTYCH = [sys.executable, "-m", "editor"]


def main() -> int:
    """Open the letter where a window can open; else do the whole job and say where its results lie."""
    if window_opens():
        return subprocess.run([*DIPTYCH, LETTER], check=False).returncode
    print("No display here, so the same job without a window.\n", flush=True)
    OUT.mkdir(parents=True, exist_ok=True)
    work, letter, picture = OUT / "open-letter.xlf", OUT / "open-letter.ru.html", OUT / "window.png"
    edits = OUT / "edits.jsonl"
    diptych("new", LETTER, "-s", "en", "-t", "ru", "-o", work, "--force")
    edits.write_text(translations(), encoding="utf-8")
    diptych("apply", work, edits, "-o", work)
    print(diptych("show", work))
    diptych("export", work, "-o", letter)
    diptych(work, "--picture", picture, QT_QPA_PLATFORM="offscreen")
    print(f"\nwork file            {work}\ntranslated letter    {letter}\npicture of the window {picture}")
    return 0


def window_opens() -> bool:
    """Tell whether Qt reaches a display, by trying."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    attempt = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    return subprocess.run([sys.executable, "-c", attempt], capture_output=True, check=False).returncode == 0


def diptych(*arguments: str | Path, **environment: str) -> str:
    """Run one command and return what it prints; where it fails, its own sentence is shown and all ends."""
    done = subprocess.run(
        [*DIPTYCH, *map(str, arguments)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def translations() -> str:
    """Answer the letter's segments, links and emphasis included, as lines that `apply` reads."""
    russian = {}
    for segment in segments(TRANSLATION):
        russian[without_codes(segment["source"])] = segment["source"]
    with KEY.open(encoding="utf-8", newline="") as file:
        key = {row["source"]: row["target"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    edits = []
    for segment in segments(OUT / "open-letter.xlf"):
        target = russian.get(key.get(without_codes(segment["source"]), ""))
        if target and "not-for-translation" not in segment["marks"]:
            edits.append({"id": segment["id"], "target": target, "state": "translated"})
    return "".join(json.dumps(edit, ensure_ascii=False) + "\n" for edit in edits)


def segments(file: Path) -> list[dict[str, Any]]:
    """List what `show --json` tells of a file."""
    return [json.loads(line) for line in diptych("show", file, "--json").splitlines()]


def without_codes(text: str) -> str:
    """Take `{1}`, `{/1}` and `{2/}` out of a shown sentence."""
    return re.sub(r"\{/?\w+/?\}", "", text).strip()


if __name__ == "__main__":
    sys.exit(main())
