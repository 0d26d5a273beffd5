"""Going: jumps to highlights, mentions, bookmarks, places and headings."""

from __future__ import annotations

from newsreader.article.contents import contents
from newsreader.entities.entity import Entity
from newsreader.hints import key_for
from newsreader.locale import _
from newsreader.text.control import clean_line
from newsreader.tui.deeds.asking import ask_here
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.dialogs.contents import ContentsScreen
from newsreader.tui.dialogs.letter import LetterScreen
from newsreader.tui.messages import Requested


def _next_highlight(desk: Desk, request: Requested) -> None:
    later = [h for h in desk.session.notebook.shown() if h.span.start > request.offset]
    _go(desk, later[0].span.start if later else None, _("There is no highlight further down."))


def _previous_highlight(desk: Desk, request: Requested) -> None:
    earlier = [h for h in desk.session.notebook.shown() if h.span.start < request.offset]
    _go(desk, earlier[-1].span.start if earlier else None, _("There is no highlight further up."))


def _go(desk: Desk, offset: int | None, otherwise: str) -> None:
    if offset is None:
        desk.say(otherwise)
    else:
        desk.jump(offset)


def _mention(desk: Desk, request: Requested, *, forward: bool) -> None:
    """Step through the mentions of the entity under the caret, else of the one chosen last."""
    knowledge = desk.session.knowledge
    entity = knowledge.entity_at(request.offset) or knowledge.entity(desk.errand.entity)
    if entity is None:
        desk.say(_("No entity is chosen: put the cursor on a name, or choose one in the sidebar."))
        return
    _step(desk, entity, desk.pane.caret.offset, forward=forward)


def _step(desk: Desk, entity: Entity, offset: int, *, forward: bool) -> None:
    desk.errand.entity = entity.id
    starts = [span.start for span in entity.mentions]
    if forward:
        target = next((start for start in starts if start > offset), starts[0])
    else:
        target = next((start for start in reversed(starts) if start < offset), starts[-1])
    desk.jump(target)
    number = starts.index(target) + 1
    desk.say(f"{desk.shown(entity.name)} {number}/{len(starts)}")


def _chosen(desk: Desk, entity_id: str) -> Entity | None:
    """The entity with this id: one that was found, or one of the watch list that only stands."""
    watched = (entity for entity in desk.sidebar.watched if entity.id == entity_id)
    return desk.session.knowledge.entity(entity_id) or next(watched, None)


def _open_entity(desk: Desk, request: Requested) -> None:
    """The first mention; the next one when the entity was the last to be opened."""
    entity = _chosen(desk, request.subject)
    if entity is not None:
        again = desk.errand.entity == entity.id
        _step(desk, entity, desk.pane.caret.offset if again else -1, forward=True)


def _step_entity(desk: Desk, request: Requested, *, forward: bool) -> None:
    entity = _chosen(desk, request.subject)
    if entity is not None:
        _step(desk, entity, desk.pane.caret.offset, forward=forward)


def _back(desk: Desk, request: Requested) -> None:
    place = desk.errand.jumps.back(request.offset)
    if place is not None:
        desk.pane.go_to(place)


def _forward(desk: Desk, _request: Requested) -> None:
    place = desk.errand.jumps.forward()
    if place is not None:
        desk.pane.go_to(place)


def _far(desk: Desk, request: Requested) -> None:
    """The start or the end of the article, with a way back; a selection is taken along."""
    if desk.pane.caret.selecting:
        desk.pane.action_do(request.id)
    else:
        desk.jump(desk.pane.motion.go(request.id.partition(".")[2], request.offset))


def _go_to(desk: Desk, request: Requested) -> None:
    desk.bar.open(request.id, _("Go to"), hint=_("50% or a paragraph's number"))


_MOST_DIGITS = 12


def go_to(desk: Desk, words: str) -> None:
    """Go where `words` say: a percentage of the article, or a paragraph by number from 1."""
    words = words.strip().replace("％", "%")
    number = words.removesuffix("%").strip()[:_MOST_DIGITS]
    if not number.isdecimal():
        desk.say(_("Write a percentage such as 50%, or the number of a paragraph."), warning=True)
    elif words.endswith("%"):
        desk.jump(desk.session.article.length * min(100, int(number)) // 100)
        if int(number) > 100:
            desk.say(_("100% is the end of the article."))
    else:
        _go_to_paragraph(desk, int(number))


def _go_to_paragraph(desk: Desk, number: int) -> None:
    """Go to the paragraph with this number, or to the nearest there is, and say so."""
    paragraphs = desk.session.article.paragraphs
    nearest = max(1, min(number, len(paragraphs)))
    desk.jump(paragraphs[nearest - 1].span.start)
    if nearest != number:
        told = _("There is no paragraph {number}: the article has 1 to {last}.")
        desk.say(told.format(number=number, last=len(paragraphs)))


def _set_bookmark(desk: Desk, request: Requested) -> None:
    def done(letter: str | None) -> None:
        if letter:
            desk.session.notes.bookmark(letter, request.offset)
            desk.show_notebook()
            told = _("Bookmark {letter} is here; {key} and {letter} come back to it.")
            desk.say(told.format(letter=clean_line(letter), key=key_for("bookmark.jump")))

    ask_here(desk, LetterScreen(_("Bookmark: press a letter")), done)


def _jump_to_bookmark(desk: Desk, _request: Requested) -> None:
    marks = desk.session.notebook.bookmarks
    if not marks:
        none = _("There is no bookmark yet; {key} and a letter set one.")
        desk.say(none.format(key=key_for("bookmark.set")))
        return

    def done(letter: str | None) -> None:
        there = desk.session.notebook.bookmarks  # the text may be another by now
        if letter and letter in there:
            desk.jump(there[letter].offset)
        elif letter:
            desk.say(_("There is no bookmark {letter}.").format(letter=clean_line(letter)))

    letters = " ".join(clean_line(letter) for letter in sorted(marks))
    desk.ask(LetterScreen(_("Jump to bookmark: {letters}").format(letters=letters)), done)


def _contents(desk: Desk, request: Requested) -> None:
    entries = contents(desk.session.article)
    if not entries:
        desk.say(_("This article has no headings."))
        return

    def done(offset: int | None) -> None:
        if offset is not None:
            desk.jump(offset, lead=True)

    paragraphs = desk.session.article.paragraphs
    rows = [
        (paragraphs[entry.paragraph].span.start, entry.level, desk.shown(entry.words))
        for entry in entries
    ]
    ask_here(desk, ContentsScreen(desk.pane.palette, rows, request.offset), done)


DEEDS = {
    "highlight.next": _next_highlight,
    "highlight.previous": _previous_highlight,
    "mention.next": lambda desk, request: _mention(desk, request, forward=True),
    "mention.previous": lambda desk, request: _mention(desk, request, forward=False),
    "entities.open": _open_entity,
    "entities.next": lambda desk, request: _step_entity(desk, request, forward=True),
    "entities.previous": lambda desk, request: _step_entity(desk, request, forward=False),
    "cursor.back": _back,
    "cursor.forward": _forward,
    "cursor.go_to": _go_to,
    "cursor.top": _far,
    "cursor.bottom": _far,
    "bookmark.set": _set_bookmark,
    "bookmark.jump": _jump_to_bookmark,
    "article.contents": _contents,
}
