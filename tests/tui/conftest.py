"""The pilot of these tests waits for keys, in small steps; no style sheet is parsed twice."""

from __future__ import annotations

from typing import Any

import pytest
from textual import _wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from tests.tui.waiting import keys_taken

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
def wait_for_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot wait for keys that the program delivers later, as its queue is no message."""
    wait = Pilot._wait_for_screen

    async def waited(pilot: Pilot[None], timeout: float = 30.0) -> bool:
        await keys_taken(pilot.app)
        return await wait(pilot, timeout)

    monkeypatch.setattr(Pilot, "_wait_for_screen", waited)


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
