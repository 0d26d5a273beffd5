"""Asks for the name of a new file, whose suffix says the format, and writes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.formats.output_files import Existing, write_text
from newsreader.library.new_article import free_path
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ScreenContext
from newsreader.user_paths import typed_path


class NewFile(NamedTuple):
    """What is asked for, the name of the contents, and the suffixes of the formats.

    `text` makes the text in the format of a suffix, on a thread; `done` says afterwards what is in
    the file.
    """

    title: str
    contents: str
    suffixes: Collection[str]
    text: Callable[[str], str]
    done: Callable[[Path], str]


def ask_for_file(context: ScreenContext, file: NewFile, folder: Path, name: str) -> None:
    """Ask where to write `file`; a free name in `folder` is offered, made of `name`, that of
    its articles, the contents and the first suffix.
    """

    def submitted(words: str) -> None:
        target = typed_path(words)
        if target.suffix.lower() in file.suffixes:
            context.run_in_background(partial(_write, context, file, target))
        elif words.strip():
            message = _("The name of the file ends in {suffixes}.")
            context.say(message.format(suffixes=_(", ").join(file.suffixes)), warning=True)

    first = next(iter(file.suffixes))
    context.bar.prompt(
        file.title,
        clean_line(str(free_path(name, folder, f".{file.contents}{first}"))),
        on_submit=submitted,
        placeholder=", ".join(f"{file.contents}{suffix}" for suffix in file.suffixes),
    )


async def _write(context: ScreenContext, file: NewFile, target: Path) -> None:
    def work() -> None:
        write_text(target, file.text(target.suffix.lower()), Existing.REFUSE)

    try:
        await asyncio.to_thread(work)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
    else:
        context.say(file.done(target))
