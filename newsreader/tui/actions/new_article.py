"""New articles: pasted into the library, or kept from standard input."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from newsreader.article.article import Article
from newsreader.errors import NewsreaderError
from newsreader.locale import _
from newsreader.tui.actions.context import LibraryContext, ReadingContext
from newsreader.tui.actions.keys_held import holding_keys
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.paste_dialog import PasteScreen
from newsreader.tui.messages import ArticleChosen, Requested

if TYPE_CHECKING:
    from newsreader.library.new_article import Saved


def paste(context: LibraryContext, _request: Requested) -> None:
    """Ask for a text, save it as an article and open it."""

    def answered(article: Article | None) -> None:
        if article is not None:
            context.run_in_background(partial(_save, context, article))

    context.ask(PasteScreen(str(context.library.home)), answered)


async def _save(context: LibraryContext, article: Article) -> None:
    with holding_keys(context):
        try:
            saved = await asyncio.to_thread(context.library.add, article)
        except NewsreaderError as error:
            context.say(str(error), warning=True)
            return
        _open(context, saved)


def _open(context: LibraryContext, saved: Saved) -> None:
    if saved.elsewhere:
        template = _("The folder cannot be written, so the article is in {path}.")
    else:
        template = _("Saved as {path}.")
    context.say(template.format(path=saved.path), warning=saved.elsewhere)
    context.show_view(context.view_state)
    context.post_message(ArticleChosen(saved.path))


def keep(context: ReadingContext, _request: Requested) -> None:
    """Save a text from standard input in a file."""
    context.run_in_background(partial(keep_text, context), group="keep")


async def keep_text(context: ReadingContext) -> None:
    try:
        path = await asyncio.to_thread(context.session.keep)
    except NewsreaderError as error:
        context.say(str(error), warning=True)
    else:
        context.say(_("Saved as {path}.").format(path=path))


async def offer_to_keep(context: ReadingContext) -> bool:
    """Ask whether to keep the text from standard input that has notes; False to stay."""
    question = _("The text of these notes came from standard input, and is in no file.")
    answers = [("k", _("Keep it as a file")), ("l", _("Leave it")), ("s", _("Stay"))]
    answer = await context.app.push_screen_wait(ChoiceScreen(question, answers, "app.quit"))
    if answer == "k":
        await keep_text(context)
        return not context.session.lacks_file
    return answer == "l"
