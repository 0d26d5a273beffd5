"""Parse the TOML of a sidecar; from a damaged one, everything that can still be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsreader.locale import ngettext
from newsreader.sidecar import schema
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.toml_limits import DEEP_KEY

_HEADER = lazy_regex(r"^\[\[?[ \t]*[A-Za-z0-9_-]+[ \t]*\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)
_ENTRY = lazy_regex(r"^\[\[\s*([A-Za-z0-9_-]+)\s*\]\]|^\[\s*([A-Za-z0-9_-]+)\s*\]")
_MAX_PIECES = 4  # a note with lines that look like headers is cut into several pieces
_MAX_LINES = 100_000  # parsed one by one; a notebook has fewer


class Parsed(NamedTuple):
    """The tables that were read. `whole` is False if some of the bytes could not be read."""

    tables: Mapping[str, object]
    problems: tuple[str, ...] = ()
    whole: bool = True

    @property
    def version(self) -> int:
        """The schema in the file, or this program's if there is none."""
        version = self.tables.get("schema")
        return version if isinstance(version, int) else schema.VERSION


def parse(data: bytes) -> Parsed:
    """The tables of a sidecar. Never fails: damaged parts are left out and reported."""
    try:
        text = _text(data)
        tables = _read_toml(text)
    except (ValueError, RecursionError):  # decoding and TOML errors are both ValueErrors
        # A replacement character at the end is the rest of a character that was cut in two.
        tables = _salvage(data.decode("utf-8-sig", "replace").rstrip("\N{REPLACEMENT CHARACTER}"))
        return Parsed(tables, (_problem(tables),), whole=False)
    if schema.cut_short(text) or not tables:
        return Parsed(tables, (_problem(tables),), whole=False)
    return Parsed(tables)


def _text(data: bytes) -> str:
    """The text of a sidecar, which an editor may have saved as GBK, Big5 or UTF-16.

    Raises ValueError if it is damaged UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
        if "\0" not in text:
            return text
    except UnicodeDecodeError:
        pass
    from newsreader.decoding.decode import decode  # noqa: PLC0415 (rarely needed)

    decoded = decode(data)
    if decoded.encoding.startswith("utf-8") or schema.FORMAT not in decoded.text:
        raise ValueError(decoded.encoding)
    return decoded.text


def _problem(tables: Mapping[str, object]) -> str:
    highlights = tables.get("highlight")
    count = len(highlights) if isinstance(highlights, list) else 0
    message = ngettext(
        "The notes file is damaged: {count} highlight could be read; "
        "a copy of it will be kept before anything is saved.",
        "The notes file is damaged: {count} highlights could be read; "
        "a copy of it will be kept before anything is saved.",
        count,
    )
    return message.format(count=count)


def _salvage(text: str) -> dict[str, object]:
    """Read piece by piece; a piece that is not TOML is read line by line."""
    pieces = _pieces(text)
    tables: dict[str, object] = {}
    lines_left = _MAX_LINES
    at = 0
    while at < len(pieces):
        for joined in range(1, _MAX_PIECES + 1):
            read = _loads("".join(pieces[at : at + joined]))
            if read is not None:
                at += joined
                break
        else:
            end = _string_end(pieces, at)
            damaged = "".join(pieces[at:end])
            read = _by_line(damaged, lines_left)
            lines_left = max(0, lines_left - damaged.count("\n"))
            at = end
        _add(tables, read)
    return tables


def _pieces(text: str) -> list[str]:
    """`text` cut before every line that looks like the header of a top-level table."""
    starts = [0, *(found.start() for found in _HEADER.finditer(text) if found.start())]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _string_end(pieces: list[str], at: int) -> int:
    """The index after the piece in which a multi-line string that begins in piece `at` ends."""
    if pieces[at].count('"""') % 2:
        for end in range(at + 1, min(at + _MAX_PIECES, len(pieces))):
            if pieces[end].count('"""') % 2:
                return end + 1
    return at + 1


def _read_toml(text: str) -> dict[str, object]:
    if DEEP_KEY.search(text):
        raise ValueError("a key has too many parts")
    import tomllib  # noqa: PLC0415 (most articles have no notes yet)

    return tomllib.loads(text)


def _loads(text: str) -> dict[str, object] | None:
    try:
        return _read_toml(text)
    except (ValueError, RecursionError):
        return None


def _by_line(piece: str, most: int) -> dict[str, object]:
    """The assignments of one table, each read separately."""
    header, _newline, body = piece.partition("\n")
    name = _ENTRY.match(header)
    if name is None:
        body = piece
    # A key that occurs again begins the next entry, whose header could not be read.
    found: list[dict[str, object]] = [{}]
    for statement in _statements(body.split("\n", most)[:most]):
        read = _loads(statement)
        if read is None and statement.startswith("note"):
            # Half a note is better than none, but half an id or quote would be wrong.
            read = _loads(f'{statement}"') or _loads(f'{statement}"""')
        if read and found[-1].keys() & read.keys():
            found.append({})
        found[-1].update(read or {})
    if name is None:
        return found[0]
    array, table = name.groups()
    if table:
        return {table: found[0]}
    if array == "highlight":
        found = [entry for entry in found if {"quote", "note"} & entry.keys()]
    return {array: [entry for entry in found if entry]}


def _statements(lines: list[str]) -> Iterator[str]:
    """The lines, with those of a multi-line string joined."""
    inside: list[str] = []
    for line in lines:
        turns = line.count('"""') % 2 == 1
        if inside:
            inside.append(line)
        if turns and not inside:
            inside = [line]
        elif turns:
            yield "\n".join(inside)
            inside = []
        elif not inside:
            yield line
    if inside:
        yield "\n".join(inside)


def _add(tables: dict[str, object], more: Mapping[str, object]) -> None:
    for name, item in more.items():
        known = tables.get(name)
        if isinstance(known, list) and isinstance(item, list):
            known.extend(item)
        elif isinstance(known, dict) and isinstance(item, dict):
            known.update(item)
        else:
            tables.setdefault(name, item)
