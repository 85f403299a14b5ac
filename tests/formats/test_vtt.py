"""WebVTT: remarks, style sheets and cues' names stay; voices, classes, times and ruby are codes."""

from __future__ import annotations

from editor.formats import vtt
from tests.formats.subtitles.test_subtitles import VTT, read, sources, translated, written


def test_remarks_styles_and_names_stay() -> None:
    made = read(VTT, vtt)
    assert sources(made) == ["{1/}Is the {2}oven{/2} <warm>?\nIt {3/}is.", "{1}面包{2}bread{/2}{/1}"]
    assert [code.label for code in made.rows[0].source.codes] == ["speaker", "style", "style", "time"]
    out = written(translated(made, "{1/}Печь {2}тёплая{/2}?"), vtt)
    assert out == VTT.replace(
        "<v Ida>Is the <c.loud>oven</c> &lt;warm&gt;?\nIt <00:00:02.000>is.", "<v Ida>Печь <c.loud>тёплая</c>?"
    )
