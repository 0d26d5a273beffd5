"""What is shown and how: panes, theme, script, pinyin, encoding, help; and leaving."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from newsreader.decoding.decode import ENCODINGS
from newsreader.errors import NewsreaderError, SearchError
from newsreader.locale import _
from newsreader.settings.entries import entry_of
from newsreader.text.pinyin import pinyin
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.actions.chosen_word import nearest_word
from newsreader.tui.actions.context import ReadingContext, ScreenContext
from newsreader.tui.actions.context_menu import ask_in_help
from newsreader.tui.actions.external_changes import show_article
from newsreader.tui.actions.keys_held import holding_keys
from newsreader.tui.actions.new_article import offer_to_keep
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.messages import ArticleChosen, Requested, SettingChanged

_SETTLE_SECONDS = 10
"""How long to wait for the last changes to be saved before asking."""

_LOOK_SECONDS = 0.2
"""How often to look whether the changes are saved while that question is open."""

_LONGEST = 120
"""Code points whose pinyin is shown at most: a few rows of the status line."""

_ENCODING_KEYS: Sequence[str] = "123456"


def leave(context: ReadingContext, request: Requested) -> None:
    """Quit, or go back to the list of articles, once everything is saved.

    Without a list, go to the article of a link, or back to the one with the link that led here.
    """
    to_library, visit = request.id == "app.library", context.visit
    if to_library and not visit.from_library:
        visit.next_article = visit.next_article or visit.came_from
    if to_library and not visit.from_library and visit.next_article is None:
        context.say(_("There is no list of articles; newsreader with a folder opens one."))
    else:
        context.run_in_background(partial(_save_and_leave, context, to_library), group="leave")


def leave_for(context: ReadingContext, article: ArticleChosen) -> None:
    """Open `article` instead of this one, once everything is saved."""
    context.visit.next_article = article
    leave(context, Requested("app.library"))


async def _save_and_leave(context: ReadingContext, to_library: bool) -> None:
    session, key = context.session, "app.library" if to_library else "app.quit"
    if not await _done(context, session.settle):
        question = _("The last changes could not be saved.") + f" {session.unsaved_reason}"
        words = _("Leave, and keep them in the data directory")
        if not await _wants_to_leave(context, question, words, key):
            context.visit.stay()
            return
        if not await _done(context, session.finish):
            question = _("They cannot be kept in the data directory either.")
            if not await _wants_to_leave(context, question, _("Leave and lose them"), key):
                context.visit.stay()
                return
    lacks_file = session.lacks_file and session.notebook.in_order()
    stays = lacks_file and not await offer_to_keep(context)
    if stays or not context.is_active:  # something was opened with the mouse meanwhile
        session.reopen()
        context.visit.stay()
        return
    context.end(to_library=to_library)


async def _done(context: ReadingContext, save: Callable[[float], bool]) -> bool:
    """Whether `save` succeeds in time. Keys that are pressed meanwhile are for what comes."""
    with holding_keys(context):
        return await asyncio.to_thread(save, _SETTLE_SECONDS)


async def _wants_to_leave(context: ReadingContext, question: str, words: str, key: str) -> bool:
    """Ask whether to leave; what is not saved is tried again meanwhile, and ends the question."""
    session = context.session
    session.reopen()
    screen = ChoiceScreen(question, [("s", _("Stay")), ("l", words)], key)

    async def close_when_saved() -> None:
        while not (session.saved and screen.is_active):
            await asyncio.sleep(_LOOK_SECONDS)
        screen.dismiss("l")

    closing = asyncio.create_task(close_when_saved())
    try:
        return await context.app.push_screen_wait(screen) == "l"
    finally:
        closing.cancel()


def show_help(context: ReadingContext, _request: Requested) -> None:
    ask_in_help(context, context.keys, _focused(context))


def _focused(context: ReadingContext) -> str:
    if context.sidebar.has_focus:
        return "entities"
    return "notes" if context.panel.has_focus else "article"


def show_palette(context: ScreenContext, _request: Requested) -> None:
    context.app.action_command_palette()


def redraw(context: ScreenContext, _request: Requested) -> None:
    context.app.screen.refresh(layout=True)


def suspend(context: ScreenContext, _request: Requested) -> None:
    context.app.action_suspend_process()


def focus_next_pane(context: ReadingContext, request: Requested) -> None:
    context.panes.focus_next(1 if request.id == "app.next_pane" else -1)


def toggle_pane(context: ReadingContext, request: Requested) -> None:
    context.panes.toggle(request.id)


def toggle_furniture(context: ReadingContext, _request: Requested) -> None:
    setting = context.pane.setting
    context.pane.setting = setting._replace(furniture=not setting.furniture)


def clear_entities(context: ReadingContext, _request: Requested) -> None:
    """Drop the filter of the sidebar; without one go back to the article."""
    if context.sidebar.filter:
        context.sidebar.filter = ""
    else:
        context.pane.focus()


def leave_notes(context: ReadingContext, _request: Requested) -> None:
    context.pane.focus()


def change_script(context: ReadingContext, _request: Requested) -> None:
    """Show the article in the next script: its own, simplified, traditional."""
    script = context.script = context.script.following
    messages = {
        Script.ORIGINAL: _("The article's own characters."),
        Script.SIMPLIFIED: _("Shown in simplified characters; the text is as it was."),
        Script.TRADITIONAL: _("Shown in traditional characters; the text is as it was."),
    }
    context.say(messages[script])
    context.post_message(SettingChanged(entry_of("page", "script"), script.value))


def show_pinyin(context: ReadingContext, request: Requested) -> None:
    """Show the pinyin of the selection, or else of the word under the caret."""
    span = request.selection or nearest_word(context, request.offset)
    text = Span(span.start, min(span.end, span.start + _LONGEST)).of(context.session.article.text)
    if not text.strip():
        context.say(_("There is no word here."))
        return
    try:
        context.say(f"{text.strip()}  {pinyin(text)}")
    except SearchError as error:
        context.say(str(error), warning=True)


def choose_encoding(context: ReadingContext, _request: Requested) -> None:
    """Ask for the encoding of the file and read it again; the encoding is remembered."""
    if context.session.sync.source is None:
        context.say(_("Standard input cannot be read twice; use --encoding the next time."))
        return
    question = _("It is read as {encoding}. Which encoding should be used?").format(
        encoding=context.session.article.encoding
    )
    answers = [*zip(_ENCODING_KEYS, ENCODINGS, strict=True), ("a", _("As it looks"))]

    def answered(key: str | None) -> None:
        if key:
            context.run_in_background(
                partial(_read_as, context, None if key == "a" else dict(answers)[key])
            )

    context.ask(ChoiceScreen(question, answers), answered)


async def _read_as(context: ReadingContext, encoding: str | None) -> None:
    source = context.session.sync.source
    if source is None:
        return
    try:
        await show_article(context, partial(source.read_as, encoding))
    except NewsreaderError as error:
        context.say(str(error), warning=True)
        return
    message = _("Read as {encoding}, now and from now on.")
    context.say(message.format(encoding=context.session.article.encoding))
