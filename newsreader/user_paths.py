"""Paths that a user names. Questions about them never raise, as those of `Path` do for some.

These are names that are too long, and folders that may not be searched.
"""
# ruff: noqa: PTH111, PTH112, PTH113

from __future__ import annotations

import os
from pathlib import Path


def typed_path(words: str) -> Path:
    """The path that is typed; `~name` stays as it is if there is no such user."""
    return Path(os.path.expanduser(words.strip()))


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder at `path`, or a link to one."""
    return os.path.isdir(path)


def is_file(path: str | Path) -> bool:
    """Whether there is an ordinary file at `path`, or a link to one."""
    return os.path.isfile(path)


def names_in(folder: str | Path) -> list[str]:
    """The names in `folder` in order, those of folders with a slash; none if it is unreadable."""
    try:
        with os.scandir(folder) as found:
            return sorted(each.name + (os.sep if is_folder(each.path) else "") for each in found)
    except (OSError, ValueError):
        return []
