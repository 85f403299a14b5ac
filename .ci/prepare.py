"""Make a checkout ready: the system's libraries and fonts that Qt needs, then `.venv`. Standard library only.

`python3 .ci/prepare.py [--tests]`: done and silent where all is there. What is missing is announced and installed
where that asks for no password, and otherwise the one line to type is printed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "diptych.json"
OLDEST = (3, 11)


class Need(NamedTuple):
    """A thing the system provides, and the package that brings it on each family of systems."""

    name: str
    apt: str
    dnf: str
    pacman: str


# Found on bare systems: what Qt's widgets load even where nothing is shown, …
ALWAYS = (
    Need("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Need("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Need("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
)
# … what its xcb plugin needs besides to open a window, …
WINDOW = (
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Need("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
# … and without any font every letter is a box.
FONT = Need("a font", "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
MANAGERS = {
    "apt": "apt-get install --no-install-recommends",
    "dnf": "dnf install",
    "pacman": "pacman -S --needed",
}


def main(arguments: list[str]) -> None:
    """Bring the system, then the virtual environment, to where Diptych runs."""
    use_new_enough_python()
    if sys.platform == "linux":
        provide(missing())
    if prepare_environment("dev" if "--tests" in arguments else ""):
        try_qt()


def stop(message: str) -> NoReturn:
    """Say in one breath what is wrong and what to type, and end."""
    print(message, file=sys.stderr)
    sys.exit(2)


def use_new_enough_python() -> None:
    """Go on in the newest Python there is where this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(19, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - no shell is wanted
    found = ".".join(map(str, sys.version_info[:2]))
    stop(f"Diptych needs Python 3.11 or newer and found {found}: install one, then run this again.")


# ── The system ───────────────────────────────────────────────────────────────────────────────────────────────────


def missing() -> list[Need]:
    """List what this system lacks; the libraries for windows are asked for only where there is a display."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    needs = [need for need in ALWAYS + (WINDOW if display else ()) if not loads(need.name)]
    if not has_fonts():
        needs.append(FONT)
    if not VENV.exists() and importlib.util.find_spec("ensurepip") is None:
        version = "{}.{}".format(*sys.version_info)
        needs.append(Need("Python's venv", f"python{version}-venv", "python3", "python"))
    return needs


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds *library*."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_fonts() -> bool:
    """Tell whether there is at least one outline font."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    kinds = ("*.ttf", "*.otf", "*.ttc", "*.pfb")
    return any(next(folder.rglob(kind), None) for folder in folders if folder.is_dir() for kind in kinds)


def provide(needs: list[Need]) -> None:
    """Install *needs* where that takes no password; else print what to type."""
    if not needs:
        return
    names = ", ".join(need.name for need in needs)
    manager = next((each for each in MANAGERS if shutil.which(MANAGERS[each].split()[0])), None)
    if manager is None:
        stop(f"Qt needs these, which this system lacks: {names}. Install them, then run this again.")
    packages = list(dict.fromkeys(str(getattr(need, manager)) for need in needs))
    line = f"{MANAGERS[manager]} {' '.join(packages)}"
    if manager == "apt" and (prefix := free_hand()) is not None:
        print(f"Missing here: {names}.\nInstalling: {' '.join(packages)}", flush=True)
        if apt_install(prefix, packages):
            return
    stop(f"Missing here: {names}.\nType this once, then run the same command again:\n\n    sudo {line}\n")


def free_hand() -> list[str] | None:
    """Return what to put before a command that changes the system, or None where it would ask for a password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def apt_install(prefix: list[str], packages: list[str]) -> bool:
    """Install with apt, refreshing its lists when the first try finds them too old."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
    install = [*prefix, *quiet, "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(install, check=False, capture_output=True).returncode == 0:
        return True
    subprocess.run([*prefix, *quiet, "update"], check=False)
    return subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode == 0


# ── The virtual environment ──────────────────────────────────────────────────────────────────────────────────────


def prepare_environment(extra: str) -> bool:
    """Create or refresh `.venv` where it is missing, broken, or not what pyproject.toml asks for; tell whether."""
    wanted = {"project": project_hash(), "extra": extra}
    python = environment_python()
    works = python.exists() and subprocess.run([python, "-c", ""], check=False).returncode == 0
    if works and STAMP.exists():
        have = json.loads(STAMP.read_text(encoding="utf-8"))
        if have["project"] == wanted["project"] and extra in ("", have["extra"]):
            return False
        wanted["extra"] = extra or have["extra"]
    if not works:
        print("Setting up a virtual environment in .venv (once) …", flush=True)
        if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
            stop("Python could not make the virtual environment .venv: see its message above.")
    print("Installing what pyproject.toml asks for (the first time: a few minutes, about 200 MB) …", flush=True)
    what = f"{ROOT}[{wanted['extra']}]" if wanted["extra"] else str(ROOT)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", what]
    if subprocess.run(pip, check=False).returncode:
        stop(
            "pip could not install what Diptych needs: see its message above; when the network is back, run this again."
        )
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    return True


def environment_python() -> Path:
    """Return the Python of `.venv`, which need not be there yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def try_qt() -> None:
    """Make sure that Qt's libraries load; a system that lacks one our table does not know hears its name."""
    attempt = [str(environment_python()), "-c", "import PySide6.QtWidgets"]
    tried = subprocess.run(attempt, check=False, capture_output=True, encoding="utf-8")
    if tried.returncode:
        STAMP.unlink()
        reason = tried.stderr.strip().splitlines()[-1]
        stop(f"Qt does not load here: {reason}\nInstall what it names, then run the same command again.")


def project_hash() -> str:
    """Sum up what pyproject.toml says about installing; the linters' settings are no reason to install again."""
    import tomllib  # noqa: PLC0415 - not there in the older Pythons that this script must answer politely

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installing = [settings["project"], settings["build-system"], str(ROOT)]
    return hashlib.sha256(json.dumps(installing, sort_keys=True).encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
