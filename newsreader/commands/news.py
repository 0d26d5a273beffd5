"""`news`: what is new in a folder about the names on the watch list."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from newsreader.commands.open_library import opened_library
from newsreader.commands.search import print_found
from newsreader.errors import UsageError
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.full_text import articles_with
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.library.list_order import ListOrder, arranged
from newsreader.locale import _
from newsreader.state import State
from newsreader.text.query_days import day_of

LAST = "last"


def news(arguments: Namespace) -> int:
    """Print every sentence that names an entry of the watch list; returns 1 if there is none.

    Raises UsageError, SearchError, SourceError.
    """
    watch = arguments.settings.watch
    if not watch:
        raise UsageError(
            _("The watch list is empty: name what you follow in the settings (watch).")
        )
    state = State.open()
    roots = [str(Path(name).absolute()) for name in arguments.files]
    is_new = _since(arguments.since, state, roots)
    with closing(Index.open(index_path())) as index:
        library = opened_library(arguments, index)
        now = time.time()  # after the scan, which may have seen articles just now
        entries = [entry for entry in library.entries if entry.watched and is_new(entry)]
        query = " OR ".join(f'"{name.replace(chr(34), " ")}"' for name in watch)
        found = articles_with(library, query, arranged(entries, ListOrder.DATE))
        count = print_found(found, arguments)
    if arguments.since == LAST:
        state.remember_news(roots, now)
    return int(not count)


def _since(words: str, state: State, roots: Sequence[str]) -> Callable[[ArticleEntry], bool]:
    """Whether an article is new: first seen since the last time, or published since a day.

    Raises SearchError.
    """
    if words == LAST:
        last = min((state.last_news(root) for root in roots), default=0.0)
        return lambda entry: entry.seen > last
    day = day_of(words)
    return lambda entry: (entry.day or date.fromtimestamp(entry.seen).isoformat()) >= day
