"""`search`: the articles and notes that match a query, a line for each place."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from newsreader.commands.kwic import print_kwic
from newsreader.commands.notes import note_line
from newsreader.commands.output import complain, say, write_objects
from newsreader.commands.progress import TerminalProgress
from newsreader.directories import directories
from newsreader.errors import SourceError, UsageError
from newsreader.library.index import Index, index_path
from newsreader.library.library import Library
from newsreader.library.search import Found, Hit
from newsreader.locale import _
from newsreader.notebook.colour import colour_meanings
from newsreader.state import State
from newsreader.text.query_language import parse


def search(arguments: Namespace) -> int:
    """Print every place; returns 1 if there is none. Raises SearchError, SourceError."""
    parse(arguments.query)
    if arguments.csv and not arguments.kwic:
        raise UsageError(_("--csv needs --kwic."))
    with closing(Index(index_path())) as index:
        library = opened_library(arguments, index)
        if arguments.kwic:
            count = print_kwic(library, arguments)
        else:
            count = print_found(library.search(arguments.query, library.entries), arguments)
        failed = any(entry.problem for entry in library.entries)
    return int(failed or not count)


def opened_library(arguments: Namespace, index: Index) -> Library:
    """The library of `arguments.files`, after a scan; prints which articles cannot be read.

    Raises SourceError.
    """
    settings = arguments.settings
    library = Library(
        [Path(name) for name in arguments.files],
        index,
        State(),
        directories().data,
        settings.watch,
        colour_meanings(settings.colours),
    )
    with TerminalProgress(_("Reading"), _("Nothing was searched.")) as progress:
        for _step in library.scan(lambda done, every: progress.update(done / max(1, every))):
            pass
    if not library.entries:
        message = _("There is no article in {folder}; articles are files named .txt or .md.")
        raise SourceError(message.format(folder=", ".join(arguments.files)))
    for entry in library.entries:
        if entry.problem:
            complain(entry.problem)
    return library


def print_found(found: Iterator[Found], arguments: Namespace) -> int:
    """Print what was found as lines or JSON; returns how many lines or objects."""
    return _print_json(found) if arguments.json else sum(map(_print, found))


def _print(found: Found) -> int:
    """Print the places in one article, or its title; returns how many lines."""
    lines = [_words(hit) for hit in found.hits] or [found.entry.name]
    for line in lines:
        say(f"{found.entry.path}: {line}")
    return len(lines)


def _words(hit: Hit) -> str:
    if hit.excerpt is None:
        return " ".join(hit.sentence.split())
    return note_line(hit.excerpt.quote, hit.excerpt.note, hit.excerpt.tags)


def _print_json(found: Iterator[Found]) -> int:
    """Print an object on a line for each article; returns how many."""
    count = 0

    def objects() -> Iterator[object]:
        nonlocal count
        for each in found:
            count += 1
            yield _object(each)

    write_objects(objects(), lines=True)
    return count


def _object(found: Found) -> dict[str, object]:
    entry = found.entry
    return {
        "file": str(entry.path),
        "title": entry.title or None,
        "source": entry.source or None,
        "published": entry.day or None,
        "hits": [
            {
                "start": hit.start,
                "sentence": hit.sentence,
                "marks": [[mark.start, mark.end] for mark in hit.marks],
            }
            for hit in found.hits
            if hit.excerpt is None
        ],
        "highlights": [
            {
                "id": hit.excerpt.id,
                "start": hit.start,
                "quote": hit.excerpt.quote,
                "note": hit.excerpt.note,
                "tags": list(hit.excerpt.tags),
                "colour": hit.excerpt.colour.value,
            }
            for hit in found.hits
            if hit.excerpt is not None
        ],
    }
