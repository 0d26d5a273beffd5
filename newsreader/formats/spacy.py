"""spaCy: the article as `Doc.to_json` writes one, a token for each character, word or number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from newsreader.formats.document import Document, Part
from newsreader.formats.labels import Label, apart, labels
from newsreader.locale import _
from newsreader.text.span import Span

_TOKEN = re.compile(r"\s+|[^\W_\u2e80-\U0010ffff]+|\S")
"""White space, a run of letters and digits outside the Chinese blocks, or one other character."""


class Spacy:
    """For `Doc.from_json`: mentions as `ents`, highlights as a span group of their colours."""

    name = "spacy"
    suffix = ".json"
    carries_entities = True
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
        whole = {
            "text": text,
            "ents": [
                _span(label, text)
                for label in apart(one for one in found if one.entity is not None)
            ],
            "spans": {"highlights": [_span(label, text) for label in marked]},
            "tokens": [
                {"id": number, "start": token.start, "end": token.end}
                for number, token in enumerate(tokens)
            ],
        }
        return json.dumps(whole, ensure_ascii=False) + "\n"


def _span(label: Label, text: str) -> dict[str, object]:
    """A span without the white space round it, which spaCy gives no tokens of its own."""
    span = label.span.trimmed(text)
    return {"start": span.start, "end": span.end, "label": label.name, "kb_id": "", "id": ""}


def _edges(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _tokens(text: str, edges: set[int]) -> Iterator[Span]:
    """Tokens that no span's edge cuts, in spaCy's way with blanks.

    A blank behind a token belongs to it; what white space is left is a token.
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
