"""docs/formats.md agrees with the registry."""

from __future__ import annotations

from pathlib import Path

from newsreader.entities.kind import Kind
from newsreader.formats.document import Part
from newsreader.formats.registry import FORMATS, IMPORTERS
from newsreader.notebook.colour import Colour

DOC = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
COLUMNS = (
    Part.NOTE,
    Part.TAGS,
    Part.COLOUR,
    Part.SECTION,
    Part.TIMES,
    Part.ORPHANS,
    Part.ARTICLE_NOTE,
    Part.BOOKMARKS,
    Part.ENTITIES,
)


def test_the_table_matches_the_registry() -> None:
    rows = []
    for name, each in FORMATS.items():
        keeps = [name in IMPORTERS, *(part in each.keeps for part in COLUMNS)]
        cells = ["yes" if kept else "–" for kept in keeps]
        rows.append(f"| `{name}` | {each.suffix} | {' | '.join(cells)} |")
    assert "\n".join(rows) in DOC


def test_every_format_has_a_section() -> None:
    headings = {
        name.strip()
        for line in DOC.splitlines()
        if line.startswith("### ")
        for name in line[4:].split(",")
    }
    assert headings == {*FORMATS, *IMPORTERS}


def test_the_brat_configuration_lists_every_label() -> None:
    listed = DOC.split("[entities]")[1].split("[relations]")[0].split()
    assert listed == [*(kind.value for kind in Kind), *(colour.value for colour in Colour)]
