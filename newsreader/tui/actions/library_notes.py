"""The notes on all articles of the library: listed, marked by a search, tags renamed, undone."""

from __future__ import annotations

from functools import partial

from newsreader.keys.display import key_for, key_name
from newsreader.library.all_notes import MarkingPlan, Step
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.note_changes import Outcome, Undoable
from newsreader.locale import _, ngettext, sentences
from newsreader.notebook.colour import Colour, colour_name
from newsreader.notebook.note_links import LinkedArticle, LinkedArticles, LinkedFrom
from newsreader.sidecar.paths import article_path
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import LibraryContext, NotesContext, ScreenContext
from newsreader.tui.actions.tags import TagTools, choose_tag, codebook_in, split_tags
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.library.job import Job
from newsreader.tui.library.view_state import LibraryView
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.completion import TagCompletion
from newsreader.user_paths import is_folder

_OTHER = "other"
"""The item that switches between the words and their sentences."""

_MOST_PROBLEMS = 8
"""Problems that are listed; of the others the number is shown."""


def list_notes(context: LibraryContext, _request: Requested) -> None:
    context.show_notes()


def list_linking(context: LibraryContext, _request: Requested) -> None:
    """List the notes that have a link to the chosen article or name."""
    articles = LinkedArticles(LinkedArticle(e.path, e.title) for e in context.library.entries)
    if (name := context.item_list.appearance) is not None:
        linked = LinkedFrom(name.name, articles, names=frozenset(name.names))
    elif (path := context.item_list.path) is not None:
        entry = context.library.entry(path)
        linked = LinkedFrom(entry.name if entry is not None else path.name, articles, path)
    else:
        return
    context.show_notes(linked=linked)


def say_lost(context: ScreenContext, entry: ArticleEntry) -> None:
    """Say that only the notes on an article are there."""
    message = _(
        "The article of these notes, {file}, is not there; when it is opened under another "
        "name, newsreader offers them."
    )
    context.say(message.format(file=clean_line(article_path(entry.path).name)))


def mark_all(context: LibraryContext, _request: Requested) -> None:
    """Count the hits of the search, ask for a colour and tags, and highlight every hit."""
    view_state = context.view_state
    if view_state.view is not LibraryView.ARTICLES or not view_state.words.strip():
        words = _("Search first with {search}; then {key} highlights every hit.")
        keys = {"search": key_for("library.search"), "key": key_for("library.mark_all")}
        context.say(words.format(**keys))
        return
    _count(context, sentences=False)


def _count(context: LibraryContext, *, sentences: bool) -> None:
    view_state = context.view_state
    entries = view_state.articles(context.library.entries)

    def count(step: Step) -> MarkingPlan | None:
        return context.notes.plan(view_state.words, entries, step, sentences=sentences)

    def counted(plan: MarkingPlan | None) -> None:
        if plan is None:
            context.say(_("Stopped."))
        elif not any(plan.spans.values()):
            context.say(_("There is no hit in a text to highlight."))
        elif not plan.articles:
            context.say(_("Every hit is highlighted already."))
        elif context.is_active:
            _ask_for_colour(context, plan)

    context.start_job(Job(_("Counting the hits"), count, counted))


