"""Attacks on a save: failing system calls, power failure, a kill, a second writer.

The tests run each of them briefly; benchmarks/reliability.py runs them in large numbers.
"""

from __future__ import annotations

import errno
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.errors import UnsavedError
from newsreader.files import atomic, guarded
from newsreader.sidecar.sidecar import Sidecar
from tests.notebooks import OpenSidecar, article, mark, saved, sidecar

CALLS = (
    "open", "read", "write", "fsync", "close", "replace", "unlink", "fchmod", "fchown",
    "ftruncate", "lseek", "fstat", "stat", "listxattr", "getxattr", "setxattr", "removexattr",
)  # fmt: skip
ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EINTR)
OLD, NEW = "周明岚", "海东港集团"


class System:
    """The os module, with the calls of a save counted and one of them failing."""

    def __init__(self, fail_at: int = -1, error: int = 0, short: bool = False) -> None:
        self.count = 0
        self.fail_at = fail_at
        self.error = error
        self.short = short

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments: object, **keywords: object) -> object:
            at, self.count = self.count, self.count + 1
            if at == self.fail_at:
                if name == "close":
                    real(*arguments)  # a failed close has closed the file too
                raise OSError(self.error, os.strerror(self.error))
            if name == "write" and self.short:
                handle, data = arguments
                return real(handle, bytes(data)[:7])  # type: ignore[call-overload]
            return real(*arguments, **keywords)

        return call


@contextmanager
def system(shim: System) -> Iterator[System]:
    """Let the modules of `files` use `shim` instead of os."""
    for module in (atomic, guarded):
        setattr(module, "os", shim)  # noqa: B010 (the name is the module's own import)
    try:
        yield shim
    finally:
        for module in (atomic, guarded):
            setattr(module, "os", os)  # noqa: B010


@dataclass
class Outcome:
    """The result of an injected fault: whether the save succeeded, and the highlights on disk."""

    saved: bool
    found: set[str] = field(default_factory=set)


def attempt(folder: Path, shim: System) -> Outcome:
    """Save one more highlight with `shim`, then read the disk as after a new start."""
    ours = sidecar(folder)
    value = ours.load(article()).notebook.with_highlights([mark(NEW)])
    with system(shim):
        try:
            ours.save(value)
        except UnsavedError:
            outcome = Outcome(saved=False)
        else:
            outcome = Outcome(saved=True)
    loaded = sidecar(folder).load(article())
    outcome.found = set(loaded.notebook.highlights)
    if loaded.problems:
        raise AssertionError(f"a fault damaged the file: {loaded.problems}")
    ours.save(value)  # the retry, with the fault gone
    if set(sidecar(folder).load(article()).notebook.highlights) != {OLD, NEW}:
        raise AssertionError("the retry lost something")
    return outcome


def linked(folder: Path) -> None:
    """A sidecar with a second hard link."""
    (folder / "twin").hardlink_to(saved(folder, OLD))


def plain(folder: Path) -> None:
    """An ordinary sidecar, with an extended attribute if the file system has them."""
    path = saved(folder, OLD)
    with suppress(OSError):
        os.setxattr(path, "user.origin", b"scan")


def faults(make: Callable[[], Path], begin: Callable[[Path], None]) -> tuple[int, int]:
    """Let every call of a save fail once with every error; returns (calls, faults)."""
    folder = make()
    begin(folder)
    counted = System()
    attempt(folder, counted)
    tried = 0
    for at, error in itertools.product(range(counted.count), ERRORS):
        folder = make()
        begin(folder)
        outcome = attempt(folder, System(at, error))
        tried += 1
        if OLD not in outcome.found:
            raise AssertionError(f"call {at}, {errno.errorcode[error]}: the old highlight is lost")
        if outcome.saved and NEW not in outcome.found:
            raise AssertionError(
                f"call {at}, {errno.errorcode[error]}: saved, but the new highlight is missing"
            )
    return counted.count, tried


@dataclass(frozen=True)
class Move:
    """A changed name: created (`created` is the inode), renamed, or removed (no target)."""

    source: Path
    target: Path | None
    created: int | None = None


