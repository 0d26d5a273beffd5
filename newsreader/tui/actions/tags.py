"""Tags: those of one highlight, and those of the whole notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import FormatError
from newsreader.keys.display import key_for, key_name
from newsreader.locale import _, ngettext
from newsreader.notebook.codebook import Codebook
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.merge import merge_tags
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.codebook_file import codebook_path, read_codebook
from newsreader.text.hashtags import hashtags
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.chosen_highlight import chosen_highlight, highlight_here, set_ends
from newsreader.tui.actions.context import ReadingContext, ScreenContext
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.messages import Requested
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.completion import BETWEEN_TAGS, TagCompletion


def edit_tags(context: ReadingContext, request: Requested) -> None:
    """Ask for the tags of a highlight; without one, the selection or the sentence becomes one.

    So the letters that are typed next always are a tag, and no keys.
    """
    if request.id == "notes.tags":
        if (chosen := chosen_highlight(context, request)) is not None:
            _ask_for_tags(context, chosen, None)
        return
    if context.interaction.resizing:
        set_ends(context, request, None)
        request = Requested(request.id, context.pane.caret.offset)
    if (found := highlight_here(context, request)) is not None:
        highlight, new = found
        _ask_for_tags(context, highlight, context.session.notebook if new else None)


def offer_hashtags(context: ReadingContext, highlight_id: str, before: str) -> None:
    """Ask for the tags of a highlight if its note has a new #tag, which is in the field then.

    `before` is the note as it was.
    """
    highlight = context.session.notebook.highlights.get(highlight_id)
    if highlight is None or not highlight.is_shown:
        return
    if found := new_tags(highlight.tags, before, highlight.note):
        _ask_for_tags(context, highlight, None, found)


def new_tags(tags: Iterable[str], before: str, note: str) -> list[str]:
    """Each #tag in `note` that is not in the note as it was `before`, and none of `tags`."""
    known = {*tags, *hashtags(before)}
    return [tag for tag in hashtags(note) if tag not in known]


def _ask_for_tags(
    context: ReadingContext,
    highlight: Highlight,
    created: Notebook | None,
    offered: Sequence[str] = (),
) -> None:
    """Ask for the tags of `highlight`; the tags in use are suggested, `offered` are in the field.

    `created` is the notebook in which it was created for this, or None if it was there before.
    """

    used, codebook = context.session.notes.tags(), codebook_of(context)

    def submitted(words: str) -> None:
        tags, colour = codebook.tags(split_tags(words), used)
        if not tags:
            discard()
        current = context.session.notebook.highlights.get(highlight.id)
        if current is not None:
            # Another program may have changed the tags meanwhile: both changes are kept.
            merged = merge_tags(highlight.tags, tuple(tags), current.tags)
            context.session.notes.tag(highlight.id, merged, colour)
            context.show_notebook()

    def discard() -> None:
        """Without a tag, remove the highlight that was created, unless more was changed since."""
        now = context.session.notebook
        if created is not None and replace(created, source=now.source) == now:  # saving sets it
            context.session.notes.undo()
            context.show_notebook()

    context.bar.prompt(
        tag_title(offered),
        " ".join((*highlight.tags, *offered)),
        on_submit=submitted,
        on_cancel=discard,
        placeholder=tag_placeholder(codebook),
        completion=TagCompletion([*used, *codebook.codes]),
    )


def tag_title(offered: Sequence[str]) -> str:
    """The title of the prompt: with tags `offered` from a note also what the keys do."""
    if not offered:
        return _("Tags")
    words = _("Tags ({enter} adds, {escape} skips)")
    return words.format(enter=key_name("enter"), escape=key_name("escape"))


def tag_placeholder(codebook: Codebook) -> str:
    """How tags are written, and the keys of the codebook."""
    keys = " · ".join(f"{key} {code.name}" for key, code in codebook.by_key.items())
    return keys or _("separated by blanks; {tab} completes").format(tab=key_name("tab"))


