"""The formats by name. The module of a format is imported at its first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Part
from newsreader.locale import _

if TYPE_CHECKING:
    from newsreader.formats.imported_highlight import ImportedHighlight


class Format(Protocol):
    """A format that a notebook is exported in.

    `suffix` begins with a dot. `keeps` are the parts that the format can hold. `includes_entities`
    says that the recognizer should run before the export.
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
    def includes_entities(self) -> bool: ...
    def write(self, document: Document) -> str:
        """The whole file as text, to be stored as UTF-8 with these line ends."""
        ...


@runtime_checkable
class Combinable(Protocol):
    """A format whose file may hold several articles."""

    def write_all(self, documents: Sequence[Document]) -> str:
        """One whole file with all `documents`, which `collection` has made distinct."""
        ...


@runtime_checkable
class Updatable(Protocol):
    """A format whose file the user may edit and export again."""

    def plain(self, document: Document) -> str:
        """The whole file without the marks that `update` looks for."""
        ...

    def update_all(self, existing: str, documents: Sequence[Document]) -> str:
        """`existing` with the blocks updated and all text of the user kept."""
        ...


@runtime_checkable
class Paired(Protocol):
    """A format of several files."""

    def companions(self, document: Document) -> Mapping[str, str]:
        """The text of each further file, by the suffix that replaces that of the format."""
        ...

    def wrote(self, text: str) -> bool:
        """Whether `text`, the content of a main file, is an export of this program."""
        ...


@runtime_checkable
class Citing(Protocol):
    """A format that cites articles, and holds nothing of their notes."""

    def missing(self, document: Document) -> list[str]:
        """A sentence on the parts that the citation of `document` lacks, if any."""
        ...


@runtime_checkable
class Linking(Protocol):
    """A format that links to entities if the reader wants that."""

    def links(self, document: Document) -> Sequence[str]:
        """The names that an export of `document` links to."""
        ...


@runtime_checkable
class Stoppable(Protocol):
    """A format whose writing may take seconds, and can be ended."""

    def stop(self) -> None:
        """End what is being written on another thread."""
        ...


class Importer(Protocol):
    """A format that highlights of another program are read from."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    def read(self, text: str) -> list[ImportedHighlight]:
        """Every entry in the order of `text`. Raises FormatError if it is another format.

        An entry that is not understood has a `problem`.
        """
        ...


_WRITERS = {
    "markdown": "markdown:Markdown",
    "markdown-article": "markdown_article:MarkdownArticle",
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
    "bibtex": "citation_formats:BibTeX",
    "csl-json": "citation_formats:CslJson",
    "gbt7714": "citation_formats:Gbt7714",
}
_READERS = {
    "json": "json_format:Json",
    "csv": "spreadsheet:Csv",
    "tsv": "spreadsheet:Tsv",
    "webannotation": "webannotation:WebAnnotation",
    "hypothesis": "hypothesis_format:HypothesisExport",
    "doccano": "doccano:Doccano",
    "readwise": "readwise:Readwise",
    "clippings": "clippings:Clippings",
    "kindle-notebook": "kindle_notebook:KindleNotebook",
    "koreader": "koreader:KoReader",
    "calibre": "calibre:Calibre",
    "weread": "weread:WeRead",
    "moonreader": "moonreader:MoonReader",
    "notes": "notes_file:NotesFile",
    "brat": "brat:Brat",
    "conll": "conll_reader:ConllReader",
}

_ALIASES = {"w3c": "webannotation", "csl": "csl-json", "gb7714": "gbt7714"}
"""Other names of formats, for the command line."""

_T = TypeVar("_T")


class _LazyRegistry(Mapping[str, _T]):
    """Instances by name, each imported and made at every access."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    def __getitem__(self, name: str) -> _T:
        module, class_name = self._table[name].split(":")
        found = getattr(import_module(f"newsreader.formats.{module}"), class_name)
        return cast(_T, found())

    def __contains__(self, name: object) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


FORMATS: Mapping[str, Format] = _LazyRegistry(_WRITERS)
IMPORTERS: Mapping[str, Importer] = _LazyRegistry(_READERS)


def format_named(name: str) -> Format:
    """The format with this name. Raises FormatError, with the nearest name, if there is none."""
    name = _ALIASES.get(name, name)
    if name not in FORMATS:
        raise FormatError(_unknown(name, FORMATS))
    return FORMATS[name]


def importer_named(name: str) -> Importer:
    """The importer with this name. Raises FormatError, with the nearest name, if there is none."""
    name = _ALIASES.get(name, name)
    if name not in IMPORTERS:
        raise FormatError(_unknown(name, IMPORTERS))
    return IMPORTERS[name]


def read_any(text: str) -> tuple[str, list[ImportedHighlight]]:
    """The name of the format that `text` has, and its entries.

    Raises FormatError if it has none, or may have two.
    """
    from newsreader.formats.format_detection import detect  # noqa: PLC0415 (for imports only)

    name = detect(text)
    return name, IMPORTERS[name].read(text)


def _unknown(name: str, known: Mapping[str, object]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 (for mistakes only)

    near = get_close_matches(name.lower(), (*known, *_ALIASES), n=1)
    if near:
        return _("There is no format “{name}”; did you mean “{near}”?").format(
            name=name, near=near[0]
        )
    return _("There is no format “{name}”; choose one of {names}.").format(
        name=name, names=_(", ").join(known)
    )
