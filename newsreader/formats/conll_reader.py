"""CoNLL, read: a token on each line with BIO or BIOES tags, an empty line after each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsreader.errors import FormatError
from newsreader.formats.imported_highlight import ImportedHighlight, without_surrogates
from newsreader.formats.labels import labelled
from newsreader.locale import _

_TAG = re.compile(r"([BIESMUL])-(\S+)|O")
_CONTEXT = 16
"""Code points of a sentence around a span, by which its place is found."""


class ConllReader:
    """An importer of one or several columns of tags, between tabs or blanks."""

    name = "conll"

    @property
    def label(self) -> str:
        return _("CoNLL, BIO tags")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The labelled spans of each column. Raises FormatError for other files."""
        rows = [line.split() for line in without_surrogates(text).split("\n")]
        tagged = [row for row in rows if len(row) > 1 and _TAG.fullmatch(row[-1])]
        if not tagged:
            raise FormatError(_("This is not a CoNLL file: no line ends with a BIO tag."))
        columns = _columns(tagged)
        own = len(columns) > 1
        found: list[tuple[int, ImportedHighlight]] = []
        for column in columns:
            found += _column(rows, column, own=own)
        found.sort(key=lambda pair: pair[0])
        return [entry for _line, entry in found]


def _columns(rows: Sequence[list[str]]) -> list[int]:
    """The columns of tags, counted from the end of a row as -1, -2, …"""
    width = min(len(row) for row in rows)
    all_tags = (c for c in range(-1, -width, -1) if all(_TAG.fullmatch(row[c]) for row in rows))
    return list(all_tags)


def _column(
    rows: Sequence[list[str]], column: int, *, own: bool
) -> Iterator[tuple[int, ImportedHighlight]]:
    """The spans of one column, each with the number of its first line."""
    start = 0
    for number, row in enumerate([*rows, []]):
        if row:
            continue
        sentence = [row for row in rows[start:number] if len(row) > 1 and row[0] != "-DOCSTART-"]
        words = [row[0] for row in sentence]
        for first, last, name in _spans([row[column] for row in sentence]):
            entry = labelled(name)
            yield (
                start + first,
                replace(
                    entry,
                    quote=_joined(words[first:last]),
                    prefix=_joined(words[max(0, first - _CONTEXT) : first])[-_CONTEXT:],
                    suffix=_joined(words[last : last + _CONTEXT])[:_CONTEXT],
                    position=str(start + first),
                    found=own and entry.kind is not None,
                ),
            )
        start = number + 1


def _joined(words: Sequence[str]) -> str:
    """The words with a blank between two of Latin letters."""
    text = ""
    for word in words:
        latin = text[-1:].isascii() and text[-1:].isalnum() and word[:1].isascii()
        text += f" {word}" if latin and word[:1].isalnum() and len(word) > 1 else word
    return text


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First and last token (not included) and label of each span."""
    start, name = 0, ""
    for number, tag in enumerate([*tags, "O"]):
        found = _TAG.fullmatch(tag)
        mark, label = (found[1], found[2]) if found and found[1] else ("", "")
        if name and (not mark or mark in "BSU" or label != name):
            yield start, number, name
            name = ""
        if mark and not name:
            start, name = number, label
        if mark in ("E", "S", "U", "L") and name:
            yield start, number + 1, name
            name = ""
