"""Markdown: quotes and notes in text order, for any program that shows CommonMark."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    colour_words,
    moment,
    one_line,
    state_words,
)
from newsreader.formats.managed_blocks import ManagedBlock, Marks, plain, render, safe_id, update
from newsreader.formats.markdown_text import escape_line, escape_text
from newsreader.formats.sections import sections
from newsreader.locale import _

_MARKS = Marks("<!-- ", " -->")


class Markdown:
    """Plain Markdown. No emphasis anywhere: CommonMark breaks it beside Chinese quotation marks."""

    name = "markdown"
    suffix = ".md"
    carries_entities = False
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

    @property
    def label(self) -> str:
        return _("Markdown")

    def write(self, document: Document) -> str:
        return render(_blocks(document), _MARKS)

    def plain(self, document: Document) -> str:
        """What is written, without the marks."""
        return plain(_blocks(document))

    def update(self, existing: str, document: Document) -> str:
        """`existing` with our blocks brought up to date and every word of the user kept."""
        return update(existing, tuple(_blocks(document)), _MARKS)


def _blocks(document: Document) -> Iterator[ManagedBlock]:
    yield ManagedBlock("article", "\n".join(_head(document)))
    for section in sections(document):
        if section.heading:
            yield ManagedBlock(section.id, f"## {escape_line(section.heading)}")
        for excerpt in section.excerpts:
            yield ManagedBlock(
                safe_id(excerpt.highlight.id), "\n".join(_excerpt(document, excerpt))
            )


def _head(document: Document) -> Iterator[str]:
    yield f"# {escape_line(document.title)}"
    rows = document.byline()
    if rows:
        yield ""
        for label, words in rows:
            line = _("{label}: {words}").format(label=label, words=escape_line(words))
            yield f"- {line}"
    if document.notebook.note:
        yield ""
        yield from escape_text(document.notebook.note)


def _excerpt(document: Document, excerpt: Excerpt) -> Iterator[str]:
    highlight = excerpt.highlight
    if not excerpt.on_heading:
        for line in escape_text(excerpt.quote) or [""]:
            yield f"> {line}".rstrip()
        yield ""
    if highlight.note:
        yield from escape_text(highlight.note)
        yield ""
    yield " · ".join(_facts(document, excerpt))


def _facts(document: Document, excerpt: Excerpt) -> Iterator[str]:
    highlight = excerpt.highlight
    yield from [_("heading")] if excerpt.on_heading else []
    yield escape_line(colour_words(document, highlight.colour))
    yield from (f"#{escape_line(one_line(tag))}" for tag in highlight.tags)
    yield moment(highlight.created)
    words = state_words(highlight)
    if words:
        yield escape_line(words)
