"""`import`: highlights of another program, placed in the article."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from newsreader.article.article import Article
from newsreader.commands.output import complain, say
from newsreader.commands.sources import open_source
from newsreader.errors import FormatError, SourceError, UsageError
from newsreader.files import guarded
from newsreader.formats.belonging import Sorted, of_article, of_title
from newsreader.formats.import_file import text_of
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.formats.importing import Outcome, Report, import_entries
from newsreader.formats.registry import importer_named, read_any
from newsreader.locale import _, ngettext, reason_of

_MOST_TITLES = 5
"""Names of other titles that are printed."""


def import_notes(arguments: Namespace) -> int:
    """Add the highlights in FROM to the notebook of FILE; returns 1 if none could be used.

    `--encoding` is that of FROM, and of FILE where its own is not certain.
    """
    encoding: str | None = arguments.encoding
    opened = open_source(Path(arguments.file))
    if encoding and not opened.article.certain:
        opened = open_source(Path(arguments.file), encoding)
    entries = _entries(Path(arguments.origin), arguments.format, encoding)
    sidecar = opened.sidecar
    loaded = sidecar.load(opened.article)
    for problem in loaded.problems:
        complain(f"{opened.name}: {problem}")
    chosen = _chosen(entries, opened.article, arguments)
    notebook, report = import_entries(
        chosen.own,
        loaded.notebook,
        opened.article,
        datetime.now(UTC),
        as_entities=arguments.labels == "entities",
    )
    if not arguments.dry_run and notebook != loaded.notebook:
        sidecar.save(loaded.changed(notebook))
    for entry in chosen.others:
        report.add(Outcome.OTHER, entry.words)
    _print(report, chosen)
    return int(report.useless)


def _chosen(entries: list[ImportedHighlight], article: Article, arguments: Namespace) -> Sorted:
    """The entries that belong to the article, or those that the user asks for."""
    if arguments.all:
        return Sorted(entries, [])
    if arguments.title:
        return of_title(entries, arguments.title)
    return of_article(entries, article)


def _entries(path: Path, name: str | None, encoding: str | None) -> list[ImportedHighlight]:
    text = _text(path, encoding)
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


def _text(path: Path, encoding: str | None) -> str:
    """The text of the regular file at `path`. Raises SourceError, UsageError."""
    try:
        data = guarded.read(path)
    except guarded.RefusedFileError as error:
        message = _(
            "{name} is not an ordinary file, or far too large; save it as one and import that."
        )
        raise SourceError(message.format(name=path)) from error
    except OSError as error:
        raise SourceError(_unreadable(path, reason_of(error))) from error
    if data is None:
        raise SourceError(_unreadable(path, _(os.strerror(errno.ENOENT))))
    return text_of(data, encoding)


def _unreadable(path: Path, why: str | None) -> str:
    message = _("{name} cannot be read ({reason}); look at its name and folder.")
    return message.format(name=path, reason=why)


def _print(report: Report, chosen: Sorted) -> None:
    """Print what became of each entry, then the numbers, which add up to all entries."""
    labels = _labels()
    for outcome, label in labels.items():
        if outcome is not Outcome.OTHER:
            for found, words in report.results:
                if found is outcome:
                    say(_("{outcome}: {quote}").format(outcome=label, quote=words))
    if chosen.assumed:
        message = _("Taken for this article, as its words are in the text: {titles}.")
        say(message.format(titles=_listed(chosen.assumed)))
    if chosen.others:
        say(_left_out(chosen))
    always = (Outcome.PLACED, Outcome.REVIEW, Outcome.PRESENT, Outcome.LOST)
    counts = {outcome: report.count(outcome) for outcome in (*always, *labels)}
    said = labels | {Outcome.LOST: _("with no place")}
    numbers = [
        f"{count} {said[outcome]}"
        for outcome, count in counts.items()
        if count or outcome in always
    ]
    say(_(", ").join(numbers))


def _labels() -> dict[Outcome, str]:
    return {
        Outcome.PLACED: _("placed"),
        Outcome.REVIEW: _("to be reviewed"),
        Outcome.MERGED: _("merged into notes that are there"),
        Outcome.PRESENT: _("there already"),
        Outcome.TRASH: _("in the trash"),
        Outcome.LEFT: _("names found by this program, left out"),
        Outcome.LOST: _("no place found"),
        Outcome.OTHER: _("of another title"),
        Outcome.UNKNOWN: _("not understood"),
    }


def _left_out(chosen: Sorted) -> str:
    count = len(chosen.others)
    entries = ngettext("{count} entry", "{count} entries", count).format(count=count)
    titles = ngettext("{count} other title", "{count} other titles", len(chosen.titles)).format(
        count=len(chosen.titles)
    )
    message = _("Left out: {entries} of {titles}; use --title or --all ({names}).")
    return message.format(entries=entries, titles=titles, names=_listed(chosen.titles))


def _listed(titles: Iterable[str]) -> str:
    names = [title[:40] or "?" for title in titles]
    more = "…" if len(names) > _MOST_TITLES else ""
    return _(", ").join([*names[:_MOST_TITLES], *([more] if more else [])])
