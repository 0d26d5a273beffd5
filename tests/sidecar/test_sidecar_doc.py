"""The examples in docs/sidecar.md are notebooks that the program reads in full."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.entities.corrections import CorrectionAction, from_table, to_table
from newsreader.notebook.notebook import Notebook, Source
from newsreader.sidecar import schema
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.parser import parse_sidecar

TEXT = (Path(__file__).parents[2] / "docs" / "sidecar.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
WHOLE = EXAMPLES[0]


def parsed(example: str) -> Notebook:
    """The notebook in `example`, which must be complete and without problems."""
    found = parse_sidecar(example.encode(), None)
    assert found.problems == ()
    assert found.whole
    assert found.version == schema.VERSION
    return found.notebook


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_key_of_an_example_is_known(example: str) -> None:
    value = parsed(example)
    extras = [value.extra, *(h.extra for h in value.highlights.values())]
    extras += [b.extra for b in value.bookmarks.values()]
    extras += [value.source.extra] if value.source else []
    assert not any(extras)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_the_same_after_it_is_written_and_read(example: str) -> None:
    value = parsed(example)
    source = value.source or Source("article.txt", "")
    again = Composer().compose(replace(value, source=source))
    assert replace(parsed(again.decode()), source=value.source) == value
    written = tomllib.loads(again.decode())
    for name, tables in tomllib.loads(example).items():
        if isinstance(tables, list):
            rows = zip(tables, written[name], strict=True)
            assert all(before.items() <= after.items() for before, after in rows)
        else:
            assert written[name] == tables


def test_the_whole_example_is_in_the_order_in_which_the_program_writes() -> None:
    assert Composer().compose(parsed(WHOLE)).decode() == WHOLE


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_correction_is_understood(example: str) -> None:
    for table in parsed(example).entities:
        correction = from_table(table)
        assert correction is not None
        assert to_table(correction).items() >= table.items()
        assert to_table(correction).keys() - table.keys() <= {"id"}


def test_there_is_an_example_of_every_action() -> None:
    actions = {table["action"] for example in EXAMPLES for table in parsed(example).entities}
    assert actions == set(CorrectionAction)
