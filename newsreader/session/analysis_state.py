"""Knowledge: the words and mentions of the article, as far as the helper process has told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from newsreader.analysis.protocol import (
    EntitiesFound,
    Fact,
    Finished,
    MentionsFound,
    Progress,
    WordsFound,
)
from newsreader.article.article import Article
from newsreader.entities.corrections import corrected, from_table
from newsreader.entities.entity import Entity, Mention
from newsreader.entities.roster import Roster
from newsreader.session.entity_index import EntityIndex
from newsreader.session.notes import Tables
from newsreader.text.span import Span
from newsreader.text.words import Words


class AnalysisState:
    """Grows as facts come in; facts about another text are dropped. The reader's word is last."""

    def __init__(self, article: Article, corrections: Callable[[], Tables] = lambda: ()) -> None:
        """`corrections` gives what the reader says now about the entities of this article."""
        self._article = article
        self._corrections = corrections
        self.words = Words(article.text)
        self.progress = 0.0
        """The share of the text that was read, 0 to 1."""
        self._told = Roster()
        """Who the helper process says is in the text."""
        self._fresh: list[Mention] = []
        """Mentions found since, in text order; they outweigh those that they overlap."""
        self._roster = self._told
        """Who is in it with the reader's corrections."""
        self._corrected: tuple[Roster, Tables] = (self._told, ())
        """What the corrections were applied to, and which they were."""
        self._by_id: dict[str, Entity] = {}
        self._index: EntityIndex | None = None
        self._indexed = self._roster

    def learn(self, fact: Fact) -> bool:
        """Take `fact` in; True when the mentions are other than before."""
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
                self.progress = done / total if total else 1.0
            case MentionsFound(_, span, mentions):
                first = bisect_left(self._fresh, span.start, key=lambda m: m.span.start)
                last = bisect_right(self._fresh, span.end - 1, key=lambda m: m.span.start)
                self._fresh[first:last] = sorted(mentions)
                self._index = None
                return bool(mentions)
            case EntitiesFound(_, roster):
                self._told, self._fresh = roster, []
                return True
            case Finished(_, roster):
                self._told, self._fresh = roster, []
                self.progress = 1.0
                return True
        return False

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everyone and everything named, in order of first mention, as far as it was gathered."""
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
        """Who is in the text, as the reader has corrected it."""
        told, tables = self._told, self._corrections()
        if self._corrected[0] is not told or self._corrected[1] is not tables:
            self._corrected = (told, tables)
            wishes = [wish for table in tables if (wish := from_table(table)) is not None]
            self._roster = told
            if wishes:
                self._roster = corrected(self._article.text, told, wishes)
            self._by_id = {entity.id: entity for entity in self._roster.entities}
        return self._roster
