# ruff: noqa: PTH105, PTH108, PTH116
"""Bytes on disk, all or nothing: what is written here is the old file or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from newsreader.files.digest import sha256

LARGEST = 64 * 1024 * 1024
"""A notebook's file over this many bytes is not one that this program wrote."""

_PATIENCE = 5.0  # seconds for another program to finish its write
_TEMPORARY = ".newsreader-"


class OddFileError(OSError):
    """There is something at the path, and it is no ordinary file, or far too large."""


def read(path: Path) -> bytes | None:
    """The bytes at `path`, or None where nothing is; never waits (a fifo), never reads without end.

    Raises OddFileError for a directory, a device, a fifo or a file over LARGEST bytes, and OSError.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.EISDIR):
            raise OddFileError(errno.EINVAL, "not an ordinary file", str(path)) from error
        raise
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise OddFileError(errno.EINVAL, "not an ordinary file", str(path))
        if about.st_size > LARGEST:
            raise OddFileError(errno.EFBIG, "too large", str(path))
        return _read_all(handle, about.st_size)
    finally:
        os.close(handle)


def _read_all(handle: int, size: int) -> bytes:
    """To the end of the file; in one piece when it is not over `size` bytes."""
    pieces = []
    while piece := os.read(handle, size + 1):
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Alone among the newsreaders that write `path`, for the length of one write.

    Gives whether that is certain: a file system without locks lets everyone in. The directory in
    which the file really lies carries the lock, so that no lock file is left about. Raises
    TimeoutError when another program holds it for seconds.
    """
    directory = Path(os.path.realpath(path)).parent
    handle = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        until = time.monotonic() + _PATIENCE
        while (alone := _try_lock(handle)) is None:
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, "another program is writing", str(directory))
            time.sleep(0.005)
        yield alone
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool | None:
    """True: locked. False: there are no locks here. None: another program has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError as error:
        if error.errno not in (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP):
            raise
        return False
    return True


def replace(path: Path, data: bytes, *, links: bool = True, like: Path | None = None) -> None:
    """Put `data` at `path` so that every moment shows the old file or the new one, whole.

    Temporary file in the same directory, written and read back, synced, renamed over the old one,
    the directory synced. Mode, owner, access list and extended attributes are kept and a symlink is
    followed. A file with other hard links is written where it stands, with a whole copy beside it
    until that is done; without `links` it parts from them, and they keep what they have. A new file
    has the mode and the rest from the file `like`, so that a copy is not for more eyes than that.
    Raises OSError, and then the old file is whole.
    """
    if len(data) > LARGEST:  # it could not be read again
        raise OddFileError(errno.EFBIG, "too large", str(path))
    target = Path(os.path.realpath(path))
    before = _about(target)
    temporary = _beside(target, f"{os.getpid()}.tmp")
    with contextlib.ExitStack() as failed:
        failed.callback(_discard, temporary)
        model = target if before is not None or like is None else Path(os.path.realpath(like))
        _write_whole(temporary, data, model)
        if links and before is not None and before.st_nlink > 1:
            _write_in_place(target, temporary, data)
        else:
            os.replace(temporary, target)
        failed.pop_all()
    sync_directory(target.parent)


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def _about(target: Path) -> os.stat_result | None:
    try:
        about = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(about.st_mode):
        raise OddFileError(errno.EINVAL, "not an ordinary file", str(target))
    return about


def _write_whole(temporary: Path, data: bytes, model: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(temporary)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(temporary, flags, 0o666)
    try:
        _make_alike(handle, model)
        _write_all(handle, data)
        _sync(handle)
        os.lseek(handle, 0, os.SEEK_SET)
        if _read_all(handle, len(data)) != data:
            raise OSError(errno.EIO, "what was read back is not what was written", str(temporary))
    finally:
        os.close(handle)


def _make_alike(handle: int, model: Path) -> None:
    like, new = _about(model), os.fstat(handle)
    if like is None:
        return
    if (new.st_uid, new.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(PermissionError):  # only root may give a file away
            os.fchown(handle, like.st_uid, like.st_gid)
    os.fchmod(handle, stat.S_IMODE(like.st_mode))
    _keep_attributes(handle, model)


def _keep_attributes(handle: int, target: Path) -> None:
    """Give the new file the extended attributes of `target`, its access list among them.

    After the mode, which would narrow the list. A file system may know none of them, and some
    belong to the system: what it does not let through is no reason not to save.
    """
    if sys.platform != "linux":  # nowhere else does Python know them
        return
    try:
        wanted = {name: os.getxattr(target, name) for name in os.listxattr(target)}
        given = os.listxattr(handle)
    except OSError:
        return
    for name in given:
        if name not in wanted:  # the directory's default list, which the old file had not
            with contextlib.suppress(OSError):
                os.removexattr(handle, name)
    for name, value in wanted.items():
        with contextlib.suppress(OSError):
            os.setxattr(handle, name, value)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _write_in_place(target: Path, whole: Path, data: bytes) -> None:
    """Through the file's own inode; `whole` holds everything for a reader after a crash."""
    spare = spare_of(target)
    os.replace(whole, spare)
    sync_directory(target.parent)
    handle = os.open(target, os.O_RDWR | os.O_CLOEXEC)
    try:
        _write_all(handle, data)
        os.ftruncate(handle, len(data))
        _sync(handle)
    finally:
        os.close(handle)
    os.unlink(spare)


def recover(path: Path) -> bytes | None:
    """The bytes at `path`, as `read` gives them, also when a write in place was cut off."""
    data = read(path)
    whole = read(spare_of(Path(os.path.realpath(path)))) if data is not None else None
    return data if whole is None else whole


def spare_of(target: Path) -> Path:
    """Where the whole copy lies while a file with several hard links is written in place."""
    return _beside(target, "whole")


def _beside(target: Path, suffix: str) -> Path:
    """A hidden name in the same directory, short however long the target's own name is."""
    digest = sha256(os.fsencode(target.name))[:16]
    return target.with_name(f"{_TEMPORARY}{digest}.{suffix}")


def sweep(path: Path) -> None:
    """Remove what writers of `path` left when they were killed. Only for who holds the lock."""
    target = Path(os.path.realpath(path))
    for left in target.parent.glob(_beside(target, "*.tmp").name):
        with contextlib.suppress(OSError):
            left.unlink()


def _sync(handle: int) -> None:
    if hasattr(fcntl, "F_FULLFSYNC"):  # macOS: fsync alone stops at the drive's own cache
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOTTY):
                raise
        else:
            return
    os.fsync(handle)


def sync_directory(directory: Path) -> None:
    """Make the names in `directory` durable."""
    handle = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems sync no directory
            raise
    finally:
        os.close(handle)
