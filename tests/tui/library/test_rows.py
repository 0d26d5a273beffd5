"""What a row of the library's list says, at every width."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.entities.entity import Kind
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.locale import use_language
from newsreader.tui.library.rows import article_lines, name_lines
from newsreader.tui.theme.themes import MONO

LONG = "临江市人民政府国有资产监督管理委员会"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def said(width: int, kind: Kind = Kind.ORG) -> str:
    name = Appearance(LONG, kind, {Path("/news/a.txt"): 3, Path("/news/b.txt"): 1})
    (line,) = name_lines(name, width, MONO, chosen=False)
    return "".join(piece.text for piece in line)


@pytest.mark.parametrize("width", [38, 58, 78, 130])
def test_a_name_and_an_article_fit_their_row(width: int) -> None:
    assert cell_len(said(width)) <= width
    entry = ArticleEntry(
        Path("/news/a.txt"), title=LONG * 5, published="2026-01-02", source="财讯网"
    )
    for line in article_lines(entry, 2, width, MONO, chosen=True):
        assert cell_len("".join(piece.text for piece in line)) <= width


def test_only_what_was_read_to_its_end_is_called_so() -> None:
    for progress, told in ((0.0, ""), (0.29, "29%"), (0.996, "99%"), (1.0, "100%")):
        entry = ArticleEntry(Path("/news/a.txt"), title="题", progress=progress)
        line = article_lines(entry, 0, 78, MONO, chosen=False)[0]
        assert "".join(piece.text for piece in line).split()[1:] == told.split()


def test_what_a_name_is_stands_there_in_words() -> None:
    assert "organisation" in said(78)
    assert "person" in said(38, Kind.PER)
    firm = Appearance("澜川集团", Kind.ORG, {Path("/news/a.txt"): 3}, "COMPANY")
    assert "company" in "".join(p.text for p in name_lines(firm, 78, MONO, chosen=False)[0])
    assert "2 articles · 4 mentions" in said(78)
    assert said(38).endswith(" 2")
