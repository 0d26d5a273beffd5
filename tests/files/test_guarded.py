from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from newsreader.files import guarded


def test_a_missing_file_is_none(tmp_path: Path) -> None:
    assert guarded.read(tmp_path / "none") is None


def test_a_fifo_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(guarded.RefusedFileError):
        guarded.read(tmp_path / "fifo")


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(guarded.RefusedFileError):
        guarded.read(Path("/dev/zero"))


@pytest.mark.parametrize("size", [101, 5000])
def test_a_file_over_the_limit_is_refused(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    with pytest.raises(guarded.RefusedFileError, match="too large"):
        guarded.read(tmp_path / "a", largest=100)


def test_a_file_that_grows_over_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 60)
    status = path.stat()
    monkeypatch.setattr(os, "fstat", lambda _handle: status)
    path.write_bytes(b"x" * 5000)
    with pytest.raises(guarded.RefusedFileError, match="too large"):
        guarded.read(path, largest=100)
    assert guarded.read(path, largest=5000) == b"x" * 5000


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        with pytest.raises(guarded.RefusedFileError):
            guarded.read(tmp_path / "s")
