"""Arranging: panes shown and hidden, help, leaving."""

from __future__ import annotations

from newsreader.tui.deeds.desk import Desk
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.messages import Requested


def _arrange(desk: Desk, request: Requested) -> None:
    desk.rearrange(request.id)


def _quit(desk: Desk, _request: Requested) -> None:
    desk.leave()


def _library(desk: Desk, _request: Requested) -> None:
    desk.leave(to_library=True)


def _help(desk: Desk, _request: Requested) -> None:
    def do(chosen: str | None) -> None:
        if chosen:
            desk.do(chosen)

    desk.ask(HelpScreen(desk.pane.palette, desk.keys, _listening(desk)), do)


def _listening(desk: Desk) -> str:
    if desk.sidebar.has_focus:
        return "entities"
    return "notes" if desk.panel.has_focus else "article"


def _clear_entities(desk: Desk, _request: Requested) -> None:
    if desk.sidebar.filter:
        desk.sidebar.filter = ""
    else:
        desk.rearrange("article")


def _leave_panel(desk: Desk, _request: Requested) -> None:
    desk.rearrange("article")


DEEDS = {
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
