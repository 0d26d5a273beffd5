"""Imported entries in a notebook: each gets a place, or is merged into what is there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from newsreader.anchoring.resolve import PLACE, REVIEW, place
from newsreader.article.article import Article
from newsreader.entities.corrections import Correction, CorrectionAction, from_tables, to_table
from newsreader.formats.imported_highlight import ImportedHighlight, with_note
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState, time_read
from newsreader.notebook.merge import merge_tags, merge_text
from newsreader.notebook.notebook import Notebook, Source
from newsreader.text.fold import fold
from newsreader.text.newlines import with_line_feeds
from newsreader.text.span import Span

Progress = Callable[[float], bool]
"""Is called with the share that is done, 0 to 1; returns whether to go on."""


class Outcome(StrEnum):
    """What became of an entry."""

    PLACED = "placed"
    REVIEW = "review"
    MERGED = "merged"
    """It added something to a highlight that is there."""
    PRESENT = "present"
    """All of it is in the notebook already."""
    TRASH = "trash"
    """It is a highlight that the reader deleted."""
    LEFT = "left"
    """A name that this program found itself and wrote into an export."""
    LOST = "lost"
    """Its quote has no place in the article."""
    OTHER = "other"
    """It belongs to another title."""
    UNKNOWN = "unknown"
    """It could not be understood."""


USED = (Outcome.PLACED, Outcome.REVIEW, Outcome.MERGED, Outcome.PRESENT, Outcome.TRASH)
"""The outcomes after which nothing of the entry is missing."""


@dataclass(slots=True)
class Report:
    """The outcome of every entry with its words, in their order."""

    results: list[tuple[Outcome, str]] = field(default_factory=list)

    def add(self, outcome: Outcome, words: str) -> None:
        self.results.append((outcome, words))

    def count(self, outcome: Outcome) -> int:
        return sum(1 for found, _words in self.results if found is outcome)

    @property
    def is_useless(self) -> bool:
        """Whether no entry could be used."""
        return not any(outcome in USED for outcome, _words in self.results)


def import_entries(
    entries: Sequence[ImportedHighlight],
    notebook: Notebook,
    article: Article,
    now: datetime,
    *,
    others: Sequence[ImportedHighlight] = (),
    as_entities: bool = False,
    progress: Progress = lambda _share: True,
) -> tuple[Notebook, Report]:
    """`notebook` with all that `entries` add to it, and the outcome of each entry.

    Labels that name a kind become highlights, or with `as_entities` corrections of the entities.
    The entries after `progress` has said to stop are in neither. `others` are those of other
    titles, which are only reported.
    """
    importer = _Import(notebook, article, now, as_entities=as_entities)
    for number, entry in enumerate(entries):
        if not progress(number / len(entries)):
            break
        for part in _parts(replace(entry, note=with_line_feeds(entry.note)), article):
            importer.add(part)
    for entry in others:
        importer.report.add(Outcome.OTHER, entry.words)
    return importer.result(), importer.report


class _Import:
    """The state of one import: the notebook that grows, and the report."""

    def __init__(
        self, notebook: Notebook, article: Article, now: datetime, *, as_entities: bool
    ) -> None:
        self.report = Report()
        self._notebook = notebook
        self._article = article
        self._now = now
        self._as_entities = as_entities
        self._highlights = dict(notebook.highlights)
        self._by_span: dict[Span, list[str]] = {}
        for known in notebook.shown():
            self._by_span.setdefault(known.span, []).append(known.id)
        self._note = notebook.note
        self._entities = list(notebook.entities)
        self._names = {(c.name, c.kind) for c in from_tables(notebook.entities)}

    def result(self) -> Notebook:
        """The notebook with the entries; the same object if they added nothing."""
        book = self._notebook
        changed = {i: h for i, h in self._highlights.items() if h is not book.highlights.get(i)}
        if not changed and self._note == book.note and len(self._entities) == len(book.entities):
            return book
        new = book.with_highlights(changed.values()) if changed else book
        new = replace(new, note=self._note, entities=tuple(self._entities))
        return new if new.source else replace(new, source=Source.of(self._article))

    def add(self, entry: ImportedHighlight) -> None:
        if entry.problem:
            self.report.add(Outcome.UNKNOWN, f"{entry.words[:60]} ({entry.problem})")
        elif entry.kind is not None and (entry.found or self._as_entities):
            self.report.add(self._add_name(entry), entry.words)
        elif not entry.quote and entry.span is None:
            self.report.add(self._add_note(entry), entry.words)
        else:
            there = entry.span.of(self._article.text) if entry.span and not entry.quote else ""
            self.report.add(self._add_highlight(entry), entry.words or " ".join(there.split()))

    def _add_note(self, entry: ImportedHighlight) -> Outcome:
        """Add a note on the whole article."""
        tags = (f"#{tag}" for tag in entry.tags)
        note = with_note(self._note, "\n".join((entry.note, *tags)).strip("\n"))
        if note == self._note:
            return Outcome.PRESENT
        self._note = note
        return Outcome.MERGED

    def _add_name(self, entry: ImportedHighlight) -> Outcome:
        """Add the name under a label to the entities."""
        if not self._as_entities:
            return Outcome.LEFT
        found = _placed(entry, self._article, self._now)
        if found is None:
            return Outcome.LOST
        name = " ".join(found.quote.split())
        if (name, entry.kind) in self._names:
            return Outcome.PRESENT
        self._names.add((name, entry.kind))
        self._entities.append(to_table(Correction.new(CorrectionAction.ADD, name, entry.kind)))
        return Outcome.PLACED

    def _add_highlight(self, entry: ImportedHighlight) -> Outcome:
        known = self._highlights.get(_id(entry))
        if known is not None:
            return self._merge(known, entry)
        found = _placed(entry, self._article, self._now)
        if found is None:
            return Outcome.LOST
        for id_ in self._by_span.get(found.span, ()):
            if entry.colour in (None, self._highlights[id_].colour):
                return self._merge(self._highlights[id_], entry)
        self._highlights[found.id] = found
        self._by_span.setdefault(found.span, []).append(found.id)
        review = found.state is HighlightState.REVIEW
        return Outcome.REVIEW if review else Outcome.PLACED

    def _merge(self, known: Highlight, entry: ImportedHighlight) -> Outcome:
        """Add note and tags of `entry` to `known`, which leaves the trash if they are new."""
        note = with_note(known.note, entry.note)
        colour = known.colour
        if entry.id is not None and known.id == _id(entry):
            # An earlier state of the same note is no second one, and of colours the later wins.
            note = merge_text("", known.note, entry.note)
            modified = time_read(entry.modified)
            if entry.colour and modified and modified > known.latest:
                colour = entry.colour
        tags = merge_tags((), known.tags, entry.tags)
        speaker = known.speaker or entry.speaker
        deleted = known.state is HighlightState.DELETED
        if (note, tags, colour, speaker) == (known.note, known.tags, known.colour, known.speaker):
            return Outcome.TRASH if deleted else Outcome.PRESENT
        if deleted:
            known = known.restored(self._article.text, self._now)
            self._by_span.setdefault(known.span, []).append(known.id)
        changed = known.changed(self._now, note=note, tags=tags, colour=colour, speaker=speaker)
        self._highlights[known.id] = changed
        return Outcome.MERGED


def _parts(entry: ImportedHighlight, article: Article) -> Iterator[ImportedHighlight]:
    """`entry`, or an entry for each of its pieces if there is text between them."""
    pieces = entry.pieces
    joined: list[Span] = []
    for piece in pieces:
        between = article.text[joined[-1].end : piece.start] if joined else "-"
        if joined and not between.strip():
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    words = [piece.of(article.text) for piece in joined]
    if len(joined) < 2 or fold("".join(words)).text != fold(entry.quote).text:
        yield entry
        return
    for number, (piece, quote) in enumerate(zip(joined, words, strict=True)):
        if number == 0:
            yield replace(entry, quote=quote, span=piece, pieces=())
        else:
            yield replace(entry, quote=quote, span=piece, pieces=(), id=None, note="")


def _placed(entry: ImportedHighlight, article: Article, now: datetime) -> Highlight | None:
    """The highlight for `entry` on the text of `article`, or None if it has no place there."""
    anchor = Anchor(
        entry.span.start if entry.span else 0,
        entry.span.end if entry.span else 0,
        entry.quote,
        entry.prefix,
        entry.suffix,
    )
    span, reason = _place(entry, anchor, article)
    if not span:
        return None
    created = time_read(entry.created or now)
    return Highlight(
        id=_id(entry),
        anchor=Anchor.on(article.text, span),
        colour=entry.colour or Colour.YELLOW,
        created=created,
        modified=time_read(entry.modified or entry.created or now) or created,
        tags=entry.tags,
        note=entry.note,
        speaker=entry.speaker,
        state=HighlightState.REVIEW if reason else HighlightState.PLACED,
        reason=reason,
        was=_earlier(anchor, span) if reason and entry.quote else None,
    )


def _place(entry: ImportedHighlight, anchor: Anchor, article: Article) -> tuple[Span, str]:
    """The span, and why it is uncertain or ""; an empty span if there is no place."""
    nowhere = Span(0, 0)
    there = anchor.span.of(article.text) if entry.span else ""
    if not entry.quote:
        if not there.strip() or anchor.end > article.length:
            return nowhere, ""
        same = entry.document == article.sha256_text
        return anchor.span, "" if same else _("Only its position is known, not its words.")
    if there == entry.quote:
        return anchor.span, ""
    if there and fold(there).text == fold(entry.quote).text:
        return anchor.span.trimmed(article.text), ""
    found = place(anchor, article)
    if found is None or found.confidence < REVIEW:
        return nowhere, ""
    span, reason = found.span, "" if found.confidence >= PLACE else found.reason
    if entry.until:
        end = article.text.find(entry.until, span.start)
        if end <= span.start:
            return nowhere, ""
        span = Span(span.start, end).trimmed(article.text)
    return span, reason


def _earlier(theirs: Anchor, found: Span) -> Anchor:
    """`theirs` with its own start, or that of `found` if it has none."""
    start = theirs.start if theirs.end else found.start
    return replace(theirs, start=start, end=start + len(theirs.quote))


def _id(entry: ImportedHighlight) -> str:
    """A UUID, always the same for the same entry of the other program."""
    if entry.id is not None:
        try:
            return str(uuid.UUID(entry.id))
        except ValueError:
            return str(uuid.uuid5(uuid.NAMESPACE_URL, entry.id))
    place = entry.position or (f"{entry.span.start}-{entry.span.end}" if entry.span else "")
    facts = (entry.title, entry.quote, place, entry.colour or "", entry.created or "")
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(map(str, facts))))
