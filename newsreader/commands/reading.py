"""Reading: an article on the screen; on paper, with its marks, where there is no terminal."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing

from newsreader.analysis.service import Service
from newsreader.directories import directories
from newsreader.errors import UsageError
from newsreader.locale import _
from newsreader.tutorial import tutorial


def read(arguments: Namespace) -> int:
    """Open what was named on the screen, or print it where standard output is no terminal."""
    if arguments.tutorial:
        arguments.files = [str(tutorial())]
    elif not arguments.files:
        raise UsageError(_("Name an article or a folder to read; --tutorial shows how to."))
    if not sys.stdout.isatty():
        from newsreader.commands.paper import print_articles  # noqa: PLC0415 (not for the screen)

        return print_articles(arguments)
    with closing(Service.start(lexicon=directories().lexicon)) as service:
        # Only now: the helper process gets ready while everything else is imported.
        from newsreader.commands.sitting import sit  # noqa: PLC0415

        return sit(arguments, service)
