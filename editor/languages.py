"""Languages: what a BCP 47 tag means (name, script, direction), and which language a text is in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import log

import regex

from editor import resources
from editor.errors import LanguageError
from editor.i18n import _

# RFC 5646, section 2.1; regular grandfathered tags fit the same pattern.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
    r"|(?P<private>[xi](?:-[a-z0-9]{1,8})+)",
    re.IGNORECASE | re.ASCII,
)
_SCRIPTS = {  # of languages not usually written in Latin letters
    "Arab": "ar apc ary arz ckb fa ks lad-Arab prs ps sd ug ur",
    "Armn": "hy",
    "Beng": "as bn mni",
    "Cans": "cr iu oj",
    "Cher": "chr",
    "Cyrl": "ab av ba be bg bua ce cu cv kbd kk krc kv ky lez mdf mhr mk mn myv os ru rue sah sr tg tt tyv udm uk xal",
    "Deva": "bh bho hi kok mai mr ne pi sa",
    "Ethi": "am ti",
    "Geor": "ka",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hani": "lzh wuu yue zh",
    "Hebr": "he lad yi",
    "Jpan": "ja",
    "Khmr": "km",
    "Knda": "kn",
    "Kore": "ko",
    "Laoo": "lo",
    "Mlym": "ml",
    "Mymr": "my shn",
    "Nkoo": "nqo",
    "Olck": "sat",
    "Orya": "or",
    "Sinh": "si",
    "Taml": "ta",
    "Telu": "te",
    "Tfng": "zgh",
    "Thaa": "dv",
    "Thai": "th",
    "Tibt": "bo dz",
}
_SCRIPT_OF = {tag: script for script, tags in _SCRIPTS.items() for tag in tags.split()}
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})
_UNSPACED = frozenset({"Hani", "Hans", "Hant", "Hira", "Kana", "Jpan", "Thai", "Laoo", "Khmr", "Mymr"})
_VARIANTS = (
    "de-AT de-CH de-DE en-AU en-CA en-GB en-US es-419 es-AR es-ES es-MX fr-BE fr-CA fr-CH fr-FR pt-BR pt-PT "
    "sr-Cyrl sr-Latn uz-Cyrl zh-CN zh-HK zh-Hans zh-Hant zh-TW"
)


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Return the English and the own name by language tag, and names by region and script code."""
    table = {}
    for line in resources.read_text("languages/names.tsv").splitlines():
        if not line.startswith("#"):
            code, name, *own = line.split("\t")
            table[code] = name, own[0] if own else name
    return table


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag, brought into the usual spelling ("pt_br" is "pt-BR").

    Raises LanguageError where *tag* is not one; a tag nobody has registered is still one.
    """

    tag: str

    def __post_init__(self) -> None:
        """Check the tag and spell it as usual."""
        match = _TAG.fullmatch(_from_locale(self.tag))
        if match is None:
            raise LanguageError(
                _("“{tag}” is not a language tag; write it as in “en”, “pt-BR” or “sr-Latn”.").format(tag=self.tag)
            )
        object.__setattr__(self, "tag", _spelled(match))

    @property
    def primary(self) -> str:
        """Return the language alone, without script and region: "pt"."""
        return self.tag.partition("-")[0]

    @property
    def script(self) -> str:
        """Return the ISO 15924 code of the script it is written in."""
        told = _TAG.fullmatch(self.tag)
        return (told and told["script"]) or _SCRIPT_OF.get(self.primary, "Latn")

    @property
    def name(self) -> str:
        """Return the English name, with script and region: "Portuguese (Brazil)"."""
        return self._named(0)

    @property
    def native_name(self) -> str:
        """Return the name that the language has for itself; regions and scripts stay English."""
        return self._named(1)

    @property
    def direction(self) -> str:
        """Return "rtl" for a script that runs from right to left, else "ltr"."""
        return "rtl" if self.script in _RIGHT_TO_LEFT else "ltr"

    @property
    def spaced(self) -> bool:
        """Tell whether sentences are parted by a space."""
        return self.script not in _UNSPACED

    def _named(self, which: int) -> str:
        match = _TAG.fullmatch(self.tag)
        names = _names()
        if match is None or not match["language"] or self.primary not in names:
            return self.tag
        name = names[self.primary][which]
        details = [names.get(code, (code,))[0] for code in (match["script"], match["region"]) if code]
        details += [part for part in match["rest"].split("-") if part]
        return f"{name} ({', '.join(details)})" if details else name


def _from_locale(tag: str) -> str:
    """Turn a locale's name ("pt_BR", "sr@latin", "ru_RU.UTF-8") into a tag."""
    tag, _at, modifier = tag.strip().partition("@")
    tag = tag.partition(".")[0].replace("_", "-")
    scripts = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
    if modifier in scripts:
        language, dash, rest = tag.partition("-")
        return f"{language}-{scripts[modifier]}{dash}{rest}"
    return f"{tag}-{modifier}" if modifier else tag


