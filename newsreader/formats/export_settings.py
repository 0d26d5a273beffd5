"""What the settings say about exports. The command line loads this without `session`."""

from __future__ import annotations

from pathlib import Path

from newsreader.directories import directories
from newsreader.formats.document import ExportStyle
from newsreader.settings.settings import Settings
from newsreader.user_paths import typed_path


def export_style(settings: Settings) -> ExportStyle:
    """The choices in the settings for formats that can write a thing in two ways."""
    return ExportStyle(
        markdown_notes=settings.export_notes == "markdown",
        callouts=settings.export_callouts,
        linked_entities=settings.export_entity_links,
    )


def template_folders(settings: Settings) -> list[Path]:
    """The folders of the reader's own templates: that of the settings, then the usual one."""
    own = [typed_path(settings.export_templates)] if settings.export_templates else []
    return [*own, directories().config / "templates"]
