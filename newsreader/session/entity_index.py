"""The entities of a text and where it mentions them, as one immutable value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from newsreader.entities.entity import Entity, Mention
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

_NOBODY = Roster()


class EntityIndex:
    """Iterates over the entities in the order of their first mention.

    Compared by identity: comparing two lists of a long article takes longer than to draw them.
    """

    def __init__(
        self,
        roster: Roster = _NOBODY,
        by_id: Mapping[str, Entity] = MappingProxyType({}),
        fresh: Sequence[Mention] = (),
    ) -> None:
        """`fresh` are mentions found since `roster` was built; they replace those they overlap."""
        self.entities = roster.entities
        self._roster = roster
        self._by_id = by_id
        self._fresh = tuple(fresh)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities)

    def __len__(self) -> int:
        return len(self.entities)

    def get(self, entity_id: str) -> Entity | None:
        return self._by_id.get(entity_id)

    def at(self, offset: int) -> Entity | None:
        """The entity that the text mentions at the code point `offset`."""
        return self._roster.at(offset)

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The mentions that share a code point with `span`, in text order."""
        first = bisect_left(self._fresh, span.start, key=lambda m: m.span.end - 1)
        last = bisect_left(self._fresh, span.end, key=lambda m: m.span.start)
        fresh = self._fresh[first:last]
        gathered = [
            Mention(place, entity.kind, entity.subkind)
            for place, entity in self._roster.within(span)
            if not _covered(fresh, place)
        ]
        return sorted((*gathered, *fresh)) if fresh else gathered


def _covered(mentions: Sequence[Mention], place: Span) -> bool:
    """Whether one of `mentions`, in text order and apart, shares a code point with `place`."""
    at = bisect_right(mentions, place.start, key=lambda mention: mention.span.end)
    return at < len(mentions) and mentions[at].span.start < place.end
