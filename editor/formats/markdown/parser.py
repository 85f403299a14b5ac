"""The Markdown parser: markdown-it with footnotes and the signs of site generators, each token with its exact place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

_CONTAINER = re.compile(r"\[\^[^\]\s]+\]:|:(?=[ \t])")  # a footnote, the second line of a definition
_DIRECTIVE = re.compile(
    r"(?::{3,}.*|\{:.*\}|\{%.*%\}|\{\{[<%].*[>%]\}\}|\$\$.*|import\s[^\n]*\sfrom\s+(?:'[^']*'|\"[^\"]*\");?)\s*"
)
_SIGNS = {
    "{": re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[#.:][^{}\n]*\}", re.DOTALL),
    "[": re.compile(r"\[\^[^\]\s\[]+\]"),
    "$": re.compile(r"\$\$[^$]+\$\$|\$(?=\S)[^$\n]*?[^\s$\\]\$(?!\d)"),
}
_ALERT = re.compile(r"\[!\w+\][+-]?[ \t]*(?=\n)")
_LINED = frozenset({"paragraph", "heading", "lheading", "table", "html_block", "reference"})
_RUNS = frozenset({"emphasis", "strikethrough"})
_INDENT = 4  # columns by which the text of a footnote goes in
_MANY_NESTED = 30


@cache
def parser() -> MarkdownIt:
    """Return the parser; its tokens say in ``meta`` where they stand."""
    markdown = MarkdownIt("commonmark", {"inline_definitions": True, "maxNesting": _MANY_NESTED})
    markdown.enable(["table", "strikethrough"])
    markdown.block.ruler.before("reference", "container", _container, {"alt": ["paragraph", "reference"]})
    markdown.block.ruler.before("reference", "directive", _directive, {"alt": ["paragraph", "reference", "blockquote"]})
    markdown.inline.ruler.before("link", "sign", _sign)
    for rule in markdown.block.ruler.__rules__:
        if rule.name in _LINED:
            markdown.block.ruler.at(rule.name, _lined(rule.fn), {"alt": rule.alt})
    for inline in markdown.inline.ruler.__rules__:
        markdown.inline.ruler.at(inline.name, _placed(inline.fn, inline.name))
    markdown.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    return markdown


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _lined(rule: BlockRule) -> BlockRule:
    """Return *rule* noting in each token's ``meta["lines"]`` where the text of its lines begins and ends.

    Where the environment has a function "count", that is called with each text found, and may raise.
    """

    def lined(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        count: Callable[[str], None] | None = state.env.get("count")
        for token in state.tokens[before:]:
            if count and token.type == "inline":
                count(token.content)
            if token.map and token.type in {"inline", "html_block", "definition"}:
                lines = range(token.map[0], min(token.map[1], state.lineMax))
                token.meta["lines"] = [(state.bMarks[n] + state.tShift[n], state.eMarks[n]) for n in lines]
        return True

    return lined


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Read the definition of a footnote or of a term: what follows the mark, and what is indented below."""
    mark = _CONTAINER.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if mark is None or state.is_code_block(start):
        return False
    if silent:
        return True
    kept = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType, state.blkIndent
    state.push("container_open", "", 1).info = mark[0]
    at = mark.end()
    while at < state.eMarks[start] and state.src[at] in " \t":
        at += 1
    state.bMarks[start], state.tShift[start] = at, 0
    state.blkIndent += _INDENT
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.push("container_close", "", -1)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType, state.blkIndent = kept
    return True


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Pass over a line that speaks to a program: a fence of an admonition, attributes, a formula of its own lines."""
    at = state.bMarks[start] + state.tShift[start]
    line = _DIRECTIVE.fullmatch(state.src, at, state.eMarks[start])
    if line is None or state.is_code_block(start):
        return False
    after = start + 1
    if line[0].startswith("$$") and line[0].rstrip().count("$$") == 1:
        after = next((n + 1 for n in range(after, end) if "$$" in state.src[state.bMarks[n] : state.eMarks[n]]), 0)
        if not after:
            return False
    if not silent:
        state.line = after
    return True


# ── In a paragraph ───────────────────────────────────────────────────────────────────────────────────────────────


def _placed(rule: InlineRule, name: str) -> InlineRule:
    """Return *rule* noting in each token's ``meta["span"]`` where it stands."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > before:
            _place(state.tokens[before:], start, state.pos, runs=name in _RUNS)
        return True

    return placed


def _place(tokens: Sequence[Token], start: int, end: int, *, runs: bool) -> None:
    last = tokens[-1]
    if runs:  # each a part of a run of asterisks, and perhaps plain text before them all
        at = end
        for token in reversed(tokens):
            if at > start:
                token.meta["span"] = (at - len(token.content), at)
                at -= len(token.content)
    elif last.type == "link_close" and last.markup == "autolink":
        tokens[-3].meta["span"] = (start, end)
        tokens[-2].meta["span"] = last.meta["span"] = (end, end)
    elif last.type == "link_close":
        opening = 0 if tokens[0].type == "link_open" else 1
        tokens[opening].meta["span"] = (start, start + 1)
        at = start + 1
        for token in tokens[opening + 1 : -1]:
            at = token.meta["span"][1] if "span" in token.meta else at + len(token.content)
        last.meta["span"] = (at, end)
    else:
        last.meta["span"] = (start, end)


def _sign(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Read a mark that speaks to a program: the reference to a footnote, a template's, a formula."""
    pattern = _SIGNS.get(state.src[state.pos])
    if pattern is None:
        return False
    found = pattern.match(state.src, state.pos, state.posMax)
    if found is None and state.pos == 0:
        found = _ALERT.match(state.src)
        if found and not silent:  # its line ends with it
            state.push("sign", "", 0).info = "alert"
            state.pos = found.end() + 1
            while state.pos < state.posMax and state.src[state.pos] in " \t":
                state.pos += 1
            return True
    if found is None:
        return False
    if not silent:
        state.push("sign", "", 0).info = "footnote" if found[0].startswith("[") else "placeholder"
    state.pos = found.end()
    return True
