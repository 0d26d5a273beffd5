"""Kill the reading of a large corpus in the middle, start it again, and check the result.

    python benchmarks/corpus_killed.py [ARTICLES] [--length N] [--parquet] [--sample N]

Makes so many generated articles (100000 of about 60 code points) in a folder, or in one Parquet
file, and reads them with `newsreader.corpus_entities` on a cluster of two worker processes on this
machine. When half of the partitions are written, SIGKILL ends the client, the scheduler and both
workers at once. Then the same programs run to their end. Checks that every article is in the
result, in order, that finished partitions were not written again, and that a sample of partitions
is equal to what one process without Dask writes. Needs the extra `corpus`, and a system with POSIX
signals.
"""

from __future__ import annotations

import argparse
import os
import resource
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

CLIENT = f"""
import sys
import newsreader
from distributed import Client

source, target, scheduler, *columns = sys.argv[1:]
with Client(scheduler_file=scheduler) as client:
    newsreader.corpus_entities(
        source, target, client=client, partition={PARTITION}, columns=columns
    )
"""


class Cluster:
    """A scheduler, two workers, and a client that reads `source`, each a program of its own."""

    def __init__(self, work: Path, source: Path, columns: Sequence[str]) -> None:
        address = work / "scheduler.json"
        address.unlink(missing_ok=True)
        where = ["--scheduler-file", str(address), "--no-dashboard"]
        worker = ["-m", "distributed.cli.dask_worker", *where, "--nthreads", "1", "--no-nanny"]
        self._servers = [
            _python(work, "-m", "distributed.cli.dask_scheduler", *where, "--port", "0"),
            _python(work, *worker),
            _python(work, *worker),
        ]
        target = str(work / "names")
        self._client = _python(work, "-c", CLIENT, str(source), target, str(address), *columns)

    def is_running(self) -> bool:
        return self._client.poll() is None

    def wait(self) -> int:
        """The exit status of the client; the others are ended then."""
        status = self._client.wait()
        self.kill()
        return status

    def kill(self) -> None:
        """End all with SIGKILL."""
        for process in (self._client, *self._servers):
            process.kill()
        for process in (self._client, *self._servers):
            process.wait()


def _python(work: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a Python program in the folder `work`; its messages go to a file there."""
    with (work / "messages.txt").open("ab") as messages:
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=work,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # as Dask's nanny sets it
            stdout=messages,
            stderr=messages,
            start_new_session=True,
        )


def finished(work: Path) -> dict[Path, int]:
    """The files that are written, with their times in nanoseconds."""
    return {path: path.stat().st_mtime_ns for path in (work / "names").glob("part-*.parquet")}


def killed_halfway(work: Path, source: Path, columns: Sequence[str], partitions: int) -> None:
    """Start, and kill all processes when half of the files are there."""
    cluster = Cluster(work, source, columns)
    while len(finished(work)) < partitions // 2:
        if not cluster.is_running():
            raise SystemExit(f"it ended too early: {(work / 'messages.txt').read_text('utf-8')}")
        time.sleep(0.5)
    cluster.kill()


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
    compared = parts[:: max(1, len(parts) // sample)]
    for part in compared:
        corpus.write_partition(part)
        there = work / "names" / part.target.name
        if not read_table(part.target).equals(read_table(there)):
            raise SystemExit(f"{there.name} differs from the result of one process")
    print(f"{len(seen)} articles of {count} in {len(files)} files; {len(compared)} files compared")
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
        if Cluster(work, source, columns).wait():
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
