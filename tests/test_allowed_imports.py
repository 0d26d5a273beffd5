"""The contract on the imports between packages finds what is not allowed, and what is not used."""

from __future__ import annotations

import grimp
import pytest

from tests.allowed_imports import AllowedImports, imports, written


@pytest.fixture
def graph() -> grimp.ImportGraph:
    """`tui` imports `text` and Textual; `text` imports `re`."""
    made = grimp.ImportGraph()
    for module in ("newsreader", "newsreader.tui", "newsreader.tui.app", "newsreader.text"):
        made.add_module(module)
    for module in ("textual", "re"):
        made.add_module(module, is_squashed=True)
    made.add_import(importer="newsreader.tui.app", imported="newsreader.tui")
    made.add_import(importer="newsreader.tui.app", imported="newsreader.text")
    made.add_import(importer="newsreader.tui.app", imported="textual")
    made.add_import(importer="newsreader.text", imported="re")
    return made


def faults(graph: grimp.ImportGraph, **table: list[str]) -> dict[str, list[str]]:
    session = {"root_packages": ["newsreader"]}
    check = AllowedImports("a name", session, {"allowed": table}).check(graph, verbose=False)
    assert check.kept is not any(check.metadata.values())
    return dict(check.metadata)


def test_the_present_state_is_allowed(graph: grimp.ImportGraph) -> None:
    table = {name: sorted(targets) for name, targets in imports(graph).items()}
    assert not any(faults(graph, **table).values())
    assert written(imports(graph)) == 'newsreader = []\ntext = []\ntui = ["text", "textual"]\n'


def test_an_import_that_is_not_in_the_table_breaks_it(graph: grimp.ImportGraph) -> None:
    found = faults(graph, newsreader=[], text=[], tui=["textual"])
    assert found["not allowed"] == ["tui -> text"]


def test_a_package_that_is_not_in_the_table_breaks_it(graph: grimp.ImportGraph) -> None:
    assert faults(graph, newsreader=[], tui=["text", "textual"])["not allowed"] == ["text"]


def test_an_entry_without_import_breaks_it(graph: grimp.ImportGraph) -> None:
    found = faults(graph, newsreader=[], text=["tui"], tui=["text", "textual"], gone=[])
    assert found["allowed, but not imported"] == ["gone", "text -> tui"]
