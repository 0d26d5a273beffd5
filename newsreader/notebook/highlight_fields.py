"""A highlight as plain data: what `list --json` prints, and the Python API returns."""

from __future__ import annotations

from newsreader.article.article import Article
from newsreader.notebook.highlight import Highlight, known_time

FIELDS = (
    "id", "paragraph", "start", "end", "quote", "colour", "tags", "speaker", "note", "state",
    "created", "modified",
)  # fmt: skip


def highlight_fields(article: Article, highlight: Highlight) -> dict[str, object]:
    """The FIELDS of a highlight on `article`; times are in ISO 8601, None if unknown.

    `paragraph` is the number of the paragraph, from 1; None for one without a place.
    """
    return {
        "id": highlight.id,
        "paragraph": paragraph_number(article, highlight),
        "start": highlight.anchor.start,
        "end": highlight.anchor.end,
        "quote": highlight.quote,
        "colour": highlight.colour.value,
        "tags": list(highlight.tags),
        "speaker": highlight.speaker or None,
        "note": highlight.note,
        "state": highlight.state.value,
        "created": known_time(highlight.created),
        "modified": known_time(highlight.modified),
    }


def paragraph_number(article: Article, highlight: Highlight) -> int | None:
    """The number of the paragraph of a highlight, from 1; None if it has no place in the text."""
    return article.paragraphs.at(highlight.anchor.start) + 1 if highlight.is_shown else None
