"""The examples in docs/sidecar.md and in its Chinese page are notebooks that are read in full."""

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

DOCS = Path(__file__).parents[2] / "docs"


def examples(page: Path) -> list[str]:
    """The examples of a page, the whole file first."""
    return re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


PAGES = {page: examples(page) for page in (DOCS / "sidecar.md", DOCS / "zh" / "sidecar.md")}
EXAMPLES = [example for page in PAGES.values() for example in page]


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


@pytest.mark.parametrize("whole", [page[0] for page in PAGES.values()], ids=["en", "zh"])
def test_the_whole_example_is_in_the_order_in_which_the_program_writes(whole: str) -> None:
    assert Composer().compose(parsed(whole)).decode() == whole


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_correction_is_understood(example: str) -> None:
    for table in parsed(example).entities:
        correction = from_table(table)
        assert correction is not None
        assert to_table(correction).items() >= table.items()
        assert to_table(correction).keys() - table.keys() <= {"id"}


@pytest.mark.parametrize("page", PAGES.values(), ids=["en", "zh"])
def test_there_is_an_example_of_every_action(page: list[str]) -> None:
    actions = {table["action"] for example in page for table in parsed(example).entities}
    assert actions == set(CorrectionAction)


def test_the_names_of_copies_are_the_same_on_both_pages() -> None:
    rows = [
        set(re.findall(r"^\|.*(?:onflict|HEAD|copy|冲突|DEVICE).*$", page.read_text("utf-8"), re.M))
        for page in PAGES
    ]
    names = [{name for row in table for name in re.findall(r"`([^`]+)`", row)} for table in rows]
    assert names[0] == names[1]
