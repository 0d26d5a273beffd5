"""Reports on the library: the dossier of a name."""

from __future__ import annotations

from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance
from newsreader.locale import _
from newsreader.tui.actions.context import LibraryContext
from newsreader.tui.messages import Requested


def show_dossier(context: LibraryContext, name: Appearance) -> None:
    """Show all that the articles say about `name`."""
    from newsreader.tui.library.dossier_report import DossierReport  # noqa: PLC0415 (few need it)

    context.show_report(DossierReport(context.library, name))


def open_dossier(context: LibraryContext, _request: Requested) -> None:
    """Show the dossier of the name that is chosen in the list of names."""
    name = context.shelf.appearance
    if name is None:
        message = _("Choose a name first: {key} lists the names.")
        context.say(message.format(key=key_for("library.names")))
        return
    show_dossier(context, name)
