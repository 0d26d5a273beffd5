"""Fixtures for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.library.index import Index
from newsreader.locale import use_language


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins with an English interface, whatever ran before it."""
    use_language("en")


@pytest.fixture(autouse=True)
def close_indexes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every index that a test opens: since Python 3.13, an open database warns."""
    opened: list[Index] = []
    make = Index.__init__

    def record(index: Index, path: Path) -> None:
        make(index, path)
        opened.append(index)

    monkeypatch.setattr(Index, "__init__", record)
    yield
    for index in opened:
        index.close()
