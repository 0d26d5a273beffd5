"""Entities and quotations for Python programs."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.analysis.batch import TextToRead, batches, find_all
from newsreader.analysis.service import Service
from newsreader.api.articles import Article
from newsreader.api.records import Records
from newsreader.article.article import spans_to_read
from newsreader.entities.entity import Entity, entity_dict
from newsreader.entities.quotations import Quotation, find_quotations
from newsreader.entities.roster import Roster
from newsreader.errors import NewsreaderError
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.article import article as inner
    from newsreader.recognition.pipeline import Pipeline

__all__ = ["Entity", "Quotation", "find_entities", "quotations"]

_ALONE = threading.Lock()
"""The recognizer of this process works for one thread at a time."""


def find_entities(
    texts: Iterable[str | Article], workers: int = 0, *, lexicon: Path | None = None
) -> Iterator[Records[Entity]]:
    """The entities of each text, in the order of `texts`.

    Up to 128 texts are read together, or fewer that have 16,000 code points: that is faster.
    With 0 `workers` the names are found in this process, which loads the network once (NumPy, about
    75 MB); else in so many processes, which end with the iterator. The results are the same. A
    `str` is a text, never a path. `lexicon` is a file with names of your own (docs/entities.md).
    Raises NewsreaderError.
    """
    if isinstance(texts, str | Article):
        raise TypeError("texts is a list of texts or another iterable, not one text")
    if workers < 0:
        raise ValueError("workers is 0 or more")
    to_read = map(_to_read, texts)
    found = _found_here(to_read, lexicon) if not workers else _found(to_read, workers, lexicon)
    return (entity_records(each) for each in found)


def quotations(
    article: Article, entities: Sequence[Entity] | None = None, workers: int = 0
) -> Records[Quotation]:
    """Who says what in `article`, in text order.

    `entities` are those that `find_entities` found; without them they are found first.
    """
    if entities is None:
        entities = next(find_entities([article], workers))
    found = find_quotations(article.inner, Roster.of(entities))
    return Records(found, partial(quotation_dict, article.inner))


def entity_records(entities: Iterable[Entity]) -> Records[Entity]:
    """Entities as results."""
    return Records(entities, entity_dict)


def quotation_dict(article: inner.Article, quotation: Quotation) -> dict[str, object]:
    """A quotation as plain values, as docs/commands.md describes them."""
    each = quotation
    return {
        "speaker": each.speaker,
        "paragraph": article.paragraphs.at(each.span.start) + 1,
        "start": each.span.start,
        "end": each.span.end,
        "text": each.span.of(article.text),
        "direct": each.direct,
        "named_at": _pair(each.speaker_span),
        "cue": _pair(each.cue),
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _to_read(text: str | Article) -> TextToRead:
    if isinstance(text, Article):
        return TextToRead(text.text, spans_to_read(text.inner))
    return TextToRead(text, [Span(0, len(text))])


def _found(
    texts: Iterable[TextToRead], workers: int, lexicon: Path | None
) -> Iterator[tuple[Entity, ...]]:
    with ExitStack() as stack:
        services = [
            stack.enter_context(closing(Service.start(lexicon=lexicon))) for _ in range(workers)
        ]
        yield from find_all(services, texts)


def _found_here(texts: Iterable[TextToRead], lexicon: Path | None) -> Iterator[tuple[Entity, ...]]:
    # Loaded here: NumPy is large, and with worker processes this one does not need it.
    from newsreader.analysis.task import entities_of  # noqa: PLC0415

    pipeline = _pipeline(lexicon, lexicon.stat().st_mtime_ns if lexicon else 0)
    for batch in batches(texts):
        rows = [(text, [(span.start, span.end) for span in spans]) for text, spans in batch]
        with _ALONE:
            found = entities_of(pipeline, rows)
        yield from found


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let NumPy use one thread if it is loaded in here: for small matrices more are slower.

    A number that the user has set stays.
    """
    ours = "OPENBLAS_NUM_THREADS" not in os.environ
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        yield
    finally:
        if ours:
            del os.environ["OPENBLAS_NUM_THREADS"]


@lru_cache(maxsize=2)
def _pipeline(lexicon: Path | None, _changed: int) -> Pipeline:
    """The recognizer of this process. Raises NewsreaderError if the lexicon cannot be used."""
    with _one_thread():
        from newsreader.recognition.pipeline import Pipeline  # noqa: PLC0415 (as above)

    made = Pipeline.load(lexicon=lexicon)
    if made.problem:
        raise NewsreaderError(made.problem)
    return made
