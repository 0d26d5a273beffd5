"""Draw the pictures of the README with the program itself.

`python docs/pictures.py` writes them to docs/pictures; `python docs/pictures.py --check` says which
ones show something else than the program does now, and ends with status 1 if any does.
"""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.cells import cell_len

from newsreader.analysis.service import Service
from newsreader.article.opening import open_article
from newsreader.locale import use_language
from newsreader.notebook.sidecar import Sidecar
from newsreader.session import ReadingSession
from newsreader.settings import Settings
from newsreader.state import State
from newsreader.text.sentences import sentence_at
from newsreader.tui.app import NewsreaderApp

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SAMPLE = ROOT / "sample_articles" / "company_news.txt"
_CELL = 12.2
"""Width of a cell in the SVG that Textual writes, in its own units."""

NOTES = (
    ("2026年3月18日", 1, "签约日期；与公告核对。", "时间线"),
    ("闻一舟在仪式上说", 3, "引语完整，可直接用。", "引语"),
    ("全年研发费用", 2, "占比 10.9%，比去年高多少？", "财务"),
)


@dataclass(frozen=True)
class Picture:
    """A screen: its size in cells, its theme and language, and the keys that lead to it."""

    name: str
    size: tuple[int, int]
    theme: str
    language: str
    keys: tuple[str, ...]


ALL = (
    Picture("reading", (120, 34), "dark", "zh", ("g", "}", "}", "}", "}", "}")),
    Picture("wide", (160, 38), "light", "zh", ("g", "}", "}", "}", "}", "}")),
    Picture("help", (110, 30), "sepia", "en", ("g", "?")),
)


async def draw(picture: Picture) -> str:
    """The SVG of one picture."""
    use_language(picture.language)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / SAMPLE.name
        shutil.copy(SAMPLE, source)
        session = _session(source, Path(folder))
        app = NewsreaderApp(session, Settings(theme=picture.theme))
        async with app.run_test(size=picture.size) as pilot:
            while session.knowledge.progress < 1:
                await pilot.pause(0.05)
            await pilot.pause(0.4)
            await pilot.press(*picture.keys)
            await pilot.pause(0.4)
            svg = app.export_screenshot(title="newsreader")
        session.settle(5)
        session.close()
        return _fitted(svg.replace(folder, "~"))


def _session(source: Path, folder: Path) -> ReadingSession:
    state = State(folder / "state.json")
    session = ReadingSession(
        open_article(source),
        Sidecar(source, folder / "data"),
        state,
        str(source),
        Service.start(),
        lambda: datetime(2026, 3, 19, 9, 30, tzinfo=UTC),
    )
    text = session.article.text
    colours = list(type(session.notes.colour))
    for words, number, note, tag in NOTES:
        paragraph = session.article.paragraph_at(text.index(words))
        sentence = sentence_at(text, paragraph.span, text.index(words)).trimmed(text)
        highlight = session.notes.highlight(sentence, colours[number - 1])
        session.notes.annotate(highlight.id, note)
        session.notes.tag(highlight.id, [tag])
    return session


def _fitted(svg: str) -> str:
    """The same picture with each piece of text as wide as its cells, whatever font shows it."""

    def widened(match: re.Match[str]) -> str:
        width = round(cell_len(html.unescape(match[2])) * _CELL, 1)
        return f'textLength="{width}" lengthAdjust="spacingAndGlyphs"{match[1]}>{match[2]}</text>'

    svg = re.sub(r'textLength="[\d.]+"([^>]*)>([^<]*)</text>', widened, svg)
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    return svg.replace(
        "font-family: Fira Code",
        'font-family: "Noto Sans Mono CJK SC", "Sarasa Mono SC", Fira Code',
    )


def words_of(svg: str) -> str:
    """What can be read in a picture; ids and measures left out."""
    body = re.sub(r"<style>.*?</style>", "", svg, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", body)).replace("\xa0", " ")


def main() -> int:
    check = "--check" in sys.argv[1:]
    PICTURES.mkdir(exist_ok=True)
    stale = 0
    for picture in ALL:
        path = PICTURES / f"{picture.name}.svg"
        svg = asyncio.run(draw(picture))
        if not check:
            path.write_text(svg, "utf-8")
        elif not path.exists() or words_of(path.read_text("utf-8")) != words_of(svg):
            stale += 1
            print(f"{path.name} is stale: run python docs/pictures.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
