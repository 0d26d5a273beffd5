"""The notes file of another reader of this program (`.notes.toml`)."""

from __future__ import annotations

from newsreader.errors import FormatError
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.sidecar.parser import parse_sidecar
from newsreader.sidecar.schema import FORMAT


class NotesFile:
    """An importer only: highlights, tags, notes and the note on the article; not the trash."""

    name = "notes"

    @property
    def label(self) -> str:
        return _("Notes file of newsreader")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The entries of a notes file, whole or damaged. Raises FormatError for other files."""
        if FORMAT not in text[:1000]:
            raise FormatError(_("This is not a notes file of newsreader."))
        notebook = parse_sidecar(text.encode("utf-8", "replace"), None).notebook
        source = notebook.source
        about = ImportedHighlight(
            quote="",
            note=notebook.note,
            title=source.title or source.file if source else "",
            uri=source.url if source else "",
            document=source.sha256_text if source else "",
            file=source.file if source else "",
        )
        found = [] if not about.note else [about]
        return found + [_entry(highlight, about) for highlight in notebook.in_order()]


def _entry(highlight: Highlight, about: ImportedHighlight) -> ImportedHighlight:
    """The entry for a highlight; an orphan has a quote and no place."""
    anchor = highlight.was or highlight.anchor
    orphan = highlight.state is HighlightState.ORPHAN
    return ImportedHighlight(
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        span=None if orphan or not anchor.end else anchor.span,
        colour=highlight.colour,
        tags=highlight.tags,
        speaker=highlight.speaker,
        note=highlight.note,
        created=highlight.created,
        modified=highlight.modified,
        id=highlight.id,
        title=about.title,
        uri=about.uri,
        document=about.document,
        file=about.file,
        problem="" if anchor.quote else _("a highlight without words"),
    )
