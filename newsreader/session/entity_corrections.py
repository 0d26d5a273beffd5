"""Names: what the reader says about entities, in this article and, where meant, everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from newsreader.entities.corrections import Correction, CorrectionAction, from_table
from newsreader.entities.entity import Entity, Kind
from newsreader.entities.user_lexicon import (
    LexiconEntry,
    add_entries,
    entries_of,
    read_entries,
    take_back,
)
from newsreader.session.notes import Notes, Tables


class EntityCorrections:
    """Each method is one correction: kept in the notebook, shown at once, undone by one step.

    What is meant everywhere goes into the reader's lexicon too, and out of it when the correction
    is taken back. What another program writes into the notes changes nothing there.
    """

    def __init__(
        self,
        notes: Notes,
        learn: Callable[[tuple[LexiconEntry, ...]], None] = lambda _entries: None,
    ) -> None:
        """`learn` is told what stands in the lexicon when that has changed."""
        self.lexicon: Path | None = None
        """The reader's user dictionary; without one "everywhere" is this article only."""
        self._notes = notes
        self._learn = learn
        self._stood: dict[str, tuple[LexiconEntry, ...]] = {}
        """What a correction took the place of in the lexicon, by its id."""
        notes.corrected = self._follow

    def add(self, name: str, kind: Kind, subkind: str = "", *, everywhere: bool = False) -> None:
        """`name` is an entity of `kind`, wherever it stands. Raises NewsreaderError."""
        self._say(
            Correction.new(CorrectionAction.ADD, name, kind, everywhere=everywhere, subkind=subkind)
        )

    def rename(self, entity: Entity, name: str) -> None:
        """Call the entity `name`; the text's own names stay as aliases."""
        self._say(Correction.new(CorrectionAction.RENAME, self._in_text(entity), entity.kind, name))

    def merge(self, entity: Entity, into: Entity) -> None:
        """The two are one, under the name and kind of `into`."""
        name, other = self._in_text(entity), self._in_text(into)
        self._say(Correction.new(CorrectionAction.MERGE, name, entity.kind, other))

    def split(self, entity: Entity, name: str) -> None:
        """The mentions that read `name` are an entity of their own."""
        self._say(Correction.new(CorrectionAction.SPLIT, name, entity.kind))

    def retype(
        self, entity: Entity, kind: Kind, subkind: str = "", *, everywhere: bool = False
    ) -> None:
        """The entity is of another kind. Raises NewsreaderError where the lexicon fails."""
        name = self._in_text(entity)
        self._say(
            Correction.new(
                CorrectionAction.RETYPE, name, kind, everywhere=everywhere, subkind=subkind
            )
        )

    def hide(self, entity: Entity, name: str = "") -> None:
        """This is no entity; with `name`, only the mentions that read so are none."""
        self._say(Correction.new(CorrectionAction.HIDE, name or entity.name, entity.kind))

    def bound(self, entity: Entity, name: str, to: str, *, everywhere: bool = False) -> None:
        """Mentions of the entity that read `name` end elsewhere: they are to read `to`."""
        kind = entity.kind
        self._say(Correction.new(CorrectionAction.BOUND, name, kind, to, everywhere=everywhere))

    def _in_text(self, entity: Entity) -> str:
        """A name that the text itself has for the entity, so that it holds whatever it is called.

        Its name where the text's own is none of its names, which new bounds can bring about.
        """
        said = dict.fromkeys(span.of(self._notes.text) for span in entity.mentions)
        if entity.name in said:
            return entity.name
        return next((name for name in said if name in entity.aliases), entity.name)

    def _say(self, wish: Correction) -> None:
        self._notes.correct([wish])

    def _follow(self, before: Tables, after: Tables) -> None:
        """Put into the lexicon what the reader says now, and take out what is taken back."""
        old, new = _everywhere(before), _everywhere(after)
        if self.lexicon is None or old == new:
            return
        for id_ in old.keys() - new.keys():
            take_back(self.lexicon, entries_of([old[id_]]), self._stood.pop(id_, ()))
        for id_ in new.keys() - old.keys():
            self._stood[id_] = add_entries(self.lexicon, entries_of([new[id_]]))
        self._learn(read_entries(self.lexicon))


def _everywhere(tables: Tables) -> dict[str, Correction]:
    """The corrections that are meant everywhere, by id."""
    wishes = (from_table(table) for table in tables)
    return {wish.id: wish for wish in wishes if wish is not None and wish.everywhere}
