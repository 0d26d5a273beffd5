"""`codebook`: the tags of a folder, what they are for, and how they are used."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from newsreader.commands.output import complain, say, write
from newsreader.commands.sources import Sources
from newsreader.errors import SourceError
from newsreader.files import guarded
from newsreader.formats import qdc
from newsreader.formats.output_files import Existing, write_text
from newsreader.formats.spreadsheet import table_file
from newsreader.library.codebook_tables import TABLES, TagUse, outline_lines
from newsreader.locale import _, ngettext, reason_of
from newsreader.notebook.codebook import Code, Codebook
from newsreader.sidecar.codebook_file import add_to_codebook, codebook_path, read_codebook
from newsreader.user_paths import is_folder


def codebook(arguments: Namespace) -> int:
    """Print, export or import the codebook of a folder; returns 1 if an article was left out.

    Raises FormatError, SourceError.
    """
    folder = Path(arguments.folder)
    if not is_folder(folder):
        message = _("{folder} is not a folder; a codebook belongs to a folder of articles.")
        raise SourceError(message.format(folder=folder))
    path = codebook_path(folder)
    if arguments.origin:
        return _import(Path(arguments.origin), path)
    known = read_codebook(path)
    sources = Sources([str(folder)], arguments.encoding, noted=True, may_be_empty=True)
    use = _use(sources, arguments)
    if arguments.output:
        _export(use.whole(known), Path(arguments.output), force=arguments.force)
    elif arguments.table:
        write(table_file(TABLES[arguments.table](use, known)))
    else:
        lines = list(outline_lines(use, known))
        for line in lines or [_("There is no tag in {folder} yet.").format(folder=folder)]:
            say(line)
    return int(sources.failed)


def _use(sources: Sources, arguments: Namespace) -> TagUse:
    use = TagUse()
    with ExitStack() as stack:
        entities = None
        for opened in sources:
            notebook = opened.notebook()
            if not any(each.tags for each in notebook.in_order()):
                continue
            if arguments.table != "names":
                use.add(notebook)
                continue
            if entities is None:
                # Imported here, because only one table needs the helper process.
                from newsreader.commands.entities import entity_reader  # noqa: PLC0415

                entities = entity_reader(arguments.settings.engine, stack)
            use.add(notebook, entities(opened, notebook))
    return use


def _export(codes: Codebook, target: Path, *, force: bool) -> None:
    text = qdc.write_csv(codes) if target.suffix.lower() == ".csv" else qdc.write(codes)
    write_text(target, text, Existing.REPLACE if force else Existing.REFUSE)


def _import(origin: Path, path: Path) -> int:
    """Add the codes of another program's file to the codebook at `path`."""
    codes = _codes(origin)
    new = add_to_codebook(path, codes)
    count = ngettext("{count} tag", "{count} tags", len(new)).format(count=len(new))
    message = _("{tags} added to {file}, {present} there already.")
    say(message.format(tags=count, file=path, present=len(codes) - len(new)))
    if not codes:
        complain(_("{name} has no codes.").format(name=origin))
    return int(not codes)


def _codes(origin: Path) -> Sequence[Code]:
    try:
        data = guarded.read(origin, qdc.LARGEST + 1)
    except OSError as error:
        message = _("{name} cannot be read ({reason}); look at its name and folder.")
        reason = reason_of(error)
        raise SourceError(message.format(name=origin, reason=reason)) from error
    if data is None:
        message = _("There is no file {name}; look at its name and folder.")
        raise SourceError(message.format(name=origin))
    if origin.suffix.lower() == ".csv":
        from newsreader.formats.imported_file import text_of  # noqa: PLC0415 (rarely needed)

        return qdc.read_csv(text_of(data))
    return qdc.read(data)
