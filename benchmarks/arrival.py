"""Measure the time from launch to entities on screen, against a Textual app with jieba.posseg.

    python benchmarks/arrival.py [--runs N] FILE

Starts newsreader and that app (`rivals/posseg.py`) in turn, in a pseudo-terminal, each time without
jieba's cache file, which newsreader never uses; with `--cached` the other one keeps it. Prints
when the first page, the first entities and the last of them are on the screen: milliseconds,
medians, and the median of the ratios of each turn. Needs Linux and pyte.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from launch import Launch
from screen import HERE, PATIENCE, SIZE, environment

FOUND = "People"
"""The heading of the first group of entities in both programs."""
STILL = 0.7
"""Seconds without output after which a program is done."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--cached", action="store_true")
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    commands = {
        "newsreader": (sys.executable, "-m", "newsreader"),
        "jieba.posseg": (sys.executable, str(HERE / "rivals" / "posseg.py")),
    }
    turns: list[dict[str, tuple[float, float, float]]] = []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(options.runs + 1):
            if not options.cached:
                Path(folder, "jieba.cache").unlink(missing_ok=True)
            found = {name: started(c, options.file, Path(folder)) for name, c in commands.items()}
            turns += [found] if turn else []
    for name in commands:
        medians = [statistics.median(each) for each in zip(*(t[name] for t in turns), strict=True)]
        print(f"{name:14} " + "  ".join(f"{value:6.0f}" for value in medians))
    ratios = [
        [own / other for own, other in zip(t["newsreader"], t["jieba.posseg"], strict=True)]
        for t in turns
    ]
    medians = [statistics.median(each) for each in zip(*ratios, strict=True)]
    print(f"{'ratio':14} " + "  ".join(f"{value:6.2f}" for value in medians))
    print(f"{'':14}   page   first    last")


def started(command: tuple[str, ...], file: Path, folder: Path) -> tuple[float, float, float]:
    """When the page, the first entities and the last of them were on the screen."""
    words = next(line for line in file.read_text("utf-8").split("\n") if line.strip())[:6]
    environ = environment(folder) | {"TMPDIR": str(folder)}
    launch = Launch((*command, str(file.absolute())), SIZE, folder, environ)
    try:
        page = launch.until_shown(words, PATIENCE)
        first = launch.until_shown(FOUND, PATIENCE)
        launch.quiet(STILL, PATIENCE)
        if page is None or first is None:
            raise SystemExit(f"{command[-1]}: no entities came")
        return page, first, launch.last()
    finally:
        launch.end()


if __name__ == "__main__":
    main()
