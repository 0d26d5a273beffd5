"""Bytes on disk: read without waiting, written whole or not at all."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from newsreader.notebook import disk


def test_nothing_there_is_none(tmp_path: Path) -> None:
    assert disk.read(tmp_path / "none") is None


def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(disk.OddFileError):
        disk.read(tmp_path / "fifo")


def test_a_device_without_end_is_not_read() -> None:
    with pytest.raises(disk.OddFileError):
        disk.read(Path("/dev/zero"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    disk.replace(tmp_path / "a", b"one")
    disk.replace(tmp_path / "a", b"two")
    assert disk.read(tmp_path / "a") == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        disk.replace(tmp_path / "a", b"one")
    finally:
        os.umask(old)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_PATIENCE", 0.0)
    with disk.locked(tmp_path / "a") as alone:
        assert alone
        with pytest.raises(TimeoutError), disk.locked(tmp_path / "a"):
            pass
    with disk.locked(tmp_path / "a"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_two_names_of_one_file_have_one_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_PATIENCE", 0.0)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "a")
    with (
        disk.locked(tmp_path / "real" / "a"),
        pytest.raises(TimeoutError),
        disk.locked(tmp_path / "link"),
    ):
        pass


def test_a_file_system_without_locks_lets_everyone_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int, _operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with disk.locked(tmp_path / "a") as alone:
        assert alone is False
