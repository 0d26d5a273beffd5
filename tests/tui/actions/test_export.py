"""What leaves the reader: citations."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from newsreader.formats.output_files import Existing
from newsreader.locale import use_language
from newsreader.notebook.note_links import LinkedArticles, has_links
from newsreader.session.exports import Exports
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.export_dialog import ExportDialog, FormatList
from newsreader.tui.dialogs.palette import Commands
from newsreader.tui.widgets import status_line
from newsreader.tui.widgets.status_line import StatusLine
from tests.tui.reading_pilot import reading
from tests.tui.waiting import PATIENCE, soon, until


@pytest.mark.parametrize(("form", "start"), [("gbt7714", "林一. "), ("bibtex", "@")])
async def test_a_citation_is_copied_in_the_format_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, start: str
) -> None:
    settings = Settings(keys={"article.citation": ("ctrl+g",)}, export_citation=form)
    async with reading(tmp_path, settings) as (app, _screen, pilot):
        copied: list[str] = []
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await pilot.press("ctrl+g")
        await pilot.pause()
        [citation] = copied
        assert citation.startswith(start)
        assert "临江市与澜川集团签署协议" in citation


async def test_the_warning_of_a_citation_goes_at_the_first_key_in_a_dialog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_line, "_ANSWER_SECONDS", 1000)
    async with reading(tmp_path) as (_app, screen, pilot):
        line = screen.query_one(StatusLine)
        await pilot.press("f4")
        screen.do("article.citation")
        assert line.notice.warning
        await pilot.press("down")
        assert await soon(lambda: not line.notice.words)


async def test_a_template_is_filled_in_the_dialog_and_saved(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "日报.md.j2").write_text("今日：{{ article.title }}\n", "utf-8")
    (tmp_path / "own" / "错.md.j2").write_text("{{ titel }}\n", "utf-8")
    settings = Settings(export_templates=str(tmp_path / "own"), export_folder=str(tmp_path / "out"))
    async with reading(tmp_path, settings) as (app, _screen, pilot):
        await pilot.press("ctrl+e")
        formats = app.screen.query_one(FormatList)
        preview = app.screen.query_one("#export-text", Static)
        formats.choose(formats.items.index("template:错.md"))
        await until(lambda: "“titel”" in str(preview.content))
        formats.choose(formats.items.index("template:日报.md"))
        await until(lambda: "今日：临江市" in str(preview.content))
        await pilot.press("ctrl+s")
        await until(lambda: not isinstance(app.screen, ExportDialog))
        [written] = (tmp_path / "out").iterdir()
        assert written.suffix == ".md"
        assert written.read_text("utf-8") == "今日：临江市与澜川集团签署协议\n"


async def test_a_quotation_names_what_is_not_known_of_its_source(tmp_path: Path) -> None:
    use_language("en")
    async with reading(tmp_path) as (_app, screen, pilot):
        await pilot.press(")", "Y")
        await pilot.pause()
        notice = screen.query_one(StatusLine).notice.words
        assert notice.startswith("Copied with its source")
        assert notice.endswith("(Source, Web address not known)")


async def test_the_palette_exports_by_a_template(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    use_language("en")
    async with reading(tmp_path) as (app, screen, _pilot):
        listed = [str(hit.text) async for hit in Commands(screen).discover()]
        assert "Template" not in listed[0]
        assert any("Template brief" in words for words in listed)
        [brief] = [hit async for hit in Commands(screen).search("Template brief")]
        brief.command()
        await until(lambda: isinstance(app.screen, ExportDialog) and app.screen.query(FormatList))
        assert await soon(lambda: app.screen.query_one(FormatList).chosen_id == "template:brief.md")


async def test_the_dialog_is_there_while_the_linked_articles_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asyncio.Event()

    async def slow(_context: object) -> LinkedArticles:
        await found.wait()
        return LinkedArticles()

    monkeypatch.setattr("newsreader.tui.actions.export.articles_of", slow)
    settings = Settings(export_folder=str(tmp_path / "out"))
    async with reading(tmp_path, settings) as (app, screen, pilot):
        await pilot.press("s", "1", "a", *"[[x]]", "ctrl+s", "escape")
        await until(lambda: has_links(screen.session.notebook))
        await pilot.press("ctrl+e")
        assert isinstance(app.screen, ExportDialog)
        await pilot.press("ctrl+s", "ctrl+s")
        assert not (tmp_path / "out").exists()
        found.set()
        await until(lambda: not isinstance(app.screen, ExportDialog))
        assert len(list((tmp_path / "out").iterdir())) == 1


async def test_a_key_that_copies_does_not_take_the_place_of_a_save_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, save = Event(), Event(), Exports.save

    def slowly(exports: Exports, name: str, path: Path, existing: Existing) -> None:
        begun.set()
        assert go_on.wait(PATIENCE)
        save(exports, name, path, existing)

    use_language("en")
    monkeypatch.setattr(Exports, "save", slowly)
    settings = Settings(export_folder=str(tmp_path / "out"))
    async with reading(tmp_path, settings) as (app, screen, pilot):
        await pilot.press("ctrl+e", "ctrl+s")
        await until(begun.is_set)
        await pilot.press("ctrl+y")
        go_on.set()
        await until(lambda: app.screen is screen)
        notice = screen.query_one(StatusLine).notice.words
        assert notice.startswith("Exported to")
        assert len(list((tmp_path / "out").iterdir())) == 1