def _ask_for_colour(context: LibraryContext, plan: MarkingPlan) -> None:
    """Show what would be marked, and ask for the colour."""
    hits = _hits(plan, sum(plan.hits.values()))
    title = _("Highlight {hits} in {articles}").format(
        hits=hits, articles=_articles(len(plan.articles))
    )
    meanings = context.library.meanings
    items = [
        MenuItem(colour.value, str(number), f"{colour_name(colour)} {meanings.get(colour, '')}")
        for number, colour in enumerate(Colour, 1)
    ]
    other = _("only the words") if plan.sentences else _("the whole sentences")
    items.append(MenuItem(_OTHER, "s", other))

    root = context.library.roots[0]
    codebook = codebook_in(context, root if is_folder(root) else root.parent)
    used = context.notes.tags()

    def submitted(colour: Colour, words: str) -> None:
        tags, _colour = codebook.tags(split_tags(words), used)  # the colour is chosen already
        _mark(context, plan, colour, tuple(dict.fromkeys(tags)))

    def answered(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.id == _OTHER:
            _count(context, sentences=not plan.sentences)
        elif chosen is not None:
            context.bar.prompt(
                _("Tags"),
                on_submit=partial(submitted, Colour(chosen.id)),
                on_cancel=lambda: context.say(_("Nothing was highlighted.")),
                placeholder=_("as many as you like, or none; {key} highlights {hits}").format(
                    key=key_name("enter"), hits=hits
                ),
                completion=TagCompletion([*used, *codebook.codes]),
            )

    context.ask(MenuScreen(context.palette, title, items), answered)


def _mark(
    context: LibraryContext, plan: MarkingPlan, colour: Colour, tags: tuple[str, ...]
) -> None:
    def mark(step: Step) -> Outcome:
        return context.notes.mark(plan, colour, tags, step)

    def marked(outcome: Outcome) -> None:
        done = _("{hits} highlighted in {articles}; {undo} takes it back.")
        report(context, outcome, done.format(hits=_hits(plan, outcome.changed), **_about(outcome)))

    context.start_job(Job(_("Highlighting the hits"), mark, marked))


def list_tags(context: NotesContext, _request: Requested) -> None:
    """List the tags of all articles, to do something with one of them."""
    # At once, because the letters that are typed next choose a tag, and are no keys.
    show, rename = partial(_show_tagged, context), partial(_rename, context)
    tools = TagTools(context, context.palette, context.notes.tags(), show, rename)
    choose_tag(tools, _("Tags of all articles"))


def _show_tagged(context: NotesContext, tag: str) -> None:
    quoted = f'#"{tag}"' if not tag.isalnum() else f"#{tag}"
    context.show_notes(quoted)


def _rename(context: NotesContext, old: str, new: str) -> None:
    if old == new:
        return

    def rename(step: Step) -> Outcome:
        return context.notes.rename_tag(old, new, step)

    def renamed(outcome: Outcome) -> None:
        done = _("{notes} in {articles} changed; {undo} takes it back.")
        report(context, outcome, done.format(notes=_notes(outcome.changed), **_about(outcome)))

    context.start_job(Job(_("Renaming the tag"), rename, renamed))


def undo(context: NotesContext, _request: Requested) -> None:
    """Undo the last change of notes that was made in the library, by this program or another."""

    def found(last: Undoable | None) -> None:
        if last is None:
            context.say(_("There is nothing to undo."))
        elif last.here:
            _undo(context, last)
        elif context.is_active:
            _ask_whether_to_undo(context, last)

    context.start_job(Job("", lambda _step: context.notes.last(), found))


def _ask_whether_to_undo(context: NotesContext, last: Undoable) -> None:
    """Ask, because the change was made long ago, or in another window."""
    question = _("Undo what was done on {time}: {what}?").format(
        time=f"{last.made.astimezone():%Y-%m-%d %H:%M}", what=clean_line(last.words)
    )

    def answered(letter: str | None) -> None:
        if letter == "y":
            _undo(context, last)

    context.ask(ChoiceScreen(question, [("y", _("Undo it")), ("n", _("Leave it"))]), answered)


def _undo(context: NotesContext, last: Undoable) -> None:
    def reverted(outcome: Outcome) -> None:
        words = _("Undone: {what} ({notes} in {articles})").format(
            what=clean_line(last.words), notes=_notes(outcome.changed), **_about(outcome)
        )
        if outcome.kept:
            kept = ngettext(
                "{count} stays, which you changed since.",
                "{count} stay, which you changed since.",
                outcome.kept,
            )
            words = sentences(words, kept.format(count=outcome.kept))
        report(context, outcome, words)

    def revert(step: Step) -> Outcome:
        return context.notes.undo(last, step)

    context.start_job(Job(_("Undoing"), revert, reverted))


def report(context: NotesContext, outcome: Outcome, words: str) -> None:
    """Show what was done, and every article with a problem."""
    if outcome.stopped:
        words = sentences(_("Stopped."), words)
    context.say(words, warning=outcome.stopped)
    context.refresh_list()
    if not outcome.problems:
        return
    if context.is_active and len(outcome.problems) + bool(outcome.changed) > 1:
        listed = [clean_line(problem) for problem in outcome.problems[:_MOST_PROBLEMS]]
        more = len(outcome.problems) - len(listed)
        listed += [_("and {count} more").format(count=more)] if more else []
        question = "\n".join([words, "", *listed])
        context.ask(ChoiceScreen(question, [("k", _("Close"))]), lambda _letter: None)
    else:
        context.say(outcome.problems[0], warning=True)


def _about(outcome: Outcome) -> dict[str, str]:
    return {"articles": _articles(outcome.articles), "undo": key_for("app.undo")}


def _hits(plan: MarkingPlan, count: int) -> str:
    if plan.sentences:
        return ngettext("{count} sentence", "{count} sentences", count).format(count=count)
    return ngettext("{count} hit", "{count} hits", count).format(count=count)


def _articles(count: int) -> str:
    return ngettext("{count} article", "{count} articles", count).format(count=count)


def _notes(count: int) -> str:
    return ngettext("{count} highlight", "{count} highlights", count).format(count=count)
