"""Settings: what can be set, and what each setting may be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from newsreader.locale import _

THEMES = ("dark", "light", "sepia", "contrast", "terminal", "mono")
LAYOUTS = ("auto", "wide", "two", "one")
SCRIPTS = ("original", "simplified", "traditional")
PRESETS = ("vim", "plain")


class Settings(NamedTuple):
    """Every setting, with its default. `column` is in Chinese characters (two cells each).

    `colours` are the meanings of the five colours in the order of their keys; `keys` maps the id
    of a key to the keys that the user wants for it instead.
    """

    language: str = "auto"
    theme: str = "dark"
    preset: str = "vim"
    quick: bool = True
    watch: tuple[str, ...] = ()
    engine: str = ""
    column: int = 42
    paragraph: str = "blank"
    spacing: int = 0
    script: str = "original"
    hang: bool = False
    strict: bool = False
    pangu: bool = False
    layout: str = "auto"
    colours: tuple[str, str, str, str, str] = ("", "", "", "", "")
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    export_format: str = "markdown"
    export_folder: str = ""


class Option(NamedTuple):
    """One setting as it stands in the file: where, under which name, and what it may be.

    The default's type is the type that is asked for; `choices` or `least` and `most` narrow it.
    """

    section: str
    name: str
    field: str
    words: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def default(self) -> object:
        return getattr(DEFAULTS, self.field)

    def accepts(self, value: object) -> bool:
        """Whether `value`, as TOML gave it, may stand here."""
        default = self.default
        if type(value) is not type(default):
            return False
        if isinstance(value, str):
            return not self.choices or value in self.choices
        if isinstance(value, tuple):
            return all(isinstance(item, str) for item in value)
        return isinstance(value, bool) or (
            isinstance(value, int) and self.least <= value <= self.most
        )

    def expected(self) -> str:
        """What may stand here, in words."""
        default = self.default
        if self.choices:
            return _("one of {choices}").format(choices=", ".join(self.choices))
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
    """Every setting but the keys and the colours, in the order of the printed file."""
    return (*_of_the_program(), *_of_the_page(), *_of_the_export(formats))


def _of_the_program() -> tuple[Option, ...]:
    language = _("Language of the interface; auto follows the locale.")
    theme = _("Colours of the screen; terminal has the terminal's own, mono has none.")
    preset = _("Keys to begin from: vim, or plain, which needs no letters.")
    quick = _("Show the article, and turn its pages, while the rest is still being loaded.")
    watch = _("Names and securities to be shown first in every article.")
    engine = _("What finds names: empty for the network that jieba ships, or an installed engine.")
    return (
        Option("", "language", "language", language, ("auto", "zh", "en")),
        Option("", "theme", "theme", theme, THEMES),
        Option("", "preset", "preset", preset, PRESETS),
        Option("", "quick", "quick", quick),
        Option("", "watch", "watch", watch),
        Option("", "engine", "engine", engine),
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
    return (
        Option("page", "column", "column", column, least=10, most=100),
        Option("page", "paragraph", "paragraph", paragraph, ("blank", "indent")),
        Option("page", "spacing", "spacing", spacing, least=0, most=1),
        Option("page", "script", "script", script, SCRIPTS),
        Option("page", "hang", "hang", hang),
        Option("page", "strict", "strict", strict),
        Option("page", "pangu", "pangu", pangu),
        Option("page", "layout", "layout", layout, LAYOUTS),
    )


def _of_the_export(formats: Collection[str]) -> tuple[Option, ...]:
    folder = _("Folder for exports; empty means beside the article.")
    return (
        Option("export", "format", "export_format", _("Format offered first."), tuple(formats)),
        Option("export", "folder", "export_folder", folder),
    )
