"""Compile the regular expressions of an SRX file (ICU's or Java's dialect) with the regex module."""

from __future__ import annotations

import warnings

import regex

_LONGEST = 8_192  # characters of an expression
_HEAVIEST = 50_000  # atoms it may unfold to: "(a{1000}){1000}" would fill the memory

_TOKEN = regex.compile(
    r"""
      (?P<quote>\\Q(?P<quoted>.*?)(?:\\E|\Z))
    | (?P<hex>\\x\{(?P<digits>[0-9A-Fa-f]{1,6})\})
    | (?P<property>\\(?P<sign>[pP])(?:\{(?P<name>[^}]*)\}|(?P<short>[A-Z])))
    | (?P<escape>\\.)
    | (?P<flags>\(\?(?P<on>[a-zA-Z]*)(?:-(?P<off>[a-zA-Z]*))?(?P<scope>[:)]))
    | (?P<open>\((?:\?(?:<?[=!]|>|<\w+>|[:|]|\#[^)]*))?)
    | (?P<close>\))
    | (?P<count>\{(?P<least>\d*)(?:,(?P<most>\d*))?\}[?+]?)
    | (?P<other>.)
    """,
    regex.VERBOSE | regex.DOTALL,
)
_BLANK, _LINES = r"\t\p{Zs}", r"\n\x0b\f\r\x85\u2028\u2029"
_OUTSIDE = {
    r"\h": f"[{_BLANK}]",
    r"\H": f"[^{_BLANK}]",
    r"\v": f"[{_LINES}]",
    r"\V": f"[^{_LINES}]",
    r"\Z": r"(?=\n?\Z)",
    r"\z": r"\Z",
    r"\e": r"\x1b",
}
_INSIDE = {r"\h": _BLANK, r"\v": _LINES, r"\e": r"\x1b"}
_PROPERTIES = {"javaLowerCase": "Ll", "javaUpperCase": "Lu", "javaLetter": "L", "javaWhitespace": "White_Space"}


def compile_at(before: str, after: str) -> regex.Pattern[str]:
    """Return a pattern of no width for the places that *before* ends at and *after* begins at.

    Raises ValueError with the reason where an expression cannot be used.
    """
    pattern = f"(?<={translate(before)})(?={translate(after)})"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return regex.compile(pattern, regex.V1)
        except (regex.error, RecursionError, OverflowError) as error:
            raise ValueError(str(error)) from None


def translate(expression: str) -> str:
    """Return *expression* in the regex module's dialect, as one group; raise ValueError where it is out of bounds."""
    if len(expression) > _LONGEST:
        raise ValueError("it is too long")
    parts: list[str] = []
    weight, depth = _Weight(), 0
    for token in _TOKEN.finditer(expression):
        if token["other"] in {"[", "]"}:
            depth = max(0, depth + (1 if token["other"] == "[" else -1))
        elif depth == 0:
            weight.add(token)
        parts.append(_rewrite(token, inside=depth > 0))
    if weight.total() > _HEAVIEST:
        raise ValueError("it repeats too much")
    return f"(?:{''.join(parts)})"


def _rewrite(token: regex.Match[str], *, inside: bool) -> str:
    if token["quote"]:
        return regex.escape(token["quoted"])
    if token["hex"]:
        return f"\\U{int(token['digits'], 16):08x}"
    if token["property"]:
        name = token["name"] or token["short"]
        return f"\\{token['sign']}{{{_PROPERTIES.get(name, name)}}}"
    if token["escape"]:
        return (_INSIDE if inside else _OUTSIDE).get(token[0], token[0])
    if token["flags"] and not inside:
        return _flags(token)
    return token[0]


def _flags(token: regex.Match[str]) -> str:
    """Keep what the regex module can switch inside an expression; it is Unicode anyway."""
    on, off = ("".join(flag for flag in (token[name] or "") if flag in "imsx") for name in ("on", "off"))
    switch = on + (f"-{off}" if off else "")
    if token["scope"] == ":":
        return f"(?{switch}:"
    return f"(?{switch})" if switch else ""


class _Weight:
    """How many atoms an expression unfolds to."""

    def __init__(self) -> None:
        self._sums = [0]
        self._last = 0

    def add(self, token: regex.Match[str]) -> None:
        """Count one token outside character sets."""
        if token["open"] or token["scope"] == ":":
            self._sums[-1] += self._last
            self._sums.append(0)
            self._last = 0
        elif token["close"] and len(self._sums) > 1:
            self._last += self._sums.pop()
        elif token["count"]:
            most = max(int(token["least"] or 0), int(token["most"] or 0), 1)
            self._last = min(self._last * most, _HEAVIEST + 1)
        else:
            self._sums[-1] += self._last
            self._last = 1

    def total(self) -> int:
        """Return the sum."""
        return sum(self._sums) + self._last
