"""Markdown: quotes and notes in text order, for any program that shows CommonMark.

The escapes follow CommonMark 0.31, sections 2.4 and 4, and its common extensions: strikethrough and
tables as GitHub has them, and mathematics between dollar signs. Chinese text has single tildes in
ranges, which GitHub would strike through: 5~10亿元到3~4亿元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    colour_words,
    lines_of,
    moment,
    one_line,
    speaker_words,
    state_words,
    without_controls,
)
from newsreader.formats.managed_blocks import BlockFormat, Marks
from newsreader.locale import _

_INLINE = re.compile(r"[\\`*_\[\]<>~|$^#]|&(?=#?\w+;)|==|%%")
_ADDRESS = re.compile(
    r"(?<=http)s?:(?=//)|(?<=ftp):(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)\.|@(?=[\w-]+\.)"
    r"|(?<=Local Variables):|(?<=\bvim):|(?<=\bvi):|(?<=\bex):",
    re.IGNORECASE,
)
"""The mark by which programs make a link of a bare address (GitHub's autolinks), or Emacs and Vim
take a line for settings."""

_WEB = re.compile(r"https?://[^\s<>\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_LINE_START = re.compile(r"^([-+=]|:(?=[-:])|\d{1,9}(?=[.)]))")


class Markdown(BlockFormat):
    """Plain Markdown, without emphasis: CommonMark breaks it beside Chinese quotation marks."""

    name = "markdown"
    suffix = ".md"
    includes_entities = False
    keeps = frozenset(
        {
            Part.COLOUR,
            Part.TAGS,
            Part.NOTE,
            Part.ARTICLE_NOTE,
            Part.SECTION,
            Part.TIMES,
            Part.ORPHANS,
            Part.OVERLAPS,
        }
    )
    marks = Marks("<!-- ", " -->")

    @property
    def label(self) -> str:
        return _("Markdown")

    def head(self, document: Document) -> Iterator[str]:
        yield f"# {escape_line(document.title)}"
        rows = list(byline_rows(document))
        if rows:
            yield from ("", *rows)
        if document.note:
            yield ""
            yield from escape_text(document.note)

    def heading(self, document: Document, words: str) -> str:  # noqa: ARG002
        return f"## {escape_line(words)}"

    def excerpt(self, document: Document, excerpt: Excerpt) -> Iterator[str]:
        highlight = excerpt.highlight
        if not excerpt.on_heading:
            for line in escape_text(excerpt.quote) or [""]:
                yield f"> {line}".rstrip()
            yield ""
        if highlight.note:
            yield from escape_text(highlight.note)
            yield ""
        tags = [f"#{escape_line(one_line(tag))}" for tag in highlight.tags]
        yield facts_line(document, excerpt, tags)


def byline_rows(document: Document) -> Iterator[str]:
    """What is known of the article, as the items of a list."""
    for label, words in document.byline():
        # The address of the article is the one that is to be a link.
        shown = f"<{words}>" if _WEB.fullmatch(words) else escape_line(words)
        line = _("{label}: {words}").format(label=label, words=shown)
        yield f"- {line}"


def facts_line(document: Document, excerpt: Excerpt, tags: list[str]) -> str:
    """Colour, `tags`, time and state of an excerpt on one line."""
    highlight = excerpt.highlight
    facts = [
        _("heading") if excerpt.on_heading else "",
        escape_line(speaker_words(excerpt.highlight)),
        escape_line(colour_words(document, highlight.colour)),
        *tags,
        moment(highlight.created),
        escape_line(state_words(highlight)),
    ]
    return " · ".join(fact for fact in facts if fact)


def escape_line(line: str) -> str:
    """One line of text as Markdown that shows it and builds no structure."""
    line = without_controls(line)
    line = _INLINE.sub(lambda found: "".join("\\" + mark for mark in found[0]), line)
    line = _ADDRESS.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], line)
    line = _LINE_START.sub(_escape_start, line)
    return _escape_ends(line)


def escape_text(text: str) -> list[str]:
    """The lines of Markdown that show `text`.

    Line breaks become hard breaks, empty lines separate paragraphs, and empty lines at both ends
    are dropped.
    """
    lines = lines_of(text)
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    shown: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip(" \t"):
            if shown[-1]:
                shown.append("")
            continue
        more = number + 1 < len(lines) and lines[number + 1].strip(" \t")
        shown.append(escape_line(line) + ("\\" if more else ""))
    return shown


def _escape_start(found: re.Match[str]) -> str:
    start = found[0]
    if start[0].isdigit():
        # A digit cannot be escaped, but the mark after it can, and it is what makes the list.
        return start + "\\"
    return "\\" + start


def _escape_ends(line: str) -> str:
    """`line` with character references for spaces and tabs at its ends, which are structure."""
    words = line.strip(" \t")
    if len(words) == len(line):
        return line
    start = len(line) - len(line.lstrip(" \t"))
    shown = str.maketrans({" ": "&#32;", "\t": "&#9;"})
    return line[:start].translate(shown) + words + line[start + len(words) :].translate(shown)
