"""A name is found as a whole word or number, by one rule for all that looks for names."""

from __future__ import annotations

import pytest

from newsreader.entities.corrections import Correction, CorrectionAction, apply
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.occurrences import Names, occurrences
from newsreader.entities.watchlist import named_in
from newsreader.text.span import Span


@pytest.mark.parametrize(
    ("name", "text", "times"),
    [
        ("art", "party上有art展", 1),
        ("U", "U盘在MENU里", 1),
        ("G", "PAGE与G、5G", 1),
        ("163", "163邮箱花了1632元、163元、163%、2.163、163米、163 万、第163", 1),
        ("58", "58同城", 1),
        ("三一", "三一重工在二零三一年", 1),
        ("荷马", "荷马史诗与荷马", 2),
        ("Nova", "NOVA与Nova8", 0),
    ],
)
def test_names_are_whole_words_and_numbers(name: str, text: str, times: int) -> None:
    spans = list(occurrences(text, name))
    assert len(spans) == times
    assert {span.of(text) for span in spans} <= {name}
    assert list(Names([name]).find(text)) == spans
    assert bool(named_in(text, [name])) is bool(times)
    added = apply(text, (), [Correction.new(CorrectionAction.ADD, name, Kind.ORG)])
    assert [span for entity in added for span in entity.mentions] == spans


def test_invisible_characters_and_radicals_are_no_difference() -> None:
    text = "长\u200b\u200b河证券，⻓河证券"
    assert list(occurrences(text, "长河证券")) == [Span(0, 6), Span(7, 11)]
    added = apply(text, (), [Correction.new(CorrectionAction.ADD, "⻓河证券", Kind.ORG)])
    assert [(entity.name, len(entity.mentions)) for entity in added] == [("长河证券", 2)]


def test_the_reader_may_put_an_end_inside_a_word() -> None:
    text = "买了Nova8手机"
    entity = Entity("PRODUCT:Nova8", "Nova8", Kind.PRODUCT, (Span(2, 7),))
    better = Correction.new(CorrectionAction.BOUND, "Nova8", Kind.PRODUCT, "Nova")
    assert apply(text, [entity], [better])[0].mentions == (Span(2, 6),)
