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
