"""Exports of notebooks for Python programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path
from typing import overload

from newsreader.api.arguments import of_type
from newsreader.api.names import checked_entities, find_entities
from newsreader.api.notes import Notebook
from newsreader.entities.entity import Entity
from newsreader.formats.collection import collection, labels_of
from newsreader.formats.document import Document, ExportStyle
from newsreader.formats.output_files import written
from newsreader.formats.registry import format_named
from newsreader.library.linked_articles import LinkedArticlesOfFolders


@overload
def export(
    notebooks: Notebook, format: str = "markdown", entities: Sequence[Entity] | None = None
) -> str: ...
@overload
def export(
    notebooks: Iterable[Notebook],
    format: str = "markdown",
    entities: Iterable[Sequence[Entity]] | None = None,
) -> str: ...
def export(
    notebooks: Notebook | Iterable[Notebook],
    format: str = "markdown",  # noqa: A002 (the word that users look for)
    entities: Sequence[Entity] | Iterable[Sequence[Entity]] | None = None,
) -> str:
    """One notebook, or several in one file, in a format of docs/formats.md.

    Markdown in notes stays Markdown. `entities` are those of the article, of several notebooks
    those of each; a format that holds them finds them without it. Raises NewsreaderError if there
    is no such format, or it cannot hold several articles.
    """
    chosen = format_named(of_type(format, str, "a format is a str"))
    one = isinstance(notebooks, Notebook)
    several = list(notebooks) if isinstance(notebooks, Iterable) else [notebooks]
    for each in [notebooks] if isinstance(notebooks, str) else several:
        of_type(each, Notebook, "export takes notebooks (see Notebook.load)")
    found: Iterable[Sequence[Entity]] = repeat((), len(several))
    if entities is not None:
        given = [entities] if one else list(entities)
        if len(given) != len(several):
            raise ValueError("entities has one item for each notebook")
        found = map(checked_entities, given)  # type: ignore[arg-type]  # as overloaded
    elif chosen.includes_entities:
        found = find_entities(several)
    linked = LinkedArticlesOfFolders()
    style = ExportStyle(markdown_notes=True)  # the default of the settings
    documents = [
        Document(
            each.article.inner,
            each.inner,
            tuple(names),
            path=each.article.path,
            style=style,
            articles=linked.for_notes(each.article.path, each.inner),
        )
        for each, names in zip(several, found, strict=True)
    ]
    if one:
        return chosen.write(documents[0])
    labels = labels_of([each.article.path or Path(f"text-{n}") for n, each in enumerate(several)])
    return written(chosen, collection(documents, labels))
