"""The table of commands: their names, their arguments, and what runs them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import editor


class Arguments(argparse.Namespace):
    """What the user typed; every command's arguments by name."""

    file: str = ""
    files: tuple[str, ...] = ()
    other: str = ""
    base: str = ""
    edits: str = ""
    output: str = ""
    source: str | None = None
    target: str | None = None
    encoding: str | None = None
    original: str | None = None
    srx: str | None = None
    language: str = ""
    untranslated: str = "source"
    layout: str = ""
    xliff: str = ""
    json: bool = False
    jsonl: bool = False
    paragraphs: bool = False
    force: bool = False
    external: bool = False
    sentences: bool = False
    dictionary: tuple[str, ...] = ()
    learn: tuple[str, ...] = ()
    anchors: str = ""
    links: str = ""
    neural: bool = False
    min_confidence: float | None = None
    longer: int = 0


@dataclass(frozen=True, slots=True)
class Verb:
    """One command: its one-line help, the function that declares its arguments, where its own function lives."""

    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    home: str

    @property
    def run(self) -> Callable[[Arguments], int]:
        """Import the function that does the work."""
        module, name = self.home.split(":")
        return getattr(import_module(f"editor.cli.{module}"), name)  # type: ignore[no-any-return]


def _output(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help=what)


def _reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--encoding", metavar="NAME", help="read a text in this encoding instead of guessing it")


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="DOC", help="the text, web page, .docx, .odt … to translate")
    parser.add_argument("-s", "--source", metavar="LANG", help="its language, such as en (guessed where absent)")
    parser.add_argument(
        "-t", "--target", metavar="LANG", required=True, help="the language to translate into, such as ru"
    )
    _output(parser, "the work file to make: .xlf (XLIFF 2.1, keeps the original inside) or .po")
    parser.add_argument("--paragraphs", action="store_true", help="keep paragraphs whole instead of cutting sentences")
    parser.add_argument("--srx", metavar="FILE", help="segmentation rules of your own, asked before the built-in ones")
    parser.add_argument("--force", action="store_true", help="replace a work file that already holds translations")
    parser.add_argument(
        "--external", action="store_true", help="leave the original out of the work file; export then asks for it"
    )
    _reading(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="any file Diptych opens")
    parser.add_argument("--json", action="store_true", help="print a JSON object for each segment, one a line")
    _reading(parser)


def _apply(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the work file")
    parser.add_argument(
        "edits", metavar="EDITS.jsonl", help='lines such as {"id": "f1/u1/1", "target": "…", "state": "translated"}'
    )
    _output(parser, "where to write the result; may be FILE itself")


def _segment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default="", help="a text in UTF-8 (standard input where absent)"
    )
    parser.add_argument("--lang", dest="language", metavar="LANG", default="", help="its language, such as uk")
    parser.add_argument("--jsonl", action="store_true", help='read {"lang", "text"} lines, write a JSON list a line')
    parser.add_argument("--srx", metavar="FILE", help="segmentation rules of your own, asked before the built-in ones")


def _stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="any file Diptych opens")
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    _reading(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="WORK", help="the work file")
    _output(
        parser,
        "the translated document (.txt, .html as the original was), or .xlf .po .tmx .tsv, or .parallel.html for the "
        "parallel edition",
    )
    parser.add_argument(
        "--untranslated",
        choices=("source", "skip"),
        default="source",
        help="keep the source's words, or leave them out",
    )
    parser.add_argument(
        "--layout", choices=("sentences", "paragraphs"), default="", help="rows of the parallel edition"
    )
    parser.add_argument("--json", action="store_true", help="print the delivery report as one JSON object")
    parser.add_argument("--original", metavar="DOC", help="the original, where the work file does not hold it (PO)")
    parser.add_argument(
        "--xliff", choices=("1.2", "2.0", "2.1", "2.2"), default="", help="the version of XLIFF to write"
    )


def _validate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="an XLIFF, PO or TMX file")
    parser.add_argument("--json", action="store_true", help="print a JSON object for each finding, one a line")


def _convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="IN", help="any file Diptych opens")
    _output(parser, "the file to write; its suffix says the format")
    parser.add_argument(
        "--xliff", choices=("1.2", "2.0", "2.1", "2.2"), default="", help="the version of XLIFF to write"
    )
    parser.add_argument("-s", "--source", metavar="LANG", help="the source language, where the file does not say")
    parser.add_argument("-t", "--target", metavar="LANG", help="the target language, where the file does not say")
    _reading(parser)


