"""The quotations of an article and of a library: listed, gone to, selected, kept and exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Input

from newsreader.locale import use_language
from newsreader.settings.settings import Settings
from newsreader.tui.dialogs.quotation_dialog import QuotationList, QuotationScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS
from tests.tui.library_pilot import Shelf, shelf_on
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


async def listed(app: App[None]) -> QuotationList:
    """The list, when it is there."""
    await until(lambda: isinstance(app.screen, QuotationScreen) and app.screen.query(QuotationList))
    return app.screen.query_one(QuotationList)


def rows(found: QuotationList) -> str:
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


async def test_quotations_are_listed_by_speaker_and_gone_to(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("Q")
        found = await listed(reader.app)
        await until(lambda: len(found.items) == 2)
        await until(lambda: "“我们等了三年。”" in rows(found))
        assert "陆知行 2" in rows(found)
        above = reader.app.screen.query_one(Input)
        assert found.region.y - above.region.y == 2  # a blank row, as in every picker
        await reader.press("down", "enter")
        assert reader.at.startswith("现在可以开工了。")
        assert [hit.of(NEWS) for hit in reader.screen.hits] == ["现在可以开工了。"]


async def test_quotations_are_filtered_by_typing(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("Q")
        found = await listed(reader.app)
        await until(lambda: not found.loading_more)
        await reader.write("开工")
        await until(lambda: len(found.items) == 1)
        await reader.write("没有")
        await until(lambda: not found.items)
        assert "Nothing matches." in rows(found)


async def select(reader: ReadingPilot, words: str) -> None:
    pane = reader.screen.pane
    pane.move(pane.caret.dropped(NEWS.index(words) + 1))
    await reader.press('"')
    await until(lambda: reader.screen.pane.caret.selecting)


async def test_a_highlight_of_a_quotation_records_who_says_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await select(reader, "我们等了")
        await reader.press("2")
        (saved,) = (await reader.sidecar())["highlight"]
        assert (saved["quote"], saved["speaker"]) == ("我们等了三年。", "陆知行")
        panel = reader.screen.panel
        shown = "\n".join(panel.render_line(y).text for y in range(panel.size.height))
        assert "said by 陆知行" in shown


async def test_another_highlight_has_no_speaker(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await select(reader, "我们等了")
        pane = reader.screen.pane
        pane.move(pane.caret.dropped(NEWS.index("政府表示")))
        await reader.press("s", "2")
        (saved,) = (await reader.sidecar())["highlight"]
        assert "speaker" not in saved


async def test_without_a_quotation_a_message_says_so(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.no_message()
        pane = reader.screen.pane
        pane.move(pane.caret.dropped(NEWS.index("签署协议。")))
        await reader.press('"')
        await until(lambda: "no quotation here" in reader.screen.query_one(StatusLine).notice.words)
        assert not pane.caret.selecting


async def open_list(shelf: Shelf) -> QuotationList:
    await shelf.until(lambda: shelf.screen.library.analysed()[0] == 3)
    await shelf.press("Q")
    found = await listed(shelf.app)
    await shelf.until(lambda: not found.loading_more)
    return found


async def test_the_library_lists_quotations_and_opens_their_article(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        found = await open_list(shelf)
        assert len(found.items) == 4
        assert "陆知行 4" in rows(found)
        await shelf.press("enter")
        await shelf.until(lambda: isinstance(shelf.app.screen, ReadingScreen))
        await shelf.pilot.pause()
        article = shelf.reading.session.article
        assert article.text[shelf.reading.pane.caret.offset :].startswith("我们等了三年。")
        assert shelf.reading.hits


async def test_quotations_are_exported_and_no_file_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with shelf_on(tmp_path) as shelf:
        for _time in range(2):
            await open_list(shelf)
            await shelf.press("ctrl+e")
            await shelf.until(lambda: shelf.screen.bar.display)
            await shelf.press(*"q.json", "enter")
        assert "there already" in shelf.message
    found = json.loads((tmp_path / "q.json").read_text("utf-8"))["quotations"]
    assert {each["speaker"] for each in found} == {"陆知行"}
    assert found[0]["published"] == "2026-03-18"


async def test_quotations_of_a_library_are_offered_beside_the_articles_and_are_no_article(
    tmp_path: Path,
) -> None:
    async with shelf_on(tmp_path) as shelf:
        name = f"{shelf.folder.name}.quotations.md"
        await open_list(shelf)
        await shelf.press("ctrl+e")
        await shelf.until(lambda: shelf.screen.bar.display)
        await shelf.press("enter")
        await shelf.until(lambda: name in shelf.message)
        assert (shelf.folder / name).is_file()
        (shelf.folder / "z.quotations.md").write_text(NEWS, "utf-8")
        await shelf.press("escape", "R")
        await shelf.until(lambda: "z.quotations.md" in shelf.names)
        assert name not in shelf.names


async def test_quotations_are_offered_to_the_folder_for_exports(tmp_path: Path) -> None:
    wanted = tmp_path / "exports"
    async with open_reader(tmp_path, settings=Settings(export_folder=str(wanted))) as reader:
        await reader.press("Q")
        found = await listed(reader.app)
        await until(lambda: not found.loading_more)
        await reader.press("ctrl+e")
        await until(lambda: reader.screen.bar.display)
        await reader.press("enter")
        await until(lambda: "quotations.md" in reader.screen.query_one(StatusLine).notice.words)
    assert (wanted / "article.txt.quotations.md").is_file()


async def test_what_somebody_said_is_searched(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        await shelf.until(lambda: shelf.screen.library.analysed()[0] == 3)
        await shelf.press("/", *"said:", "陆", "知", "行")
        await shelf.until(lambda: "现在可以开工了" in shelf.rows())
        assert "我们等了三年" in shelf.rows()
