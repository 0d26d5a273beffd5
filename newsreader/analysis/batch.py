"""Batch: the mentions of a stream of texts, in its order, as soon as each can be had."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator

from newsreader.analysis.protocol import Fact, Failed, TextsRead
from newsreader.analysis.service import Service
from newsreader.entities.entity import Mention
from newsreader.errors import AnalysisError

TOGETHER = 32
"""Texts in one question, at most."""

LARGE = 50_000
"""Code points after which a question is full, however few its texts are."""

AHEAD = 4 * TOGETHER
"""Texts taken from the stream before their answers were handed on."""


class _End:
    """The stream is over, or broke with an error that its reader should see in its place."""

    def __init__(self, problem: BaseException | None = None) -> None:
        self.problem = problem


def recognize_all(service: Service, texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
    """The mentions of each text, in order.

    Texts that are there already go to the helper process together; one that comes alone is answered
    before the next is waited for, so that a program may hold a conversation over pipes. `service`
    should have nothing else to do. Raises AnalysisError when the helper process fails, and whatever
    `texts` raises, after the answers to the texts before it.
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
            case _End() as told:
                end = told
            case Failed(reason):
                raise AnalysisError(reason)
            case TextsRead(mentions):
                asked = False
                room.release(len(mentions))
                yield from mentions
        if waiting and not asked:
            question = _question(waiting)
            del waiting[: len(question)]
            service.read_texts(question)
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
    except BaseException as problem:  # handed over to the thread that reads the answers
        events.put(_End(problem))
    else:
        events.put(_End())


def _question(waiting: list[str]) -> list[str]:
    size = 0
    for count, text in enumerate(waiting, 1):
        size += len(text)
        if count == TOGETHER or size > LARGE:
            return waiting[:count]
    return waiting[:]
