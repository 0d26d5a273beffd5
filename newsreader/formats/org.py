"""Org: an outline for Emacs, a headline for each highlight with its facts as properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from newsreader.formats.document import Document, Excerpt, Part, colour_words, one_line
from newsreader.formats.managed_blocks import ManagedBlock, Marks, plain, render, safe_id, update
from newsreader.formats.org_text import ESCAPE, escape_line, escape_text
from newsreader.formats.sections import sections
from newsreader.locale import _

_MARKS = Marks("# ", "")
_NOT_IN_TAG = re.compile(r"[^\w@#%]+")
_DRAWER_END = re.compile(r":(?=end:)", re.IGNORECASE)
_HEADLINE = 24
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_EXPORT_AS_TEXT = "#+options: *:nil ^:nil -:nil e:nil f:nil tex:verbatim |:nil <:nil"
"""Chinese prose uses ~ and / and _ as they stand: nothing in it is emphasis."""


class Org:
    """Org mode, with ids as `org-id` keeps them."""

    name = "org"
    suffix = ".org"
    carries_entities = False
    keeps = frozenset(Part) - {Part.BOOKMARKS, Part.ENTITIES, Part.CONTEXT}

    @property
    def label(self) -> str:
        return _("Org mode")

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
            yield ManagedBlock(section.id, f"* {_headline(section.heading)}")
        depth = 2 if section.heading else 1
        for excerpt in section.excerpts:
            lines = _excerpt(document, excerpt, depth)
            yield ManagedBlock(safe_id(excerpt.highlight.id), "\n".join(lines))


def _head(document: Document) -> Iterator[str]:
    article = document.article
    yield f"#+title: {escape_line(document.title)}"
    if article.author:
        yield f"#+author: {escape_line(one_line(article.author))}"
    if article.published:
        yield f"#+date: {escape_line(one_line(article.published))}"
    if article.source:
        yield f"#+description: {escape_line(one_line(article.source))}"
    yield _EXPORT_AS_TEXT
    if document.notebook.note:
        yield ""
        yield from escape_text(document.notebook.note)


def _excerpt(document: Document, excerpt: Excerpt, depth: int) -> Iterator[str]:
    highlight = excerpt.highlight
    words = _("heading") if excerpt.on_heading else excerpt.quote
    yield f"{'*' * depth} {_headline(words)}{_tags(highlight.tags)}"
    yield ":PROPERTIES:"
    for name, value in _properties(document, excerpt):
        yield f":{name}: {_DRAWER_END.sub(f':{ESCAPE}', value)}"
    yield ":END:"
    if not excerpt.on_heading:
        yield "#+begin_quote"
        yield from escape_text(excerpt.quote)
        yield "#+end_quote"
    if highlight.note:
        yield from escape_text(highlight.note)


def _properties(document: Document, excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    highlight = excerpt.highlight
    yield "ID", safe_id(highlight.id)
    yield "COLOUR", escape_line(colour_words(document, highlight.colour))
    if any(_tag(tag) != tag for tag in highlight.tags):
        yield "TAG_NAMES", ", ".join(escape_line(one_line(tag)) for tag in highlight.tags)
    yield "CREATED", _timestamp(highlight.created)
    yield "MODIFIED", _timestamp(highlight.modified)
    yield "STATE", highlight.state.value
    if highlight.reason:
        yield "REASON", escape_line(one_line(highlight.reason))


def _headline(text: str) -> str:
    """The first words on one line; a headline does not end like tags (":a:")."""
    line = one_line(text)
    if len(line) > _HEADLINE:
        line = line[:_HEADLINE] + "…"
    return escape_line(re.sub(r":$", ":\u200b", line)) or "…"


def _tags(tags: tuple[str, ...]) -> str:
    names = list(dict.fromkeys(name for name in map(_tag, tags) if name))
    return f" :{':'.join(names)}:" if names else ""


def _tag(tag: str) -> str:
    """A tag in the letters that Org allows, or nothing where it has none of them."""
    return _NOT_IN_TAG.sub("_", tag).strip("_")


def _timestamp(time: datetime) -> str:
    """An inactive timestamp, which no agenda shows. Org's have no zone: the reader's clock."""
    return f"[{time:%Y-%m-%d} {_DAYS[time.weekday()]} {time:%H:%M}]"
