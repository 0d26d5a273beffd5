"""Draw the pictures of the README with the program itself.

`python docs/pictures.py` writes them to docs/pictures. `python docs/pictures.py --check` names
those that differ from what the program shows now; the exit status is 1 if there are any.
"""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

import svg
from textual.widgets import Input

from newsreader.analysis.service import Service
from newsreader.article.loader import open_article, read_article
from newsreader.errors import NewsreaderError
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.library.name_reader import NameReader
from newsreader.locale import _, use_language
from newsreader.notebook.colour import Colour
from newsreader.session import Environment, ReadingSession, open_session
from newsreader.session.versions import Version
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.sentences import sentence_at
from newsreader.text.span import Span
from newsreader.tui.actions import compare
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.open_articles import OpenedLibrary
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.theme.themes import PALETTES

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SAMPLES = ROOT / "sample_articles"
READ = "company_news.txt"


class Wrote(NamedTuple):
    """A highlight on `words`, or on the sentence that begins with them."""

    words: str
    colour: Colour
    note: str = ""
    tags: tuple[str, ...] = ()
    sentence: bool = True


WRITTEN = {
    READ: (
        Wrote("2026年3月18日", Colour.YELLOW, "签约日期；与公告核对。", ("时间线",)),
        Wrote("首期投资42亿元", Colour.GREEN, "", (), False),
        Wrote(
            "具体补贴金额双方没有公布", Colour.RED, "追问：补贴有多少？", ("待查",), sentence=False
        ),
        Wrote("闻一舟在仪式上说", Colour.BLUE, "引语完整，可直接用。", ("引语",)),
        Wrote("全年研发费用", Colour.GREEN, "占比 10.9%，比去年高多少？", ("财务",)),
    ),
    "finance_brief.txt": (Wrote("央行", Colour.GREEN, "与上月的规模比较。", ("财务",)),),
    "hong_kong_report.txt": (Wrote("東涌", Colour.BLUE, tags=("交通",)),),
}


@dataclass(frozen=True)
class Picture:
    """A screen: its size in cells, theme and language, and the keys that lead to it.

    It shows the article; with `library` the library of all samples; with `compared` how the
    article differs from an earlier version of it.
    """

    name: str
    size: tuple[int, int]
    theme: str
    language: str
    keys: tuple[str, ...]
    library: bool = False
    compared: bool = False


EARLIER = (
    ("首期投资42亿元。", "首期投资40亿元。"),
    ("2027年6月投产,年产能为2GWh", "2027年3月投产,年产能为2GWh"),
    ("他预计,全固态电池真正大规模装车要到2030年前后。", ""),
    ("他没有透露欧洲车企的名字。", "他没有透露车企的名字。"),
    ("从首次接触到签约用了97天。", "从首次接触到签约用了97天。梁思远没有接受采访。"),
)
"""What was otherwise in the earlier version of the article that is read."""


ALL = (
    Picture("reading", (124, 34), "dark", "zh", ("g", *"}}")),
    Picture("people", (160, 38), "light", "zh", ("g", *"}}", "tab")),
    Picture("note", (100, 28), "sepia", "zh", ("g", *"]]]", "a")),
    Picture("library", (110, 16), "light", "zh", ("j", "j", "j"), library=True),
    Picture("compare", (140, 30), "light", "zh", (), compared=True),
    Picture("export", (100, 26), "dark", "en", ("g", "ctrl+e")),
    *(
        Picture(f"theme_{theme}", (72, 18), theme, "zh", ("g", *"}}", "v", *"wwww"))
        for theme in PALETTES
    ),
)


async def draw(picture: Picture) -> str:
    """The SVG of one picture."""
    use_language(picture.language)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news = folder / "news"
        news.mkdir()
        for text in SAMPLES.glob("*.txt"):  # not the notes that a user made there
            shutil.copy(text, news)
        state = State.open(folder / "state.json")
        opened: ReadingSession | Library
        if picture.library:
            for file in WRITTEN:
                _close(_session(news / file, folder, state))
            opened = Library(
                [news], Index.open(folder / "index.db"), state, folder / "data"
            ).refresh()
        else:
            opened = _session(news / READ, folder, state, Service.start())
        drawn = await _screen(opened, picture)
        _close(opened)
        return drawn.replace(name, "~")


