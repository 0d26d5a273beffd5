"""A notebook as the text of its sidecar; an entry that has not changed is not written anew."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.notebook import schema, toml
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook

_HEADER = (
    "# Notes on {file}, written by newsreader; safe to copy and edit (comments are not kept).\n"
)


class Composer:
    """Writes notebooks one after the other, and keeps the piece of each highlight it has written.

    A highlight is immutable, so the very same value has the very same piece; thousands of
    highlights of which one is new cost one new piece and a join.
    """

    def __init__(self) -> None:
        self._pieces: dict[str, tuple[Highlight, str]] = {}

    def compose(self, notebook: Notebook) -> str:
        """The whole text of the sidecar. Needs `notebook.source`."""
        source = notebook.source
        if source is None:
            raise ValueError("a notebook that has met no article has no sidecar")
        pieces = [
            f'format = "{schema.FORMAT}"\nschema = {schema.VERSION}\noffset_unit = "codepoint"\n',
        ]
        unknown = schema.unknown(notebook)
        pieces.append(toml.table("", _plain(unknown)))
        pieces.append("\n" + toml.table("source", schema.write_source(source, notebook.note)))
        pieces += self._highlights(notebook)
        for letter in sorted(notebook.bookmarks):
            table = schema.write_bookmark(notebook.bookmarks[letter])
            pieces.append("\n" + toml.table("bookmark", table, array=True))
        for entity in notebook.entities:
            pieces.append("\n" + toml.table("entity", entity, array=True))
        rest = toml.table("", {k: v for k, v in unknown.items() if k not in _plain(unknown)})
        pieces.append(rest)
        return schema.framed("".join(pieces), source.file)

    def _highlights(self, notebook: Notebook) -> list[str]:
        kept: dict[str, tuple[Highlight, str]] = {}
        pieces = []
        in_order = sorted(notebook.highlights.values(), key=lambda h: (h.anchor.start, h.id))
        for highlight in in_order:
            known = self._pieces.get(highlight.id)
            if known is None or known[0] is not highlight:
                table = schema.write_highlight(highlight)
                known = highlight, "\n" + toml.table("highlight", table, array=True)
            kept[highlight.id] = known
            pieces.append(known[1])
        self._pieces = kept
        return pieces


def _plain(unknown: Mapping[str, object]) -> dict[str, object]:
    """Keys before the first table; behind it they would belong to that table."""
    return {name: item for name, item in unknown.items() if not toml.has_table(item)}
