"""What every test opens is closed after it: from Python 3.13 on, a database left open warns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.library.index import Index


@pytest.fixture(autouse=True)
def indexes_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[Index] = []
    make = Index.__init__

    def noting(index: Index, path: Path) -> None:
        make(index, path)
        opened.append(index)

    monkeypatch.setattr(Index, "__init__", noting)
    yield
    for index in opened:
        index.close()
