"""Shows what the session of the reading screen reports: its notes, its saves, its entities."""

from __future__ import annotations

from functools import partial
from time import perf_counter

from newsreader.analysis.protocol import Failed, Finished, Progress, Warned, WordsFound
from newsreader.article.article import is_only_lines
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.session.events import Event
from newsreader.session.writer import SaveFailed
from newsreader.sidecar.loaded import Loaded
from newsreader.text.sanitize import clean
from newsreader.tui.actions import external_changes
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.session_status import welcome
from newsreader.tui.startup import garbage

_GATHER_SECONDS = 0.15
"""How long new mentions wait for more of them before the screen shows them."""

_PAUSE_FACTOR = 20
"""They also wait this many times as long as the last update took, so that no key is held up."""


class SessionEvents:
    """Takes the events of the session of `context`, and shows what has changed by them."""

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self.progress = ""
        """How far the analysis is, in words; "" when it has ended."""
        self._gathering = False
        self._pause = _GATHER_SECONDS

    def begin(self) -> None:
        """Say what the reader should know first, and show the notes if they are loaded."""
        context, session = self._context, self._context.session
        context.sidebar.waiting = _("reading …")
        if session.state.new and context.visit.came_from is None:
            context.say(welcome())
        elif session.lacks_file:
            words = _("This text is in no file; {key} keeps it as one.")
            context.say(words.format(key=key_for("article.keep")))
        elif is_only_lines(session.article):
            context.say(_("No article was recognised on this page, so all of it is shown."))
        if session.ready:
            self._notes_are_there()
        else:
            context.busy(_("finding the highlights again"))

    def take(self, event: Event) -> None:
        """Let the session take `event`, and show what has changed."""
        context, session = self._context, self._context.session
        known = session.unsaved_reason
        changed = session.take(event)
        if isinstance(event, WordsFound):
            return  # there are thousands of these, and nothing on the screen shows them
        match event:
            case Loaded():
                garbage.skip_existing()
                self._notes_are_there()
            case SaveFailed(reason) if reason != known:  # saving is tried every few seconds
                context.say(reason, warning=True)
            case Failed(reason):
                context.sidebar.waiting = _("no entities: {reason}").format(reason=clean(reason))
                self.progress = ""
                message = _("Entities are not available: {reason}")
                context.say(message.format(reason=reason), warning=True)
            case Warned(reason):
                context.say(reason, warning=True)
            case Finished():
                context.sidebar.waiting = ""
                self.progress = ""
            case Progress():
                percent = int(100 * session.analysis.progress)
                self.progress = _("reading {percent}%").format(percent=percent)
            case _:
                pass
        if changed:
            self._gather()
        context.show_notebook()

    def _notes_are_there(self) -> None:
        context, session = self._context, self._context.session
        context.busy("")
        if session.problems:
            context.say("\n".join(session.problems), warning=True)
        notebook = session.notebook
        if session.moved:
            context.say(external_changes.outcome(context, len(notebook.orphans())))
        if not (notebook.highlights or notebook.note or session.sync.source is None):
            from newsreader.tui.actions import former_notes

            context.run_in_background(partial(former_notes.offer, context))
        if session.has_unfinished_note:
            from newsreader.tui.actions import notes

            notes.recover(context)

    def _gather(self) -> None:
        """Show new mentions: the first and the last of them at once, the others together, soon."""
        if not self._context.sidebar.entities or self._context.session.analysis.progress >= 1:
            self._show_entities()
        elif not self._gathering:
            self._gathering = True
            self._context.pane.set_timer(self._pause, self._show_entities)

    def _show_entities(self) -> None:
        self._gathering = False
        started = perf_counter()
        self._context.show_entities()
        self._pause = max(_GATHER_SECONDS, _PAUSE_FACTOR * (perf_counter() - started))
