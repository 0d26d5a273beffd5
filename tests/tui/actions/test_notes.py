"""A note that is being written is never lost, whatever ends or changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.session.drafts import Drafts
from newsreader.sidecar.sidecar import Sidecar
from newsreader.tui.actions import external_changes
from newsreader.tui.dialogs.note_editor import NoteEditor
from tests.fakes import Clock
from tests.tui.reading_pilot import ReadingPilot, open_reader


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def noted(reader: ReadingPilot) -> Highlight:
    """The first sentence, highlighted and noted."""
    await reader.press("s", "1", "a")
    await reader.write("写完了")
    await reader.press("ctrl+s")
    await reader.sidecar()
    return reader.screen.session.notebook.in_order()[0]


def drafts_of(reader: ReadingPilot) -> Drafts:
    drafts = reader.screen.session.drafts
    assert drafts is not None
    return drafts


async def test_a_draft_equal_to_the_saved_note_is_dropped(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写完了")
    async with open_reader(tmp_path) as reader:
        assert not isinstance(reader.app.screen, NoteEditor)
        assert drafts_of(reader).unfinished() is None


async def test_a_draft_on_a_deleted_highlight_creates_a_new_one(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写到一半")
        await reader.press("d")
        await reader.sidecar()
    async with open_reader(tmp_path) as reader:
        assert isinstance(reader.app.screen, NoteEditor)
        await reader.press("ctrl+s")
        (alive,) = reader.screen.session.notebook.in_order()
        assert alive.id != highlight.id
        assert (alive.note, alive.span) == ("写到一半", highlight.span)


async def test_a_draft_whose_text_is_gone_is_kept_on_the_article(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight.with_id("gone"), "写到一半")
    (tmp_path / "article.txt").write_text("没有一句相同的话在这里。\n" * 3, "utf-8")
    async with open_reader(tmp_path) as reader:
        assert not isinstance(reader.app.screen, NoteEditor)
        assert reader.screen.session.notebook.note == "写到一半"
        assert drafts_of(reader).unfinished() is None


async def test_a_draft_waits_for_notes_that_can_be_changed(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写到一半")
    notes = tmp_path / "article.txt.notes.toml"
    notes.write_text(notes.read_text("utf-8").replace("schema = 2", "schema = 3"), "utf-8")
    async with open_reader(tmp_path) as reader:
        assert not isinstance(reader.app.screen, NoteEditor)
        assert drafts_of(reader).unfinished() is not None


async def beside(reader: ReadingPilot, change: Callable[[Notebook], Notebook]) -> None:
    """Another program changes the notes, and this one sees it."""
    other = Sidecar(reader.source, reader.source.parent / "data")
    loaded = other.load(reader.screen.session.article)
    other.save(loaded.changed(change(loaded.notebook)))
    await external_changes.watch(reader.screen)
    await reader.pilot.pause()


async def test_notes_of_two_programs_on_one_highlight_are_merged(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        await reader.press("a")
        await reader.write("，我的")
        theirs = highlight.changed(Clock()(), note="写完了，别人的")
        await beside(reader, lambda notebook: notebook.with_highlights([theirs]))
        await reader.press("ctrl+s")
        note = reader.screen.session.notebook.highlights[highlight.id].note
        assert "，我的" in note
        assert "写完了，别人的" in note


async def test_a_note_on_a_highlight_deleted_by_another_program_is_kept(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        await reader.press("a")
        await reader.write("，我的")
        deleted = highlight.deleted(Clock()())
        await beside(reader, lambda notebook: notebook.with_highlights([deleted]))
        await reader.press("ctrl+s")
        (again,) = reader.screen.session.notebook.in_order()
        assert "，我的" in again.note
        assert again.span == highlight.span


async def test_notes_of_two_programs_on_the_article_are_merged(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await noted(reader)
        await reader.press("M")
        await reader.write("我的")
        await beside(reader, lambda notebook: notebook.with_note("别人的"))
        await reader.press("ctrl+s")
        assert reader.screen.session.notebook.note == "我的\n\n别人的"


async def test_tags_added_by_another_program_are_kept(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        await reader.press("t")
        await reader.write("产业")
        theirs = highlight.changed(Clock()(), tags=("人事",))
        await beside(reader, lambda notebook: notebook.with_highlights([theirs]))
        await reader.press("enter")
        tags = reader.screen.session.notebook.highlights[highlight.id].tags
        assert tags == ("产业", "人事")
        await reader.press("t", "ctrl+u")
        await reader.write("人事")
        await reader.press("enter")
        assert reader.screen.session.notebook.highlights[highlight.id].tags == ("人事",)


async def test_a_draft_never_replaces_a_note_that_was_changed_elsewhere(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写完了，又加一句")
        reader.screen.session.notes.annotate(highlight.id, "另一台电脑上写的")
        assert reader.screen.session.settle(5)
    async with open_reader(tmp_path) as reader:
        editor = reader.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.text == "写完了，又加一句\n\n另一台电脑上写的"
        await reader.press("ctrl+s")
        (alive,) = reader.screen.session.notebook.in_order()
        assert alive.note == "写完了，又加一句\n\n另一台电脑上写的"


async def test_a_draft_that_a_newer_note_contains_is_not_offered(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        highlight = await noted(reader)
        drafts_of(reader).keep(highlight, "写完了")
        reader.screen.session.notes.annotate(highlight.id, "写完了，在另一台电脑上又加一句")
        assert reader.screen.session.settle(5)
    async with open_reader(tmp_path) as reader:
        assert not isinstance(reader.app.screen, NoteEditor)
        assert drafts_of(reader).unfinished() is None


async def test_a_note_that_is_saved_at_the_end_leaves_no_draft(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "1", "a")
        await reader.write("正在写")
        await reader.app.end()
    assert not list((tmp_path / "drafts").iterdir())
    assert "正在写" in reader.source.with_name("article.txt.notes.toml").read_text("utf-8")


async def test_a_note_that_is_saved_when_its_draft_is_due_leaves_no_draft(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("s", "a")
        await reader.write("海港")
        editor = reader.app.screen
        assert isinstance(editor, NoteEditor)
        due = editor._keeping
        assert due is not None
        await reader.press("ctrl+s")
        assert reader.app.screen is reader.screen
        due._call()  # the message of the timer was on its way
        assert drafts_of(reader).unfinished() is None
