# ruff: noqa: PTH105, PTH108, PTH116
"""The one way to write a file: a reader sees the old file or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsreader.files.digest import sha256
from newsreader.files.guarded import LARGEST, RefusedFileError, read, read_all

try:
    import fcntl
except ImportError:  # Windows (docs/windows.md)
    fcntl = None  # type: ignore[assignment]

_PATIENCE = 5.0  # seconds for another program to finish its write
_TEMPORARY = ".newsreader-"
_FRAME = b"newsreader: a write in place; old contents in bytes: "
_MOST_DIGITS = 9
_BLOCK = 4096
_WITHOUT_LOCKS = (
    *(errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOTTY),
    *(errno.EACCES, errno.EPERM),
)
"""What file systems answer that have no locks, or none for a folder."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock on `path` among all running newsreaders for the length of one write.

    Yields False on a file system without locks. The lock is on the directory of the file that
    `path` leads to, so there is no lock file. Raises TimeoutError after five seconds.
    """
    directory = Path(os.path.realpath(path)).parent
    handle = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        deadline = time.monotonic() + _PATIENCE
        while (alone := try_lock(handle)) is None:
            if time.monotonic() > deadline:
                raise TimeoutError(errno.ETIMEDOUT, "another program is writing", str(directory))
            time.sleep(0.005)
        yield alone
    finally:
        os.close(handle)


def try_lock(handle: int) -> bool | None:
    """True: locked. False: the file system has no locks. None: another program has the lock."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError as error:
        if error.errno not in _WITHOUT_LOCKS:
            raise
        return False
    return True


def replace(
    path: Path,
    data: bytes,
    *,
    links: bool = True,
    like: Path | None = None,
    mode: int = 0o666,
    durable: bool = True,
    before_rename: Callable[[int], object] = lambda _handle: None,
) -> None:
    """Put `data` at `path`: a temporary file in the same directory is renamed over the old one.

    All attributes are kept, and a symlink is followed. A file with other hard links is written in
    place, with its old and new contents in a spare file until that is done; with `links=False` the
    others keep the old contents. A new file has the attributes of the file `like`, else `mode`
    minus the umask. File and directory are synced and the file is compared, unless it need not be
    `durable` after a power cut. `before_rename` is called with the descriptor of the finished file.
    Raises OSError, and then the old file is intact.
    """
    if len(data) > LARGEST:  # it could not be read again
        raise RefusedFileError(errno.EFBIG, "too large", str(path))
    target = Path(os.path.realpath(path))
    before = _status(target)
    model = target if before is not None or like is None else Path(os.path.realpath(like))
    in_place = links and before is not None and before.st_nlink > 1
    content = _framed(read(target) or b"", data) if in_place else data
    temporary = _beside(target, f"{os.getpid()}-{threading.get_ident()}.tmp")
    with contextlib.ExitStack() as failed:
        failed.callback(_discard, temporary)
        with _created(temporary, mode) as handle:
            _copy_attributes(handle, model)
            _write_all(handle, content)
            if durable:
                _verify(handle, content, temporary)
            before_rename(handle)
        if in_place:
            _write_in_place(target, temporary, data)
        else:
            os.replace(temporary, target)
        failed.pop_all()
    if durable:
        sync_directory(target.parent)
    _discard(spare_of(target))  # also one that a killed writer left


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def _status(target: Path) -> os.stat_result | None:
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFileError(errno.EINVAL, "not an ordinary file", str(target))
    return status


@contextlib.contextmanager
def _created(temporary: Path, mode: int) -> Iterator[int]:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(temporary)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(temporary, flags, mode)
    try:
        yield handle
    finally:
        os.close(handle)


def _verify(handle: int, data: bytes, temporary: Path) -> None:
    """Sync the file and compare what it holds. Raises OSError."""
    _sync(handle)
    os.lseek(handle, 0, os.SEEK_SET)
    if read_all(handle, len(data)) != data:
        raise OSError(errno.EIO, "what was read back is not what was written", str(temporary))


