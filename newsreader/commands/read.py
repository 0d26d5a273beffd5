"""Reading: an article on the screen; on paper, with its marks, where there is no terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article.loader import STANDARD_INPUT
from newsreader.commands.command_table import COMMANDS
from newsreader.errors import UsageError
from newsreader.locale import _

if TYPE_CHECKING:
    from argparse import Namespace

    from newsreader.analysis.service import Service
    from newsreader.settings.settings import Settings

    Show = Callable[[Namespace, Callable[[], Service]], int]


def read(arguments: Namespace) -> int:
    """Open what was named on the screen, or print it where standard output is no terminal."""
    if arguments.tutorial:
        from newsreader.tutorial import tutorial  # noqa: PLC0415 (few ask for it)

        arguments.files = [str(tutorial())]
    elif not arguments.files:
        raise UsageError(_("Name an article or a folder to read; --tutorial shows how to."))
    elif near := _command_like(arguments.files[0]):
        told = _("There is no file {name}; did you mean the command {near}?")
        raise UsageError(told.format(name=arguments.files[0], near=near))
    if not sys.stdout.isatty():
        from newsreader.commands.plain_output import print_articles  # noqa: PLC0415 (not for the screen)

        return print_articles(arguments)
    from newsreader.tui.startup import garbage  # noqa: PLC0415

    garbage.pause()
    with ExitStack() as stack:
        show = _browse() if holds_many(arguments.files) else _sit()
        return show(arguments, lambda: stack.enter_context(closing(_helper(arguments.settings))))


def holds_many(files: Sequence[str]) -> bool:
    """Whether a library opens: for several files, and for a folder."""
    if STANDARD_INPUT in files and len(files) > 1:
        raise UsageError(_("Standard input is one article; name it alone."))
    return len(files) > 1 or Path(files[0]).is_dir()


# Each loads what it needs and no more: the first page of an article comes sooner without a library.
def _sit() -> Show:
    from newsreader.commands.launch_reader import launch_reader  # noqa: PLC0415

    return launch_reader


def _browse() -> Show:
    from newsreader.commands.launch_library import launch_library  # noqa: PLC0415

    return launch_library


def _command_like(name: str) -> str:
    """The command that is meant by `name`, where nothing is called so; "" for none."""
    if os.path.exists(name):  # noqa: PTH110 (a Path costs more, and this is the way to the page)
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 (only for who mistyped)

    return "".join(get_close_matches(name, filter(None, COMMANDS), n=1, cutoff=0.75))


def _helper(settings: Settings) -> Service:
    """The helper process, which gets ready while everything else is imported."""
    # After the first page: what this loads, and what it starts, is not needed for that.
    from newsreader.analysis.service import Service  # noqa: PLC0415
    from newsreader.directories import directories  # noqa: PLC0415
    from newsreader.tui.startup.lean_imports import import_without_optional  # noqa: PLC0415

    if settings.quick:
        import_without_optional()
    return Service.start(settings.engine, directories().lexicon)
