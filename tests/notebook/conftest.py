"""Use English messages in these tests, whatever ran before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsreader.locale import language, use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = language()
    use_language("en")
    yield
    use_language(before)
