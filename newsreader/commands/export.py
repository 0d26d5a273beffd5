"""Export: `export`, a notebook written out in one of the formats."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from newsreader.analysis.service import Service
from newsreader.commands.entities import Finder
from newsreader.commands.output import complain, write
from newsreader.commands.sources import Opened, Sources
from newsreader.entities.entity import Entity
from newsreader.errors import AnalysisError, FormatError, UsageError
from newsreader.formats.document import Document, Filter
from newsreader.formats.losses import losses
from newsreader.formats.registry import Format, Paired, Updatable, format_named
from newsreader.locale import _
from newsreader.notebook.highlight import Colour
from newsreader.notebook.notebook import Notebook


def export(arguments: Namespace) -> int:
    """Write the notebooks of all articles; 1 when one was left out."""
    try:
        chosen = format_named(arguments.format or arguments.settings.export_format)
    except FormatError as error:
        raise UsageError(str(error)) from error
    wanted = _filter(arguments)
    meanings = dict(zip(Colour, arguments.settings.colours, strict=True))
    sources = Sources(arguments.files, arguments.encoding, noted=True)
    for opened in sources:
        notebook = opened.notebook()
        entities = _entities(chosen, opened, notebook)
        document = Document(opened.article, notebook, entities, wanted, meanings)
        for loss in losses(chosen, document):
            complain(f"{opened.name}: {loss}")
        if arguments.output:
            target = _target(Path(arguments.output), opened, chosen, several=sources.several)
            _write_files(target, chosen, document, force=arguments.force)
        else:
            write(chosen.write(document))
    return int(sources.failed)


def _filter(arguments: Namespace) -> Filter:
    return Filter(
        frozenset(_colour(name) for name in arguments.colour),
        frozenset(arguments.tag),
        _since(arguments.since) if arguments.since else None,
    )


def _colour(name: str) -> Colour:
    """A colour by its English name or by the digit of its key."""
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
    """A day or a time as ISO 8601 writes it; without a zone it is the local one."""
    try:
        return datetime.fromisoformat(day).astimezone()
    except (ValueError, OverflowError) as error:
        raise UsageError(
            _("{day} is not a day; write it like 2026-01-31 or 2026-01-31T09:30.").format(day=day)
        ) from error


def _entities(chosen: Format, opened: Opened, notebook: Notebook) -> tuple[Entity, ...]:
    """The entities, where the format has a place for them; without them the notes still go out."""
    if not chosen.carries_entities:
        return ()
    with closing(Service.start()) as service:
        try:
            return Finder(service).entities(opened.article, notebook)
        except AnalysisError as error:
            complain(
                _("{file}: written without entities. {why}").format(file=opened.name, why=error)
            )
            return ()


def _target(output: Path, opened: Opened, chosen: Format, *, several: bool) -> Path:
    """The file to write: `output` itself, or one in it that is called as the article is."""
    if not several and not output.is_dir():
        return output
    name = opened.path.name if opened.path else "stdin"
    return output / (name + chosen.suffix)


def _write_files(target: Path, chosen: Format, document: Document, *, force: bool) -> None:
    """Write the file and its companions. Raises FormatError and then overwrites none of them."""
    files = {target: chosen.write(document)}
    if isinstance(chosen, Paired):
        files |= {target.with_suffix(s): text for s, text in chosen.companions(document).items()}
    if not force:
        _refuse_existing(list(files))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if force and isinstance(chosen, Updatable) and target.exists():
            files[target] = chosen.update(target.read_text("utf-8"), document)
        for path, text in files.items():
            _write_file(path, text)
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else _("it is not UTF-8")
        raise FormatError(
            _("{file} cannot be written ({why}); choose another place with -o.").format(
                file=target, why=why
            )
        ) from error


def _refuse_existing(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.exists() or path.is_symlink():
            raise FormatError(
                _("{file} is there already; choose another name, or overwrite it with --force.")
                .format(file=path)
            )  # fmt: skip


def _write_file(path: Path, text: str) -> None:
    """All of it or nothing: a file half written would look like an export."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(text.encode("utf-8", "backslashreplace"))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
