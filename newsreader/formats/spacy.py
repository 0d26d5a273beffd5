"""spaCy: the article in the form of `Doc.to_json`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newsreader.formats.document import Document, Part
from newsreader.formats.json_text import json_text
from newsreader.formats.labels import Label, labels, without_overlaps
from newsreader.locale import _
from newsreader.text.span import Span

_TOKEN = re.compile(r"\s+|[^\W_\u2e80-\U0010ffff]+|\S")
"""White space, a run of letters and digits before the CJK blocks, or one other character."""


class Spacy:
    """For `Doc.from_json`: mentions in `ents`, highlights in a span group, labelled by colour."""

    name = "spacy"
    suffix = ".json"
    includes_entities = True
    keeps = frozenset({Part.COLOUR, Part.OVERLAPS, Part.ENTITIES})

    @property
    def label(self) -> str:
        return _("spaCy JSON")

    def write(self, document: Document) -> str:
        text = document.article.text
        found = list(labels(document))
        tokens = list(
            _tokens(text, {edge for one in found for edge in _edges(one.span.trimmed(text))})
        )
        marked = [label for label in found if label.highlight is not None]
        doc = {
            "text": text,
            "ents": [
                _span(label, text)
                for label in without_overlaps(one for one in found if one.entity is not None)
            ],
            "spans": {"highlights": [_span(label, text) for label in marked]},
            "tokens": [
                {"id": number, "start": token.start, "end": token.end}
                for number, token in enumerate(tokens)
            ],
        }
        return json_text(doc, indent=None)


def _span(label: Label, text: str) -> dict[str, object]:
    """A span without white space at its ends, which has no token of its own in spaCy."""
    span = label.span.trimmed(text)
    return {"start": span.start, "end": span.end, "label": label.name, "kb_id": "", "id": ""}


def _edges(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _tokens(text: str, edges: set[int]) -> Iterator[Span]:
    """The tokens, split at `edges`.

    As in spaCy one space after a token belongs to it, and other white space is a token.
    """
    after_token = False
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if not found[0].isspace():
            cuts = [start, *(at for at in range(start + 1, end) if at in edges), end]
            for first, last in pairwise(cuts):
                yield Span(first, last)
            after_token = True
            continue
        if after_token and text[start] == " ":
            start += 1
        if start < end:
            yield Span(start, end)
        after_token = False
