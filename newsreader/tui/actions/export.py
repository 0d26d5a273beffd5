"""What leaves the program: text to the clipboard, the notebook to a file."""

from __future__ import annotations

import re

from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext, sentences
from newsreader.notebook.note_links import LinkedArticles, has_links
from newsreader.session.exports import exports_of
from newsreader.text.sanitize import clean_line
from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.links import articles_of
from newsreader.tui.dialogs.export_dialog import ExportDialog
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret


def copy(context: ReadingContext, request: Requested) -> None:
    """Copy the selection, or the highlight under the caret."""
    here = context.session.notebook.at(request.offset)
    span = request.selection or (here.span if here else Span(request.offset, request.offset))
    words = span.of(context.session.article.text)
    if not words:
        message = _(
            "Select some text first: {start} starts a selection, {sentence} takes the sentence."
        )
        start, sentence = key_for("selection.start"), key_for("selection.sentence")
        context.say(message.format(start=start, sentence=sentence))
        return
    context.app.copy_to_clipboard(words)
    copied = ngettext("{count} character copied.", "{count} characters copied.", len(words))
    context.say(copied.format(count=len(words)))
    _end_selection(context, request)


def copy_with_source(context: ReadingContext, request: Requested) -> None:
    """Copy the selection, the highlight or the sentence here as a quotation with its source."""
    article = context.session.article
    here = context.session.notebook.at(request.offset)
    span = request.selection or (here.span if here else None)
    if span is None:
        paragraph = article.paragraph_at(request.offset).span
        span = quotable_at(article.text, paragraph, request.offset)
    words = _on_one_line(span.of(article.text).strip())
    if not words:
        return
    origin = (article.author, f"《{article.title or article.name}》", article.source)
    source = "，".join(filter(None, (*origin, article.published, article.url)))
    context.app.copy_to_clipboard(f"{_quoted(words)}（{clean_line(source)}）")
    message = _("Copied with its source: {source}").format(source=source)
    if lacks := exports_of(context.session, context.settings).unknown_parts():
        message += _(" ({parts} not known)").format(parts=_(", ").join(lacks))
    context.say(message)
    _end_selection(context, request)


def copy_citation(context: ReadingContext, _request: Requested) -> None:
    """Copy a citation of the article, in the format of the settings, and say what it lacks."""
    exports, name = exports_of(context.session, context.settings), context.settings.export_citation
    citation = exports.write(name).strip()
    context.app.copy_to_clipboard(citation)
    lacks = exports.losses(name)
    shown = _("Copied: {citation}").format(citation=clean_line(citation))
    context.say(clean_line(sentences(*lacks, shown)), warning=bool(lacks))


def _end_selection(context: ReadingContext, request: Requested) -> None:
    if request.selection is not None:
        context.pane.move(Caret(request.selection.start))


def _on_one_line(words: str) -> str:
    """`words` without line breaks: a blank between Latin words, nothing between Chinese ones."""
    return re.sub(
        r"(\w?)[ \t]*\n\s*",
        lambda m: m[1] + (" " if m[1].isascii() and m[1] else ""),
        words,
    )


def _quoted(words: str) -> str:
    """`words` in quotation marks; those within become single ones (GB/T 15834-2011, 4.8)."""
    if words.startswith("“") and words.find("”") == len(words) - 1:
        return words
    return "“" + words.translate(str.maketrans("“”", "‘’")) + "”"


def export(context: ReadingContext, request: Requested) -> None:
    """Open the export dialog, with the format that the subject of the request names, if any."""

    def answered(message: str | None) -> None:
        if message:
            context.say(message)

    articles = LinkedArticles()

    async def find_articles() -> None:
        nonlocal articles
        articles = await articles_of(context)

    exports = exports_of(context.session, context.settings, lambda: articles)
    if request.subject:
        exports.remember(request.subject)
    linked = context.visit.from_library or has_links(context.session.notebook)
    dialog = ExportDialog(context.pane.palette, exports, find_articles if linked else None)
    context.ask(dialog, answered)
