"""Who speaks: the entity that is the subject of a verb of saying."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.entities.speech_verbs import AFTER_NAME, JOINED, OBJECT, PRONOUN
from newsreader.text.span import Span

_KINDS = (Kind.PER, Kind.ORG)
_FAR = 90
"""Code points between a name and its verb, at most."""


class Speaker(NamedTuple):
    """An entity that speaks, and where it is named: its mention or a pronoun."""

    entity: Entity
    span: Span


class Speakers:
    """Finds speakers in one text; `masked` is the text with quotations masked."""

    def __init__(self, masked: str, roster: Roster) -> None:
        self._text = masked
        self._roster = roster

    def named(self, clause: Span, sentence: Span) -> Speaker | None:
        """The entity whose name is the subject of the verb that begins at the end of `clause`."""
        low = max(sentence.start, clause.end - _FAR)
        for span, entity in reversed(list(self._within(Span(low, clause.end)))):
            if span.end <= clause.end and AFTER_NAME.fullmatch(self._text, span.end, clause.end):
                before = self._text[max(sentence.start, span.start - 3) : span.start]
                if JOINED.search(before):
                    return None
                if not OBJECT.search(before):
                    return Speaker(entity, span)
        return None

    def pronoun(self, clause: Span, paragraph: Span, last: Speaker | None) -> Speaker | None:
        """The person that a pronoun before the verb stands for, if the paragraph names only one.

        `last` is the last speaker in the paragraph; a person is certain too where no other one is
        named after the last quotation.
        """
        found = PRONOUN.search(self._text, clause.start, clause.end)
        if not found or not AFTER_NAME.fullmatch(self._text, found.end("who"), clause.end):
            return None
        place = Span(*found.span("who"))
        people = self._people(Span(paragraph.start, place.start))
        if len(people) != 1 and last and last.entity.kind is Kind.PER:
            people = self._people(Span(last.span.start, place.start))
        return Speaker(people.pop(), place) if len(people) == 1 else None

    def dropped(self, clause: Span) -> bool:
        """Whether there is no subject before the verb, only adverbs: 并在会上表示."""
        return bool(AFTER_NAME.fullmatch(self._text, clause.start, clause.end))

    def _people(self, span: Span) -> set[Entity]:
        return {entity for _place, entity in self._within(span) if entity.kind is Kind.PER}

    def _within(self, span: Span) -> list[tuple[Span, Entity]]:
        found = self._roster.within(span)
        return [(place, entity) for place, entity in found if entity.kind in _KINDS]
