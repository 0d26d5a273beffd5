"""Knowledge: the words and mentions of the article, as far as the helper process has told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsreader.analysis.protocol import Fact, Finished, MentionsFound, Progress, WordsFound
from newsreader.article.article import Article
from newsreader.entities.aliases import gather
from newsreader.entities.entity import Entity, Mention
from newsreader.text.span import Span
from newsreader.text.words import Words


class Knowledge:
    """Grows as facts come in; facts about another text are dropped."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.words = Words(article.text)
        self.progress = 0.0
        """The share of the text that was read, 0 to 1."""
        self._mentions: list[Mention] = []
        self._entities: tuple[Entity, ...] | None = ()
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

        Gathering takes a tenth of a second for a megabyte: not to be asked for at every key.
        """
        if self._entities is None:
            self._entities = gather(self._article.text, self._mentions)
            self._entity_of = {
                span: entity for entity in self._entities for span in entity.mentions
            }
        return self._entities

    def entity(self, entity_id: str) -> Entity | None:
        return next((entity for entity in self.entities if entity.id == entity_id), None)

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The mentions that share a code point with `span`, in text order."""
        first = bisect_left(self._mentions, span.start, key=lambda m: m.span.end - 1)
        last = bisect_left(self._mentions, span.end, key=lambda m: m.span.start)
        return self._mentions[first:last]

    def entity_at(self, offset: int) -> Entity | None:
        """The entity that the text names at `offset`, of those gathered last."""
        for mention in self.mentions_in(Span(offset, offset + 1)):
            if (entity := self._entity_of.get(mention.span)) is not None:
                return entity
        return None

    def _replace(self, span: Span, mentions: Sequence[Mention]) -> None:
        first = bisect_left(self._mentions, span.start, key=lambda m: m.span.start)
        last = bisect_right(self._mentions, span.end - 1, key=lambda m: m.span.start)
        self._mentions[first:last] = sorted(mentions)
        self._entities = None