def _spelled(match: re.Match[str]) -> str:
    if match["private"]:
        return match[0].lower()
    parts = [match["language"].lower(), (match["script"] or "").title(), (match["region"] or "").upper()]
    return "-".join(part for part in parts if part) + match["rest"].lower()


def is_spaced(tag: str) -> bool:
    """Tell whether the language *tag* parts sentences by a space; one unknown or malformed is taken to."""
    try:
        return not tag or Language(tag).spaced
    except LanguageError:
        return True


def is_right_to_left(tag: str) -> bool:
    """Tell whether the language *tag* runs from right to left; one unknown or malformed is taken not to."""
    try:
        return bool(tag) and Language(tag).direction == "rtl"
    except LanguageError:
        return False


@cache
def known() -> tuple[tuple[str, str], ...]:
    """Return tag and English name of the languages to choose from, by name."""
    tags = [tag for tag in _names() if tag.islower()] + _VARIANTS.split()
    return tuple(sorted(((tag, Language(tag).name) for tag in tags), key=lambda pair: pair[1]))


def meant(text: str) -> str:
    """Return the tag that somebody means who types *text*: a tag, or a language's name in English or its own.

    Raises LanguageError where it is neither.

    >>> meant("english"), meant("Русский"), meant("pt_br")
    ('en', 'ru', 'pt-BR')
    """
    wanted = text.strip().casefold()
    for tag, name in known():
        if wanted in {tag.casefold(), name.casefold(), Language(tag).native_name.casefold()}:
            return tag
    if re.match(r"\s*[^\W\d_]{4}", text):  # no language's code is that long
        raise LanguageError(
            _("“{text}” is not a language that Diptych knows; type its name or its tag, as in “pt-BR”.").format(
                text=text
            )
        )
    return Language(text).tag


# ── Which language is it? ────────────────────────────────────────────────────────────────────────────────────────

