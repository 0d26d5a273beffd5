"""The registry of actions: the id of a key, the function that it calls, and what that needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple, cast

from newsreader.keys.key_table import COMMAND
from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested

Function = Callable[[ReadingContext, Requested], None]


class Action(NamedTuple):
    """A function of this package as "module:function".

    `writes` when it changes the notebook: it is refused for notes that can only be read.
    `needs_notes` when it has to wait for the notes to be loaded; all that writes does too.
    """

    function: str
    writes: bool = False
    needs_notes: bool = False

    def load(self) -> Callable[..., None]:
        """The function; its module, with its dialogs, is imported when it is first asked for."""
        module, _colon, name = self.function.partition(":")
        function = getattr(import_module(f"newsreader.tui.actions.{module}"), name)
        return cast("Callable[..., None]", function)


READING: Mapping[str, Action] = {
    "app.quit": Action("view:leave"),
    "app.library": Action("view:leave"),
    "app.help": Action("view:show_help"),
    "app.palette": Action("view:show_palette"),
    "app.redraw": Action("view:redraw"),
    "app.theme": Action("settings:change_theme"),
    "view.settings": Action("settings:show_settings"),
    "view.preset": Action("settings:change_preset"),
    "app.suspend": Action("view:suspend"),
    "app.next_pane": Action("view:focus_next_pane"),
    "app.previous_pane": Action("view:focus_next_pane"),
    "app.toggle_entities": Action("view:toggle_pane"),
    "app.toggle_notes": Action("view:toggle_pane"),
    "app.zen": Action("view:toggle_pane"),
    "article.next": Action("navigation:go_to_next_article"),
    "article.previous": Action("navigation:go_to_next_article"),
    "article.compare": Action("compare:compare_article"),
    "lookup.dictionary": Action("dictionary:look_up"),
    "lookup.glossary": Action("glossary:add_term"),
    "lookup.words": Action("words:show_words"),
    "lookup.terms": Action("lookup_export:export_terms"),
    "article.furniture": Action("view:toggle_furniture"),
    "article.quotations": Action("quotations:show_quotations"),
    "selection.quotation": Action("quotations:select_quotation"),
    "article.script": Action("view:change_script"),
    "view.wider": Action("settings:change_width"),
    "view.narrower": Action("settings:change_width"),
    "view.spacing": Action("settings:change_spacing"),
    "view.indent": Action("settings:change_paragraphs"),
    "article.keep": Action("new_article:keep"),
    "article.encoding": Action("view:choose_encoding", needs_notes=True),
    "selection.pinyin": Action("view:show_pinyin"),
    "entities.clear": Action("view:clear_entities"),
    "notes.clear": Action("view:leave_notes"),
    "app.export": Action("export:export", needs_notes=True),
    "article.import": Action("imports:import_notes", writes=True),
    "selection.copy": Action("export:copy"),
    "selection.quote": Action("export:copy_with_source"),
    "article.citation": Action("export:copy_citation"),
    "entity.mark": Action("entity_marking:mark", writes=True),
    "entity.corrections": Action("corrections:list_corrections", writes=True),
    "entity.concordance": Action("concordance:show_concordance"),
    "entity.dossier": Action("dossier:show_dossier"),
    "entities.rename": Action("corrections:rename", writes=True),
    "entities.merge": Action("corrections:merge", writes=True),
    "entities.retype": Action("corrections:retype", writes=True),
    "entities.split": Action("corrections:split", writes=True),
    "entities.hide": Action("corrections:hide", writes=True),
    "entities.corrections": Action("corrections:list_corrections", writes=True),
    "entities.concordance": Action("concordance:show_concordance"),
    "search.open": Action("search:ask"),
    "search.next": Action("search:go_to_next"),
    "search.previous": Action("search:go_to_previous"),
    "search.word": Action("search:search_word"),
    "selection.cancel": Action("search:cancel"),
    "entities.filter": Action("search:filter_pane"),
    "notes.filter": Action("search:filter_pane"),
    "highlight.next": Action("navigation:next_highlight"),
    "highlight.previous": Action("navigation:previous_highlight"),
    "mention.next": Action("navigation:step_mention"),
    "mention.previous": Action("navigation:step_mention"),
    "mention.next_any": Action("navigation:step_any_mention"),
    "mention.previous_any": Action("navigation:step_any_mention"),
    "selection.pair": Action("navigation:say_no_pair"),
    "entities.open": Action("navigation:open_entity"),
    "entities.next": Action("navigation:step_entity"),
    "entities.previous": Action("navigation:step_entity"),
    "article.timeline": Action("timeline:show_timeline"),
    "article.contents": Action("navigation:show_contents"),
    "cursor.back": Action("navigation:go_back"),
    "cursor.forward": Action("navigation:go_forward"),
    "cursor.go_to": Action("navigation:ask_where_to_go"),
    "cursor.top": Action("navigation:go_to_end"),
    "cursor.bottom": Action("navigation:go_to_end"),
    "bookmark.set": Action("navigation:set_bookmark", writes=True),
    "bookmark.jump": Action("navigation:jump_to_bookmark"),
    **{f"highlight.colour_{n}": Action("highlights:colour", writes=True) for n in range(1, 6)},
    "highlight.note": Action("highlights:annotate", writes=True),
    "highlight.all": Action("highlights:highlight_all", writes=True),
    "highlight.range": Action("highlights:start_moving_ends", writes=True),
    "highlight.follow": Action("links:follow", needs_notes=True),
    "notes.follow": Action("links:follow", needs_notes=True),
    "highlight.was": Action("highlights:show_former_words", needs_notes=True),
    "highlight.delete": Action("highlights:delete", writes=True),
    "notes.edit": Action("highlights:edit_note", writes=True),
    "notes.delete": Action("highlights:delete", writes=True),
    "article.note": Action("notes:edit_article_note", writes=True),
    "notes.article": Action("notes:edit_article_note", writes=True),
    "notes.open": Action("orphans:open_chosen"),
    "notes.reattach": Action("orphans:reattach", writes=True),
    "notes.keep": Action("orphans:keep_as_orphan", writes=True),
    "notes.empty_trash": Action("orphans:empty_trash", writes=True),
    "highlight.tags": Action("tags:edit_tags", writes=True),
    "notes.tags": Action("tags:edit_tags", writes=True),
    "article.tags": Action("tags:list_tags", writes=True),
    "notes.all_tags": Action("tags:list_tags", writes=True),
    "app.undo": Action("undo:undo", writes=True),
    "app.redo": Action("undo:redo", writes=True),
    "selection.menu": Action("context_menu:show_in_article"),
    "entities.menu": Action("context_menu:show_in_list"),
    "notes.menu": Action("context_menu:show_in_list"),
}
"""What the keys do in the reading screen. A key that a pane handles by itself is not here."""

LIBRARY: Mapping[str, Action] = {
    "app.quit": Action("library:leave"),
    "app.help": Action("context_menu:show_help_of_list"),
    "app.palette": Action("view:show_palette"),
    "app.redraw": Action("view:redraw"),
    "app.theme": Action("settings:change_theme"),
    "view.settings": Action("settings:show_settings"),
    "view.preset": Action("settings:change_preset"),
    "app.suspend": Action("view:suspend"),
    "app.export": Action("export_articles:export"),
    "library.menu": Action("library:show_menu"),
    "library.open": Action("library:open_chosen"),
    "library.star": Action("library:star"),
    "library.archive": Action("library:archive"),
    "library.search": Action("library:ask"),
    "library.sort": Action("library:change_order"),
    "library.backwards": Action("library:reverse_order"),
    "library.notes": Action("library_notes:list_notes"),
    "library.linked_from": Action("library_notes:list_linking"),
    "library.mark_all": Action("library_notes:mark_all"),
    "library.tags": Action("library_notes:list_tags"),
    "app.undo": Action("library_notes:undo"),
    "library.names": Action("library:list_names"),
    "library.quotations": Action("library_quotations:show_quotations"),
    "library.reprints": Action("library:list_reprints"),
    "library.compare": Action("compare:compare_reprint"),
    "library.carry": Action("library:offer_to_carry"),
    "library.look": Action("library:scan"),
    "library.clear": Action("library:clear"),
    "library.paste": Action("new_article:paste"),
    "library.export": Action("export_articles:export"),
    "library.dossier": Action("library_reports:open_dossier"),
    "library.concordance": Action("library_reports:open_concordance"),
    "library.timeline": Action("library_reports:open_timeline"),
}
"""What the keys do in the library. A key that the list handles by itself is not here."""

OF_ARTICLES = frozenset(
    f"library.{name}"
    for name in ("star", "archive", "sort", "backwards", "reprints", "compare", "carry")
)
"""What the keys do in the list of articles only, not in that of names."""

_SCREEN: Mapping[str, Action] = {
    "app.palette": Action("view:show_palette"),
    "app.redraw": Action("view:redraw"),
    "app.theme": Action("settings:change_theme"),
    "view.settings": Action("settings:show_settings"),
    "view.preset": Action("settings:change_preset"),
    "app.suspend": Action("view:suspend"),
}

ALL_NOTES: Mapping[str, Action] = {
    **_SCREEN,
    "app.quit": Action("all_notes:quit_program"),
    "app.library": Action("all_notes:leave"),
    "app.help": Action("context_menu:show_help_of_list"),
    "app.undo": Action("library_notes:undo"),
    "app.export": Action("export_articles:export_notes"),
    "allnotes.menu": Action("all_notes:show_menu"),
    "allnotes.open": Action("all_notes:open_chosen"),
    "allnotes.edit": Action("all_notes:edit"),
    "allnotes.follow": Action("all_notes:follow"),
    "allnotes.tags": Action("all_notes:edit_tags"),
    "allnotes.copy": Action("all_notes:copy"),
    "allnotes.delete": Action("all_notes:delete"),
    **{f"allnotes.colour_{n}": Action("all_notes:recolour") for n in range(1, 6)},
    "allnotes.search": Action("all_notes:search"),
    "allnotes.group": Action("all_notes:change_grouping"),
    **{f"allnotes.only_colour_{n}": Action("all_notes:show_colour") for n in range(1, 6)},
    "allnotes.all": Action("all_notes:show_colour"),
    "allnotes.all_tags": Action("library_notes:list_tags"),
    "allnotes.back": Action("all_notes:leave"),
    "allnotes.clear": Action("all_notes:clear"),
}
"""What the keys do in the list of all notes."""

REPORT: Mapping[str, Action] = {
    **_SCREEN,
    "app.quit": Action("report:leave_program"),
    "app.library": Action("report:leave"),
    "app.help": Action("context_menu:show_help_of_list"),
    "app.export": Action("report:export"),
    "report.menu": Action("report:show_menu"),
    "report.open": Action("report:open_row"),
    "report.note": Action("report:edit_note"),
    "report.follow": Action("report:follow"),
    "report.concordance": Action("report:open_concordance"),
    "report.correct": Action("report:correct"),
    "report.filter": Action("report:ask_filter"),
    "report.sort": Action("report:change_order"),
    "report.backwards": Action("report:reverse_order"),
    "report.clear": Action("report:clear"),
}
"""What the keys do in a report on the library, such as a dossier."""


def is_action(key: str) -> bool:
    """Whether the key with this id, in the reading screen, has an action."""
    return key in READING or key.startswith(f"{COMMAND}.")


def _own_command(context: ReadingContext, key: str) -> Action:
    """The action of a command of the reader's own, which may write a note."""
    ids = [f"{COMMAND}.{command.id}" for command in context.settings.commands]
    writes = context.settings.commands[ids.index(key)].output == "note"
    return Action("own_commands:run", writes=writes)


def perform(context: ReadingContext, request: Requested) -> None:
    """Do what is requested in the reading screen, or say why that cannot be done now."""
    action = READING.get(request.id) or _own_command(context, request.id)
    if action.writes and request.time < context.interaction.since:
        context.say(_("The article has changed meanwhile; ask again."), warning=True)
    elif context.session.read_only and action.writes:
        context.say(_("A later version wrote these notes: they can be read, not changed."))
    elif not context.session.ready and (action.writes or action.needs_notes):
        context.say(_("Your highlights are being found again; try that in a moment."))
    else:
        action.load()(context, request)
