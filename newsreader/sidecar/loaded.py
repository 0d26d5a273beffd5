"""The result of loading a notebook, with messages for the reader."""

from __future__ import annotations

from concurrent.futures import Future
from typing import NamedTuple

from newsreader.notebook.notebook import Notebook


class Loaded(NamedTuple):
    """A notebook as found on disk. `problems` are sentences for the reader.

    `rest` is set while the notes are still being read; its result replaces this value. `moved`:
    the highlights were saved on another text. `joined`: copies were merged, so the notebook differs
    from the file until the next save. `gone` is a sentence for the reader if the file was removed.
    """

    notebook: Notebook
    problems: tuple[str, ...] = ()
    read_only: bool = False
    rest: Future[Loaded] | None = None
    moved: bool = False
    joined: bool = False
    gone: str = ""
