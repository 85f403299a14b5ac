"""What stands in a paragraph of WordprocessingML, one thing after another: texts, things, containers, fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from editor.formats.docx import soup
from editor.formats.docx.grammar import Grammar
from editor.formats.docx.soup import said
from editor.formats.runs import FIELD, Atom, Sort
from editor.i18n import N_

_CONTAINERS = {
    "hyperlink": N_("link"),
    "ins": N_("insertion"),
    "moveTo": N_("insertion"),
    "fldSimple": FIELD,
    "sdt": FIELD,
    "customXml": N_("markup"),
    "dir": N_("direction"),
    "bdo": N_("direction"),
    "smartTag": "",
}
_INNER = frozenset({"sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData"})
_GONE = frozenset({"proofErr", "lastRenderedPageBreak"})
_HIDDEN_WORDS = (
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd moveFromRangeStart moveFromRangeEnd "
    "moveToRangeStart moveToRangeEnd permStart permEnd customXmlInsRangeStart customXmlInsRangeEnd "
    "customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
    "customXmlMoveToRangeStart customXmlMoveToRangeEnd del moveFrom commentReference annotationRef separator "
    "continuationSeparator delText delInstrText endParaRPr"
)
_HIDDEN = frozenset(_HIDDEN_WORDS.split())
_SIGNS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_THINGS = {
    "tab": (N_("tab"), "\t"),
    "ptab": (N_("tab"), "\t"),
    "cr": (N_("line break"), "\n"),
    "br": (N_("line break"), "\n"),
    "fld": (FIELD, ""),
    "footnoteReference": (N_("footnote"), ""),
    "endnoteReference": (N_("endnote"), ""),
    "footnoteRef": (N_("number"), ""),
    "endnoteRef": (N_("number"), ""),
    "drawing": (N_("image"), ""),
    "pict": (N_("image"), ""),
    "object": (N_("object"), ""),
    "AlternateContent": (N_("image"), ""),
    "oMath": (N_("formula"), ""),
    "oMathPara": (N_("formula"), ""),
}
_BREAKS = {"page": N_("page break"), "column": N_("column break")}
# Fields whose result a program reckons, or that no translator touches. The results of all others are text.
_RECKONED_WORDS = (
    "= ADDIN ADVANCE AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BARCODE BIDIOUTLINE CITATION COMMENTREF CREATEDATE DATE DDE "
    "DDEAUTO DISPLAYBARCODE DOCPROPERTY DOCVARIABLE EDITTIME EMBED EQ FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN "
    "GREETINGLINE ADDRESSBLOCK INCLUDEPICTURE INFO LASTSAVEDBY LINK LISTNUM MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF "
    "NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINT PRINTDATE PRIVATE RD REVNUM SAVEDATE SECTION SECTIONPAGES "
    "SEQ SET SKIPIF SYMBOL TA TC TEMPLATE TIME USERADDRESS USERINITIALS USERNAME XE"
)
_RECKONED = frozenset(_RECKONED_WORDS.split())
_CHARACTER = re.compile(r"""char\s*=\s*["']([0-9A-Fa-f]{4})["']""")
_INSTRUCTION = re.compile(r"""instr\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TYPE = re.compile(r"""(?:type|fldCharType)\s*=\s*["'](\w+)["']""")
_UNSEEN = frozenset({"XE", "TC", "TA", "RD", "SET", "PRIVATE"})  # fields that show nothing
_LETTER = re.compile(r"[^\W\d_]")
_PRESERVE = re.compile(r"""xml:space\s*=\s*["']preserve["']""")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|([^<]+)", re.DOTALL)


Shown = Callable[[Atom], Atom]


def _as_is(atom: Atom) -> Atom:
    return atom


def read(native: str, grammar: Grammar) -> tuple[str, list[Atom]]:
    """Return the paragraph's properties and what else is in it, fields resolved."""
    simple = soup.read(native, grammar)
    return (simple.front, simple.atoms(grammar)) if simple else scanned(native, grammar)


def scanned(native: str, grammar: Grammar, shown: Shown = _as_is) -> tuple[str, list[Atom]]:
    """Return what ``read`` returns, found tag by tag, whatever there is; *shown* hides what no reader sees."""
    front = ""
    found: list[Atom] = []
    closers: list[tuple[str, str]] = []
    run_at, tag_at = grammar.run.match, grammar.tag.match
    at, size = 0, len(native)
    while at < size:
        run = run_at(native, at)
        if run is not None:
            properties, space, raw = run.groups("")
            found.append(Atom(Sort.TEXT, run[0], said(raw, keeps=grammar.keeps or "preserve" in space), properties))
            at = run.end()
            continue
        tag = tag_at(native, at)
        if tag is None:
            at = _next(native, at)
            continue
        name = _local(tag)
        if name == "r" and not tag[1]:
            at = _end(native, tag, grammar)
            found += _run(native[tag.start() : at], grammar)
        elif name == "pPr" and not found:
            at = _end(native, tag, grammar)
            front += native[tag.start() : at]
        elif name in _CONTAINERS:
            at, atom = _container(native, tag, grammar, (closers, shown))
            found += [atom] if atom else []
        elif tag[1]:
            at = tag.end()
        else:
            at = _end(native, tag, grammar)
            found += _thing(name, native[tag.start() : at])
    if shown is not _as_is:
        found = list(map(shown, found))
    if any(atom.sort >= Sort.BEGIN for atom in found):
        return front, list(_resolved(found))
    return front, found


def _next(native: str, at: int) -> int:
    """Return where the next tag begins behind what is no tag: white space, a comment."""
    if native.startswith("<!--", at):
        return native.find("-->", at) + 3 or len(native)
    if native.startswith("<?", at):
        return native.find("?>", at) + 2 or len(native)
    following = native.find("<", at + 1)
    return following if following >= 0 else len(native)


def _local(tag: re.Match[str]) -> str:
    """Return the name of a tag, without its prefix where it is the grammar's or that of a thing we know."""
    name = tag[3]
    if tag[2] is not None and ":" not in name:
        return name
    local = name.rpartition(":")[2]
    return local if local in {"AlternateContent", "oMath", "oMathPara"} else name


def _written(tag: re.Match[str]) -> str:
    return f"{tag[2] or ''}{tag[3]}"


def _end(native: str, tag: re.Match[str], grammar: Grammar) -> int:
    if tag[1] or tag[0].endswith("/>"):
        return tag.end()
    return grammar.end(native, tag.start(), _written(tag))


def _thing(name: str, native: str) -> Iterator[Atom]:
    """Yield the atom for an element that is neither text nor a container of text."""
    if name in _GONE:
        return
    if name in _HIDDEN:
        yield Atom(Sort.HIDDEN, native)
        return
    label, equiv = _THINGS.get(name, (name, ""))
    yield Atom(Sort.ALONE, native, equiv, "", label)


# ── Containers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _container(
    native: str, tag: re.Match[str], grammar: Grammar, around: tuple[list[tuple[str, str]], Shown]
) -> tuple[int, Atom | None]:
    """Return where to go on behind a container's tag, and the atom that it is.

    *around* is how the containers that are open will close, and what hides what no reader sees.
    """
    name, (closers, shown) = _local(tag), around
    if tag[1]:
        label, close = closers.pop() if closers else ("", "")
        return tag.end(), Atom(Sort.CLOSE, close, "", "", label) if label else None
    if tag[0].endswith("/>"):
        return tag.end(), None
    if name == "fldSimple":
        end = grammar.end(native, tag.start(), _written(tag))
        found = _INSTRUCTION.search(tag[0])
        result = characters(_seen(native[tag.end() : end], grammar, shown), grammar)
        order = (found[1] or found[2] or "") if found else ""
        if is_reckoned(order, result):
            return end, Atom(Sort.ALONE, native[tag.start() : end], result, "", _CONTAINERS[name])
    at, close = tag.end(), f"</{_written(tag)}>"
    while inner := grammar.tag.match(native, at):
        local = _local(inner)
        if local == "sdtContent" and not inner[1]:
            at = inner.end()
            close = f"</{_written(inner)}>{close}"
            if inner[0].endswith("/>"):
                end = grammar.end(native, tag.start(), _written(tag))
                return end, Atom(Sort.HIDDEN, native[tag.start() : end])
            break
        if local not in _INNER:
            break
        at = _end(native, inner, grammar)
        at += len(native[at:]) - len(native[at:].lstrip()) if native[at : at + 1].isspace() else 0
    label = _CONTAINERS[name]
    closers.append((label, close))
    return at, Atom(Sort.OPEN, native[tag.start() : at], "", "", label) if label else None


def _seen(native: str, grammar: Grammar, shown: Shown) -> str:
    """Return a stretch of a paragraph without the runs that no reader sees."""
    if shown is _as_is:
        return native

    def seen(run: re.Match[str]) -> str:
        return run[0] if shown(Atom(Sort.TEXT, "", "", run[1] or "")).sort is Sort.TEXT else ""

    return _runs(grammar).sub(seen, native)


@lru_cache(maxsize=64)
def _runs(grammar: Grammar) -> re.Pattern[str]:
    p = grammar.any_prefix
    return re.compile(rf"<{p}r(?:\s{grammar.rest})?>(<{p}rPr>.*?</{p}rPr>)?.*?</{p}r>", re.DOTALL)


def characters(native: str, grammar: Grammar) -> str:
    """Return the characters of all texts in a stretch of a paragraph."""
    return "".join(said(raw, keeps=True) for raw in _texts(grammar).findall(native))


@lru_cache(maxsize=64)
def _texts(grammar: Grammar) -> re.Pattern[str]:
    p = grammar.any_prefix
    return re.compile(rf"<{p}t(?:\s{grammar.rest})?>([^<]*)</{p}t>")


# ── Runs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _run(native: str, grammar: Grammar) -> Iterator[Atom]:
    """Yield what is in a run, each thing as a run of its own with the same properties."""
    head = grammar.tag.match(native)
    if head is None or head[0].endswith("/>"):
        return
    close = f"</{_written(head)}>"
    properties = ""
    at, size = head.end(), len(native) - len(close)
    while at < size:
        tag = grammar.tag.match(native, at)
        if tag is None:
            at = _next(native, at)
            continue
        end = _end(native, tag, grammar)
        child, name = native[at:end], _local(tag)
        at = end
        if name == "rPr":
            properties = child
            continue
        for atom in _child(name, child, tag, keeps=grammar.keeps):
            yield atom._replace(native=f"{head[0]}{properties}{child}{close}", properties=properties)


def _child(name: str, child: str, tag: re.Match[str], *, keeps: bool) -> Iterator[Atom]:
    """Yield the atom for what is in a run; the caller says how it is written."""
    if name == "t":
        yield Atom(Sort.TEXT, "", _content(child, tag, keeps=keeps))
    elif name in _SIGNS:
        yield Atom(Sort.TEXT, "", _SIGNS[name])
    elif name == "br":
        kind = _TYPE.search(child)
        yield Atom(Sort.ALONE, "", "\n", "", _BREAKS.get(kind[1] if kind else "", N_("line break")))
    elif name == "sym":
        code = _CHARACTER.search(child)
        sign = chr(int(code[1], 16)) if code else ""
        yield Atom(Sort.ALONE, "", sign if sign.isprintable() else "", "", N_("symbol"))
    elif name == "fldChar":
        kind = _TYPE.search(child)
        sort = {"begin": Sort.BEGIN, "separate": Sort.SEPARATE}.get(kind[1] if kind else "", Sort.END)
        yield Atom(sort, "")
    elif name == "instrText":
        yield Atom(Sort.ORDER, "", _content(child, tag, keeps=keeps))
    elif name == "ruby":
        yield Atom(Sort.ALONE, "", _ruby(child), "", N_("ruby"))
    else:
        yield from _thing(name, "")


def _content(child: str, tag: re.Match[str], *, keeps: bool) -> str:
    inner = child[len(tag[0]) : child.rfind("</")] if not tag[0].endswith("/>") else ""
    keeps = keeps or _PRESERVE.search(tag[0]) is not None
    if "<" not in inner:
        return said(inner, keeps=keeps)
    return "".join(found[1] or said(found[2] or "", keeps=True) for found in _CDATA.finditer(inner))


def _ruby(child: str) -> str:
    base = child.rpartition("rubyBase>")[0].rpartition("rubyBase>")[2]
    return "".join(said(raw, keeps=True) for raw in re.findall(r"t(?:\s[^>]*)?>([^<]*)</[^<>]*t>", base))


# ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_reckoned(order: str, result: str) -> bool:
    """Tell whether a field's result is none of the translator's: a page number, a date, figures only."""
    words = order.split(maxsplit=1)
    kind = words[0].upper() if words else ""
    return kind in _RECKONED or kind.startswith("=") or _LETTER.search(result) is None


def _resolved(atoms: list[Atom]) -> Iterator[Atom]:
    """Yield the atoms with the pieces of fields made a container or one thing.

    A field that begins or ends in another paragraph (a table of contents) hides its order and leaves its text.
    """
    ends = _ends(atoms)
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        end = ends.get(at, -1)
        if atom.sort is Sort.BEGIN and end >= 0:
            yield from _field(atoms[at : end + 1])
            at = end
        elif atom.sort >= Sort.BEGIN:
            yield Atom(Sort.HIDDEN, atom.native)
        else:
            yield atom
        at += 1


def _ends(atoms: list[Atom]) -> dict[int, int]:
    """Return the index of the end of each field that begins and ends here within the same container."""
    found: dict[int, int] = {}
    begun: list[list[int]] = [[]]
    for index, atom in enumerate(atoms):
        if atom.sort is Sort.OPEN:
            begun.append([])
        elif atom.sort is Sort.CLOSE and len(begun) > 1:
            begun.pop()
        elif atom.sort is Sort.BEGIN:
            begun[-1].append(index)
        elif atom.sort is Sort.END and begun[-1]:
            found[begun[-1].pop()] = index
    return found


def _field(atoms: list[Atom]) -> Iterator[Atom]:
    depth = 0
    separate = len(atoms) - 1
    orders = []
    for index, atom in enumerate(atoms):
        depth += (atom.sort is Sort.BEGIN) - (atom.sort is Sort.END)
        if atom.sort is Sort.SEPARATE and depth == 1:
            separate = index
            break
        if atom.sort is Sort.ORDER and depth == 1:
            orders.append(atom.text)
    result = atoms[separate + 1 : -1]
    shown = "".join(atom.text for atom in result if atom.sort <= Sort.ALONE)
    order = "".join(orders)
    if is_reckoned(order, shown):
        sort = Sort.HIDDEN if order.split()[:1] and order.split()[0].upper() in _UNSEEN else Sort.ALONE
        yield Atom(sort, "".join(atom.native for atom in atoms), shown, "", FIELD)
        return
    label = N_("link") if order.split()[:1] == ["HYPERLINK"] else FIELD
    yield Atom(Sort.OPEN, "".join(atom.native for atom in atoms[: separate + 1]), "", "", label)
    yield from _resolved(result)
    yield Atom(Sort.CLOSE, atoms[-1].native, "", "", label)
