"""Measure how long a key waits while a megabyte is analysed, against the same keys afterwards.

    python benchmarks/latency.py [--runs N] [FILE]

Starts newsreader in a pseudo-terminal on a text made from the sample articles, and presses keys (a
page down, a row down, a row up, in turn) for as long as the helper process works; then as many
again when it is done; then the same keys in a bare pane of Textual's line API. It measures the
time from the key to the end of the first burst of output. Milliseconds, over all
runs; needs Linux and pyte. Only the ratios mean something on a machine that others use too.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from launch import Launch
from race_texts import FIRST, texts
from screen import HERE, PAGE_DOWN, PATIENCE, SIZE, environment, percentile

KEYS = (PAGE_DOWN, b"\x1b[B", b"\x1b[A")
PAUSES = (0.01, 0.09)
"""Seconds between a key's answer and the next key, at least and at most."""
DONE = 0.5
"""Seconds without work after which a helper process is done."""
LONGEST = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("file", type=Path, nargs="?")
    options = parser.parse_args()
    figures: dict[str, list[float]] = {"analysing": [], "idle": [], "line API": []}
    shares: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        text = options.file or texts(HERE.parent / "sample_articles", folder)["1 MB"]
        first = text.read_text("utf-8").lstrip()[:5] if options.file else FIRST
        for _run in range(options.runs):
            busy, idle = newsreader(text, first, folder)
            figures["analysing"] += busy
            figures["idle"] += idle
            figures["line API"] += line_api(text, first, folder, len(idle))
            half, most = (percentile(busy, p) / percentile(idle, p) for p in (50, 95))
            shares.append((half, most))
    for name, values in figures.items():
        print(
            f"{name:10} {len(values):5} keys  p50 {percentile(values, 50):6.1f}"
            f"  p95 {percentile(values, 95):6.1f}  longest {max(values):6.1f}"
        )
    medians = [statistics.median(ratios) for ratios in zip(*shares, strict=True)]
    print(f"analysing / idle: p50 {medians[0]:.2f}  p95 {medians[1]:.2f} (medians of the runs)")


def newsreader(text: Path, first: str, folder: Path) -> tuple[list[float], list[float]]:
    """The times of keys while the text is analysed, and afterwards."""
    command = (sys.executable, "-m", "newsreader", str(text))
    launch = Launch(command, SIZE, folder, environment(folder))
    try:
        launch.until_shown(first, PATIENCE)
        launch.quiet(0.3, 1.5)
        helper = Helper(launch.helper(PATIENCE))
        busy = pressed(launch, lambda _count: helper.works())
        launch.press(b"g")
        launch.quiet(DONE, 5)
        return busy, pressed(launch, lambda count: count < len(busy))
    finally:
        launch.end()


def line_api(text: Path, first: str, folder: Path, count: int) -> list[float]:
    """The times of the same keys in a pane that only shows rows."""
    command = (sys.executable, str(HERE / "rivals" / "line_api.py"), str(text))
    launch = Launch(command, SIZE, folder, environment(folder))
    try:
        launch.until_shown(first, PATIENCE)
        launch.quiet(DONE, PATIENCE)
        return pressed(launch, lambda pressed: pressed < count)
    finally:
        launch.end()


def pressed(launch: Launch, more: Callable[[int], bool]) -> list[float]:
    """Keys one after the other, as long as there are to be more; what each took."""
    pauses, found = random.Random(7), list[float]()
    began = time.perf_counter()
    while more(len(found)) and time.perf_counter() - began < LONGEST:
        for key in KEYS:
            taken = launch.press(key, limit=2)
            if taken is not None:
                found.append(taken[0])
            time.sleep(pauses.uniform(*PAUSES))
    return found


class Helper:
    """The use of the processor by a helper process."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._seen = (time.perf_counter(), -1)

    def works(self) -> bool:
        """Whether it has worked in the last half second."""
        now, used = time.perf_counter(), self._used()
        if used != self._seen[1]:
            self._seen = (now, used)
        return now - self._seen[0] < DONE

    def _used(self) -> int:
        fields: Sequence[str] = (
            Path(f"/proc/{self._pid}/stat").read_text().rsplit(")", 1)[1].split()
        )
        return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    main()
