"""What each trick of the start gains: time and memory without it, less those with it.

    python benchmarks/startup_tricks.py [--runs N] [--only NAME,...] [--session]

Each run starts newsreader in a pseudo-terminal with one trick switched off, and once as it is, in
turns. `q` is typed at once; with `--session` only after fifteen pages. Times are differences of the
shortest runs, since other programs only add to them; "collector" is the CPU time within the garbage
collector, and memory the peak, both medians. The helper process is left out. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from launch import Launch

ARTICLE = Path(__file__).parents[1] / "sample_articles" / "company_news.txt"
SIZE = (120, 40)

PROGRAM = """
import gc, json, os, resource, sys, time
collector = [0.0, 0.0]
def clock(phase, info):
    if phase == "start":
        collector[1] = time.thread_time()
    else:
        collector[0] += time.thread_time() - collector[1]
gc.callbacks.append(clock)
sys.path.insert(0, {root!r})
out = {out!r}
leave = os._exit
def report(status):
    used = resource.getrusage(resource.RUSAGE_SELF)
    with open(out + ".new", "w") as file:
        json.dump([used.ru_utime + used.ru_stime, collector[0], used.ru_maxrss], file)
    os.replace(out + ".new", out)
    leave(status)
os._exit = report
nothing = lambda *_: None
from newsreader.tui.startup import first_screen, garbage, lean_imports
import newsreader.commands.launch_reader as launcher
show_then_run = launcher.show_then_run
def patch_app(change):
    def patched(show, run):
        def changed(screen):
            lean_imports.import_without_optional()
            import newsreader.tui.app as app, newsreader.tui.startup.driver as driver
            change(app, driver)
            return run(screen)
        return show_then_run(show, changed)
    launcher.show_then_run = patched
{patch}
sys.argv = ["newsreader", {article!r}]
import newsreader.cli
{leave}
newsreader.cli.program()
"""

TRICKS = {
    "pause": "garbage.pause = nothing",
    "skip at resume": "garbage.resume = gc.enable",
    "skip of entities": "garbage.skip_existing = nothing",
    "every garbage trick": (
        "for name in ('pause', 'resume', 'skip_existing', 'skip_nothing'):\n"
        "    setattr(garbage, name, nothing)"
    ),
    "lean imports": "lean_imports.import_without_optional = nothing",
    "style sheet once": "patch_app(lambda app, _driver: delattr(app.NewsreaderApp, 'refresh_css'))",
    "wake pipe": (
        "patch_app(lambda _app, driver: setattr(driver.ReaderDriver, 'disable_input',"
        " driver.LinuxDriver.disable_input))"
    ),
    "quick exit": "QUICK_EXIT = False",
    "nothing (noise)": "",
}

SLOW_LEAVE = """
def finish():
    status = newsreader.cli.main()
    import atexit, threading
    sys.stdout.flush()
    atexit.register(report, status)
    sys.exit(status)
newsreader.cli.program = finish
"""


def measure(patch: str, folder: Path, *, session: bool) -> tuple[float, float, float, float]:
    """Milliseconds of CPU, of the wall clock and of the collector, and megabytes, of one run."""
    out = folder / "out.json"
    out.unlink(missing_ok=True)
    leave = SLOW_LEAVE if "QUICK_EXIT" in patch else ""
    root = str(ARTICLE.parents[1])
    program = PROGRAM.format(
        root=root, out=str(out), patch=patch, article=str(ARTICLE), leave=leave
    )
    environment = {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }
    began = time.perf_counter()
    launch = Launch((sys.executable, "-c", program), SIZE, folder, environment)
    if session:
        launch.until_shown("saved", 30)
        launch.quiet(0.6)
        for keys in [b"\x1b[6~", b"G", b"g"] * 5:  # each of them moves
            launch.press(keys)
    launch.press(b"q", limit=0.01)
    while not out.exists() and time.perf_counter() - began < 30:
        time.sleep(0.002)
    wall = (time.perf_counter() - began) * 1000
    launch.end()
    cpu, collector, kilobytes = json.loads(out.read_text())
    return cpu * 1000, wall, collector * 1000, kilobytes / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default=",".join(TRICKS))
    parser.add_argument("--session", action="store_true")
    arguments = parser.parse_args()
    names = arguments.only.split(",")
    runs: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in ("", *names)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure("", folder, session=False)
        for _ in range(arguments.runs):
            for trick, found in runs.items():
                found.append(measure(TRICKS.get(trick, ""), folder, session=arguments.session))
    usual = _summary(runs.pop(""))
    print(f"{'':28}{'CPU ms':>10}{'wall ms':>10}{'collector':>10}{'MB':>8}")
    print(f"{'as it is':28}" + "{:10.1f}{:10.1f}{:10.1f}{:8.2f}".format(*usual))
    for trick, found in runs.items():
        more = [without - a for without, a in zip(_summary(found), usual, strict=True)]
        print(f"{'without ' + trick:28}" + "{:+10.1f}{:+10.1f}{:+10.1f}{:+8.2f}".format(*more))


def _summary(runs: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    cpu, wall, collector, memory = zip(*runs, strict=True)
    return min(cpu), min(wall), statistics.median(collector), statistics.median(memory)


if __name__ == "__main__":
    main()
