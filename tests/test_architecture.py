from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import socket
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "editor").rglob("*.py"))
SCRIPTS = sorted((ROOT / ".ci").glob("*.py"))

MODULE_LINES, FUNCTION_LINES, CLASS_LINES, METHODS, PARAMETERS = 400, 40, 250, 20, 5

# "editor/qt/grid.py::Grid": why it may be larger than the limits. A waiver that nothing needs is an error.
TOO_LARGE: dict[str, str] = {
    "editor/qt/grid.py::Grid": "a table view's virtual functions, a line or two each; the work lies in other modules",
    "editor/qt/target.py::TargetEditor": "a text box's virtual functions and the positions of our texts meet in it",
}

# "editor/foo.py": why no test bears its name.
NO_TEST: dict[str, str] = {}

# Packages too large for one test to speak for all their modules.
FLOORS = {"formats", "qt"}

# The names of modules that say nothing of their job.
EMPTY_NAMES = {"base", "common", "core", "helper", "helpers", "lib", "manager", "misc", "shared", "util", "utils"}
EMPTY_SUFFIXES = ("Base", "Helper", "Manager", "Util", "Utils")

# Import name → distribution, where they differ.
DISTRIBUTIONS = {
    "PySide6": "pyside6-essentials",
    "shiboken6": "pyside6-essentials",
    "sentence_splitter": "sentence-splitter",
    "charset_normalizer": "charset-normalizer",
    "markdown_it": "markdown-it-py",
}


def name(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports(module: Path) -> Iterator[str]:
    """Yield the top-level name of everything imported, wherever in the file."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@cache
def project() -> dict[str, Any]:
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings


# ── Who knows whom ───────────────────────────────────────────────────────────────────────────────────────────────


def test_imports_point_down_the_layers() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run(
        [*command, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_qt_lives_in_editor_qt() -> None:
    outside = [m for m in MODULES if "PySide6" in imports(m) and not name(m).startswith("editor/qt/")]
    assert [name(m) for m in outside] == []


def test_only_tests_of_windows_need_qt() -> None:
    places = ("tests/qt/", "tests/scenarios/", "tests/bench/", "tests/torture/", "tests/test_architecture.py")
    tests = [m for m in (ROOT / "tests").rglob("*.py") if "PySide6" in imports(m)]
    assert [name(m) for m in tests if not name(m).startswith(places)] == []


def test_the_command_line_loads_no_qt_before_a_window_is_wanted() -> None:
    pytest.importorskip("editor.cli", reason="the command line is not written yet")
    check = "import sys, editor.cli; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=True)


def test_every_library_used_is_declared_and_named_in_the_readme() -> None:
    declared = {Requirement(each).name for each in project()["project"]["dependencies"]}
    used = {each for module in MODULES for each in imports(module)} - sys.stdlib_module_names - {"editor"}
    assert {DISTRIBUTIONS.get(each, each) for each in used} <= declared
    readme = (ROOT / "README.md").read_text(encoding="utf-8").lower()
    assert [each for each in sorted(declared) if each not in readme] == []


# What writes to the disk by its own means, and why. All else hands bytes to the saver.
WRITES: dict[str, str] = {
    "editor/cli/__init__.py": "the null device, once whoever read our output is gone",
    "editor/qt/crash.py": "the interpreter's last words go to a file that is open already",
    "editor/storage/files.py": "the saver: a temporary file, read back, renamed",
    "editor/storage/lines.py": "journals are appended to",
    "editor/storage/locks.py": "a lock is made by its name, never over another",
    "editor/storage/recovery.py": "a journal is held, or set aside under another name",
}
# What hands bytes to the saver itself: state of our own, and the two that mind who has a file open.
SAVES = {"grounds", "keeping", "learnt", "results", "settings", "versions"}
# What asks only about what is installed with the program, or says itself what the system answers.
INSTALLED = {
    *("editor/resources.py", "editor/segmentation/tables.py", "editor/qt/app.py", "editor/qt/manual.py"),
    *("editor/cli/__init__.py", "editor/storage/files.py", "editor/storage/places.py", "editor/storage/results.py"),
}
WRITERS = {
    *("write_bytes", "write_text", "touch", "symlink_to", "hardlink_to", "mkstemp", "mkdtemp", "tofile"),
    *("NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "copyfile", "copy2", "copytree", "move_file"),
    *("QFile", "QSaveFile", "QTemporaryFile", "QSettings", "QImageWriter", "setOutputFileName", "FileHandler"),
}


def is_written(call: ast.Call) -> bool:
    """Tell whether *call* writes to a file by its name, or opens one to be written."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    of = owner.id if isinstance(owner, ast.Name) else ""
    if called in WRITERS or (of == "os" and called in {"open", "replace", "link"}):
        return True
    if (
        owner is not None and called in {"rename", "save"} and of not in {"storage", "files", "settings", "saving"}
    ):  # of paths, of pictures
        return bool(call.args) and ast.unparse(call.args[0]) != "buffer"
    if called not in {"open", "fdopen", "ZipFile"}:
        return False
    given = [*call.args[:2], *(each.value for each in call.keywords if each.arg == "mode")]
    modes = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return any(set(mode) <= set("rwxabt+") and set(mode) & set("wxa+") for mode in modes)


def test_every_file_is_written_by_the_one_saver() -> None:
    calls = [(m, node) for m in MODULES for node in ast.walk(tree(m)) if isinstance(node, ast.Call)]
    assert sorted({name(m) for m, call in calls if is_written(call)} ^ WRITES.keys()) == []
    saved = {m.stem for m, call in calls if ast.unparse(call.func) in {"storage.save", "files.save"}}
    assert sorted(saved ^ SAVES) == []
    imported = [n for m in MODULES for n in ast.walk(tree(m)) if isinstance(n, ast.ImportFrom)]
    bare = [n.module for n in imported if n.module == "editor.storage.files" and any(a.name == "save" for a in n.names)]
    assert bare == ["editor.storage.files"], "that of the package's face alone"


def test_nobody_asks_a_path_whether_it_exists() -> None:
    """Python 3.11's ``exists`` raises where a folder may not be entered or a name is too long: ``storage.there``."""
    asked = [
        f"{name(module)}:{node.lineno}"
        for module in MODULES
        if name(module) not in INSTALLED
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr in {"exists", "is_file", "is_dir"}
    ]
    assert asked == []


# ── How large, and called what ───────────────────────────────────────────────────────────────────────────────────


def lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_large_here(module: Path) -> Iterator[tuple[str, str]]:
    """Yield what passes a limit, as its name and what is the matter."""
    length = len(module.read_text(encoding="utf-8").splitlines())
    if length > MODULE_LINES:
        yield name(module), f"{length} lines"
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            parameters = [each for each in every if each.arg not in {"self", "cls"}]
            if lines(node) > FUNCTION_LINES:
                yield f"{name(module)}::{node.name}", f"{lines(node)} lines"
            if len(parameters) > PARAMETERS:
                yield f"{name(module)}::{node.name}", f"{len(parameters)} parameters"
        elif isinstance(node, ast.ClassDef):
            methods = sum(isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) for each in node.body)
            if lines(node) > CLASS_LINES or methods > METHODS:
                yield f"{name(module)}::{node.name}", f"{lines(node)} lines, {methods} methods"


