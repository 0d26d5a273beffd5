"""Wording: what the reader said about the entities of an article, as sentences."""

from __future__ import annotations

from newsreader.entities.corrections import Correction, CorrectionAction
from newsreader.entities.kind import kind_name
from newsreader.locale import _


def words_of(wish: Correction) -> str:
    """A correction as a sentence."""
    sentences = {
        CorrectionAction.ADD: _("{name} is an entity: {kind}"),
        CorrectionAction.HIDE: _("{name} is no entity"),
        CorrectionAction.RETYPE: _("{name} is of another kind: {kind}"),
        CorrectionAction.RENAME: _("{name} is called {to}"),
        CorrectionAction.MERGE: _("{name} is one with {to}"),
        CorrectionAction.SPLIT: _("{name} is an entity of its own"),
        CorrectionAction.BOUND: _("{name} is in full {to}"),
    }
    kind = kind_name(wish.kind, wish.subkind) if wish.kind is not None else ""
    return sentences[wish.action].format(name=wish.name, to=wish.to, kind=kind)
