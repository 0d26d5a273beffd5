"""The entity that an action is about."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.entities.entity import Entity
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested


def on_entity(
    act: Callable[[ReadingContext, Entity], None], *, watched: bool = False
) -> Callable[[ReadingContext, Requested], None]:
    """An action on the entity chosen in the sidebar, or else on the one under the caret.

    With `watched` the entity may be one that only the watch list has.
    """

    def action(context: ReadingContext, request: Requested) -> None:
        analysis, sidebar = context.session.analysis, context.sidebar
        entity = analysis.entity(request.subject)
        if sidebar.screen.focused is not sidebar:
            entity = analysis.entity_at(context.pane.caret.offset) or entity
        if entity is None and watched:
            entity = next((e for e in sidebar.watched if e.id == request.subject), None)
        if entity is not None:
            act(context, entity)
        else:
            context.say(_no_entity(context.sidebar.waiting, analysis.progress))

    return action


def _no_entity(waiting: str, progress: float) -> str:
    """Why there is no entity, and what to do."""
    if waiting and progress < 1:
        return _("There is no entity here so far ({why}).").format(why=waiting)
    to_next = key_for("mention.next_any")
    return _("There is no entity here; {key} goes to the next name.").format(key=to_next)
