"""Jumps: to highlights, mentions, bookmarks, headings, and to a place that is typed."""

from __future__ import annotations

from newsreader.article.outline import outline
from newsreader.entities.entity import Entity
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.dialogs.choice import LetterScreen
from newsreader.tui.messages import NextArticle, Requested

_MOST_DIGITS = 12

_NEAR = 2000
"""Code points in which a name is looked for first; in most articles there is one."""


def go_to_next_article(context: ReadingContext, request: Requested) -> None:
    """Open the article after this one in the library's list, or the one before it."""
    if not context.visit.from_library:
        context.say(_("There is no list of articles: open a folder to go through it."))
        return
    is_next = request.id == "article.next"
    article = context.visit.article_after(NextArticle(1 if is_next else -1))
    if article is None:
        last = _("No article follows this one in the list.")
        context.say(last if is_next else _("No article comes before this one in the list."))
        return
    from newsreader.tui.actions.view import leave_for  # noqa: PLC0415 (jumps need no dialog)

    leave_for(context, article)


def next_highlight(context: ReadingContext, request: Requested) -> None:
    later = [h for h in context.session.notebook.shown() if h.span.start > request.offset]
    if later:
        context.jump(later[0].span.start)
    else:
        context.say(_("There is no highlight further down."))


def previous_highlight(context: ReadingContext, request: Requested) -> None:
    earlier = [h for h in context.session.notebook.shown() if h.span.start < request.offset]
    if earlier:
        context.jump(earlier[-1].span.start)
    else:
        context.say(_("There is no highlight further up."))


def step_mention(context: ReadingContext, request: Requested) -> None:
    """Go to another mention of the entity under the caret, or else of the one chosen last."""
    analysis = context.session.analysis
    entity = analysis.entity_at(request.offset) or analysis.entity(context.interaction.entity)
    if entity is None:
        context.say(
            _("No entity is chosen: put the cursor on a name, or choose one in the sidebar.")
        )
        return
    _step(context, entity, context.pane.caret.offset, forward=request.id.endswith(".next"))


def step_any_mention(context: ReadingContext, request: Requested) -> None:
    """Go to the next or previous name in the text, of whatever entity."""
    forward = request.id == "mention.next_any"
    start = _nearest_mention(context, request.offset, forward=forward)
    if start is None:
        below, above = _("There is no name further down."), _("There is no name further up.")
        context.say(below if forward else above)
        return
    context.jump(start)
    entity = context.session.analysis.entity_at(start)
    context.interaction.entity = entity.id if entity is not None else ""


def _nearest_mention(context: ReadingContext, offset: int, *, forward: bool) -> int | None:
    """The start of the next shown name after `offset`, or of the previous one; looks near first."""
    last = context.session.article.length
    for reach in (_NEAR, last):
        ends = (offset, min(last, offset + reach)) if forward else (max(0, offset - reach), offset)
        starts = [
            mention.span.start for mention in context.session.analysis.mentions_in(Span(*ends))
        ]
        found = [s for s in starts if (s > offset if forward else s < offset)]
        found = [s for s in found if context.pane.motion.nearest(s) == s]  # not in a folded part
        if found:
            return found[0 if forward else -1]
    return None


def say_no_pair(context: ReadingContext, _request: Requested) -> None:
    """Reached only where the pane finds no paired marks to select."""
    context.say(_("There are no paired marks around this."))


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
    """The entity with this id: one that was found, or one that only the watch list has."""
    watched = (entity for entity in context.sidebar.watched if entity.id == entity_id)
    return context.session.analysis.entity(entity_id) or next(watched, None)


def open_entity(context: ReadingContext, request: Requested) -> None:
    """Go to the first mention, or to the next one when the entity was opened before."""
    entity = _chosen(context, request.subject)
    if entity is not None:
        again = context.interaction.entity == entity.id
        _step(context, entity, context.pane.caret.offset if again else -1, forward=True)


def step_entity(context: ReadingContext, request: Requested) -> None:
    """Go to another mention of the entity that is chosen in the sidebar."""
    entity = _chosen(context, request.subject)
    if entity is not None:
        _step(context, entity, context.pane.caret.offset, forward=request.id.endswith(".next"))


