"""The rows of the library's list, at several widths."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.entities.kind import Kind
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.locale import use_language
from newsreader.tui.library.rows import article_lines, name_lines, names_read
from newsreader.tui.theme.themes import MONO

LONG = "临江市人民政府国有资产监督管理委员会"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def name_row(width: int, kind: Kind = Kind.ORG) -> str:
    name = Appearance(LONG, kind, {Path("/news/a.txt"): 3, Path("/news/b.txt"): 1})
    (line,) = name_lines(name, width, MONO, chosen=False)
    return "".join(part.text for part in line)


@pytest.mark.parametrize("width", [38, 58, 78, 130])
def test_a_name_and_an_article_fit_their_row(width: int) -> None:
    assert cell_len(name_row(width)) <= width
    entry = ArticleEntry(Path("/news/a.txt"), title=LONG * 5, day="2026-01-02", source="财讯网")
    for line in article_lines(entry, 2, width, MONO, chosen=True):
        assert cell_len("".join(part.text for part in line)) <= width


def test_100_percent_is_only_for_what_was_read_to_its_end() -> None:
    for progress, percent in ((0.0, ""), (0.29, "29%"), (0.996, "99%"), (1.0, "100%")):
        entry = ArticleEntry(Path("/news/a.txt"), title="题", progress=progress)
        line = article_lines(entry, 0, 78, MONO, chosen=False)[0]
        assert "".join(part.text for part in line).split()[1:] == percent.split()


def test_the_kind_of_a_name_is_in_words() -> None:
    assert "organisation" in name_row(78)
    assert "person" in name_row(38, Kind.PER)
    firm = Appearance("澜川集团", Kind.ORG, {Path("/news/a.txt"): 3}, "COMPANY")
    assert "company" in "".join(p.text for p in name_lines(firm, 78, MONO, chosen=False)[0])
    assert "2 articles    4 mentions" in name_row(78)
    assert name_row(38).endswith(" 2")


def test_the_day_when_an_article_was_read_is_shown() -> None:
    time_ = int(datetime(2026, 11, 20, 12).timestamp())
    entry = ArticleEntry(Path("/news/a.txt"), title="题", day="2026-01-02", opened=time_)
    for width in (58, 130):
        lines = article_lines(entry, 0, width, MONO, chosen=True)
        words = "".join(part.text for line in lines for part in line)
        assert words.count("2026-11-20") == 1
    older = ArticleEntry(Path("/news/a.txt"), title="题", opened=7)
    assert older.opened_day == ""


@pytest.mark.parametrize("width", [70, 100])
def test_the_counts_of_names_are_in_columns(width: int) -> None:
    few = Appearance("林港", Kind.LOC, {Path("/news/a.txt"): 20, Path("/news/b.txt"): 1})
    many = Appearance("江东", Kind.LOC, {Path(f"/news/{number}.txt"): 9 for number in range(30)})
    one, other = (
        "".join(part.text for part in name_lines(name, width, MONO, chosen=False)[0])
        for name in (few, many)
    )
    assert one.index(" articles") == other.index(" articles")
    assert one.index(" mentions") == other.index(" mentions")


def test_the_keys_of_reprints_are_left_out_where_they_have_no_room() -> None:
    entry = ArticleEntry(Path("/news/a.txt"), title="题", author="林一")
    for width, has_keys in ((130, True), (60, False)):
        second = article_lines(entry, 2, width, MONO, chosen=True)[1]
        words = "".join(part.text for part in second)
        assert "2 reprints" in words
        assert ("compares" in words) is has_keys
        assert not words.endswith("…")


def test_the_number_of_read_articles_is_shown_until_all_are() -> None:
    assert names_read(2, 3) == "2 of 3 articles are read"
    assert names_read(3, 3) == ""
