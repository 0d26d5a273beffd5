"""CoNLL: a character to a line with BIO tags, an empty line after each paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.formats.document import Document, Part
from newsreader.formats.labels import Label, apart, labels
from newsreader.locale import _


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
        colours = _tags(text, (label for label in found if label.highlight is not None))
        kinds = _tags(text, (label for label in found if label.entity is not None))
        paragraphs = []
        for paragraph in document.article.paragraphs:
            lines = [
                f"{text[at]}\t{colours.get(at, 'O')}\t{kinds.get(at, 'O')}\n"
                for at in range(paragraph.span.start, paragraph.span.end)
                if not text[at].isspace()
            ]
            if lines:
                paragraphs.append("".join(lines))
        return "\n".join(paragraphs)


def _tags(text: str, found: Iterable[Label]) -> dict[int, str]:
    """The tag at each offset that has one; B at the first character that is no white space."""
    tags = {}
    for label in apart(found):
        places = [at for at in range(label.span.start, label.span.end) if not text[at].isspace()]
        for number, at in enumerate(places):
            tags[at] = f"{'I' if number else 'B'}-{label.name}"
    return tags
