"""The index of entities: an immutable value that is replaced when something new is known."""

from __future__ import annotations

import pytest

from newsreader.analysis.protocol import (
    EntitiesFound,
    Finished,
    MentionsFound,
    Progress,
    WordsFound,
)
from newsreader.entities.entity import Entity, Mention
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.session.analysis_state import AnalysisState
from newsreader.session.entity_index import EntityIndex
from newsreader.text.span import Span
from tests.fakes import article_of

CITY = Entity("1", "临江市", Kind.LOC, (Span(0, 3), Span(10, 13)))


def test_an_empty_index_has_nothing() -> None:
    index = EntityIndex()
    assert not index
    assert index.get("1") is None
    assert index.at(0) is None
    assert index.mentions_in(Span(0, 100)) == []


def test_a_fresh_mention_replaces_those_it_overlaps() -> None:
    mention = Mention(Span(0, 5), Kind.ORG)
    index = EntityIndex(Roster.of([CITY]), {"1": CITY}, [mention])
    assert list(index) == [CITY]
    assert index.get("1") is CITY
    assert index.mentions_in(Span(0, 20)) == [mention, Mention(Span(10, 13), Kind.LOC)]
    assert index.at(10) is CITY


def test_a_place_is_not_compared_with_every_fresh_mention(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Span] = []

    def overlaps(span: Span, other: Span) -> bool:
        compared.append(other)
        return span.start < other.end and other.start < span.end

    monkeypatch.setattr(Span, "overlaps", overlaps)
    places = tuple(Span(10 * n, 10 * n + 3) for n in range(500))
    roster = Roster.of([Entity("1", "临江市", Kind.LOC, places)])
    fresh = [Mention(Span(10 * n + 5, 10 * n + 7), Kind.ORG) for n in range(500)]
    assert len(EntityIndex(roster, {}, fresh).mentions_in(Span(0, 5000))) == 1000
    assert len(compared) <= 1000


def test_the_index_is_another_object_only_when_something_changed() -> None:
    article = article_of("临江市今天发布。临江市明天。")
    state = AnalysisState(article)
    before = state.index
    assert state.index is before
    state.learn(MentionsFound(article.sha256_text, Span(0, 3), (Mention(Span(0, 3), Kind.LOC),)))
    fresh = state.index
    assert fresh is not before
    assert fresh != before
    assert before.mentions_in(Span(0, 3)) == []
    assert len(fresh.mentions_in(Span(0, 3))) == 1
    state.learn(EntitiesFound(article.sha256_text, Roster.of([CITY])))
    assert state.index.entities == (CITY,)
    assert state.index is state.index


def test_what_is_found_again_in_a_part_of_the_text_replaces_what_was_found_there() -> None:
    article = article_of("临江市今天发布。临江市明天。")
    state = AnalysisState(article)
    everything = Span(0, len(article.text))
    sha = article.sha256_text
    old = [Mention(Span(0, 3), Kind.LOC), Mention(Span(8, 11), Kind.LOC)]
    assert state.learn(MentionsFound(sha, everything, tuple(old)))
    new = Mention(Span(0, 2), Kind.ORG)
    assert state.learn(MentionsFound(sha, Span(0, 8), (new,)))
    assert state.mentions_in(everything) == [new, old[1]]
    assert not state.learn(MentionsFound(sha, Span(8, 14), ()))
    assert state.mentions_in(everything) == [new]


def test_facts_of_every_kind_about_another_text_are_dropped() -> None:
    article = article_of("临江市今天发布。")
    state = AnalysisState(article)
    for fact in (
        MentionsFound("other", Span(0, 3), (Mention(Span(0, 3), Kind.LOC),)),
        EntitiesFound("other", Roster.of([CITY])),
        Finished("other", Roster.of([CITY])),
        Progress("other", 1, 2),
        WordsFound("other", Span(0, 3), (0, 3)),
    ):
        assert not state.learn(fact)
    assert not state.index
    assert state.mentions_in(Span(0, 3)) == []
    assert state.progress == 0


def test_progress_is_a_share_and_whole_only_at_the_end() -> None:
    article = article_of("临江市今天发布。")
    state = AnalysisState(article)
    assert not state.learn(Progress(article.sha256_text, 1, 4))
    assert state.progress == 0.25
    state.learn(Progress(article.sha256_text, 8, 8))
    assert state.progress < 1
    state.learn(Finished(article.sha256_text, Roster()))
    assert state.progress == 1
