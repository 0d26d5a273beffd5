"""Sections: excerpts gathered under the headings that they stand under, orphans last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsreader.files.digest import sha256
from newsreader.formats.document import Document, Excerpt
from newsreader.locale import _


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, "" before the first one, with the excerpts under it.

    `id` is the same in every export of the same article, and different for each section.
    """

    id: str
    heading: str
    excerpts: tuple[Excerpt, ...]


def sections(document: Document) -> Iterator[Section]:
    """The sections that have excerpts, in text order."""
    seen: dict[str, int] = {}
    for heading, excerpts in groupby(document.excerpts(), lambda excerpt: excerpt.section):
        seen[heading] = seen.get(heading, 0) + 1
        name = f"{heading}\n{seen[heading]}".encode("utf-8", "surrogatepass")
        section_id = f"section-{sha256(name)[:8]}"
        yield Section(section_id, heading, tuple(excerpts))
    orphans = document.orphans()
    if orphans:
        yield Section("orphans", _("Orphans"), orphans)