async def _screen(opened: ReadingSession | Library, picture: Picture) -> str:
    """The screen after the keys, when all entities and articles are found."""
    if isinstance(opened, Library):
        names = NameReader(opened, Service(None))
        app = NewsreaderApp(OpenedLibrary(opened, _not_read, names), Settings(theme=picture.theme))
    else:
        app = NewsreaderApp(opened, Settings(theme=picture.theme))
    async with app.run_test(size=picture.size) as pilot:
        if isinstance(opened, ReadingSession):
            while opened.analysis.progress < 1:
                await pilot.pause(0.05)
        await pilot.pause(0.4)
        screen = app.screen
        if isinstance(screen, LibraryScreen):
            while screen.stop_scan():
                await pilot.pause(0.05)
            screen.library.roots = (Path("~/news"),)
        if picture.compared and isinstance(screen, ReadingScreen):
            compare.show(screen, lambda: _earlier(screen.session), older=True)
            await pilot.pause(0.4)
        await pilot.press(*picture.keys)
        await pilot.pause(0.4)
        if isinstance(screen, LibraryScreen):
            screen.show_list()
            await pilot.pause()
        for field in app.screen.query(Input):
            if "/" in field.value:
                field.value = f"~/news/{Path(field.value).name}"
        await pilot.pause(0.1)
        strips = app.screen._compositor.render_strips()  # as they are sent to the terminal
        palette = PALETTES[picture.theme]
        return svg.picture(strips, svg.GROUND if palette.ansi else palette.page)


def _earlier(session: ReadingSession) -> Version:
    """The article as it was before, with the highlights on it."""
    text = session.article.text
    for now, before in EARLIER:
        text = text.replace(now, before)
    return Version(_("when it was last read"), read_article(text.encode(), READ, "utf-8"))


def _not_read(path: Path) -> ReadingSession:
    raise NewsreaderError(f"{path} is not opened in a picture")


def _close(opened: ReadingSession | Library) -> None:
    if isinstance(opened, Library):
        opened.index.close()
    else:
        opened.settle(5)
        opened.close()


def _session(
    source: Path, folder: Path, state: State, service: Service | None = None
) -> ReadingSession:
    """A session with `source` and everything in `WRITTEN`."""
    times = count()
    environment = Environment(
        Sidecar(source, folder / "data"),
        state,
        str(source),
        service,
        lambda: datetime(2026, 3, 19, 9, 30, tzinfo=UTC) + timedelta(minutes=next(times)),
    )
    session = open_session(open_article(source), environment)
    text = session.article.text
    for wrote in WRITTEN[source.name]:
        at = text.index(wrote.words)
        span = Span(at, at + len(wrote.words))
        if wrote.sentence:
            span = sentence_at(text, session.article.paragraph_at(at).span, at).trimmed(text)
        highlight = session.notes.highlight(span, wrote.colour)
        if wrote.note:
            session.notes.annotate(highlight.id, wrote.note)
        session.notes.tag(highlight.id, wrote.tags)
    session.stop_at(text.index(WRITTEN[source.name][-1].words))
    return session


def words_of(drawn: str) -> str:
    """The words in a picture, without ids, which are new each time."""
    body = re.sub(r"<style>.*?</style>", "", drawn, flags=re.S)
    words = html.unescape(re.sub(r"<[^>]+>", "", body))
    return re.sub(r"newsreader:[^>]*", "newsreader:", words)


def main() -> int:
    check = "--check" in sys.argv[1:]
    PICTURES.mkdir(exist_ok=True)
    stale = 0
    for picture in ALL:
        path = PICTURES / f"{picture.name}.svg"
        drawn = asyncio.run(draw(picture))
        if not check:
            path.write_text(drawn, "utf-8")
        elif not path.exists() or words_of(path.read_text("utf-8")) != words_of(drawn):
            stale += 1
            print(f"{path.name} is stale: run python docs/pictures.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