def test_everything_is_small_enough_to_read() -> None:
    found = [each for module in MODULES + SCRIPTS for each in too_large_here(module)]
    assert [each for each in found if each[0] not in TOO_LARGE] == []
    assert sorted(TOO_LARGE.keys() - dict(found).keys()) == [], "waivers that nothing needs"


def test_names_say_what_a_thing_is() -> None:
    assert [name(m) for m in MODULES if m.stem in EMPTY_NAMES] == []
    classes = [
        f"{name(module)}::{node.name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_SUFFIXES)
    ]
    assert classes == []


def test_the_words_of_po_stay_in_the_formats() -> None:
    words = {"msgid", "msgstr", "msgctxt"}
    strangers = [
        name(module)
        for module in MODULES
        if not name(module).startswith("editor/formats/")
        for node in ast.walk(tree(module))
        if (isinstance(node, ast.Name) and node.id in words) or (isinstance(node, ast.arg) and node.arg in words)
    ]
    assert strangers == []


def test_no_pattern_of_re_repeats_a_group_possessively() -> None:
    """Python 3.11.0 to 3.11.4 match `(…)*+` wrongly (cpython issue 106052); `(?>(…)*)` means the same everywhere."""
    possessive = re.compile(r"\)[*+?]\+")
    found = [
        f"{name(module)}: {line.strip()}"
        for module in MODULES
        if "re" in imports(module)
        for line in module.read_text(encoding="utf-8").splitlines()
        if possessive.search(line)
    ]
    assert found == []


def test_classes_inherit_from_qt_exceptions_enums_and_protocols_only() -> None:
    ours = {
        node.name: name(module)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef)
    }
    errors = {node for node, place in ours.items() if place == "editor/errors.py"}
    heirs = [
        f"{name(module)}::{node.name}({base.id})"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if isinstance(base, ast.Name) and base.id in ours.keys() - errors
    ]
    assert heirs == []


# ── Tests, versions, commands ────────────────────────────────────────────────────────────────────────────────────


