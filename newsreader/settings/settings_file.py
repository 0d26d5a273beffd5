"""Changes single values in the reader's config.toml; its comments and its order stay."""

from __future__ import annotations

import copy
import errno
import json
import stat
import tomllib
from collections.abc import Collection, Mapping, MutableMapping
from pathlib import Path

from newsreader.errors import SettingsError
from newsreader.files import atomic, guarded
from newsreader.keys.key_table import BY_ID
from newsreader.locale import _, reason_of
from newsreader.settings.config_file import MOST_BYTES, load_settings
from newsreader.settings.entries import KEYS, Entry, text_of
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.toml_limits import DEEP_KEY, LONG_NUMBER

_BOM = "\ufeff"
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_HEADER = lazy_regex(r"\s*\[")
_BARE = lazy_regex(r"[A-Za-z0-9_-]+")

Table = MutableMapping[str, object]


class ChangedMeanwhileError(SettingsError):
    """Another program has set the same value; `found` is what is in the file now."""

    def __init__(self, message: str, found: object) -> None:
        super().__init__(message)
        self.found = found


class SettingsFile:
    """The file at `path`, which need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> frozenset[str]:
        """The ids of the entries that have a line in the file; none if it is not TOML."""
        try:
            table = self._parsed(self._read())
        except (OSError, SettingsError):
            return frozenset()
        found = {f".{name}" for name, value in table.items() if not isinstance(value, dict)}
        for section, inner in table.items():
            if isinstance(inner, dict):
                found |= {f"{section}.{name}" for name in _flat_names(inner)}
        return frozenset(found)

    def write(
        self, entry: Entry, value: object, known: object, formats: Collection[str] = ()
    ) -> None:
        """Put `value` at its place in the file; None takes it out again.

        `known` is the value that the program found there, the default if there was none. Raises
        ChangedMeanwhileError if another one is there now, and SettingsError if nothing is written
        for another reason. A default is written over another value only.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with atomic.locked(self.path):
                self._check(entry, known, formats)
                source = self._read()
                changed = _changed(source, self._parsed(source), entry, value, self.path)
                if changed != source:
                    atomic.replace(self.path, changed.encode())
        except OSError as error:
            unwritten = _("{file} cannot be written ({why}): the change ends with the program.")
            why = reason_of(error)
            raise SettingsError(unwritten.format(file=self.path, why=why)) from error

    def _read(self) -> str:
        """The text of the file, "" without one. Raises OSError and SettingsError."""
        data = guarded.read(self.path, MOST_BYTES)
        try:
            return "" if data is None else data.decode()
        except UnicodeDecodeError as error:
            raise self._unreadable(_("it is not UTF-8")) from error

    def _check(self, entry: Entry, known: object, formats: Collection[str]) -> None:
        """Raise OSError for a read-only file, ChangedMeanwhileError for another value in it."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return
        if not status.st_mode & _WRITABLE:  # renaming another file over it would be possible
            raise PermissionError(errno.EACCES, _("it is read-only"), str(self.path))
        settings, _problems = load_settings(self.path, key_ids=BY_ID, formats=formats)
        found = entry.value(settings)
        if found != known:
            changed = _(
                "{file} was changed meanwhile: {name} is {value} there. Nothing is written."
            )
            sentence = changed.format(file=self.path, name=entry.name, value=text_of(found))
            raise ChangedMeanwhileError(sentence, found)

    def _parsed(self, source: str) -> dict[str, object]:
        """The contents of the file. Raises SettingsError if they are not TOML."""
        bare = source.removeprefix(_BOM)
        if DEEP_KEY.search(bare) or LONG_NUMBER.search(bare):
            raise self._unreadable(_("it is not TOML"))
        try:
            return tomllib.loads(bare)
        except (ValueError, RecursionError) as error:
            raise self._unreadable(_("it is not TOML")) from error

    def _unreadable(self, why: str) -> SettingsError:
        sentence = _("{file} has to be corrected first ({why}): nothing is written.")
        return SettingsError(sentence.format(file=self.path, why=why))


def _changed(
    source: str, before: dict[str, object], entry: Entry, value: object, path: Path
) -> str:
    """`source`, whose contents are `before`, with `value` at the place of `entry`.

    Raises SettingsError if it cannot be changed without changing something else.
    """
    wanted, plain = copy.deepcopy(before), list(value) if isinstance(value, tuple) else value
    bom, bare = source[: source.startswith(_BOM)], source.removeprefix(_BOM)
    try:
        holder, name = _holder(wanted, entry)
        if name in holder:
            if holder[name] == plain:
                return source
            _put(holder, name, plain)
            text = _with_other_value(bare, entry, plain)
        elif plain is None or (entry.option is not None and value == entry.option.default):
            return source
        else:
            holder[name] = plain
            text = _with_new_line(bare, entry, plain)
        if tomllib.loads(text) == wanted:
            return bom + text
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass  # said below
    refused = _("{file} cannot be changed by the program: please set {name} in it yourself.")
    raise SettingsError(refused.format(file=path, name=entry.name))


def _holder(root: Table, entry: Entry) -> tuple[Table, str]:
    """The table in `root` that has `entry`, or would have it, and the name in it.

    A table that is missing is added. `app.quit = "q"` without quotation marks is a table in [keys].
    Raises TypeError where something else has the name of the table.
    """
    holder, name = root, entry.name
    if entry.section:
        holder = _table(root.setdefault(entry.section, {}))
    if entry.section == KEYS and name not in holder:
        outer, _dot, inner = name.partition(".")
        nested = holder.get(outer)
        if isinstance(nested, MutableMapping) and inner in nested:
            return nested, inner
    return holder, name


def _table(value: object) -> Table:
    if not isinstance(value, MutableMapping):
        raise TypeError
    return value


def _put(holder: Table, name: str, value: object) -> None:
    """Set the value, or delete it for None."""
    if value is None:
        del holder[name]
    else:
        holder[name] = value


def _with_other_value(source: str, entry: Entry, value: object) -> str:
    """`source` with another value in the place of the present one; without it for None."""
    import tomlkit  # noqa: PLC0415 (takes 30 ms, and few starts change a setting)

    document = tomlkit.parse(source)
    _put(*_holder(document, entry), value)
    return document.as_string()


def _with_new_line(source: str, entry: Entry, value: object) -> str:
    """`source` with a line for `entry` after the last one of its table, its words above it.

    tomlkit would put the words elsewhere.
    """
    end = "\r\n" if "\r\n" in source else "\n"
    if not source.strip():
        title = _("Settings of newsreader; `newsreader config --default` prints all of them.")
        source = f"# {title}{end}"
    lines = [line.removesuffix("\r") for line in source.removesuffix("\n").split("\n")]
    headers = [*(n for n, line in enumerate(lines) if _HEADER.match(line)), len(lines)]
    name = entry.name if _BARE.fullmatch(entry.name) else json.dumps(entry.name)
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    new = [line] if entry.section == KEYS else ["", f"# {entry.words}", line]
    if entry.section:
        found = [n for n in headers[:-1] if _title(lines[n]) == entry.section]
        if not found:
            return end.join([*lines, "", f"[{entry.section}]", *new, ""])
        first = found[0] + 1
        last = headers[headers.index(found[0]) + 1]
    else:
        first = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
        last = headers[0]
        first = min(first, last)
    while last > first and (not lines[last - 1].strip() or lines[last - 1].lstrip()[0] == "#"):
        last -= 1
    return end.join([*lines[:last], *new, *lines[last:], ""])


def _title(header: str) -> str:
    """The name of the table in the line `header`."""
    return header.partition("]")[0].strip(" \t[\"'")


def _flat_names(table: Mapping[str, object], prefix: str = "") -> list[str]:
    """The names in nested tables, with dots between them."""
    names = []
    for name, value in table.items():
        if isinstance(value, dict):
            names += _flat_names(value, f"{prefix}{name}.")
        else:
            names.append(prefix + name)
    return names
