"""Atomic writing: the old file or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import struct
from pathlib import Path

import pytest

from newsreader.files import atomic, guarded


def test_written_bytes_are_read_back(tmp_path: Path) -> None:
    atomic.replace(tmp_path / "a", b"one")
    atomic.replace(tmp_path / "a", b"two")
    assert guarded.read(tmp_path / "a") == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        atomic.replace(tmp_path / "a", b"one")
    finally:
        os.umask(old)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_PATIENCE", 0.0)
    with atomic.locked(tmp_path / "a") as alone:
        assert alone
        with pytest.raises(TimeoutError), atomic.locked(tmp_path / "a"):
            pass
    with atomic.locked(tmp_path / "a"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_two_names_of_one_file_have_one_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_PATIENCE", 0.0)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "a")
    with (
        atomic.locked(tmp_path / "real" / "a"),
        pytest.raises(TimeoutError),
        atomic.locked(tmp_path / "link"),
    ):
        pass


@pytest.mark.parametrize(
    "number", [errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK, errno.EBADF, errno.EACCES]
)
def test_locked_yields_false_on_a_file_system_without_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_handle: int, _operation: int) -> None:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with atomic.locked(tmp_path / "a") as alone:
        assert alone is False


def attributes(path: Path) -> dict[str, bytes]:
    """The attributes that a user may set, and the access list."""
    names = (name for name in os.listxattr(path) if name.startswith(("user.", "system.posix_acl")))
    return {name: os.getxattr(path, name) for name in names}


NOBODY = 0xFFFFFFFF
# Version 2; rw for the owner, r for user 1234, r for the group, a mask of r, none for others.
ACCESS = struct.pack("<I", 2) + b"".join(
    struct.pack("<HHI", tag, allowed, who)
    for tag, allowed, who in [
        (1, 6, NOBODY), (2, 4, 1234), (4, 4, NOBODY), (16, 4, NOBODY), (32, 0, NOBODY),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), [("user.origin", b"scan\0\xff"), ("system.posix_acl_access", ACCESS)]
)
def test_extended_attributes_and_the_access_list_are_kept(
    tmp_path: Path, name: str, value: bytes
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    with contextlib.suppress(OSError):  # not every file system has them: then none are kept
        os.setxattr(path, name, value)
    before, mode = attributes(path), path.stat().st_mode
    atomic.replace(path, b"two")
    assert path.read_bytes() == b"two"
    assert attributes(path) == before
    assert path.stat().st_mode == mode


def test_attributes_that_cannot_be_copied_do_not_prevent_a_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise OSError(errno.EPERM, "not permitted")

    path = tmp_path / "a"
    path.write_bytes(b"one")
    monkeypatch.setattr(os, "listxattr", lambda _file: ["security.x", "trusted.y"])
    monkeypatch.setattr(os, "getxattr", lambda _file, _name: b"")
    monkeypatch.setattr(os, "setxattr", refused)
    atomic.replace(path, b"two")
    monkeypatch.setattr(os, "listxattr", refused)
    atomic.replace(path, b"three")
    assert path.read_bytes() == b"three"


def test_other_hard_links_keep_the_old_contents_without_links(tmp_path: Path) -> None:
    path, twin = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"one")
    path.chmod(0o640)
    twin.hardlink_to(path)
    atomic.replace(path, b"two", links=False)
    assert (path.read_bytes(), twin.read_bytes()) == (b"two", b"one")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_of_its_model(tmp_path: Path) -> None:
    model = tmp_path / "a"
    model.write_bytes(b"one")
    model.chmod(0o600)
    atomic.replace(tmp_path / "b", b"one", like=model)
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600
    atomic.replace(tmp_path / "c", b"one", like=tmp_path / "none")
    assert (tmp_path / "c").read_bytes() == b"one"


def test_a_write_that_need_not_be_durable_does_not_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_handle: int) -> None:
        raise OSError(errno.EIO, "sync")

    monkeypatch.setattr(os, "fsync", refused)
    atomic.replace(tmp_path / "a", b"one", mode=0o600, durable=False)
    assert (tmp_path / "a").read_bytes() == b"one"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    with pytest.raises(OSError, match="sync"):
        atomic.replace(tmp_path / "a", b"two")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]


def test_a_failure_before_the_rename_leaves_the_old_file(tmp_path: Path) -> None:
    def fail(handle: int) -> None:
        assert os.pread(handle, 3, 0) == b"two"
        raise OSError(errno.EIO, "before")

    atomic.replace(tmp_path / "a", b"one")
    with pytest.raises(OSError, match="before"):
        atomic.replace(tmp_path / "a", b"two", before_rename=fail)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]
