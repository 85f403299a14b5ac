"""A PO file as gettext reads it: entries with their lines, and what its grammar does not allow."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.formats.validation.findings import WARNING, Finding, Rule
from editor.i18n import _

SYNTAX = Rule("po-syntax", "GNU gettext: The Format of PO Files")
STRING = Rule("po-string", "GNU gettext: The Format of PO Files")
MISSING = Rule("po-entry-incomplete", "GNU gettext: The Format of PO Files")
INDEX = Rule("po-plural-index", "GNU gettext: Additional functions for plural forms")
MARK = Rule("po-byte-order-mark", "GNU gettext: The Format of PO Files")
OBSOLETE = Rule("po-obsolete-mixed", "GNU gettext: The Format of PO Files")
CHARSET = Rule("po-charset", "GNU gettext: Filling in the Header Entry, Content-Type", WARNING)
BYTES = Rule("po-charset-bytes", "GNU gettext: Filling in the Header Entry, Content-Type")

_DIGITS = 9  # of the number of a plural form, beyond which it is wrong anyway
_KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr", "domain")
_TOKEN = re.compile(
    r'[ \t\r\f\v\b]*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<index>\[[0-9]+\])'
    r"|(?P<bad>\S.*))"
)
_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a", '"': '"', "\\": "\\"}
_DECLARED = re.compile(rb"charset=([^\s\\\"]*)")
_TEMPLATE = "CHARSET"
_PORTABLE = (
    "ASCII ANSI_X3.4-1968 US-ASCII ISO-8859-1 ISO_8859-1 ISO-8859-2 ISO_8859-2 ISO-8859-3 ISO_8859-3 ISO-8859-4 "
    "ISO_8859-4 ISO-8859-5 ISO_8859-5 ISO-8859-6 ISO_8859-6 ISO-8859-7 ISO_8859-7 ISO-8859-8 ISO_8859-8 ISO-8859-9 "
    "ISO_8859-9 ISO-8859-13 ISO_8859-13 ISO-8859-14 ISO_8859-14 ISO-8859-15 ISO_8859-15 KOI8-R KOI8-U KOI8-T "
    "CP850 CP866 CP874 CP932 CP949 CP950 CP1250 CP1251 CP1252 CP1253 CP1254 CP1255 CP1256 CP1257 GB2312 EUC-JP "
    "EUC-KR EUC-TW BIG5 BIG5-HKSCS GBK GB18030 SHIFT_JIS JOHAB TIS-620 VISCII GEORGIAN-PS UTF-8"
)
_KNOWN = frozenset((*_PORTABLE.split(), _TEMPLATE))


@dataclass(slots=True)
class Entry:
    """One message: its texts, the line of its msgid, its flags, whether it is obsolete."""

    line: int = 0
    domain: str = ""
    context: str | None = None
    id: str | None = None
    plural: str | None = None
    forms: list[str] = field(default_factory=list)
    form_lines: list[int] = field(default_factory=list)
    indexed: bool = False
    flags: frozenset[str] = frozenset()
    obsolete: bool = False

    @property
    def is_header(self) -> bool:
        """Tell whether this is the entry that describes the file."""
        return self.id == "" and self.context is None

    @property
    def is_used(self) -> bool:
        """Tell whether a program would use the translation: there, neither fuzzy nor obsolete."""
        return bool(self.forms and self.forms[0]) and "fuzzy" not in self.flags and not self.obsolete


def decoded(data: bytes) -> tuple[str, list[Finding]]:
    """Return the file's text by the charset it declares, and what is wrong with that."""
    found: list[Finding] = []
    if data.startswith(codecs.BOM_UTF8):
        found.append(MARK.broken(1, _("A PO file has no byte order mark; gettext refuses this one.")))
        data = data[len(codecs.BOM_UTF8) :]
    declared = _DECLARED.search(data)
    name = declared[1].decode("ascii", "replace") if declared else ""
    line = data[: declared.start()].count(b"\n") + 1 if declared else 1
    if declared and name.upper() not in _KNOWN:
        message = _("The charset “{name}” is not one of those that every gettext knows; UTF-8 is.")
        found.append(CHARSET.broken(line, message.format(name=name)))
    try:
        codec = codecs.lookup(name or "utf-8").name if name != _TEMPLATE else "utf-8"
        return data.decode(codec), found
    except LookupError:
        pass
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        where = data[:start].count(b"\n") + 1
        if name:
            message = _("These bytes are not text in the charset “{name}”.")
            found.append(BYTES.broken(where, message.format(name=name)))
        else:
            found.append(CHARSET.broken(where, _("The header does not say the charset, and this is not UTF-8.")))
    except ValueError:  # a name that cannot be one: a NUL in it
        pass
    return data.decode("latin-1"), found


