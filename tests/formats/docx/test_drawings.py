"""Charts and diagrams: their words are text, what a diagram looked like last says the same."""

from __future__ import annotations

from lxml import etree

from tests.formats.docx import making
from tests.formats.docx.making import paragraph, run
from tests.formats.docx.test_docx import members, read, translated, written

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"'
)


def drawn(*runs: str) -> str:
    return f'<a:p><a:pPr algn="ctr"/>{"".join(runs)}<a:endParaRPr lang="en-US"/></a:p>'


def piece(text: str, said: str = 'lang="en-US"') -> str:
    return f"<a:r><a:rPr {said}/><a:t>{text}</a:t></a:r>"


TITLE = drawn(piece("Sales "), piece("grow", 'dirty="0"'), piece(" fast", 'b="1"'))
CHART = (
    f"{making.XML}<c:chartSpace {SPACES}><c:title><c:tx><c:rich><a:bodyPr/>"
    f"{TITLE}</c:rich></c:tx></c:title><c:cat>"
    "<c:strRef><c:strCache><c:pt idx='0'><c:v>North</c:v></c:pt><c:pt idx='1'><c:v>2024</c:v></c:pt></c:strCache>"
    "</c:strRef></c:cat><c:val><c:numCache><c:pt><c:v>5</c:v></c:pt></c:numCache></c:val></c:chartSpace>"
)
STEPS = drawn(piece("Step one")) + drawn(piece("Step two"), "<a:br/>", piece("and on"))
DATA = f"{making.XML}<dgm:dataModel {SPACES}><dgm:t><a:bodyPr/>{STEPS}</dgm:t></dgm:dataModel>"
SHOWN = f"{making.XML}<dsp:drawing {SPACES}><dsp:txBody>{STEPS}{drawn(piece('Only here'))}</dsp:txBody></dsp:drawing>"
PARTS = {
    "document": making.body(paragraph(run("One."))),
    "styles": making.STYLES,
    "word/charts/chart1.xml": CHART,
    "word/diagrams/data1.xml": DATA,
    "word/diagrams/drawing1.xml": SHOWN,
}


def test_words_of_charts_and_diagrams_are_text() -> None:
    data = making.package(PARTS)
    made = read(data)
    assert [row.source.marked() for row in made.rows] == [
        "One.",
        "Sales grow{1} fast{/1}",
        "North",
        "Step one",
        "Step two{1/}and on",
        "Only here",
    ]
    assert written(made) == data
    after = members(
        written(translated(made, u2_1="Продажи {1}растут{/1}", u3_1="Север", u4_1="Шаг <1>", u5_1="Шаг два{1/}и далее"))
    )
    chart = etree.fromstring(after["word/charts/chart1.xml"])
    assert [each.text for each in chart.iter("{*}t")] == ["Продажи ", "растут"]
    assert [each.get("b") for each in chart.iter("{*}rPr")] == [None, "1"]
    assert [each.text for each in chart.iter("{*}v")] == ["Север", "2024", "5"]
    for name, more in (("data1", []), ("drawing1", ["Only here"])):
        root = etree.fromstring(after[f"word/diagrams/{name}.xml"])
        assert [each.text for each in root.iter(f"{{{A}}}t")] == ["Шаг <1>", "Шаг два", "и далее", *more]
        assert len(list(root.iter("{*}br"))) == 1
        assert len(list(root.iter("{*}endParaRPr"))) == 2 + len(more)
