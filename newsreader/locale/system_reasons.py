"""Reasons of the system and of libraries that a user can see, for extraction to find them.

They are the words of `OSError.strerror` in the C libraries of Linux and macOS, of SQLite, and of
the module regex.
"""

from __future__ import annotations

from newsreader.locale import _


def words() -> list[str]:
    """The usual reasons why a file, a program or a network cannot be used."""
    return [
        _("Permission denied"),
        _("Operation not permitted"),
        _("No such file or directory"),
        _("File exists"),
        _("Not a directory"),
        _("Is a directory"),
        _("Directory not empty"),
        _("No space left on device"),
        _("Disk quota exceeded"),
        _("Read-only file system"),
        _("File name too long"),
        _("File too large"),
        _("Too many levels of symbolic links"),
        _("Too many open files"),
        _("Too many open files in system"),
        _("Input/output error"),
        _("Device or resource busy"),
        _("Text file busy"),
        _("Invalid argument"),
        _("Invalid cross-device link"),
        _("No such device"),
        _("No such device or address"),
        _("Stale file handle"),
        _("Operation not supported"),
        _("Exec format error"),
        _("Argument list too long"),
        _("Cannot allocate memory"),
        _("Resource temporarily unavailable"),
        _("Resource deadlock avoided"),
        _("No locks available"),
        _("Broken pipe"),
        *_of_networks(),
        *_of_other_libraries(),
        *_of_sqlite(),
        *_of_patterns(),
    ]


def _of_networks() -> list[str]:
    return [
        _("Connection refused"),
        _("Connection reset by peer"),
        _("Connection timed out"),
        _("Network is unreachable"),
        _("No route to host"),
        _("Name or service not known"),
        _("Temporary failure in name resolution"),
        _("All connection attempts failed"),
    ]


def _of_other_libraries() -> list[str]:
    """Where macOS or musl say it in other words than glibc."""
    return [
        _("Disc quota exceeded"),
        _("Filename too long"),
        _("Symbolic link loop"),
        _("I/O error"),
        _("Resource busy"),
        _("No file descriptors available"),
        _("Out of memory"),
        _("nodename nor servname provided, or not known"),
    ]


def _of_sqlite() -> list[str]:
    return [
        _("database or disk is full"),
        _("unable to open database file"),
        _("attempt to write a readonly database"),
        _("disk I/O error"),
        _("database disk image is malformed"),
        _("file is not a database"),
    ]


def _of_patterns() -> list[str]:
    return [
        _("missing )"),
        _("unbalanced parenthesis"),
        _("unterminated character set"),
        _("multiple repeat"),
        _("nothing to repeat"),
        _("min repeat greater than max repeat"),
        _("bad character range"),
        _("bad escape (end of pattern)"),
        _("bad escape"),
        _("missing group name"),
        _("missing >"),
        _("unknown extension"),
        _("unknown group"),
        _("unknown property"),
        _("invalid group reference"),
        _("duplicate group"),
    ]
