"""Wording: what the reader said about the entities of an article, as sentences."""

from __future__ import annotations

from newsreader.entities.corrections import Correction, Deed
from newsreader.entities.kinds import kind_name
from newsreader.locale import _


def words_of(wish: Correction) -> str:
    """A correction as a sentence."""
    sentences = {
        Deed.ADD: _("{name} is an entity: {kind}"),
        Deed.HIDE: _("{name} is no entity"),
        Deed.RETYPE: _("{name} is of another kind: {kind}"),
        Deed.RENAME: _("{name} is called {to}"),
        Deed.MERGE: _("{name} is one with {to}"),
        Deed.SPLIT: _("{name} is an entity of its own"),
        Deed.BOUND: _("{name} is in full {to}"),
    }
    kind = kind_name(wish.kind, wish.subkind) if wish.kind is not None else ""
    return sentences[wish.deed].format(name=wish.name, to=wish.to, kind=kind)
