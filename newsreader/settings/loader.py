"""The user's config.toml: read, checked, with a sentence for each mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from newsreader.directories import directories
from newsreader.locale import _
from newsreader.settings.settings import (
    DEFAULTS,
    Option,
    Settings,
    options,
)

__all__ = ["DEFAULTS", "Settings", "load_settings", "settings_path"]

_MOST_SYNTAX_ERRORS = 20
_MOST_BYTES = 1 << 20


def settings_path() -> Path:
    """Where config.toml is looked for when no other file is named."""
    return directories().settings


def load_settings(
    path: Path | None = None,
    *,
    key_ids: Collection[str] | None = None,
    formats: Collection[str] = (),
) -> tuple[Settings, list[str]]:
    """The settings in `path` (or the user's own), and a sentence for each thing wrong in it.

    What is wrong is left at its default and the rest applies; nothing is raised. A missing file is
    a problem only when it was asked for by name. Ids of keys are checked against `key_ids`, the
    export format against `formats`, when they are given. The sentences quote the file: whoever
    shows them sends them through the one door.
    """
    asked, path = path is not None, path or settings_path()
    try:
        source = _read(path)
    except FileNotFoundError:
        missing = _(
            "{file}: there is no such settings file; `newsreader config --default` prints one."
        )
        return DEFAULTS, [missing.format(file=path)] if asked else []
    except (OSError, UnicodeDecodeError, OverflowError) as error:
        unread = _("{file}: the settings cannot be read ({why}); the defaults apply.")
        return DEFAULTS, [unread.format(file=path, why=_why(error))]
    reading = _Reading(path, source)
    settings = reading.settings(options(formats), key_ids)
    return settings, reading.problems


def _read(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise OverflowError
    return data.decode("utf-8-sig")


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return _("it is not UTF-8") if isinstance(error, UnicodeDecodeError) else _("it is too large")


class _Reading:
    """One pass over one settings file; collects its problems with their lines."""

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self._told: list[tuple[int, str]] = []
        self.table = self._parse(source)
        self.lines = _lines_of_keys(source)
        self.values: dict[str, object] = {}

    def _parse(self, source: str) -> dict[str, object]:
        """The file as TOML; a line that is not TOML is reported and read as if it were blank."""
        lines = source.split("\n")
        for _attempt in range(_MOST_SYNTAX_ERRORS):
            try:
                return tomllib.loads("\n".join(lines))
            except tomllib.TOMLDecodeError as error:
                found = re.search(r"at line (\d+)", str(error))
                number = int(found[1]) if found else len(lines)
                wrong = _(
                    "{file}, line {line}: this is not TOML, the line is left out: {text} "
                    "(words stand in quotation marks)"
                )
                text = lines[number - 1].strip()[:60]
                self._told.append((number, wrong.format(file=self.path, line=number, text=text)))
                if not text:
                    break
                lines[number - 1] = ""
            except RecursionError:
                break
        sentence = _("{file}: too much of it is not TOML; the defaults apply.")
        self._told.append((len(lines), sentence.format(file=self.path)))
        return {}

    def settings(self, known: tuple[Option, ...], key_ids: Collection[str] | None) -> Settings:
        by_place = {(option.section, option.name): option for option in known}
        sections = {"", "colours", "keys"} | {option.section for option in known}
        for name, value in self.table.items():
            if isinstance(value, dict) and name in sections:
                if name == "keys":
                    self._keys(value, key_ids)
                elif name == "colours":
                    self._colours(value)
                else:
                    for inner, item in value.items():
                        self._one(by_place, name, inner, item)
            elif ("", name) in by_place:
                self._one(by_place, "", name, value)
            elif name in sections:
                self._wrong("", name, value, _("a table"))
            else:
                self._missing(name, "", by_place, sections)
        return Settings(**self.values)  # type: ignore[arg-type]

    def _one(
        self, known: Mapping[tuple[str, str], Option], section: str, name: str, value: object
    ) -> None:
        option = known.get((section, name))
        value = tuple(value) if isinstance(value, list) else value
        if option is None:
            self._missing(name, section, known)
        elif option.accepts(value):
            self.values[option.field] = value
        else:
            self._wrong(section, name, value, option.expected())

    def _colours(self, table: Mapping[str, object]) -> None:
        meanings = [""] * 5
        for name, value in table.items():
            if name not in ("1", "2", "3", "4", "5"):
                self._unknown(name, ["1", "2", "3", "4", "5"], "colours")
            elif isinstance(value, str):
                meanings[int(name) - 1] = value
            else:
                self._wrong("colours", name, value, _("words in quotation marks"))
        self.values["colours"] = tuple(meanings)

    def _keys(self, table: Mapping[str, object], key_ids: Collection[str] | None) -> None:
        keys: dict[str, tuple[str, ...]] = {}
        for name, value in _flat(table):
            if key_ids is not None and name not in key_ids:
                self._unknown(name, key_ids, "keys")
            elif (names := _key_names(value)) is None:
                self._wrong("keys", name, value, _("a key or a list of keys"))
            elif unknown := [key for key in names if not is_key(key_called(key))]:
                self._wrong("keys", name, unknown[0], _("a key such as x, ctrl+x, f5 or escape"))
            else:
                keys[name] = tuple(map(key_called, names))
        self.values["keys"] = MappingProxyType(keys)

    def _wrong(self, section: str, name: str, value: object, expected: str) -> None:
        sentence = _("{where}: {name} is {value}, but must be {expected}; the default applies.")
        shown = f'"{value}"' if isinstance(value, str) else str(value)
        if isinstance(value, bool):
            shown = shown.lower()
        self._tell(section, name, sentence, value=shown[:60], expected=expected)

    def _missing(
        self,
        name: str,
        section: str,
        known: Mapping[tuple[str, str], Option],
        sections: Collection[str] = (),
    ) -> None:
        """Tell that `name` is no setting of `section`, and in which other one it is."""
        elsewhere = next((place for place, inner in known if inner == name), None)
        if elsewhere is None:
            here = [inner for place, inner in known if place == section]
            self._unknown(name, [*here, *filter(None, sections)], section)
        elif elsewhere:
            sentence = _("{where}: {name} stands below [{place}], not here.")
            self._tell(section, name, sentence, place=elsewhere)
        else:
            sentence = _("{where}: {name} stands at the top, before every [table].")
            self._tell(section, name, sentence)

    def _unknown(self, name: str, valid: Collection[str], section: str) -> None:
        near = get_close_matches(name, list(valid), n=1, cutoff=0.5)
        if near:
            sentence = _("{where}: there is no setting {name}; did you mean {near}?")
        else:
            sentence = _("{where}: there is no setting {name}; there are {valid}.")
        known = sorted(valid)
        few = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        self._tell(section, name, sentence, near="".join(near), valid=few)

    def _tell(self, section: str, name: str, sentence: str, **words: str) -> None:
        line = self.lines.get((section, name), self.lines.get(("", name), 0))
        place = _("{file}, line {line}").format(file=self.path, line=line)
        where = place if line else str(self.path)
        self._told.append((line, sentence.format(where=where, name=name[:60], **words)))

    @property
    def problems(self) -> list[str]:
        """What is wrong, in the order of the file."""
        return [sentence for _line, sentence in sorted(self._told, key=lambda told: told[0])]


_NAMED_KEY = re.compile(
    r"(?:(?:ctrl|shift|alt)\+){0,3}"
    r"(?:f[1-9]|f1[0-9]|f2[0-4]|enter|escape|tab|space|backspace|delete|insert|home|end"
    r"|pageup|pagedown|up|down|left|right|[^\s+])"
)


_ALSO_CALLED: Mapping[str, str] = {
    "esc": "escape",
    "return": "enter",
    "回车": "enter",
    "空格": "space",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}


def key_called(name: str) -> str:
    """The key that a reader may call `name`: as in the table, or as it stands on the keyboard."""
    *held, last = name.strip().split("+") if name.strip() not in ("", "+") else [name]
    if not last or (not held and len(last) == 1 and last not in _ALSO_CALLED):
        return name.strip()
    last = _ALSO_CALLED.get(last.lower(), last.lower())
    if [each.lower() for each in held] == ["shift"] and len(last) == 1:
        return last.upper()
    return "+".join([*(each.strip().lower() for each in held), last])


def is_key(name: str) -> bool:
    """Whether a key is called `name`: a character or a named key, with modifiers or without."""
    return name == "+" or bool(_NAMED_KEY.fullmatch(name))


def _key_names(value: object) -> tuple[str, ...] | None:
    """`"q, ctrl+q"` or `["q", "ctrl+q"]`; a comma alone is the key, not what separates two."""
    if isinstance(value, str):
        return (",",) if value == "," else tuple(k.strip() for k in value.split(",") if k.strip())
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    return None


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    """`app.quit = "q"` written bare is a table in a table; here it is one dotted name again."""
    rows: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            rows.extend(_flat(value, f"{prefix}{name}."))
        else:
            rows.append((prefix + name, value))
    return rows


_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def _lines_of_keys(source: str) -> dict[tuple[str, str], int]:
    """The line (from 1) of each `(section, key)`, looked up because tomllib keeps no places."""
    lines: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(source.split("\n"), 1):
        if header := _HEADER.match(line):
            section = _bare(header[1])
            lines.setdefault(("", section), number)
        elif key := _KEY.match(line):
            lines.setdefault((section, _bare(key[1])), number)
    return lines


def _bare(name: str) -> str:
    return re.sub(r"\s*\.\s*", ".", name).replace('"', "").replace("'", "")
