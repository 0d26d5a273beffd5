"""The settings as a config.toml: a template with comments, and the settings in force."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

import tomli_w

from newsreader.keys.key_table import SCOPES, keys_of_scope
from newsreader.locale import _
from newsreader.settings.own_commands import INPUTS, OUTPUTS, VIAS, as_table
from newsreader.settings.settings import Settings, options

_EXAMPLE = (
    "# [commands.sdcv]",
    '# run = "sdcv -n --utf8-output -- {}"',
    '# key = "alt+k"',
    f'# input = "word"  # {", ".join(INPUTS)}',
    f'# via = "argument"  # {", ".join(VIAS)}',
    f'# output = "window"  # {", ".join(OUTPUTS)}',
    "# seconds = 10",
    "# shell = false",
)


def default_settings(formats: Collection[str] = ()) -> str:
    """A config.toml with all defaults, and comments in the language of the interface.

    The keys are comments too, so that a later version may change those that are not rebound.
    """
    lines = ["# " + _("Settings of newsreader. Lines that begin with # are comments.")]
    section = ""
    for option in options(formats):
        lines += ["", f"[{option.section}]"] if option.section != section else []
        section = option.section
        lines += ["", f"# {option.words}"]
        lines += [f"# {', '.join(option.choices)}"] if option.choices else []
        lines.append(f"{option.name} = {_toml(option.default)}")
    meaning = _("What each of the five colours means to you, such as 1 = fact, 2 = opinion.")
    lines += ["", "[colours]", "", f"# {meaning}"]
    lines += [f'{number} = ""' for number in range(1, 6)]
    own = _("Programs of your own by a key; see docs/lookups.md.")
    lines += ["", f"# {own}", "#", *_EXAMPLE]
    words = _("To rebind a key take away the # before its line; the help shows the ids too.")
    lines += ["", "[keys]", "", f"# {words}", *_keys(), ""]
    return "\n".join(lines)


def settings_in_force(settings: Settings, formats: Collection[str] = ()) -> str:
    """`settings` as a config.toml without comments."""
    tables: dict[str, dict[str, object]] = {"": {}}
    for option in options(formats):
        tables.setdefault(option.section, {})[option.name] = getattr(settings, option.field)
    tables["colours"] = {str(number): words for number, words in enumerate(settings.colours, 1)}
    if settings.commands:
        tables["commands"] = {command.id: as_table(command) for command in settings.commands}
    if settings.keys:
        tables["keys"] = dict(settings.keys)
    return tomli_w.dumps({**tables.pop(""), **tables})


def _keys() -> Iterator[str]:
    for scope in SCOPES:
        yield f"#\n# {scope.words}"
        for key in keys_of_scope(scope.name):
            yield f"# {_toml(key.id)} = {_toml(key.keys)}  # {key.words}"


def _toml(value: object) -> str:
    """A default on one line. JSON and TOML write the strings in it in the same way."""
    return json.dumps(value, ensure_ascii=False)
