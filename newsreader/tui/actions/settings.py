"""The settings: their screen, and those that a key changes while reading."""

from __future__ import annotations

from newsreader.keys.display import key_name
from newsreader.keys.keymap import keymap
from newsreader.locale import _
from newsreader.settings.entries import entry_of
from newsreader.tui.actions.context import ReadingContext, ScreenContext
from newsreader.tui.dialogs.settings_screen import SettingsScreen
from newsreader.tui.messages import Requested, SettingChanged
from newsreader.tui.preferences import HasPreferences
from newsreader.tui.theme.stylesheet import next_theme

_EXPLAINING = {"help": "app.help", "settings": "view.settings"}

_STEP = 2
"""Chinese characters by which the column grows and shrinks."""


def show_settings(context: ScreenContext, _request: Requested) -> None:
    if isinstance(context.app, HasPreferences):
        palette = context.palette
        context.ask(SettingsScreen(palette, context.app.preferences), lambda _closed: None)


def change_width(context: ReadingContext, request: Requested) -> None:
    """Make the column of text wider or narrower than it is on the screen."""
    entry, column = entry_of("page", "column"), context.settings.column
    option = entry.option
    room = context.pane.widest // 2
    wider = request.id == "view.wider"
    if option is None:
        return
    if wider and column >= min(room, option.most):
        context.say(_("The column is as wide as the pane."))
    elif not wider and min(column, room) <= option.least:
        context.say(_("The column cannot be narrower."))
    else:
        width = min(column, room) + (_STEP if wider else -_STEP)
        width = max(option.least, min(width, option.most))
        context.say(_("A column of {count} characters.").format(count=width))
        context.post_message(SettingChanged(entry, width))


def change_spacing(context: ReadingContext, _request: Requested) -> None:
    """Put a blank row between the rows of a paragraph, or take it away."""
    spacing = 1 - context.settings.spacing
    context.say(_("Rows have a blank row between them.") if spacing else _("Rows are close."))
    context.post_message(SettingChanged(entry_of("page", "spacing"), spacing))


def change_paragraphs(context: ReadingContext, _request: Requested) -> None:
    """Tell paragraphs apart by an indent in place of a blank row, or the other way round."""
    entry = entry_of("page", "paragraph")
    following = entry.following(context.settings)
    indent = following == "indent"
    words = _("Paragraphs have an indent.") if indent else _("Paragraphs have a blank row.")
    context.say(words)
    context.post_message(SettingChanged(entry, following))


def change_preset(context: ScreenContext, _request: Requested) -> None:
    """Use the other preset of keys."""
    entry = entry_of("", "preset")
    if isinstance(context.app, HasPreferences):
        use_preset(context, str(entry.following(context.app.preferences.settings)))


def use_preset(context: ScreenContext, preset: str) -> None:
    """Use the keys of `preset` from now on, and say where they are explained and changed."""
    template = {
        "vim": _("Keys as in vim. {help} shows them all, {settings} changes them."),
        "plain": _("Plain keys, none is a letter. {help} shows them all, {settings} changes them."),
    }[preset]
    keys = keymap({}, preset).keys
    shown = {name: key_name(keys[id_][-1]) for name, id_ in _EXPLAINING.items()}
    context.say(template.format(**shown))
    context.post_message(SettingChanged(entry_of("", "preset"), preset))


def change_theme(context: ScreenContext, _request: Requested) -> None:
    theme = next_theme(context.app)
    context.say(_("Theme: {name}.").format(name=theme))
    context.post_message(SettingChanged(entry_of("", "theme"), theme))
