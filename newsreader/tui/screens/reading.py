"""ReadingScreen: the article, who it is about, and what the reader wrote on it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from time import perf_counter
from typing import TypeVar

from textual import on, work

from newsreader.analysis.protocol import Failed, Finished, Progress, Warned, WordsFound
from newsreader.keys.keymap import keymap
from newsreader.locale import _
from newsreader.session.reading_session import ReadingSession
from newsreader.session.writer import SaveFailed
from newsreader.settings.settings import Settings
from newsreader.sidecar.loaded import Loaded
from newsreader.text.sanitize import clean
from newsreader.tui import compat
from newsreader.tui.actions import external_changes
from newsreader.tui.actions.context import InteractionState
from newsreader.tui.actions.watching import EVERY_SECONDS
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.messages import Happened, Requested
from newsreader.tui.page.viewport import Reached
from newsreader.tui.screens.panes import PaneScreen
from newsreader.tui.session_status import status_of, welcome
from newsreader.tui.startup import garbage
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_sidebar import EntitySidebar
from newsreader.tui.widgets.search_bar import SearchBar
from newsreader.tui.widgets.status_line import StatusLine

Answer = TypeVar("Answer")

_GATHER_SECONDS = 0.15
"""How long new mentions wait for more of them before the screen shows them."""

_PAUSES = 20
"""And how many times as long as gathering them took, so that a long text never holds up a key."""


_SEEN_ELSEWHERE = (
    "entities.clear",
    "entities.corrections",
    "notes.all_tags",
    "notes.article",
    "notes.clear",
    "notes.empty_trash",
)
"""What the side panes can be asked for though nobody looks at them."""


class ReadingScreen(PaneScreen):
    """A sitting on the screen: what is asked for comes up and is done by a deed."""

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        palette: Palette,
        problems: Sequence[str] = (),
        reached: Reached | None = None,
        *,
        from_library: bool = False,
    ) -> None:
        """`problems` are sentences to be told once the screen stands.

        `reached` is where the reader has come to before that, if a key moved anything.
        `from_library` when there is a list of articles to go back to.
        """
        super().__init__(session, settings, palette, reached)
        self._problems = problems
        self.from_library = from_library
        self.left = asyncio.Event()
        """Set when the reader has gone back to the library."""
        self.keys = keymap(settings.keys, settings.preset).keys
        self.interaction = InteractionState()
        self._gathering = False
        self._pause = _GATHER_SECONDS
        self._doing = ""
        self._began = 0
        self._busy = ""
        self.following = asyncio.Lock()

    def on_mount(self) -> None:
        self._began = self.pane.motion.nearest(self.pane.caret.offset)
        self.sidebar.waiting = _("reading…")
        self.pane.focus()
        self._place_panes()
        self.show_notebook()
        self.session.listen(lambda event: self.post_message(Happened(event)))
        for problem in self._problems:
            self.say(problem, warning=True)
        if self.session.first_ever:
            self.say(welcome())
        if self.session.ready:
            self._notes_are_there()
        else:
            self.busy(_("finding the highlights again"))
        self.set_interval(EVERY_SECONDS, lambda: self.undertake(external_changes.watch(self)))

    def _notes_are_there(self) -> None:
        self.busy("")
        for problem in self.session.problems:
            self.say(problem, warning=True)
        if self.session.moved:
            self.say(external_changes.outcome(self, len(self.session.notebook.orphans())))
        if self.session.interrupted:
            from newsreader.tui.actions import notes

            notes.recover(self)

    def on_unmount(self) -> None:
        garbage.skip_nothing()
        compat.forget_painted_rows()

    def busy(self, doing: str) -> None:
        self._busy = doing
        self._report()

    def undertake(self, work: Coroutine[None, None, None]) -> None:
        self.run_worker(work)

    def action_do(self, key: str) -> None:
        """Do what the key with this id asks for, wherever the reader is."""
        self.do(key)

    def offers(self, key: str) -> bool:
        """Whether the palette names the key with this id."""
        if key == "app.library":
            return self.from_library
        return not key.startswith(("editor.", "library."))

    def do(self, key: str) -> None:
        """Do what the key with this id does, as if it had been pressed in the article."""
        from newsreader.tui.actions import registry

        scope = key.partition(".")[0]
        if scope in ("entities", "notes"):
            side = self.sidebar if scope == "entities" else self.panel
            if key not in _SEEN_ELSEWHERE:
                self.bring(side)
            side.action_do(key)
        elif key in registry.ACTIONS:
            self._perform(Requested(key, self.pane.caret.offset, self.pane.selection))
        else:
            self.pane.action_do(key)

    def _perform(self, request: Requested) -> None:
        from newsreader.tui.actions import registry

        if self.session.read_only and request.id in registry.WRITES:
            self.say(_("A later version wrote these notes: they can be read, not changed."))
        elif not self.session.ready and request.id in registry.NEEDS_NOTES:
            self.say(_("Your highlights are being found again; try that in a moment."))
        else:
            registry.action(request.id)(self, request)

    @on(Requested)
    def _do_as_requested(self, request: Requested) -> None:
        from newsreader.tui.actions import registry

        # What is not there is a key that has nothing to do just now, as `o` without a selection.
        if request.time < self.interaction.since and request.id in registry.WRITES:
            self.say(_("The article has changed meanwhile; ask again."), warning=True)
        elif request.id in registry.ACTIONS:
            self._perform(request)

    @on(Happened)
    def _take(self, message: Happened) -> None:
        event, known = message.event, self.session.unsaved_reason
        changed = self.session.take(event)
        if isinstance(event, WordsFound):
            return  # thousands of them come, and nothing on the screen shows them
        match event:
            case Loaded():
                garbage.skip_existing()
                self._notes_are_there()
            case SaveFailed(reason) if reason != known:  # it is tried again every few seconds
                self.say(reason, warning=True)
            case Failed(reason):
                self.sidebar.waiting = _("no entities: {reason}").format(reason=clean(reason))
                self._doing = ""
                self.say(
                    _("Entities are not available: {reason}").format(reason=reason), warning=True
                )
            case Warned(reason):
                self.say(reason, warning=True)
            case Finished():
                self.sidebar.waiting = ""
                self._doing = ""
            case Progress():
                percent = int(100 * self.session.analysis.progress)
                self._doing = _("reading {percent}%").format(percent=percent)
            case _:
                pass
        if changed:
            self._gather()
        self.show_notebook()

    def _gather(self) -> None:
        """Show what was found: the first and the last of it at once, the rest together, soon."""
        if not self.entities or self.session.analysis.progress >= 1:
            self.show_entities()
        elif not self._gathering:
            self._gathering = True
            self.set_timer(self._pause, self.show_entities)

    def show_entities(self) -> None:
        self._gathering = False
        started = perf_counter()
        entities = self.session.analysis.entities
        if entities is not self.entities:
            self.entities = entities
        else:
            self.pane.show_mentions()
        self.sidebar.watched = self.session.watched(self.settings.watch)
        self._pause = max(_GATHER_SECONDS, _PAUSES * (perf_counter() - started))
        garbage.skip_existing()
        self._report()

    @on(ArticlePane.Moved)
    async def _moved(self) -> None:
        pane = self.pane
        stretch = pane.viewport.shown()
        if stretch is not None:
            self.session.attend(stretch)
        entity = self.session.analysis.entity_at(pane.caret.offset)
        self.sidebar.still = self.sidebar.still and pane.caret.offset == self._began
        self.sidebar.here = entity.id if entity else ""
        highlight = self.session.notebook.at(pane.caret.offset)
        self.panel.here = highlight.id if highlight else ""
        self._report()
        # What was changed here asks to be painted meanwhile: one frame shows it with the page.
        await asyncio.sleep(0)

    @on(EntitySidebar.Pointed)
    def _light_up(self, event: EntitySidebar.Pointed) -> None:
        self.pane.lit = event.entity

    def show_notebook(self) -> None:
        corrected = self.notebook.entities != self.session.notebook.entities
        self.notebook = self.session.notebook
        if corrected:
            self.show_entities()
        self._report()

    def _report(self) -> None:
        pane = self.pane
        last = pane.motion.bottom()
        status = status_of(
            self.session,
            last if pane.at_end else pane.caret.offset,
            last,
            pane.selection,
            self._busy or self._doing,
        )
        title, section = self.shown(status.title), self.shown(status.section)
        self.query_one(StatusLine).status = status._replace(
            title=title, section=section, from_library=self.from_library
        )

    def watch_script(self) -> None:
        self._report()

    def jump(self, offset: int, *, lead: bool = False) -> None:
        self.interaction.jumps.leave(self.pane.caret.offset)
        self.pane.go_to(offset, lead=lead)

    @on(SearchBar.Typed)
    def _typed(self, event: SearchBar.Typed) -> None:
        from newsreader.tui.actions import prompt_answers

        prompt_answers.typed(self, event.purpose, event.words)

    @on(SearchBar.Entered)
    def _entered(self, event: SearchBar.Entered) -> None:
        from newsreader.tui.actions import prompt_answers

        prompt_answers.entered(self, event.purpose, event.words)

    @on(SearchBar.Cancelled)
    def _cancelled(self, event: SearchBar.Cancelled) -> None:
        from newsreader.tui.actions import prompt_answers

        prompt_answers.cancelled(self, event.purpose)

    def leave(self, *, to_library: bool = False) -> None:
        if to_library and not self.from_library:
            self.say(_("There is no list of articles; newsreader with a folder opens one."))
        else:
            self._leave(to_library)

    def stop(self) -> None:
        """Remember where the reader is, for the next time."""
        self.session.stop_at(self.pane.caret.offset, ended=self.pane.at_end)

    @work(exclusive=True, group="leave")
    async def _leave(self, to_library: bool) -> None:
        if not await asyncio.to_thread(self.session.settle, 10):
            answers = [("s", _("Stay")), ("q", _("Quit and lose it"))]
            question = _("The last changes could not be saved.") + f" {self.session.unsaved_reason}"
            if await self.app.push_screen_wait(ChoiceScreen(question, answers)) != "q":
                self.session.go_on()
                return
        self.stop()
        if to_library:
            self.left.set()
            self.dismiss(None)
        else:
            self.app.exit()
