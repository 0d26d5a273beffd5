"""CoNLL: a character to a line with BIO tags, an empty line after each paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.formats.document import Document, Part
from newsreader.formats.labels import Label, apart, labels
from newsreader.locale import _
from newsreader.text.span import Span


class Conll:
    """Three columns, tabs between: character, highlight (`B-yellow`), entity (`B-PER`).

    White space has no line. Where two spans overlap the longer one is written.
    """

    name = "conll"
    suffix = ".conll"
    carries_entities = True
    keeps = frozenset({Part.COLOUR, Part.ENTITIES})

    @property
    def label(self) -> str:
        return _("CoNLL, BIO tags")

    def write(self, document: Document) -> str:
        text = document.article.text
        found = list(labels(document))
        colours = _names(label for label in found if label.highlight is not None)
        kinds = _names(label for label in found if label.entity is not None)
        paragraphs = (
            _lines(text, paragraph.span, colours, kinds)
            for paragraph in document.article.paragraphs
        )
        return "\n".join(lines for lines in paragraphs if lines)


def _names(found: Iterable[Label]) -> dict[int, Label]:
    """The label at each offset that has one."""
    return {at: label for label in apart(found) for at in range(label.span.start, label.span.end)}


def _lines(text: str, span: Span, *columns: dict[int, Label]) -> str:
    """The lines of one paragraph. What comes over from the one before begins anew with B."""
    before: list[Label | None] = [None] * len(columns)
    lines = []
    for at in range(span.start, span.end):
        if text[at].isspace():
            continue
        now = [column.get(at) for column in columns]
        tags = map(_tag, now, before)
        lines.append("\t".join([text[at], *tags]) + "\n")
        before = now
    return "".join(lines)


def _tag(now: Label | None, before: Label | None) -> str:
    if now is None:
        return "O"
    return f"{'I' if now is before else 'B'}-{now.name}"
