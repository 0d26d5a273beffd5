"""Whatever fails during a save, the file is completely the old one or completely the new one."""

from __future__ import annotations

import errno
import os
import random
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from newsreader.errors import UnsavedError
from tests import save_attacks as attacks
from tests.notebooks import article, mark, saved, sidecar


@pytest.fixture
def folders(tmp_path: Path) -> Callable[[], Path]:
    numbers = iter(range(10**6))

    def make() -> Path:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return folder

    return make


@pytest.mark.parametrize("begin", [attacks.plain, attacks.linked])
def test_every_system_call_may_fail(
    folders: Callable[[], Path],
    begin: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attacks, "ERRORS", attacks.ERRORS[:2])
    calls, tried = attacks.faults(folders, begin)
    assert tried == 2 * calls


def test_a_damaged_file_is_never_lost_while_it_is_set_aside(
    folders: Callable[[], Path],
) -> None:
    counted = attacks.System()
    for at in range(-1, 200):
        folder = folders()
        path = saved(folder, attacks.OLD)
        damaged = path.read_bytes() + b"\xff"
        path.write_bytes(damaged)
        ours = sidecar(folder)
        value = ours.load(article()).notebook.with_highlights([mark(attacks.NEW)])
        shim = counted if at < 0 else attacks.System(at, errno.EIO)
        with attacks.system(shim), suppress(UnsavedError):
            ours.save(value)
        assert damaged in [each.read_bytes() for each in folder.glob("article*")]
        if at > counted.count:
            break


def test_short_writes_are_continued(tmp_path: Path) -> None:
    saved(tmp_path, attacks.OLD)
    outcome = attacks.attempt(tmp_path, attacks.System(short=True))
    assert outcome.saved
    assert outcome.found == {attacks.OLD, attacks.NEW}


@pytest.mark.parametrize("begin", [attacks.plain, attacks.linked])
def test_the_power_may_fail_after_every_call(tmp_path: Path, begin: Callable[[Path], None]) -> None:
    assert attacks.power_cut(tmp_path, begin) > 10


def test_bytes_that_read_back_differently_are_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, attacks.OLD)
    before = path.read_bytes()
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook.with_highlights([mark(attacks.NEW)])
    real = os.read

    class Rotten(attacks.System):
        def __getattr__(self, name: str) -> object:
            if name != "read":
                return getattr(os, name)
            return lambda handle, size: real(handle, size).replace(b"yellow", b"yelloW")

    with attacks.system(Rotten()), pytest.raises(UnsavedError):
        ours.save(value)
    assert path.read_bytes() == before


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Limit the size of files to `size` bytes, which looks like a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = saved(tmp_path, attacks.OLD)
    before = path.read_bytes()
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook.with_highlights([mark(attacks.NEW)])
    with at_most(1000), pytest.raises(UnsavedError):
        ours.save(value)
    assert path.read_bytes() == before
    ours.save(value)
    assert len(sidecar(tmp_path).load(article()).notebook.highlights) == 2


def test_a_writer_killed_during_a_save_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    chance = random.Random(1)
    for _time in range(3):
        reported, found = attacks.kill(tmp_path, chance)
        assert 1 <= reported <= found


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    assert attacks.race(tmp_path, 20) == 40
