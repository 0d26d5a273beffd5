"""The mentions of a stream of texts, in its order."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator

from newsreader.analysis.protocol import Fact, Failed, TextsRead
from newsreader.analysis.service import Service
from newsreader.entities.entity import Mention
from newsreader.errors import AnalysisError

BATCH = 32
"""Texts in one request, at most."""

LARGE = 50_000
"""Code points after which a request is full, however few its texts are."""

AHEAD = 4 * BATCH
"""Texts taken from the stream before their mentions are yielded, at most."""


class _End:
    """The end of the stream, with the error that ended it, if any."""

    def __init__(self, problem: BaseException | None = None) -> None:
        self.problem = problem


def recognize_all(service: Service, texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
    """The mentions of each text, in order.

    Texts that are available at once go to the helper process together. A single text is answered
    before the next one is waited for, so that a program can wait for each answer over pipes.
    `service` must be idle. Raises AnalysisError if the helper process fails, and any error of
    `texts` itself, after the mentions of the texts before it.
    """
    events: queue.SimpleQueue[Fact | str | _End] = queue.SimpleQueue()
    room = threading.Semaphore(AHEAD)
    service.listen(events.put)
    feeder = threading.Thread(target=_feed, args=(texts, events, room), daemon=True)
    feeder.start()
    waiting: list[str] = []
    asked = False
    end: _End | None = None
    while end is None or asked or waiting:
        match events.get():
            case str(text):
                waiting.append(text)
            case _End() as ended:
                end = ended
            case Failed(reason):
                raise AnalysisError(reason)
            case TextsRead(mentions):
                asked = False
                room.release(len(mentions))
                yield from mentions
        if waiting and not asked:
            batch = _batch(waiting)
            del waiting[: len(batch)]
            service.read_texts(batch)
            asked = True
    if end.problem:
        raise end.problem


def _feed(
    texts: Iterable[str],
    events: queue.SimpleQueue[Fact | str | _End],
    room: threading.Semaphore,
) -> None:
    try:
        for text in texts:
            room.acquire()
            events.put(text)
    except BaseException as problem:  # raised again in the thread that reads the answers
        events.put(_End(problem))
    else:
        events.put(_End())


def _batch(waiting: list[str]) -> list[str]:
    size = 0
    for count, text in enumerate(waiting, 1):
        size += len(text)
        if count == BATCH or size > LARGE:
            return waiting[:count]
    return waiting[:]
