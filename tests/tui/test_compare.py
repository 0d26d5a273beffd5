"""The comparison on the screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

import pytest

from newsreader.article.loader import open_article
from newsreader.compare.comparison import Progress
from newsreader.errors import IndexAccessError, SourceError
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.session.versions import ComparedVersions
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.text.span import Span
from newsreader.tui.actions import compare, external_changes, last_reading
from newsreader.tui.dialogs import comparing_screen
from newsreader.tui.dialogs.compare_screen import CompareScreen
from newsreader.tui.dialogs.picker import PickerScreen
from newsreader.tui.dialogs.reprint_table_screen import ReprintTableScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.widgets.comparison_list import ComparisonList
from newsreader.tui.widgets.reprint_list import ReprintList
from newsreader.tui.widgets.status_line import StatusLine
from tests.fakes import NEWS, Clock
from tests.tui.library_pilot import Shelf, shelf_on
from tests.tui.reading_pilot import ReadingPilot, open_reader, panel_rows
from tests.tui.test_external_changes import reading, session_on
from tests.tui.waiting import PATIENCE, soon, until

OLD = NEWS.replace("42亿元", "40亿元").replace("“我们等了三年。”", "")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    use_language("en")


def rows(app: object) -> str:
    """The screen of the comparison as text."""
    screen = app.screen  # type: ignore[attr-defined]
    assert isinstance(screen, CompareScreen)
    listed = screen.query_one(ComparisonList)
    return "\n".join(listed.render_line(y).text.rstrip() for y in range(listed.size.height))


def indent(row: str) -> int:
    """Blank cells before the words of a row; a mark of the chosen row is blank too."""
    return len(row) - len(row.lstrip(" ▌"))


def words_of(app: object, id_: str) -> str:
    return str(app.screen.query_one(id_).render())  # type: ignore[attr-defined]


async def compared(reader: ReadingPilot | Shelf) -> None:
    """Wait until a comparison is shown."""
    app = reader.app

    def shown() -> bool:
        screen = app.screen
        return isinstance(screen, CompareScreen) and bool(screen.query_one(ComparisonList).items)

    await until(shown)
    await reader.pilot.pause()


async def open_comparison(reader: ReadingPilot, folder: Path, old: str = OLD) -> None:
    (folder / "old.txt").write_text(old, "utf-8")
    await reader.press("D")
    await until(lambda: reader.screen.bar.display)
    await reader.pilot.pause()
    await reader.write(str(folder / "old.txt"))
    await reader.press("enter")
    await compared(reader)


async def test_one_column_shows_deleted_and_new_words_with_marks(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await open_comparison(reader, tmp_path)
        shown = rows(reader.app)
        assert "投资[-40亿元-]{+42亿元+}！" in shown.replace("\n", "").replace(" ", "")
        assert "投资 40亿元 → 42亿元" in words_of(reader.app, "#compare-head")
        assert words_of(reader.app, "#compare-foot").startswith("1/2")


async def test_a_file_is_compared_while_the_index_of_the_library_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_about: object) -> None:
        raise IndexAccessError("Another newsreader is busy.")

    monkeypatch.setattr(compare, "other_versions", busy)
    async with open_reader(tmp_path) as reader:
        await open_comparison(reader, tmp_path)
        assert "投资 40亿元 → 42亿元" in words_of(reader.app, "#compare-head")


@pytest.mark.parametrize("fails", [False, True])
async def test_the_progress_is_shown_until_the_end_also_when_it_is_compared_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    go_on, work = Event(), CompareScreen.work

    def slowly(screen: CompareScreen, progress: Progress) -> ComparedVersions:
        progress(0.37)
        assert go_on.wait(PATIENCE)
        if fails:
            raise SourceError("The file is gone.")
        return work(screen, progress)

    async with open_reader(tmp_path, size=(140, 30)) as reader:
        await open_comparison(reader, tmp_path)
        monkeypatch.setattr(comparing_screen, "_SHOW_SECONDS", 0.01)
        monkeypatch.setattr(CompareScreen, "work", slowly)
        await reader.press("x")
        assert await soon(lambda: "comparing 37%" in words_of(reader.app, "#compare-foot"))
        go_on.set()
        assert await soon(lambda: "comparing" not in words_of(reader.app, "#compare-foot"))
        assert ("is gone" in words_of(reader.app, "#compare-head")) == fails
        assert ("without punctuation" in words_of(reader.app, "#compare-foot")) != fails


async def test_two_columns_show_both_texts(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(160, 30)) as reader:
        await open_comparison(reader, tmp_path)
        row = next(row for row in rows(reader.app).split("\n") if "40亿元" in row)
        assert row.index("40亿元") < row.index("│") < row.index("42亿元")
        assert "[-" not in rows(reader.app)


@pytest.mark.parametrize("width", [100, 160])
async def test_the_names_of_the_versions_are_above_their_texts(tmp_path: Path, width: int) -> None:
    async with open_reader(tmp_path, size=(width, 30)) as reader:
        await open_comparison(reader, tmp_path)
        head, *texts = rows(reader.app).split("\n")
        text = next(row for row in texts if "临江市与澜川集团签署协议" in row)
        assert indent(head) == indent(text)


async def test_e_writes_the_comparison_beside_the_article(tmp_path: Path) -> None:
    async with open_reader(tmp_path, followed=True) as reader:
        await open_comparison(reader, tmp_path)

        def exported(suffix: str) -> list[Path]:
            return [path for path in tmp_path.rglob(f"Changes in *{suffix}") if path.stat().st_size]

        for letter, suffix, words in (("m", ".md", "42亿元"), ("h", ".html", "<html")):
            await reader.press("e", letter)
            await until(partial(exported, suffix))
            await until(lambda: "Exported to" in words_of(reader.app, "#compare-foot"))
            assert words in exported(suffix)[0].read_text("utf-8")
            await reader.press("n")
            assert "Exported to" not in words_of(reader.app, "#compare-foot")


@pytest.mark.parametrize("wanted", ["", "wanted"])
async def test_e_writes_the_comparison_where_other_exports_go_when_the_article_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    settings = Settings(export_folder=str(tmp_path / wanted) if wanted else "")
    async with open_reader(tmp_path, settings=settings) as reader:  # without a file to follow
        await open_comparison(reader, tmp_path)
        beside = Path(reader.screen.session.place_key).parent
        await reader.press("e", "m")
        await until(lambda: "Exported to" in words_of(reader.app, "#compare-foot"))
        assert list((tmp_path / wanted if wanted else beside).glob("Changes in *.md"))
        assert not list(here.iterdir())


async def test_n_goes_to_the_next_change_and_enter_to_the_article(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await open_comparison(reader, tmp_path)
        await reader.press("n")
        assert words_of(reader.app, "#compare-foot").startswith("2/2")
        await reader.press("enter")
        assert isinstance(reader.app.screen, ReadingScreen)
        assert reader.at.startswith("“我们等了三年")


async def test_space_unfolds_what_is_unchanged(tmp_path: Path) -> None:
    old = NEWS.replace("支持。", "欢迎。")
    async with open_reader(tmp_path) as reader:
        await open_comparison(reader, tmp_path, old)
        assert "闻一舟" not in rows(reader.app)
        await reader.press("g", "space")
        assert "闻一舟" in rows(reader.app)
        await reader.press("j", "space")
        assert "闻一舟" not in rows(reader.app)


async def test_a_moved_sentence_is_followed_to_its_other_place(tmp_path: Path) -> None:
    moved = "双方将在三年内投资42亿元！"
    old = NEWS.replace(moved, "").replace("支持。", "支持。" + moved)
    async with open_reader(tmp_path) as reader:
        await open_comparison(reader, tmp_path, old)
        listed = reader.app.screen.query_one(ComparisonList)
        before = listed.chosen_place
        await reader.press("enter")
        after = listed.chosen_place
        assert before is not None
        assert after is not None
        assert before.passage is after.passage
        assert before is not after


async def test_highlights_and_notes_are_shown_in_place(tmp_path: Path) -> None:
    async with open_reader(tmp_path, size=(160, 30)) as reader:
        reader.screen.pane.go_to(NEWS.index("双方将在"))
        await reader.press("s", "a")
        await reader.write("值得一查")
        await reader.press("ctrl+s")
        await open_comparison(reader, tmp_path)
        assert "✎ 值得一查" in rows(reader.app)


async def test_one_column_shows_the_highlights_of_both_texts(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "old.txt").write_text(OLD, "utf-8")
    sidecar = Sidecar(tmp_path / "news" / "old.txt", tmp_path / "home" / "data")
    article = open_article(tmp_path / "news" / "old.txt")
    at = OLD.index("双方将在")
    made = Highlight.new(OLD, Span(at, at + 4), Colour.BLUE, Clock()())
    loaded = sidecar.load(article)
    sidecar.save(loaded.changed(loaded.notebook.with_highlights([made])))
    async with open_reader(tmp_path, size=(80, 24)) as reader:
        await open_comparison(reader, tmp_path / "news")
        listed = reader.app.screen.query_one(ComparisonList)
        segments = [segment for y in range(listed.size.height) for segment in listed.render_line(y)]
        blue = listed.palette.highlights[Colour.BLUE]
        painted = [s.text for s in segments if s.style and str(s.style.bgcolor).find(blue) >= 0]
        assert "".join(painted) == "双方将在"


async def test_punctuation_counts_after_x(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reader:
        await open_comparison(reader, tmp_path, NEWS.replace("支持。", "支持."))
        assert "no difference" in words_of(reader.app, "#compare-head")
        await reader.press("x")
        assert await soon(lambda: "changed" in words_of(reader.app, "#compare-head"))


async def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"")
    async with open_reader(tmp_path) as reader:
        await reader.press("D")
        await until(lambda: reader.screen.bar.display)
        await reader.pilot.pause()
        await reader.write(str(tmp_path / "old.txt"))
        await reader.press("enter")
        await until(lambda: isinstance(reader.app.screen, CompareScreen))
        await until(lambda: "no text" in words_of(reader.app, "#compare-head"))
        await reader.press("escape")
        assert isinstance(reader.app.screen, ReadingScreen)


@pytest.mark.parametrize("name", ["长" * 200, "~nobody-has-this-name/a.txt"])
async def test_a_name_that_no_file_has_is_a_sentence(tmp_path: Path, name: str) -> None:
    async with open_reader(tmp_path) as reader:
        await reader.press("D")
        await until(lambda: reader.screen.bar.display)
        await reader.pilot.pause()
        await reader.write(name)
        await reader.press("enter")
        notice = reader.screen.query_one(StatusLine)
        assert await soon(lambda: "There is no file" in notice.notice.words)


async def test_the_library_compares_reprints(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        listed = shelf.screen.item_list
        listed.choose(next(n for n, item in enumerate(listed.items) if item.endswith("a.txt")))
        await shelf.press("D")
        await compared(shelf)
        assert "title changed" in words_of(shelf.app, "#compare-head")
        await shelf.press("escape")
        assert shelf.app.screen is shelf.screen


async def test_without_a_reprint_the_library_asks_with_which(tmp_path: Path) -> None:
    async with shelf_on(tmp_path) as shelf:
        listed = shelf.screen.item_list
        listed.choose(next(n for n, item in enumerate(listed.items) if item.endswith("b.txt")))
        await shelf.press("D")
        await until(lambda: isinstance(shelf.app.screen, PickerScreen))
        await shelf.press("enter")
        await compared(shelf)
        assert "added" in words_of(shelf.app, "#compare-head")


async def test_several_reprints_are_shown_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "d.txt").write_text(NEWS.replace("临江市政府表示支持。", ""), "utf-8")
    async with shelf_on(tmp_path) as shelf:
        listed = shelf.screen.item_list
        listed.choose(next(n for n, item in enumerate(listed.items) if item.endswith("a.txt")))
        await shelf.press("D")
        await until(lambda: isinstance(shelf.app.screen, PickerScreen))
        await shelf.press("up", "down", "down", "enter")
        await until(lambda: isinstance(shelf.app.screen, ReprintTableScreen))
        await until(lambda: bool(shelf.app.screen.query_one(ReprintList).items))
        await shelf.pilot.pause()
        listed_rows = shelf.app.screen.query_one(ReprintList)
        shown = "\n".join(listed_rows.render_line(y).text for y in range(listed_rows.size.height))
        row = next(row for row in shown.split("\n") if "临江市政府表示支持" in row)
        assert sorted(row.split()[:3]) == sorted(["●", "●", "·"])
        assert indent(shown) == indent(row)
        assert "1 left out" in words_of(shelf.app, "#compare-head")
        await shelf.press("y")
        assert "| 临江市政府表示支持。 |" in shelf.app.clipboard

        def said(name: str) -> bool:
            return name in words_of(shelf.app, "#compare-foot")

        for letter, suffix in (("c", "csv"), ("m", "md")):
            await shelf.press("e", letter)
            name = f"Reprints of 临江市与澜川集团签署协议.notes.{suffix}"
            await until(partial(said, name))
            assert "临江市政府表示支持。" in (tmp_path / "news" / name).read_text("utf-8")
        await shelf.press("escape")
        assert shelf.app.screen is shelf.screen


async def test_a_changed_file_offers_the_comparison(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(OLD, "utf-8")
    session = session_on(path)
    async with reading(session) as (screen, pilot):
        path.write_text(NEWS, "utf-8")
        await external_changes.watch(screen)
        await pilot.pause()
        said = screen.query_one(StatusLine).notice.words
        assert "2 changes in the text; D shows them." in said
        await pilot.press("D")
        assert await soon(lambda: isinstance(screen.app.screen, PickerScreen))


async def test_what_has_changed_since_the_last_reading_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(OLD, "utf-8")
    async with reading(session_on(path)) as (screen, _pilot):
        await last_reading.offer_changes(screen)
        assert screen.former is None
    path.write_text(NEWS, "utf-8")
    async with reading(session_on(path)) as (screen, _pilot):
        await last_reading.offer_changes(screen)
        assert screen.former is not None
        assert screen.former.article.text == OLD


async def test_a_highlight_whose_words_changed_shows_what_they_were(tmp_path: Path) -> None:
    text = NEWS.replace("董事长陆知行签署协议", "董事长陆知行根据协议办事")
    path = tmp_path / "article.txt"
    path.write_text(text, "utf-8")
    async with open_reader(tmp_path) as reader:
        start = text.index("根据协议")
        reader.screen.pane.go_to(start)
        await reader.press("s", "1")
        await reader.sidecar()
    path.write_text(text.replace("根据协议", "依照协定"), "utf-8")
    async with open_reader(tmp_path) as reader:
        (highlight,) = reader.screen.session.notebook.in_order()
        assert "依照协定" in highlight.quote
        assert highlight.is_reworded
        assert "≠ was: 根据协议" in panel_rows(reader)
        reader.screen.pane.go_to(start)
        await reader.press("W")
        assert "根据协议" in reader.screen.query_one(StatusLine).notice.words
