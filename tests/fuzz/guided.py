"""``python -m tests.fuzz.guided NAME [-runs=N …]``: inputs led by coverage, where atheris is installed."""

from __future__ import annotations

import hashlib
import random
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

HOME = Path("build/fuzz/guided")


def main() -> int:
    """Let libFuzzer lead one target; it ends the process itself. Return 2 where it cannot begin."""
    if find_spec("atheris") is None:
        print("atheris is not installed here; “pip install atheris” brings it where there is a wheel for it.")
        return 2
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["editor"]):
        from tests.fuzz.targets import TARGETS, named
    if len(sys.argv) < 2 or sys.argv[1] not in {target.name for target in TARGETS}:
        print("Name one of:", *(target.name for target in TARGETS))
        return 2
    target = named(sys.argv[1])
    folder = HOME / target.name
    folder.mkdir(parents=True, exist_ok=True)
    for data in target.sound():
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    from editor.errors import DiptychError

    def one(data: bytes) -> None:
        try:
            target.run(data, random.Random(len(data)))
        except DiptychError:
            return

    atheris.Setup([sys.argv[0], str(folder), f"-artifact_prefix={folder}/", *sys.argv[2:]], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
