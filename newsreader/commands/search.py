"""`search`: the articles and notes that match a query, a line for each place."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from functools import partial

from newsreader.commands.kwic import print_kwic
from newsreader.commands.list_and_grep import note_line
from newsreader.commands.open_library import opened_library
from newsreader.commands.output import complain, say, write_objects
from newsreader.errors import UsageError
from newsreader.library.full_text import articles_with, notes_on_names
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.library.library import Library
from newsreader.library.search import Found, Hit
from newsreader.locale import _
from newsreader.notebook.colour import colour_meanings
from newsreader.notebook.query_item import note_query
from newsreader.text.query_expression import Expression, Field, QueryWords, has_field


def search(arguments: Namespace) -> int:
    """Print every place; returns 1 if there is none. Raises SearchError, SourceError."""
    expression = note_query(arguments.query, colour_meanings(arguments.settings.colours))
    if arguments.csv and not arguments.kwic:
        raise UsageError(_("--csv needs --kwic."))
    with closing(Index.open(index_path())) as index:
        library = opened_library(arguments, index)
        if has_field(expression, Field.SAID) or has_field(expression, Field.NAME):
            _warn_of_unread(library)
        if arguments.kwic:
            count = print_kwic(library, arguments)
        else:
            explain = partial(_explain, arguments.query)
            count = print_found(
                articles_with(library, arguments.query, library.entries, explain), arguments
            )
            count += _print_notes_on_names(library, arguments)
        failed = any(entry.problem for entry in library.entries)
    return int(failed or not count)


def _explain(query: str, reading: Expression) -> None:
    """Say on standard error if the letters of `query` were taken as initials."""
    if isinstance(reading, QueryWords) and reading.are_initials_of(query):
        message = _("“{query}” is found nowhere; these are words with such initials in pinyin.")
        complain(message.format(query=query.strip()))


def _print_notes_on_names(library: Library, arguments: Namespace) -> int:
    """Print the notes on names that match, after the articles; returns how many."""
    found, path = notes_on_names(library, arguments.query), str(library.names_file.path)
    if arguments.json:
        write_objects(({"file": path, **each._asdict()} for each in found), lines=True)
    else:
        for each in found:
            say(f"{path}: {note_line(each.name, each.note, ())}")
    return len(found)


def _warn_of_unread(library: Library) -> None:
    """Say that a name may be missing, as long as not all articles were read for names."""
    done, every = library.analysed()
    if done < every:
        message = _("{done} of {every} articles are read for names; the library reads the others.")
        complain(message.format(done=done, every=every))


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
            yield _json_object(each)

    write_objects(objects(), lines=True)
    return count


def _json_object(found: Found) -> dict[str, object]:
    entry = found.entry
    return {
        **entry.facts,
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
