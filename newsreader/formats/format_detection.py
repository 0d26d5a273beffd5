"""Detects the format of a file from another program by its content."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from newsreader.errors import FormatError
from newsreader.formats.imported_highlight import objects, strings
from newsreader.formats.json_format import NAMES
from newsreader.formats.registry import IMPORTERS
from newsreader.formats.spreadsheet import is_header
from newsreader.locale import _

_HEAD = 20_000
"""Code points at the start of a file that show its format."""

_BRAT_LINE = re.compile(r"[TREAMN*#]\d*\t.+")
_BIO_LINE = re.compile(r"\S+(?:[ \t]\S+)*[ \t](?:[BIESMUL]-\S+|O)\s*")
_LUA_TABLE = re.compile(r"(?:\s*--[^\n]*\n)*\s*return\s*\{")
_LEAST = 40
_CLOSE = 10


class UncertainFormatError(FormatError):
    """A file may be in either of the two formats called `names`."""

    def __init__(self, message: str, names: tuple[str, str]) -> None:
        super().__init__(message)
        self.names = names


def detect(text: str) -> str:
    """The name of the format of `text`.

    Raises FormatError if no format fits, UncertainFormatError if two fit almost equally well.
    """
    shape = _Shape(text)
    scores = sorted(((score(shape), name) for name, score in _SCORES.items()), reverse=True)
    (best, name), (second, other) = scores[0], scores[1]
    if best < _LEAST:
        raise FormatError(_("This file is in no format that can be imported; choose another file."))
    if best - second < _CLOSE:
        message = _("This file may be {one} or {other}; add --format {first} or --format {second}.")
        labels = {"one": IMPORTERS[name].label, "other": IMPORTERS[other].label}
        raise UncertainFormatError(
            message.format(**labels, first=name, second=other), (name, other)
        )
    return name


@dataclass(frozen=True)
class _Shape:
    """What the tests look at."""

    text: str

    @cached_property
    def head(self) -> str:
        return self.text[:_HEAD]

    @cached_property
    def lines(self) -> list[str]:
        return [line for line in self.head.split("\n") if line.strip()]

    @cached_property
    def json(self) -> object:
        """The value of a JSON file, or the list of the first values of JSON lines, else None."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            pass
        try:
            filled = (line for line in self.text.split("\n") if line.strip())
            return [json.loads(line) for line in islice(filled, 5)]
        except (ValueError, RecursionError):
            return None

    @cached_property
    def rows(self) -> list[dict[str, object]]:
        """The objects of a JSON file: itself, its members, or those of a list that it names."""
        value = self.json
        found = objects(value)
        if isinstance(value, dict):
            for name in ("annotations", "rows", "highlights", "entries", "documents", "items"):
                inner = value.get(name)
                found += objects(inner) if isinstance(inner, list) else []
        return found[:50]

    def names(self, key: str, *values: str) -> bool:
        """Whether a row has one of `values` under `key`."""
        return any(not set(values).isdisjoint(strings(row.get(key))) for row in self.rows)

    def has(self, *keys: str) -> bool:
        """Whether a row has all `keys`."""
        return any(all(key in row for key in keys) for row in self.rows)

    def share(self, pattern: re.Pattern[str]) -> float:
        """The share of the first lines that match `pattern` in full."""
        lines = self.lines[:200]
        return sum(map(bool, map(pattern.fullmatch, lines))) / len(lines) if lines else 0.0


def _json(shape: _Shape) -> int:
    value = shape.json
    return 100 if isinstance(value, dict) and value.get("format") in NAMES else 0


def _web_annotation(shape: _Shape) -> int:
    kinds = ("Annotation", "AnnotationPage", "AnnotationCollection", "AnnotationSet")
    return 90 if shape.names("type", *kinds) else 0


def _hypothesis(shape: _Shape) -> int:
    if _web_annotation(shape):
        return 0
    if shape.has("uri", "target"):
        return 90
    value = shape.json
    listed = isinstance(value, dict) and isinstance(value.get("rows"), list) and "total" in value
    return 60 if listed else 0


def _doccano(shape: _Shape) -> int:
    if _hypothesis(shape) or _json(shape) or _koreader(shape):
        return 0
    texts = shape.has("text") or shape.has("data") or shape.has("content")
    if not texts:
        return 0
    labelled = any(shape.has(key) for key in ("label", "labels", "annotations", "entities"))
    return 80 if labelled else 45


def _calibre(shape: _Shape) -> int:
    if shape.names("type", "calibre_highlights", "calibre_annotation_collection"):
        return 100
    return 90 if shape.has("highlighted_text") else 0


def _koreader(shape: _Shape) -> int:
    if _LUA_TABLE.match(shape.head):
        names = ("annotations", "highlight", "bookmarks", "doc_props")
        return 95 if any(f'["{name}"]' in shape.text for name in names) else 50
    value = shape.json
    lists = isinstance(value, dict) and ("entries" in value or "documents" in value)
    return 90 if lists and isinstance(value, dict) and "version" in value else 60 * lists


def _readwise(shape: _Shape) -> int:
    header = shape.lines[0].replace('"', "") if shape.lines else ""
    columns = {column.strip().lower() for column in re.split("[,;\t]", header)}
    if "highlight" not in columns:
        return 0
    return 90 if {"title", "book title"} & columns else 50


def _clippings(shape: _Shape) -> int:
    ends = sum(line.strip() == "==========" for line in shape.lines)
    return 95 if ends else 0


def _kindle_notebook(shape: _Shape) -> int:
    found = sum(f'"{name}"' in shape.text for name in ("bookTitle", "noteHeading", "noteText"))
    return 95 if found >= 2 else 0


def _brat(shape: _Shape) -> int:
    return round(90 * shape.share(_BRAT_LINE)) if _BRAT_LINE.search(shape.head) else 0


def _conll(shape: _Shape) -> int:
    share = shape.share(_BIO_LINE)
    return round(85 * share) if share > 0.5 else 0


def _weread(shape: _Shape) -> int:
    if re.search(r"(?m)^> ?📌|^[ \t]*- ?💭|^doc_type: weread", shape.head):
        return 90
    return 85 if re.search(r"(?m)^\d+ ?[个個](?:笔记|想法)|^◆.*发表想法", shape.head) else 0


def _moonreader(shape: _Shape) -> int:
    head = shape.lines[:6]
    return 95 if "#" in head and any(line.startswith("indent:") for line in head) else 0


def _notes(shape: _Shape) -> int:
    return 95 if 'format = "newsreader-notebook"' in shape.head else 0


def _csv(shape: _Shape) -> int:
    return 100 if shape.lines and is_header(shape.lines[0]) and "\t" not in shape.lines[0] else 0


def _tsv(shape: _Shape) -> int:
    return 100 if shape.lines and is_header(shape.lines[0]) and "\t" in shape.lines[0] else 0


_SCORES: Mapping[str, Callable[[_Shape], int]] = {
    "json": _json,
    "csv": _csv,
    "tsv": _tsv,
    "webannotation": _web_annotation,
    "hypothesis": _hypothesis,
    "doccano": _doccano,
    "readwise": _readwise,
    "clippings": _clippings,
    "kindle-notebook": _kindle_notebook,
    "koreader": _koreader,
    "calibre": _calibre,
    "weread": _weread,
    "moonreader": _moonreader,
    "notes": _notes,
    "brat": _brat,
    "conll": _conll,
}
"""How well a file fits each format, from 0 to 100."""
