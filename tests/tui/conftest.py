"""The pilot of these tests waits in small steps, and no style sheet is parsed twice."""

from __future__ import annotations

from typing import Any

import pytest
from textual import _wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_PARSED: dict[object, list[RuleSet]] = {}
"""The rules of each style sheet, by its text and variables. Textual does not change them."""


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilot look every 4 ms, not every 20, whether the program is idle.

    Each key waits for two such looks at least: half of the time of these tests.
    """
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 1 / 2500)


@pytest.fixture(autouse=True)
def parse_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the apps of all tests share the rules: each app parses a dozen style sheets."""
    parse = Stylesheet._parse_rules

    def parsed(sheet: Stylesheet, css: str, *where: Any, **kind: Any) -> list[RuleSet]:
        key = (css, where, *kind.items(), *sheet._variables.items())
        if key not in _PARSED:
            _PARSED[key] = parse(sheet, css, *where, **kind)
        return _PARSED[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", parsed)
