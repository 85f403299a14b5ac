"""The table of commands: their names, their arguments, and what runs them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import editor
from editor.i18n import N_, _

VERSIONS = ("1.2", "2.0", "2.1", "2.2")  # of XLIFF
LONGEST = 300  # percent; beyond that no layout is tried


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


def _source(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("-s", "--source", metavar="LANG", help=what)


def _target(parser: argparse.ArgumentParser, what: str, *, required: bool = False) -> None:
    parser.add_argument("-t", "--target", metavar="LANG", required=required, help=what)


def _output(parser: argparse.ArgumentParser, what: str, *, required: bool = True) -> None:
    parser.add_argument("-o", "--output", default="", required=required, metavar="FILE", help=what)


def _json(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--json", action="store_true", help=what)


def _srx(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--srx", metavar="FILE", help=_("segmentation rules of your own, asked before the built-in ones")
    )


def _xliff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--xliff", choices=VERSIONS, default="", help=_("the version of XLIFF to write"))


def _encoding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--encoding", metavar="NAME", help=_("read a text in this encoding instead of guessing it"))


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="DOC", help=_("the text, web page, .docx, .odt … to translate"))
    _source(parser, _("its language, such as en (guessed where absent)"))
    _target(parser, _("the language to translate into, such as ru"), required=True)
    _output(parser, _("the work file to make: .xlf (XLIFF 2.1, keeps the original inside) or .po"))
    parser.add_argument(
        "--paragraphs", action="store_true", help=_("keep paragraphs whole instead of cutting sentences")
    )
    _srx(parser)
    parser.add_argument("--force", action="store_true", help=_("replace a work file that already holds translations"))
    parser.add_argument(
        "--external", action="store_true", help=_("leave the original out of the work file; export then asks for it")
    )
    _encoding(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("any file Diptych opens"))
    _json(parser, _("print a JSON object for each segment, one a line"))
    _encoding(parser)


def _apply(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("the work file"))
    parser.add_argument(
        "edits",
        metavar="EDITS.jsonl",
        help=_('lines such as {"id": "f1/u1/1", "target": "…", "state": "translated"}; “-” is the standard input'),
    )
    _output(parser, _("where to write the result; may be FILE itself"))


def _segment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default="-", help=_("a text in UTF-8 (standard input where absent or “-”)")
    )
    parser.add_argument(
        "-s",
        "--source",
        "--lang",
        dest="language",
        metavar="LANG",
        default="",
        help=_("its language, such as uk (guessed where absent)"),
    )
    parser.add_argument("--jsonl", action="store_true", help=_('read {"lang", "text"} lines, write a JSON list a line'))
    _srx(parser)


def _stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("any file Diptych opens"))
    _json(parser, _("print the counts as one JSON object"))
    _encoding(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="WORK", help=_("the work file"))
    _output(
        parser,
        _(
            "the translated document (.txt, .html as the original was), or .xlf .po .tmx .tsv, or .parallel.html for "
            "the parallel edition"
        ),
    )
    parser.add_argument(
        "--untranslated",
        choices=("source", "skip"),
        default="source",
        help=_("keep the source's words, or leave them out"),
    )
    parser.add_argument(
        "--layout", choices=("sentences", "paragraphs"), default="", help=_("rows of the parallel edition")
    )
    _json(parser, _("print the delivery report as one JSON object"))
    parser.add_argument("--original", metavar="DOC", help=_("the original, where the work file does not hold it (PO)"))
    _xliff(parser)
    _encoding(parser)


def _validate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help=_("an XLIFF, PO or TMX file"))
    _json(parser, _("print a JSON object for each finding, one a line"))


def _convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="IN", help=_("any file Diptych opens"))
    _output(parser, _("the file to write; its suffix says the format"))
    _xliff(parser)
    _source(parser, _("the source language, where the file does not say"))
    _target(parser, _("the target language, where the file does not say"))
    _encoding(parser)


def _align(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="SRC", help=_("the original: any document Diptych reads"))
    parser.add_argument("other", metavar="TGT", help=_("its translation"))
    _source(parser, _("the original's language (guessed where absent)"))
    _target(parser, _("the translation's language (guessed where absent)"))
    _output(
        parser,
        _(
            "the parallel text (.xlf .po .tmx .tsv), InterText's three files (.xml), or the links alone (.path as "
            "Vecalign, .ladder as hunalign)"
        ),
    )
    parser.add_argument("--sentences", action="store_true", help=_("the files hold one sentence a line"))
    _srx(parser)
    _weighing(parser)
    parser.add_argument("--min-confidence", metavar="P", type=_share, help=_("links below are doubtful (0.9)"))
    _json(parser, _("print the counts as one JSON object"))
    _xliff(parser)
    _encoding(parser)


def _weighing(parser: argparse.ArgumentParser) -> None:
    """Declare what the aligner may lean on besides both texts."""
    parser.add_argument(
        "--dictionary", metavar="FILE", nargs="+", default=(), help=_("a dictionary: words and tabs, .ifo, .index")
    )
    parser.add_argument(
        "--learn",
        metavar="FILE",
        nargs="+",
        default=(),
        help=_("translated texts of the same pair to learn words from"),
    )
    parser.add_argument("--anchors", metavar="FILE", default="", help=_("links that are certain, as a .path"))
    parser.add_argument(
        "--neural", action="store_true", help=_("weigh what doubtful sentences mean: slow, needs diptych[neural]")
    )
    parser.add_argument(
        "--links",
        metavar="FILE",
        default="",
        help=_("take these links, align nothing: .path, .ladder, InterText's .xml"),
    )


def _share(word: str) -> float:
    try:
        share = float(word)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(_("“{word}” is not a number from 0 to 1").format(word=word))
    return share


def _pseudo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="WORK", help=_("a work file, or the document itself"))
    _output(parser, _("the work file or the document to make; its suffix says which"))
    parser.add_argument(
        "--longer", metavar="N", type=_percent, default=0, help=_("make every text N %% longer (0 to 300)")
    )
    _source(parser, _("its language (guessed where absent)"))
    _target(parser, _("the language to say it is in (en-XA for English)"))
    _xliff(parser)
    _encoding(parser)


def _percent(word: str) -> int:
    number = int(word) if word.isascii() and word.isdecimal() else -1
    if not 0 <= number <= LONGEST:
        raise argparse.ArgumentTypeError(
            _("“{word}” is not a whole number from 0 to {most}").format(word=word, most=LONGEST)
        )
    return number


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help=_("the work file as both had it (git's %%O)"))
    parser.add_argument("file", metavar="OURS", help=_("the same after one hand's work (git's %%A)"))
    parser.add_argument("other", metavar="THEIRS", help=_("the same after the other's (git's %%B)"))
    _output(parser, _("where to write the result; may be OURS or THEIRS (git's %%A)"))
    _json(parser, _("print the conflicts as one JSON list"))


def _update(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="WORK", help=_("the work file"))
    parser.add_argument(
        "other", metavar="NEWDOC", help=_("the original as it is now: a document, or a newer .po or .pot")
    )
    _output(parser, _("where to write (WORK itself where absent)"), required=False)
    _json(parser, _("print what was found as one JSON object"))
    parser.add_argument("--force", action="store_true", help=_("also where the two have no sentence in common"))
    parser.add_argument("--paragraphs", action="store_true", help=_("keep paragraphs whole, as the work file does"))
    _srx(parser)
    _encoding(parser)


def _compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="A", help=_("any file Diptych opens"))
    parser.add_argument("other", metavar="B", help=_("another, or another version of the same"))
    _json(parser, _("print the differences as one JSON list"))
    _encoding(parser)


COMMANDS = {
    "new": Verb(N_("make a work file from a document"), _new, "work:new"),
    "show": Verb(N_("print the segments of a file"), _show, "work:show"),
    "apply": Verb(N_("put targets, states and notes into a work file"), _apply, "work:apply"),
    "stats": Verb(N_("count segments and words by state"), _stats, "work:stats"),
    "export": Verb(N_("deliver the translated document"), _export, "work:export"),
    "convert": Verb(N_("write a file in another format and tell what that cannot hold"), _convert, "work:convert"),
    "align": Verb(N_("make one parallel text of a text and its translation"), _align, "aligning:align"),
    "pseudo": Verb(
        N_("accent every letter, to try a layout before there is a translation"), _pseudo, "pseudo:pseudotranslate"
    ),
    "update": Verb(N_("lead a work file over to a newer original"), _update, "comparing:update"),
    "compare": Verb(N_("tell where two documents or versions differ"), _compare, "comparing:compare"),
    "merge": Verb(N_("make one work file of two that were edited apart"), _merge, "merging:merge"),
    "validate": Verb(
        N_("check files against the specification of their format (XLIFF, PO, TMX)"), _validate, "validating:validate"
    ),
    "segment": Verb(N_("cut a text into sentences"), _segment, "sentences:segment"),
}


def build(parser_class: type[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Return the parser of the whole command line, which tells of every command."""
    parser = parser_class(
        prog="diptych",
        usage=_("diptych [FILE]\n       diptych COMMAND … (“diptych COMMAND --help” says more)"),
        description=_("Translate a document segment by segment. Without a command, the window opens."),
        epilog=_("Exit status: 0 done; 1 done, but problems were found; 2 could not (nothing was written)."),
    )
    parser.add_argument("--version", action="version", version=f"diptych {editor.__version__}")
    parser.add_argument("--picture", metavar="PNG", help=_("open FILE, write a picture of the window, and leave"))
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND", parser_class=parser_class)
    for name, verb in COMMANDS.items():
        commands.add_parser(name, help=_(verb.help))
    return parser


def build_one(name: str, parser_class: type[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Return the parser of the command *name* alone."""
    said = _(COMMANDS[name].help)
    parser = parser_class(prog=f"diptych {name}", description=said[:1].upper() + said[1:] + ".")
    COMMANDS[name].declare(parser)
    return parser
