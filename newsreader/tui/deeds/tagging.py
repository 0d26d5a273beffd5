"""Tagging: the tags of a highlight, and those of the whole notebook."""

from __future__ import annotations

from dataclasses import replace

from newsreader.hints import key_for, key_name
from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.merge import merge_tags
from newsreader.text.control import clean_line
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.deeds.marking import here_or_made, meant, set_range
from newsreader.tui.dialogs.menu import Chosen, Course, MenuScreen
from newsreader.tui.dialogs.picker import Choice, ChoiceList, PickerScreen
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.completion import BETWEEN_TAGS


def _tags(desk: Desk, request: Requested) -> None:
    """Ask for the tags of a highlight; without one here, the selection or the sentence is made one.

    So the letters that follow are the tag's, wherever it is asked for.
    """
    if request.id.startswith("notes."):
        if (chosen := meant(desk, request)) is not None:
            _ask_for(desk, chosen)
        return
    if desk.errand.ranging:
        set_range(desk, request, None)
        request = Requested(request.id, desk.pane.caret.offset)
    if (found := here_or_made(desk, request)) is not None:
        highlight, new = found
        _ask_for(desk, highlight)
        desk.errand.made = desk.session.notebook if new else None


def _ask_for(desk: Desk, highlight: Highlight) -> None:
    """Ask for the tags of `highlight`, completing those that are in use."""
    desk.errand.tags, desk.errand.made = highlight.tags, None
    desk.bar.open(
        f"tags:{highlight.id}",
        _("Tags"),
        " ".join(highlight.tags),
        _("separated by blanks; {tab} completes").format(tab=key_name("tab")),
        complete=desk.session.tags.names(),
    )


def set_tags(desk: Desk, highlight_id: str, words: str) -> None:
    """Give a highlight the tags that `words` lists, with or without `#`.

    What another program did to its tags meanwhile is done too.
    """
    wanted = tuple(_listed(words))
    if not wanted:
        untagged(desk)
    highlight = desk.session.notebook.highlights.get(highlight_id)
    if highlight is not None:
        tags = merge_tags(desk.errand.tags, wanted, highlight.tags)
        desk.session.notes.tag(highlight_id, tags)
        desk.show_notebook()


def untagged(desk: Desk) -> None:
    """No tag was written: take back the highlight that was made for it, if nothing came since."""
    made, desk.errand.made = desk.errand.made, None
    now = desk.session.notebook
    if made is not None and replace(made, source=now.source) == now:  # saving names the source
        desk.session.notes.undo()
        desk.show_notebook()


def _listed(words: str) -> list[str]:
    tags = (tag.lstrip("#") for tag in BETWEEN_TAGS.split(words))
    return [tag for tag in tags if tag]


def _all(desk: Desk, _request: Requested) -> None:
    """List the tags of the notebook, to do something with one."""
    counts = desk.session.tags.counts()
    if not counts:
        none = _("There is no tag yet; {key} on a highlight writes some.")
        desk.say(none.format(key=key_for("highlight.tags")))
        return

    def done(chosen: str | None) -> None:
        if chosen is not None:
            _ask(desk, chosen)

    choices = [Choice(tag, f"#{tag}", str(count)) for tag, count in counts.items()]
    desk.ask(PickerScreen(desk.pane.palette, ChoiceList(_("Tags of this article"), choices)), done)


def _ask(desk: Desk, tag: str) -> None:
    courses = [
        Course("show", "f", _("show the highlights that have it")),
        Course("rename", "r", _("give it another name")),
        Course("merge", "m", _("make it one with another tag")),
        Course("drop", "x", _("take it off every highlight")),
    ]

    def done(chosen: Chosen | None) -> None:
        match chosen.id if chosen else "":
            case "show":
                desk.panel.filter = f"#{tag} "
                desk.panel.focus()
            case "rename":
                desk.bar.open(f"tag:{tag}", _("Tag"), tag)
            case "merge":
                _merge(desk, tag)
            case "drop":
                _retag(desk, tag, "")

    desk.ask(MenuScreen(desk.pane.palette, f"#{clean_line(tag)}", courses), done)


def _merge(desk: Desk, tag: str) -> None:
    counts = desk.session.tags.counts()
    choices = [Choice(t, f"#{t}", str(count)) for t, count in counts.items() if t != tag]

    def done(chosen: str | None) -> None:
        if chosen is not None:
            _retag(desk, tag, chosen)

    title = _("#{tag} becomes …").format(tag=clean_line(tag))
    desk.ask(PickerScreen(desk.pane.palette, ChoiceList(title, choices)), done)


def renamed(desk: Desk, tag: str, words: str) -> None:
    """Call the tag as `words` say; where that is a tag already, the two become one."""
    names = _listed(words)
    if len(names) == 1:
        _retag(desk, tag, names[0])
    else:
        desk.say(_("A tag is one word, without blanks and commas."), warning=True)


def _retag(desk: Desk, old: str, new: str) -> None:
    if old == new:
        return
    count = desk.session.tags.rename(old, new)
    desk.show_notebook()
    told = ngettext(
        "{count} highlight has other tags now; {undo} takes it back.",
        "{count} highlights have other tags now; {undo} takes it back.",
        count,
    )
    desk.say(told.format(count=count, undo=key_for("app.undo")))


DEEDS = {
    "highlight.tags": _tags,
    "notes.tags": _tags,
    "article.tags": _all,
    "notes.all_tags": _all,
}
