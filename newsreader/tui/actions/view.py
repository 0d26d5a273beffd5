"""Arranging: panes shown and hidden, help, leaving."""

from __future__ import annotations

from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.messages import Requested


def _arrange(context: ReadingContext, request: Requested) -> None:
    context.rearrange(request.id)


def _quit(context: ReadingContext, _request: Requested) -> None:
    context.leave()


def _library(context: ReadingContext, _request: Requested) -> None:
    context.leave(to_library=True)


def _help(context: ReadingContext, _request: Requested) -> None:
    def do(chosen: str | None) -> None:
        if chosen:
            context.do(chosen)

    context.ask(HelpScreen(context.pane.palette, context.keys, _listening(context)), do)


def _listening(context: ReadingContext) -> str:
    if context.sidebar.has_focus:
        return "entities"
    return "notes" if context.panel.has_focus else "article"


def _clear_entities(context: ReadingContext, _request: Requested) -> None:
    if context.sidebar.filter:
        context.sidebar.filter = ""
    else:
        context.rearrange("article")


def _leave_panel(context: ReadingContext, _request: Requested) -> None:
    context.rearrange("article")


ACTIONS = {
    "app.quit": _quit,
    "app.help": _help,
    "app.library": _library,
    "app.palette": _arrange,
    "app.next_pane": _arrange,
    "app.previous_pane": _arrange,
    "app.toggle_entities": _arrange,
    "app.toggle_notes": _arrange,
    "app.zen": _arrange,
    "app.redraw": _arrange,
    "app.theme": _arrange,
    "app.suspend": _arrange,
    "article.furniture": _arrange,
    "entities.clear": _clear_entities,
    "notes.clear": _leave_panel,
}
