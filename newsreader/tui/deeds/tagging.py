"""Tagging: the tags of a highlight, and those of the whole notebook."""

from __future__ import annotations

from newsreader.hints import key_for, key_name
from newsreader.locale import _, ngettext
from newsreader.notebook.merge import merge_tags
from newsreader.text.control import clean_line
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.deeds.marking import meant
from newsreader.tui.messages import Requested
from newsreader.tui.screens.menu import Chosen, Course, MenuScreen
from newsreader.tui.screens.picker import Choice, ChoiceList, PickerScreen
from newsreader.tui.widgets.completion import BETWEEN_TAGS


def _tags(desk: Desk, request: Requested) -> None:
    """Ask for the tags of a highlight, completing those that are in use."""
    if (highlight := meant(desk, request)) is not None:
        desk.errand.tags = highlight.tags
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
    highlight = desk.session.notebook.highlights.get(highlight_id)
    if highlight is not None:
        tags = merge_tags(desk.errand.tags, tuple(_listed(words)), highlight.tags)
        desk.session.notes.tag(highlight_id, tags)
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
