"""Knowledge: the words and mentions of the article, as far as the helper process has told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from newsreader.analysis.protocol import Fact, Finished, MentionsFound, Progress, WordsFound
from newsreader.article.article import Article
from newsreader.entities.aliases import gather
from newsreader.entities.corrections import apply, from_table
from newsreader.entities.entity import Entity, Mention
from newsreader.text.span import Span
from newsreader.text.words import Words

Tables = tuple[Mapping[str, object], ...]
"""The reader's corrections as the notebook holds them."""


class Knowledge:
    """Grows as facts come in; facts about another text are dropped. The reader's word is last."""

    def __init__(self, article: Article, corrections: Callable[[], Tables] = lambda: ()) -> None:
        """`corrections` gives what the reader says now about the entities of this article."""
        self._article = article
        self._corrections = corrections
        self.words = Words(article.text)
        self.progress = 0.0
        """The share of the text that was read, 0 to 1."""
        self._mentions: list[Mention] = []
        self._corrected: list[Mention] | None = None
        self._stale = False
        self._applied: Tables = ()
        self._entities: tuple[Entity, ...] = ()
        self._by_id: dict[str, Entity] = {}
        self._entity_of: dict[Span, Entity] = {}

    def learn(self, fact: Fact) -> bool:
        """Take `fact` in; True when the mentions are other than before."""
        match fact:
            case WordsFound(fingerprint, span, starts) if fingerprint == self._article.fingerprint:
                self.words.learn(span, starts)
            case MentionsFound(fingerprint, span, mentions) if (
                fingerprint == self._article.fingerprint
            ):
                self._replace(span, mentions)
                return bool(mentions)
            case Progress(fingerprint, done, total) if fingerprint == self._article.fingerprint:
                self.progress = done / total if total else 1.0
            case Finished(fingerprint, mentions) if fingerprint == self._article.fingerprint:
                self.progress = 1.0
                self._replace(Span(0, self._article.length), mentions)
                return True
            case _:
                pass
        return False

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everyone and everything named so far, in order of first mention.

        Gathering takes some tenths of a second for a megabyte: not to be asked for at every key.
        """
        if self._stale or self._applied is not self._corrections():
            self._gather()
        return self._entities

    def entity(self, entity_id: str) -> Entity | None:
        self._look()
        return self._by_id.get(entity_id)

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The mentions that share a code point with `span`, in text order."""
        self._look()
        mentions = self._mentions if self._corrected is None else self._corrected
        first = bisect_left(mentions, span.start, key=lambda m: m.span.end - 1)
        last = bisect_left(mentions, span.end, key=lambda m: m.span.start)
        return mentions[first:last]

    def entity_at(self, offset: int) -> Entity | None:
        """The entity that the text names at `offset`."""
        for mention in self.mentions_in(Span(offset, offset + 1)):
            if entity := self._entity_of.get(mention.span):
                return entity
        return None

    def _look(self) -> None:
        """Gather where the reader corrected something or the whole text was read.

        Before that, what was gathered last has to do: this is asked at every key.
        """
        if self._applied is not self._corrections() or (self._stale and self.progress >= 1):
            self._gather()

    def _gather(self) -> None:
        text, self._applied = self._article.text, self._corrections()
        wishes = [wish for table in self._applied if (wish := from_table(table)) is not None]
        self._entities = gather(text, self._mentions)
        self._corrected = None
        if wishes:
            self._entities = apply(text, self._entities, wishes)
            self._corrected = sorted(
                Mention(span, entity.kind, entity.subkind)
                for entity in self._entities
                for span in entity.mentions
            )
        self._by_id = {entity.id: entity for entity in self._entities}
        self._entity_of = {span: entity for entity in self._entities for span in entity.mentions}
        self._stale = False

    def _replace(self, span: Span, mentions: Sequence[Mention]) -> None:
        first = bisect_left(self._mentions, span.start, key=lambda m: m.span.start)
        last = bisect_right(self._mentions, span.end - 1, key=lambda m: m.span.start)
        self._mentions[first:last] = sorted(mentions)
        self._stale = True
