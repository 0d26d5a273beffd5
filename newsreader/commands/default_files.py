"""What is opened when no article is named: a paste, the last library, or what was read last."""

from __future__ import annotations

import os
from argparse import Namespace
from itertools import islice
from pathlib import Path

from newsreader.commands.output import say
from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.library.article_files import articles_in
from newsreader.library.new_article import ARTICLES
from newsreader.locale import _, reason_of
from newsreader.state import State
from newsreader.user_paths import is_file, is_folder

_MOST_RECENT = 50


def choose_files(arguments: Namespace) -> bool:
    """Set the files of `arguments`; False if there are none, and how to begin is printed.

    Raises SourceError if the folder for a paste cannot be used.
    """
    state = State.open()
    if arguments.paste is not None:
        arguments.files = [str(paste_folder(arguments.paste, state))]
        return True
    arguments.files = _last_library(state)
    if not arguments.files:
        arguments.files, arguments.recent = _recent_articles(state), True
    if not arguments.files:
        _explain()
    return bool(arguments.files)


def _last_library(state: State) -> list[str]:
    """The files and folders of the last library, [] if there is no article in them."""
    roots = [root for root in map(Path, state.last_library()) if os.path.lexists(root)]
    try:
        found = any(not is_folder(root) or articles_in(root) for root in roots)
    except SourceError:
        return []
    return list(map(str, roots)) if found else []


def _recent_articles(state: State) -> list[str]:
    """The articles that were read last and are still there, the last one first."""
    names = list(reversed(state.places()))
    if is_folder(own := _articles_folder()):
        names += map(str, articles_in(own))
    found = (name for name in dict.fromkeys(names) if _is_article(Path(name)))
    return list(islice(found, _MOST_RECENT))


def _is_article(path: Path) -> bool:
    """Whether it is a file; the key of a text from standard input is a hash, not a path."""
    return path.is_absolute() and is_file(path)


def _articles_folder() -> Path:
    """The folder for articles that have no other one."""
    return directories().data / ARTICLES


def paste_folder(name: str, state: State) -> Path:
    """The folder `name`, else that of the last library, else our own. Raises SourceError."""
    folders = [Path(name)] if name else [*map(Path, state.last_library()), _articles_folder()]
    folder = next((folder for folder in folders if is_folder(folder)), folders[-1])
    try:
        folder.mkdir(parents=not name, exist_ok=True)
    except OSError as error:
        message = _("The folder {folder} cannot be used ({why}); name another one.")
        raise SourceError(message.format(folder=folder, why=reason_of(error))) from error
    return folder


def _explain() -> None:
    """Print how to begin."""
    say(_("Nothing was read yet. To begin:"))
    for command, words in (
        ("newsreader FILE", _("opens an article")),
        ("newsreader FOLDER", _("opens all articles of a folder")),
        ("newsreader --paste", _("saves a text from the clipboard, and opens it")),
        ("newsreader --tutorial", _("opens an article that teaches by doing")),
    ):
        say(f"  {command:<23}{words}")
