"""Find the entries of a notebook again in the present text.

A highlight has its quote, the text around it and its offsets (selectors of the W3C Web Annotation
Data Model, section 4.2), and the sidecar has a sketch of the whole text. From these follow the
place of a highlight in another version and its confidence.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article.article import Article
from newsreader.locale import _
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.notebook.notebook import Bookmark, Notebook, Source
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.anchoring.match_score import MatchScore
    from newsreader.anchoring.matching import Matcher

PLACE = 0.9
"""The lowest confidence of a highlight that is placed without review."""

REVIEW = 0.75
"""The lowest confidence of a highlight for review; below, it is an orphan."""


class Candidate(NamedTuple):
    """A possible place of an orphan. `reason` is a sentence for the reader."""

    span: Span
    confidence: float
    reason: str


def resolve(notebook: Notebook, article: Article) -> Notebook:
    """`notebook` with every anchor in the text of `article`; the same object if nothing changes.

    A highlight that is found gets a new anchor. If its place is uncertain it is for review, with
    its old anchor in `was`. If it is not found it is an orphan and keeps its anchor. A bookmark
    moves to the nearest place. For an unchanged text, only the quotes are compared.
    """
    source = notebook.source
    if source is not None and source.sha256_text == article.sha256_text:
        return _checked(notebook, article)
    moved = replace(notebook, source=_renewed(source, article))
    if not notebook.highlights and not notebook.bookmarks:
        return moved
    matcher = _matcher(article.text, source.sketch if source is not None else "")
    return replace(
        moved,
        highlights={id_: _resolve(h, matcher) for id_, h in notebook.highlights.items()},
        bookmarks={letter: _move(b, matcher) for letter, b in notebook.bookmarks.items()},
    )


def _checked(notebook: Notebook, article: Article) -> Notebook:
    """`notebook` on its own text, with highlights resolved whose offsets do not hold the quote."""
    text = article.text
    strays = [
        h
        for h in notebook.highlights.values()
        if h.is_shown and text[h.anchor.start : h.anchor.end] != h.quote
    ]
    if not strays:
        return notebook
    matcher = _matcher(text)  # without the sketch, which depends on right offsets
    return notebook.with_highlights(_resolve(h, matcher) for h in strays)


def _renewed(source: Source | None, article: Article) -> Source:
    """The source for `article`, with the fields of `source` that only the sidecar has."""
    now = Source.of(article)
    if source is None:
        return now
    return replace(
        now,
        merged=source.merged,
        url=now.url or source.url,
        captured=now.captured or source.captured,
        extra=source.extra,
    )


@lru_cache(maxsize=1)
def _matcher(text: str, old: str = "") -> Matcher:
    """The matcher of one text, cached; `old` is the sketch of the old text or empty."""
    # Not at the top: most texts are unchanged and do not need the matcher and its library.
    from newsreader.anchoring import sketch  # noqa: PLC0415
    from newsreader.anchoring.matching import Matcher  # noqa: PLC0415

    return Matcher(text, sketch.read(old))


def _resolve(highlight: Highlight, matcher: Matcher) -> Highlight:
    state, anchor = highlight.state, highlight.anchor
    if highlight.was is not None and (span := _whole(highlight.was, matcher)):
        # The original text is back.
        return _placed(replace(highlight, was=None), Anchor.on(matcher.text, span))
    if state is HighlightState.ORPHAN:
        # Its offsets are those of an older text, so the whole context must match.
        span = _whole(anchor, matcher)
        return _placed(highlight, Anchor.on(matcher.text, span)) if span else highlight
    found = _find(anchor, matcher)
    if found.confidence < REVIEW:
        if state is HighlightState.DELETED:
            return highlight
        return replace(highlight, state=HighlightState.ORPHAN, reason=found.reason)
    here = Anchor.on(matcher.text, found.span)
    uncertain = found.confidence < PLACE
    was = highlight.was
    if was is None and (here.quote != anchor.quote or uncertain):
        was = anchor
    if not uncertain:
        return replace(highlight, anchor=here, was=was)
    # In the trash it stays there; because of its reason, it is for review when restored.
    state = state if state is HighlightState.DELETED else HighlightState.REVIEW
    return replace(highlight, anchor=here, state=state, reason=found.reason, was=was)


def _whole(anchor: Anchor, matcher: Matcher) -> Span | None:
    """The place of the quote with its whole context: at its own offsets, or the only one."""
    around = anchor.prefix or anchor.suffix
    if around and Anchor.on(matcher.text, anchor.span) == anchor:
        return anchor.span
    return matcher.whole(anchor)


def _find(anchor: Anchor, matcher: Matcher) -> Candidate:
    """The best place for `anchor`; an empty span with confidence 0 if there is none."""
    if matcher.map is None and not anchor.prefix and not anchor.suffix:
        return _find_bare(anchor, matcher)
    best = matcher.best(anchor)
    if best is None:
        return Candidate(Span(0, 0), 0.0, _orphan_reason(best))
    confidence = best.confidence
    if confidence >= PLACE:
        reason = ""
    else:
        reason = best.reason() if confidence >= REVIEW else _orphan_reason(best)
    return Candidate(matcher.span(best, anchor.quote), confidence, reason)


def _find_bare(anchor: Anchor, matcher: Matcher) -> Candidate:
    """As `_find`, without context: certain only at the anchor's offsets or if there is one copy."""
    if anchor.quote and anchor.span.of(matcher.text) == anchor.quote:
        return Candidate(anchor.span, 1.0, "")
    copies = matcher.copies(anchor.quote)
    if len(copies) == 1:
        return Candidate(copies[0], 1.0, "")
    if copies:
        message = _("The same words are in {count} places; this is one of them.")
        nearest = min(copies, key=lambda span: abs(span.start - anchor.start))
        return Candidate(nearest, REVIEW, message.format(count=len(copies)))
    best = matcher.best(anchor)
    if best is None or best.quote < 0.8 or best.length < 12:
        return Candidate(Span(0, 0), 0.0, _orphan_reason(best))
    reason = _("{same} % of the words.").format(same=round(best.quote * 100))
    return Candidate(matcher.span(best, anchor.quote), REVIEW, reason)


