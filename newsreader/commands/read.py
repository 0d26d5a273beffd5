"""Reading, the command without a name: on the screen, or as plain text without a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
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
    """Open the files on the screen, or print them if standard output is not a terminal."""
    if arguments.tutorial:
        from newsreader.tutorial import tutorial  # noqa: PLC0415 (rarely needed)

        arguments.files = [str(tutorial())]
    elif arguments.paste is not None or not arguments.files:
        if not sys.stdout.isatty():
            raise UsageError(_("Name an article or a folder to read; --tutorial shows how to."))
        from newsreader.commands import default_files  # noqa: PLC0415 (not for an article)

        if not default_files.choose_files(arguments):
            return 0
    elif any(map(_is_address, arguments.files)):
        from newsreader.commands.fetch import fetch  # noqa: PLC0415 (not for a file)

        arguments.files = [fetch(name) if _is_address(name) else name for name in arguments.files]
    elif near := _command_like(arguments.files[0]):
        message = _("There is no file {name}; did you mean the command {near}?")
        raise UsageError(message.format(name=arguments.files[0], near=near))
    if not sys.stdout.isatty():
        from newsreader.commands.plain_output import print_articles  # noqa: PLC0415 (not for the screen)

        return print_articles(arguments)
    from newsreader.tui.startup import garbage  # noqa: PLC0415

    garbage.pause()
    with ExitStack() as stack:
        several = arguments.recent or opens_library(arguments.files)
        show = _library() if several else _reader()
        return show(arguments, lambda: stack.enter_context(closing(_helper(arguments.settings))))


def opens_library(files: Sequence[str]) -> bool:
    """Whether `files` open as a library: several files, or a folder. Raises UsageError."""
    if STANDARD_INPUT in files and len(files) > 1:
        raise UsageError(_("Standard input is one article; name it alone."))
    return len(files) > 1 or os.path.isdir(files[0])  # noqa: PTH112 (Path's own may raise)


def _is_address(name: str) -> bool:
    """Whether `name` is an address on the web, not the name of a file."""
    return name.lower().startswith(("http://", "https://"))


# Each is imported only if it is used, so that the first page of an article comes sooner.
def _reader() -> Show:
    from newsreader.commands.launch_reader import launch_reader  # noqa: PLC0415

    return launch_reader


def _library() -> Show:
    from newsreader.commands.launch_library import launch_library  # noqa: PLC0415

    return launch_library


def _command_like(name: str) -> str:
    """The command with a name like `name` if there is no such file, else ""."""
    if os.path.exists(name):  # noqa: PTH110 (faster than Path)
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 (rarely needed)

    return "".join(get_close_matches(name, filter(None, COMMANDS), n=1, cutoff=0.75))


def _helper(settings: Settings) -> Service:
    """Start the helper process, which gets ready while other modules are imported."""
    # Called after the first page, which does not need these modules.
    from newsreader.analysis.service import Service  # noqa: PLC0415
    from newsreader.directories import directories  # noqa: PLC0415
    from newsreader.tui.startup.lean_imports import import_without_optional  # noqa: PLC0415

    if settings.quick:
        import_without_optional()
    return Service.start(settings.engine, directories().lexicon)
