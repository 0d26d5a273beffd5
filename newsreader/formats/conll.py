"""CoNLL: one character on each line with BIO tags, an empty line after each paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.formats.document import Document, Part, without_controls
from newsreader.formats.labels import Label, labels, without_overlaps
from newsreader.locale import _
from newsreader.text.span import Span


class Conll:
    """Three columns between tabs: character, highlight (`B-yellow`), entity (`B-PER`).

    White space has no line. Of two spans that overlap the longer one is written.
    """

    name = "conll"
    suffix = ".conll"
    includes_entities = True
    keeps = frozenset({Part.COLOUR, Part.ENTITIES})

    @property
    def label(self) -> str:
        return _("CoNLL, BIO tags")

    def write(self, document: Document) -> str:
        text = document.article.text
        found = list(labels(document))
        colours = _by_offset(label for label in found if label.highlight is not None)
        kinds = _by_offset(label for label in found if label.entity is not None)
        paragraphs = (
            _lines(text, paragraph.span, colours, kinds)
            for paragraph in document.article.paragraphs
        )
        return "\n".join(lines for lines in paragraphs if lines)


def _by_offset(found: Iterable[Label]) -> dict[int, Label]:
    """The label at each offset that has one."""
    return {
        offset: label
        for label in without_overlaps(found)
        for offset in range(label.span.start, label.span.end)
    }


def _lines(text: str, span: Span, *columns: dict[int, Label]) -> str:
    """The lines of one paragraph. A span that continues from the previous one begins with B."""
    previous: list[Label | None] = [None] * len(columns)
    lines = []
    for offset in range(span.start, span.end):
        if text[offset].isspace():
            continue
        current = [column.get(offset) for column in columns]
        tags = map(_tag, current, previous)
        lines.append("\t".join([_token(text[offset]), *tags]) + "\n")
        previous = current
    return "".join(lines)


def _token(character: str) -> str:
    """`character`; a number sign in full width, as a line that begins with # is a comment."""
    return "＃" if character == "#" else without_controls(character)


def _tag(label: Label | None, previous: Label | None) -> str:
    if label is None:
        return "O"
    return f"{'I' if label is previous else 'B'}-{label.name}"
