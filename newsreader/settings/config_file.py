"""Reads the user's config.toml, and describes each mistake in it."""

from __future__ import annotations

import errno
import os
import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from newsreader.directories import directories
from newsreader.files import guarded
from newsreader.keys.key_names import canonical_key, is_key, key_names
from newsreader.locale import _, reason_of
from newsreader.settings.own_commands import FIELDS, Mistake, parse_command
from newsreader.settings.settings import DEFAULTS, Option, Settings, options
from newsreader.text.toml_limits import DEEP_KEY, LONG_NUMBER

_MOST_SYNTAX_ERRORS = 20
_MOST_PROBLEMS = 100
MOST_BYTES = 1 << 18


def settings_path() -> Path:
    """The path of config.toml unless the user names another file."""
    return directories().settings


def load_settings(
    path: Path | None = None,
    *,
    key_ids: Collection[str] | None = None,
    formats: Collection[str] = (),
) -> tuple[Settings, list[str]]:
    """The settings in `path` (by default the user's own), and a sentence for each mistake.

    A wrong setting has its default, and the others apply; nothing is raised. A missing file is a
    mistake only if `path` is given. Ids of keys are checked against `key_ids`, the export format
    against `formats`, if these are given. The sentences quote the file, so they must be sanitized
    before they are shown.
    """
    asked, path = path is not None, path or settings_path()
    try:
        source = _read(path)
    except FileNotFoundError:
        missing = _(
            "{file}: there is no such settings file; `newsreader config --default` prints one."
        )
        return DEFAULTS, [missing.format(file=path)] if asked else []
    except (OSError, UnicodeDecodeError) as error:
        unread = _("{file}: the settings cannot be read ({why}); the defaults apply.")
        return DEFAULTS, [unread.format(file=path, why=_why(error))]
    parser = _SettingsParser(path, source)
    settings = parser.settings(options(formats), key_ids)
    return settings, parser.problems


def _read(path: Path) -> str:
    data = guarded.read(path, MOST_BYTES)
    if data is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return data.decode("utf-8-sig")


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8")
    if isinstance(error, OSError) and error.errno != errno.EFBIG:
        return reason_of(error)
    return _("it is too large")


def value_in_force(option: Option, value: object, file: Path) -> object:
    """What `value` in `file` means: a path in it begins in the folder of the file."""
    if not (option.path and isinstance(value, str) and value):
        return value
    from newsreader.user_paths import typed_path  # noqa: PLC0415 (few settings are paths)

    return str(file.absolute().parent / typed_path(value))


