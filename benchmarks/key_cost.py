"""Compare what a key costs in this program, in an earlier one and in a bare Textual app.

    git worktree add --detach ../before COMMIT
    python benchmarks/key_cost.py --before ../before [--runs N]

Prints the CPU time of the reading process for a press of right (down in the bare app, which has no
cursor) and of page down, with all names on the screen; the bytes that it writes; and its peak
memory. The programs take turns, and of each press the quickest run counts, so that other work on
the machine matters little. Needs Linux and pyte.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from launch import Launch
from race_texts import FIRST, texts
from screen import HERE, PAGE_DOWN, PATIENCE, SIZE, environment, percentile

PRESSES = 20
DOWN, RIGHT, TOP = b"\x1b[B", b"\x1b[C", b"\x1b[H"
BARE = "one Static"

Presses = dict[tuple[str, int], list[float]]
"""Milliseconds of CPU time by key and number of the press."""


def cpu_time(pid: int) -> float:
    """Milliseconds of CPU time of all threads of the process so far."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


def measure(name: str, tree: Path, text: Path, folder: Path) -> tuple[Presses, float, int]:
    """The presses of one launch, the peak memory in MB, and the bytes that were written."""
    bare = name == BARE
    program = (str(HERE / "rivals" / "bare.py"),) if bare else ("-m", "newsreader")
    around = environment(folder) | {"PYTHONPATH": str(tree)}
    launch = Launch((sys.executable, *program, str(text)), SIZE, folder, around)
    presses: Presses = defaultdict(list)
    written = 0
    try:
        launch.until_shown(FIRST if bare else "Entities", PATIENCE)
        launch.quiet(4, PATIENCE)
        for key, sent in (("cursor", DOWN if bare else RIGHT), ("page down", PAGE_DOWN)):
            for number in range(PRESSES):
                before = cpu_time(launch.pid)
                count = launch.bytes_for(sent, 0.4)
                written += count
                if count:
                    presses[key, number].append(cpu_time(launch.pid) - before)
                else:
                    launch.press(TOP if bare else b"g", 0.4)
        return presses, launch.peak(), written
    finally:
        launch.end()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--before", type=Path, required=True, help="a checkout of an earlier one")
    parser.add_argument("--runs", type=int, default=4)
    options = parser.parse_args()
    trees = {"before": options.before.resolve(), "now": HERE.parent, BARE: HERE.parent}
    found: dict[str, Presses] = {name: defaultdict(list) for name in trees}
    peaks, sizes = defaultdict(list), defaultdict(list)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        text = texts(HERE.parent / "sample_articles", folder)["article"]
        for _run in range(options.runs):
            for name, tree in trees.items():
                presses, peak, written = measure(name, tree, text, folder)
                peaks[name].append(peak)
                sizes[name].append(written)
                for press, values in presses.items():
                    found[name][press] += values
    print("| | cursor, ms | p95 | page down, ms | p95 | bytes | memory, MB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, all_presses in found.items():
        cells = []
        for key in ("cursor", "page down"):
            best = [min(values) for (of, _number), values in all_presses.items() if of == key]
            cells += [f"{statistics.median(best):.1f}", f"{percentile(best, 95):.1f}"]
        size, peak = statistics.median(sizes[name]), statistics.median(peaks[name])
        print(f"| {name} | {' | '.join(cells)} | {size:,.0f} | {peak:.1f} |")


if __name__ == "__main__":
    main()
