"""What a caller says beforehand has defaults that say nothing."""

from __future__ import annotations

from editor.formats.options import ReadOptions, WriteOptions, Written


def test_by_default_nothing_is_said() -> None:
    options = ReadOptions()
    assert (options.source_language, options.encoding, options.segment) == ("", "", None)
    options.progress(0.5)
    assert WriteOptions().untranslated == "source"


def test_texts_stay_out_of_logs() -> None:
    assert "secret" not in repr(Written(b"secret"))
