"""Find the highlights of a notebook again in the text as it is now."""

from __future__ import annotations

from dataclasses import replace

from newsreader.article.article import Article
from newsreader.locale import _
from newsreader.notebook.highlight import Anchor, Highlight, State
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.source import Source
from newsreader.text.span import Span


def resolve(notebook: Notebook, article: Article) -> Notebook:
    """`notebook` with every anchor in the text of `article`; the very same where that is its text.

    A highlight that is found keeps its entry and gets a new anchor; one that is found with doubt is
    for review; one that is not found is an orphan, and keeps the anchor it had. Deleted ones stay.
    """
    source = notebook.source
    if source is not None and source.sha256_text == article.sha256_text:
        return notebook
    highlights = {id_: _resolve(h, article.text) for id_, h in notebook.highlights.items()}
    return replace(notebook, highlights=highlights, source=Source.of(article))


def _resolve(highlight: Highlight, text: str) -> Highlight:
    if highlight.state is State.DELETED:
        return highlight
    span = find_exactly(highlight.anchor, text)
    if span is None:
        reason = _("The words are not in the text any more.")
        return replace(highlight, state=State.ORPHAN, reason=reason)
    return replace(highlight, anchor=Anchor.on(text, span), state=State.PLACED, reason="")


def find_exactly(anchor: Anchor, text: str) -> Span | None:
    """Where prefix, quote and suffix stand in `text` as they were, if that is in one place only."""
    whole = anchor.prefix + anchor.quote + anchor.suffix
    first = text.find(whole) if anchor.quote else -1
    if first < 0 or text.find(whole, first + 1) >= 0:
        return None
    start = first + len(anchor.prefix)
    return Span(start, start + len(anchor.quote))