def homes_of_tests(module: Path) -> Iterator[Path]:
    """Yield where the test of a module may be: its mirror, or the tests of the small package it is a part of."""
    place = module.relative_to(ROOT / "editor")
    if module.stem != "__init__":
        yield ROOT / "tests" / place.with_name(f"test_{place.name}")
    for package in place.parents[:-1]:
        if module.stem == "__init__" or package.as_posix() not in FLOORS:
            yield ROOT / "tests" / package.with_name(f"test_{package.name}.py")
            yield from sorted((ROOT / "tests" / package).glob("test_*.py"))


def test_every_module_has_its_test() -> None:
    with_code = [m for m in MODULES if any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in tree(m).body)]
    untested = {name(m) for m in with_code if not any(test.exists() for test in homes_of_tests(m))}
    assert sorted(untested - NO_TEST.keys()) == []
    assert sorted(NO_TEST.keys() - untested) == [], "waivers that nothing needs"


def test_the_version_of_qt_is_one_that_works() -> None:
    requirement = next(
        r for r in map(Requirement, project()["project"]["dependencies"]) if r.name == "pyside6-essentials"
    )
    assert not requirement.specifier.contains("6.12.0")
    assert requirement.specifier.contains(importlib.metadata.version("pyside6-essentials"))


def test_signals_drop_no_reference_to_none_or_true() -> None:
    """PySide6 6.12 on Python 3.10 and 3.11 loses one at every void call, until the process aborts."""
    from PySide6.QtCore import QObject, Signal  # noqa: PLC0415 - this test alone needs it here

    class Bell(QObject):
        rung = Signal(bool)

    bell = Bell()
    bell.rung.connect(lambda *_: None)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(1_000):
        bell.rung.emit(True)
        bell.setObjectName("bell")
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert min(now - then for now, then in zip(after, before, strict=True)) > -100


def test_the_changelog_is_in_the_usual_shape() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    releases = [line[3:] for line in lines if line.startswith("## ")]
    assert releases[0] == "[Unreleased]" or project()["project"]["version"] in releases[0]
    for release in releases[1:]:
        assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", release), release
    sections = {line[4:] for line in lines if line.startswith("### ")}
    assert sections <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


# ── Commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def commands() -> list[Any]:
    module = pytest.importorskip("editor.qt.commands", reason="the window's commands are not written yet")
    return list(module.COMMANDS)


def twice(names: Iterable[str]) -> list[str]:
    return [each for each, count in Counter(names).items() if count > 1]


def test_every_command_has_an_id_of_its_own_and_a_title(commands: list[Any]) -> None:
    assert twice(command.id for command in commands) == []
    assert twice(command.title for command in commands) == []
    assert [command.id for command in commands if not command.title.strip()] == []


def test_no_key_does_two_things_in_any_preset(commands: list[Any]) -> None:
    from editor.qt.keys import PRESETS, clashes, normal, resolved  # noqa: PLC0415 - only here, where Qt may be

    usual = {command.id: command.keys for command in commands}
    assert clashes(usual) == {}
    assert [key for keys in usual.values() for key in keys if not normal(key)] == [], "keys that are none"
    for preset, changes in PRESETS.items():
        assert clashes(resolved(usual, preset, {})) == {}, preset
        assert sorted(changes.keys() - usual.keys()) == [], f"{preset} names commands that are not there"


def test_every_key_in_the_readme_is_a_commands_key(commands: list[Any]) -> None:
    from editor.qt.keys import normal  # noqa: PLC0415 - only here, where Qt may be

    arrows = {"↓": "Down", "↑": "Up", "Enter": "Return"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = re.search(r"\| key \|.*\n\|---.*\n((?:\|.*\n)+)", readme)
    assert table is not None
    told = {
        normal("+".join(arrows.get(part, part) for part in key.strip().split("+")))
        for row in table[1].splitlines()
        for key in row.split("|")[1].split("·")
        if key.strip()
    }
    known = {normal(key) for command in commands for key in command.keys}
    assert sorted(told - known) == []


# ── The tests' own floor ─────────────────────────────────────────────────────────────────────────────────────────


def test_no_test_reaches_the_network() -> None:
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    with socket.socket() as connection, pytest.raises(AssertionError, match="reached for the network"):
        connection.connect(("127.0.0.1", 9))


def test_no_test_touches_the_users_settings() -> None:
    config, data = Path(platformdirs.user_config_dir("diptych")), Path(platformdirs.user_data_dir("diptych"))
    assert Path.home() in config.parents
    assert Path.home() in data.parents
    assert not any(Path.home().iterdir()), "a home of its own for every test"
