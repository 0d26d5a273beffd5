"""Attack the notebook on disk many times, and print the results. Takes some minutes.

    python benchmarks/reliability.py [KILLS] [HIGHLIGHTS]

KILLS (1000) writers are killed while they save; two writers add HIGHLIGHTS (200) each. As root, a
full and a read-only file system are mounted; otherwise those two are left out, with a message.
Stops at the first loss.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsreader.errors import UnsavedError
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.parser import parse_sidecar
from newsreader.sidecar.sidecar import Sidecar
from tests import save_attacks as attacks
from tests.notebooks import OpenSidecar, article, later, mark, notebook, saved, sidecar


def folders(top: Path) -> Callable[[], Path]:
    """A function that makes an empty folder and removes the last one."""
    made: list[Path] = []

    def make() -> Path:
        if made:
            shutil.rmtree(made.pop())
        made.append(Path(tempfile.mkdtemp(dir=top)))
        return made[-1]

    return make


def faults(top: Path) -> str:
    counts = [attacks.faults(folders(top), begin) for begin in (attacks.plain, attacks.linked)]
    calls, tried = (sum(each) for each in zip(*counts, strict=True))
    return f"{tried} faults: {len(attacks.ERRORS)} errors at each of {calls} calls of a save"


def power(top: Path) -> str:
    make = folders(top)
    states = sum(attacks.power_cut(make(), begin) for begin in (attacks.plain, attacks.linked))
    return f"{states} states of the disk after a cut of power"


def kills(top: Path, count: int) -> str:
    chance = random.Random(2026)
    make = folders(top)
    folder = make()
    said = 0
    for number in range(count):
        if number % 50 == 49:
            folder = make()
        said += attacks.kill(folder, chance, most=60)[0]
    return f"{count} kills, {said} saves called done before them"


def race(top: Path, each: int) -> str:
    found = attacks.race(folders(top)(), each)
    if found != 2 * each:
        raise AssertionError(f"{found} of {2 * each} highlights are there")
    return f"two writers, {each} highlights each: {found} there"


def damage(_top: Path) -> str:
    value = notebook("周明岚", "海东港集团", "小客户")
    noted = value.highlights["海东港集团"].changed(later(1), note="甲\n[[highlight]]\n乙")
    value = (
        Sidecar(None, Path("/nowhere"))
        .load(article())
        .notebook.with_highlights([*value.highlights.values(), noted])
    )
    data = Composer().compose(value)
    for length in range(len(data) - 1):
        found = parse_sidecar(data[:length], None)
        if found.whole and length < len(data) - 2:
            raise AssertionError(f"cut at {length} and taken for whole")
    worst = 0
    for bit in range(len(data) * 8):
        bent = bytearray(data)
        bent[bit // 8] ^= 1 << bit % 8
        kept = parse_sidecar(bytes(bent), article()).notebook.highlights
        same = sum(kept.get(id_) == h for id_, h in value.highlights.items())
        worst = max(worst, len(value.highlights) - same)
    return f"{len(data)} cuts, {len(data) * 8} flipped bits: at most {worst} of 3 entries changed"


@contextmanager
def mounted(folder: Path) -> Iterator[bool]:
    """Mount a file system of 64 kB at `folder`; yields whether it worked."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def full(top: Path) -> str:
    """Save where there is no space, and again when there is."""
    folder = top / "full"
    with mounted(folder) as there:
        if not there:
            return "left out: only root can mount"
        path = saved(folder, attacks.OLD)
        before = path.read_bytes()
        ours = sidecar(folder)
        value = ours.load(article()).notebook.with_highlights([mark(attacks.NEW)])
        filler = folder / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"x" * 512):
                pass
        with suppress(UnsavedError):
            ours.save(value)
            raise AssertionError("saved on a full disk")
        if path.read_bytes() != before:
            raise AssertionError("the old file is not whole")
        filler.unlink()
        ours.save(value)
        if len(sidecar(folder).load(article()).notebook.highlights) != 2:
            raise AssertionError("the retry lost something")
    return "reported as unsaved, old file complete, saved when there was space"


def read_only(top: Path) -> str:
    """Save on a read-only file system."""
    folder = top / "read-only"
    with mounted(folder) as there:
        if not there:
            return "left out: only root can mount"
        path = saved(folder, attacks.OLD)
        before = path.read_bytes()
        ours = OpenSidecar(Sidecar(folder / "article.txt", top / "data"))
        value = ours.load(article()).notebook.with_highlights([mark(attacks.NEW)])
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        ours.save(value)
        again = Sidecar(folder / "article.txt", top / "data").load(article()).notebook
        if path.read_bytes() != before or len(again.highlights) != 2:
            raise AssertionError("what was saved elsewhere is not found")
    return "old file whole, saved in the data directory, found there again"


def main(killed: int, each: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        attacks_: list[tuple[str, Callable[[Path], str]]] = [
            ("system calls", faults),
            ("power", power),
            ("full disk", full),
            ("read-only", read_only),
            ("two writers", lambda where: race(where, each)),
            ("damage", damage),
            ("kills", lambda where: kills(where, killed)),
        ]
        for name, attack in attacks_:
            began = time.perf_counter()
            print(f"{name:13}{attack(top)} ({time.perf_counter() - began:.0f} s)", flush=True)
    print("nothing was lost")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [1000, 200][len(numbers) :]))
