"""Notes are imported from the reading screen: asked for, shown, and taken in one step."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from newsreader.formats.document import Document
from newsreader.formats.imported_file import ImportedFile
from newsreader.formats.registry import FORMATS
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.session.imports import NotesImport
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import sidecar_path
from newsreader.text.span import Span
from newsreader.tui.dialogs import import_dialog
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.import_dialog import ImportList, ImportScreen
from newsreader.tui.dialogs.menu import MenuList
from newsreader.tui.widgets import completion
from newsreader.tui.widgets.prompt_bar import CleanInput
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS, Clock, article_of
from tests.formats.test_imported_file import TWO_FORMATS
from tests.tui.reading_pilot import ReadingPilot, open_reader
from tests.tui.waiting import until, work_done

TITLE = "临江市与澜川集团签署协议"
CLIPPINGS = f"""\ufeff{TITLE} (林一)
- 您在第 1 页（位置 #2-3）的标注 | 添加于 2026年4月12日星期日 下午3:23:07

投资42亿元
==========
\ufeff{TITLE} (林一)
- 您在第 1 页（位置 #3）的笔记 | 添加于 2026年4月12日星期日 下午3:24:00

核对
==========
{TITLE} (林一)
- 您在第 1 页（位置 #9-9）的标注 | 添加于 2026年4月12日星期日 下午3:25:00

这一句只有另外一版才有，这里没有
==========
远洋航海史 (郑一帆)
- 您在第 8 页（位置 #80-81）的标注 | 添加于 2026年4月13日星期一 上午9:25:00

