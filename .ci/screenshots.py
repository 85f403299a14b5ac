"""Draw the pictures of the README and the manual: real windows over work files made from the sample letters."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from sample import LETTER, ROOT, SEEDS, UNSEEN, apply, diptych, edits, segments

PICTURES = ROOT / "resources" / "manual" / "pictures"
THEMES = ("light", "dark")
# What the key of the letter does not give sentence for sentence.
MORE = {
    "We do not call this a lack of money.": "Мы не называем это нехваткой денег.",
    "We call it a {2}choice{/2}.": "Мы называем это {2}выбором{/2}.",
    "Not one councillor has denied it.": "Ни один депутат этого не опроверг.",
}


def main() -> None:
    """Draw each letter in each theme, half way through its translation."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, work in (
            ("desk", open_letter(folder)),
            ("arabic", parallel_letter(folder, "ar")),
            ("chinese", parallel_letter(folder, "zh")),
            ("alignment", linked_letter(folder)),
        ):
            for theme in THEMES:
                draw(work, PICTURES / f"{name}-{theme}.png", theme)
        draw(None, PICTURES / "start-light.png", "light", folder)
        edition(folder / "open-letter.xlf", PICTURES / "parallel.png")


def draw(work: Path | None, picture: Path, theme: str, place: Path | None = None) -> None:
    """Draw the window over *work*, or the start screen, with settings of its own in *place* or beside *work*."""
    folder = place or (work.parent if work else picture.parent)
    home = folder / "settings"
    home.mkdir(exist_ok=True)
    (home / "settings.json").write_text(json.dumps({"theme": theme}), encoding="utf-8")
    diptych(*([work] if work else []), "--picture", picture, **UNSEEN, DIPTYCH_HOME=str(home))
    print(picture)


def edition(work: Path, picture: Path) -> None:
    """Draw the parallel edition as a browser shows it, where Chromium is installed; the whole letter is in it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print(f"{picture} is left as it is: Chromium is not installed")
        return
    apply([{**answer, "state": "translated"} for answer in edits(work)], work)
    page = work.with_name("open-letter.parallel.html")
    diptych("export", work, "-o", page)
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={work.parent}/browser",
    ]
    command = [browser, *options, "--window-size=1200,1000", f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    print(picture)


def open_letter(folder: Path) -> Path:
    """Make the English letter's work file, its first two thirds translated."""
    work = folder / "open-letter.xlf"
    diptych("new", LETTER, "-s", "en", "-t", "ru", "-o", work)
    known = {answer["id"]: answer["target"] for answer in edits(work)}
    answers = []
    for segment in segments(work):
        target = known.get(segment["id"]) or MORE.get(segment["source"])
        if target:
            answers.append({"id": segment["id"], "target": target})
    apply(half_way(answers), work)
    return work


def parallel_letter(folder: Path, language: str) -> Path:
    """Make the work file of a letter whose English translation stands beside it sentence for sentence."""
    work = folder / f"letter.{language}.xlf"
    diptych("new", SEEDS / f"letter.{language}.txt", "-s", language, "-t", "en", "-o", work)
    english = segments(SEEDS / f"letter.{language}.en.txt")
    pairs = zip(segments(work), english, strict=True)
    apply(half_way([{"id": row["id"], "target": answer["source"]} for row, answer in pairs]), work)
    return work


def linked_letter(folder: Path) -> Path:
    """Align the letter's page with its Russian one; the window opens at the first doubtful link."""
    work = folder / "open-letter.linked.xlf"
    diptych("align", LETTER, SEEDS / "open-letter.ru.html", "-s", "en", "-t", "ru", "-o", work)
    return work


def half_way(answers: list[dict[str, str]]) -> list[dict[str, str]]:
    """Keep what a translator has after an evening: the start reviewed, then translated, then drafts, then nothing."""
    count = len(answers)
    states = ["reviewed"] * (count // 4) + ["translated"] * (count // 3) + ["draft"] * max(1, count // 20)
    return [{**answer, "state": state} for answer, state in zip(answers, states, strict=False)]


if __name__ == "__main__":
    main()
