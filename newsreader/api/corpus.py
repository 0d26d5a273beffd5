"""Entities of a large corpus, partition by partition, on one process or on a Dask cluster."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from newsreader.api.arguments import existing, whole_number
from newsreader.api.articles import Article, open_article
from newsreader.api.names import existing_lexicon, find_entities
from newsreader.errors import NewsreaderError, SourceError, UsageError, how_to_install
from newsreader.files import atomic
from newsreader.library.article_files import articles_in
from newsreader.locale import _
from newsreader.version import installed_version

if TYPE_CHECKING:
    import distributed
    import pyarrow

PLAN = "_corpus.json"
"""The file in the target that says what its partitions are; readers of Parquet skip it."""

Row = dict[str, object]


class Partition(NamedTuple):
    """What one task reads, and the file that it writes.

    `files` are articles; or there is one Parquet file, of which `row_group` is read.
    """

    target: Path
    files: tuple[Path, ...]
    row_group: int = -1
    columns: tuple[str, ...] = ()
    lexicon: Path | None = None


def corpus_entities(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    client: distributed.Client | None = None,
    partition: int = 500,
    columns: Sequence[str] = (),
    lexicon: str | os.PathLike[str] | None = None,
) -> list[Path]:
    """Write the entities of a corpus to Parquet files in the folder `target`; returns the files.

    `source` is a folder of articles, `partition` of them in one file of the result; or a Parquet
    file or a folder of such, a row group in one. Parquet has the texts in its column `text`;
    `columns` names others that are copied to the result. Each row is an entity, in the order of the
    source. An article that cannot be read is a row with its `problem`.

    `client` is that of a Dask cluster whose workers see the same paths; without it this process
    does the work. A partition whose file is in `target` is not read again: call it again after
    an interruption. Needs the extra `corpus`. Raises NewsreaderError.
    """
    if find_spec("pyarrow") is None:
        message = _("Parquet needs the package pyarrow; this installs it: {command}")
        raise UsageError(message.format(command=how_to_install("pyarrow")))
    if isinstance(columns, str):
        raise TypeError(f"columns is a list of names, not {columns!r}")
    size, read = whole_number(partition, "partition"), Path(existing(source)).absolute()
    folder, names = Path(target).absolute(), existing_lexicon(lexicon)
    parts = list(_partitions(read, folder, size, tuple(columns), names and names.absolute()))
    _keep_plan(folder, parts, names)
    missing = [part for part in parts if not part.target.exists()]
    if client is None:
        for part in missing:
            write_partition(part)
    else:
        _run(client, missing)
    return [part.target for part in parts]


def _run(client: distributed.Client, parts: Sequence[Partition]) -> None:
    """Do all `parts` on the cluster; what is not done is cancelled after an error or ctrl+c."""
    from distributed import as_completed  # noqa: PLC0415 (an extra)

    futures = client.map(write_partition, parts, pure=False)
    try:
        for future in as_completed(futures):
            future.result()
    finally:
        client.cancel(futures)


def _partitions(
    source: Path, target: Path, size: int, columns: tuple[str, ...], lexicon: Path | None
) -> Iterator[Partition]:
    """The partitions of `source` in order. Raises SourceError, UsageError."""
    if size < 1:
        raise UsageError(_("A partition has one article or more."))
    tables = [source] if source.suffix == ".parquet" else sorted(source.glob("*.parquet"))
    files = [] if tables else articles_in(source)
    if not tables and not files:
        raise UsageError(_("There is no article in {folder}.").format(folder=source))
    groups = [(tuple(files[at : at + size]), -1) for at in range(0, len(files), size)]
    groups += [((table,), group) for table in tables for group in range(_row_groups(table))]
    for number, (read, group) in enumerate(groups):
        name = target / f"part-{number:06d}.parquet"
        yield Partition(name, read, group, columns, lexicon)


def _row_groups(table: Path) -> int:
    """Raises SourceError if it is no Parquet file."""
    from pyarrow import ArrowException  # noqa: PLC0415 (an extra)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        with ParquetFile(table) as file:
            return int(file.num_row_groups)
    except ArrowException as error:
        message = _("{name} cannot be read ({reason}); look at its name and folder.")
        raise SourceError(message.format(name=table, reason=error)) from error


def _keep_plan(folder: Path, parts: Iterable[Partition], lexicon: Path | None) -> None:
    """Write what the partitions are, or raise UsageError if the folder has other ones."""
    named = [[*map(str, part.files), part.row_group, *part.columns] for part in parts]
    digest = sha256(json.dumps(named, ensure_ascii=True).encode()).hexdigest()
    plan = {"newsreader": installed_version(), "partitions": len(named), "source": digest}
    if lexicon:  # another one finds other names
        plan["lexicon"] = sha256(lexicon.read_bytes()).hexdigest()
    data = json.dumps(plan, indent=2).encode() + b"\n"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PLAN
    if not any(folder.glob("part-*.parquet")):  # as after a call with a wrong column
        atomic.replace(path, data)
    elif not path.exists() or path.read_bytes() != data:
        message = _(
            "{folder} has results of another corpus, lexicon or version; name another folder."
        )
        raise UsageError(message.format(folder=folder))


def write_partition(part: Partition) -> None:
    """Read one partition and write its file, whole or not at all.

    The network is loaded once in each process.
    """
    import pyarrow  # noqa: PLC0415 (an extra)
    from pyarrow.parquet import write_table  # noqa: PLC0415

    kept, rows = _of_table(part) if part.row_group >= 0 else _of_files(part)
    schema = pyarrow.schema([*kept, *_result_fields()])
    made = part.target.with_name(f".{part.target.name}.{uuid4().hex}")
    try:
        write_table(pyarrow.Table.from_pylist(list(rows), schema=schema), made)
        made.replace(part.target)
    finally:
        made.unlink(missing_ok=True)


def _result_fields() -> list[pyarrow.Field]:
    """The columns of each entity, the same in every partition."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    words = [(name, pa.string()) for name in ("entity", "name", "kind", "subkind")]
    several = [(name, pa.list_(pa.string())) for name in ("aliases", "roles")]
    places = ("mentions", pa.list_(pa.list_(pa.int64())))
    return [pa.field(*each) for each in (*words, *several, places, ("problem", pa.string()))]


