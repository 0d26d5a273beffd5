"""Names that an article has introduced, in texts that no article is."""

from __future__ import annotations

import time

from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.propagation import propagate_names
from newsreader.text.span import Span


def test_a_run_of_one_ending_has_no_thousand_short_forms() -> None:
    text = "公司" * 3000
    chosen = [Reading(Span(at, at + 500), Kind.ORG, 1.0) for at in range(0, len(text), 500)]
    began = time.perf_counter()
    propagate_names(text, chosen, chosen, lambda _names: {})
    assert time.perf_counter() - began < 60


def kinds(text: str, company: str, person: str) -> set[Kind]:
    """The kinds of `person`, a name in `text` that was read as a person's once, at its end."""
    first, last = text.index(company), text.rindex(person)
    chosen = [
        Reading(Span(first, first + len(company)), Kind.ORG, 1.0),
        Reading(Span(last, last + len(person)), Kind.PER, 0.8),
    ]
    found = propagate_names(text, chosen, chosen, lambda _names: {})
    return {reading.kind for reading in found if reading.span.of(text) == person}


def test_the_short_name_of_a_company_without_a_family_name_is_no_person() -> None:
    assert kinds("澜川新能源开工。市长说，澜川来了，澜川会留下。", "澜川新能源", "澜川") == {
        Kind.ORG
    }
    assert kinds("李宁科技开工。李宁来了。", "李宁科技", "李宁") == {Kind.PER}
    assert kinds("特朗普科技开工。特朗普来了。", "特朗普科技", "特朗普") == {Kind.PER}
