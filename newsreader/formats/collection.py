"""Several articles in one file: each with a name, a title and ids of its own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from newsreader.errors import LinkError
from newsreader.formats.document import Document, ExportFilter
from newsreader.locale import ngettext
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.note_links import ArticleTarget, has_links, notes_of
from newsreader.text.wiki_links import wiki_links


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
    """`documents` for one file: named by `labels`, which distinguish articles of one title.

    `labels` are distinct. A document is left out if nothing in it passes its filter.
    """
    pairs = zip(documents, labels, strict=True)
    named = [
        replace(document, label=label) for document, label in pairs if not document.is_left_out
    ]
    count = Counter(document.title for document in named)
    linked = _linked(named)
    return [
        replace(
            document,
            own_title=f"{document.title} ({document.label})" if count[document.title] > 1 else "",
            beside=linked,
        )
        for document in named
    ]


def _linked(documents: Sequence[Document]) -> dict[Path, str]:
    """The keys of those of `documents` that notes in them link to, by absolute path."""
    keys = {each.path.absolute(): each.key for each in documents if each.path is not None}
    found: dict[Path, str] = {}
    for document in documents:
        if not has_links(document.notebook):
            continue
        targets = document.targets()
        for link in (link for note in notes_of(document.notebook) for link in wiki_links(note)):
            with suppress(LinkError):
                target = targets.find(link)
                path = target.article.path if isinstance(target, ArticleTarget) else None
                if path is not None and (key := keys.get(path.absolute())) is not None:
                    found[path.absolute()] = key
    return found


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
    import uuid  # noqa: PLC0415 (slow to load, rarely needed)

    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{document.label}\n{highlight.id}"))


def collection_title(documents: Sequence[Document]) -> str:
    """The title of a file with several articles."""
    words = ngettext("Notes on {count} article", "Notes on {count} articles", len(documents))
    return words.format(count=len(documents))
