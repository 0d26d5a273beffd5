"""Notes: `list` and `grep`, the highlights and notes of many articles, a line each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator

from newsreader.commands.output import say, write_objects
from newsreader.commands.sources import Opened, Sources
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.text.search import Query

Keeps = Callable[[str], bool]


def list_notes(arguments: Namespace) -> int:
    """Print every highlight; 1 when an article could not be opened."""
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    _print(_found(sources), arguments, several=sources.several)
    return int(sources.failed)


def grep_notes(arguments: Namespace) -> int:
    """Print the highlights that hold the pattern in quote, note or tag; 1 when there are none."""
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    count = _print(_found(sources, _keeps(arguments.pattern)), arguments, several=sources.several)
    return int(sources.failed or not count)


def _keeps(pattern: str) -> Keeps:
    query = Query(pattern)
    return lambda text: bool(query.spans(text, 0, len(text)))


def _found(
    sources: Iterable[Opened], keeps: Keeps | None = None
) -> Iterator[tuple[Opened, Notebook, list[Highlight]]]:
    for opened in sources:
        notebook = opened.notebook()
        highlights = [
            highlight
            for highlight in notebook.in_order()
            if keeps is None
            or any(keeps(words) for words in (highlight.quote, highlight.note, *highlight.tags))
        ]
        yield opened, notebook, highlights


def _print(
    found: Iterable[tuple[Opened, Notebook, list[Highlight]]],
    arguments: Namespace,
    *,
    several: bool,
) -> int:
    """How many highlights were printed."""
    count = 0
    for opened, notebook, highlights in found:
        count += len(highlights)
        if arguments.json:
            write_objects([_object(opened, notebook, highlights)], lines=several)
            continue
        for highlight in highlights:
            say(_line(opened, highlight))
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


def _object(opened: Opened, notebook: Notebook, highlights: list[Highlight]) -> dict[str, object]:
    return {
        "file": opened.name,
        "title": opened.article.title,
        "note": notebook.note,
        "highlights": [
            {
                "id": highlight.id,
                "paragraph": _paragraph(opened, highlight),
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
            for highlight in highlights
        ],
    }
