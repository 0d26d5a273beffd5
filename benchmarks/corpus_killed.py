"""Kill the reading of a large corpus in the middle, start it again, and check the result.

    python benchmarks/corpus_killed.py [ARTICLES] [--length N] [--parquet] [--sample N]

Makes so many generated articles (100000 of about 60 code points) in a folder, or in one Parquet
file, and reads them with `newsreader.corpus_entities` on a cluster of two worker processes on this
machine. When half of the partitions are written, SIGKILL ends the client with the scheduler, and
both workers. Then the same command runs to its end. Checks that every article is in the result, in
order, that finished partitions were not written again, and that a sample of partitions is equal to
what one process without Dask writes. Needs the extra `corpus`, and a system with POSIX signals.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import generated_articles

from newsreader.api import corpus

LENGTH = 60
PARTITION = 500

PROGRAM = f"""
import sys
import newsreader
from distributed import Client, LocalCluster

if __name__ == "__main__":
    source, target, *columns = sys.argv[1:]
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        Client(cluster) as client,
    ):
        newsreader.corpus_entities(
            source, target, client=client, partition={PARTITION}, columns=columns
        )
"""


def start(work: Path, source: Path, columns: Sequence[str]) -> subprocess.Popen[bytes]:
    """The program above in a session of its own, so that all its processes can be killed."""
    program = work / "program.py"
    program.write_text(PROGRAM, "utf-8")
    command = [sys.executable, str(program), str(source), str(work / "names"), *columns]
    return subprocess.Popen(command, start_new_session=True)


def finished(work: Path) -> dict[Path, int]:
    """The files that are written, with their times in nanoseconds."""
    return {path: path.stat().st_mtime_ns for path in (work / "names").glob("part-*.parquet")}


def killed_halfway(work: Path, source: Path, columns: Sequence[str], partitions: int) -> None:
    """Start, and kill all processes when half of the files are there."""
    running = start(work, source, columns)
    while len(finished(work)) < partitions // 2:
        if running.poll() is not None:
            raise SystemExit("it ended before it could be killed")
        time.sleep(0.2)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def check(work: Path, source: Path, columns: Sequence[str], count: int, sample: int) -> None:
    """Raise SystemExit if the result is not complete, or not that of one process."""
    from pyarrow.parquet import read_table  # noqa: PLC0415 (an extra)

    files = sorted(finished(work))
    seen = [
        article
        for file in files
        for article in dict.fromkeys(read_table(file, columns=["article"])["article"].to_pylist())
    ]
    parts = list(corpus._partitions(source, work / "alone", PARTITION, tuple(columns), None))
    (work / "alone").mkdir()
    for part in parts[:: max(1, len(parts) // sample)]:
        corpus.write_partition(part)
        there = work / "names" / part.target.name
        if not read_table(part.target).equals(read_table(there)):
            raise SystemExit(f"{there.name} differs from the result of one process")
    print(f"{len(seen)} articles of {count} in {len(files)} files; {sample} files compared")
    if len(set(seen)) != count or seen != sorted(seen, key=_order):
        raise SystemExit("articles are missing, twice there, or out of order")


def _order(article: str) -> tuple[int, ...] | str:
    """A key that sorts rows of a Parquet file by number, and files by path."""
    _path, mark, place = article.rpartition("#")
    return tuple(map(int, place.split("."))) if mark else article


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--length", type=int, default=LENGTH)
    parser.add_argument("--parquet", action="store_true")
    parser.add_argument("--sample", type=int, default=5, help="partitions that are compared")
    wanted = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        source, columns = work / "news", []
        texts = generated_articles.generated(wanted.articles, wanted.length)
        if wanted.parquet:
            source, columns = work / "news.parquet", ["number"]
            total = generated_articles.write_parquet(source, texts, PARTITION)
        else:
            total = generated_articles.write_folder(source, texts)
        partitions = -(-wanted.articles // PARTITION)
        print(f"{wanted.articles} articles, {total} code points, {partitions} files", flush=True)
        began = time.monotonic()
        killed_halfway(work, source, columns, partitions)
        before, first = finished(work), time.monotonic()
        print(f"killed after {first - began:.0f} s with {len(before)} files", flush=True)
        if start(work, source, columns).wait():
            raise SystemExit("the second run failed")
        last = time.monotonic()
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"the second run took {last - first:.0f} s; its largest process {memory:.0f} MB")
        after = finished(work)
        if any(after[path] != when for path, when in before.items()):
            raise SystemExit("a finished file was written again")
        speed = total / (last - began)
        print(f"{speed:,.0f} code points a second over both runs", flush=True)
        check(work, source, columns, wanted.articles, wanted.sample)


if __name__ == "__main__":
    main(sys.argv[1:])
