"""Notes: `list` and `grep`, the highlights and notes of many articles, a line each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from newsreader.commands.output import say, write_objects
from newsreader.commands.sources import Opened, Sources
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight
from newsreader.text.search import Query

Keeps = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be printed of one article; `note` is the one on the whole of it."""

    opened: Opened
    note: str
    highlights: list[Highlight]


def list_notes(arguments: Namespace) -> int:
    """Print every highlight and note; 1 when an article could not be opened."""
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    _print(_found(sources), arguments, several=sources.several)
    return int(sources.failed)


def grep_notes(arguments: Namespace) -> int:
    """Print what holds the pattern in quote, note or tag; 1 when there is nothing."""
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    count = _print(_found(sources, _keeps(arguments.pattern)), arguments, several=sources.several)
    return int(sources.failed or not count)


def _keeps(pattern: str) -> Keeps:
    query = Query(pattern)
    return lambda text: bool(query.spans(text, 0, len(text)))


def _found(sources: Iterable[Opened], keeps: Keeps | None = None) -> Iterator[Found]:
    for opened in sources:
        notebook = opened.notebook()
        highlights = [
            highlight
            for highlight in notebook.in_order()
            if keeps is None
            or any(keeps(words) for words in (highlight.quote, highlight.note, *highlight.tags))
        ]
        note = notebook.note if keeps is None or keeps(notebook.note) else ""
        yield Found(opened, note, highlights)


def _print(found: Iterable[Found], arguments: Namespace, *, several: bool) -> int:
    """How many highlights and notes on whole articles were printed."""
    count = 0
    for each in found:
        count += len(each.highlights) + bool(each.note)
        if arguments.json:
            write_objects([_object(each)], lines=several)
            continue
        if each.note:
            whole = _("article")
            say(f"{each.opened.name}:{whole}: {' '.join(each.note.split())}")
        for highlight in each.highlights:
            say(_line(each.opened, highlight))
    return count


def _line(opened: Opened, highlight: Highlight) -> str:
    """`file:paragraph: quote – note #tag`; an orphan has no paragraph."""
    place = _paragraph(opened, highlight)
    words = " ".join(highlight.quote.split())
    if highlight.note:
        words += " – " + " ".join(highlight.note.split())
    tags = "".join(f" #{tag}" for tag in highlight.tags)
    return f"{opened.name}:{place or _('orphan')}: {words}{tags}"


def _paragraph(opened: Opened, highlight: Highlight) -> int | None:
    """Counted from 1, as people and editors do."""
    if not highlight.shown:
        return None
    return opened.article.paragraphs.at(highlight.anchor.start) + 1


def _object(found: Found) -> dict[str, object]:
    return {
        "file": found.opened.name,
        "title": found.opened.article.title,
        "note": found.note,
        "highlights": [
            {
                "id": highlight.id,
                "paragraph": _paragraph(found.opened, highlight),
                "start": highlight.anchor.start,
                "end": highlight.anchor.end,
                "quote": highlight.quote,
                "colour": highlight.colour.value,
                "tags": list(highlight.tags),
                "note": highlight.note,
                "state": highlight.state.value,
                "created": highlight.created.isoformat(),
                "modified": highlight.modified.isoformat(),
            }
            for highlight in found.highlights
        ],
    }
