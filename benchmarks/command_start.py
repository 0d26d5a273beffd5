"""CPU time of small commands, in times of `python -c pass`; by turns, the least of each.

python benchmarks/command_start.py sample_articles/company_news.txt --before CHECKOUT
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def cpu_seconds(words: list[str], checkout: Path, home: str) -> float:
    """User and system time of Python with the arguments `words`; RuntimeError if it fails."""
    environment = os.environ | {"PYTHONPATH": str(checkout), "NEWSREADER_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    null = os.open(os.devnull, os.O_WRONLY)
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-P", *words],
        environment,
        file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)],
    )
    os.close(null)
    _pid, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"{words} failed")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article")
    parser.add_argument("--before", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    options = parser.parse_args()
    article = str(Path(options.article).resolve())
    checkouts = [HERE, *filter(None, [options.before])]
    commands = {"pass": ["-c", "pass"]}
    for words in (["--help"], ["list", article], ["export", article]):
        commands[words[0]] = ["-m", "newsreader", *words]
    best: dict[tuple[str, Path], float] = {}
    with tempfile.TemporaryDirectory() as home:
        for _run in range(options.runs):
            for name, words in commands.items():
                for checkout in checkouts:
                    took = cpu_seconds(words, checkout, home)
                    best[name, checkout] = min(took, best.get((name, checkout), took))
    base = min(best["pass", checkout] for checkout in checkouts)
    for (name, checkout), took in best.items():
        print(f"{name:8} {took * 1000:6.1f} ms {took / base:5.1f}  {checkout.name}")


if __name__ == "__main__":
    main()
