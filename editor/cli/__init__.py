"""The command line: the same work without a window, on the same core."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import editor
from editor import i18n, resources
from editor.cli import words
from editor.cli.arguments import COMMANDS, Arguments, build, build_one
from editor.errors import DiptychError
from editor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

DONE, PROBLEMS, COULD_NOT = 0, 1, 2
BEFORE_QT = ("find", "linking.doubts", "session", "settings", "storage.beginning", "storage.journal")


class _Parser(argparse.ArgumentParser):
    """A parser that answers what it cannot read with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say *message* and where help is; leave with status 2."""
        text = message[:1].upper() + message[1:]
        self.exit(COULD_NOT, _("{trouble}; see “{program} --help”.").format(trouble=text, program=self.prog) + "\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 done but found problems, 2 could not."""
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    i18n.install(resources.path("translations"))
    try:
        return _run(given)
    except DiptychError as error:
        print(error, file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def _run(given: list[str]) -> int:
    if given and given[0] in COMMANDS:
        arguments = build_one(given[0], _Parser).parse_args(given[1:], namespace=Arguments())
        _understand(arguments)
        return COMMANDS[given[0]].run(arguments)
    if given and given[0] in {"-h", "--help"}:
        print(build(_Parser).format_help(), end="")
        return DONE
    if given and given[0] == "--version":
        print(f"diptych {editor.__version__}")
        return DONE
    return _window(given)


def _understand(arguments: Arguments) -> None:
    """Let languages be named by their tags or their names."""
    for name in ("source", "target", "language"):
        if told := getattr(arguments, name):
            from editor.languages import meant

            setattr(arguments, name, meant(told))


def ahead(files: Iterable[Path]) -> None:
    """Import what the window needs besides Qt, and to open *files*, before Qt is imported.

    PySide reads the source of every module that is imported after it, which takes longer than to import most of them.
    """
    gc.disable()  # until the window stands: nothing is made that could be thrown away
    from editor import formats

    for name in BEFORE_QT:
        import_module(f"editor.{name}")
    for path in files:
        with contextlib.suppress(OSError, DiptychError):  # whoever reads it says what is wrong
            if path.is_file():
                with path.open("rb") as file:
                    formats.sniff(file.read(formats.HEAD), path.name)


def _window(given: list[str]) -> int:
    parser = _Parser(prog="diptych", add_help=False)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--picture")
    chosen = parser.parse_args(given)
    from editor.cli.paths import existing

    if given and given[0].isalpha() and not os.path.lexists(given[0]):
        raise DiptychError(
            _("There is neither a command nor a file “{name}”; “diptych --help” lists the commands.").format(
                name=given[0]
            )
        )
    files = [existing(name) for name in chosen.files]
    if not chosen.picture and not words.has_display():
        raise DiptychError(
            _(
                "There is no display to open a window on; use a command such as “diptych show FILE” "
                "(“diptych --help” lists them), or start an X server."
            )
        )
    ahead(files)
    from editor.qt import app

    return app.run(files, picture=chosen.picture)
