"""Anki: a text file of cards, for Anki 2.1.54 and later.

The ids of highlights are in the guid column, so that Anki updates the cards that it has already.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from newsreader.formats.collection import with_own_ids
from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    colour_words,
    lines_of,
    moment,
    one_line,
    state_words,
    without_controls,
)
from newsreader.formats.managed_blocks import safe_id
from newsreader.locale import _
from newsreader.text.wiki_links import with_shown_words

_HEADER = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#tags column:4",
)
_ACTIVE = str.maketrans(
    {"[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "\\": "&#92;", "$": "&#36;"}
)
"""Anki runs LaTeX and plays sounds from text in brackets, but not from character references."""


class Anki:
    """One card for each highlight: the quote in front, the note and the source on the back."""

    name = "anki"
    suffix = ".txt"
    includes_entities = False
    keeps = frozenset(Part) - {
        Part.ARTICLE_NOTE,
        Part.BOOKMARKS,
        Part.CONTEXT,
        Part.ENTITIES,
    }

    @property
    def label(self) -> str:
        return _("Anki cards")

    def write(self, document: Document) -> str:
        return self.write_all([document])

    def write_all(self, documents: Sequence[Document]) -> str:
        cards = (
            _card(document, excerpt)
            for document in with_own_ids(documents)
            for excerpt in document.all()
        )
        return anki_file(_HEADER, cards)


def anki_file(header: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """The lines of `header`, then a note for each of `rows`, whose cells are HTML."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows(rows)
    return "\n".join(header) + "\n" + out.getvalue()


def _card(document: Document, excerpt: Excerpt) -> tuple[str, str, str, str]:
    highlight = excerpt.highlight
    back = [html_text(with_shown_words(highlight.note))] if highlight.note else []
    back.append(
        "<small>" + "<br>".join(html_text(row) for row in _source(document, excerpt)) + "</small>"
    )
    tags = ("_".join(tag.split()) for tag in (highlight.colour.value, *highlight.tags))
    return (
        safe_id(highlight.id),
        html_text(highlight.quote),
        "<hr>".join(back),
        " ".join(without_controls(tag) for tag in tags if tag),
    )


def _source(document: Document, excerpt: Excerpt) -> Iterator[str]:
    yield document.title
    article = document.article
    byline = [
        one_line(words) for words in (article.author, article.source, article.published) if words
    ]
    if byline:
        yield " · ".join(byline)
    if excerpt.section:
        yield excerpt.section
    facts = [
        colour_words(document, excerpt.highlight.colour),
        moment(excerpt.highlight.created),
        state_words(excerpt.highlight),
    ]
    yield " · ".join(fact for fact in facts if fact)


def html_text(text: str) -> str:
    """`text` as HTML that only shows it, with its line breaks."""
    lines = (escape(without_controls(line)).translate(_ACTIVE) for line in lines_of(text))
    return "<br>".join(lines)
