"""The registry of formats: one table of names, each module imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Protocol, TypeVar, cast, runtime_checkable

from newsreader.entities.entity import Mention
from newsreader.errors import FormatError
from newsreader.formats.document import Document, Part
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.locale import _


class Format(Protocol):
    """A way to write a notebook out.

    `suffix` begins with a dot; `keeps` is what the format has a place for; `carries_entities`
    tells that it is worth starting the recognizer before writing.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def keeps(self) -> frozenset[Part]: ...
    @property
    def carries_entities(self) -> bool: ...
    def write(self, document: Document) -> str:
        """The whole file as text, to be stored as UTF-8 with its line ends untouched."""
        ...


@runtime_checkable
class Updatable(Protocol):
    """A format whose file a user goes on writing in."""

    def plain(self, document: Document) -> str:
        """The whole file without the marks that `update` finds its pieces by."""
        ...

    def update(self, existing: str, document: Document) -> str:
        """`existing` with our blocks brought up to date and every word of the user kept."""
        ...


@runtime_checkable
class Paired(Protocol):
    """A format that needs further files beside the first."""

    def companions(self, document: Document) -> Mapping[str, str]:
        """Suffix (put in place of the format's own) to the text of each further file."""
        ...


class Importer(Protocol):
    """A way to read highlights that another program wrote."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights in `text`, in its order. Raises FormatError when it is another format."""
        ...


@runtime_checkable
class MentionReader(Protocol):
    """An importer whose files name entities as well as highlights."""

    def mentions(self, text: str) -> list[Mention]: ...


_WRITERS = {
    "markdown": "markdown:Markdown",
    "obsidian": "obsidian:Obsidian",
    "html": "html_page:HtmlPage",
    "org": "org:Org",
    "json": "json_format:Json",
    "webannotation": "webannotation:WebAnnotation",
    "csv": "spreadsheet:Csv",
    "tsv": "spreadsheet:Tsv",
    "readwise": "readwise:Readwise",
    "clippings": "clippings:Clippings",
    "anki": "anki:Anki",
    "brat": "brat:Brat",
    "doccano": "doccano:Doccano",
    "spacy": "spacy:Spacy",
    "conll": "conll:Conll",
}
_READERS = {
    "json": "json_format:Json",
    "webannotation": "webannotation:WebAnnotation",
    "hypothesis": "hypothesis_format:HypothesisExport",
    "doccano": "doccano:Doccano",
    "readwise": "readwise:Readwise",
    "clippings": "clippings:Clippings",
    "brat": "brat:Brat",
}

_T = TypeVar("_T")


class _Lazy(Mapping[str, _T]):
    """Names known at once, their classes imported one by one."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    def __getitem__(self, name: str) -> _T:
        module, made = self._table[name].split(":")
        found = getattr(import_module(f"newsreader.formats.{module}"), made)
        return cast(_T, found())

    def __contains__(self, name: object) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


FORMATS: Mapping[str, Format] = _Lazy(_WRITERS)
IMPORTERS: Mapping[str, Importer] = _Lazy(_READERS)


def format_named(name: str) -> Format:
    """The format of that name. Raises FormatError, with the nearest name, when there is none."""
    if name not in FORMATS:
        raise FormatError(_unknown(name, FORMATS))
    return FORMATS[name]


def importer_named(name: str) -> Importer:
    """The importer of that name. Raises FormatError, with the nearest name, when there is none."""
    if name not in IMPORTERS:
        raise FormatError(_unknown(name, IMPORTERS))
    return IMPORTERS[name]


def read_any(text: str) -> tuple[str, list[ImportedHighlight]]:
    """The first importer that knows `text`, by name, and what it read; for files without a format.

    Raises FormatError when no importer knows it.
    """
    for name, importer in IMPORTERS.items():
        try:
            return name, importer.read(text)
        except FormatError:
            continue
    raise FormatError(
        _("This file is in no format that can be imported; known are {names}.").format(
            names=", ".join(IMPORTERS)
        )
    )


def _unknown(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name.lower(), known, n=1)
    if near:
        return _("There is no format “{name}”; did you mean “{near}”?").format(
            name=name, near=near[0]
        )
    return _("There is no format “{name}”; choose one of {names}.").format(
        name=name, names=", ".join(known)
    )
