"""Tags, names, directions; and which language a sentence is in."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import LanguageError
from editor.languages import Language, can_guess, guess, is_right_to_left, is_spaced, known, likeness, meant

SENTENCES = {
    "en": "We will not leave those behind who were arrested last spring.",
    "ru": "Мы не оставим тех, кого арестовали прошлой весной.",
    "uk": "Ми не залишимо тих, кого заарештували минулої весни.",
    "be": "Мы не пакінем тых, каго арыштавалі мінулай вясной.",
    "bg": "Ние няма да изоставим онези, които бяха арестувани миналата пролет.",
    "sr": "Нећемо оставити оне који су ухапшени прошлог пролећа.",
    "de": "Wir lassen diejenigen nicht allein, die im Frühling verhaftet wurden.",
    "fr": "Nous n'abandonnerons pas ceux qui ont été arrêtés au printemps dernier.",
    "es": "No abandonaremos a los que fueron detenidos la primavera pasada.",
    "it": "Non abbandoneremo quelli che sono stati arrestati la scorsa primavera.",
    "pt": "Não abandonaremos aqueles que foram presos na primavera passada.",
    "pl": "Nie zostawimy tych, którzy zostali aresztowani zeszłej wiosny.",
    "nl": "Wij laten degenen die vorig voorjaar zijn gearresteerd niet in de steek.",
    "cs": "Neopustíme ty, kteří byli zatčeni loni na jaře.",
    "sk": "Neopustíme tých, ktorí boli zatknutí minulú jar.",
    "tr": "Geçen bahar tutuklananları yalnız bırakmayacağız.",
    "ro": "Nu îi vom părăsi pe cei care au fost arestați primăvara trecută.",
    "hu": "Nem hagyjuk magukra azokat, akiket tavaly tavasszal letartóztattak.",
    "sv": "Vi kommer inte att överge dem som greps förra våren.",
    "da": "Vi svigter ikke dem, der blev anholdt sidste forår.",
    "no": "Vi kommer ikke til å svikte dem som ble arrestert i fjor vår.",
    "fi": "Emme hylkää niitä, jotka pidätettiin viime keväänä.",
    "el": "Δεν θα εγκαταλείψουμε όσους συνελήφθησαν την περασμένη άνοιξη.",
    "ar": "لن نتخلى عن الذين اعتقلوا في الربيع الماضي.",
    "fa": "ما کسانی را که بهار گذشته بازداشت شدند تنها نمی‌گذاریم.",
    "he": "לא נפקיר את מי שנעצרו באביב שעבר.",
    "zh": "我们不会抛弃去年春天被捕的人。",
    "ja": "去年の春に逮捕された人々を見捨てません。",
    "ko": "우리는 지난 봄에 체포된 사람들을 버리지 않을 것이다.",
    "hi": "हम उन लोगों को नहीं छोड़ेंगे जो पिछले वसंत में गिरफ़्तार हुए थे।",
    "hy": "Մենք չենք լքի նրանց, ովքեր ձերբակալվեցին անցած գարնանը։",
    "kk": "Біз өткен көктемде қамауға алынғандарды тастамаймыз.",
    "ka": "ჩვენ არ მივატოვებთ მათ, ვინც გასულ გაზაფხულზე დააპატიმრეს.",
    "lt": "Mes nepaliksime tų, kurie buvo suimti praėjusį pavasarį.",
    "lv": "Mēs nepametīsim tos, kuri tika arestēti pagājušajā pavasarī.",
    "et": "Me ei jäta maha neid, kes eelmisel kevadel vahistati.",
    "sl": "Ne bomo zapustili tistih, ki so bili aretirani lansko pomlad.",
    "hr": "Nećemo ostaviti one koji su uhićeni prošlog proljeća.",
    "id": "Kami tidak akan meninggalkan mereka yang ditangkap musim semi lalu.",
    "vi": "Chúng tôi sẽ không bỏ rơi những người bị bắt vào mùa xuân năm ngoái.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_tells_its_language(language: str) -> None:
    assert guess(SENTENCES[language]) == language


@pytest.mark.parametrize("language", SENTENCES)
def test_capitals_and_an_address_change_nothing(language: str) -> None:
    assert guess(f"{SENTENCES[language].upper()} https://example.org/the-of-and") == language


@pytest.mark.parametrize("text", ["", "12 345", "— … !", "🙏"])
def test_what_has_no_words_tells_nothing(text: str) -> None:
    assert guess(text) == ""


@given(st.text())
def test_whatever_is_guessed_is_a_tag(text: str) -> None:
    tag = guess(text)
    assert not tag or Language(tag).tag == tag


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_like_its_language_and_its_bytes_misread_are_not(language: str) -> None:
    sentence = SENTENCES[language]
    assert likeness(sentence) > 0.2
    if not sentence.isascii():
        assert likeness(sentence.encode().decode("latin-1")) < likeness(sentence)


@given(st.text())
def test_anything_has_a_likeness(text: str) -> None:
    assert isinstance(likeness(text), float)


def test_the_languages_that_can_be_guessed() -> None:
    assert all(map(can_guess, SENTENCES))
    assert can_guess("pt-BR")
    assert not can_guess("oc")


def test_documents_of_the_development_set(shared: Path) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for name in sorted((shared / "segmentation" / "dev").glob("ud_*.jsonl")):
        for line in name.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            if len(document["text"]) >= 120 or document["lang"] == "zh":
                right[document["lang"]].append(guess(document["text"]) == document["lang"])
    shares = {language: sum(hits) / len(hits) for language, hits in right.items()}
    assert min(shares.values()) > 0.95, shares


@pytest.mark.parametrize(
    ("tag", "name", "native", "direction", "script"),
    [
        ("en", "English", "English", "ltr", "Latn"),
        ("pt_BR", "Portuguese (Brazil)", "português (Brazil)", "ltr", "Latn"),
        ("zh-hant-tw", "Chinese (Traditional, Taiwan)", "中文 (Traditional, Taiwan)", "ltr", "Hant"),
        ("ar", "Arabic", "العربية", "rtl", "Arab"),
        ("az-arab", "Azerbaijani (Arabic)", "azərbaycan (Arabic)", "rtl", "Arab"),
        ("sr@latin", "Serbian (Latin)", "српски (Latin)", "ltr", "Latn"),
        ("ru_RU.UTF-8", "Russian (Russia)", "русский (Russia)", "ltr", "Cyrl"),
        ("de-CH-1901", "German (Switzerland, 1901)", "Deutsch (Switzerland, 1901)", "ltr", "Latn"),
        ("qaa", "qaa", "qaa", "ltr", "Latn"),
        ("x-klingon", "x-klingon", "x-klingon", "ltr", "Latn"),
    ],
)
def test_what_a_tag_means(tag: str, name: str, native: str, direction: str, script: str) -> None:
    language = Language(tag)
    assert (language.name, language.native_name, language.direction, language.script) == (
        name,
        native,
        direction,
        script,
    )
    assert Language(language.tag) == language


@pytest.mark.parametrize("tag", ["", "e", "english language", "en--US", "12", "en-", "ru-ru-ru", "рус"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(LanguageError, match="language tag"):
        Language(tag)


@pytest.mark.parametrize(("tag", "name"), known())
def test_a_language_may_be_called_by_its_tag_or_either_name(tag: str, name: str) -> None:
    assert meant(tag) == meant(name) == tag
    assert meant(f" {tag.upper()} ") == tag


@pytest.mark.parametrize(
    ("typed", "tag"), [("ENGLISH", "en"), ("русский", "ru"), ("sr@latin", "sr-Latn"), ("qaa", "qaa"), ("x-us", "x-us")]
)
def test_what_somebody_types_is_understood(typed: str, tag: str) -> None:
    assert meant(typed) == tag


@pytest.mark.parametrize("typed", ["klingon", "englisch", "engl", "the tongue of angels", ""])
def test_a_word_that_is_no_language_is_refused(typed: str) -> None:
    with pytest.raises(LanguageError, match="is not a language"):
        meant(typed)


def test_sentences_are_parted_by_spaces_but_in_some_scripts() -> None:
    assert [tag for tag in SENTENCES if not Language(tag).spaced] == ["zh", "ja"]
    assert not any(is_spaced(tag) for tag in ("th", "lo", "km", "my", "zh-Hans", "ja-JP", "yue"))
    assert is_spaced("zh-Latn")
    assert is_spaced("")
    assert is_spaced("no tag at all")


def test_the_languages_to_choose_from_are_named_once_each_and_in_order() -> None:
    names = [name for _tag, name in known()]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert {"en", "ru", "pt-BR", "zh-Hant", "sr-Latn"} <= {tag for tag, _name in known()}
    assert all(Language(tag).tag == tag for tag, _name in known())


def test_a_direction_is_known_of_any_tag() -> None:
    assert [is_right_to_left(tag) for tag in ("ar", "he-IL", "en", "", "!!")] == [True, True, False, False, False]
