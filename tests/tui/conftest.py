"""The pilot of these tests waits in small steps."""

from __future__ import annotations

import pytest
from textual import _wait


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilot look every 4 ms, not every 20, whether the program is idle.

    Each key waits for two such looks at least: half of the time of these tests.
    """
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 1 / 2500)
