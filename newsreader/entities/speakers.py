"""Who speaks: the entity that is the subject of a verb of saying."""

from __future__ import annotations

from typing import NamedTuple, TypeGuard

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.quoted_passages import MASK
from newsreader.entities.roster import Roster
from newsreader.entities.speech_verbs import (
    AFTER_NAME,
    JOINED,
    KIN,
    NOT_OWN,
    OBJECT,
    PRONOUN,
    SUBJECT,
    UNNAMED,
)
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.span import Span

_KINDS = (Kind.PER, Kind.ORG)
_ANY_MARK = lazy_regex(r"[，。：；！？“”「」]")
_TITLE = 24
"""Code points of a title before a name, at most."""

_FAR = 90
"""Code points between a name and its verb, at most."""

_OBJECT = 14
"""Code points before a name that may make it an object."""

_NEAR = 1000
"""Code points before a pronoun or a verb that are looked at for people, at most."""


class Speaker(NamedTuple):
    """An entity that speaks, and where it is named: its mention or a pronoun."""

    entity: Entity
    span: Span


def _is_person(speaker: Speaker) -> bool:
    return speaker.entity.kind is Kind.PER


class Speakers:
    """Finds speakers in one text; `masked` is the text with quotations masked."""

    def __init__(self, masked: str, roster: Roster) -> None:
        self._text = masked
        self._roster = roster

    def named(self, clause: Span, sentence: Span) -> Speaker | None:
        """The entity whose name is the subject of the verb that begins at the end of `clause`."""
        found: Speaker | None = None
        near = Span(max(sentence.start, clause.end - _FAR), clause.end)
        for span, entity in reversed(self._within(near)):
            after = span.end <= clause.end and AFTER_NAME.fullmatch(
                self._text, span.end, clause.end
            )
            if not after:
                continue
            before = self._text[max(sentence.start, span.start - _OBJECT) : span.start]
            if KIN.match(self._text, span.end) or JOINED.search(before):
                return found
            if OBJECT.search(before):
                continue
            if entity.kind is Kind.PER:  # an organisation after it is where, or with whom
                return Speaker(entity, span)
            found = found or Speaker(entity, span)
        return found

    def pronoun(self, clause: Span, paragraph: Span, last: Speaker | None) -> Speaker | None:
        """The person that a pronoun before the verb stands for, if the paragraph names only one.

        `last` is the last speaker in the paragraph; a person is certain too where no other one is
        named after the last quotation.
        """
        found = PRONOUN.match(self._text, clause.start, clause.end)
        if not found or not AFTER_NAME.fullmatch(self._text, found.end("who"), clause.end):
            return None
        place = Span(*found.span("who"))
        before = Span(max(paragraph.start, place.start - _NEAR), place.start)
        people = self._people(before)
        if len(people) == 1 and not self._names_relative(before) and not self._has_unnamed(before):
            (person,) = people.values()
            return Speaker(person, place)
        return Speaker(last.entity, place) if self.still_speaks(last, place.start) else None

    def can_speak(self, clause: Span) -> bool:
        """Whether the clause before a verb ends with somebody, or with adverbs alone."""
        if self.has_no_subject(clause):
            return True
        text = self._text
        low = max(clause.start, clause.end - _FAR)
        named = (place.end for place, _entity in self._roster.within(Span(low, clause.end)))
        if any(AFTER_NAME.fullmatch(text, end, clause.end) for end in named if end <= clause.end):
            return True
        ends = [subject.end() for subject in SUBJECT.finditer(text, low, clause.end)]
        return any(AFTER_NAME.fullmatch(text, end, clause.end) for end in reversed(ends))

    def has_no_subject(self, clause: Span) -> bool:
        """Whether there is no subject before the verb, only adverbs: 并在会上表示."""
        return bool(AFTER_NAME.fullmatch(self._text, clause.start, clause.end))

    def alone(self, span: Span) -> Speaker | None:
        """The one person in `span`, if there is nobody else in it, with a name or without."""
        kinds = {entity.kind for _place, entity in self._within(span)}
        if kinds != {Kind.PER} or self._has_unnamed(span):
            return None
        return self.only_one(span)

    def only_one(self, span: Span) -> Speaker | None:
        """The one person that `span` names, as somebody who acts."""
        near = Span(max(span.start, span.end - _NEAR), span.end)
        found = [place for place in self._within(near) if place[1].kind is Kind.PER]
        if len({entity.id for _place, entity in found}) != 1:
            return None
        place, entity = found[0]
        before = self._text[max(span.start, place.start - _OBJECT) : place.start]
        if OBJECT.search(before) or NOT_OWN.match(self._text, place.end):
            return None
        return Speaker(entity, place)

    def subject(self, span: Span) -> Speaker | None:
        """The person who is named at the head of `span`, perhaps after a title."""
        for place, entity in self._within(span):
            between = self._text[span.start : place.start]
            if len(between) > _TITLE or _ANY_MARK.search(between):
                return None
            if entity.kind is Kind.PER and not NOT_OWN.match(self._text, place.end):
                return Speaker(entity, place)
        return None

    def still_speaks(self, last: Speaker | None, offset: int) -> TypeGuard[Speaker]:
        """Whether nobody else is named between the place where `last` spoke and `offset`."""
        if last is None or not 0 <= offset - last.span.end < _NEAR:
            return False
        after = Span(last.span.end, offset)
        if UNNAMED.search(self._text, after.start, after.end):
            return False
        others = {entity.id for _place, entity in self._within(after)} - {last.entity.id}
        return not others & self._people(after).keys() if _is_person(last) else not others

    def _has_unnamed(self, span: Span) -> bool:
        """Whether somebody without a name comes after the last person who is named in `span`."""
        people = [place for place, entity in self._within(span) if entity.kind is Kind.PER]
        start = people[-1].end if people else span.start
        return bool(UNNAMED.search(self._text, start, span.end))

    def _names_relative(self, span: Span) -> bool:
        """Whether `span` speaks of somebody who belongs to a named person: 小李的母亲."""
        return any(
            entity.kind is Kind.PER and KIN.match(self._text, place.end)
            for place, entity in self._within(span)
        )

    def _people(self, span: Span) -> dict[str, Entity]:
        return {each.id: each for _place, each in self._within(span) if each.kind is Kind.PER}

    def _within(self, span: Span) -> list[tuple[Span, Entity]]:
        """The people and organisations that are named outside quotation marks in `span`."""
        return [
            (place, entity)
            for place, entity in self._roster.within(span)
            if entity.kind in _KINDS and self._text[place.start] != MASK
        ]
