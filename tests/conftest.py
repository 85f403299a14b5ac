"""What every test stands on: no display, no network, nothing of the user's touched."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SLOW = 280  # seconds that a slow test may take, less than what ends the whole process

# Before anything imports Qt or asks for a message.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(LANGUAGE="en", LC_ALL="C.UTF-8")

# A property says what holds, not how fast: speed is measured by `make bench`.
settings.register_profile("default", deadline=None)
settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=5_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give slow tests time: on a machine with other work to do they take many times as long."""
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SLOW))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of sample texts that the project wrote itself."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and gold sets beside the project, or skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "formats" / "corpus").is_dir():
        pytest.skip(f"the shared corpora are not here: {folder}")
    return folder


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, so that settings and journals stay out of the user's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.delenv("DIPTYCH_HOME", raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name, folder in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection but those inside this machine's own kernel (a display, a message bus)."""
    unix = getattr(socket, "AF_UNIX", None)
    connect = socket.socket.connect

    def refuse(*where: object) -> NoReturn:
        message = f"a test reached for the network: {where}"
        raise AssertionError(message)

    def local_only(self: socket.socket, address: tuple[object, ...] | str) -> None:
        if self.family != unix:
            refuse(address)
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        patch.setattr(socket.socket, "connect_ex", local_only)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield
