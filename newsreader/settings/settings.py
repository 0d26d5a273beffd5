"""The settings, their defaults, and the values that each may have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from newsreader.locale import LANGUAGES, _

if TYPE_CHECKING:
    from newsreader.settings.own_commands import Command

THEMES = ("dark", "light", "sepia", "contrast", "terminal", "mono")
LAYOUTS = ("auto", "wide", "two", "one")
BESIDE_PAGE = ("auto", "notes", "entities")
NOTE_EDITORS = ("dialog", "panel")
SCRIPTS = ("original", "simplified", "traditional")
PRESETS = ("vim", "plain")
CITATIONS = ("gbt7714", "bibtex", "csl-json")


class Settings(NamedTuple):
    """All settings with their defaults. `column` is in Chinese characters (two cells each).

    `colours` are the meanings of the five colours, in the order of their keys. `keys` are the
    user's own keys by the id of the function, `commands` the user's own commands.
    """

    language: str = "auto"
    theme: str = "dark"
    preset: str = "vim"
    quick: bool = True
    watch: tuple[str, ...] = ()
    engine: str = ""
    read_texts: int = 20
    column: int = 42
    paragraph: str = "blank"
    spacing: int = 0
    script: str = "original"
    hang: bool = False
    strict: bool = False
    pangu: bool = False
    layout: str = "auto"
    beside_page: str = "auto"
    note_editor: str = "dialog"
    colours: tuple[str, str, str, str, str] = ("", "", "", "", "")
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    export_format: str = "markdown"
    export_folder: str = ""
    export_templates: str = ""
    export_citation: str = "gbt7714"
    export_notes: str = "markdown"
    export_callouts: bool = False
    export_entity_links: bool = False
    dictionary: str = ""
    glossary: str = ""
    known_words: str = ""
    commands: tuple[Command, ...] = ()


class Option(NamedTuple):
    """One setting in the file: its table, its name and its valid values.

    A value has the type of the default; `choices`, or `least` and `most`, restrict it further.
    `field` is the name in `Settings`, `words` the comment in the file. What is changed while the
    program runs takes effect at once, or `at_next_start`. With `path` the value is a path; a
    relative one begins in the folder of the settings file.
    """

    section: str
    name: str
    field: str
    words: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    at_next_start: bool = False
    path: bool = False

    @property
    def default(self) -> object:
        return getattr(DEFAULTS, self.field)

    def accepts(self, value: object) -> bool:
        """Whether `value`, with TOML arrays as tuples, is valid."""
        default = self.default
        if type(value) is not type(default):
            return False
        if isinstance(value, str):
            # No path of a system has a NUL in it.
            return value in self.choices if self.choices else "\0" not in value
        if isinstance(value, tuple):
            return all(isinstance(item, str) for item in value)
        return isinstance(value, bool) or (
            isinstance(value, int) and self.least <= value <= self.most
        )

    def expected(self) -> str:
        """A description of the valid values."""
        default = self.default
        if self.choices:
            return _("one of {choices}").format(choices=_(", ").join(self.choices))
        if isinstance(default, tuple):
            return _("a list of words in quotation marks, such as {example}").format(
                example='["…"]'
            )
        if isinstance(default, bool):
            return _("true or false")
        if isinstance(default, int):
            return _("a whole number from {least} to {most}").format(
                least=self.least, most=self.most
            )
        return _("words in quotation marks")


DEFAULTS = Settings()


def options(formats: Collection[str] = ()) -> tuple[Option, ...]:
    """All settings except keys and colours, in the order of the printed file."""
    return (
        *_of_the_program(),
        *_of_the_page(),
        *_of_the_notes(),
        *_of_the_export(formats),
        *_of_lookups(),
    )


def _of_the_program() -> tuple[Option, ...]:
    language = _("Language of the interface; auto follows the locale.")
    theme = _("Colours of the screen; terminal has the terminal's own, mono has none.")
    preset = _("Keys to begin from: vim, or plain, which needs no letters.")
    quick = _("Show the article, and turn its pages, while the rest is still being loaded.")
    watch = _("Names and securities to be shown first in every article.")
    texts = _("Megabytes of texts kept to show what has changed since you read them; 0 keeps none.")
    engine = _("What finds names: empty for the network that jieba ships, or an installed engine.")
    return (
        Option("", "language", "language", language, ("auto", *LANGUAGES), at_next_start=True),
        Option("", "theme", "theme", theme, THEMES),
        Option("", "preset", "preset", preset, PRESETS),
        Option("", "quick", "quick", quick, at_next_start=True),
        Option("", "watch", "watch", watch),
        Option("", "engine", "engine", engine, at_next_start=True),
        Option("", "read_texts", "read_texts", texts, most=10_000),
    )


def _of_the_page() -> tuple[Option, ...]:
    column = _("Widest text column, in Chinese characters.")
    paragraph = _("What tells paragraphs apart: a blank row, or an indent of two characters.")
    spacing = _("Blank rows between the rows of a paragraph, 0 or 1.")
    script = _("Characters that are shown: the article's own, simplified or traditional ones.")
    hang = _("Let a closing mark hang over the end of a full row.")
    strict = _("Keep dashes and ellipses from the start of a row too.")
    pangu = _("Show a gap between Chinese and Latin letters (on the screen only).")
    layout = _("Panes: auto by the width of the terminal; wide, two or one column.")
    beside = _("Pane next to a wide page; auto is the notes from 160 columns, else the entities.")
    return (
        Option("page", "column", "column", column, least=10, most=100),
        Option("page", "paragraph", "paragraph", paragraph, ("blank", "indent")),
        Option("page", "spacing", "spacing", spacing, least=0, most=1),
        Option("page", "script", "script", script, SCRIPTS),
        Option("page", "hang", "hang", hang),
        Option("page", "strict", "strict", strict),
        Option("page", "pangu", "pangu", pangu),
        Option("page", "layout", "layout", layout, LAYOUTS),
        Option("page", "beside", "beside_page", beside, BESIDE_PAGE),
    )


def _of_the_notes() -> tuple[Option, ...]:
    editor = _("Where a note is written: in a dialog over the page, or in place of the notes.")
    return (Option("notes", "editor", "note_editor", editor, NOTE_EDITORS),)


def _of_the_export(formats: Collection[str]) -> tuple[Option, ...]:
    folder = _("Folder for exports; empty means beside the article.")
    templates = _("Folder with templates of your own (*.j2); see docs/templates.md.")
    citation = _("Format of a citation that is copied.")
    notes = _("Markdown in notes stays Markdown in exports, or is shown literally.")
    callouts = _("In a whole article as Markdown: notes as callouts in place of footnotes.")
    links = _("Links to the people, organisations and places of an article in Obsidian notes.")
    return (
        Option("export", "format", "export_format", _("Format offered first."), tuple(formats)),
        Option("export", "folder", "export_folder", folder),
        Option("export", "templates", "export_templates", templates),
        Option("export", "citation", "export_citation", citation, CITATIONS),
        Option("export", "notes", "export_notes", notes, ("markdown", "literal")),
        Option("export", "callouts", "export_callouts", callouts),
        Option("export", "entity_links", "export_entity_links", links),
    )


def _of_lookups() -> tuple[Option, ...]:
    dictionary = _("A newer CC-CEDICT file (cedict_ts.u8) than that of the extra dictionary.")
    glossary = _("Your glossary: a TSV file of terms, translations and notes.")
    known = _("Words that you know, one in each line; lists of words leave them out.")
    return (
        Option("lookup", "dictionary", "dictionary", dictionary, path=True),
        Option("lookup", "glossary", "glossary", glossary, path=True),
        Option("lookup", "known_words", "known_words", known, path=True),
    )
