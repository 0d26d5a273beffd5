"""Several articles in one file: each with a name, a title and ids of its own."""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsreader.formats.document import Document, ExportFilter
from newsreader.locale import ngettext
from newsreader.notebook.highlight import Highlight


def labels_of(paths: Sequence[Path]) -> list[str]:
    """The name of each path from the folder on that all of them are in; all names are distinct.

    The same path has the same name wherever it occurs.
    """
    full = [os.path.abspath(path) for path in paths]  # noqa: PTH100 (keeps symlinks)
    if not full:
        return []
    common = os.path.commonpath([os.path.dirname(path) for path in full])  # noqa: PTH120
    return [Path(os.path.relpath(path, common)).as_posix() for path in full]


def collection(documents: Sequence[Document], labels: Sequence[str]) -> list[Document]:
    """`documents` for one file: named by `labels`, and articles of one title told apart by them.

    `labels` are distinct. A document is left out if nothing in it passes its filter.
    """
    pairs = zip(documents, labels, strict=True)
    named = [
        replace(document, label=label) for document, label in pairs if not document.is_left_out
    ]
    count = Counter(document.title for document in named)
    return [
        replace(document, own_title=f"{document.title} ({document.label})")
        if count[document.title] > 1
        else document
        for document in named
    ]


def with_own_ids(documents: Iterable[Document]) -> Iterator[Document]:
    """`documents` without an id that occurs twice: copies of an article may share highlights.

    A second highlight with an id has another, always the same one, made of the id and the label.
    """
    seen: set[str] = set()
    for document in documents:
        highlights = document.notebook.in_order()
        if seen.isdisjoint(highlight.id for highlight in highlights):
            seen.update(highlight.id for highlight in highlights)
            yield document
            continue
        kept = filter(document.filter.keeps, highlights)
        own = [h.with_id(_other_id(h, document)) if h.id in seen else h for h in kept]
        seen.update(highlight.id for highlight in own)
        by_id = {highlight.id: highlight for highlight in own}
        notebook = replace(document.notebook, highlights=by_id, note=document.note)
        yield replace(document, notebook=notebook, filter=ExportFilter())


def _other_id(highlight: Highlight, document: Document) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{document.label}\n{highlight.id}"))


def collection_title(documents: Sequence[Document]) -> str:
    """The title of a file with several articles."""
    words = ngettext("Notes on {count} article", "Notes on {count} articles", len(documents))
    return words.format(count=len(documents))
