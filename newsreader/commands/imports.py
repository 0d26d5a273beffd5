"""`import`: highlights of another program, placed in the article."""

from __future__ import annotations

import errno
import os
import uuid
from argparse import Namespace
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from newsreader.anchoring.resolve import PLACE, REVIEW, place
from newsreader.article.article import Article
from newsreader.commands.output import complain, say
from newsreader.commands.sources import open_source
from newsreader.errors import FormatError, SourceError, UsageError
from newsreader.files import guarded
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.formats.registry import importer_named, read_any
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.notebook.merge import merge_text
from newsreader.notebook.notebook import Notebook, Source
from newsreader.text.line_breaks import with_line_feeds
from newsreader.text.span import Span


@dataclass(slots=True)
class Report:
    """The quotes of the entries by their results."""

    placed: list[str] = field(default_factory=list)
    review: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def import_notes(arguments: Namespace) -> int:
    """Add the highlights in FROM to the notebook of FILE; returns 1 if none has a place there."""
    opened = open_source(Path(arguments.file), arguments.encoding)
    entries = _entries(Path(arguments.origin), arguments.format)
    sidecar = opened.sidecar
    loaded = sidecar.load(opened.article)
    for problem in loaded.problems:
        complain(f"{opened.name}: {problem}")
    notebook, report = add_entries(entries, loaded.notebook, opened.article, datetime.now(UTC))
    if not arguments.dry_run and notebook != loaded.notebook:
        sidecar.save(loaded.changed(notebook))
    _print(report)
    return int(bool(report.lost) and not (report.placed or report.review or report.present))


def _entries(path: Path, name: str | None) -> list[ImportedHighlight]:
    text = _text(path)
    if name is None:
        try:
            return read_any(text)[1]
        except FormatError as error:
            raise FormatError(f"{path}: {error}") from error
    try:
        importer = importer_named(name)
    except FormatError as error:
        raise UsageError(str(error)) from error
    return importer.read(text)


def _text(path: Path) -> str:
    """The text of the regular file at `path`. Raises SourceError."""
    try:
        data = guarded.read(path)
    except guarded.RefusedFileError as error:
        message = _("{name} is no ordinary file, or far too large; save it as one and import that.")
        raise SourceError(message.format(name=path)) from error
    except OSError as error:
        raise SourceError(_unreadable(path, error.strerror)) from error
    if data is None:
        raise SourceError(_unreadable(path, os.strerror(errno.ENOENT)))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(_unreadable(path, _("it is not UTF-8"))) from error


def _unreadable(path: Path, why: str | None) -> str:
    message = _("{name} cannot be read ({reason}); look at its name and folder.")
    return message.format(name=path, reason=why)


def add_entries(
    entries: list[ImportedHighlight], notebook: Notebook, article: Article, now: datetime
) -> tuple[Notebook, Report]:
    """`notebook` with the entries that have a place in `article` and are not yet in it."""
    report = Report()
    marked = {known.span for known in notebook.shown()}
    new: dict[str, Highlight] = {}
    for entry in entries:
        quote = " ".join(entry.quote.split())
        if not entry.quote:
            notebook = replace(
                notebook, note=merge_text("", notebook.note, with_line_feeds(entry.note))
            )
            continue
        found = _placed(entry, article, now)
        if found is None:
            report.lost.append(quote)
        elif found.id in notebook.highlights or found.id in new or found.span in marked:
            report.present.append(quote)  # imported before, or the same span is highlighted
        else:
            new[found.id] = found
            marked.add(found.span)
            (report.review if found.state is HighlightState.REVIEW else report.placed).append(quote)
    if new:
        notebook = notebook.with_highlights(new.values())
    if notebook.source is None:
        notebook = replace(notebook, source=Source.of(article))
    return notebook, report


def _placed(entry: ImportedHighlight, article: Article, now: datetime) -> Highlight | None:
    start, end = (entry.span.start, entry.span.end) if entry.span else (0, 0)
    theirs = Anchor(start, end, entry.quote, entry.prefix, entry.suffix)
    found = place(theirs, article)
    if found is None or found.confidence < REVIEW:
        return None
    certain = found.confidence >= PLACE
    return Highlight(
        id=_id(entry.id),
        anchor=Anchor.on(article.text, found.span),
        colour=entry.colour or Colour.YELLOW,
        created=entry.created or now,
        modified=entry.modified or entry.created or now,
        tags=entry.tags,
        note=with_line_feeds(entry.note),
        state=HighlightState.PLACED if certain else HighlightState.REVIEW,
        reason="" if certain else found.reason,
        was=None if certain else _earlier(theirs, found.span),
    )


def _earlier(theirs: Anchor, found: Span) -> Anchor:
    """`theirs` with its own start, or that of `found` if it has none."""
    start = theirs.start if theirs.end else found.start
    return replace(theirs, start=start, end=start + len(theirs.quote))


def _id(theirs: str | None) -> str:
    """A UUID, always the same for the same id in the other program."""
    if theirs is None:
        return str(uuid.uuid4())
    try:
        return str(uuid.UUID(theirs))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, theirs))


def _print(report: Report) -> None:
    outcomes = (
        (_("placed"), report.placed),
        (_("to be reviewed"), report.review),
        (_("there already"), report.present),
        (_("no place found"), report.lost),
    )
    for label, quotes in outcomes:
        for quote in quotes:
            say(_("{outcome}: {quote}").format(outcome=label, quote=quote))
    summary = _(
        "{placed} placed, {review} to be reviewed, {there} there already, {lost} with no place"
    )
    say(
        summary.format(
            placed=len(report.placed),
            review=len(report.review),
            there=len(report.present),
            lost=len(report.lost),
        )
    )
