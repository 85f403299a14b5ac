"""Any languages, any texts: an answer always, and an honest one."""

from __future__ import annotations

import random
from statistics import mean

import pytest

from editor.align import Options, align

ENGLISH = "Marta opened window. | In 1926 workers built 3 libraries! | Who came? | Nobody. | Page 77 says yes."
OTHERS = {  # the same in other scripts
    "ar": "فتحت مارتا النافذة. | في عام ١٩٢٦ بنى العمال ٣ مكتبات! | من جاء؟ | لا أحد. | الصفحة ٧٧ تقول نعم.",
    "th": "มาร์ตาเปิดหน้าต่าง | ในปี 1926 คนงานสร้างห้องสมุด 3 แห่ง! | ใครมา? | ไม่มีใคร | หน้า 77 บอกว่าใช่",
    "ko": "마르타가 창문을 열었다. | 1926년 노동자들이 도서관 3곳을 지었다! | 누가 왔나? | 아무도. | 77쪽은 그렇다.",
    "ka": "მართამ ფანჯარა გააღო. | 1926 წელს მუშებმა 3 ბიბლიოთეკა ააშენეს! | ვინ მოვიდა? | არავინ. | 77 გვერდი.",
    "zh": "玛尔塔打开了窗户。| 1926年，工人们建了3座图书馆！| 谁来了？| 没有人。| 第77页说是的。",
    "ro": "Marta a deschis fereastra. | În 1926 s-au construit 3 biblioteci! | Cine a venit? | Nimeni. | Pagina 77.",
    "hi": "मार्टा ने खिड़की खोली। | 1926 में मज़दूरों ने 3 पुस्तकालय बनाए! | कौन आया? | कोई नहीं। | पृष्ठ 77 हाँ कहता है।",
    "he": "מרתה פתחה את החלון. | בשנת 1926 בנו הפועלים 3 ספריות! | מי בא? | אף אחד. | עמוד 77 אומר כן.",
}  # fmt: skip


def cut(text: str) -> list[str]:
    return [sentence.strip() for sentence in text.split("|")]


@pytest.mark.parametrize("language", OTHERS)
def test_any_script(language: str) -> None:
    beads = align(cut(ENGLISH), cut(OTHERS[language]), Options("en", language))
    assert [bead.kind for bead in beads] == [(1, 1)] * 5


@pytest.mark.parametrize(("left", "right"), [([], []), (["A."], []), ([], ["B."]), ([""], ["", " "]), (["…"], ["!"])])
def test_little_or_nothing(left: list[str], right: list[str]) -> None:
    beads = align(left, right)
    assert [number for bead in beads for number in bead.source] == list(range(len(left)))
    assert [number for bead in beads for number in bead.target] == list(range(len(right)))


def noise(letters: str, size: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(400)]
    return [" ".join(chance.choices(words, k=chance.randint(3, 25))) + "." for _ in range(size)]


def test_texts_of_nothing_in_common_are_no_sure_links() -> None:
    beads = align(noise("abcdefghij", 60, 1), noise("клмнопрсту", 60, 2))
    assert mean(bead.confidence for bead in beads) < 0.8


def test_a_page_beside_a_book() -> None:
    book = noise("abcdefghij", 300, 3)
    beads = align(book[100:110], book)
    found = {bead.source.start: bead.target.start for bead in beads if bead.kind == (1, 1)}
    assert found == {number: number + 100 for number in range(10)}


@pytest.mark.parametrize(("rows", "columns"), [(1, 700), (2, 963), (700, 1), (30, 900), (460, 40), (500, 2_000)])
def test_texts_of_very_different_lengths(rows: int, columns: int) -> None:
    beads = align(noise("abcdefghij", rows, 4), noise("abcdefghij", columns, 5))
    assert [number for bead in beads for number in bead.source] == list(range(rows))
    assert [number for bead in beads for number in bead.target] == list(range(columns))
