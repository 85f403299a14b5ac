"""Once links are saved, learn words from those that are confirmed, quietly and off the main thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from editor.linking import doubts

if TYPE_CHECKING:
    from editor.errors import DiptychError
    from editor.qt.desk import Desk
    from editor.qt.window import Window

log = logging.getLogger(__name__)

SUBJECT: Final = "learning"
MORE: Final = 8  # links confirmed since the last time; fewer teach little


def teach(window: Window, desk: Desk) -> None:
    """Learn from the confirmed links of *desk* where there are enough new ones and the user lets us."""
    document = desk.session.document
    if not window.choices.now.learn or not doubts.has_links(document.rows):
        return
    confirmed = sum(bool(bits & doubts.CONFIRMED) for bits in doubts.facts(document.rows))
    if confirmed < desk.taught + MORE:
        return
    desk.taught = confirmed

    def work(_progress: Callable[[float], None]) -> int:
        from editor import learnt

        return learnt.add(document)

    def failed(error: DiptychError) -> None:
        log.warning("%s", error)  # a convenience failed, not the user's work

    window.tasks.run("", work, lambda number: log.info("learnt from %d links", number), subject=SUBJECT, failed=failed)