class Power:
    """A model of a disk with a write cache: what may be on it after a power failure.

    It follows the calls of a save. After each call it knows which bytes and names are certainly on
    the disk, and which may be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.handles: dict[int, tuple[Path, int]] = {}
        self.certain: dict[int, bytes] = {}
        self.pending: dict[int, list[bytes]] = {}
        self.names: dict[Path, int] = {}
        self.moves: list[Move] = []
        self.states: list[set[bytes | None]] = []
        self.target = folder / "article.txt.notes.toml"
        for path in folder.iterdir():
            if path.is_file():
                inode = path.stat().st_ino
                self.names[path] = inode
                self.certain[inode] = path.read_bytes()

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        follow = getattr(type(self), f"after_{name}", None)
        if follow is None:
            return real

        def call(*arguments: object, **keywords: object) -> object:
            done = real(*arguments, **keywords)
            follow(self, done, *arguments)
            self.states.append(self.possible())
            return done

        return call

    def after_open(self, handle: int, path: Path, flags: int, *_mode: int) -> None:
        path = Path(path)
        inode = os.fstat(handle).st_ino
        self.handles[handle] = (path, inode)
        if flags & os.O_CREAT:
            self.certain[inode] = b""
            self.moves.append(Move(path, path, inode))

    def after_write(self, _done: int, handle: int, _data: bytes) -> None:
        path, inode = self.handles[handle]
        now = path.read_bytes()
        self.pending.setdefault(inode, []).extend([now, now[: len(now) // 2]])

    def after_ftruncate(self, _done: None, handle: int, _size: int) -> None:
        self.after_write(0, handle, b"")

    def after_fsync(self, _done: None, handle: int) -> None:
        path, inode = self.handles[handle]
        if path.is_dir():
            for move in self.moves:
                if move.source.parent == path:
                    self.apply(self.names, move)
            self.moves = [move for move in self.moves if move.source.parent != path]
        else:
            self.certain[inode] = path.read_bytes()
            self.pending.pop(inode, None)

    def after_replace(self, _done: None, source: Path, target: Path) -> None:
        self.moves.append(Move(Path(source), Path(target)))

    def after_unlink(self, _done: None, path: Path) -> None:
        self.moves.append(Move(Path(path), None))

    def apply(self, names: dict[Path, int], move: Move) -> None:
        if move.created is not None:
            names[move.source] = move.created
        elif move.target is None:
            names.pop(move.source, None)
        elif move.source in names:
            names[move.target] = names.pop(move.source)

    def possible(self) -> set[bytes | None]:
        """The possible contents after a power failure now, with some of the uncertain moves."""
        found: set[bytes | None] = set()
        for done in range(len(self.moves) + 1):
            names = dict(self.names)
            for move in self.moves[:done]:
                self.apply(names, move)
            found |= self.contents(names)
        return found

    def contents(self, names: dict[Path, int]) -> set[bytes | None]:
        """What recovery reads with these names, for every possible state of the bytes."""
        spares = self.states_of(names.get(atomic.spare_of(self.target)))
        return {
            data if data is None or spare is None else atomic.completed(data, spare)
            for data in self.states_of(names.get(self.target))
            for spare in spares
        }

    def states_of(self, inode: int | None) -> set[bytes | None]:
        """The possible bytes of a file; None where there is none."""
        if inode is None:
            return {None}
        return {self.certain.get(inode, b""), *self.pending.get(inode, [])}


def power_cut(folder: Path, begin: Callable[[Path], None]) -> int:
    """Let the power fail after every call of a save; returns the number of states checked."""
    begin(folder)
    path = folder / "article.txt.notes.toml"
    before = path.read_bytes()
    ours = sidecar(folder)
    value = ours.load(article()).notebook.with_highlights([mark(NEW)])
    power = Power(folder)
    with system(power):  # type: ignore[arg-type]
        ours.save(value)
    after = path.read_bytes()
    for states in power.states:
        if not states <= {before, after}:
            raise AssertionError("a power failure leaves a file that is neither old nor new")
    if power.states[-1] != {after}:
        raise AssertionError("the save succeeded before the file was certain")
    return sum(len(states) for states in power.states)


def grow(folder: Path, name: str, count: int) -> None:
    """Add `count` highlights with one save each, and print each one after its save."""
    ours = OpenSidecar(Sidecar(folder / "article.txt", folder / "data"))
    value = ours.load(article()).notebook
    for number in range(count):
        value = ours.save(value.with_highlights([mark(OLD, f"{name}-{number}")]))
        sys.stdout.write(f"{name}-{number}\n")
        sys.stdout.flush()


def start(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Run `grow` in another process."""
    command = [sys.executable, "-m", "tests.save_attacks", str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill(folder: Path, chance: random.Random, most: int = 400) -> tuple[int, int]:
    """Kill a writer at a random moment; returns the numbers of saved and found highlights."""
    writer = start(folder, f"w{chance.randrange(10**9)}", most)
    if writer.stdout is None:
        raise AssertionError("no output")
    reported = [writer.stdout.readline().strip()]
    reported += [writer.stdout.readline().strip() for _line in range(chance.randrange(6))]
    if chance.random() < 0.7:
        _spin(chance.random() * 0.004)
    writer.send_signal(signal.SIGKILL)
    reported += writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    loaded = sidecar(folder).load(article())
    if loaded.problems:
        raise AssertionError(f"a kill damaged the file: {loaded.problems}")
    found = set(loaded.notebook.highlights)
    if not {name for name in reported if name} <= found:
        raise AssertionError("a highlight that was reported as saved is lost")
    return len(reported), len(found)


def _spin(seconds: float) -> None:
    """Wait for a fraction of a save; a sleep is not precise enough."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def race(folder: Path, each: int) -> int:
    """Let two processes add highlights at once; returns how many are in the file at the end."""
    writers = [start(folder, name, each) for name in ("one", "two")]
    for writer in writers:
        writer.communicate()
        if writer.returncode:
            raise AssertionError("a writer failed")
    return len(sidecar(folder).load(article()).notebook.highlights)


if __name__ == "__main__":
    grow(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
