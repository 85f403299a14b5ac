from __future__ import annotations

import os
import subprocess
import sys

from editor.storage import processes


def test_this_process_lives_and_another_birth_is_another_process() -> None:
    me = os.getpid()
    assert processes.lives(me, processes.birth(me))
    assert processes.lives(me, "")
    if processes.birth(me):
        assert not processes.lives(me, "another")


def test_a_process_that_ended_lives_no_more() -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert not processes.lives(done.pid, "")


def test_user_and_host_have_names() -> None:
    assert processes.user()
    assert processes.host()
