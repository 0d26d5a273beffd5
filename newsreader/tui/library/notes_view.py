"""What the list of all notes lists, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.library.all_notes import AllNotes, KnownNotes
from newsreader.library.note_groups import NoteGroup, NoteGrouping, grouped, groupings
from newsreader.locale import _
from newsreader.notebook.colour import Colour, colour_name
from newsreader.notebook.note_links import LinkedFrom
from newsreader.text.sanitize import clean_line
from newsreader.tui.library.view_state import Head, hints_within
from newsreader.tui.widgets.typeset import SEPARATOR

_LISTED = ("allnotes.open", "allnotes.edit", "allnotes.tags", "allnotes.delete", "app.export")
"""The keys that do something with what is listed."""


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

    def listed(self, notes: AllNotes) -> Listed:
        """The groups of the `notes` that are listed, or what is wrong with the query."""
        known = notes.known()
        try:
            found = known.matching(self.words, self.only, notes.library.meanings)
        except NewsreaderError as error:
            return Listed(self, known, problem=str(error))
        found = [each for each in found if self.article in (None, each.path)]
        if self.linked is not None:
            found = [each for each in found if self.linked.holds(each.note)]
        return Listed(self, known, grouped(found, self.grouping))

    def grouping_after(self, known: KnownNotes) -> NoteGrouping:
        """The next grouping that the `known` notes can have."""
        offered = groupings(known.excerpts)
        at = offered.index(self.grouping) if self.grouping in offered else -1
        return offered[(at + 1) % len(offered)]

    def nothing(self, *, is_scanning: bool) -> str:
        """The words in an empty list; `is_scanning` while articles are read."""
        if self.linked is not None and not self.words.strip():
            words = _("No note has a link to it; {key} shows all notes.")
            return words.format(key=key_for("allnotes.clear"))
        if self.narrow:
            words = _("Nothing is found; {key} drops the search.")
            return words.format(key=key_for("allnotes.clear"))
        if is_scanning:
            return _("The articles are being read …")
        template = _("Nothing is marked yet in these articles; {open} in their list opens one.")
        return template.format(open=key_for("library.open"))

    def head(self, known: KnownNotes, roots: Sequence[Path]) -> Head:
        """The words above the list: which of the `known` notes on articles at `roots`."""
        names = {
            NoteGrouping.ARTICLE: _("by article"),
            NoteGrouping.TAG: _("by tag"),
            NoteGrouping.COLOUR: _("by colour"),
            NoteGrouping.SPEAKER: _("by speaker"),
            NoteGrouping.DATE: _("by date"),
        }
        parts = [names[self.grouping]]
        entry = known.entries.get(self.article) if self.article else None
        parts += [clean_line(entry.name)] if entry else []
        title = _("All notes")
        if self.linked is not None:
            title = _("Notes that link there")
            parts.append(clean_line(self.linked.name))
        parts += [colour_name(self.only)] if self.only else []
        parts += [f"/{clean_line(self.words)}"] if self.words.strip() else []
        return Head(title, SEPARATOR.join(parts), "  ".join(map(str, roots[:3])))

    def key_hints(self, width: int, *, is_empty: bool = False) -> str:
        """The keys and what they do, in `width` cells if possible; the help always stays.

        In an empty list there are none for what is listed.
        """
        hints = (
            ("allnotes.open", _("{key} goes there")),
            ("allnotes.clear", _("{key} shows all") if self.narrow else _("{key} back")),
            ("allnotes.edit", _("{key} edits")),
            ("allnotes.search", _("{key} searches")),
            ("allnotes.group", _("{key} groups")),
            ("allnotes.tags", _("{key} tags")),
            ("allnotes.delete", _("{key} deletes")),
            ("app.export", _("{key} exports")),
        )
        keys = ((key, words) for key, words in hints if not (is_empty and key in _LISTED))
        return hints_within(width, [words.format(key=key_for(key)) for key, words in keys])


class Listed(NamedTuple):
    """What `view` lists of the `known` notes, or the `problem` with its query."""

    view: NotesView
    known: KnownNotes
    groups: Sequence[NoteGroup] = ()
    problem: str = ""
