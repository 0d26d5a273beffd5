"""Going: jumps to highlights, mentions, bookmarks, places and headings."""

from __future__ import annotations

from newsreader.article.outline import outline
from newsreader.entities.entity import Entity
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.prompt import ask_here
from newsreader.tui.dialogs.letter_prompt import LetterScreen
from newsreader.tui.dialogs.outline_dialog import ContentsScreen
from newsreader.tui.messages import Requested


def _next_highlight(context: ReadingContext, request: Requested) -> None:
    later = [h for h in context.session.notebook.shown() if h.span.start > request.offset]
    _go(context, later[0].span.start if later else None, _("There is no highlight further down."))


def _previous_highlight(context: ReadingContext, request: Requested) -> None:
    earlier = [h for h in context.session.notebook.shown() if h.span.start < request.offset]
    _go(
        context, earlier[-1].span.start if earlier else None, _("There is no highlight further up.")
    )


def _go(context: ReadingContext, offset: int | None, otherwise: str) -> None:
    if offset is None:
        context.say(otherwise)
    else:
        context.jump(offset)


def _mention(context: ReadingContext, request: Requested, *, forward: bool) -> None:
    """Step through the mentions of the entity under the caret, else of the one chosen last."""
    analysis = context.session.analysis
    entity = analysis.entity_at(request.offset) or analysis.entity(context.interaction.entity)
    if entity is None:
        context.say(
            _("No entity is chosen: put the cursor on a name, or choose one in the sidebar.")
        )
        return
    _step(context, entity, context.pane.caret.offset, forward=forward)


def _step(context: ReadingContext, entity: Entity, offset: int, *, forward: bool) -> None:
    context.interaction.entity = entity.id
    starts = [span.start for span in entity.mentions]
    if forward:
        target = next((start for start in starts if start > offset), starts[0])
    else:
        target = next((start for start in reversed(starts) if start < offset), starts[-1])
    context.jump(target)
    number = starts.index(target) + 1
    context.say(f"{context.shown(entity.name)} {number}/{len(starts)}")


def _chosen(context: ReadingContext, entity_id: str) -> Entity | None:
    """The entity with this id: one that was found, or one of the watch list that only stands."""
    watched = (entity for entity in context.sidebar.watched if entity.id == entity_id)
    return context.session.analysis.entity(entity_id) or next(watched, None)


def _open_entity(context: ReadingContext, request: Requested) -> None:
    """The first mention; the next one when the entity was the last to be opened."""
    entity = _chosen(context, request.subject)
    if entity is not None:
        again = context.interaction.entity == entity.id
        _step(context, entity, context.pane.caret.offset if again else -1, forward=True)


def _step_entity(context: ReadingContext, request: Requested, *, forward: bool) -> None:
    entity = _chosen(context, request.subject)
    if entity is not None:
        _step(context, entity, context.pane.caret.offset, forward=forward)


def _back(context: ReadingContext, request: Requested) -> None:
    place = context.interaction.jumps.back(request.offset)
    if place is not None:
        context.pane.go_to(place)


def _forward(context: ReadingContext, _request: Requested) -> None:
    place = context.interaction.jumps.forward()
    if place is not None:
        context.pane.go_to(place)


def _far(context: ReadingContext, request: Requested) -> None:
    """The start or the end of the article, with a way back; a selection is taken along."""
    if context.pane.caret.selecting:
        context.pane.action_do(request.id)
    else:
        context.jump(context.pane.motion.go(request.id.partition(".")[2], request.offset))


def _go_to(context: ReadingContext, request: Requested) -> None:
    context.bar.open(request.id, _("Go to"), hint=_("50% or a paragraph's number"))


_MOST_DIGITS = 12


def go_to(context: ReadingContext, words: str) -> None:
    """Go where `words` say: a percentage of the article, or a paragraph by number from 1."""
    words = words.strip().replace("％", "%")
    number = words.removesuffix("%").strip()[:_MOST_DIGITS]
    if not number.isdecimal():
        context.say(
            _("Write a percentage such as 50%, or the number of a paragraph."), warning=True
        )
    elif words.endswith("%"):
        context.jump(context.session.article.length * min(100, int(number)) // 100)
        if int(number) > 100:
            context.say(_("100% is the end of the article."))
    else:
        _go_to_paragraph(context, int(number))


def _go_to_paragraph(context: ReadingContext, number: int) -> None:
    """Go to the paragraph with this number, or to the nearest there is, and say so."""
    paragraphs = context.session.article.paragraphs
    nearest = max(1, min(number, len(paragraphs)))
    context.jump(paragraphs[nearest - 1].span.start)
    if nearest != number:
        told = _("There is no paragraph {number}: the article has 1 to {last}.")
        context.say(told.format(number=number, last=len(paragraphs)))


def _set_bookmark(context: ReadingContext, request: Requested) -> None:
    def done(letter: str | None) -> None:
        if letter:
            context.session.notes.bookmark(letter, request.offset)
            context.show_notebook()
            told = _("Bookmark {letter} is here; {key} and {letter} come back to it.")
            context.say(told.format(letter=clean_line(letter), key=key_for("bookmark.jump")))

    ask_here(context, LetterScreen(_("Bookmark: press a letter")), done)


def _jump_to_bookmark(context: ReadingContext, _request: Requested) -> None:
    marks = context.session.notebook.bookmarks
    if not marks:
        none = _("There is no bookmark yet; {key} and a letter set one.")
        context.say(none.format(key=key_for("bookmark.set")))
        return

    def done(letter: str | None) -> None:
        there = context.session.notebook.bookmarks  # the text may be another by now
        if letter and letter in there:
            context.jump(there[letter].offset)
        elif letter:
            context.say(_("There is no bookmark {letter}.").format(letter=clean_line(letter)))

    letters = " ".join(clean_line(letter) for letter in sorted(marks))
    context.ask(LetterScreen(_("Jump to bookmark: {letters}").format(letters=letters)), done)


def _contents(context: ReadingContext, request: Requested) -> None:
    entries = outline(context.session.article)
    if not entries:
        context.say(_("This article has no headings."))
        return

    def done(offset: int | None) -> None:
        if offset is not None:
            context.jump(offset, lead=True)

    paragraphs = context.session.article.paragraphs
    rows = [
        (paragraphs[entry.paragraph].span.start, entry.level, context.shown(entry.words))
        for entry in entries
    ]
    ask_here(context, ContentsScreen(context.pane.palette, rows, request.offset), done)


ACTIONS = {
    "highlight.next": _next_highlight,
    "highlight.previous": _previous_highlight,
    "mention.next": lambda context, request: _mention(context, request, forward=True),
    "mention.previous": lambda context, request: _mention(context, request, forward=False),
    "entities.open": _open_entity,
    "entities.next": lambda context, request: _step_entity(context, request, forward=True),
    "entities.previous": lambda context, request: _step_entity(context, request, forward=False),
    "cursor.back": _back,
    "cursor.forward": _forward,
    "cursor.go_to": _go_to,
    "cursor.top": _far,
    "cursor.bottom": _far,
    "bookmark.set": _set_bookmark,
    "bookmark.jump": _jump_to_bookmark,
    "article.contents": _contents,
}
