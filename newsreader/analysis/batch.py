"""Answers to a stream of texts from one helper process or several, in the order of the stream."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from newsreader.analysis.protocol import Fact, Failed, RostersFound, TextsRead, Warned
from newsreader.analysis.service import Service
from newsreader.entities.entity import Entity, Mention
from newsreader.errors import AnalysisError
from newsreader.text.span import Span

BATCH = 32
"""Texts in one request, at most."""

ARTICLES = 128
"""Articles that are read together, at most."""

TOGETHER = 16_000
"""Code points of articles after which no other is read with them. The network is several times
faster with many sentences, up to about as many as this."""

LARGE = 50_000
"""Code points after which a request of single texts is full, however few they are."""

AHEAD = 4
"""Full requests for each process that are taken from the stream before they are answered."""


class TextToRead(NamedTuple):
    """A text, and the paragraphs of it that are searched for names."""

    text: str
    spans: Sequence[Span]


_Q = TypeVar("_Q")
_A = TypeVar("_A")


class _End:
    """The end of the stream, with the error that ended it, if any."""

    __match_args__ = ("problem",)

    def __init__(self, problem: Exception | None = None) -> None:
        self.problem = problem


def recognize_all(
    services: Sequence[Service], texts: Iterable[str]
) -> Iterator[tuple[Mention, ...]]:
    """The mentions of each text, in order.

    Texts that are available at once go to a helper process together. A single text is answered
    before the next one is waited for, so that a program can wait for each answer over pipes.
    `services` must be idle. Raises AnalysisError if a helper process fails, and any error of
    `texts` itself, after the mentions of the texts before it.
    """
    stream: _Stream[str, tuple[Mention, ...]] = _Stream(services, Service.read_texts, len, BATCH)
    return stream.answers(texts)


def find_all(
    services: Sequence[Service],
    texts: Iterable[TextToRead],
    warn: Callable[[str], None] = lambda _reason: None,
) -> Iterator[tuple[Entity, ...]]:
    """The entities of each text, in order; errors as those of `recognize_all`.

    The texts are read in `batches`, whatever the number of processes, and taken from `texts` in the
    thread that asks for the entities, as they are needed: nothing is left behind when that ends
    early. `warn` gets a sentence if the reader's lexicon cannot be used, once.
    """

    def ask(service: Service, asked: Sequence[list[TextToRead]]) -> None:
        service.find_entities(asked[0])

    stream: _Stream[list[TextToRead], tuple[Entity, ...]] = _Stream(services, ask, len, 1)
    stream.warn = warn
    return stream.pulled(batches(texts))


def batches(texts: Iterable[TextToRead]) -> Iterator[list[TextToRead]]:
    """The texts that are read together: of TOGETHER code points or a few more, or ARTICLES.

    An error of `texts` is raised after the texts before it.
    """
    batch: list[TextToRead] = []
    size = 0
    for each in _ended(texts):
        match each:
            case _Question(text):
                batch.append(text)
                size += len(text.text)
                if len(batch) == ARTICLES or size >= TOGETHER:
                    yield batch
                    batch, size = [], 0
            case _End(problem):
                if batch:
                    yield batch
                if problem:
                    raise problem


class _Question(Generic[_Q]):
    """One question of the stream."""

    __match_args__ = ("question",)

    def __init__(self, question: _Q) -> None:
        self.question = question


_Event = _Question[_Q] | _End | tuple[int, Fact]


def _ended(questions: Iterable[_Q]) -> Iterator[_Question[_Q] | _End]:
    """Each question, then the end with its error, if any. An interrupt is raised at once."""
    try:
        for question in questions:
            yield _Question(question)
    except Exception as problem:  # raised again when the questions before it are answered
        yield _End(problem)
    else:
        yield _End()


class _Batch(Generic[_A]):
    """One request of `size` questions; `answers` is None until they have arrived."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.answers: Sequence[_A] | None = None


