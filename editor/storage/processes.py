"""Which process this is, and whether another one on this machine is still the one it was."""

from __future__ import annotations

import getpass
import os
import sys
from functools import cache
from pathlib import Path

if sys.platform == "win32":
    import ctypes

    _QUERY, _STILL_ACTIVE, _DENIED = 0x1000, 259, 5

    def _runs(number: int) -> bool:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_QUERY, False, number)  # noqa: FBT003 - inherits no handle
        if not handle:
            return ctypes.get_last_error() == _DENIED  # it is somebody else's
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == _STILL_ACTIVE
else:

    def _runs(number: int) -> bool:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True  # it is somebody else's
        return True


@cache
def host() -> str:
    """Return the name of this machine."""
    if sys.platform == "win32":
        import socket  # noqa: PLC0415 - elsewhere the system says it itself

        return socket.gethostname() or "?"
    return os.uname().nodename or "?"


@cache
def user() -> str:
    """Return the name of whoever is at work."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def birth(number: int) -> str:
    """Return what tells process *number* from another that got its number later, "" where the system does not say."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        line = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return f"{boot}:{line.rpartition(')')[2].split()[19]}"


def lives(number: int, born: str) -> bool:
    """Tell whether process *number*, which was *born* so, still runs on this machine."""
    if not _runs(number):
        return False
    now = birth(number)
    return not born or not now or now == born