def _copy_attributes(handle: int, model: Path) -> None:
    like, new = _status(model), os.fstat(handle)
    if like is None:
        return
    if (new.st_uid, new.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(PermissionError):  # only root may change the owner
            os.fchown(handle, like.st_uid, like.st_gid)
    os.fchmod(handle, stat.S_IMODE(like.st_mode))
    _copy_extended_attributes(handle, model)


def _copy_extended_attributes(handle: int, model: Path) -> None:
    """Copy the extended attributes of `model`, including its access list.

    Called after the mode is set, which would narrow the list. A failure is ignored: a file system
    may have no attributes, and some belong to the system.
    """
    if sys.platform != "linux":  # Python has these functions on Linux only
        return
    try:
        wanted = {name: os.getxattr(model, name) for name in os.listxattr(model)}
        present = os.listxattr(handle)
    except OSError:
        return
    for name in present:
        if name not in wanted:  # the directory's default access list
            with contextlib.suppress(OSError):
                os.removexattr(handle, name)
    for name, value in wanted.items():
        with contextlib.suppress(OSError):
            os.setxattr(handle, name, value)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _write_in_place(target: Path, framed: Path, data: bytes) -> None:
    """Write through the file's own inode; the file `framed` is complete after a crash."""
    os.replace(framed, spare_of(target))
    sync_directory(target.parent)
    handle = os.open(target, os.O_RDWR | os.O_CLOEXEC)
    try:
        _write_all(handle, data)
        os.ftruncate(handle, len(data))
        _sync(handle)
    finally:
        os.close(handle)


def _framed(old: bytes, new: bytes) -> bytes:
    """The contents of a spare file."""
    return b"%s%d\n%s%s" % (_FRAME, len(old), old, new)


def recover(path: Path) -> bytes | None:
    """`guarded.read`, also while a file is written in place and after that was cut off."""
    spare = spare_of(Path(os.path.realpath(path)))
    before, data, after = _read_spare(spare), read(path), _read_spare(spare)
    if before != after:  # a write in place has begun or ended meanwhile
        data, after = read(path), _read_spare(spare)
    return data if data is None or after is None else completed(data, after)


def _read_spare(spare: Path) -> bytes | None:
    return read(spare, 2 * LARGEST + len(_FRAME) + 20)


def completed(data: bytes, spare: bytes) -> bytes:
    """The new contents in `spare` if the file's `data` come from a write that was cut off.

    Each byte is then the old or the new one at its place. Anything else was written by another
    program since: it counts, and the spare file is obsolete.
    """
    size, _, both = spare.removeprefix(_FRAME).partition(b"\n")
    if not spare.startswith(_FRAME) or not size.isdigit() or len(size) > _MOST_DIGITS:
        return data
    old, new = both[: int(size)], both[int(size) :]
    if len(data) > max(len(old), len(new)):
        return data
    shorter, longer = sorted((old, new), key=len)
    end = min(len(shorter), len(data))
    mixed = all(
        data[at : at + _BLOCK] in (old[at : at + _BLOCK], new[at : at + _BLOCK])
        or all(
            byte in (one, other)
            for byte, one, other in zip(
                *(each[at : min(at + _BLOCK, end)] for each in (data, old, new)), strict=True
            )
        )
        for at in range(0, end, _BLOCK)
    )
    rest = data[len(shorter) :].rstrip(b"\0")  # zeros: a longer file whose bytes are not on disk
    return new if mixed and longer[len(shorter) :].startswith(rest) else data


def spare_of(target: Path) -> Path:
    """The path of both contents while a file with several hard links is written in place."""
    return _beside(target, "whole")


def _beside(target: Path, suffix: str) -> Path:
    """A hidden path in the same directory, short even where the target's name is long."""
    digest = sha256(os.fsencode(target.name))[:16]
    return target.with_name(f"{_TEMPORARY}{digest}.{suffix}")


def sweep(path: Path) -> None:
    """Remove temporary files that killed writers of `path` left. Only under the lock."""
    target = Path(os.path.realpath(path))
    for temporary in target.parent.glob(_beside(target, "*.tmp").name):
        _discard(temporary)


def _sync(handle: int) -> None:
    if hasattr(fcntl, "F_FULLFSYNC"):  # macOS: fsync alone does not empty the cache of the drive
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
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # not every file system can
            raise
    finally:
        os.close(handle)
