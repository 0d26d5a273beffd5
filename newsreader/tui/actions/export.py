"""Carrying: what leaves the program, to a file or to the clipboard."""

from __future__ import annotations

import re

from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.dialogs.export_dialog import ExportDialog
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret


def _copy(context: ReadingContext, request: Requested) -> None:
    """Copy the selection, or the highlight under the caret."""
    here = context.session.notebook.at(request.offset)
    span = request.selection or (here.span if here else Span(request.offset, request.offset))
    words = span.of(context.session.article.text)
    if not words:
        unmarked = _(
            "Select some text first: {start} starts a selection, {sentence} takes the sentence."
        )
        start, sentence = key_for("selection.start"), key_for("selection.sentence")
        context.say(unmarked.format(start=start, sentence=sentence))
        return
    context.pane.app.copy_to_clipboard(words)
    context.say(_("{count} characters copied.").format(count=len(words)))
    if request.selection is not None:
        context.pane.move(Caret(request.selection.start))


def _quote(context: ReadingContext, request: Requested) -> None:
    """Copy the selection, the highlight or the sentence here as a quotation with its source."""
    article = context.session.article
    here = context.session.notebook.at(request.offset)
    span = request.selection or (here.span if here else None)
    if span is None:
        paragraph = article.paragraph_at(request.offset).span
        span = quotable_at(article.text, paragraph, request.offset)
    words = _one_line(span.of(article.text).strip())
    if not words:
        return
    origin = (article.author, f"《{article.title or article.name}》", article.source)
    source = "，".join(filter(None, (*origin, article.published)))
    context.pane.app.copy_to_clipboard(f"{_quoted(words)}（{clean_line(source)}）")
    context.say(_("Copied with its source: {source}").format(source=source))
    if request.selection is not None:
        context.pane.move(Caret(request.selection.start))


def _one_line(words: str) -> str:
    """`words` without line breaks: a blank between Latin words, nothing between Chinese ones."""
    return re.sub(
        r"(\w?)[ \t]*\n\s*",
        lambda m: m[1] + (" " if m[1].isascii() and m[1] else ""),
        words,
    )


def _quoted(words: str) -> str:
    """`words` in quotation marks; those inside give way to single ones (GB/T 15834-2011, 4.8)."""
    if words.startswith("“") and words.find("”") == len(words) - 1:
        return words
    return "“" + words.translate(str.maketrans("“”", "‘’")) + "”"


def _export(context: ReadingContext, _request: Requested) -> None:
    def done(told: str | None) -> None:
        if told:
            context.say(told)

    context.ask(ExportDialog(context.pane.palette, context.session, context.settings), done)


ACTIONS = {"selection.copy": _copy, "selection.quote": _quote, "app.export": _export}
