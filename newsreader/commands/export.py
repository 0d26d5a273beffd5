"""`export`: notebooks in one of the formats."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from newsreader.commands.output import complain, write
from newsreader.commands.sources import Opened, Sources
from newsreader.directories import directories
from newsreader.entities.entity import Entity
from newsreader.errors import AnalysisError, FormatError, UsageError
from newsreader.formats.document import Document, ExportFilter
from newsreader.formats.losses import losses
from newsreader.formats.output_files import Existing, write_files
from newsreader.formats.registry import Format, format_named
from newsreader.locale import _, ngettext
from newsreader.notebook.colour import Colour, colour_meanings
from newsreader.notebook.notebook import Notebook


def export(arguments: Namespace) -> int:
    """Export the notebook of each article; returns 1 if an article was left out."""
    try:
        chosen = format_named(arguments.format or arguments.settings.export_format)
    except FormatError as error:
        raise UsageError(str(error)) from error
    wanted = _filter(arguments)
    meanings = colour_meanings(arguments.settings.colours)
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    common = sources.common_names() if arguments.output and sources.several else frozenset()
    failed: list[str] = []
    for opened in sources:
        notebook = opened.notebook()
        entities = _entities(chosen, opened, notebook, arguments.settings.engine)
        document = Document(opened.article, notebook, entities, wanted, meanings)
        for loss in losses(chosen, document):
            complain(f"{opened.name}: {loss}")
        if not arguments.output:
            write(chosen.write(document))
            continue
        target = _target(Path(arguments.output), opened, chosen, common, several=sources.several)
        existing = Existing.UPDATE if arguments.force else Existing.REFUSE
        try:
            write_files(target, chosen, document, existing, opened.path)
        except FormatError as error:
            if not sources.several:
                raise
            complain(str(error))
            failed.append(opened.name)
    if failed:
        message = ngettext(
            "{count} article was not exported: {names}.",
            "{count} articles were not exported: {names}.",
            len(failed),
        )
        complain(message.format(count=len(failed), names=", ".join(failed[:10])))
    return int(sources.failed or bool(failed))


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
    near = get_close_matches(name, names, n=1)
    raise UsageError(
        _("There is no colour {name}; did you mean {near}?").format(name=name, near=near[0])
        if near
        else _("There is no colour {name}; there are {names}.").format(
            name=name, names=", ".join(names)
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


def _entities(
    chosen: Format, opened: Opened, notebook: Notebook, engine: str
) -> tuple[Entity, ...]:
    """The entities if the format can hold them; empty if they cannot be found."""
    if not chosen.includes_entities:
        return ()
    # Imported here, because most formats have no entities and these modules are slow to load.
    from newsreader.analysis.service import Service  # noqa: PLC0415
    from newsreader.commands.entities import EntityFinder  # noqa: PLC0415

    with closing(Service.start(engine, directories().lexicon)) as service:
        try:
            return EntityFinder(service).entities(opened.article, notebook)
        except AnalysisError as error:
            complain(
                _("{file}: written without entities. {why}").format(file=opened.name, why=error)
            )
            return ()


def _target(
    output: Path, opened: Opened, chosen: Format, common: frozenset[str], *, several: bool
) -> Path:
    """The file to write: `output`, or if that is a folder the one in it named after the article.

    Articles whose name is in `common` are in folders like their own.
    """
    if not several and not output.is_dir():
        return output
    path = opened.path or Path("stdin")
    if path.name.casefold() in common:
        folders = (part for part in path.parent.parts if part not in (path.anchor, "..", "."))
        output = output.joinpath(*folders)
    return output / (path.name + chosen.suffix)
