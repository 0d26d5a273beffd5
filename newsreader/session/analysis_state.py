"""The words and mentions of the article, as far as the helper process has found them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.analysis.protocol import (
    EntitiesFound,
    Fact,
    Finished,
    MentionsFound,
    Progress,
    WordsFound,
)
from newsreader.article.article import Article
from newsreader.entities.corrections import CorrectionTables, corrected, from_tables, own_words
from newsreader.entities.entity import Entity, Mention
from newsreader.entities.roster import Roster
from newsreader.session.entity_index import EntityIndex
from newsreader.text.span import Span
from newsreader.text.words import Words

if TYPE_CHECKING:
    from newsreader.entities.quotations import Quotation  # found only when they are asked for

_ALL_READ = 0.99
"""The progress when the whole text was read, but its entities are not settled yet."""


class AnalysisState:
    """Grows with each fact; facts about another text are dropped. The reader's corrections win."""

    def __init__(
        self, article: Article, corrections: Callable[[], CorrectionTables] = lambda: ()
    ) -> None:
        """`corrections` returns the reader's present corrections of entities."""
        self._article = article
        self._corrections = corrections
        self.words = Words(article.text)
        self.progress = 0.0
        """The share of the text that was read; 1 only when all that was found in it is here."""
        self._found = Roster()
        """The roster of the helper process."""
        self._fresh: list[Mention] = []
        """Mentions found since, in text order; they replace those that they overlap."""
        self._roster = self._found
        """The roster with the reader's corrections."""
        self._corrected: tuple[Roster, CorrectionTables] = (self._found, ())
        """What the corrections were applied to, and the corrections."""
        self._quotations: tuple[Roster, Sequence[Quotation] | None] = (self._found, None)
        """The quotations found last, and the entities that they were found with."""
        self._by_id: dict[str, Entity] = {}
        self._index: EntityIndex | None = None
        self._indexed = self._roster

    def learn(self, fact: Fact) -> bool:
        """Add `fact`; True when the mentions have changed."""
        match fact:
            case WordsFound() | MentionsFound() | EntitiesFound() | Progress() | Finished():
                return fact.sha256_text == self._article.sha256_text and self._take(fact)
            case _:
                return False

    def _take(self, fact: WordsFound | MentionsFound | EntitiesFound | Progress | Finished) -> bool:
        match fact:
            case WordsFound(_, span, starts):
                self.words.learn(span, starts)
            case Progress(_, done, total):
                self.progress = min(done / max(1, total), _ALL_READ)
            case MentionsFound(_, span, mentions):
                first = bisect_left(self._fresh, span.start, key=lambda m: m.span.start)
                last = bisect_right(self._fresh, span.end - 1, key=lambda m: m.span.start)
                self._fresh[first:last] = sorted(mentions)
                self._index = None
                return bool(mentions)
            case EntitiesFound(_, roster):
                self._found, self._fresh = roster, []
                return True
            case Finished(_, roster):
                self._found, self._fresh = roster, []
                self.progress = 1.0
                return True
        return False

    @property
    def roster(self) -> Roster:
        """The entities found so far, with their mentions; another object when they change."""
        return self._correct()

    @property
    def quotations(self) -> Sequence[Quotation] | None:
        """The quotations with the present entities; None if they were not looked for."""
        roster, found = self._quotations
        return found if roster is self.roster else None

    def keep_quotations(self, roster: Roster, found: Sequence[Quotation]) -> None:
        """Keep what `find_quotations` has found with `roster`."""
        self._quotations = roster, found

    def speaker_of(self, span: Span) -> str:
        """Who says the words of `span`, a quotation that was found; "" if nobody is known."""
        marked = Span(span.start + 1, span.end - 1) if len(span) > 2 else span
        spans = (span, marked)
        said = (each for each in self._quotations[1] or () if each.span in spans)
        return next((each.speaker or "" for each in said), "")

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities found so far, in order of first mention."""
        return self._correct().entities

    @property
    def index(self) -> EntityIndex:
        """Entities and mentions as they are known now; another object whenever they change."""
        roster = self._correct()
        if self._index is None or self._indexed is not roster:
            self._index, self._indexed = EntityIndex(roster, self._by_id, self._fresh), roster
        return self._index

    def entity(self, entity_id: str) -> Entity | None:
        return self.index.get(entity_id)

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The mentions that share a code point with `span`, in text order."""
        return self.index.mentions_in(span)

    def entity_at(self, offset: int) -> Entity | None:
        """The entity that the text names at `offset`."""
        return self.index.at(offset)

    def _correct(self) -> Roster:
        """The roster, corrected by the reader."""
        found, tables = self._found, self._corrections()
        if self._corrected[0] is not found or self._corrected[1] is not tables:
            corrections = from_tables(tables)
            if self._corrected[1] is not tables:
                self.words.keep(own_words(self._article.text, corrections))
            self._corrected = (found, tables)
            self._roster = (
                corrected(self._article.text, found, corrections) if corrections else found
            )
            self._by_id = {entity.id: entity for entity in self._roster.entities}
        return self._roster
