"""Time what five kinds of readers do, in this program and in an earlier one.

    git worktree add --detach ../before 04f6e62
    python benchmarks/roles.py [--before ../before] [--only ROLE] [--runs N]

Each task begins in a new folder with copies of the sample articles and in an empty home, in a shell
in a pseudo-terminal (with `pyte`, of the extra `dev`). The keys of a step are sent at once, and the
next step follows when the words that it waits for are on the screen. So the seconds are those of
the program, without the reader's; only the ratio of two columns of one run means something. They
are the median of the runs, in which both programs take turns. A Chinese character counts as one
key. The dictionary needs the extra `dictionary`, and templates need `templates`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from roles_tasks import ESCAPE, KEYS, PROMPT, TASKS, Task, Way

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.terminal import Terminal, children, wait_gone  # noqa: E402 (needs the path above)

_PATIENCE = 60.0
"""Seconds until a step has failed."""

_AFTER_ESCAPE = 0.5
"""Seconds, which are not counted: with the next key it would be another key."""


def keys(way: Way) -> list[str]:
    """The names of all keys of a way."""
    found, rest = [], "".join(step.keys for step in way.steps)
    while rest:
        sequence, name = next((k for k in KEYS if rest.startswith(k[0])), (rest[0], rest[0]))
        found.append(name)
        rest = rest[len(sequence) :]
    return found


def spelled(way: Way) -> str:
    """The keys as a reader names them."""
    names = "".join(f" {n} " if len(n) > 1 else n for n in keys(way))
    return re.sub(r" {2,}", " ", names).strip().replace("|", r"\|")


def prepare(home: Path, preset: str) -> Path:
    """A folder of articles, with an earlier version of one; settings, if `preset` is not empty."""
    articles = home / "articles"
    shutil.copytree(ROOT / "sample_articles", articles)
    text = (articles / "company_news.txt").read_text("utf-8")
    (articles / "earlier.txt").write_text(text.replace("42亿元", "40亿元"), "utf-8")
    if preset:
        settings = home / ".config" / "newsreader" / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(f'preset = "{preset}"\n', "utf-8")
    (home / "shell").write_text(
        f'newsreader() {{ "{sys.executable}" -m newsreader "$@"; }}\nset -o history -o histexpand\n'
        "PROMPT_COMMAND='s=$?; n=$((n+1)); clear; PS1=\"[$n:$s]\\$ \"'\n"
    )
    return articles


def time_way(way: Way, task: Task, program: Path) -> float:
    """The seconds of one way of doing a task."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        articles = prepare(home, task.preset)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en",
            "PYTHONPATH": os.pathsep.join(
                filter(None, (str(program), os.environ.get("PYTHONPATH")))
            ),
        }
        start = f'cd "{articles}" && exec bash --noprofile --rcfile "{home}/shell" -i'
        terminal = Terminal(["bash", "-c", start], environment, *task.size)
        try:
            see(terminal, PROMPT.format(1))
            if way.opened:
                terminal.send_all(f"{way.opened}\r".encode())
                see(terminal, way.ready)
            return sum(do(terminal, *step) for step in way.steps)
        finally:
            end(terminal)


def end(terminal: Terminal) -> None:
    """Close the terminal, and wait until nothing in it runs any more."""
    running = [terminal.process]
    for process in running:
        running += children(process)
    terminal.hang_up()
    wait_gone(running[1:])
    terminal.close()


def do(terminal: Terminal, typed: str, seen: str) -> float:
    """The seconds from the keys until `seen` is on the screen."""
    begun = time.monotonic()
    terminal.send_all(typed.encode())
    see(terminal, seen)
    taken = time.monotonic() - begun
    if typed == ESCAPE:
        time.sleep(_AFTER_ESCAPE)
    return taken


def see(terminal: Terminal, pattern: str) -> None:
    """Wait until `pattern` is on the screen. Raises AssertionError if it never is."""
    until = time.monotonic() + _PATIENCE
    while not re.search(pattern, text := terminal.text()):
        if terminal.ended or time.monotonic() > until:
            raise AssertionError(f"not seen: {pattern}\n{text}")
        terminal.read(0.02)


def row(task: Task, before: Path | None, runs: int) -> str:
    """A row of the table."""
    now: list[float] = []
    earlier: list[float] = []
    for _ in range(runs):
        now.append(time_way(task.now, task, ROOT))
        if before and task.before:
            earlier.append(time_way(task.before, task, before))
    cells = [task.role, task.name, f"`{spelled(task.now)}`"]
    cells += _number(task.before and len(keys(task.before)), earlier)
    cells += _number(len(keys(task.now)), now)
    return f"| {' | '.join((*cells, task.before.remark if task.before else ''))} |"


def _number(count: int | None, seconds: list[float]) -> list[str]:
    return [str(count or "–"), f"{statistics.median(seconds):.1f}" if seconds else "–"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Time what five kinds of readers do.")
    parser.add_argument("--before", type=Path, help="the source folder of an earlier version")
    parser.add_argument("--only", default="", help="a role, or a part of a task's name")
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    before = options.before and options.before.resolve()
    print(f"load {os.getloadavg()[0]:.1f}\n")
    print("| role | task | keys now | keys before | s before | keys now | s now | before |")
    print("|---|---|---|--:|--:|--:|--:|---|")
    for task in TASKS:
        if options.only in task.role or options.only in task.name:
            print(row(task, before, options.runs), flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
