"""Find the entries of a notebook again in the text as it is now.

A highlight keeps its quote, the text around it and its offsets (the selectors of the W3C Web
Annotation model, section 4.2), and the sidecar keeps a sketch of the whole text; together they
say where a highlight stands in another version, how sure that is, or that it is gone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article.article import Article
from newsreader.locale import _
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.source import Source
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.anchoring.match_score import MatchScore
    from newsreader.anchoring.matching import Matcher

PLACE = 0.9
"""From this confidence on a highlight is placed without a question."""

REVIEW = 0.75
"""From this one on it is placed for review; below, it is an orphan."""


class Candidate(NamedTuple):
    """A place where an orphan may belong. `reason` is for the reader, in words."""

    span: Span
    confidence: float
    reason: str


def resolve(notebook: Notebook, article: Article) -> Notebook:
    """`notebook` with every anchor in the text of `article`; the very same where that is its text.

    What is found keeps its entry and gets a new anchor; a highlight that is found with doubt is
    for review, with the anchor that it had in `was`; one that is not found is an orphan and keeps
    its anchor. A bookmark goes to the nearest place. An unchanged text costs a comparison.
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
    """The text is the one the anchors stand in; offsets that do not hold the quote are not."""
    text = article.text
    strays = [
        h
        for h in notebook.highlights.values()
        if h.shown and text[h.anchor.start : h.anchor.end] != h.quote
    ]
    if not strays:
        return notebook
    matcher = _matcher(text)  # a sketch leads from offsets, and these are wrong
    return notebook.with_highlights(_resolve(h, matcher) for h in strays)


def _renewed(source: Source | None, article: Article) -> Source:
    """What is known about `article`, with what only the sidecar knew."""
    now = Source.of(article)
    return now if source is None else replace(now, merged=source.merged, extra=source.extra)


@lru_cache(maxsize=1)
def _matcher(text: str, old: str = "") -> Matcher:
    """The matcher of one text, kept for the next anchor; `old` is the sketch, if there is one."""
    # The matcher and its library are loaded by those alone who meet a changed text.
    from newsreader.anchoring import sketch  # noqa: PLC0415
    from newsreader.anchoring.matching import Matcher  # noqa: PLC0415

    return Matcher(text, sketch.read(old))


def _resolve(highlight: Highlight, matcher: Matcher) -> Highlight:
    state, anchor = highlight.state, highlight.anchor
    if highlight.was is not None and (span := _whole(highlight.was, matcher)):
        # The text is again as the reader knew it.
        return _placed(replace(highlight, was=None), Anchor.on(matcher.text, span))
    if state is HighlightState.ORPHAN:
        # Its offsets belong to some older text: only all of its words will do.
        span = _whole(anchor, matcher)
        return _placed(highlight, Anchor.on(matcher.text, span)) if span else highlight
    found = _find(anchor, matcher)
    if found.confidence < REVIEW:
        if state is HighlightState.DELETED:
            return highlight
        return replace(highlight, state=HighlightState.ORPHAN, reason=found.reason)
    here = Anchor.on(matcher.text, found.span)
    doubted = found.confidence < PLACE
    if (here.quote != anchor.quote or doubted) and highlight.was is None:
        highlight = replace(highlight, was=anchor)
    if not doubted:
        return _placed(highlight, here)
    # In the trash it stays there; out of it again it is for review, as the reason says.
    state = state if state is HighlightState.DELETED else HighlightState.REVIEW
    return replace(highlight, anchor=here, state=state, reason=found.reason)


def _whole(anchor: Anchor, matcher: Matcher) -> Span | None:
    """Where the quote stands with all of its context: at its own offsets, or in one place only.

    A text that is again what it was needs no doubt, however often the words are in it.
    """
    around = anchor.prefix or anchor.suffix
    if around and Anchor.on(matcher.text, anchor.span) == anchor:
        return anchor.span
    return matcher.whole(anchor)


def _find(anchor: Anchor, matcher: Matcher) -> Candidate:
    """The likeliest place for `anchor`; nowhere is an empty span without any confidence."""
    if matcher.map is None and not anchor.prefix and not anchor.suffix:
        return _find_bare(anchor, matcher)
    likely = matcher.best(anchor)
    if likely is None:
        return Candidate(Span(0, 0), 0.0, _orphaned(likely))
    reason = likely.reason() if likely.confidence >= REVIEW else _orphaned(likely)
    return Candidate(matcher.span(likely, anchor.quote), likely.confidence, reason)


def _find_bare(anchor: Anchor, matcher: Matcher) -> Candidate:
    """Words that came without context are certain only where their offsets say, or stand once."""
    if anchor.quote and anchor.span.of(matcher.text) == anchor.quote:
        return Candidate(anchor.span, 1.0, "")
    copies = matcher.copies(anchor.quote)
    if len(copies) == 1:
        return Candidate(copies[0], 1.0, "")
    if copies:
        told = _("The same words stand in {count} places; this is one of them.")
        nearest = min(copies, key=lambda span: abs(span.start - anchor.start))
        return Candidate(nearest, REVIEW, told.format(count=len(copies)))
    likely = matcher.best(anchor)
    if likely is None or likely.quote < 0.8 or likely.length < 12:
        return Candidate(Span(0, 0), 0.0, _orphaned(likely))
    told = _("{same} % of the words.").format(same=round(likely.quote * 100))
    return Candidate(matcher.span(likely, anchor.quote), REVIEW, told)


def _placed(highlight: Highlight, anchor: Anchor) -> Highlight:
    """On `anchor`; what was in the trash or for review stays so, an orphan is one no more."""
    if highlight.state is HighlightState.ORPHAN:
        return replace(highlight, anchor=anchor, state=HighlightState.PLACED, reason="")
    return replace(highlight, anchor=anchor)


def _orphaned(place: MatchScore | None) -> str:
    if place is None or place.quote < 0.4:
        return _("The words are not in the text any more.")
    if place.claimed > 0.3:
        return _("The words are left only in places where they stood before.")
    return place.reason()


def _move(bookmark: Bookmark, matcher: Matcher) -> Bookmark:
    """A bookmark is where its text begins; at the end of the text, where the text before ends."""
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
    """Places in `article` where an orphan may belong, the likeliest first, at most `most`."""
    anchors = [highlight.anchor] if highlight.was is None else [highlight.was, highlight.anchor]
    return _ranked(anchors, article)[:most]


def place(anchor: Anchor, article: Article) -> Candidate | None:
    """Where the words of an `anchor` from elsewhere (an import) stand, if they stand anywhere.

    Offsets that hold the quote are believed; else the words and their context decide.
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
        if places:
            places += matcher.others(anchor, max(places, key=lambda place: place.confidence))
        for likely in places:
            span = matcher.span(likely, anchor.quote)
            candidate = Candidate(span, likely.confidence, likely.reason())
            if span not in found or found[span].confidence < candidate.confidence:
                found[span] = candidate
    return tuple(sorted(found.values(), key=lambda c: (-c.confidence, c.span)))
