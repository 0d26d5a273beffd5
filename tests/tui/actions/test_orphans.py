"""Highlights without a place get one: the one that was found, or one of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.notebook.highlight import HighlightState
from newsreader.tui.actions import external_changes
from newsreader.tui.dialogs.menu import MenuScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS, article_of
from tests.tui.reading_pilot import ReadingPilot, open_reader, panel_rows

SENTENCE = "临江市市长闻一舟与澜川集团董事长陆知行签署协议。"
TWINS = "通讯员说，临江市长闻一舟同澜川集团陆某签协议。"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def orphaned(folder: Path, text: str) -> None:
    """Highlight the first sentence, then replace the text of the file."""
    async with open_reader(folder) as reader:
        await reader.press("}", "s", "1")
        await reader.sidecar()
    (folder / "article.txt").write_text(text, "utf-8")


def state_of_only(reader: ReadingPilot) -> HighlightState:
    (highlight,) = reader.screen.session.notebook.in_order()
    return highlight.state


async def test_the_reader_chooses_one_of_several_places(tmp_path: Path) -> None:
    text = f"另一篇文章。\n\n{TWINS}\n\n中间隔着别的话。\n\n{TWINS}\n\n完。\n"
    await orphaned(tmp_path, text)
    async with open_reader(tmp_path, size=(150, 40)) as reader:
        assert state_of_only(reader) is HighlightState.ORPHAN
        await reader.press("shift+tab", "o")
        assert "Now 2" in panel_rows(reader)
        await reader.press("enter")
        assert isinstance(reader.app.screen, MenuScreen)
        found = reader.screen.session.notes.suggestions(
            reader.screen.session.notebook.in_order()[0].id
        )
        await reader.press("2")
        (highlight,) = reader.screen.session.notebook.in_order()
        assert highlight.state is HighlightState.PLACED
        assert highlight.span == found[1][0].span
        assert reader.screen.pane.caret.offset == highlight.span.start


async def test_orphans_of_a_later_version_are_not_changed(tmp_path: Path) -> None:
    await orphaned(tmp_path, NEWS.replace(SENTENCE, TWINS))
    notes = tmp_path / "article.txt.notes.toml"
    notes.write_text(notes.read_text("utf-8").replace("schema = 2", "schema = 3"), "utf-8")
    async with open_reader(tmp_path) as reader:
        before = reader.screen.session.notebook
        await reader.press("shift+tab", "o", "enter")
        assert reader.screen.session.notebook is before
        assert "later version" in reader.screen.query_one(StatusLine).notice.words


async def test_an_answer_about_a_replaced_text_is_refused(tmp_path: Path) -> None:
    text = f"另一篇文章。\n\n{TWINS}\n\n中间隔着别的话。\n\n{TWINS}\n\n完。\n"
    await orphaned(tmp_path, text)
    async with open_reader(tmp_path, size=(150, 40)) as reader:
        await reader.press("shift+tab", "o", "enter")
        assert isinstance(reader.app.screen, MenuScreen)
        await external_changes.show_article(
            reader.screen, lambda: article_of("新的一段。\n\n" + text)
        )
        await reader.press("2")
        assert state_of_only(reader) is HighlightState.ORPHAN
        assert "ask again" in reader.screen.query_one(StatusLine).notice.words
        await reader.press("enter", "2")
        (highlight,) = reader.screen.session.notebook.in_order()
        assert highlight.span.of(reader.screen.session.article.text) == highlight.quote
        assert highlight.state is HighlightState.PLACED


async def test_a_bookmark_asked_for_in_a_replaced_text_is_not_set(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("}", "m")
        await external_changes.show_article(
            reader.screen, lambda: article_of("新的一段。\n\n" + NEWS)
        )
        await reader.press("a")
        assert not reader.screen.session.notebook.bookmarks
        await reader.press("m", "a")
        assert set(reader.screen.session.notebook.bookmarks) == {"a"}
