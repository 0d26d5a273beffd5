"""The notebook of a session in any export format, as text or as a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from newsreader.formats.document import Document, ExportStyle
from newsreader.formats.losses import losses
from newsreader.formats.output_files import Existing, write_files
from newsreader.formats.registry import FORMATS, Updatable, format_named
from newsreader.settings.settings import Settings
from newsreader.state import Export, State
from newsreader.user_paths import typed_path


def export_style(settings: Settings) -> ExportStyle:
    """The choices in the settings for formats that can write a thing in two ways."""
    return ExportStyle(
        markdown_notes=settings.export_notes == "markdown",
        callouts=settings.export_callouts,
        linked_entities=settings.export_entity_links,
    )


class Exports:
    """Writes one document; the format that was used last is remembered."""

    def __init__(
        self,
        document: Callable[[], Document],
        source: Path,
        state: State,
        default: str,
        folder: str,
    ) -> None:
        """`source` is the article's path; `folder`, if any, is the setting for where exports go."""
        self._document = document
        self._source = source
        self._state = state
        self._default = default
        self._folder = folder

    def formats(self) -> list[tuple[str, str]]:
        """(name, label) of every format, in the order of the registry."""
        return [(name, form.label) for name, form in FORMATS.items()]

    def last(self) -> str:
        """The name of the format that is offered first."""
        last = self._state.last_export()
        name = last.format if last else self._default
        return name if name in FORMATS else next(iter(FORMATS))

    def write(self, name: str) -> str:
        """The document in the format `name`. Raises FormatError."""
        return format_named(name).write(self._document())

    def plain(self, name: str) -> str:
        """As `write`, without the marks by which a file is updated. Raises FormatError."""
        form = format_named(name)
        document = self._document()
        return form.plain(document) if isinstance(form, Updatable) else form.write(document)

    def suggested(self, name: str) -> Path:
        """A path for the format `name`: beside the article, or in the folder of the settings."""
        folder = self.path(self._folder) if self._folder else self._source.parent
        return folder / f"{self._source.stem}.notes{FORMATS[name].suffix}"

    @staticmethod
    def path(words: str) -> Path:
        """The path that a reader typed; `~name` stays as it is if there is no such user."""
        return typed_path(words)

    @staticmethod
    def exists(path: Path) -> bool:
        return os.path.lexists(path)

    def losses(self, name: str) -> list[str]:
        """Sentences on what the format `name` cannot hold."""
        return losses(format_named(name), self._document())

    @staticmethod
    def updatable(name: str) -> bool:
        """Whether a file in the format `name` can be updated and keeps what its user added."""
        return isinstance(format_named(name), Updatable)

    def save(self, name: str, path: Path, existing: Existing = Existing.REFUSE) -> None:
        """Write a file in the format `name`, and those that belong to it. Raises FormatError."""
        write_files(path, format_named(name), self._document(), existing, self._source)
        self.remember(name)

    def remember(self, name: str) -> None:
        """Offer the format `name` first the next time."""
        self._state.remember_export(Export(name))
