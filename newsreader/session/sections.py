"""Places: under which heading a highlight stands, and where one without a place may belong."""

from __future__ import annotations

from bisect import bisect_right

from newsreader.anchoring.resolve import Candidate, suggest
from newsreader.article.outline import outline
from newsreader.notebook.highlight import Highlight
from newsreader.session.notes import Notes


class Sections:
    """Answers for the article that the notes are on now."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._headings: tuple[str, list[tuple[int, str]]] | None = None

    def section(self, highlight: Highlight) -> str:
        """The heading that a highlight stands under, on one line; "" for none and for an orphan."""
        article = self._notes.article
        if self._headings is None or self._headings[0] != article.sha256_text:
            starts = article.paragraphs
            rows = [(starts[e.paragraph].span.start, e.words) for e in outline(article)]
            self._headings = article.sha256_text, rows
        rows = self._headings[1]
        at = bisect_right(rows, highlight.anchor.start, key=lambda row: row[0]) - 1
        return rows[at][1] if at >= 0 and highlight.shown else ""

    def suggestions(self, highlight_id: str) -> list[tuple[Candidate, str]]:
        """Where a highlight without a place may belong, with what stands there; likeliest first."""
        article = self._notes.article
        found = suggest(self._notes.notebook.highlights[highlight_id], article)
        return [(candidate, candidate.span.of(article.text)) for candidate in found]
