"""The reader's own commands: a text of the article for a program, and its output for the reader."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.lookup.command_runner import Program, ProgramError, invocation
from newsreader.settings.own_commands import Command
from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span
from newsreader.tui.actions import notes
from newsreader.tui.actions.chosen_highlight import highlight_here
from newsreader.tui.actions.chosen_word import nearest_word
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.dialogs.lookup_dialog import Entry, LookupScreen
from newsreader.tui.messages import Requested

_SHOWN_CHARACTERS = 400
"""Code points of an output in the status line: about four rows."""


def run(context: ReadingContext, request: Requested) -> None:
    """Run the command that is named in the request, in the background."""
    own = {f"command.{command.id}": command for command in context.settings.commands}
    command = own[request.id]
    text = _input(context, command, request)
    if text is None:
        return
    try:
        program = Program(invocation(command, text), command.seconds, _folder(context))
    except ProgramError as error:
        context.say(str(error), warning=True)
        return
    if command.output == "window":
        _show_in_window(context, command, program)
    else:
        work = partial(_deliver, context, command, program, request)
        context.run_in_background(work, group="command")


def _folder(context: ReadingContext) -> Path | None:
    """The folder of the article: programs that search files begin there."""
    source = context.session.sync.source
    return source.path.parent if source is not None else None


def _input(context: ReadingContext, command: Command, request: Requested) -> str | None:
    """The text for the command; None, and a message, if there is none here."""
    article, offset = context.session.article, request.offset
    match command.input:
        case "article":
            return article.text
        case "entity":
            return _name_at(context, offset)
        case "selection" if request.selection is None:
            message = _("Select some text first: {start} starts a selection.")
            context.say(message.format(start=key_for("selection.start")))
            return None
    span = request.selection or _span_at(context, command.input, offset)
    words = " ".join(span.of(article.text).split())
    if not words:
        context.say(_("There is no word here."))
    return words or None


def _name_at(context: ReadingContext, offset: int) -> str | None:
    """The name of the entity here; while names are being found perhaps only its words here."""
    analysis = context.session.analysis
    if entity := analysis.entity_at(offset):
        return entity.name
    for mention in analysis.mentions_in(Span(offset, offset + 1)):
        return " ".join(mention.span.of(context.session.article.text).split())
    context.say(_("No entity is named here."))
    return None


def _span_at(context: ReadingContext, what: str, offset: int) -> Span:
    article = context.session.article
    if what == "sentence":
        return quotable_at(article.text, article.paragraph_at(offset).span, offset)
    return nearest_word(context, offset)


def _show_in_window(context: ReadingContext, command: Command, program: Program) -> None:
    waiting = _("{title} is running …").format(title=command.title)
    window = LookupScreen(context.pane.palette, command.title, waiting)

    def answered(copied: str | None) -> None:
        program.cancel()
        copy(context, copied)

    async def show() -> None:
        try:
            output = await _output(program)
        except ProgramError as error:
            window.show_entries((), str(error))
            return
        lines = output.strip("\n").split("\n") if output.strip() else []
        window.show_entries([Entry("", (line,)) for line in lines], _("It printed nothing."))

    context.ask(window, answered)
    context.run_in_background(show, group="command")


def copy(context: ReadingContext, words: str | None) -> None:
    """Copy what was chosen in a window, if anything was."""
    if words:
        context.app.copy_to_clipboard(words)
        context.say(_("{count} characters copied.").format(count=len(words)))


async def _output(program: Program) -> str:
    """The output of the program, run on a thread; it is stopped if this is cancelled."""
    try:
        return await asyncio.to_thread(program.run)
    except asyncio.CancelledError:
        program.cancel()
        raise


async def _deliver(
    context: ReadingContext, command: Command, program: Program, request: Requested
) -> None:
    """Bring the output to the status line, the clipboard or a note."""
    article, interaction = context.session.article, context.interaction
    interaction.stop = program.cancel
    context.busy(_("{title} is running …").format(title=command.title))
    try:
        output = (await _output(program)).strip()
    except ProgramError as error:
        context.say(str(error), warning=True)
        return
    finally:
        if interaction.stop == program.cancel:  # else another one has been started meanwhile
            interaction.stop = None
            context.busy("")
    if not output and command.output == "status":  # such as one that opens a browser
        context.say(_("{title}: done.").format(title=command.title))
    elif not output:
        context.say(_("{title}: it printed nothing.").format(title=command.title))
    elif command.output == "clipboard":
        copy(context, output)
    elif command.output == "status":
        context.say(output[:_SHOWN_CHARACTERS])
    elif context.session.article is not article:
        copy(context, output)
        context.say(_("The article has changed meanwhile; the output is copied."), warning=True)
    else:
        _write_note(context, command, request, output)


def _write_note(context: ReadingContext, command: Command, request: Requested, output: str) -> None:
    """Open the note here with the output below what is in it; the reader saves it, or not."""
    if command.input == "article":
        before = context.session.notebook.note
        notes.edit_article_note(context, typed="\n\n".join(filter(None, (before, output))))
        return
    if request.selection is None and command.input == "word":
        word = nearest_word(context, request.offset)
        request = Requested(request.id, request.offset, word)
    if (found := highlight_here(context, request)) is not None:
        highlight, new = found
        typed = "\n\n".join(filter(None, (highlight.note, output)))
        notes.edit_note(context, highlight, new=new, typed=typed)
