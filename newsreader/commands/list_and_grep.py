"""`list` and `grep`: highlights and notes of articles, one on each line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.commands.output import say, write_objects
from newsreader.commands.sources import Opened, Sources
from newsreader.locale import _
from newsreader.notebook.colour import colour_meanings
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.highlight_fields import highlight_fields, paragraph_number

Matches = Callable[[Article, Sequence[str], Highlight | None], bool]
"""Whether words of an article match: those of a highlight, or the note on the article."""


class ArticleNotes(NamedTuple):
    """The highlights of one article to print; `note` is the one on the whole article."""

    opened: Opened
    note: str
    highlights: Sequence[Highlight]


def list_notes(arguments: Namespace) -> int:
    """Print every highlight and note; returns 1 if an article was left out."""
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    _print(_found(sources), arguments, several=sources.has_several)
    return int(sources.failed)


def grep_notes(arguments: Namespace) -> int:
    """Print those that match a query; returns 1 if there are none. Raises SearchError."""
    # Slow to load, and only `grep` has a query.
    from newsreader.notebook.query_item import highlight_item, note_query  # noqa: PLC0415

    meanings = colour_meanings(arguments.settings.colours)
    expression = note_query(arguments.pattern, meanings)
    sources = Sources(arguments.files, arguments.encoding, noted=True)

    def matches(article: Article, words: Sequence[str], highlight: Highlight | None) -> bool:
        tags, colour = (highlight.tags, highlight.colour) if highlight else ((), None)
        item = replace(
            highlight_item(words, tags, colour, meanings, highlight.speaker if highlight else ""),
            authors=(article.author or "",),
            sources=(article.source or "",),
            day=article.published_iso or "",
        )
        return expression.matches(item)

    count = _print(_found(sources, matches), arguments, several=sources.has_several)
    return int(sources.failed or not count)


def _found(sources: Iterable[Opened], matches: Matches | None = None) -> Iterator[ArticleNotes]:
    for opened in sources:
        notebook, article = opened.notebook(), opened.article
        highlights, note = list(notebook.in_order()), notebook.note
        if matches is not None:
            highlights = [h for h in highlights if matches(article, (h.quote, h.note), h)]
            note = note if matches(article, (note,), None) else ""
        yield ArticleNotes(opened, note, highlights)


def _print(found: Iterable[ArticleNotes], arguments: Namespace, *, several: bool) -> int:
    """Print the notes, and return the number of highlights and notes on whole articles."""
    count = 0
    for each in found:
        count += len(each.highlights) + bool(each.note)
        if arguments.json:
            write_objects([_json_object(each)], lines=several)
            continue
        if each.note:
            whole = _("article")
            say(f"{each.opened.name}:{whole}: {' '.join(each.note.split())}")
        for highlight in each.highlights:
            say(_line(each.opened, highlight))
    return count


def _line(opened: Opened, highlight: Highlight) -> str:
    """`file:paragraph: quote – note #tag`, with "orphan" for the paragraph of an orphan."""
    paragraph = paragraph_number(opened.article, highlight)
    words = note_line(highlight.quote, highlight.note, highlight.tags)
    return f"{opened.name}:{paragraph or _('orphan')}: {words}"


def note_line(quote: str, note: str, tags: Iterable[str]) -> str:
    """`quote – note #tag` on one line."""
    parts = [" ".join(part.split()) for part in (quote, note) if part]
    return " – ".join(parts) + "".join(f" #{tag}" for tag in tags)


def _json_object(found: ArticleNotes) -> dict[str, object]:
    """What `--json` prints for one article."""
    return {
        "file": found.opened.name,
        "title": found.opened.article.title,
        "note": found.note,
        "highlights": [
            highlight_fields(found.opened.article, highlight) for highlight in found.highlights
        ],
    }
