"""What the status line shows of a session."""

from __future__ import annotations

from newsreader.article.outline import heading_above
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.lookup.glossary import Term
from newsreader.session.reading_session import ReadingSession
from newsreader.text.sanitize import clean_line
from newsreader.text.span import Span
from newsreader.tui.widgets.status_line import Status

_CHARACTERS_A_MINUTE = 400
"""Reading speed in Chinese, for the time left."""


def status_of(
    session: ReadingSession,
    offset: int,
    last: int,
    selection: Span | None,
    doing: str,
    term: Term | None = None,
) -> Status:
    """The status with the caret at `offset`, in code points.

    `last` is the last offset that the caret can reach; only folded page furniture follows it.
    `term` is the entry of the glossary for the term at the caret.
    """
    article = session.article
    return Status(
        title=clean_line(article.title or article.name),
        section=_section(session, offset),
        percent=100 if offset >= last else 100 * offset // max(1, last),
        length=article.length,
        minutes=max(0, -((offset - last) // _CHARACTERS_A_MINUTE)),
        highlights=len(session.notebook.shown()),
        saved=session.saved,
        reason=session.unsaved_reason,
        encoding="" if article.certain else _("{encoding}?").format(encoding=article.encoding),
        doing=doing,
        selected=len(selection) if selection else 0,
        term=clean_line(f"{term.term} = {term.words}") if term is not None else "",
    )


def welcome() -> str:
    """The message of the very first start: where the reader is, and four keys."""
    words = _(
        "Welcome. The cursor is in the article: {down} goes to the next paragraph, {sentence} "
        "takes the sentence, {colour} highlights it, {help} shows every key."
    )
    return words.format(
        down=key_for("cursor.next_paragraph"),
        sentence=key_for("selection.sentence"),
        colour=key_for("highlight.colour_1"),
        help=key_for("app.help"),
    )


def _section(session: ReadingSession, offset: int) -> str:
    """The heading above `offset`, or ""."""
    heading = heading_above(session.article, offset)
    return clean_line(heading.words) if heading else ""
