"""Tagging: the tags of a highlight, and those of the whole notebook."""

from __future__ import annotations

from dataclasses import replace

from newsreader.keys.display import key_for, key_name
from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.merge import merge_tags
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.highlights import here_or_made, meant, set_range
from newsreader.tui.dialogs.menu import Chosen, Course, MenuScreen
from newsreader.tui.dialogs.picker import Choice, ChoiceList, PickerScreen
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.completion import BETWEEN_TAGS


def _tags(context: ReadingContext, request: Requested) -> None:
    """Ask for the tags of a highlight; without one here, the selection or the sentence is made one.

    So the letters that follow are the tag's, wherever it is asked for.
    """
    if request.id.startswith("notes."):
        if (chosen := meant(context, request)) is not None:
            _ask_for(context, chosen)
        return
    if context.interaction.ranging:
        set_range(context, request, None)
        request = Requested(request.id, context.pane.caret.offset)
    if (found := here_or_made(context, request)) is not None:
        highlight, new = found
        _ask_for(context, highlight)
        context.interaction.made = context.session.notebook if new else None


def _ask_for(context: ReadingContext, highlight: Highlight) -> None:
    """Ask for the tags of `highlight`, completing those that are in use."""
    context.interaction.tags, context.interaction.made = highlight.tags, None
    context.bar.open(
        f"tags:{highlight.id}",
        _("Tags"),
        " ".join(highlight.tags),
        _("separated by blanks; {tab} completes").format(tab=key_name("tab")),
        complete=tuple(context.session.notes.tags()),
    )


def set_tags(context: ReadingContext, highlight_id: str, words: str) -> None:
    """Give a highlight the tags that `words` lists, with or without `#`.

    What another program did to its tags meanwhile is done too.
    """
    wanted = tuple(_listed(words))
    if not wanted:
        untagged(context)
    highlight = context.session.notebook.highlights.get(highlight_id)
    if highlight is not None:
        tags = merge_tags(context.interaction.tags, wanted, highlight.tags)
        context.session.notes.tag(highlight_id, tags)
        context.show_notebook()


def untagged(context: ReadingContext) -> None:
    """No tag was written: take back the highlight that was made for it, if nothing came since."""
    made, context.interaction.made = context.interaction.made, None
    now = context.session.notebook
    if made is not None and replace(made, source=now.source) == now:  # saving names the source
        context.session.notes.undo()
        context.show_notebook()


def _listed(words: str) -> list[str]:
    tags = (tag.lstrip("#") for tag in BETWEEN_TAGS.split(words))
    return [tag for tag in tags if tag]


def _all(context: ReadingContext, _request: Requested) -> None:
    """List the tags of the notebook, to do something with one."""
    counts = context.session.notes.tags()
    if not counts:
        none = _("There is no tag yet; {key} on a highlight writes some.")
        context.say(none.format(key=key_for("highlight.tags")))
        return

    def done(chosen: str | None) -> None:
        if chosen is not None:
            _ask(context, chosen)

    choices = [Choice(tag, f"#{tag}", str(count)) for tag, count in counts.items()]
    context.ask(
        PickerScreen(context.pane.palette, ChoiceList(_("Tags of this article"), choices)), done
    )


def _ask(context: ReadingContext, tag: str) -> None:
    courses = [
        Course("show", "f", _("show the highlights that have it")),
        Course("rename", "r", _("give it another name")),
        Course("merge", "m", _("make it one with another tag")),
        Course("drop", "x", _("take it off every highlight")),
    ]

    def done(chosen: Chosen | None) -> None:
        match chosen.id if chosen else "":
            case "show":
                context.panel.filter = f"#{tag} "
                context.panel.focus()
            case "rename":
                context.bar.open(f"tag:{tag}", _("Tag"), tag)
            case "merge":
                _merge(context, tag)
            case "drop":
                _retag(context, tag, "")

    context.ask(MenuScreen(context.pane.palette, f"#{clean_line(tag)}", courses), done)


def _merge(context: ReadingContext, tag: str) -> None:
    counts = context.session.notes.tags()
    choices = [Choice(t, f"#{t}", str(count)) for t, count in counts.items() if t != tag]

    def done(chosen: str | None) -> None:
        if chosen is not None:
            _retag(context, tag, chosen)

    title = _("#{tag} becomes …").format(tag=clean_line(tag))
    context.ask(PickerScreen(context.pane.palette, ChoiceList(title, choices)), done)


def renamed(context: ReadingContext, tag: str, words: str) -> None:
    """Call the tag as `words` say; where that is a tag already, the two become one."""
    names = _listed(words)
    if len(names) == 1:
        _retag(context, tag, names[0])
    else:
        context.say(_("A tag is one word, without blanks and commas."), warning=True)


def _retag(context: ReadingContext, old: str, new: str) -> None:
    if old == new:
        return
    count = context.session.notes.rename_tag(old, new)
    context.show_notebook()
    told = ngettext(
        "{count} highlight has other tags now; {undo} takes it back.",
        "{count} highlights have other tags now; {undo} takes it back.",
        count,
    )
    context.say(told.format(count=count, undo=key_for("app.undo")))


ACTIONS = {
    "highlight.tags": _tags,
    "notes.tags": _tags,
    "article.tags": _all,
    "notes.all_tags": _all,
}
