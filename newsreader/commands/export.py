"""`export`: notebooks in one of the formats."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from newsreader.commands.output import complain, write
from newsreader.commands.sources import Opened, Sources
from newsreader.entities.entity import Entity
from newsreader.errors import FormatError, UsageError
from newsreader.formats.collection import collection, labels_of
from newsreader.formats.document import Document, ExportFilter
from newsreader.formats.export_settings import export_style, template_folders
from newsreader.formats.file_names import FileNames, Titled
from newsreader.formats.losses import losses
from newsreader.formats.output_files import Existing, write_collection, write_files, written
from newsreader.formats.registry import Citing, Combinable, Format, Linking, format_named
from newsreader.library.linked_articles import LinkedArticlesOfFolders
from newsreader.locale import _, ngettext, with_label
from newsreader.notebook.colour import Colour, colour_meanings
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.paths import article_path
from newsreader.user_paths import is_folder


class _Piece(NamedTuple):
    """One article to export."""

    opened: Opened
    document: Document

    @property
    def path(self) -> Path:
        """The path of the article, also of one that is not there."""
        path = self.opened.path or Path("stdin")
        return article_path(path) if self.opened.lost else path


def export(arguments: Namespace) -> int:
    """Export the notebook of each article; returns 1 if an article was left out."""
    try:
        chosen = _chosen(arguments)
    except FormatError as error:
        raise UsageError(str(error)) from error
    sources = Sources(arguments.files, arguments.encoding, noted=not isinstance(chosen, Citing))
    output = Path(arguments.output) if arguments.output else None
    existing = Existing.UPDATE if arguments.force else Existing.REFUSE
    each = output is not None and (is_folder(output) or arguments.output.endswith(("/", os.sep)))
    if sources.has_several and not each and not isinstance(chosen, Combinable):
        written(chosen, ())  # says why not, before anything is read
    pieces = list(_pieces(sources, chosen, arguments))
    for loss in losses(chosen, *(piece.document for piece in pieces)):
        complain(loss if sources.has_several else with_label(pieces[0].opened.name, loss))
    if output is not None and each:
        failed = _write_each(pieces, output, chosen, existing)
        return int(sources.failed or failed)
    if sources.has_several:
        if pieces or not sources.failed:
            _write_one(pieces, output, chosen, existing)
        return int(sources.failed)
    for piece in pieces:
        if output is None:
            write(chosen.write(piece.document))
        else:
            write_files(output, chosen, piece.document, existing, piece.opened.path)
    return int(sources.failed)


def _chosen(arguments: Namespace) -> Format:
    """The format or the template that is asked for. Raises FormatError."""
    if arguments.template:
        from newsreader.formats.template_files import (  # noqa: PLC0415 (rarely needed)
            template_named,
        )

        return template_named(arguments.template, template_folders(arguments.settings))
    return format_named(arguments.format or arguments.settings.export_format)


def _pieces(sources: Sources, chosen: Format, arguments: Namespace) -> Iterator[_Piece]:
    """What is exported of each article, once."""
    wanted = _filter(arguments)
    settings = arguments.settings
    meanings = colour_meanings(settings.colours)
    linked = LinkedArticlesOfFolders()
    seen: set[str] = set()
    with ExitStack() as stack:
        named = chosen.includes_entities or (
            settings.export_entity_links and isinstance(chosen, Linking)
        )
        entities_of = _entity_reader(settings.engine if named else None, stack)
        for opened in sources:
            place = os.path.realpath(opened.name)
            if place in seen:
                continue
            seen.add(place)
            notebook = opened.notebook()
            entities = entities_of(opened, notebook)
            document = Document(
                opened.article,
                notebook,
                entities,
                wanted,
                meanings,
                style=export_style(settings),
                path=opened.path,
                articles=linked.for_notes(opened.path, notebook, titled=isinstance(chosen, Titled)),
            )
            yield _Piece(opened, document)


def _write_one(
    pieces: Sequence[_Piece], output: Path | None, chosen: Format, existing: Existing
) -> None:
    """Write all articles to one file, or to standard output. Raises FormatError."""
    labels = labels_of([piece.path for piece in pieces])
    documents = collection([piece.document for piece in pieces], labels)
    if not documents:
        complain(_("No note in these articles matches; the export is empty."))
    if output is None:
        write(written(chosen, documents))
    else:
        files = [piece.opened.path for piece in pieces if piece.opened.path]
        write_collection(output, chosen, documents, existing, files)


def _write_each(pieces: Sequence[_Piece], folder: Path, chosen: Format, existing: Existing) -> bool:
    """Write a file for each article; returns whether one could not be written."""
    failed: list[str] = []
    if len(pieces) > 1:
        pieces = [piece for piece in pieces if not piece.document.is_left_out]
    if not pieces:
        complain(_("No note in these articles matches; the export is empty."))
    names = FileNames(folder, chosen, [piece.path for piece in pieces])
    for piece in pieces:
        try:
            target = names.path(piece.path, piece.document)
            write_files(target, chosen, piece.document, existing, piece.opened.path)
        except FormatError as error:
            if len(pieces) == 1:
                raise
            complain(str(error))
            failed.append(piece.opened.name)
    if failed:
        message = ngettext(
            "{count} article was not exported: {names}.",
            "{count} articles were not exported: {names}.",
            len(failed),
        )
        complain(message.format(count=len(failed), names=_(", ").join(failed[:10])))
    return bool(failed)


def _filter(arguments: Namespace) -> ExportFilter:
    return ExportFilter(
        frozenset(_colour(name) for name in arguments.colour),
        frozenset(arguments.tag),
        _since(arguments.since) if arguments.since else None,
    )


def _colour(name: str) -> Colour:
    """The colour with this English name or digit. Raises UsageError."""
    names = [colour.value for colour in Colour]
    if name in ("1", "2", "3", "4", "5"):
        return tuple(Colour)[int(name) - 1]
    if name in names:
        return Colour(name)
    from difflib import get_close_matches  # noqa: PLC0415 (for mistakes only)

    near = get_close_matches(name, names, n=1)
    raise UsageError(
        _("There is no colour {name}; did you mean {near}?").format(name=name, near=near[0])
        if near
        else _("There is no colour {name}; there are {names}.").format(
            name=name, names=_(", ").join(names)
        )
    )


def _since(day: str) -> datetime:
    """A date or time in ISO 8601, local if it has no zone. Raises UsageError."""
    try:
        return datetime.fromisoformat(day).astimezone()
    except (ValueError, OverflowError) as error:
        raise UsageError(
            _("{day} is not a day; write it like 2026-01-31 or 2026-01-31T09:30.").format(day=day)
        ) from error


def _entity_reader(
    engine: str | None, stack: ExitStack
) -> Callable[[Opened, Notebook], tuple[Entity, ...]]:
    """A function for the entities of an article; without an engine there are none."""
    if engine is None:
        return lambda _opened, _notebook: ()
    # Imported here, because most formats have no entities and these modules are slow to load.
    from newsreader.commands.entities import entity_reader  # noqa: PLC0415

    return entity_reader(engine, stack)
