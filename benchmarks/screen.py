"""Measure waiting times in a terminal, against other ways to show the same text.

    python benchmarks/screen.py [--runs N] [--only NAME,…] [--texts NAME,…] [--json FILE]

Starts newsreader, as it is installed for the Python that runs this, in a pseudo-terminal; a bare
Textual app with one Static; a bare pane of its line API; its TextArea, read-only; and less and
vim where the system has them. All show the same texts, made from the sample articles, and take
turns, run by run: on a machine that others use too only the ratios mean something. Needs Linux,
pyte and an ordinary install (`pip install .`): one that cannot write byte code compiles at every
start. Milliseconds are medians over the runs, of keys also the 95th percentile of all;
memory is the peak of the reading process itself. Its helper process is stopped while keys are
measured, except in the row "newsreader (analysing)". "-": the program does not do it, or not in a
minute.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch import Launch
from race_texts import BESIDE, FIRST, SOUGHT, texts

SIZE = (120, 40)
NARROW = (90, 30)
PRESSES = 30
PATIENCE = 60.0
"""Seconds until a program must have started."""
LONG = 10.0
"""Seconds until a jump must be done."""
IDLE = 0.6
"""Seconds after which a key is counted as without effect."""
PAGE_DOWN = b"\x1b[6~"
HERE = Path(__file__).parent

Figures = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Program:
    """A command and its keys; an empty key is a function that the program does not have."""

    name: str
    command: tuple[str, ...]
    page_down: bytes = PAGE_DOWN
    top: bytes = b"\x1b[H"
    end: bytes = b"\x1b[F"
    find: bytes = b""
    helped: bool = False
    """Whether its helper process runs while keys are measured."""


def programs() -> list[Program]:
    """All programs that are installed here, newsreader first."""
    python, rivals = sys.executable, HERE / "rivals"
    own = (python, "-m", "newsreader")
    found = [
        Program("newsreader", own, top=b"g", end=b"G", find=b"/"),
        Program("newsreader (analysing)", own, top=b"g", end=b"G", find=b"/", helped=True),
        Program("one Static", (python, str(rivals / "bare.py"))),
        Program("line API", (python, str(rivals / "line_api.py"))),
        Program(
            "TextArea", (python, str(rivals / "text_area.py")), top=b"\x1b[1;5H", end=b"\x1b[1;5F"
        ),
    ]
    if shutil.which("less"):
        found.append(Program("less", ("less",), b" ", b"g", b"G", b"/"))
    if shutil.which("vim"):
        plain = ("vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-R")
        found.append(Program("vim", plain, b"\x06", b"gg", b"G", b"/"))
    return found


def measure(program: Program, text: Path, folder: Path) -> dict[str, list[float]]:
    """All figures of one launch of `program` on `text`, by name."""
    launch = Launch((*program.command, str(text)), SIZE, folder, environment(folder))
    try:
        return {name: found for name, found in _figures(program, launch) if found}
    finally:
        launch.end()


def _figures(program: Program, launch: Launch) -> Iterator[tuple[str, list[float]]]:
    shown = launch.until_shown(FIRST, PATIENCE)
    yield "first text", _given(shown)
    if shown is None:
        return
    if not program.helped:
        _stop(launch.helpers())
    launch.quiet(0.4, 3 if program.helped else PATIENCE)
    paged = _paging(program, launch)
    yield "page down", [first for first, _ in paged]
    yield "all of it", [last for _, last in paged]
    if program.end:
        launch.press(program.top, limit=IDLE)
        yield "end", _first(launch.press(program.end, limit=LONG))
    if program.helped:
        yield "memory", [launch.peak()]
        return
    yield "resize", _first(launch.resize(NARROW))
    launch.resize(SIZE)
    launch.quiet(0.3)
    if program.find:
        launch.press(program.top, limit=IDLE)
        launch.quiet(0.3)
        launch.press(program.find, limit=IDLE)
        yield "search", _given(launch.press_until(f"{SOUGHT}\r".encode(), BESIDE, LONG))
    yield "memory", [launch.peak()]


def _paging(program: Program, launch: Launch) -> list[tuple[float, float]]:
    """Press page down repeatedly, and start from the top at the end of the text."""
    found: list[tuple[float, float]] = []
    for _ in range(2 * PRESSES):
        taken = launch.press(program.page_down, limit=IDLE)
        if taken is None:
            launch.press(program.top, limit=IDLE)
        else:
            found.append(taken)
        if len(found) == PRESSES:
            break
    return found


def _first(value: tuple[float, float] | None) -> list[float]:
    return [] if value is None else [value[0]]


def _given(value: float | None) -> list[float]:
    return [] if value is None else [value]


def _stop(helpers: Sequence[int]) -> None:
    """Stop the helper process. It is not ended, as newsreader would show a message."""
    for helper in helpers:
        os.kill(helper, signal.SIGSTOP)


def environment(folder: Path) -> dict[str, str]:
    """The environment of a terminal in colour; programs keep their files in `folder`."""
    own = folder / "home"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    kept = {name: str(own / name) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(own),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        **{f"XDG_{name}_HOME": path for name, path in kept.items()},
    }


def percentile(values: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]


def summary(figures: Figures) -> dict[str, float]:
    """Medians, and the 95th percentile of keys that are pressed often."""
    found = {name: statistics.median(values) for name, values in figures.items() if values}
    if figures.get("page down"):
        found["p95"] = percentile(figures["page down"], 95)
    return found


def compare(
    chosen: Sequence[Program], text: Path, runs: int, folder: Path
) -> dict[str, dict[str, float]]:
    """The figures of every program on one text; the programs take turns."""
    collected: dict[str, Figures] = {program.name: defaultdict(list) for program in chosen}
    for turn in range(runs + 1):
        for program in chosen:
            found = measure(program, text, folder)
            if turn == 0 and runs > 1:
                continue
            for name, values in found.items():
                collected[program.name][name].extend(values)
    return {name: summary(figures) for name, figures in collected.items()}


COLUMNS = ("first text", "page down", "p95", "all of it", "end", "search", "resize", "memory")


def table(results: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as a Markdown table, and the ratios for newsreader below it."""
    rows = [["", *COLUMNS], ["---", *("--:" for _ in COLUMNS)]]
    for name, found in results.items():
        rows.append([name, *(_cell(found.get(column)) for column in COLUMNS)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, help="after one that does not count")
    parser.add_argument("--only", default="", help="names of programs, with commas between")
    parser.add_argument("--texts", default="", help="names of texts, with commas between")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    only, wanted = options.only.split(","), options.texts.split(",")
    chosen = [program for program in programs() if not options.only or program.name in only]
    results = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, path in texts(HERE.parent / "sample_articles", folder).items():
            if options.texts and name not in wanted:
                continue
            results[name] = compare(chosen, path, options.runs, folder)
            print(
                f"\n{name}: {path.stat().st_size:,} bytes; ms, MB\n\n{table(results[name])}",
                flush=True,
            )
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
