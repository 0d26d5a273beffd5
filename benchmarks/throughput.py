"""Measure how many characters a second are read for names, and how it grows.

    python benchmarks/throughput.py [ARTICLES…] [--workers N…] [--dask]

Makes so many generated articles of about 300 characters (1000 and 10000) in a folder, reads them
with so many processes (1 and 2) through `newsreader.find_entities`, and prints for each: seconds,
characters a second, and the largest memory of one process in MB. Then jieba.posseg, which only
splits words and tags them, on the first 200 articles in one process; the ratio of two processes to
one; and what 10^9 characters would cost. With --dask the same goes through
`newsreader.corpus_entities` on a local cluster (extra `corpus`), with its files.
"""

from __future__ import annotations

import argparse
import logging
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import newsreader
from newsreader.article.loader import open_article

SAMPLES = Path(__file__).parent.parent / "sample_articles"
LENGTH = 300
BILLION = 1e9
CORES_A_DAY = 86_400
POSSEG_ARTICLES = 200


class Run(NamedTuple):
    """One measurement; `memory` is in MB."""

    name: str
    articles: int
    workers: int
    characters: int
    seconds: float
    memory: float

    @property
    def speed(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds

    def line(self) -> str:
        return (
            f"{self.name:<12} {self.articles:>7} articles {self.workers} process(es) "
            f"{self.seconds:8.1f} s {self.speed:9,.0f} characters/s {self.memory:6.0f} MB"
        )


def sentences() -> list[str]:
    """The sentences of the sample articles."""
    texts = (open_article(path).text for path in sorted(SAMPLES.glob("*.txt")))
    return [line for text in texts for line in text.replace("。", "。\n").split("\n") if line]


def make_articles(folder: Path, count: int) -> int:
    """Write `count` articles into `folder`; returns their characters."""
    known, chance, total = sentences(), random.Random(count), 0
    folder.mkdir()
    for number in range(count):
        text = f"第{number}篇报道\n\n2026年{number % 12 + 1}月1日\n\n"
        while len(text) < LENGTH:
            text += chance.choice(known)
        (folder / f"{number:06d}.txt").write_text(text + "\n", "utf-8")
        total += len(text)
    return total


def memory() -> float:
    """The largest memory of this process or of one of its children so far, in MB."""
    whom = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(each).ru_maxrss for each in whom) / 1024


def measured(name: str, count: int, workers: int, characters: int, work: Callable[[], None]) -> Run:
    began = time.perf_counter()
    work()
    run = Run(name, count, workers, characters, time.perf_counter() - began, memory())
    print(run.line(), flush=True)
    return run


def with_processes(folder: Path, workers: int) -> None:
    articles = (newsreader.open_article(path) for path in sorted(folder.iterdir()))
    for _found in newsreader.find_entities(articles, workers):
        pass


def with_dask(folder: Path, workers: int) -> None:
    from distributed import Client, LocalCluster  # noqa: PLC0415 (an extra)

    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
        tempfile.TemporaryDirectory() as target,
    ):
        newsreader.corpus_entities(folder, target, client=client)


def with_posseg(folder: Path) -> Callable[[], None]:
    """The work of jieba.posseg; its dictionary is loaded already."""
    import jieba  # noqa: PLC0415 (slow to load)
    import jieba.posseg  # noqa: PLC0415

    jieba.setLogLevel(logging.ERROR)
    jieba.posseg.lcut("你好")
    texts = [path.read_text("utf-8") for path in sorted(folder.iterdir())[:POSSEG_ARTICLES]]

    def work() -> None:
        for text in texts:
            jieba.posseg.lcut(text)

    return work


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--workers", nargs="*", type=int, default=[1, 2])
    parser.add_argument("--dask", action="store_true")
    wanted = parser.parse_args(words)
    work = with_dask if wanted.dask else with_processes
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as name:
        for count in wanted.articles:
            folder = Path(name) / str(count)
            total = make_articles(folder, count)
            for workers in wanted.workers:
                label = "dask" if wanted.dask else "newsreader"
                runs.append(measured(label, count, workers, total, partial(work, folder, workers)))
        folder = Path(name) / str(max(wanted.articles))
        few = sorted(folder.iterdir())[:POSSEG_ARTICLES]
        length = sum(len(path.read_text("utf-8")) for path in few)
        posseg = measured("jieba.posseg", len(few), 1, length, with_posseg(folder))
    report(runs, posseg)


def report(runs: Sequence[Run], posseg: Run) -> None:
    """Print the ratios and the cost of 10^9 characters."""
    one, many = min(runs, key=lambda run: run.workers), max(runs, key=lambda run: run.workers)
    if many.workers > one.workers:
        times = many.speed / one.speed
        print(f"{many.workers} processes to {one.workers}: {times:.2f} times as fast")
    print(f"newsreader to jieba.posseg, a process: {one.speed / one.workers / posseg.speed:.2f}")
    for run in (one, posseg):
        days = BILLION / (run.speed / run.workers) / CORES_A_DAY
        print(f"10^9 characters with {run.name}: {days:.2f} days of one core")


if __name__ == "__main__":
    main(sys.argv[1:])