def _placed(highlight: Highlight, anchor: Anchor) -> Highlight:
    """`highlight` on `anchor`. An orphan is placed; any other state is kept."""
    if highlight.state is HighlightState.ORPHAN:
        return replace(highlight, anchor=anchor, state=HighlightState.PLACED, reason="")
    return replace(highlight, anchor=anchor)


def _orphan_reason(place: MatchScore | None) -> str:
    if place is None or place.quote < 0.4:
        return _("The words are not in the text any more.")
    if place.claimed > 0.3:
        return _("The words are left only in places where they were before.")
    return place.reason()


def _move(bookmark: Bookmark, matcher: Matcher) -> Bookmark:
    """`bookmark` in the new text: at its context, or after the text before it."""
    at = bookmark.offset
    if bookmark.context:
        anchor = Anchor(at, at + len(bookmark.context), bookmark.context, prefix=bookmark.before)
    else:
        anchor = Anchor(max(0, at - len(bookmark.before)), at, bookmark.before)
    place = matcher.best(anchor)
    if place is None or place.confidence < REVIEW:
        offset = matcher.guess(anchor)
    else:
        span = matcher.span(place, anchor.quote)
        offset = span.start if bookmark.context else span.end
    moved = Bookmark.on(matcher.text, bookmark.letter, offset)
    return replace(moved, extra=bookmark.extra)


def suggest(highlight: Highlight, article: Article, most: int = 3) -> tuple[Candidate, ...]:
    """Up to `most` possible places for an orphan in `article`, the best first."""
    anchors = [highlight.anchor] if highlight.was is None else [highlight.was, highlight.anchor]
    return _ranked(anchors, article)[:most]


def place(anchor: Anchor, article: Article) -> Candidate | None:
    """The place of an imported `anchor`, or None.

    Offsets that hold the quote are trusted; otherwise the quote and its context decide.
    """
    if anchor.quote and anchor.span.of(article.text) == anchor.quote:
        return Candidate(anchor.span, 1.0, "")
    found = _find(anchor, _matcher(article.text))
    return found if found.confidence > 0 else None


def _ranked(anchors: list[Anchor], article: Article) -> tuple[Candidate, ...]:
    matcher = _matcher(article.text)
    found: dict[Span, Candidate] = {}
    for anchor in anchors:
        places = list(matcher.places(anchor))
        if (best := matcher.best(anchor)) is not None:
            places += [best, *matcher.others(anchor, best)]
        for score in places:
            span = matcher.span(score, anchor.quote)
            candidate = Candidate(span, score.confidence, score.reason())
            if span not in found or found[span].confidence < candidate.confidence:
                found[span] = candidate
    return tuple(sorted(found.values(), key=lambda c: (-c.confidence, c.span)))