_SAMPLE = 20_000  # characters are enough for anybody
_BY_SCRIPT = {  # in the order in which they are asked; a script that only one language uses decides
    "ja": r"[\p{Hiragana}\p{Katakana}]",
    "ko": r"\p{Hangul}",
    "zh": r"\p{Han}",
    "Latn": r"\p{Latin}",
    "Cyrl": r"\p{Cyrillic}",
    "Arab": r"\p{Arabic}",
    "Hebr": r"\p{Hebrew}",
    "Deva": r"\p{Devanagari}",
    "el": r"\p{Greek}",
    "hy": r"\p{Armenian}",
    "ka": r"\p{Georgian}",
    "th": r"\p{Thai}",
    "lo": r"\p{Lao}",
    "km": r"\p{Khmer}",
    "my": r"\p{Myanmar}",
    "bn": r"\p{Bengali}",
    "pa": r"\p{Gurmukhi}",
    "gu": r"\p{Gujarati}",
    "or": r"\p{Oriya}",
    "ta": r"\p{Tamil}",
    "te": r"\p{Telugu}",
    "kn": r"\p{Kannada}",
    "ml": r"\p{Malayalam}",
    "si": r"\p{Sinhala}",
    "am": r"\p{Ethiopic}",
    "bo": r"\p{Tibetan}",
    "dv": r"\p{Thaana}",
}
_SHARED = ("Latn", "Cyrl", "Arab", "Hebr", "Deva")
# Compiled when they are first asked for: who opens a work file does not wait for them.
_SCRIPT_RUNS = {name: pattern + "+" for name, pattern in _BY_SCRIPT.items()}
_WORDS = r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*"
_NOISE = r"\b(?:https?://|www\.)\S+|(?<!\S)[^\s@]*+@\S*|#\w+"
_ODD = (
    r"\p{Ll}\p{Lu}|[\x00-\x08\x0e-\x1f\x7f-\x9f¤¦¬¯¸º¼½¾ªþðÞÐ\p{So}\p{Co}\p{Cn}\p{Sk}]|[\p{Sm}\p{Sc}](?=\p{L})|(?<=\p{L})[\p{Sm}\p{Sc}\p{No}]"
    r"|[\u2500-\u259f\ufffd\uff61-\uff9f]"
    r"|ς(?=\p{L})|[ΰϋϊΐ]|\p{Latin}[\u0640\u064b-\u0655]|\p{Latin}[\p{Arabic}\p{Cyrillic}\p{Greek}\p{Hebrew}]|[\p{Arabic}\p{Cyrillic}\p{Greek}\p{Hebrew}]\p{Latin}"
)
_APART = {name: _SCRIPT_RUNS[name] for name in ("Latn", "Cyrl", "el", "Arab", "Hebr", "th", "zh", "ja", "ko")}
_COMMON = {  # characters of which a text in a script without words is full
    "zh": "的一是不了人在有我他這为為大来來以個个中上們们到说說国國和地也子"
    "时時道出而要于於就下得可你年生自会會那后後能对對着著事其里裡"
    "所去行过過家十用发發天如然作方成者多日都三小军軍二无無同么麼经經法当當起与與"
    "好看学學进進种種将將还還分此心前面又定见見只主没沒",
    "ja": "のにはをたがでてとしれさいるなもかあこらりうすくっきだそまけえどんつよちみめわせおへばろ",
    "ko": "이다는을의에가고하지로한은사도기리자해인들대어를게과그있나수시서스만아라부일정전보",
}
_PIECE = 0.08  # what a piece of a word says, beside a whole frequent word
_STRANGE = 2.0  # what a letter says against a language that does not have it
_PRIOR = {"en": 1.0, "ru": 1.0, "ar": 1.0, "uk": 0.8, "de": 0.6, "fr": 0.6, "es": 0.6, "it": 0.6}  # with no word read


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is typical of one language among those that share its script."""

    language: str
    letters: frozenset[str]
    pieces: frozenset[str]  # of words: "_wh", "ing_", "sch"
    words: frozenset[str]


@cache
def _profiles(script: str) -> tuple[_Profile, ...]:
    found = []
    current = ""
    for line in resources.read_text("languages/profiles.txt").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == script and line:
            language, letters, *rest = line.split()
            pieces = frozenset(each.removeprefix("~") for each in rest if _is_piece(each))
            words = frozenset(each for each in rest if not _is_piece(each))
            found.append(_Profile(language, frozenset(letters.replace("-", "")), pieces, words))
    return tuple(found)


def _is_piece(token: str) -> bool:
    return token[0] in "_~" or token[-1] == "_"


@cache
def _shares(script: str) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return what each word and each piece of a word says for each language that has it.

    The fewer languages have it, the more it says.
    """
    profiles = _profiles(script)
    tables: tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]] = ({}, {})
    for table, kind in zip(tables, ("words", "pieces"), strict=True):
        owners: dict[str, list[str]] = {}
        for profile in profiles:
            for each in getattr(profile, kind):
                owners.setdefault(each, []).append(profile.language)
        for each, languages in owners.items():
            weight = log(2 * len(profiles) / len(languages))
            table[each] = dict.fromkeys(languages, weight)
    return tables


