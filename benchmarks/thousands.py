"""Measure how long thousands of highlights block the screen.

    python benchmarks/thousands.py [HIGHLIGHTS]

Puts HIGHLIGHTS (5000) on an article of 100,000 characters, opens it without a terminal and prints,
in milliseconds of the thread that answers keys: the whole work for a key (without highlights, with
them) and its longest step; then the longest step while another program rewrites the article, and
while it rewrites the notes.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from newsreader.article.loader import open_article
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.session import Environment, open_session
from newsreader.session.environment import SourceFile
from newsreader.settings.settings import Settings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.span import Span
from newsreader.tui.actions import external_changes
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reading import ReadingScreen

KEYS = ("j", "}", "]", "2", "3", "u", "ctrl+r", "d", "u")
LENGTH = 100_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)

pieces: list[float] = []
"""The seconds of each step on the thread that answers keys."""


@contextmanager
def watched() -> Iterator[None]:
    """Record the time of each step of the event loop."""
    run = asyncio.Handle._run  # every step of the loop runs here

    def timed(handle: asyncio.Handle) -> None:
        began = time.thread_time()
        run(handle)
        pieces.append(time.thread_time() - began)

    asyncio.Handle._run = timed  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]


def write_article(path: Path, seed: int) -> list[str]:
    """Paragraphs of sentences, from the same words for every seed."""
    chance = random.Random(seed)
    words = [chr(0x4E00 + code) for code in range(3000)]
    sentences = ["".join(chance.choices(words, k=24)) + "。" for _ in range(LENGTH // 25)]
    paragraphs = ["".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6)]
    path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    return paragraphs


def mark(path: Path, count: int) -> None:
    """Put `count` highlights on the article, every second with a note."""
    sidecar = Sidecar(path, path.parent / "data")
    article = open_article(path)
    chance = random.Random(2)
    marks = []
    for number in range(count):
        start = chance.randrange(article.length - 60)
        span = Span(start, start + chance.randrange(2, 60))
        made = Highlight.new(article.text, span, list(Colour)[number % 5], NOW)
        marks.append(made.changed(NOW, note="想法" if number % 2 else ""))
    loaded = sidecar.load(article)
    sidecar.save(loaded.changed(loaded.notebook.with_highlights(marks)))


async def press(pilot: Pilot[None]) -> tuple[float, float]:
    """Press every key three times; the median of the whole work for one, and the longest step."""
    whole, longest = [], 0.0
    for key in KEYS * 3:
        pieces.clear()
        await pilot.press(key)
        await pilot.pause()
        whole.append(sum(pieces))
        longest = max(longest, *pieces)
    return statistics.median(whole), longest


async def meanwhile(screen: ReadingScreen, pilot: Pilot[None]) -> tuple[float, float]:
    """Show the change of another program: seconds in all, and the longest step."""
    await asyncio.sleep(0)
    pieces.clear()
    began = time.perf_counter()
    await external_changes.watch(screen)
    seconds = time.perf_counter() - began
    await pilot.pause()
    return seconds, max(pieces)


async def measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        paragraphs = write_article(path, 1)
        mark(path, count)
        state = State.open(path.parent / "state.json")
        store = Sidecar(path, path.parent / "data")
        source = SourceFile.at(path, None, state, str(path))
        environment = Environment(store, state, str(path), source=source)
        session = open_session(open_article(path), environment)
        app = NewsreaderApp(session, Settings())
        async with app.run_test(size=(150, 40)) as pilot:
            await pilot.pause()
            key, longest = await press(pilot)
            print(f"{count:5d} highlights: a key {key * 1e3:.1f} ms, its longest piece", end=" ")
            print(f"{longest * 1e3:.1f} ms")
            if not count or not isinstance(app.screen, ReadingScreen):
                return
            for at in range(0, len(paragraphs), 3):
                paragraphs[at] = "改写" + paragraphs[at][20:]
            await asyncio.to_thread(path.write_text, "\n\n".join(paragraphs), "utf-8")
            seconds, longest = await meanwhile(app.screen, pilot)
            print(f"another article: {seconds:.2f} s, longest piece {longest * 1e3:.1f} ms")
            await asyncio.to_thread(rewrite, path)
            seconds, longest = await meanwhile(app.screen, pilot)
            print(f"other notes: {seconds:.2f} s, longest piece {longest * 1e3:.1f} ms")


def rewrite(path: Path) -> None:
    """A change to every third highlight, as another program might make it."""
    other = Sidecar(path, path.parent / "data")
    loaded = other.load(open_article(path))
    notebook = loaded.notebook
    changed = [h.changed(NOW, note="别人的") for h in list(notebook.highlights.values())[::3]]
    other.save(loaded.changed(notebook.with_highlights(changed)))


if __name__ == "__main__":
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with watched():
        for number in (0, most):
            asyncio.run(measure(number))
