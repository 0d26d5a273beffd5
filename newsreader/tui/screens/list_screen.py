"""What the screens with a list over the library share: the rows around it, keys, messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen

from newsreader.keys.display import key_for
from newsreader.keys.key_table import BY_ID
from newsreader.keys.keymap import keymap
from newsreader.locale import _
from newsreader.settings.settings import Settings
from newsreader.text.sanitize import clean
from newsreader.tui.actions.registry import Action
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Answer
from newsreader.tui.library.job import JobEnded, JobScreen
from newsreader.tui.library.library_list import LibraryFoot, LibraryHead
from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.messages import ArticleChosen, Requested
from newsreader.tui.theme.themes import DARK, Palette
from newsreader.tui.widgets.keyed_list import KeyedList
from newsreader.tui.widgets.prompt_bar import PromptBar
from newsreader.tui.widgets.terminal_cursor import put_back

AnyList = TypeVar("AnyList", bound=KeyedList)


class ListScreen(JobScreen, Generic[AnyList]):
    """A list with a row above it, and the prompt and a row below it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    ACTIONS: ClassVar[Mapping[str, Action]] = {}
    """What can be done here, by the ids of the keys; the list moves its choice itself."""

    palette: reactive[Palette] = reactive(DARK, init=False, repaint=False)

    def __init__(
        self, item_list: AnyList, keys: Mapping[str, tuple[str, ...]], palette: Palette
    ) -> None:
        super().__init__()
        self.set_reactive(ListScreen.palette, palette)
        self.keys = keys
        self.head = LibraryHead(id="library-head")
        self.item_list = item_list
        self.bar = PromptBar(id="bar")
        self.foot = LibraryFoot(id="library-foot")

    def compose(self) -> ComposeResult:
        yield self.head.data_bind(ListScreen.palette)
        yield self.item_list.data_bind(ListScreen.palette)
        yield self.bar
        yield self.foot.data_bind(ListScreen.palette)

    @property
    def layout_of_list(self) -> ListLayout:
        return ListLayout(*self.size)

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self.palette = palette

    def set_settings(self, settings: Settings) -> None:
        """Follow `settings` from now on."""
        self.keys = keymap(settings.keys, settings.preset).keys
        self.show_progress()

    def on_screen_resume(self) -> None:
        put_back(self)
        self.follow_scan()

    def follow_scan(self) -> None:
        """Show what the scan of the library has found. Called when this screen is on top."""

    @on(JobEnded)
    def _show_what_was_done(self, event: JobEnded) -> None:
        if event.problem and self.is_active:  # else the job has its own end
            self.follow_scan()

    def on_resize(self) -> None:
        layout, styles = self.layout_of_list, self.item_list.styles
        styles.width, styles.margin = layout.room, (layout.top, 0, 0, layout.left)
        self.show_progress()

    def offers(self, key: str) -> bool:
        """Whether the function with this id is available here."""
        return key in self.ACTIONS or key.startswith(f"{self.item_list.key_group}.")

    def do(self, key: str) -> None:
        """Do what the key with this id does."""
        if key in self.ACTIONS:
            self.perform(Requested(key))
        elif key.startswith(f"{self.item_list.key_group}."):
            self.item_list.action_do(key)
        else:
            message = _("“{action}” is for an open article; {open} opens the chosen one.")
            opens = key_for(f"{self.item_list.key_group}.open")
            self.say(message.format(action=BY_ID[key].words, open=opens))

    def action_do(self, key: str) -> None:
        self.do(key)

    @on(Requested)
    def _take_request(self, request: Requested) -> None:
        self.perform(request)

    def perform(self, request: Requested) -> None:
        """Do what is requested, if it can be done here."""
        if request.id in self.ACTIONS:
            self.ACTIONS[request.id].load()(self, request)

    def say(self, words: str, *, warning: bool = False) -> None:
        self.foot.show_notice(clean(words), warning=warning)

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        self.app.push_screen(dialog, then)

    def open_at(self, chosen: ArticleChosen) -> None:
        """Open an article."""
        self.post_message(chosen)


def beside(path: Path, paths: Iterable[Path], way: int) -> Path | None:
    """The path that comes after `path` among `paths`, or with `way` -1 before it; None if none."""
    listed = list(dict.fromkeys(paths))
    index = listed.index(path) + way if path in listed else -1
    return listed[index] if 0 <= index < len(listed) else None