class _SettingsParser:
    """Parses one settings file, and collects its mistakes with their lines."""

    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self._problems: list[tuple[int, str]] = []
        self.table = self._parse(source)
        self.lines = _lines_of_keys(source)
        self.values: dict[str, object] = {}
        self._command_keys: dict[str, tuple[str, ...]] = {}

    def _parse(self, source: str) -> dict[str, object]:
        """The file as TOML; a line that is not TOML is reported and skipped."""
        lines = source.split("\n")
        for pattern in (DEEP_KEY, LONG_NUMBER):
            for costly in pattern.finditer(source):
                number = source.count("\n", 0, costly.start()) + 1
                if lines[number - 1]:
                    self._leave_out(lines, number)
        for _attempt in range(_MOST_SYNTAX_ERRORS):
            try:
                return tomllib.loads("\n".join(lines))
            except tomllib.TOMLDecodeError as error:
                found = re.search(r"at line (\d+)", str(error))
                if not self._leave_out(lines, int(found[1]) if found else len(lines)):
                    break
            except (ValueError, RecursionError):
                break
        sentence = _("{file}: too much of it is not TOML; the defaults apply.")
        self._problems.append((len(lines), sentence.format(file=self.path)))
        return {}

    def _leave_out(self, lines: list[str], number: int) -> bool:
        """Report the line and blank it; False if there is nothing on it."""
        wrong = _(
            "{file}, line {line}: this is not TOML, the line is left out: {text} "
            "(words need quotation marks)"
        )
        text = lines[number - 1].strip()[:60]
        if text or len(self._problems) < _MOST_PROBLEMS:
            sentence = wrong.format(file=self.path, line=number, text=text)
            self._problems.append((number, sentence))
        lines[number - 1] = ""
        return bool(text)

    def settings(self, known: tuple[Option, ...], key_ids: Collection[str] | None) -> Settings:
        by_place = {(option.section, option.name): option for option in known}
        sections = {"", "colours", "keys", "commands"} | {option.section for option in known}
        self._commands(self.table.get("commands"))  # before the keys, which may name them
        for name, value in self.table.items():
            if isinstance(value, dict) and name in sections:
                if name == "commands":
                    continue
                if name == "keys":
                    self._keys(value, key_ids)
                elif name == "colours":
                    self._colours(value)
                else:
                    for inner, item in value.items():
                        self._option(by_place, name, inner, item)
            elif ("", name) in by_place:
                self._option(by_place, "", name, value)
            elif name in sections:
                self._wrong("", name, value, _("a table"))
            else:
                self._misplaced(name, "", by_place, sections)
        if self._command_keys:
            given: Mapping[str, object] = self.values.get("keys", {})  # type: ignore[assignment]
            self.values["keys"] = MappingProxyType({**self._command_keys, **given})
        return Settings(**self.values)  # type: ignore[arg-type]

    def _commands(self, table: object) -> None:
        """The reader's own commands; one with a mistake is left out."""
        commands = []
        for name, fields in table.items() if isinstance(table, dict) else ():
            section = f"commands.{name}"
            command = parse_command(name, fields)
            if isinstance(command, Mistake):
                sentence = _("{where}: {name} must be {expected}; the command is left out.")
                self._report(section, command.field or name, sentence, expected=command.expected)
                continue
            for unknown in set(fields) - set(FIELDS):
                self._unknown(unknown, FIELDS, section)
            commands.append(command)
            keys = self._checked_keys(section, "key", fields.get("key", []))
            self._command_keys[f"command.{name}"] = keys or ()
        self.values["commands"] = tuple(commands)

    def _option(
        self, known: Mapping[tuple[str, str], Option], section: str, name: str, value: object
    ) -> None:
        option = known.get((section, name))
        value = tuple(value) if isinstance(value, list) else value
        if option is None:
            self._misplaced(name, section, known)
        elif option.accepts(value):
            self.values[option.field] = value_in_force(option, value, self.path)
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
            if key_ids is not None and name not in key_ids and name not in self._command_keys:
                self._unknown(name, [*key_ids, *self._command_keys], "keys")
            elif (names := self._checked_keys("keys", name, value)) is not None:
                keys[name] = names
        self.values["keys"] = MappingProxyType(keys)

    def _checked_keys(self, section: str, name: str, value: object) -> tuple[str, ...] | None:
        """The keys in `value`; None, and a report, if they are none."""
        if (names := key_names(value)) is None:
            self._wrong(section, name, value, _("a key or a list of keys"))
        elif unknown := [key for key in names if not is_key(canonical_key(key))]:
            self._wrong(section, name, unknown[0], _("a key such as x, ctrl+x, f5 or escape"))
        else:
            return tuple(map(canonical_key, names))
        return None

    def _wrong(self, section: str, name: str, value: object, expected: str) -> None:
        sentence = _("{where}: {name} is {value}, but must be {expected}; the default applies.")
        shown = f'"{value}"' if isinstance(value, str) else str(value)
        if isinstance(value, bool):
            shown = shown.lower()
        self._report(section, name, sentence, value=shown[:60], expected=expected)

    def _misplaced(
        self,
        name: str,
        section: str,
        known: Mapping[tuple[str, str], Option],
        sections: Collection[str] = (),
    ) -> None:
        """Report that `name` is no setting of `section`, and where it belongs."""
        elsewhere = next((place for place, inner in known if inner == name), None)
        if elsewhere is None:
            here = [inner for place, inner in known if place == section]
            self._unknown(name, [*here, *filter(None, sections)], section)
        elif elsewhere:
            sentence = _("{where}: {name} belongs below [{place}], not here.")
            self._report(section, name, sentence, place=elsewhere)
        else:
            sentence = _("{where}: {name} belongs at the top, before every [table].")
            self._report(section, name, sentence)

    def _unknown(self, name: str, valid: Collection[str], section: str) -> None:
        if len(self._problems) >= _MOST_PROBLEMS:
            return  # looking for similar names takes long
        near = get_close_matches(name[:60], list(valid), n=1, cutoff=0.5)
        if near:
            sentence = _("{where}: there is no setting {name}; did you mean {near}?")
        else:
            sentence = _("{where}: there is no setting {name}; there are {valid}.")
        known = sorted(valid)
        few = _(", ").join(known[:12]) + (_(" …") if len(known) > 12 else "")
        self._report(section, name, sentence, near="".join(near), valid=few)

    def _report(self, section: str, name: str, sentence: str, **words: str) -> None:
        if len(self._problems) >= _MOST_PROBLEMS:
            return
        places = ((section, name), ("", name), ("", section))
        line = next((self.lines[place] for place in places if place in self.lines), 0)
        place = _("{file}, line {line}").format(file=self.path, line=line)
        where = place if line else str(self.path)
        self._problems.append((line, sentence.format(where=where, name=name[:60], **words)))

    @property
    def problems(self) -> list[str]:
        """The mistakes in the order of the file."""
        return [
            sentence for _line, sentence in sorted(self._problems, key=lambda problem: problem[0])
        ]


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    """The entries of nested tables by dotted names: `app.quit` without quotation marks is one."""
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
    """The line of each `(section, key)`, from 1. tomllib does not report it."""
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
