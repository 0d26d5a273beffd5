"""Measure what an open article costs while nobody touches it, and how soon a change is shown.

    python benchmarks/idle.py [--seconds N] FILE

Opens a copy of FILE in newsreader and in a bare Textual app (`rivals/bare.py`) at the same time,
waits 45 seconds, until messages of the start are gone, and then measures the processor time of all
their processes for N seconds, 60 by default. Prints it in per cent of a core. Then it changes the
file five times, by a rename and in place, and prints the milliseconds until the change is shown,
medians. Needs Linux and pyte.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from launch import Launch
from screen import HERE, PATIENCE, SIZE, environment

CALM = 45.0
"""Seconds until what was said at the start is gone from the screen."""
CHANGES = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inside = folder / "texts"  # the program looks one folder up for notes on the text
        inside.mkdir()
        file = Path(shutil.copy(options.file, inside))
        first = next(line for line in file.read_text("utf-8").split("\n") if line.strip())[:6]
        commands = {
            "newsreader": (sys.executable, "-m", "newsreader", str(file)),
            "bare app": (sys.executable, str(HERE / "rivals" / "bare.py"), str(file)),
        }
        environ = environment(folder)
        launches = {n: Launch(c, SIZE, folder, environ) for n, c in commands.items()}
        try:
            for launch in launches.values():
                if launch.until_shown(first, PATIENCE) is None:
                    raise SystemExit("the article is not shown")
            time.sleep(CALM)
            before = {n: processor_time(launch) for n, launch in launches.items()}
            time.sleep(options.seconds)
            for n, launch in launches.items():
                share = (processor_time(launch) - before[n]) / options.seconds
                print(f"{n:12} {100 * share:.3f} % of a core")
            for how in ("rename", "in place"):
                shown = [changed(launches["newsreader"], file, how, n) for n in range(CHANGES)]
                print(f"{how:12} {statistics.median(shown):.0f} ms until it is shown")
        finally:
            for launch in launches.values():
                launch.end()


def processor_time(launch: Launch) -> float:
    """The seconds that all threads of a program and of its helper process have run so far."""
    nanoseconds = 0
    for process in (launch.pid, *launch.helpers()):
        for thread in Path(f"/proc/{process}/task").iterdir():
            nanoseconds += int((thread / "schedstat").read_text("ascii").split()[0])
    return nanoseconds / 1e9


def changed(launch: Launch, file: Path, how: str, number: int) -> float:
    """Milliseconds from a change of the file until it is on the screen."""
    words = f"{'甲' if how == 'rename' else '乙'}{number}变"
    text = words + file.read_text("utf-8")
    target = file.with_name("new") if how == "rename" else file
    target.write_text(text, "utf-8")
    if how == "rename":
        target.replace(file)
    shown = launch.press_until(b"", words)
    if shown is None:
        raise SystemExit("the change is not shown")
    time.sleep(2.0)  # what follows is another change
    return shown


if __name__ == "__main__":
    main()
