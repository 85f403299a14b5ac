"""The disk: whole files, the journal of what is not saved yet, earlier versions, and who else is at work."""

from __future__ import annotations

from editor.storage.files import LARGEST, ChangedOnDisk, Opened, Stamp, digest, glance, load, read, save, stamp, there

__all__ = ["LARGEST", "ChangedOnDisk", "Opened", "Stamp", "digest", "glance", "load", "read", "save", "stamp", "there"]
