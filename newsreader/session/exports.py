"""The notebook of a session in any export format, as text or as a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from copy import copy
from pathlib import Path

from newsreader.formats.citation import citation_of
from newsreader.formats.document import Document
from newsreader.formats.export_settings import export_style, template_folders
from newsreader.formats.file_names import FileNames
from newsreader.formats.losses import losses
from newsreader.formats.output_files import Existing, write_files
from newsreader.formats.registry import Format, Stoppable, Updatable, format_named
from newsreader.formats.template_files import with_templates
from newsreader.notebook.colour import colour_meanings
from newsreader.notebook.note_links import LinkedArticles
from newsreader.session.links import path_of
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.state import Export, State
from newsreader.user_paths import typed_path


def export_folder(settings: Settings, beside: Path) -> Path:
    """The folder for exports that the settings name, else `beside`, the folder of the articles."""
    return typed_path(settings.export_folder) if settings.export_folder else beside


def formats_of(settings: Settings) -> Mapping[str, Format]:
    """All formats and all templates by name."""
    return with_templates(template_folders(settings))


def exports_of(
    session: ReadingSession,
    settings: Settings,
    articles: Callable[[], LinkedArticles] = LinkedArticles,
) -> Exports:
    """The exports of the notebook of `session` as it is when each of them is written.

    `articles` returns those that its notes may link to, as far as they are known.
    """
    path, name = path_of(session), session.article.name
    name = name if name != "-" else "article.txt"

    def document() -> Document:
        return Document(
            session.article,
            session.notebook,
            session.analysis.entities,
            meanings=colour_meanings(settings.colours),
            style=export_style(settings),
            path=path,
            articles=articles(),
        )

    source = path.with_name(name) if path is not None else Path(name)
    return Exports(document, source, session.state, settings)


class Exports:
    """Writes one document; the format that was used last is remembered."""

    def __init__(
        self,
        document: Callable[[], Document],
        source: Path,
        state: State,
        settings: Settings,
    ) -> None:
        """`source` is the article's path."""
        self._document = document
        self._source = source
        self._state = state
        self._default = settings.export_format
        self.folder = export_folder(settings, source.parent)
        """The folder of the settings, or that of the article, also when its file is gone."""
        self.name = source.name
        """The name of the article's file, which exports are called like."""
        self._formats = formats_of(settings)

    def formats(self) -> list[tuple[str, str]]:
        """(name, label) of every format, in the order of the registry."""
        return [(name, form.label) for name, form in self._formats.items()]

    def last(self) -> str:
        """The name of the format that is offered first."""
        last = self._state.last_export()
        name = last.format if last else self._default
        return name if name in self._formats else next(iter(self._formats))

    def as_of_now(self) -> Exports:
        """The same with the document as it is now, for any thread."""
        now = copy(self)
        document = self._document()
        now._document = lambda: document
        # What is stopped in one is not stopped in another.
        now._formats = {name: copy(form) for name, form in self._formats.items()}
        return now

    def stop(self, name: str) -> None:
        """End what is being written in the format `name` on another thread."""
        form = self._format(name)
        if isinstance(form, Stoppable):
            form.stop()

    def write(self, name: str) -> str:
        """The document in the format `name`. Raises FormatError."""
        return self._format(name).write(self._document())

    def plain(self, name: str) -> str:
        """As `write`, without the marks by which a file is updated. Raises FormatError."""
        form = self._format(name)
        document = self._document()
        return form.plain(document) if isinstance(form, Updatable) else form.write(document)

    def suggested(self, name: str) -> Path:
        """A path for the format `name`, in `folder`."""
        names = FileNames(self.folder, self._format(name), [self._source])
        return names.path(self._source, self._document())

    @staticmethod
    def path(words: str) -> Path:
        """The path that a reader typed; `~name` stays as it is if there is no such user."""
        return typed_path(words)

    @staticmethod
    def exists(path: Path) -> bool:
        return os.path.lexists(path)

    def losses(self, name: str) -> list[str]:
        """Sentences on what the format `name` cannot hold."""
        return losses(self._format(name), self._document())

    def unknown_parts(self) -> list[str]:
        """The names of the parts that a citation of the article lacks."""
        return list(citation_of(self._document()).missing())

    def can_update(self, name: str) -> bool:
        """Whether a file in the format `name` can be updated and keeps what its user added."""
        return isinstance(self._format(name), Updatable)

    def save(self, name: str, path: Path, existing: Existing = Existing.REFUSE) -> None:
        """Write a file in the format `name`, and those that belong to it. Raises FormatError."""
        write_files(path, self._format(name), self._document(), existing, self._source)
        self.remember(name)

    def remember(self, name: str) -> None:
        """Offer the format `name` first the next time."""
        self._state.remember_export(Export(name))

    def _format(self, name: str) -> Format:
        """The format `name`. Raises FormatError for one that is not known."""
        return self._formats[name] if name in self._formats else format_named(name)