def _align(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="SRC", help="the original: any document Diptych reads")
    parser.add_argument("other", metavar="TGT", help="its translation")
    parser.add_argument("-s", "--source", metavar="LANG", help="the original's language (guessed where absent)")
    parser.add_argument("-t", "--target", metavar="LANG", help="the translation's language (guessed where absent)")
    _output(
        parser,
        "the parallel text (.xlf .po .tmx .tsv), InterText's three files (.xml), or the links alone (.path as "
        "Vecalign, .ladder as hunalign)",
    )
    parser.add_argument("--sentences", action="store_true", help="the files hold one sentence a line")
    parser.add_argument("--srx", metavar="FILE", help="segmentation rules of your own, asked before the built-in ones")
    parser.add_argument(
        "--dictionary", metavar="FILE", nargs="+", default=(), help="a dictionary: words and tabs, .ifo, .index"
    )
    parser.add_argument(
        "--learn", metavar="FILE", nargs="+", default=(), help="translated texts of the same pair to learn words from"
    )
    parser.add_argument("--anchors", metavar="FILE", default="", help="links that are certain, as a .path")
    parser.add_argument(
        "--neural", action="store_true", help="weigh what doubtful sentences mean: slow, needs diptych[neural]"
    )
    parser.add_argument(
        "--links", metavar="FILE", default="", help="take these links, align nothing: .path, .ladder, InterText's .xml"
    )
    parser.add_argument("--min-confidence", metavar="P", type=_share, help="links below are doubtful (0.9)")
    parser.add_argument("--json", action="store_true", help="print the counts as one JSON object")
    parser.add_argument(
        "--xliff", choices=("1.2", "2.0", "2.1", "2.2"), default="", help="the version of XLIFF to write"
    )
    _reading(parser)


def _pseudo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="WORK", help="a work file, or the document itself")
    _output(parser, "the work file or the document to make; its suffix says which")
    parser.add_argument(
        "--longer", metavar="N", type=_percent, default=0, help="make every text N %% longer (0 to 300)"
    )
    parser.add_argument("-s", "--source", metavar="LANG", help="its language (guessed where absent)")
    parser.add_argument("-t", "--target", metavar="LANG", help="the language to say it is in (en-XA for English)")
    parser.add_argument(
        "--xliff", choices=("1.2", "2.0", "2.1", "2.2"), default="", help="the version of XLIFF to write"
    )
    _reading(parser)


def _percent(word: str) -> int:
    number = int(word)
    if not 0 <= number <= 300:  # noqa: PLR2004 - beyond that no layout is tried
        raise ValueError(word)
    return number


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the work file as both had it (git's %%O)")
    parser.add_argument("file", metavar="OURS", help="the same after one hand's work (git's %%A)")
    parser.add_argument("other", metavar="THEIRS", help="the same after the other's (git's %%B)")
    _output(parser, "where to write the result; may be OURS or THEIRS (git's %%A)")
    parser.add_argument("--json", action="store_true", help="print the conflicts as one JSON list")


def _update(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="WORK", help="the work file")
    parser.add_argument("other", metavar="NEWDOC", help="the original as it is now: a document, or a newer .po or .pot")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="where to write (WORK itself where absent)")
    parser.add_argument("--json", action="store_true", help="print what was found as one JSON object")
    parser.add_argument("--force", action="store_true", help="also where the two have no sentence in common")
    parser.add_argument("--paragraphs", action="store_true", help="keep paragraphs whole, as the work file does")
    parser.add_argument("--srx", metavar="FILE", help="segmentation rules of your own, as for the work file")
    _reading(parser)


def _compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="A", help="any file Diptych opens")
    parser.add_argument("other", metavar="B", help="another, or another version of the same")
    parser.add_argument("--json", action="store_true", help="print the differences as one JSON list")
    _reading(parser)


def _share(word: str) -> float:
    share = float(word)
    if not 0 <= share <= 1:
        raise ValueError(word)
    return share


COMMANDS = {
    "new": Verb("make a work file from a document", _new, "work:new"),
    "show": Verb("print the segments of a file", _show, "work:show"),
    "apply": Verb("put targets, states and notes into a work file", _apply, "work:apply"),
    "stats": Verb("count segments and words by state", _stats, "work:stats"),
    "export": Verb("deliver the translated document", _export, "work:export"),
    "convert": Verb("write a file in another format and tell what that cannot hold", _convert, "work:convert"),
    "align": Verb("make one parallel text of a text and its translation", _align, "aligning:align"),
    "pseudo": Verb(
        "accent every letter, to try a layout before there is a translation", _pseudo, "pseudo:pseudotranslate"
    ),
    "update": Verb("lead a work file over to a newer original", _update, "comparing:update"),
    "compare": Verb("tell where two documents or versions differ", _compare, "comparing:compare"),
    "merge": Verb("make one work file of two that were edited apart", _merge, "merging:merge"),
    "validate": Verb(
        "check files against the specification of their format (XLIFF, PO, TMX)", _validate, "validating:validate"
    ),
    "segment": Verb("cut a text into sentences", _segment, "sentences:segment"),
}


def build(parser_class: type[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = parser_class(
        prog="diptych",
        usage="diptych [FILE]\n       diptych COMMAND … (“diptych COMMAND --help” says more)",
        description="Translate a document segment by segment. Without a command, the window opens.",
        epilog="Exit status: 0 done; 1 done, but problems were found; 2 could not (nothing was written).",
    )
    parser.add_argument("--version", action="version", version=f"diptych {editor.__version__}")
    parser.add_argument("--picture", metavar="PNG", help="open FILE, write a picture of the window, and leave")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="diptych", parser_class=parser_class)
    for name, verb in COMMANDS.items():
        verb.declare(commands.add_parser(name, help=verb.help, description=verb.help[:1].upper() + verb.help[1:] + "."))
    return parser
