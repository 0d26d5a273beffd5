"""`import`: highlights of another program, placed in the article."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from newsreader.article.article import Article
from newsreader.commands.output import complain, say
from newsreader.commands.sources import open_source
from newsreader.errors import FormatError, UsageError
from newsreader.formats.belonging import Sorted, of_article, of_title
from newsreader.formats.import_report import assumed_words, each_entry, left_out_words, numbers
from newsreader.formats.imported_file import read_imported
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.formats.importing import Report, import_entries
from newsreader.formats.registry import importer_named
from newsreader.locale import _, with_label


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
        complain(with_label(opened.name, problem))
    chosen = _chosen(entries, opened.article, arguments)
    notebook, report = import_entries(
        chosen.own,
        loaded.notebook,
        opened.article,
        datetime.now(UTC),
        others=chosen.others,
        as_entities=arguments.labels == "entities",
    )
    if not arguments.dry_run and notebook != loaded.notebook:
        sidecar.save(loaded.changed(notebook))
    _print(report, chosen)
    return int(report.is_useless)


def _chosen(entries: list[ImportedHighlight], article: Article, arguments: Namespace) -> Sorted:
    """The entries that belong to the article, or those that the user asks for."""
    if arguments.all:
        return Sorted(entries, [])
    if arguments.title:
        return of_title(entries, arguments.title)
    return of_article(entries, article)


def _entries(path: Path, name: str | None, encoding: str | None) -> list[ImportedHighlight]:
    try:
        if name is not None:
            importer_named(name)
    except FormatError as error:
        raise UsageError(str(error)) from error
    return read_imported(path, name, encoding).entries


def _print(report: Report, chosen: Sorted) -> None:
    """Print what became of each entry, then the numbers, which add up to all entries."""
    for _outcome, label, words in each_entry(report):
        say(_("{outcome}: {quote}").format(outcome=label, quote=words))
    left_out = _("Left out: {entries} of {titles}; use --title or --all ({names}).")
    for sentence in filter(None, (assumed_words(chosen), left_out_words(chosen, left_out))):
        say(sentence)
    say(numbers(report))
