"""Write a notebook as the bytes of its sidecar, formatting only highlights that have changed."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.sidecar import schema, toml

_Piece = tuple[int, str, bytes]


class Composer:
    """Composes the successive states of one notebook, with a cache of formatted highlights.

    Highlights are immutable, so the cache compares by identity. With one new highlight among
    thousands, one is formatted and the rest is joined.
    """

    def __init__(self) -> None:
        self._pieces: dict[str, tuple[Highlight, _Piece]] = {}

    def compose(self, notebook: Notebook) -> bytes:
        """The complete sidecar in UTF-8. Raises ValueError if `notebook.source` is None."""
        source = notebook.source
        if source is None:
            raise ValueError("the notebook has no source")
        unknown = schema.unknown(notebook)
        before = _plain(unknown)
        head = [
            schema.first_line(source.file),
            f'format = "{schema.FORMAT}"\nschema = {schema.VERSION}\noffset_unit = "codepoint"\n',
            toml.table("", before),
            "\n" + toml.table("source", schema.write_source(source, notebook.note)),
        ]
        rest = {name: item for name, item in unknown.items() if name not in before}
        tail = [
            *(_entry("bookmark", schema.write_bookmark(b)) for b in _in_order(notebook)),
            *(_entry("entity", entity) for entity in notebook.entities),
            toml.table("", rest),
            schema.LAST_LINE,
        ]
        return b"".join([_bytes(*head), *self._highlights(notebook), _bytes(*tail)])

    def _highlights(self, notebook: Notebook) -> list[bytes]:
        """The formatted highlights by start, then id."""
        kept: dict[str, tuple[Highlight, _Piece]] = {}
        for id_, highlight in notebook.highlights.items():
            known = self._pieces.get(id_)
            if known is None or known[0] is not highlight:
                piece = _bytes(_entry("highlight", schema.write_highlight(highlight)))
                known = highlight, (highlight.anchor.start, id_, piece)
            kept[id_] = known
        self._pieces = kept
        return [piece for _start, _id, piece in sorted(row for _highlight, row in kept.values())]


def _in_order(notebook: Notebook) -> list[Bookmark]:
    return [notebook.bookmarks[letter] for letter in sorted(notebook.bookmarks)]


def _entry(header: str, table: Mapping[str, object]) -> str:
    return "\n" + toml.table(header, table, array=True)


def _bytes(*pieces: str) -> bytes:
    return "".join(pieces).encode("utf-8")


def _plain(unknown: Mapping[str, object]) -> dict[str, object]:
    """The keys without tables, which must be written before the first table."""
    return {name: item for name, item in unknown.items() if not toml.has_table(item)}
