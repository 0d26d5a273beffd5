"""Exports: the notebook of a sitting written out in any format, to text or to a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from newsreader.errors import FormatError
from newsreader.formats.document import Document
from newsreader.formats.registry import FORMATS, format_named
from newsreader.locale import _
from newsreader.state import Export, State


class Exports:
    """What can be written of one document; the format chosen last is remembered."""

    def __init__(
        self,
        document: Callable[[], Document],
        source: Path,
        state: State,
        default: str,
        folder: str,
    ) -> None:
        """`source` is the article's path; `folder`, if any, is where exports go by setting."""
        self._document = document
        self._source = source
        self._state = state
        self._default = default
        self._folder = folder

    def formats(self) -> list[tuple[str, str]]:
        """(name, label) of every format, in the registry's order."""
        return [(name, form.label) for name, form in FORMATS.items()]

    def last(self) -> str:
        """The name of the format to begin with."""
        last = self._state.last_export()
        name = last.format if last else self._default
        return name if name in FORMATS else next(iter(FORMATS))

    def write(self, name: str) -> str:
        """The document in the format `name`. Raises FormatError."""
        return format_named(name).write(self._document())

    def suggested(self, name: str) -> Path:
        """A path for the format `name`: beside the article, or in the folder of the settings."""
        folder = Path(self._folder).expanduser() if self._folder else self._source.parent
        return folder / f"{self._source.stem}.notes{FORMATS[name].suffix}"

    @staticmethod
    def exists(path: Path) -> bool:
        return os.path.lexists(path)

    def save(self, name: str, path: Path, *, replace: bool) -> None:
        """Write the format `name`, and what belongs beside it, to `path`.

        Raises FormatError when it cannot be written, or is there and not to be replaced.
        """
        form, document = format_named(name), self._document()
        texts = {path: form.write(document)}
        companions: Mapping[str, str] = getattr(form, "companions", lambda _document: {})(document)
        texts |= {path.with_name(path.stem + suffix): text for suffix, text in companions.items()}
        for target, text in texts.items():
            try:
                with target.open("w" if replace else "x", encoding="utf-8", newline="") as file:
                    file.write(text)
            except (OSError, ValueError) as error:
                told = _("{file} cannot be written: {why}. Choose another place.")
                why = error.strerror if isinstance(error, OSError) else _("not a file name")
                raise FormatError(told.format(file=target, why=why)) from error
        self.remember(name)

    def remember(self, name: str) -> None:
        """Begin with the format `name` the next time."""
        self._state.remember_export(Export(name))
