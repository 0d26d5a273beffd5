"""Entities are corrected from the article and from the sidebar, with the keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsreader.entities.kind import Kind
from newsreader.locale import use_language
from newsreader.text.span import Span
from newsreader.tui.actions.names_missing import names_missing
from newsreader.tui.dialogs.concordance_dialog import ConcordanceList
from newsreader.tui.dialogs.menu import MenuList, MenuScreen
from newsreader.tui.dialogs.picker import PickerList, PickerScreen
from newsreader.tui.page.overlay import NAME
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import soon, until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def names(reader: ReadingPilot) -> dict[str, Kind]:
    return {entity.name: entity.kind for entity in reader.screen.entities}


async def choose(reader: ReadingPilot, name: str) -> None:
    """Go to the sidebar and choose an entity by its name."""
    sidebar = reader.screen.sidebar
    if not sidebar.has_focus:
        await reader.press("tab")
    found = next(entity for entity in reader.screen.entities if entity.name == name)
    sidebar.choose(sidebar.items.index(found.id))
    await reader.pilot.pause()


async def select(reader: ReadingPilot, words: str) -> None:
    pane = reader.screen.pane
    start = NEWS.index(words)
    pane.move(pane.caret.over(Span(start, start + len(words))))


def message(reader: ReadingPilot) -> str:
    return reader.screen.query_one(StatusLine).notice.words


def sidebar_rows(reader: ReadingPilot) -> str:
    sidebar = reader.screen.sidebar
    return "\n".join(sidebar.render_line(y).text for y in range(sidebar.size.height))


async def test_a_selection_becomes_an_entity_that_is_kept_undone_and_redone_later(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reader:
        await select(reader, "董事长")
        await reader.press("E")
        assert isinstance(reader.app.screen, MenuScreen)
        await reader.press("2")
        assert names(reader)["董事长"] is Kind.ORG
        saved = (await reader.sidecar())["entity"]
        assert [(e["action"], e["name"], e["kind"]) for e in saved] == [("add", "董事长", "ORG")]
        await reader.press("u")
        assert "董事长" not in names(reader)
    async with open_reader(tmp_path) as reader:
        assert "董事长" not in names(reader)
        await reader.press("ctrl+r")
        assert names(reader)["董事长"] is Kind.ORG


async def test_a_selection_over_a_mention_corrects_its_bounds_everywhere(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await select(reader, "临江市政府")
        await reader.press("E", "space", "b")
        assert "临江市政府" in names(reader)
        assert (tmp_path / "lexicon.txt").read_text("utf-8") == "临江市政府 ns\n"


async def test_the_ends_of_an_ordinary_word_are_corrected_and_undone(tmp_path: Path) -> None:
    at = NEWS.index("签署协议")
    async with open_reader(tmp_path) as reader:
        words = reader.screen.session.analysis.words
        before = words.at(at)
        await select(reader, "签署协议")
        await reader.press("E", "w")
        assert words.at(at) == Span(at, at + 4)
        assert "签署协议" not in names(reader)
        saved = (await reader.sidecar())["entity"]
        assert [(e["action"], e["name"], "kind" in e) for e in saved] == [
            ("word", "签署协议", False)
        ]
        await reader.press("w", "b")
        assert reader.screen.pane.caret.offset == at
        await reader.press("u")
        assert words.at(at) == before
        await reader.press("ctrl+r")
    async with open_reader(tmp_path) as reader:
        assert reader.screen.session.analysis.words.at(at) == Span(at, at + 4)
        await reader.press("tab", "C", "enter")
        assert reader.screen.session.analysis.words.at(at) == before


async def test_a_word_for_all_articles_is_in_the_lexicon(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await select(reader, "签署协议")
        await reader.press("E", "space", "w")
        assert (tmp_path / "lexicon.txt").read_text("utf-8") == "签署协议\n"
        await reader.press("u")
        assert (tmp_path / "lexicon.txt").read_text("utf-8") == ""


async def test_an_entity_is_renamed_merged_retyped_and_hidden(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await choose(reader, "陆知行")
        await reader.press("r")
        await reader.write("陆董事长")
        await reader.press("enter")
        assert "陆董事长" in names(reader)
        assert reader.screen.sidebar.has_focus
        await choose(reader, "闻一舟")
        await reader.press("m")
        assert isinstance(reader.app.screen, PickerScreen)
        await reader.write("陆")
        await reader.press("enter")
        assert "闻一舟" not in names(reader)
        await choose(reader, "陆董事长")
        await reader.press("S")
        await reader.write("闻一舟")
        await reader.press("enter")
        assert "闻一舟" in names(reader)
        await choose(reader, "澜川集团")
        await reader.press("t", "5")
        assert names(reader)["澜川集团"] is Kind.PRODUCT
        await choose(reader, "临江市")
        await reader.press("x")
        assert "临江市" not in names(reader)
        assert len((await reader.sidecar())["entity"]) == 5
    async with open_reader(tmp_path) as reader:
        assert set(names(reader)) == {"陆董事长", "闻一舟", "澜川集团"}
        await reader.press("tab", "C")
        await reader.write("临江市")
        await reader.press("enter")
        assert "临江市" in names(reader)


async def test_e_on_an_entity_asks_what_is_wrong_with_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        reader.screen.pane.go_to(NEWS.index("闻一舟"))
        await reader.press("E")
        assert isinstance(reader.app.screen, MenuScreen)
        await reader.press("j", "j", "j", "enter")
        assert "闻一舟" not in names(reader)


async def test_e_without_an_entity_opens_no_menu(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        reader.screen.pane.go_to(NEWS.index("签署协议。"))
        await reader.press("E")
        assert isinstance(reader.app.screen, ReadingScreen)


@pytest.mark.parametrize("size", [(100, 30), (40, 12)])
async def test_the_menu_fits_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_reader(tmp_path, size=size) as reader:
        await select(reader, "董事长")
        await reader.press("E")
        found = reader.app.screen.query_one(MenuList)
        assert found.region.bottom < size[1]
        await reader.press("0")
        assert names(reader)["董事长"] is Kind.TIME


async def test_the_mentions_grow_while_names_are_being_found(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        analysis = reader.screen.session.analysis
        entity = next(each for each in analysis.entities if each.name == "澜川集团")
        read, known = analysis.progress, [entity.mentions[:1]]
        analysis.progress = 0.5
        concordance = reader.screen.session.article, entity.name

        def mentions() -> tuple[Sequence[Span], str]:
            return known[-1], names_missing(reader.screen.session)

        found = ConcordanceList(*concordance, mentions, "")
        reader.screen.ask(PickerScreen(reader.screen.palette, found), lambda _chosen: None)
        await until(lambda: len(found.items) == 1)
        assert found.heading().endswith("1 mention, by paragraph · names are still being found")
        known.append(entity.mentions)
        await until(lambda: len(found.items) == len(entity.mentions) > 1)
        assert found.heading().endswith("being found")
        analysis.progress = read
        assert await soon(lambda: found.heading().endswith("by paragraph"))


async def test_the_concordance_is_searched_and_jumps(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await choose(reader, "陆知行")
        await reader.press("i")
        found = reader.app.screen.query_one(ConcordanceList)
        assert len(found.items) == 2
        shown = "\n".join(found.render_line(y).text for y in range(found.size.height))
        assert "临江市市长闻一舟与澜川集团董事长陆知行签署协议。" in shown
        await reader.write("说，")
        assert len(found.items) == 1
        await reader.press("enter")
        assert reader.at.startswith("陆知行说")
        assert reader.screen.pane.has_focus


async def test_the_sidebar_sorts_by_count_and_shows_roles(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(150, 30)) as reader:
        assert sidebar_rows(reader).index("闻一舟") < sidebar_rows(reader).index("陆知行")
        assert "澜川集团董事长" in sidebar_rows(reader)
        await reader.press("tab", "s")
        assert sidebar_rows(reader).index("陆知行") < sidebar_rows(reader).index("闻一舟")


async def test_the_overview_shows_the_entity_that_is_chosen(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        reader.screen.pane.go_to(NEWS.index("签署协议。"))
        await choose(reader, "陆知行")
        assert NAME in reader.screen.pane.drawn.overview.marks.values()
        await reader.press("escape")
        assert NAME not in reader.screen.pane.drawn.overview.marks.values()


async def test_the_chosen_item_of_a_searched_list_is_marked(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await choose(reader, "陆知行")
        await reader.press("i", "down")
        found = reader.app.screen.query_one(ConcordanceList)
        marked = [y for y in range(found.size.height) if found.render_line(y).text.startswith("▌")]
        assert marked
        await reader.pilot.click(found, offset=(8, marked[0]))
        assert reader.at.startswith("陆知行说")


async def test_undoing_a_merge_chooses_the_merged_entity_again(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        sidebar = reader.screen.sidebar
        await choose(reader, "闻一舟")
        before = sidebar.chosen_id
        await reader.press("m")
        await reader.write("陆")
        await reader.press("enter")
        into = sidebar.chosen_id
        assert into != before
        await reader.press("u")
        assert sidebar.chosen_id == before
        await reader.press("ctrl+r")
        assert sidebar.chosen_id == into


async def test_undoing_a_hidden_entity_chooses_it_again(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        sidebar = reader.screen.sidebar
        await choose(reader, "闻一舟")
        before = sidebar.chosen_id
        await reader.press("x", "k", "u")
        assert sidebar.chosen_id == before


async def test_a_similar_name_is_offered_first_for_a_merge(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await select(reader, "临江市政府")
        await reader.press("E", "2")
        await choose(reader, "临江市")
        await reader.press("m")
        offered = reader.app.screen.query_one(PickerList)
        names = [entity.name for entity in reader.screen.entities if entity.id == offered.items[0]]
        assert names == ["临江市政府"]


async def test_dropping_the_filter_restores_the_choice(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        sidebar = reader.screen.sidebar
        await choose(reader, "陆知行")
        before = sidebar.chosen_id
        await reader.press("/")
        await reader.write("没有")
        await reader.press("enter")
        assert not sidebar.items
        await reader.press("escape")
        assert sidebar.chosen_id == before
        await reader.press("/")
        await reader.write("闻")
        await reader.press("enter", "j", "escape")
        assert sidebar.chosen_id == "PER:闻一舟"


async def test_where_there_is_no_entity_the_way_to_the_next_name_is_said(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        end = NEWS.index("。")
        reader.screen.pane.move(reader.screen.pane.caret.to(end))
        await reader.press("i")
        assert "; goes to the next name" in message(reader)
        reader.screen.sidebar.waiting, reader.screen.session.analysis.progress = "reading …", 0.5
        await reader.press("i")
        assert "no entity here so far (reading …)" in message(reader)