def codebook_of(context: ReadingContext) -> Codebook:
    """The codebook of the article's folder."""
    source = context.session.sync.source
    return Codebook() if source is None else codebook_in(context, source.path.parent)


def codebook_in(context: ScreenContext, folder: Path) -> Codebook:
    """The codebook of `folder`; a damaged one is named, and none is used."""
    try:
        return read_codebook(codebook_path(folder))
    except FormatError as error:
        context.say(str(error), warning=True)
        return Codebook()


def split_tags(words: str) -> list[str]:
    """The tags in `words`, each with or without `#`."""
    tags = (tag.lstrip("#") for tag in BETWEEN_TAGS.split(words))
    return [tag for tag in tags if tag]


class TagTools(NamedTuple):
    """What the dialogs about tags need: the number of highlights by tag, and what can be done.

    `replace` gets a tag and its new name, which may be another tag, or "" to remove it.
    """

    context: ScreenContext
    palette: Palette
    counts: Mapping[str, int]
    show: Callable[[str], object]
    replace: Callable[[str, str], object]


def list_tags(context: ReadingContext, _request: Requested) -> None:
    """List the tags of the notebook, to do something with one of them."""

    def show(tag: str) -> None:
        context.panel.filter = f"#{tag} "
        context.panel.focus()

    counts, replace_tag = context.session.notes.tags(), partial(_replace, context)
    tools = TagTools(context, context.pane.palette, counts, show, replace_tag)
    choose_tag(tools, _("Tags of this article"))


def choose_tag(tools: TagTools, title: str) -> None:
    """Ask for one of the tags, and what to do with it."""
    if not tools.counts:
        none = _("There is no tag yet; {key} on a highlight writes some.")
        tools.context.say(none.format(key=key_for("highlight.tags")))
        return
    _pick(tools, title, partial(_ask_what_to_do, tools))


def _pick(
    tools: TagTools, title: str, then: Callable[[str], object], but: str | None = None
) -> None:
    """Ask for one of the tags in use, except `but`."""

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            then(chosen)

    counts = tools.counts.items()
    items = [PickerItem(tag, f"#{tag}", str(count)) for tag, count in counts if tag != but]
    tools.context.ask(PickerScreen(tools.palette, PickerList(title, items)), answered)


def _ask_what_to_do(tools: TagTools, tag: str) -> None:
    items = [
        MenuItem("show", "f", _("show the highlights that have it")),
        MenuItem("rename", "r", _("give it another name")),
        MenuItem("merge", "m", _("merge it with another tag")),
        MenuItem("drop", "x", _("take it off every highlight")),
    ]

    def answered(chosen: Chosen | None) -> None:
        match chosen.id if chosen else "":
            case "show":
                tools.show(tag)
            case "rename":
                tools.context.bar.prompt(_("Tag"), tag, on_submit=partial(_rename, tools, tag))
            case "merge":
                title = _("#{tag} becomes …").format(tag=clean_line(tag))
                _pick(tools, title, partial(tools.replace, tag), but=tag)
            case "drop":
                tools.replace(tag, "")

    tools.context.ask(MenuScreen(tools.palette, f"#{clean_line(tag)}", items), answered)


def _rename(tools: TagTools, tag: str, words: str) -> None:
    """Rename the tag; if the new name is a tag already, the two become one."""
    names = split_tags(words)
    if len(names) == 1:
        tools.replace(tag, names[0])
    else:
        tools.context.say(_("A tag is one word, without blanks and commas."), warning=True)


def _replace(context: ReadingContext, old: str, new: str) -> None:
    """Replace a tag on every highlight, or remove it when `new` is empty."""
    if old == new:
        return
    count = context.session.notes.rename_tag(old, new)
    context.show_notebook()
    message = ngettext(
        "{count} highlight has other tags now; {undo} takes it back.",
        "{count} highlights have other tags now; {undo} takes it back.",
        count,
    )
    context.say(message.format(count=count, undo=key_for("app.undo")))
