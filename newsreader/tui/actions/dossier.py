"""The dossier of an entity of the article, which the library shows."""

from __future__ import annotations

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.locale import _
from newsreader.tui.actions.chosen_entity import on_entity
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.view import leave
from newsreader.tui.messages import Requested

WITH_DOSSIER = (Kind.PER, Kind.ORG, Kind.LOC)
"""The kinds of entities that have a dossier."""


def show_entity_dossier(context: ReadingContext, entity: Entity) -> None:
    if entity.kind not in WITH_DOSSIER:
        context.say(_("A dossier is about a person, an organisation or a place."))
        return
    if not context.visit.from_library:
        message = _("The dossier of a name is in the library; open the folder of the article.")
        context.say(message)
        return
    context.visit.dossier = entity
    leave(context, Requested("app.library"))


show_dossier = on_entity(show_entity_dossier)
