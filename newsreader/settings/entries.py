"""The settings one by one, as they are changed while the program runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType
from typing import NamedTuple

from newsreader.errors import SettingsError
from newsreader.keys.key_names import canonical_key, is_key
from newsreader.keys.key_table import BY_ID, COMMAND, SCOPES, keys_of_scope
from newsreader.keys.keymap import preset_keys
from newsreader.locale import _
from newsreader.settings.settings import Option, Settings, options

COLOURS = "colours"
KEYS = "keys"

_MOST_DIGITS = 9
"""Digits of a number that is typed; Python refuses to read one of thousands."""


class Entry(NamedTuple):
    """A setting that can be changed: an option, the meaning of a colour, or the keys of a function.

    `section` and `name` are its place in the file, `group` is its heading on the screen, `words`
    explain it. Only an option has an `option`.
    """

    section: str
    name: str
    group: str
    words: str
    option: Option | None = None

    @property
    def id(self) -> str:
        return f"{self.section}.{self.name}"

    @property
    def at_next_start(self) -> bool:
        """Whether a change takes effect at the next start only."""
        return self.option is not None and self.option.at_next_start

    @property
    def choices(self) -> tuple[str | bool, ...]:
        """The values to choose from; empty if the value is typed."""
        if self.option is None:
            return ()
        return (True, False) if isinstance(self.option.default, bool) else self.option.choices

    def default(self, settings: Settings) -> object:
        """The value without a line in the file: for keys it is that of the preset."""
        if self.section == KEYS:
            return preset_keys(settings.preset, BY_ID[self.name])
        return "" if self.option is None else self.option.default

    def value(self, settings: Settings) -> object:
        """The value in `settings`."""
        if self.section == KEYS:
            return settings.keys.get(self.name, self.default(settings))
        if self.section == COLOURS:
            return settings.colours[int(self.name) - 1]
        return getattr(settings, self.option.field) if self.option is not None else ""

    def changed(self, settings: Settings, value: object) -> Settings:
        """`settings` with this `value`; None is the default."""
        if self.section == KEYS:
            others = {name: keys for name, keys in settings.keys.items() if name != self.name}
            own = {self.name: tuple(value)} if isinstance(value, tuple) else {}
            return settings._replace(keys=MappingProxyType({**others, **own}))
        new = self.default(settings) if value is None else value
        if self.section == COLOURS:
            meanings = list(settings.colours)
            meanings[int(self.name) - 1] = str(new)
            return settings._replace(colours=tuple(meanings))  # type: ignore[arg-type]
        if self.option is None:
            return settings
        return settings._replace(**{self.option.field: new})  # type: ignore[arg-type]

    def following(self, settings: Settings) -> object:
        """The choice after the present one; the first after the last."""
        choices = self.choices
        value = self.value(settings)
        at = choices.index(value) if value in choices else -1
        return choices[(at + 1) % len(choices)]

    def expected(self) -> str:
        """A description of the valid values."""
        if self.section == KEYS:
            return _("a key such as x, ctrl+x or f5, several with blanks between them, or nothing")
        if self.option is None or isinstance(self.option.default, str):
            return "" if self.option is None or not self.option.choices else self.option.expected()
        if isinstance(self.option.default, tuple):
            return _("words with commas between them")
        return self.option.expected()

    def parsed(self, text: str) -> object:
        """The value that the reader typed. Raises SettingsError if it is not valid."""
        if self.section == KEYS:
            return self._keys(text)
        default = self.option.default if self.option is not None else ""
        value: object = text.strip()
        if isinstance(default, tuple):
            parts = text.replace("，", ",").replace("、", ",").split(",")
            value = tuple(filter(None, map(str.strip, parts)))
        elif isinstance(default, int):
            number = text.strip()
            value = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else text
        if self.option is not None and not self.option.accepts(value):
            wrong = _("This must be {expected}.").format(expected=self.option.expected())
            raise SettingsError(wrong)
        return value

    @staticmethod
    def _keys(text: str) -> tuple[str, ...]:
        names = tuple(canonical_key(name) for name in text.split())
        for name in names:
            if not is_key(name):
                wrong = _("{name} is not a key such as x, ctrl+x, f5 or escape.")
                raise SettingsError(wrong.format(name=name))
        return names


def text_of(value: object) -> str:
    """A value in the words in which it is shown and typed."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def typed_text(entry: Entry, value: object) -> str:
    """A value as the reader may type it; keys have blanks between them, as `,` is a key too."""
    if entry.section == KEYS and isinstance(value, tuple):
        return " ".join(value)
    return text_of(value)


def entries(formats: Collection[str] = ()) -> Iterator[Entry]:
    """Every setting, in the order of the file; `formats` are those of the export."""
    titles = {
        "": _("Program"),
        "page": _("Page"),
        "export": _("Export"),
        "notes": _("Notes"),
        "lookup": _("Look-ups"),
    }
    for option in options(formats):
        group = titles.get(option.section, option.section)
        yield Entry(option.section, option.name, group, option.words, option)
    for number in range(1, 6):
        words = _("What colour {number} means to you.").format(number=number)
        yield Entry(COLOURS, str(number), _("Colours"), words)
    for scope in SCOPES:
        group = _("Keys: {place}").format(place=scope.words)
        for key in keys_of_scope(scope.name):
            if key.group != COMMAND:
                yield Entry(KEYS, key.id, group, key.words)


def entry_of(section: str, name: str) -> Entry:
    """The setting at this place of the file."""
    return next(e for e in entries() if (e.section, e.name) == (section, name))
