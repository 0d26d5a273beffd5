"""The reading screen: real keys are pressed, and the sidecar is read from the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, OptionList, Static

from newsreader.keys.key_table import BY_ID
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import sidecar_path
from newsreader.tui.actions import external_changes
from newsreader.tui.actions.registry import READING
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.dialogs.export_dialog import ExportDialog
from newsreader.tui.dialogs.help import HelpScreen, KeyList
from newsreader.tui.dialogs.note_editor import NoteArea, NoteEditor
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS, article_of
from tests.tui.reading_pilot import open_reader, panel_rows
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def test_a_sentence_is_highlighted_and_noted_in_chinese(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "s", "1", "a")
        await reader.write("签约双方\n[red]都是[/red]虚构")
        await reader.press("ctrl+s")
        entry = (await reader.sidecar())["highlight"][0]
        text = reader.source.read_text("utf-8")
        start, end = entry["start"], entry["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == entry["quote"]
        assert entry["quote"] == "临江市市长闻一舟与澜川集团董事长陆知行签署协议。"
        assert entry["colour"] == "yellow"
        assert entry["note"] == "签约双方\n[red]都是[/red]虚构"
        assert reader.screen.pane.caret.offset == start
    async with open_reader(tmp_path) as reader:
        assert "签约双方" in panel_rows(reader)


async def test_each_digit_is_a_colour(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}")
        for number, colour in enumerate(Colour, 1):
            await reader.press(str(number))
            assert (await reader.sidecar())["highlight"][0]["colour"] == colour
        assert len((await reader.sidecar())["highlight"]) == 1


async def test_undo_and_redo_and_delete_reach_the_disk(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("v", "l", "l", "2", "d")
        assert (await reader.sidecar())["highlight"][0]["state"] == "deleted"
        await reader.press("u")
        assert (await reader.sidecar())["highlight"][0]["state"] == "placed"
        await reader.press("ctrl+r")
        assert (await reader.sidecar())["highlight"][0]["state"] == "deleted"


async def test_tags_are_typed_in_one_line(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "3", "t")
        await reader.write("并购 #人事，产业")
        await reader.press("enter")
        assert (await reader.sidecar())["highlight"][0]["tags"] == ["并购", "人事", "产业"]


async def test_a_highlight_is_given_new_ends(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("v", "l", "1", "r", "l", "l", "enter")
        assert (await reader.sidecar())["highlight"][0]["quote"] == NEWS[:4]


async def test_search_marks_hits_and_escape_goes_back(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("/")
        await reader.write("陆知行")
        assert len(reader.screen.hits) == 2
        assert reader.at.startswith("陆知行签署")
        await reader.press("escape")
        assert reader.screen.pane.caret.offset == 0
        assert not reader.screen.hits
        await reader.press("、")
        await reader.write("陆知行")
        await reader.press("enter", "n")
        assert reader.at.startswith("陆知行说")
        await reader.press("N")
        assert reader.at.startswith("陆知行签署")


async def test_a_search_in_a_replaced_text_is_cancelled_at_the_caret(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("/")
        await reader.write("陆知行说")
        changed = article_of("加在前面的一段。\n\n" + NEWS)
        await external_changes.show_article(reader.screen, lambda: changed)
        await reader.press("escape")
        assert reader.at.startswith("陆知行说")


async def test_the_entities_of_a_replaced_text_are_replaced(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        assert reader.screen.pane.entities is reader.screen.sidebar.entities
        await external_changes.show_article(reader.screen, lambda: article_of("没有一个名字。\n"))
        await reader.pilot.pause()
        assert not list(reader.screen.pane.entities)
        assert not reader.screen.sidebar.items


async def test_letters_that_are_not_found_are_searched_as_initials(tmp_path: Path) -> None:
    pytest.importorskip("pypinyin")
    async with open_reader(tmp_path) as reader:
        await reader.press("/")
        await reader.write("lzx")
        assert [hit.of(NEWS) for hit in reader.screen.hits] == ["陆知行"] * 2
        await reader.press("escape", "tab", "/")
        await reader.write("wyz")
        assert [e for e in reader.screen.sidebar.items if "闻一舟" in e]
        assert not [e for e in reader.screen.sidebar.items if "陆知行" in e]


async def test_go_to_accepts_a_percentage_or_a_paragraph(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("：")
        await reader.write("3")
        await reader.press("enter")
        assert reader.at.startswith("临江市市长")
        await reader.press("ctrl+o")
        assert reader.screen.pane.caret.offset == 0
        await reader.press("ctrl+n")
        assert reader.at.startswith("临江市市长")


@pytest.mark.parametrize(
    ("words", "message"),
    [("0", "1 to 7"), ("99999999999999", "1 to 7"), ("300%", "100%"), ("3", "")],
)
async def test_an_impossible_place_gets_a_message(tmp_path: Path, words: str, message: str) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press(":")
        await reader.write(words)
        await reader.press("enter")
        assert message in reader.screen.query_one(StatusLine).notice.words
        assert bool(message) == bool(reader.screen.query_one(StatusLine).notice.words)


async def test_a_jump_to_the_end_has_a_way_back(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}")
        here = reader.at
        await reader.press("G", "ctrl+o")
        assert reader.at == here
        await reader.press("v", "g")
        selection = reader.screen.pane.selection
        assert selection is not None
        assert selection.start == 0


async def test_a_bookmark_is_set_and_jumped_to(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "m", "a", "g", "'", "a")
        assert reader.at.startswith("临江市市长")
        assert "bookmark" in await reader.sidecar()


async def test_the_sidebar_steps_through_mentions(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("tab")
        assert reader.screen.sidebar.has_focus
        reader.screen.sidebar.choose(reader.screen.sidebar.items.index("PER:陆知行"))
        await reader.press("enter")
        assert reader.at.startswith("陆知行签署")
        await reader.press("enter")
        assert reader.at.startswith("陆知行说")
        await reader.press("escape")
        assert reader.screen.pane.has_focus


async def test_the_panel_jumps_edits_and_filters(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "s", "1", ")", "s", "4", "g", "shift+tab")
        panel = reader.screen.panel
        assert panel.has_focus
        assert len(panel.items) == 2
        await reader.press("4")
        assert len(panel.items) == 1
        await reader.press("e")
        await reader.write("数字")
        await reader.press("ctrl+s", "0", "/")
        await reader.write("数字")
        await reader.press("enter")
        assert len(panel.items) == 1
        await reader.press("enter")
        assert reader.at.startswith("双方将在三年内")
        assert reader.screen.pane.has_focus


async def test_leaving_a_changed_note_asks_first(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("一半")
        await reader.press("escape")
        assert not isinstance(reader.app.screen, ReadingScreen | NoteEditor)
        await reader.press("k")
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.press("escape", "d")
        assert isinstance(reader.app.screen, ReadingScreen)
        assert "note" not in (await reader.sidecar())["highlight"][0]


async def test_a_note_that_is_not_written_leaves_no_highlight(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("a", "escape")
        assert reader.screen.session.notebook.shown() == ()


async def test_text_pasted_into_a_note_is_sanitized(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("好\x1b]52;c;YWJj\x07\u202e的")
        area = reader.app.screen.query_one(NoteArea)
        assert "\x1b" not in area.text
        assert "\u202e" not in area.text
        assert "的" in area.text


async def test_help_lists_every_key_and_does_what_is_chosen(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("？")
        assert isinstance(reader.app.screen, HelpScreen)
        listed = set(reader.app.screen.query_one(KeyList).items)
        assert {
            key for key in BY_ID if not key.startswith(("library.", "report.", "allnotes."))
        } <= listed
        reader.app.screen.query_one(Input).value = "cursor.bottom"
        await reader.pilot.pause()
        await reader.press("enter")
        assert reader.at.startswith("。")


async def test_every_key_is_handled(tmp_path: Path) -> None:
    own = ("compare.", "cursor.", "selection.", "editor.", "library.", "report.", "allnotes.")
    sides = {
        "entities.down", "entities.up", "entities.fold", "entities.sort", "notes.down", "notes.up",
        "notes.all", "notes.orphans", "notes.trash", "notes.sort", "notes.group",
            "notes.page_down", "notes.page_up",
        *(f"notes.colour_{number}" for number in range(1, 6)),
    }  # fmt: skip
    left = [key for key in BY_ID if key not in READING and key not in sides]
    assert [key for key in left if not key.startswith(own)] == []


async def test_the_export_dialog_writes_a_file_and_asks_before_replacing(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "ctrl+e")
        dialog = reader.app.screen
        assert isinstance(dialog, ExportDialog)
        await reader.press("ctrl+s")
        written = tmp_path / "article.txt.md"
        await until(written.exists)
        await until(lambda: reader.app.screen is reader.screen)
        assert "临江市与澜川集团签署协议" in written.read_text("utf-8")
        written.write_text("mine", "utf-8")
        await reader.press("ctrl+e", "ctrl+s", "k")
        assert written.read_text("utf-8") == "mine"


async def test_the_preview_and_the_copy_have_no_update_markers(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "s", "1", "ctrl+e")
        shown = reader.app.screen.query_one("#export-text", Static)
        await until(lambda: "> " in str(shown.content))
        preview = str(shown.content)
        assert "newsreader:" not in preview
        assert "comment lines" in preview
        await reader.press("ctrl+y")
        await until(lambda: "> " in reader.app.clipboard)
        assert "newsreader" not in reader.app.clipboard
        assert "comment lines" not in reader.app.clipboard
        await reader.press("ctrl+e", "ctrl+s")
        written = tmp_path / "article.txt.md"
        await until(written.exists)
        assert "<!-- newsreader:" in written.read_text("utf-8")


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 45), (40, 12)])
async def test_the_article_is_on_the_screen_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_reader(tmp_path, size=size) as reader:
        assert "临江市" in reader.rows()
        shown = [p.display for p in (reader.screen.sidebar, reader.screen.panel)]
        assert shown == [size[0] >= 80] * 2
        await reader.press("tab")
        assert reader.screen.sidebar.display
        assert reader.screen.pane.display == (size[0] >= 80)
        await reader.press("z")
        assert reader.screen.pane.display
        assert not reader.screen.sidebar.display


async def test_furniture_is_folded_until_f(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        assert "微信" not in reader.rows()
        await reader.press("f")
        assert "微信" in reader.rows()
        await reader.press("f")
        assert "微信" not in reader.rows()


async def test_hostile_text_is_sanitized_on_the_screen(tmp_path: Path) -> None:
    hostile = "标题[@click=app.quit]点我[/x]\n\n正文\x1b[2J\x9b31m\u202e反\u2066转\x07\x00结束。\n"
    async with open_reader(tmp_path, hostile) as reader:
        await reader.press("}", "s", "1", "a")
        await reader.write("[/x]\x1b[2J")
        await reader.press("ctrl+s")
        everything = reader.rows() + panel_rows(reader)
        for character in "\x1b\x9b\x07\x00\u202e\u2066":
            assert character not in everything
        assert "[@click=app.quit]" in reader.rows()


async def test_the_mouse_selects_words_sentences_and_ranges(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        pane = reader.screen.pane
        first = pane.viewport.page.place_of(NEWS.index("临江市市长"))
        row = pane.viewport.index_of(first)
        assert row is not None
        await reader.pilot.mouse_down("#article", offset=(5, row))
        await reader.pilot.hover("#article", offset=(11, row))
        await reader.pilot.mouse_up("#article", offset=(11, row))
        assert pane.selection is not None
        assert pane.selection.of(pane.article.text) in "临江市市长闻一舟"
        await reader.pilot.click("#article", offset=(7, row), times=3)
        assert pane.selection is not None
        assert pane.selection.of(pane.article.text).endswith("签署协议。")


async def test_the_page_stays_under_a_click_and_a_drag_near_its_edge(tmp_path: Path) -> None:
    async with open_reader(tmp_path, "港口忙，铁路通。" * 400) as reader:
        await reader.press("space", "space")
        await reader.no_message()
        pane = reader.screen.pane
        top, last = pane.viewport.top, pane.size.height - 1
        left = pane.drawn.painter.column.left
        for row in (last, 0):
            await reader.pilot.click("#article", offset=(left + 1, row), times=2)
            word, here = pane.selection, pane.viewport.offset_at(row, 1)
            assert pane.viewport.top == top
            assert word is not None
            assert here is not None
            assert here in word
        await reader.pilot.mouse_down("#article", offset=(left, last - 1))
        await reader.pilot.hover("#article", offset=(left + 4, last))
        assert pane.viewport.top == top
        await reader.pilot.hover(StatusLine, offset=(left + 4, 0))
        assert pane.viewport.top > top  # beyond the edge it scrolls
        await reader.pilot.mouse_up("#article", offset=(left + 4, last))


async def test_a_drag_that_ends_in_the_overview_keeps_the_selection(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        pane = reader.screen.pane
        row = pane.viewport.index_of(pane.viewport.page.place_of(NEWS.index("临江市市长")))
        assert row is not None
        last = pane.size.width - 1
        await reader.pilot.mouse_down("#article", offset=(5, row))
        await reader.pilot.hover("#article", offset=(last, row))
        await reader.pilot.mouse_up("#article", offset=(last, row))
        await reader.pilot.pause()
        assert pane.selection is not None


async def test_a_click_shows_folded_page_furniture(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("j")
        await reader.no_message()
        pane = reader.screen.pane
        fold = next(y for y in range(pane.size.height) if pane.viewport.offset_at(y, 0) is None)
        await reader.pilot.click("#article", offset=(10, fold))
        await until(lambda: pane.setting.furniture)
        assert pane.viewport.offset_at(fold, 0) is not None


async def test_a_drag_to_the_first_row_of_the_screen_scrolls_up(tmp_path: Path) -> None:
    async with open_reader(tmp_path, "港口忙，铁路通。" * 400, size=(60, 16)) as reader:
        await reader.press("space", "space")
        await reader.no_message()
        pane = reader.screen.pane
        assert pane.region.y == 0  # nothing is above it
        top = pane.viewport.top
        await reader.pilot.mouse_down("#article", offset=(20, 3))
        await reader.pilot.hover("#article", offset=(20, 0))
        assert pane.viewport.top < top
        await reader.pilot.mouse_up("#article", offset=(20, 0))


async def test_the_palette_shows_its_keys(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("ctrl+p")
        shown = reader.app.screen.query_one(OptionList).border_subtitle
        assert "Enter do it · Esc close" in str(shown)


async def test_quitting_waits_for_the_disk_and_keeps_the_place(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "s", "1")
        await reader.leave()
    assert sidecar_path(tmp_path / "article.txt").exists()
    async with open_reader(tmp_path) as reader:
        assert reader.at.startswith("临江市市长")


async def test_reading_alone_writes_nothing_beside_the_article(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    async with open_reader(folder) as reader:
        await reader.press("}", "G", "/", "escape", "g")
    assert [path.name for path in folder.iterdir() if path.name != "state.json"] == ["article.txt"]


async def test_an_orphan_is_listed_and_given_a_place(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "s", "1", "a")
        await reader.write("签约")
        await reader.press("ctrl+s")
        await reader.sidecar()
    (tmp_path / "article.txt").write_text(
        "完全不同的一篇文章。\n\n没有一句相同的话在这里。\n", "utf-8"
    )
    async with open_reader(tmp_path) as reader:
        assert len(reader.screen.session.notebook.orphans()) == 1
        await reader.press("}", "s", "shift+tab", "o", "r")
        entry = (await reader.sidecar())["highlight"][0]
        assert entry["state"] == "placed"
        assert entry["quote"] == "没有一句相同的话在这里。"
        assert entry["note"] == "签约"


async def test_a_highlight_is_restored_from_the_trash(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "d", "shift+tab", "T", "enter")
        assert (await reader.sidecar())["highlight"][0]["state"] == "placed"


async def test_a_note_survives_a_kill_while_it_is_typed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("写到一半")
        folder = tmp_path / "drafts"
        written = json.dumps("写到一半")
        await until(lambda: any(written in p.read_text("utf-8") for p in folder.glob("*")))
        await reader.sidecar()
        drafts = list(folder.iterdir())
        assert len(drafts) == 1
        kept = drafts[0].read_bytes()
        await reader.press("ctrl+s")
        assert not list((tmp_path / "drafts").iterdir())
        await reader.press("u")
        await reader.sidecar()
    drafts[0].write_bytes(kept)
    async with open_reader(tmp_path) as reader:
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.press("ctrl+s")
        assert (await reader.sidecar())["highlight"][0]["note"] == "写到一半"


async def test_keys_are_rebound_by_id(tmp_path: Path) -> None:
    keys = {
        "cursor.down": ("k",),
        "cursor.up": ("j",),
        "highlight.colour_1": ("x", "ctrl+x"),
        "cursor.next_paragraph": ("；",),
    }
    async with open_reader(tmp_path, settings=Settings(keys=keys)) as reader:
        await reader.press("；")
        assert reader.at.startswith("临江市市长")
        await reader.press("}")
        assert reader.at.startswith("临江市市长")
        below = reader.screen.pane.caret.offset
        await reader.press("j")
        assert reader.screen.pane.caret.offset < below
        await reader.press("k", "k", "x")
        assert len((await reader.sidecar())["highlight"]) == 1
        await reader.press("1")
        assert len((await reader.sidecar())["highlight"]) == 1
        await reader.press("?")
        drawn = reader.app.screen.query_one(KeyList)
        text = "\n".join(drawn.render_line(y).text for y in range(drawn.size.height))
        assert "k" in text


async def test_a_second_start_shows_the_title_when_the_place_is_near(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}")
        await reader.leave()
    async with open_reader(tmp_path) as reader:
        assert reader.at.startswith("临江市市长")
        assert "临江市与澜川集团签署协议" in reader.rows()


async def test_keys_typed_in_one_burst_reach_the_right_widget(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        for key, character in [("slash", "/"), *((c, c) for c in "开工"), ("enter", "\r")]:
            reader.app.post_message(events.Key(key, character))
        await until(lambda: reader.at.startswith("开工了"), lambda: reader.at)
        for key in ("s", "1", "a", "好", "的", "ctrl+s"):
            reader.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(lambda: any(h.note == "好的" for h in reader.screen.session.notebook.shown()))
        assert (await reader.sidecar())["highlight"][0]["note"] == "好的"


async def test_textuals_own_quit_key_asks_while_a_note_is_written(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("不能丢")
        await reader.press("ctrl+q")
        assert reader.app.is_running
        await reader.press("s")
        assert (await reader.sidecar())["highlight"][0]["note"] == "不能丢"


async def test_a_search_without_hits_says_so(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("/")
        await reader.write("没有这个词")
        await reader.press("enter")
        assert "没有这个词" in reader.screen.query_one(StatusLine).notice.words
        await reader.press("/")
        await reader.write("re:[0-9")
        shown = reader.screen.query_one("#prompt-hint", Static).content
        assert "not found" not in str(shown)


async def test_the_last_visible_row_counts_as_the_end(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("G")
        status = reader.screen.query_one(StatusLine).status
        assert (status.percent, status.minutes) == (100, 0)


@pytest.mark.parametrize("editor", ["/no/such/editor", "vi '", "rm"])
async def test_an_editor_that_cannot_be_used_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    resumed = []

    @contextmanager
    def suspend(_app: NewsreaderApp) -> Iterator[None]:
        yield
        resumed.append(True)  # as Textual's own: not where the block is left by an error

    monkeypatch.setattr(NewsreaderApp, "suspend", suspend)
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("写在这里")
        assert reader.app.edit_elsewhere("写在这里") == "写在这里"
        assert resumed


async def test_a_huge_number_goes_to_the_end(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press(":")
        await reader.write("9" * 5000)
        await reader.press("enter")
        assert reader.app.is_running
        assert "收藏" not in reader.at[:2]


async def test_growing_past_the_paragraph_shrinks_at_once(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", *["+"] * 8)
        whole = reader.screen.pane.selection
        await reader.press("-")
        assert reader.screen.pane.selection != whole


async def test_notes_of_a_later_version_are_read_and_not_changed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("旧笔记")
        await reader.press("ctrl+s")
        await reader.sidecar()
    sidecar = sidecar_path(tmp_path / "article.txt")
    later = sidecar.read_text("utf-8").replace("schema = 2", "schema = 99")
    sidecar.write_text(later, "utf-8")
    async with open_reader(tmp_path) as reader:
        assert "旧笔记" in panel_rows(reader)
        await reader.press("}", "s", "2", "a")
        assert isinstance(reader.app.screen, ReadingScreen)
        assert len(reader.screen.session.notebook.shown()) == 1
    assert sidecar.read_text("utf-8") == later


async def test_the_status_line_says_that_a_page_has_no_article(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:  # the welcome of the first start comes before
        await reader.leave()
    reader.source.write_text("首页\n新闻\n财经\n港口\n登录\n注册\n关于我们\n", "utf-8")
    async with open_reader(tmp_path) as reader:
        notice = reader.screen.query_one(StatusLine).notice
        assert "No article was recognised" in notice.words
        assert "关于我们" in reader.screen.pane.render_line(12).text


async def test_on_a_very_wide_screen_the_notes_are_next_to_the_page(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(160, 24)) as reader:
        screen = reader.screen
        assert screen.pane.region.right == screen.panel.region.x
        assert screen.panel.region.right == screen.sidebar.region.x
        await reader.press("tab")
        assert screen.panel.has_focus
        await reader.press("tab")
        assert screen.sidebar.has_focus
    async with open_reader(tmp_path, size=(140, 24)) as reader:
        await reader.press("tab")
        assert reader.screen.sidebar.has_focus