def go_back(context: ReadingContext, request: Requested) -> None:
    """Go back to where the last jump began, and at last to the link that led to this article."""
    place = context.interaction.jumps.back(request.offset)
    if place is not None:
        context.pane.go_to(place)
    elif context.visit.came_from is not None:
        from newsreader.tui.actions.view import leave_for  # noqa: PLC0415 (jumps need no dialog)

        leave_for(context, context.visit.came_from)


def go_forward(context: ReadingContext, _request: Requested) -> None:
    place = context.interaction.jumps.forward()
    if place is not None:
        context.pane.go_to(place)


def go_to_end(context: ReadingContext, request: Requested) -> None:
    """Go to the start or the end of the article; a selection is extended to there."""
    if context.pane.caret.selecting:
        context.pane.action_do(request.id)
    else:
        context.jump(context.pane.motion.go(request.id.partition(".")[2], request.offset))


def ask_where_to_go(context: ReadingContext, _request: Requested) -> None:
    def submitted(words: str) -> None:
        context.pane.focus()
        _go_to(context, words)

    context.bar.prompt(
        _("Go to"),
        on_submit=submitted,
        on_cancel=context.pane.focus,
        placeholder=_("50% or a paragraph's number"),
    )


_QUIT = ("q", "q!", "qa", "wq", "wqa", "x")
"""What readers who know vim and less write here to leave: everything is saved then."""


def _go_to(context: ReadingContext, words: str) -> None:
    """Go to a percentage of the article, or to a paragraph by its number from 1."""
    words = words.strip().replace("％", "%")
    if words in _QUIT:
        context.do("app.quit")
        return
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
    """Go to the paragraph with this number, or to the nearest one with a message."""
    paragraphs = context.session.article.paragraphs
    nearest = max(1, min(number, len(paragraphs)))
    context.jump(paragraphs[nearest - 1].span.start)
    if nearest != number:
        message = _("There is no paragraph {number}: the article has 1 to {last}.")
        context.say(message.format(number=number, last=len(paragraphs)))


def set_bookmark(context: ReadingContext, request: Requested) -> None:
    def answered(letter: str | None) -> None:
        if letter:
            context.session.notes.bookmark(letter, request.offset)
            context.show_notebook()
            message = _("Bookmark {letter} is here; {key} and {letter} come back to it.")
            context.say(message.format(letter=clean_line(letter), key=key_for("bookmark.jump")))

    ask_about_text(context, LetterScreen(_("Bookmark: press a letter")), answered)


def jump_to_bookmark(context: ReadingContext, _request: Requested) -> None:
    marks = context.session.notebook.bookmarks
    if not marks:
        none = _("There is no bookmark yet; {key} and a letter set one.")
        context.say(none.format(key=key_for("bookmark.set")))
        return

    def answered(letter: str | None) -> None:
        there = context.session.notebook.bookmarks  # the text may have been replaced
        if letter and letter in there:
            context.jump(there[letter].offset)
        elif letter:
            context.say(_("There is no bookmark {letter}.").format(letter=clean_line(letter)))

    letters = " ".join(clean_line(letter) for letter in sorted(marks))
    context.ask(LetterScreen(_("Jump to bookmark: {letters}").format(letters=letters)), answered)


def show_contents(context: ReadingContext, request: Requested) -> None:
    from newsreader.tui.dialogs.outline_dialog import (  # noqa: PLC0415 (jumps need no dialog)
        Heading,
        OutlineScreen,
    )

    entries = outline(context.session.article)
    if not entries:
        context.say(_("This article has no headings."))
        return

    def answered(offset: int | None) -> None:
        if offset is not None:
            context.jump(offset, lead=True)

    paragraphs = context.session.article.paragraphs
    rows = [
        Heading(paragraphs[entry.paragraph].span.start, entry.level, context.shown(entry.words))
        for entry in entries
    ]
    ask_about_text(context, OutlineScreen(context.pane.palette, rows, request.offset), answered)
