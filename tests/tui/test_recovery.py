"""A note that was being written when the program ended is asked about once, and lost never."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.notebook.highlight import Highlight
from newsreader.session.drafts import Drafts
from newsreader.tui.screens.note_editor import NoteEditor
from tests.tui.test_reading_screen import Sitting, sitting


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def noted(reader: Sitting) -> Highlight:
    """The first sentence, highlighted and noted."""
    await reader.press("s", "1", "a")
    await reader.write("写完了")
    await reader.press("ctrl+s")
    await reader.sidecar()
    return reader.screen.session.notebook.in_order()[0]


def drafts_of(reader: Sitting) -> Drafts:
    drafts = reader.screen.session.drafts
    assert drafts is not None
    return drafts


async def test_a_draft_that_was_saved_as_it_stood_is_forgotten(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写完了")
    async with sitting(tmp_path) as reader:
        assert not isinstance(reader.app.screen, NoteEditor)
        assert drafts_of(reader).unfinished() is None


async def test_a_draft_on_a_deleted_highlight_comes_with_a_new_one(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写到一半")
        await reader.press("d")
        await reader.sidecar()
    async with sitting(tmp_path) as reader:
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.press("ctrl+s")
        (alive,) = reader.screen.session.notebook.in_order()
        assert alive.id != highlight.id
        assert (alive.note, alive.span) == ("写到一半", highlight.span)


async def test_a_draft_whose_text_is_gone_is_kept_on_the_article(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight.named("gone"), "写到一半")
    (tmp_path / "article.txt").write_text("没有一句相同的话在这里。\n" * 3, "utf-8")
    async with sitting(tmp_path) as reader:
        assert not isinstance(reader.app.screen, NoteEditor)
        assert reader.screen.session.notebook.note == "写到一半"
        assert drafts_of(reader).unfinished() is None


async def test_a_draft_waits_for_notes_that_can_be_changed(tmp_path: Path) -> None:
    async with sitting(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写到一半")
    notes = tmp_path / "article.txt.notes.toml"
    notes.write_text(notes.read_text("utf-8").replace("schema = 1", "schema = 2"), "utf-8")
    async with sitting(tmp_path) as reader:
        assert not isinstance(reader.app.screen, NoteEditor)
        assert drafts_of(reader).unfinished() is not None