class _Stream(Generic[_Q, _A]):
    """Sends questions to the helper processes that are idle, several at once."""

    def __init__(
        self,
        services: Sequence[Service],
        ask: Callable[[Service, list[_Q]], None],
        size: Callable[[_Q], int],
        most: int,
    ) -> None:
        """`size` is the length of a question in code points; `most` are in one request."""
        self.warn: Callable[[str], None] = lambda _reason: None
        self._services = services
        self._ask = ask
        self._size = size
        self._most = most
        self._events: queue.SimpleQueue[_Event[_Q]] = queue.SimpleQueue()
        self._end: _End | None = None
        self._ahead = AHEAD * most * len(services)
        """Questions that are taken before their answers are yielded, at most."""
        self._room = threading.Semaphore(self._ahead)
        self._waiting: list[_Q] = []
        self._idle = deque(range(len(services)))
        self._asked: deque[_Batch[_A]] = deque()
        self._busy: dict[int, _Batch[_A]] = {}
        self._warnings: set[str] = set()

    def answers(self, questions: Iterable[_Q]) -> Iterator[_A]:
        """The answer to each question, in order. Raises AnalysisError.

        The questions are waited for in a thread, so that no answer has to wait for the next one.
        """
        self._listen()
        threading.Thread(target=self._feed, args=(questions,), daemon=True).start()
        while self._is_open:
            self._receive(self._events.get())
            yield from self._ready()
        self._raise()

    def pulled(self, questions: Iterable[_Q]) -> Iterator[_A]:
        """As `answers`, but the questions are taken in this thread, when one can be asked."""
        self._listen()
        coming = _ended(questions)
        while self._is_open:
            if self._end is None and len(self._asked) + len(self._waiting) < self._ahead:
                self._receive(next(coming))
                while not self._events.empty():
                    self._receive(self._events.get())
            else:
                self._receive(self._events.get())
            yield from self._ready()
        self._raise()

    @property
    def _is_open(self) -> bool:
        return self._end is None or bool(self._asked or self._waiting)

    def _raise(self) -> None:
        if self._end and self._end.problem:
            raise self._end.problem

    def _listen(self) -> None:
        for number, service in enumerate(self._services):
            service.listen(self._listener(number))

    def _receive(self, event: _Event[_Q]) -> None:
        """Note a question, the end or an answer, and ask what can be asked now."""
        match event:
            case _Question(question):
                self._waiting.append(question)
            case _End():
                self._end = event
            case (int(number), fact):
                self._take(number, fact)
        self._send()

    def _listener(self, number: int) -> Callable[[Fact], None]:
        return lambda fact: self._events.put((number, fact))

    def _take(self, number: int, fact: Fact) -> None:
        match fact:
            case Failed(reason):
                raise AnalysisError(reason)
            case Warned(reason) if reason not in self._warnings:
                self._warnings.add(reason)
                self.warn(reason)
            case TextsRead(answers) | RostersFound(answers):
                self._busy.pop(number).answers = answers  # type: ignore[assignment]  # as asked
                self._idle.append(number)

    def _send(self) -> None:
        while self._waiting and self._idle:
            number = self._idle.popleft()
            taken = self._next()
            del self._waiting[: len(taken)]
            self._busy[number] = _Batch(len(taken))
            self._asked.append(self._busy[number])
            self._ask(self._services[number], taken)

    def _ready(self) -> Iterator[_A]:
        """The answers that are next in the order of the questions."""
        while self._asked and (answers := self._asked[0].answers) is not None:
            self._room.release(self._asked.popleft().size)
            yield from answers

    def _next(self) -> list[_Q]:
        size = 0
        for count, question in enumerate(self._waiting, 1):
            size += self._size(question)
            if count == self._most or size > LARGE:
                return self._waiting[:count]
        return self._waiting[:]

    def _feed(self, questions: Iterable[_Q]) -> None:
        for each in _ended(questions):
            if isinstance(each, _Question):
                self._room.acquire()
            self._events.put(each)
