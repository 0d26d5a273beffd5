"""The file `codebook.toml` of a folder: found, read, and added to."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from newsreader.errors import FormatError
from newsreader.files import atomic, guarded
from newsreader.locale import _, reason_of
from newsreader.notebook.codebook import Code, Codebook, first_loop
from newsreader.notebook.colour import Colour
from newsreader.sidecar import toml
from newsreader.text.toml_limits import DEEP_KEY, LONG_NUMBER

NAME = "codebook.toml"
_MOST_BYTES = 1 << 20
_DEEPEST = 32
"""Levels of tags."""

_MOST_FOLDERS = 6
"""Folders that are looked into, from that of the article upwards."""

_HEAD = """# The codebook of newsreader: the tags of the articles in this folder and those below.
# For each tag: name, and if you like definition, parent, colour and key.
"""


def codebook_path(folder: Path) -> Path:
    """The codebook of `folder`: in it, or in the nearest folder above; its place if none is there.

    Looks at the disk.
    """
    folder = folder.absolute()
    for each in islice((folder, *folder.parents), _MOST_FOLDERS):
        if (each / NAME).is_file():
            return each / NAME
    return folder / NAME


def read_codebook(path: Path) -> Codebook:
    """The codebook at `path`, an empty one if there is no file. Raises FormatError."""
    data = _data(path)
    return Codebook() if data is None else _parsed(data, path)


def add_to_codebook(path: Path, codes: Iterable[Code]) -> list[Code]:
    """Add those of `codes` to the file that it does not have; returns these.

    What is in the file stays as it is, with its comments. Raises FormatError, and then changes
    nothing.
    """
    try:
        with atomic.locked(path):
            return _add(path, codes)
    except OSError as error:
        message = _("{file} cannot be written ({why}); choose another place.")
        raise FormatError(message.format(file=path, why=reason_of(error))) from error


def _add(path: Path, codes: Iterable[Code]) -> list[Code]:
    data = _data(path)
    known = Codebook() if data is None else _parsed(data, path)
    new = [code for code in Codebook.of(codes).codes.values() if code.name not in known.codes]
    if not new:
        return []
    before = _HEAD if data is None else data.decode("utf-8-sig").rstrip("\n") + "\n"
    taken = {code.key for code in known.codes.values()} | set(known.codes)
    text = before + "".join("\n" + _table(code, taken) for code in new)
    _parsed(text.encode(), path)
    atomic.replace(path, text.encode())
    return new


def _table(code: Code, taken: Iterable[str]) -> str:
    """The table of a code; a key that is used already is left out."""
    fields: dict[str, object] = {
        "name": code.name,
        "definition": toml.Lines(code.definition),
        "parent": code.parent,
        "colour": code.colour.value if code.colour else "",
        "key": code.key if code.key not in taken else "",
        "id": code.id,
    }
    return toml.table("tag", {name: each for name, each in fields.items() if each}, array=True)


def _data(path: Path) -> bytes | None:
    try:
        return guarded.read(path, _MOST_BYTES)
    except (OSError, ValueError) as error:
        why = reason_of(error)
        raise _damaged(path, why) from error


def _parsed(data: bytes, path: Path) -> Codebook:
    try:
        text = data.decode("utf-8-sig")
        if DEEP_KEY.search(text) or LONG_NUMBER.search(text):
            raise _damaged(path, _("too deep a key, or too long a number"))
        tables = tomllib.loads(text).get("tag", [])
    except (ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise _damaged(path, _("a tag is not a table; write [[tag]]"))
    codes: dict[str, Code] = {}
    for number, table in enumerate(tables, 1):
        code = _code(table, number, path)
        if code.name in codes:
            raise _damaged(path, _("the tag {name} is there twice").format(name=code.name))
        codes[code.name] = code
    if loop := first_loop(codes):
        raise _damaged(path, _("the tag {name} is below itself").format(name=loop))
    found = Codebook(codes)
    if any(depth >= _DEEPEST for depth, _each in found.ordered()):
        raise _damaged(path, _("its tags are nested too deeply"))
    return found


def _code(table: Mapping[str, object], number: int, path: Path) -> Code:
    fields = {}
    for name in ("name", "definition", "parent", "colour", "key", "id"):
        item = table.get(name, table.get("color", "") if name == "colour" else "")
        if not isinstance(item, str):
            message = _("{key} of tag {number} is not a text in quotes")
            raise _damaged(path, message.format(key=name, number=number))
        fields[name] = item.strip()
    if not fields["name"]:
        raise _damaged(path, _("tag {number} has no name").format(number=number))
    colour = fields.pop("colour")
    if colour and colour not in list(Colour):
        message = _("there is no colour {name}; there are {names}")
        names = _(", ").join(Colour)
        raise _damaged(path, message.format(name=colour, names=names))
    return Code(colour=Colour(colour) if colour else None, **fields)


def _damaged(path: Path, why: str) -> FormatError:
    message = _("The codebook {file} cannot be used: {why}. Nothing was changed in it.")
    return FormatError(message.format(file=path, why=" ".join(why.split()).rstrip(".")))
