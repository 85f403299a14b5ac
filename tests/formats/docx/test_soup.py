"""A paragraph of runs is read in one go as it is read tag by tag, and what is more than runs is left alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.formats.docx import paragraphs, soup
from editor.formats.docx.atoms import read, scanned
from editor.formats.docx.grammar import grammar
from editor.formats.docx.looks import Looks
from editor.formats.runs import lines

PLAIN = grammar('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>')
CAREFUL = grammar('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" a="&gt;" b=">"/>')
BARE = grammar('<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>')
LOOKS = (
    "",
    "<w:rPr/>",
    "<w:rPr><w:i/></w:rPr>",
    '<w:rPr><w:lang w:val="ru"/></w:rPr>',
    '<w:rPr><w:sz w:val="9"/></w:rPr>',
)
SAID = ("", " ", "One.", " two", "A &amp; B ", "\t", "\r\n", "a > b", "ещё ", "  x  ")
HEADS = ("", "<w:pPr/>", '<w:pPr><w:jc w:val="both"/></w:pPr>', "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>")
NESTED = "<w:pPr><w:pPrChange><w:pPr><w:b/></w:pPr></w:pPrChange></w:pPr>"
BETWEEN = (
    '<w:proofErr w:type="spellStart"/>',
    "<w:proofErr></w:proofErr>",
    "<w:lastRenderedPageBreak/>",
    '<w:bookmarkStart w:id="1"/>',
    "\n  ",
    "<!-- <w:r><w:t>no</w:t></w:r> -->",
    "stray",
    "<w:r><w:tab/></w:r>",
    "<w:r/>",
    "<w:r><w:t/></w:r>",
    '<w:hyperlink r:id="1"><w:r><w:t>link</w:t></w:r></w:hyperlink>',
)
RUNS = st.builds(
    lambda look, broken, space, said: (
        f'<w:r w:rsidR="00A1">{look}{"<w:lastRenderedPageBreak/>" if broken else ""}<w:t{space}>{said}</w:t></w:r>'
    ),
    st.sampled_from(LOOKS),
    st.booleans(),
    st.sampled_from(("", ' xml:space="preserve"', ' xml:space="default"')),
    st.sampled_from(SAID),
)
FEW = st.builds(
    lambda head, pieces: head + "".join(pieces),
    st.sampled_from((*HEADS, NESTED)),
    st.lists(st.one_of(RUNS, RUNS, RUNS, st.sampled_from(BETWEEN)), max_size=6),
)


@given(FEW, st.sampled_from((PLAIN, CAREFUL)))
def test_what_is_read_in_one_go_is_what_is_read_tag_by_tag(native: str, spelling: object) -> None:
    assert isinstance(spelling, type(PLAIN))
    assert read(native, spelling) == scanned(native, spelling)
    assert read(native.replace("w:", ""), BARE) == scanned(native.replace("w:", ""), BARE)


@given(FEW)
def test_a_line_of_it_is_the_line_of_its_atoms(native: str) -> None:
    styles = Looks()
    properties, atoms = scanned(native, PLAIN)
    if "vanish" not in native:
        assert paragraphs.line(native, PLAIN, styles) == lines.line(properties, atoms, styles.eye("", native))


def test_runs_are_read_in_one_go_and_nothing_else_is() -> None:
    native = f'{HEADS[2]}<w:r><w:t xml:space="preserve">One. </w:t></w:r>{BETWEEN[0]}<w:r><w:t>Two.</w:t></w:r>'
    found = soup.read(native, PLAIN)
    assert found is not None
    assert (found.front, "".join(found.texts), len(found.atoms(PLAIN))) == (HEADS[2], "One. Two.", 2)
    for other in (BETWEEN[3], BETWEEN[7], BETWEEN[10]):
        assert soup.read(native + other, PLAIN) is None
