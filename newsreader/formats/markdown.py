"""Markdown: quotes and notes in text order, for any program that shows CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    colour_words,
    document_id,
    moment,
    one_line,
    speaker_words,
    state_words,
)
from newsreader.formats.exported_links import Found, SectionTarget
from newsreader.formats.file_names import address, name_of_linked
from newsreader.formats.managed_blocks import BlockFormat, Marks, safe_id
from newsreader.formats.markdown_text import escape_inline, escape_line, escape_text
from newsreader.formats.note_markdown import note_lines
from newsreader.locale import _, with_label
from newsreader.notebook.note_links import ArticleTarget, HighlightTarget
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.wiki_links import WikiLink

_WEB = lazy_regex(r"https?://[^\s<>\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


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
        if document.key in document.beside.values():
            yield from (f'<a id="{document_id("article", document)}"></a>', "")
        yield f"# {escape_line(document.title)}"
        rows = list(byline_rows(document))
        if rows:
            yield from ("", *rows)
        if document.note:
            yield ""
            yield from note_lines(document, document.note, _link)

    def heading(self, document: Document, words: str) -> str:  # noqa: ARG002
        return f"## {escape_line(words)}"

    def excerpt(self, document: Document, excerpt: Excerpt) -> Iterator[str]:
        highlight = excerpt.highlight
        if highlight.id in document.linked:
            yield from (f'<a id="hl-{safe_id(highlight.id)}"></a>', "")
        if not excerpt.on_heading:
            for line in escape_text(excerpt.quote) or [""]:
                yield f"> {line}".rstrip()
            yield ""
        if highlight.note:
            yield from note_lines(document, highlight.note, _link)
            yield ""
        tags = [f"#{escape_line(one_line(tag))}" for tag in highlight.tags]
        yield facts_line(document, excerpt, tags)


def _link(link: WikiLink, found: Found) -> str:
    """A link to a block of the same file, or to the file of another article."""
    shown = escape_inline(link.shown)
    match found:
        case HighlightTarget(id=highlight_id):
            return f"[{shown}](#hl-{safe_id(highlight_id)})"
        case ArticleTarget(article=article):
            return f"[{shown}]({address(name_of_linked(article, Markdown.suffix))})"
        case SectionTarget(key=key):
            return f"[{shown}](#article-{key})"
    return shown


def byline_rows(document: Document) -> Iterator[str]:
    """What is known of the article, as the items of a list."""
    for label, words in document.byline():
        # The address of the article is the one that is to be a link.
        shown = f"<{words}>" if _WEB.fullmatch(words) else escape_line(words)
        yield f"- {with_label(label, shown)}"


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