def guess(text: str) -> str:
    """Return the tag of the language *text* is in, "" where nothing tells.

    The script decides first; languages that share one are told apart by their letters and most frequent words.
    """
    sample = regex.sub(_NOISE, " ", text[:_SAMPLE])
    script, _seen = _script(sample)
    return _by_words(script, sample) if script in _SHARED else script


def can_guess(tag: str) -> bool:
    """Tell whether ``guess`` knows the language of *tag*."""
    primary = tag.partition("-")[0]
    if primary in _BY_SCRIPT:
        return True
    return any(profile.language == primary for script in _SHARED for profile in _profiles(script))


def likeness(text: str) -> float:
    """Return how much *text* reads like a language that ``guess`` knows, about 1 to 3; below 0 it hardly can be one.

    What no text has speaks against it: capitals within words, signs that are neither letters nor punctuation.
    """
    sample = regex.sub(_NOISE, " ", text[:_SAMPLE])
    script, seen = _script(sample)
    odd = len(regex.findall(_ODD, sample)) + sum(
        len(regex.findall(runs, sample)) for name, runs in _APART.items() if name != script
    )
    if script in _COMMON:
        common = sum(map(sample.count, _COMMON[script]))
        return (4.0 * common - 3.0 * odd) / max(seen, 1)
    words = regex.findall(_WORDS, sample)
    if script not in _SHARED or not words:
        return bool(words) - 3.0 * odd / max(len(words), 1)
    best = max(_scores(script, _counted(sample)).values())
    shouted = sum(map(str.isupper, sample)) * 2 > sum(map(str.isalpha, sample))
    caseless = script not in {"Latn", "Cyrl"}  # few misreadings give nothing but letters of such a script
    return (best - 3.0 * odd) / len(words) - shouted + 0.5 * caseless


def _script(sample: str) -> tuple[str, int]:
    """Return the script that most of the letters are in, or its one language, and how many these are."""
    counts = {name: sum(map(len, regex.findall(runs, sample))) for name, runs in _SCRIPT_RUNS.items()}
    # One Chinese character says as much as three letters; Japanese has both its own and the Chinese ones.
    seen = dict(counts)
    counts["zh"] *= 3
    counts["ja"] = counts["ja"] * 3 + (counts["zh"] if counts["ja"] * 30 > counts["zh"] else 0)
    script = max(counts, key=lambda name: counts[name])
    return (script, seen[script]) if counts[script] else ("", 0)


def _counted(sample: str) -> Counter[str]:
    return Counter(word.lower().replace("’", "'") for word in regex.findall(_WORDS, sample))


def _by_words(script: str, sample: str) -> str:
    scores = _scores(script, _counted(sample))
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    return best if scores[best] > scores[second] else ""


def _scores(script: str, words: Counter[str]) -> dict[str, float]:
    """Return for each language of a script how much its words, their pieces and their letters say for it."""
    profiles = _profiles(script)
    scores = {profile.language: _PRIOR.get(profile.language, 0.0) for profile in profiles}
    for word, count in words.items():
        times = 1 + log(count)
        for part in {word, *word.split("'")}:  # "l'homme" is known by its "l"
            for language, weight in _shares(script)[0].get(part, {}).items():
                scores[language] += times * weight
        for language, weight in _heard(script, word).items():
            scores[language] += times * weight
    usual = frozenset().union(*(profile.letters for profile in profiles))
    strange = Counter(letter for word in words.elements() for letter in word if letter in usual)
    for profile in profiles:
        scores[profile.language] -= sum(
            _STRANGE * (1 + log(count)) for letter, count in strange.items() if letter not in profile.letters
        )
    return scores


def _heard(script: str, word: str) -> dict[str, float]:
    """Return how much the pieces of *word* say for each language."""
    pieces = _shares(script)[1]
    framed = f"_{word}_"
    said: dict[str, float] = {}
    for start in range(len(framed) - 1):
        for size in range(2, 7):
            for language, weight in pieces.get(framed[start : start + size], {}).items():
                said[language] = said.get(language, 0.0) + weight * _PIECE
    return said
