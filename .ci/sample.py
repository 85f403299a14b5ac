"""Show Diptych at work on the sample letter: in a window, or in full without one where there is no display."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
LETTER, TRANSLATION, KEY = (SEEDS / f"open-letter.{each}" for each in ("en.html", "ru.html", "beads.tsv"))
DIPTYCH = [sys.executable, "-m", "editor"]
# A window that no screen shows; Qt says at each one that nobody can move it.
UNSEEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}


def main(arguments: list[str]) -> int:
    """Open the letter where a window can open; else do the whole job in a folder and say where its results lie."""
    if not arguments and window_opens():
        return subprocess.run([*DIPTYCH, copied()], check=False).returncode
    if not arguments:
        print("No display here, so the same job without a window.\n", flush=True)
    folder = Path(arguments[0]) if arguments else ROOT / "build" / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    work, letter, picture = folder / "open-letter.xlf", folder / "open-letter.ru.html", folder / "window.png"
    diptych("new", LETTER, "-s", "en", "-t", "ru", "-o", work, "--force")
    apply(edits(work), work)
    print(diptych("show", work))
    diptych("export", work, "-o", letter)
    diptych(work, "--picture", picture, **UNSEEN)
    print(f"work file              {work}")
    print(f"translated letter      {letter}")
    print(f"picture of the window  {picture}")
    return 0


def copied() -> Path:
    """Return a copy of the letter to try things on: what is saved lies beside it, outside the checkout's own files."""
    place = ROOT / "build" / "sample" / LETTER.name
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        shutil.copyfile(LETTER, place)
    return place


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
        print(done.stdout, file=sys.stderr)
        sys.exit(done.returncode)
    return done.stdout


def edits(work: Path) -> list[dict[str, str]]:
    """Answer the letter's segments, links and emphasis included, in the form that `apply` reads."""
    russian = {without_codes(segment["source"]): segment["source"] for segment in segments(TRANSLATION)}
    with KEY.open(encoding="utf-8", newline="") as file:
        key = {row["source"]: row["target"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    answers = []
    for segment in segments(work):
        target = russian.get(key.get(without_codes(segment["source"]), ""))
        if target and "not-for-translation" not in segment["marks"]:
            answers.append({"id": segment["id"], "target": target, "state": "translated"})
    return answers


def apply(answers: list[dict[str, str]], work: Path) -> None:
    """Put *answers* into the work file."""
    lines = work.with_suffix(".jsonl")
    lines.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in answers), encoding="utf-8")
    diptych("apply", work, lines, "-o", work)


def segments(file: Path) -> list[dict[str, Any]]:
    """List what `show --json` tells of a file."""
    return [json.loads(line) for line in diptych("show", file, "--json").splitlines()]


def without_codes(text: str) -> str:
    """Take `{1}`, `{/1}` and `{2/}` out of a shown sentence."""
    return re.sub(r"\{/?\w+/?\}", "", text).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
