"""Obsidian: a note for a vault, with front matter, callouts, tags and block ids to link to."""

from __future__ import annotations

import json
import re
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
from newsreader.formats.markdown_text import escape_line, escape_text, without_controls
from newsreader.formats.sections import sections
from newsreader.locale import _

_MARKS = Marks("%% ", " %%")
_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(?:.*\n)*?---[ \t\r]*(?:\n\s*|$)")
_WIKI_LINK = re.compile(r"(?<!!)\\\[\\\[([^\[\]\\\n]+)\\\]\\\]")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


class Obsidian:
    """Markdown as Obsidian extends it; in a reader's notes [[links]] stay links."""

    name = "obsidian"
    suffix = ".md"
    carries_entities = False
    keeps = frozenset(Part) - {Part.BOOKMARKS, Part.ENTITIES, Part.CONTEXT}

    @property
    def label(self) -> str:
        return _("Obsidian note")

    def write(self, document: Document) -> str:
        return _front_matter(document) + "\n" + render(_blocks(document), _MARKS)

    def plain(self, document: Document) -> str:
        """What is written, without the marks."""
        return _front_matter(document) + "\n" + plain(_blocks(document))

    def update(self, existing: str, document: Document) -> str:
        """`existing` with our blocks brought up to date and every word of the user kept.

        Front matter that is there stays as it is, for its properties are edited in Obsidian.
        """
        text = existing.removeprefix("\ufeff")
        found = _FRONT_MATTER.match(text)
        front = found[0] if found else _front_matter(document) + "\n"
        body = text[found.end() :] if found else text
        return front + update(body, tuple(_blocks(document)), _MARKS)


def _front_matter(document: Document) -> str:
    """YAML whose values are JSON strings, which YAML 1.2 reads as they are."""
    article = document.article
    values = {
        "title": document.title,
        "author": article.author,
        "source": article.source,
        "published": article.published,
        "file": article.name,
    }
    rows = [
        f"{key}: {json.dumps(without_controls(one_line(value)), ensure_ascii=False)}"
        for key, value in values.items()
        if value
    ]
    return "\n".join(["---", *rows, "---"]) + "\n"


def _blocks(document: Document) -> Iterator[ManagedBlock]:
    yield ManagedBlock("article", "\n".join(_head(document)))
    for section in sections(document):
        if section.heading:
            yield ManagedBlock(section.id, f"## {escape_line(section.heading)}")
        for excerpt in section.excerpts:
            block_id = safe_id(excerpt.highlight.id)
            yield ManagedBlock(block_id, "\n".join(_excerpt(document, excerpt, block_id)))


def _head(document: Document) -> Iterator[str]:
    yield f"# {escape_line(document.title)}"
    if document.notebook.note:
        yield ""
        yield from _note(document.notebook.note)


def _excerpt(document: Document, excerpt: Excerpt, block_id: str) -> Iterator[str]:
    highlight = excerpt.highlight
    yield f"> [!quote] {' · '.join(_facts(document, excerpt))}"
    for line in escape_text(excerpt.quote):
        yield f"> {line}".rstrip()
    # Obsidian wants the id of a callout on a line of its own, empty lines round it.
    yield ""
    yield f"^hl-{re.sub(r'[^A-Za-z0-9-]', '-', block_id)}"
    if highlight.note:
        yield ""
        yield from _note(highlight.note)


def _facts(document: Document, excerpt: Excerpt) -> Iterator[str]:
    highlight = excerpt.highlight
    yield from [_("heading")] if excerpt.on_heading else []
    yield escape_line(colour_words(document, highlight.colour))
    yield from (_tag(tag) for tag in highlight.tags)
    yield moment(highlight.created)
    words = state_words(highlight)
    if words:
        yield escape_line(words)


def _tag(tag: str) -> str:
    """A tag in the letters that Obsidian allows, followed by the reader's own where they differ."""
    allowed = _NOT_IN_TAG.sub("-", tag).strip("-/") or "tag"
    if allowed.isdigit():
        allowed += "_"
    return f"#{allowed}" if allowed == tag else f"#{allowed} ({escape_line(one_line(tag))})"


def _note(note: str) -> Iterator[str]:
    for line in escape_text(note):
        yield _WIKI_LINK.sub(lambda found: f"[[{found[1]}]]", line)