def _of_files(part: Partition) -> tuple[list[pyarrow.Field], Iterator[Row]]:
    """The columns that say what an article is, and the rows."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    read: list[tuple[Row, Article | None]] = []
    for path in part.files:
        try:
            article = open_article(path)
        except NewsreaderError as error:
            read.append(({"article": str(path), "problem": str(error)}, None))
            continue
        fields = {"title": article.title, "published": article.published_iso}
        read.append(({"article": str(path), **fields}, article))
    columns = [pa.field(name, pa.string()) for name in ("article", "title", "published")]
    return columns, _rows(read, part.lexicon)


def _of_table(part: Partition) -> tuple[list[pyarrow.Field], Iterator[Row]]:
    """As `_of_files`. Raises UsageError if a column is missing."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    source = part.files[0]
    with ParquetFile(source) as file:
        if taken := {"article", *(field.name for field in _result_fields())} & {*part.columns}:
            message = _("The result has columns of its own called {names}.")
            raise UsageError(message.format(names=_(", ").join(sorted(taken))))
        lacking = {"text", *part.columns} - set(file.schema_arrow.names)
        if lacking:
            message = _("{file} has no column {names}.")
            raise UsageError(message.format(file=source, names=_(", ").join(sorted(lacking))))
        columns = [file.schema_arrow.field(name) for name in part.columns]
        table = file.read_row_group(part.row_group, columns=["text", *part.columns])
    read: list[tuple[Row, str | None]] = [
        ({"article": f"{source}#{part.row_group}.{number}", **row}, row["text"] or "")
        for number, row in enumerate(table.to_pylist())
    ]
    return [pa.field("article", pa.string()), *columns], _rows(read, part.lexicon)


def _rows(
    read: Sequence[tuple[Row, Article | None]] | Sequence[tuple[Row, str | None]],
    lexicon: Path | None,
) -> Iterator[Row]:
    """A row for each entity of each text; one row for what could not be read."""
    found = find_entities((text for _row, text in read if text is not None), lexicon=lexicon)
    for fields, text in read:
        if text is None:
            yield fields
        else:
            for entity in next(found).to_dicts():
                yield {**fields, "entity": entity.pop("id"), **entity}
