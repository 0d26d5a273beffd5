"""`timeline`: the times that articles name, in order."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from newsreader.commands.open_library import opened_library
from newsreader.commands.output import say, write, write_objects
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.library.timeline import Event, Timeline


def print_timeline(arguments: Namespace) -> int:
    """Print a line for each time; returns 1 if there is none. Raises SourceError."""
    with closing(Index.open(index_path())) as index:
        library = opened_library(arguments, index)
        timeline = Timeline(library, library.entries)
        for _step in timeline.steps():
            pass
        failed = any(entry.problem for entry in library.entries)
    events = timeline.in_order()
    if arguments.csv:
        write(timeline.files()[0].text())
    elif arguments.json:
        write_objects(map(_json_object, events), lines=True)
    else:
        for event in events:
            doubt = "" if event.certain else "?"
            sentence = " ".join(event.sentence.split())
            say(f"{event.period.iso}{doubt} {event.entry.path}: {sentence}")
    return int(failed or not events)


def _json_object(event: Event) -> dict[str, object]:
    entry, period = event.entry, event.period
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "certain": event.certain,
        "words": event.words,
        "sentence": event.sentence,
        "start": event.start,
        **entry.facts,
    }