澜川集团
==========
"""
HYPOTHESIS = {
    "total": 1,
    "rows": [
        {
            "id": "aB3dE6gH9",
            "created": "2026-04-12T07:23:07.123456+00:00",
            "updated": "2026-04-12T07:23:07.123456+00:00",
            "user": "acct:reader@hypothes.is",
            "uri": "https://news.example.cn/1",
            "text": "核对",
            "tags": [],
            "document": {"title": [TITLE]},
            "target": [
                {
                    "source": "https://news.example.cn/1",
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": "投资42亿元",
                            "prefix": "双方将在三年内",
                            "suffix": "！",
                        }
                    ],
                }
            ],
        }
    ],
}


def exported() -> str:
    """An export of this program, by another reader of the article."""
    article = article_of(NEWS)
    at = article.text.index("投资42亿元")
    made = Highlight.new(article.text, Span(at, at + 6), Colour.GREEN, Clock()())
    noted = made.changed(Clock()(), note="核对")
    return FORMATS["json"].write(Document(article, Notebook().with_highlights([noted])))


FILES: dict[str, tuple[str, Callable[[], str]]] = {
    "My Clippings.txt": ("Kindle clippings", lambda: CLIPPINGS),
    "hypothesis.json": ("Hypothesis", lambda: json.dumps(HYPOTHESIS, ensure_ascii=False)),
    "theirs.json": ("JSON", exported),
}


def facts(reader: ReadingPilot) -> str:
    """What the dialog says above the list; "" while it is not there."""
    found = reader.app.screen.query("#import-facts").results(Static)
    return "".join(str(each.content).replace("\n", " ") for each in found)


def entries(reader: ReadingPilot) -> int:
    """How many entries the dialog lists."""
    return sum(len(each.items) for each in reader.app.screen.query(ImportList))


def listed(reader: ReadingPilot) -> list[str]:
    found = reader.app.screen.query_one(ImportList)
    rows = (found.render_line(y).text for y in range(found.size.height))
    return [row.strip("▌ ") for row in rows]


def is_drawn(reader: ReadingPilot) -> bool:
    """Whether the dialog has rows of its list, and not only their place."""
    return any(row.strip("… ↓") for row in listed(reader))


async def ask_for(reader: ReadingPilot, path: Path) -> None:
    """Call the import and name the file at `path`."""
    reader.screen.do("article.import")
    await reader.pilot.pause()
    field = reader.screen.bar.query_one(CleanInput)
    field.value = ""
    await reader.write(str(path))
    await reader.press("enter")


async def preview_of(reader: ReadingPilot, path: Path, text: str) -> None:
    """Import the file at `path` with `text`, up to the preview."""
    path.write_text(text, "utf-8")
    await ask_for(reader, path)
    await until(lambda: entries(reader) and is_drawn(reader), lambda: facts(reader))


async def leave(reader: ReadingPilot) -> None:
    """Close the dialog with escape."""
    await reader.press("escape")
    await until(lambda: reader.app.screen is reader.screen)


@pytest.mark.parametrize("name", FILES)
async def test_a_file_is_shown_then_imported_and_taken_back_by_one_key(
    tmp_path: Path, name: str
) -> None:
    use_language("en")
    label, text = FILES[name]
    async with open_reader(tmp_path) as reader:
        await preview_of(reader, tmp_path / name, text())
        assert label in facts(reader)
        assert TITLE in facts(reader)
        assert "1 placed" in facts(reader)
        assert listed(reader)[0] == "placed: 投资42亿元"
        assert not sidecar_path(reader.source).exists()
        await reader.press("enter")
        await until(lambda: reader.app.screen is reader.screen)
        assert "u takes it back" in reader.screen.query_one(StatusLine).notice.words
        [kept] = (await reader.sidecar())["highlight"]
        assert kept["note"] == "核对"
        await reader.press("u")
        assert "highlight" not in await reader.sidecar()
        await reader.press("ctrl+r")
        await until(lambda: reader.screen.session.notebook.highlights)
        assert len((await reader.sidecar())["highlight"]) == 1


async def test_escape_leaves_the_notes_as_they_are(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await preview_of(reader, tmp_path / "My Clippings.txt", CLIPPINGS)
        await leave(reader)
        assert not reader.screen.session.notebook.highlights
        assert not sidecar_path(reader.source).exists()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_entries_of_other_titles_are_named_and_imported_on_demand(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    use_language("en")
    async with open_reader(tmp_path, size=size) as reader:
        await preview_of(reader, tmp_path / "My Clippings.txt", CLIPPINGS)
        said = facts(reader)
        assert "1 placed, 0 to be reviewed, 0 there already, 1 with no place" in said
        assert "1 of another title" in said
        assert "Left out: 1 entry of 1 other title (远洋航海史" in said
        assert reader.app.screen.region.contains_region(reader.app.screen.query_one(".box").region)
        assert entries(reader) == 2
        await reader.press("space")
        await until(lambda: entries(reader) == 3)
        assert "Left out" not in facts(reader)
        await reader.press("enter")
        await until(lambda: reader.app.screen is reader.screen)
        assert len((await reader.sidecar())["highlight"]) == 2


async def test_what_is_not_understood_is_the_first_in_the_list(tmp_path: Path) -> None:
    use_language("en")
    text = f"Highlight,Title,Note\n投资42亿元,{TITLE},\n,{TITLE},\n"
    async with open_reader(tmp_path) as reader:
        await preview_of(reader, tmp_path / "theirs.csv", text)
        assert "1 not understood" in facts(reader)
        assert [row.partition(":")[0] for row in listed(reader)] == ["not understood", "placed"]


async def test_that_nothing_would_be_imported_is_said_and_enter_closes(tmp_path: Path) -> None:
    use_language("en")
    async with open_reader(tmp_path) as reader:
        for _time in range(2):
            await preview_of(reader, tmp_path / "theirs.json", exported())
            await reader.press("enter")
            await until(lambda: reader.app.screen is reader.screen)
        await preview_of(reader, tmp_path / "theirs.json", exported())
        assert "1 there already" in facts(reader)
        assert "Nothing would be imported." in facts(reader)
        await reader.press("enter")
        assert len((await reader.sidecar())["highlight"]) == 1


@pytest.mark.parametrize(
    ("name", "said"), [("none.json", "cannot be read"), ("article.txt", "in no format")]
)
async def test_a_file_that_cannot_be_imported_is_one_sentence(
    tmp_path: Path, name: str, said: str
) -> None:
    use_language("en")
    async with open_reader(tmp_path) as reader:
        await ask_for(reader, tmp_path / name)
        await until(lambda: said in facts(reader))
        await reader.press("enter")
        await until(lambda: reader.app.screen is reader.screen)
        reader.screen.do("article.import")
        await reader.pilot.pause()
        assert reader.screen.bar.query_one(CleanInput).value == str(tmp_path / name)


async def test_a_file_in_one_of_two_formats_asks_which(tmp_path: Path) -> None:
    use_language("en")
    (tmp_path / "theirs.csv").write_text(TWO_FORMATS.replace("外贸航线,海东港", "澜川集团,article"))
    async with open_reader(tmp_path) as reader:
        await ask_for(reader, tmp_path / "theirs.csv")
        await until(lambda: isinstance(reader.app.screen, ChoiceScreen))
        await reader.press("2")
        await until(lambda: entries(reader), lambda: facts(reader))
        assert "Readwise" in facts(reader)
        await leave(reader)


async def test_a_long_reading_shows_its_progress_and_ends_when_it_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("en")
    left, going_on = Event(), []

    def read(
        _source: NotesImport, progress: Callable[[float], bool], name: str | None = None
    ) -> ImportedFile:
        progress(0.4)
        left.wait(20)
        going_on.append(progress(0.5))
        return ImportedFile(name or "json", [])

    monkeypatch.setattr(NotesImport, "read", read)
    monkeypatch.setattr(import_dialog, "_SHOW_SECONDS", 0.01)
    async with open_reader(tmp_path) as reader:
        await ask_for(reader, tmp_path / "theirs.json")
        await until(lambda: "Reading the file: 40%" in facts(reader))
        await reader.press("enter")
        assert isinstance(reader.app.screen, ImportScreen)
        await leave(reader)
        left.set()
        await until(lambda: going_on)
    assert going_on == [False]


async def test_notes_that_change_meanwhile_do_not_stop_an_import(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await preview_of(reader, tmp_path / "theirs.json", exported())
        reader.screen.session.notes.remark("另一个窗口写的")
        await reader.press("enter")
        await until(lambda: reader.app.screen is reader.screen)
        assert len((await reader.sidecar())["highlight"]) == 1
        assert reader.screen.session.notebook.note == "另一个窗口写的"


async def test_another_result_than_the_one_shown_is_shown_first(tmp_path: Path) -> None:
    use_language("en")
    async with open_reader(tmp_path) as reader:
        await preview_of(reader, tmp_path / "My Clippings.txt", CLIPPINGS)
        notes = reader.screen.session.notes
        at = notes.text.index("投资42亿元")
        notes.highlight(Span(at, at + 6), Colour.YELLOW)
        await reader.press("enter")
        await until(lambda: "changed meanwhile" in facts(reader))
        assert "1 merged" in facts(reader)
        [kept] = notes.notebook.in_order()
        assert kept.note == ""
        await reader.press("enter")
        await until(lambda: reader.app.screen is reader.screen)
        [kept] = notes.notebook.in_order()
        assert kept.note == "核对"


async def test_a_folder_asks_for_a_file_in_it(tmp_path: Path) -> None:
    (tmp_path / "摘录").mkdir()
    async with open_reader(tmp_path) as reader:
        await ask_for(reader, tmp_path / "摘录")
        field = reader.screen.bar.query_one(CleanInput)
        await until(lambda: reader.screen.bar.display and field.has_focus)
        assert reader.app.screen is reader.screen
        assert field.value == f"{tmp_path}/摘录/"
        assert field.cursor_at_end


async def test_the_field_begins_with_the_folder_of_the_article_and_completes_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "_PATIENCE", 20)
    (tmp_path / "Clippings.txt").write_text(CLIPPINGS, "utf-8")
    async with open_reader(tmp_path, followed=True) as reader:
        reader.screen.do("article.import")
        await reader.pilot.pause()
        field = reader.screen.bar.query_one(CleanInput)
        assert field.value == f"{tmp_path}/"
        await reader.press("C", "l")
        await work_done(reader.app)
        await reader.pilot.pause()
        await reader.press("tab")
        assert field.value == f"{tmp_path}/Clippings.txt"


async def test_the_menu_of_the_article_has_the_import(tmp_path: Path) -> None:
    async with open_reader(tmp_path, settings=Settings(preset="plain")) as reader:
        await reader.press("f10")
        found = reader.app.screen.query_one(MenuList)
        found.choose(found.items.index("article.import"))
        await reader.press("enter")
        await until(lambda: reader.screen.bar.display)
        await reader.press("escape", "f6", "f10")
        assert "article.import" not in reader.app.screen.query_one(MenuList).items
