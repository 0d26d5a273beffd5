"""Loaded: a notebook as it was found on disk, and what the reader is to be told of that."""

from __future__ import annotations

from concurrent.futures import Future
from typing import NamedTuple

from newsreader.notebook.notebook import Notebook


class Loaded(NamedTuple):
    """A notebook as it was found. `problems` are sentences for the reader.

    `rest` will hold the notes, where they are still being read and this is only the beginning.
    `moved` when the highlights were found again in another text than they were saved on, `joined`
    when copies were merged in, which the file does not hold before the next save. `gone` is a
    sentence for the reader where the file was there before, and is no more.
    """

    notebook: Notebook
    problems: tuple[str, ...] = ()
    read_only: bool = False
    rest: Future[Loaded] | None = None
    moved: bool = False
    joined: bool = False
    gone: str = ""
