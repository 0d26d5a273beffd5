"""What the reader says about the entities of the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsreader.entities.corrections import (
    Correction,
    CorrectionAction,
    from_table,
    from_tables,
    to_table,
)
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.session.notes import Notes


class EntityCorrections:
    """A correction is kept in the notebook, shown at once, and undone in one step."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def add(self, name: str, kind: Kind, subkind: str = "", *, everywhere: bool = False) -> None:
        """`name` is an entity of `kind`, wherever it occurs. Raises NewsreaderError."""
        self._add(
            Correction.new(CorrectionAction.ADD, name, kind, everywhere=everywhere, subkind=subkind)
        )

    def rename(self, entity: Entity, name: str, *, everywhere: bool = False) -> None:
        """Call the entity `name`; the text's own names stay as aliases.

        Raises NewsreaderError if it is meant for all articles and cannot be saved for them.
        """
        old, kind = self._in_text(entity), entity.kind
        self._add(Correction.new(CorrectionAction.RENAME, old, kind, name, everywhere=everywhere))

    def merge(self, entity: Entity, into: Entity, *, everywhere: bool = False) -> None:
        """The two are one entity, with the name and kind of `into`. Raises as `rename` does."""
        name, other, kind = self._in_text(entity), self._in_text(into), entity.kind
        self._add(Correction.new(CorrectionAction.MERGE, name, kind, other, everywhere=everywhere))

    def split(self, entity: Entity, name: str) -> None:
        """The mentions that read `name` are an entity of their own."""
        self._add(Correction.new(CorrectionAction.SPLIT, name, entity.kind))

    def retype(
        self, entity: Entity, kind: Kind, subkind: str = "", *, everywhere: bool = False
    ) -> None:
        """The entity is of another kind. Raises NewsreaderError if the lexicon fails."""
        name = self._in_text(entity)
        self._add(
            Correction.new(
                CorrectionAction.RETYPE, name, kind, everywhere=everywhere, subkind=subkind
            )
        )

    def hide(self, entity: Entity, name: str = "", *, everywhere: bool = False) -> None:
        """This is no entity; with `name`, only its mentions that read so are none.

        Raises as `rename` does.
        """
        name, kind = name or entity.name, entity.kind
        self._add(Correction.new(CorrectionAction.HIDE, name, kind, everywhere=everywhere))

    def bound(self, entity: Entity, name: str, to: str, *, everywhere: bool = False) -> None:
        """Mentions of the entity that read `name` have other ends: they read `to`."""
        kind = entity.kind
        self._add(Correction.new(CorrectionAction.BOUND, name, kind, to, everywhere=everywhere))

    def word(self, word: str, *, everywhere: bool = False) -> None:
        """`word` is one word, wherever it occurs. Raises NewsreaderError if the lexicon fails."""
        self._add(Correction.new(CorrectionAction.WORD, word, everywhere=everywhere))

    def withdraw(self, correction_id: str) -> None:
        """Take a correction back, however long ago it was made. Raises as `rename` does."""
        read = [(table, from_table(table)) for table in self._notes.notebook.entities]
        self._change(table for table, each in read if each is None or each.id != correction_id)

    def all(self) -> tuple[Correction, ...]:
        """The corrections in order, without those that this version cannot read."""
        return from_tables(self._notes.notebook.entities)

    def _in_text(self, entity: Entity) -> str:
        """A name of the entity that is in the text, so that the correction survives a rename.

        The entity's own name if the text has none of its names, as after new bounds.
        """
        names = dict.fromkeys(span.of(self._notes.text) for span in entity.mentions)
        if entity.name in names:
            return entity.name
        return next((name for name in names if name in entity.aliases), entity.name)

    def _add(self, correction: Correction) -> None:
        self._change((*self._notes.notebook.entities, to_table(correction)))

    def _change(self, tables: Iterable[Mapping[str, object]]) -> None:
        self._notes.change(self._notes.notebook.with_entities(tables))
