"""ConfigFile: the settings as a whole config.toml, with comments to begin from or as they apply."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from newsreader.keys.key_table import PLACES, of_place
from newsreader.locale import _
from newsreader.settings.settings import DEFAULTS, Option, Settings, options


def default_settings(formats: Collection[str] = ()) -> str:
    """A config.toml with every setting at its default, commented in the reader's language.

    Every key is there with its id, as a comment: what is not rebound may change with the program.
    """
    lines = ["# " + _("Settings of newsreader. Lines that begin with # are comments.")]
    section = ""
    for option in options(formats):
        lines += ["", f"[{option.section}]"] if option.section != section else []
        section = option.section
        lines += ["", f"# {option.words}"]
        lines += [f"# {', '.join(option.choices)}"] if option.choices else []
        lines.append(_line(option, DEFAULTS))
    meaning = _("What each of the five colours means to you, such as 1 = fact, 2 = opinion.")
    lines += ["", "[colours]", "", f"# {meaning}"]
    lines += [f'{number} = ""' for number in range(1, 6)]
    words = _("To rebind a key take away the # before its line; the help shows the ids too.")
    lines += ["", "[keys]", "", f"# {words}", *_keys(), ""]
    return "\n".join(lines)


def applying(settings: Settings, formats: Collection[str] = ()) -> str:
    """`settings` as a config.toml without comments."""
    lines: list[str] = []
    section = ""
    for option in options(formats):
        lines += ["", f"[{option.section}]"] if option.section != section else []
        section = option.section
        lines.append(_line(option, settings))
    lines += ["", "[colours]"]
    lines += [f"{number} = {_toml(each)}" for number, each in enumerate(settings.colours, 1)]
    lines += ["", "[keys]"] if settings.keys else []
    lines += [f"{_toml(key)} = {_toml(names)}" for key, names in settings.keys.items()]
    return "\n".join(lines)


def _keys() -> Iterator[str]:
    for place in PLACES:
        yield f"#\n# {place.words}"
        for key in of_place(place.name):
            yield f"# {_toml(key.id)} = {_toml(key.keys)}  # {key.words}"


def _line(option: Option, settings: Settings) -> str:
    return f"{option.name} = {_toml(getattr(settings, option.field))}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    # A string of JSON is one of TOML too, for no setting holds a lone surrogate.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
