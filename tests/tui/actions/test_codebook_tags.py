"""Tags of the codebook in the prompt for tags: completed, typed by their key, with their colour."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.locale import use_language
from newsreader.session import Environment, open_session
from newsreader.session.environment import SourceFile
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS, Clock
from tests.tui.reading_pilot import ReadingPilot
from tests.tui.waiting import until

CODEBOOK = '[[tag]]\nname = "事实"\ncolour = "green"\nkey = "f"\n\n[[tag]]\nname = "数据"\n'


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use_language("en")
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))


@asynccontextmanager
async def _reader(folder: Path, codebook: str) -> AsyncIterator[ReadingPilot]:
    path = folder / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text(NEWS, "utf-8")
    (path.parent / "codebook.toml").write_text(codebook, "utf-8")
    state, key = State.open(folder / "state.json"), str(path)
    source = SourceFile.at(path, None, state, key)
    environment = Environment(
        Sidecar(path, folder / "data"), state, key, None, Clock(), source=source
    )
    app = NewsreaderApp(open_session(open_article(path), environment), Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        yield ReadingPilot(app, pilot, path)


async def test_a_key_becomes_its_tag_and_brings_the_colour(tmp_path: Path) -> None:
    async with _reader(tmp_path, CODEBOOK) as reader:
        await reader.press("}", "s", "t", "f", "enter")
        await until(lambda: len(reader.screen.session.notebook.shown()) == 1)
        made = (await reader.sidecar())["highlight"]
        assert [(h["tags"], h["colour"]) for h in made] == [(["事实"], "green")]
        await reader.press("u")
        assert [h.tags for h in reader.screen.session.notebook.shown()] in ([()], [])


async def test_tags_of_the_codebook_are_completed(tmp_path: Path) -> None:
    async with _reader(tmp_path, CODEBOOK) as reader:
        await reader.press("}", "s", "t", "数", "tab", "enter")
        made = (await reader.sidecar())["highlight"]
        assert [(h["tags"], h["colour"]) for h in made] == [(["数据"], "yellow")]


async def test_a_damaged_codebook_is_named_and_tags_work(tmp_path: Path) -> None:
    async with _reader(tmp_path, "x = [") as reader:
        await reader.press("}", "s", "t")
        assert "cannot be used" in reader.screen.query_one(StatusLine).notice.words
        await reader.press("x", "enter")
        assert [h["tags"] for h in (await reader.sidecar())["highlight"]] == [["x"]]