def read(text: str) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a PO file and where it leaves the grammar."""
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), 1):
        reader.line(number, line)
    reader.close()
    return reader.entries, reader.found


class _Reader:
    """Reads line by line, the entry being read its only memory."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.found: list[Finding] = []
        self.entry = Entry()
        self.at = ""  # the keyword whose string is being read
        self.flags: set[str] = set()
        self.domain = ""

    def line(self, number: int, line: str) -> None:
        """Take in one line."""
        stripped = line.strip(" \t\r\f\v\b")
        obsolete = False
        if stripped.startswith("#"):
            if stripped.startswith("#~") and not stripped.startswith("#~|"):
                stripped, obsolete = stripped[2:], True
            else:
                self._comment(stripped)
                return
        place = 0
        while match := _TOKEN.match(stripped, place):
            place = match.end()
            if match["bad"]:
                self._bad(number, match["bad"])
                return
            self._token(number, match, obsolete=obsolete)

    def _comment(self, line: str) -> None:
        if self.entry.id is not None or self.entry.context is not None:
            self._finish()
        if line.startswith(("#,", "#=")):
            self.flags |= {flag.strip() for flag in line[2:].split(",")}

    def _bad(self, number: int, rest: str) -> None:
        if rest.startswith('"'):
            self.found.append(STRING.broken(number, _("A text in quotation marks does not end on its line.")))
        else:
            self.found.append(SYNTAX.broken(number, _("“{what}” cannot stand here.").format(what=rest[:40])))

    def _token(self, number: int, match: re.Match[str], *, obsolete: bool) -> None:
        if match["word"]:
            self._keyword(number, match["word"], obsolete=obsolete)
        elif match["index"]:
            self._index(number, int(match["index"][1:-1][:_DIGITS]))
        elif not self.at:
            self.found.append(SYNTAX.broken(number, _("A text stands here without a keyword such as msgid before it.")))
        else:
            self._string(number, match["string"])
            if self.entry.obsolete != obsolete and self.at != "domain":
                message = _("This entry is partly obsolete (#~) and partly not.")
                self.found.append(OBSOLETE.broken(number, message))

    def _keyword(self, number: int, word: str, *, obsolete: bool) -> None:
        if word not in _KEYWORDS:
            self.at = "unknown"
            self.found.append(SYNTAX.broken(number, _("The keyword “{word}” is unknown.").format(word=word)))
            return
        starts = word in {"msgctxt", "domain"} or (word == "msgid" and self.at != "msgctxt")
        if starts and (self.entry.id is not None or self.entry.context is not None):
            self._finish()
        if word in {"msgctxt", "msgid"} and self.entry.id is None:
            self.entry.line, self.entry.obsolete, self.entry.domain = number, obsolete, self.domain
        self._open(number, word)
        self.at = word

    def _open(self, number: int, word: str) -> None:
        entry = self.entry
        if word == "msgctxt":
            entry.context = ""
        elif word == "msgid":
            entry.id = ""
        elif word == "msgid_plural":
            self._wanted(number, entry.id is not None and entry.plural is None and not entry.forms)
            entry.plural = ""
        elif word == "msgstr":
            self._wanted(number, entry.id is not None)
            entry.forms.append("")
            entry.form_lines.append(number)
        else:
            self.domain = ""

    def _wanted(self, number: int, fine: object) -> None:
        if not fine:
            self.found.append(SYNTAX.broken(number, _("This keyword does not follow what it belongs to.")))

    def _index(self, number: int, index: int) -> None:
        self.entry.indexed = True
        if self.at != "msgstr" or self.entry.forms[-1]:
            self._wanted(number, fine=False)
        elif index != len(self.entry.forms) - 1:
            message = _("The plural forms have to be msgstr[0], msgstr[1] … in order; this is msgstr[{index}].")
            self.found.append(INDEX.broken(number, message.format(index=index)))

    def _string(self, number: int, written: str) -> None:
        text = self._unescaped(number, written[1:-1])
        entry = self.entry
        if self.at == "msgctxt":
            entry.context = (entry.context or "") + text
        elif self.at == "msgid":
            entry.id = (entry.id or "") + text
        elif self.at == "msgid_plural":
            entry.plural = (entry.plural or "") + text
        elif self.at == "msgstr":
            entry.forms[-1] += text
        elif self.at == "domain":
            self.domain += text

    def _unescaped(self, number: int, text: str) -> str:
        if "\\" not in text:
            return text

        def plain(match: re.Match[str]) -> str:
            if match[1] is None:
                digits = match[0][1:]
                code = int(digits[1:], 16) if digits[0] == "x" else int(digits, 8)
                return chr(code & 0xFF)
            if match[1] not in _PLAIN:
                message = _("“\\{sign}” means nothing in a PO file.")
                self.found.append(STRING.broken(number, message.format(sign=match[1])))
            return _PLAIN.get(match[1], match[1])

        return _ESCAPE.sub(plain, text)

    def _finish(self) -> None:
        entry, self.entry, self.at = self.entry, Entry(), ""
        entry.flags, self.flags = frozenset(self.flags), set()
        self.found.extend(_incomplete(entry))
        if entry.id is not None:
            self.entries.append(entry)

    def close(self) -> None:
        """Take in the end of the file."""
        if self.entry.id is not None or self.entry.context is not None:
            self._finish()


def _incomplete(entry: Entry) -> Iterator[Finding]:
    if entry.id is None:
        yield MISSING.broken(entry.line, _("This entry has a msgctxt but no msgid."))
    elif not entry.forms:
        yield MISSING.broken(entry.line, _("This entry has a msgid but no msgstr."))
    elif entry.plural is not None and not entry.indexed:
        yield MISSING.broken(entry.line, _("This entry has a msgid_plural, so its translations have to be msgstr[0] …"))
    elif entry.plural is None and entry.indexed:
        yield MISSING.broken(entry.line, _("This entry has a msgstr[0] but no msgid_plural."))
    elif not entry.indexed and len(entry.forms) > 1:
        yield MISSING.broken(entry.form_lines[1], _("This entry has two msgstr."))
