"""Compare newsreader with other ways to read a text in a terminal, figure by figure.

    python benchmarks/race.py [--runs N] [--texts NAME,…] [--frogmouth PATH] [--toolong PATH]

Uses the texts and the terminal of screen.py, and measures more: the time to the first page and to
the answer to a key typed at the launch; a cursor movement, a page and a step to the next hit; how
long a held key continues; and the time to quit. The programs take turns; the last lines are medians
of the ratios to the bare Textual app of the same turn. Give the paths of frogmouth and toolong
(`frogmouth`, `tl`); less and vim are used where the system has them.
Needs Linux, pyte and an ordinary install.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch import Launch
from race_texts import FIRST, texts
from screen import HERE, PAGE_DOWN, PATIENCE, SIZE, environment, percentile

PRESSES = 20
LOADED = 3.0
"""Seconds without output after which a program is there: newsreader's first page is written before
Textual is loaded, and on a busy machine that takes seconds more."""

COMMON = "一"
"""Occurs in every paragraph, so that there is always a next hit."""

DOWN = b"\x1b[B"
RIGHT = b"\x1b[C"
BARE = "one Static"


@dataclass(frozen=True, slots=True)
class Runner:
    """A command and its keys; an empty key is a function that the program does not have."""

    name: str
    command: tuple[str, ...]
    end: bytes = b"\x1b[F"
    quit: bytes = b"\x11"
    page: bytes = PAGE_DOWN
    move: bytes = DOWN
    top: bytes = b"\x1b[H"
    find: bytes = b""
    step: bytes = b""
    suffix: str = ".txt"
    """The suffix that a file needs."""
    tail: bool = False
    """Whether it starts at the end; then the key typed at the launch goes to the top."""


def runners(frogmouth: str | None, toolong: str | None) -> list[Runner]:
    """All programs that are installed here, newsreader first."""
    python, rivals = sys.executable, HERE / "rivals"
    found = [
        Runner(
            "newsreader",
            (python, "-m", "newsreader"),
            *(b"G", b"q", PAGE_DOWN, RIGHT, b"g", b"/", b"n"),
        ),
        Runner(BARE, (python, str(rivals / "bare.py"))),
        Runner("line API", (python, str(rivals / "line_api.py"))),
    ]
    if frogmouth:
        found.append(Runner("frogmouth", (frogmouth,), suffix=".md"))
    if toolong:
        found.append(Runner("toolong", (toolong,), quit=b"\x03", tail=True))
    if shutil.which("less"):
        found.append(Runner("less", ("less",), b"G", b"q", b" ", b"j", b"g", b"/", b"n"))
    if shutil.which("vim"):
        plain = ("vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-R")
        keys = (b"G", b":q\r", b"\x06", b"l", b"gg", b"/", b"n")
        found.append(Runner("vim", plain, *keys))
    return found


def figures(runner: Runner, text: Path, folder: Path) -> Iterator[tuple[str, float]]:
    """All figures of two launches: one with a key typed at the launch, one that is then used."""
    final = text.read_text("utf-8").rstrip().rpartition("\n")[2]
    opening, other, key = FIRST, final.rstrip("。")[-5:], runner.end
    if runner.tail:
        opening, other, key = final[:8], FIRST, runner.top
    named = text.with_suffix(runner.suffix)
    if named != text and not named.exists():
        shutil.copy(text, named)
    command = (*runner.command, str(named))
    eager = Launch(command, SIZE, folder, environment(folder))
    try:
        eager.type(key)
        answered = eager.until_shown(other, 8)
        if answered is not None:
            yield "keys answered", answered
    finally:
        eager.end()
    launch = Launch(command, SIZE, folder, environment(folder))
    try:
        shown = launch.until_shown(opening, PATIENCE)
        if shown is None:
            return
        yield "first page", shown
        launch.quiet(LOADED, 60)
        yield from _used(runner, launch)
        yield "memory", launch.peak()
        gone = launch.leave(runner.quit, 3)
        if gone is not None:
            yield "quit", gone
    finally:
        launch.end()


def _used(runner: Runner, launch: Launch) -> Iterator[tuple[str, float]]:
    for name, key in (("cursor", runner.move), ("page down", runner.page)):
        for _ in range(PRESSES):
            taken = launch.press(key, 0.4)
            if taken is None:
                launch.press(runner.top, 0.4)
            else:
                yield name, taken[1]
    launch.press(runner.top, 0.4)
    yield "held key", launch.hold(runner.page, 30, 30)
    launch.press(runner.top, 0.4)
    if runner.find:
        launch.press(runner.find, 0.4)
        launch.press_until(f"{COMMON}\r".encode(), COMMON, 5)
        for _ in range(PRESSES):
            taken = launch.press(runner.step, 0.4)
            if taken is not None:
                yield "search step", taken[1]


P95 = ("cursor", "page down", "search step", "held key")
COLUMNS = ("first page", "keys answered", "cursor", "page down", "search step", "held key", "quit")


def compare(chosen: Sequence[Runner], text: Path, runs: int, folder: Path) -> None:
    """Print the figures of each program on `text`, and the ratio to the bare app."""
    turns: list[dict[str, dict[str, float]]] = []
    for turn in range(runs + 1):
        found: dict[str, dict[str, float]] = {}
        for runner in chosen:
            values: dict[str, list[float]] = defaultdict(list)
            for name, value in figures(runner, text, folder):
                values[name].append(value)
            found[runner.name] = {
                name: percentile(each, 95) if name in P95 else statistics.median(each)
                for name, each in values.items()
            }
        turns += [found] if turn or runs == 1 else []
    columns = (*COLUMNS, "memory")
    print(f"| | {' | '.join(columns)} |\n| --- |{' --: |' * len(columns)}")
    for runner in chosen:
        cells = [_cell([t[runner.name].get(column) for t in turns]) for column in columns]
        print(f"| {runner.name} | {' | '.join(cells)} |")
    if any(runner.name == BARE for runner in chosen):
        cells = [
            _cell([_ratio(t[chosen[0].name].get(c), t[BARE].get(c)) for t in turns])
            for c in columns
        ]
        print(f"| *{chosen[0].name} / {BARE}* | {' | '.join(cells)} |")


def _ratio(own: float | None, other: float | None) -> float | None:
    return own / other if own is not None and other else None


def _cell(values: Sequence[float | None]) -> str:
    """The median, with more places for small numbers."""
    there = [value for value in values if value is not None]
    if not there:
        return "-"
    middle = statistics.median(there)
    return f"{middle:.2f}" if middle < 10 else f"{middle:.1f}" if middle < 100 else f"{middle:,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, help="after one that does not count")
    parser.add_argument("--texts", default="article,1 MB,10 MB")
    parser.add_argument("--only", default="", help="names of programs, with commas between")
    parser.add_argument("--frogmouth", default=shutil.which("frogmouth"))
    parser.add_argument("--toolong", default=shutil.which("tl"))
    options = parser.parse_args()
    only = options.only.split(",") if options.only else []
    found = runners(options.frogmouth, options.toolong)
    chosen = [runner for runner in found if not only or runner.name in only]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, path in texts(HERE.parent / "sample_articles", folder).items():
            if name in options.texts.split(","):
                print(f"\n**{name}**, {path.stat().st_size:,} bytes\n", flush=True)
                compare(chosen, path, options.runs, folder)


if __name__ == "__main__":
    main()
