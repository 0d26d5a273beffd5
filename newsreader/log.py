"""A small rotating log in the state directory, for reports of faults.

It never holds text of an article or a note. The message of an exception may quote both, so a fault
is written as types and code positions only.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from types import TracebackType

from newsreader.directories import directories

LIMIT = 128 << 10
"""Bytes of the log at most; then it becomes `newsreader.log.1`, in the place of an older one."""

FRAMES = 40
"""Code positions of one exception, at most: the first and the last ones of a deep recursion."""

_DEBUG, _ERROR = 10, 40  # the levels of `logging`, which is loaded with the first record
_debugging = False


def enable_debug() -> None:
    """Write the records of `debug` from now on; `--debug` does this."""
    global _debugging  # noqa: PLW0603 (one switch for the process, as the log is one)
    _debugging = True


def debug(message: str, *values: object) -> None:
    """Write `message % values` if --debug is set; a log that cannot be written is no error.

    `values` are numbers, names of files and the like, never text of an article or a note.
    """
    if _debugging:
        _write(_DEBUG, message, values)


def fault(error: BaseException) -> bool:
    """Write where `error` came from; returns whether the log could be written."""
    return fault_trace(trace_of(error))


def fault_trace(trace: str) -> bool:
    """Write a `trace_of` from another process; returns whether the log could be written."""
    return _write(_ERROR, "%s", (trace[: LIMIT // 8],))


def trace_of(error: BaseException) -> str:
    """The type of `error` and of its causes, each with its `file:line:function`, innermost last."""
    lines: list[str] = []
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        number = getattr(each, "errno", None)
        lines.append(type(each).__qualname__ + (f" (errno {number})" if number else ""))
        lines.extend(f"  {position}" for position in _positions(each.__traceback__))
        before = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
        parts = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
        waiting.extend(cause for cause in (before, *parts) if cause is not None)
    return "\n".join(lines)


def _positions(traceback: TracebackType | None) -> list[str]:
    found: list[str] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        # The last three parts identify a module and do not show whose home directory it is in.
        file = "/".join(PurePath(code.co_filename).parts[-3:])
        found.append(f"{file}:{traceback.tb_lineno}:{code.co_qualname}")
        traceback = traceback.tb_next
    half = FRAMES // 2
    return found if len(found) <= FRAMES else [*found[:half], "...", *found[-half:]]


def _write(level: int, message: str, values: tuple[object, ...]) -> bool:
    """Append one record. The file is opened for each: several processes write to it and rotate it.

    Returns False if the file cannot be written.
    """
    import logging  # noqa: PLC0415 (most starts log nothing)
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415

    class Handler(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802
            """Raise: the handler of the library prints on standard error, which is the screen."""
            raise  # noqa: PLE0704

    record = logging.LogRecord("newsreader", level, "", 0, message, values, None)
    line = "%(asctime)s %(process)d %(levelname)s +%(relativeCreated)d ms %(message)s"
    try:
        path = _prepared(directories().log)
        handler = Handler(path, "a", LIMIT, 1, "utf-8", errors="backslashreplace")
        try:
            handler.setFormatter(logging.Formatter(line))
            handler.emit(record)
        finally:
            handler.close()
    except (OSError, RuntimeError):  # Path.expanduser and platformdirs raise it without a home
        return False
    return True


def _prepared(path: Path) -> Path:
    """`path`, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    return path
