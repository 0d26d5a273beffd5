"""What the list of all notes lists, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newsreader.library.note_groups import NoteGrouping
from newsreader.notebook.colour import Colour
from newsreader.notebook.note_links import LinkedFrom


@dataclass(frozen=True, slots=True)
class NotesView:
    """What is listed, and how: the notes in colour `only`, or in all, that match `words`.

    With `article` only those on this one, with `linked` only those that link there.
    """

    grouping: NoteGrouping = NoteGrouping.ARTICLE
    only: Colour | None = None
    words: str = ""
    article: Path | None = None
    linked: LinkedFrom | None = None

    @property
    def narrow(self) -> bool:
        """Whether some notes may not be listed."""
        return self.only is not None or self.linked is not None or bool(self.words.strip())
