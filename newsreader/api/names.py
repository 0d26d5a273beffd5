"""Entities and quotations for Python programs."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.analysis.batch import TextToRead, batches, find_all
from newsreader.analysis.service import Service
from newsreader.api.arguments import described, existing, of_type, whole_number
from newsreader.api.articles import Article, checked
from newsreader.api.notes import Notebook
from newsreader.api.records import Records
from newsreader.article.article import spans_to_read
from newsreader.directories import directories
from newsreader.entities.entity import Entity, entity_dict
from newsreader.entities.quotations import Quotation, find_quotations
from newsreader.entities.roster import Roster
from newsreader.entities.user_lexicon import read_lexicon
from newsreader.errors import NewsreaderError
from newsreader.library.reader_corrections import ReaderCorrections
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.article import article as inner
    from newsreader.recognition.pipeline import Pipeline

__all__ = ["Entity", "Quotation", "find_entities", "quotations"]

_ALONE = threading.Lock()
"""The recognizer of this process works for one thread at a time."""


def find_entities(
    texts: Iterable[str | Article | Notebook],
    workers: int = 0,
    *,
    lexicon: str | os.PathLike[str] | None = None,
) -> Iterator[Records[Entity]]:
    """The entities of each text, in the order of `texts`.

    Up to 128 texts are read together, or fewer that have 16,000 code points: that is faster.
    With 0 `workers` the names are found in this process, which loads the network once (NumPy, about
    75 MB); else in so many processes, which end with the iterator. The results are the same. A
    `str` is a text, never a path. Of a notebook they are those of its article, as the reader
    corrected them. `lexicon` is a file with names of your own (docs/entities.md).

    An error of `texts` comes after the results of the texts before it. Raises NewsreaderError if
    the lexicon cannot be used, or a process has ended before its work.
    """
    if isinstance(texts, str | bytes) or not isinstance(texts, Iterable):
        raise TypeError(f"texts is a list of texts or another iterable, not {described(texts)}")
    if whole_number(workers, "workers") < 0:
        raise ValueError("workers is 0 or more")
    return _records(texts, workers, existing_lexicon(lexicon))


def quotations(
    article: Article | Notebook, entities: Sequence[Entity] | None = None, workers: int = 0
) -> Records[Quotation]:
    """Who says what in `article`, in text order.

    `entities` are those that `find_entities` found; without them they are found first. Of a
    notebook it is the article, with the names as the reader corrected them.
    """
    found_in = checked(article.article if isinstance(article, Notebook) else article).inner
    if entities is None:
        entities = next(find_entities([article], workers))
    found = find_quotations(found_in, Roster.of(checked_entities(entities)))
    return Records(found, partial(quotation_dict, found_in), _QUOTATION_FIELDS)


def checked_entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities of one text. Raises TypeError if they are something else."""
    taken = "entities are those of one text, each item of find_entities"
    return tuple(of_type(each, Entity, taken) for each in entities)


def _records(
    texts: Iterable[str | Article | Notebook], workers: int, lexicon: Path | None
) -> Iterator[Records[Entity]]:
    waiting: deque[str | Article | Notebook] = deque()
    corrections = ReaderCorrections(directories().data)

    def to_read() -> Iterator[TextToRead]:
        for number, text in enumerate(texts):
            asked = _to_read(text, number)
            waiting.append(text)
            yield asked

    read = to_read()
    with closing(_found(read, workers, lexicon) if workers else _found_here(read, lexicon)) as all_:
        for found in all_:
            text, names = waiting.popleft(), found
            if isinstance(text, Notebook):
                article = text.article
                names = corrections.corrected(article.inner, article.path, text.inner, found)
            yield Records(names, entity_dict, _ENTITY_FIELDS)


_ENTITY_FIELDS = ("id", "name", "kind", "subkind", "aliases", "roles", "mentions")


_QUOTATION_FIELDS = (
    "speaker", "paragraph", "start", "end", "text", "direct", "named_at", "cue",
)  # fmt: skip


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


def _to_read(text: str | Article | Notebook, number: int) -> TextToRead:
    article = text.article if isinstance(text, Notebook) else text
    if isinstance(article, Article):
        return TextToRead(article.text, spans_to_read(article.inner))
    if isinstance(article, str):
        return TextToRead(article, [Span(0, len(article))])
    raise TypeError(
        "texts has strings, articles (see open_article) and notebooks, "
        f"but number {number} is {described(text)}"
    )


def existing_lexicon(lexicon: str | os.PathLike[str] | None) -> Path | None:
    """The path of the lexicon. Raises NewsreaderError if it cannot be used."""
    if lexicon is None:
        return None
    path = Path(existing(lexicon))
    if problem := read_lexicon(path).problem:
        raise NewsreaderError(problem)
    return path


def _refuse(problem: str) -> None:
    raise NewsreaderError(problem)


def _found(
    texts: Iterable[TextToRead], workers: int, lexicon: Path | None
) -> Generator[tuple[Entity, ...], None, None]:
    with ExitStack() as stack:
        services = [
            stack.enter_context(closing(Service.start(lexicon=lexicon))) for _ in range(workers)
        ]
        yield from find_all(services, texts, _refuse)


def _found_here(
    texts: Iterable[TextToRead], lexicon: Path | None
) -> Generator[tuple[Entity, ...], None, None]:
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
