"""A highlight as plain data."""

from __future__ import annotations

from dataclasses import replace

from newsreader.notebook.highlight_fields import FIELDS, highlight_fields
from tests.notebooks import MORNING, article, mark


def test_a_time_that_is_not_known_is_null() -> None:
    known = mark("海东港集团")
    fields = highlight_fields(article(), known)
    assert (*fields,) == FIELDS
    assert fields["created"] == MORNING.isoformat()
    unknown = replace(known, created=None, modified=None)
    fields = highlight_fields(article(), unknown)
    assert fields["created"] is None
    assert fields["modified"] is None
