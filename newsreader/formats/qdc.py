"""The codebook of REFI-QDA (.qdc), written and read.

The standard is version 1.5 of the Rotterdam Exchange Format Initiative; the schema of a codebook is
http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd. Codes are nested; sets, which
group codes of any place, are not read. XML from elsewhere is read by expat, without a document type
and so without entities, and only up to a size and a depth.
"""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from newsreader.errors import FormatError
from newsreader.formats.document import without_controls
from newsreader.formats.imported_highlight import nearest_colour, without_surrogates
from newsreader.formats.spreadsheet import original, table
from newsreader.locale import _
from newsreader.notebook.codebook import Code, Codebook
from newsreader.notebook.colour import Colour

NAMESPACE = "urn:QDA-XML:codebook:1.0"
LARGEST = 4 << 20
"""Bytes of a codebook that is read."""

_DEEPEST = 64
_MOST_CODES = 20_000
_HEX = {
    Colour.YELLOW: "#F2C200",
    Colour.GREEN: "#4CAF50",
    Colour.BLUE: "#2F80ED",
    Colour.RED: "#E0483E",
    Colour.PURPLE: "#9B51E0",
}
_OWN_IDS = uuid.UUID("7b1de3a4-6a1e-5e0c-9c58-6f5e2d1c0b7a")
_NOT_IN_TAG = re.compile(r"[\s,，、#]+")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(codebook: Codebook) -> str:
    """The codebook as XML, to be stored as UTF-8."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin="newsreader">',
        "<Codes>" if codebook.codes else "<Codes/>",
        *_elements(codebook, "", 1),
        *(["</Codes>"] if codebook.codes else []),
        "</CodeBook>",
    ]
    return "\n".join(lines) + "\n"


def _elements(codebook: Codebook, parent: str, depth: int) -> Iterator[str]:
    pad = "  " * min(depth, 8)
    for code in codebook.children(parent):
        colour = f' color="{_HEX[code.colour]}"' if code.colour else ""
        name = quoteattr(_clean(code.name))
        yield f'{pad}<Code guid="{_guid(code)}" name={name} isCodable="true"{colour}>'
        if code.definition:
            yield f"{pad}  <Description>{escape(_clean(code.definition))}</Description>"
        yield from _elements(codebook, code.name, depth + 1)
        yield f"{pad}</Code>"


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", without_surrogates(without_controls(text)))


def _guid(code: Code) -> str:
    """The id of a code in capitals, as other programs write it; one made of the name if none."""
    try:
        return str(uuid.UUID(code.id)).upper()
    except ValueError:
        return str(uuid.uuid5(_OWN_IDS, _clean(code.name))).upper()


def write_csv(codebook: Codebook) -> str:
    """The codebook as the CSV that Taguette imports: a tag and its description in each row."""
    rows = [(code.name, code.definition) for _depth, code in codebook.ordered()]
    return table([("tag", "description"), *rows])


@dataclass
class _Open:
    """A code whose element has not ended, with its place among all codes."""

    code: dict[str, str]
    index: int
    description: list[str] = field(default_factory=list)


class _Reader:
    """Collects the codes of a codebook, while expat reads it."""

    def __init__(self) -> None:
        self.codes: list[Code] = []
        self._open: list[_Open] = []
        self._path: list[str] = []
        self._names: set[str] = set()
        self._numbers: defaultdict[str, int] = defaultdict(lambda: 1)
        """The last number that was appended to a name."""

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            message = _("This is not XML: there is a mistake in line {line}, column {column}.")
            place = {"line": error.lineno, "column": error.offset + 1}
            raise FormatError(message.format(**place)) from error
        except (ValueError, LookupError) as error:
            raise FormatError(_("The encoding that this XML names is not known.")) from error

    def _refuse(self, *_declaration: object) -> None:
        raise FormatError(
            _("This file declares a document type and is not read; export it without one.")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != f"{NAMESPACE} CodeBook":
            raise FormatError(_("This is not a codebook of REFI-QDA (.qdc)."))
        if len(self._path) >= _DEEPEST or len(self.codes) >= _MOST_CODES:
            raise FormatError(_("This codebook is too deep or too large; split it."))
        self._path.append(name.rpartition(" ")[2])
        if self._path[-1] == "Code":
            self._begin(attributes)

    def _begin(self, attributes: dict[str, str]) -> None:
        name = _NOT_IN_TAG.sub("_", attributes.get("name", "").strip()).strip("_")
        parent = self._open[-1].code["name"] if self._open else ""
        if name in self._names and parent:
            name = f"{parent}/{name}"  # codes below different ones may share a name
        plain, number = name, self._numbers[name]
        while name and name in self._names:
            number += 1
            name = f"{plain}_{number}"
        self._numbers[plain] = number
        self._names.add(name)
        fields = {"name": name, "parent": parent}
        fields |= {"id": attributes.get("guid", ""), "colour": attributes.get("color", "")}
        self._open.append(_Open(fields, len(self.codes)))
        self.codes.append(Code(name))

    def _text(self, words: str) -> None:
        if self._open and self._path[-1] == "Description":
            self._open[-1].description.append(words)

    def _end(self, _name: str) -> None:
        if self._path.pop() == "Code":
            done = self._open.pop()
            self.codes[done.index] = Code(
                done.code["name"],
                "".join(done.description).strip(),
                done.code["parent"],
                nearest_colour(done.code["colour"].lower()),
                id=done.code["id"],
            )


def read(data: bytes) -> list[Code]:
    """The codes in a .qdc file, in its order, with names that are tags: one word, without commas.

    Raises FormatError for other files, for one with a document type, and for a huge one.
    """
    if len(data) > LARGEST:
        raise FormatError(_("This codebook is too deep or too large; split it."))
    reader = _Reader()
    reader.read(data)
    return [code for code in reader.codes if code.name]


def read_csv(text: str) -> list[Code]:
    """The tags of a CSV that Taguette writes or reads. Raises FormatError."""
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    except csv.Error as error:
        raise FormatError(_("This is not a CSV file: {reason}.").format(reason=error)) from error
    if not rows or "tag" not in rows[0]:
        raise FormatError(_("This is not a codebook: it has no column named tag."))
    found = []
    for row in rows:
        tag, description = (original(row.get(key) or "") for key in ("tag", "description"))
        name = _NOT_IN_TAG.sub("_", tag.strip()).strip("_")
        if name:
            found.append(Code(name, description.strip()))
    return found
