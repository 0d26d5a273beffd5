"""The question of the first start: asked once, never in the way of a key."""

from __future__ import annotations

import tomllib
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from newsreader.commands.preferences import preferences_of
from newsreader.settings.settings import Settings
from newsreader.state import State
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.preferences import Preferences
from newsreader.tui.widgets.keys_question import Answer, KeysQuestion
from tests.fakes import NEWS, session_on
from tests.tui.reading_pilot import ReadingPilot
from tests.tui.waiting import until, work_done


@asynccontextmanager
async def asked(
    folder: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ReadingPilot, list[str]]]:
    """An article at the first start, and a list that gets an item when the question is answered."""
    answers: list[str] = []
    settings = Settings()
    preferences = Preferences(
        settings, folder / "config.toml", asked=lambda: answers.append("answered")
    )
    session = session_on(NEWS, folder=folder)
    app = NewsreaderApp(session, settings, preferences=preferences)
    async with app.run_test(size=size) as pilot:
        await until(lambda: app.screen.query(KeysQuestion) and session.ready)
        await pilot.pause()
        yield ReadingPilot(app, pilot, folder), answers
    session.settle(5)
    session.close()


def is_open(reader: ReadingPilot) -> bool:
    return bool(reader.app.screen.query(KeysQuestion))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_is_one_row_below_the_article(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asked(tmp_path, size) as (reader, _answers):
        question = reader.app.screen.query_one(KeysQuestion)
        assert question.region.height == 1
        assert question.region.y == size[1] - 1 - reader.app.screen.query_one("#status").size.height
        assert reader.screen.pane.has_focus


async def test_plain_keys_work_at_once_and_are_kept(tmp_path: Path) -> None:
    async with asked(tmp_path) as (reader, answers):
        await reader.press("P")
        await work_done(reader.app)
        await until(lambda: answers)
        assert not is_open(reader)
        assert tomllib.loads((tmp_path / "config.toml").read_text("utf-8")) == {"preset": "plain"}
        assert "Shift+F1" in reader.screen.query_one("#status").notice.words  # type: ignore[attr-defined]
        before = reader.screen.pane.caret.offset
        await reader.press("j")
        assert reader.screen.pane.caret.offset == before


async def test_escape_keeps_the_keys_as_they_are(tmp_path: Path) -> None:
    async with asked(tmp_path) as (reader, answers):
        await reader.press("escape")
        await until(lambda: answers)
        assert not is_open(reader)
        assert reader.screen.settings.preset == "vim"


async def test_a_letter_does_what_it_does_and_ends_the_question(tmp_path: Path) -> None:
    async with asked(tmp_path) as (reader, answers):
        await reader.press("}", "s")
        await until(lambda: answers)
        assert not is_open(reader)
        assert reader.screen.pane.selection is not None


async def test_keys_that_both_presets_have_leave_the_question_open(tmp_path: Path) -> None:
    async with asked(tmp_path) as (reader, answers):
        before = reader.screen.pane.caret.offset
        await reader.press("down", "pagedown", "end", "1")
        assert reader.screen.pane.caret.offset > before
        assert reader.screen.session.notebook.shown()
        assert is_open(reader)
        assert not answers


async def test_an_answer_can_be_clicked(tmp_path: Path) -> None:
    async with asked(tmp_path) as (reader, _answers):
        found = reader.app.screen.query(Answer).first()
        await reader.pilot.click(found)
        await until(lambda: reader.screen.settings.preset == "plain")
        await reader.pilot.pause()
        assert not is_open(reader)


async def test_it_does_not_hear_what_is_typed_in_a_dialog(tmp_path: Path) -> None:
    async with asked(tmp_path) as (reader, answers):
        await reader.press("f1", "P", "escape")
        assert is_open(reader)
        assert not answers


def start(folder: Path, **arguments: object) -> Preferences:
    given = {"settings": Settings(), "config": None, "lang": None, "tutorial": False}
    return preferences_of(Namespace(**given | arguments), State.open(folder / "state.json"))


def test_only_the_very_first_start_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    assert start(tmp_path, config="mine.toml").asked is None
    assert start(tmp_path, tutorial=True).asked is None
    first = start(tmp_path)
    assert first.asked is not None
    assert first.path is not None
    first.path.parent.mkdir(parents=True)
    first.path.touch()
    assert start(tmp_path).asked is None
    first.path.unlink()
    first.asked()
    assert start(tmp_path).asked is None
