"""A text that the helper process reads a few paragraphs at a time, or several texts together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newsreader.entities.entity import Entity, Mention
from newsreader.recognition.aliases import gather
from newsreader.text.script import simplify
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.recognition.engine import Reading
    from newsreader.recognition.pipeline import Pipeline

STEP = 8000
"""Code points read between two looks at the incoming requests, after the first screen."""


class Task:
    """One text, and the paragraphs of it that are not read yet."""

    def __init__(self, sha256_text: str) -> None:
        self.sha256_text = sha256_text
        self.text = ""
        self.plain = ""
        """The text in simplified characters, as jieba needs it, with the same offsets."""
        self.done = 0
        self.total = 0
        self.readings: list[Reading] = []
        self.mentions: list[Mention] = []
        """The mentions of the paragraphs read so far, each read by itself."""
        self.wordless: list[Span] = []
        """What was read, but whose words are not segmented yet."""
        self.gather_at = 0
        """How many code points must be read before entities are sent again."""
        self._spans: list[Span] = []
        self._unread: list[int] = []
        self._pieces: list[str] = []
        self._from = 0

    def add_text(self, piece: str) -> None:
        self._pieces.append(piece)

    def add_paragraphs(self, rows: Sequence[Sequence[int]]) -> None:
        self._spans.extend(Span(start, end) for start, end in rows)

    def open(self) -> None:
        """Prepare for reading: all of the text has arrived."""
        self.text = "".join(self._pieces)
        self.plain = simplify(self.text)
        self._pieces = []
        length = len(self.text)
        self._spans = [s for span in self._spans for s in _parts(span, length)]
        self._unread = list(range(len(self._spans)))
        self.total = sum(len(span) for span in self._spans)

    def attend(self, span: Span) -> None:
        """Continue at the first paragraph that reaches into `span`."""
        self._from = bisect_left(self._spans, span.start, key=lambda s: s.end)

    def contains(self, offset: int) -> bool:
        """Whether `offset` is in one of the requested paragraphs."""
        at = bisect_right(self._spans, offset, key=lambda span: span.start) - 1
        return at >= 0 and offset < self._spans[at].end

    def take(self, budget: int) -> list[Span]:
        """The next paragraphs, of about `budget` code points together; empty if all are read."""
        at = bisect_left(self._unread, self._from)
        if at == len(self._unread):
            at = 0
        end, size = at, 0
        while end < len(self._unread) and size < budget:
            size += len(self._spans[self._unread[end]])
            end += 1
        taken = [self._spans[index] for index in self._unread[at:end]]
        del self._unread[at:end]
        self.done += size
        return taken

    def settled(self, pipeline: Pipeline) -> list[Mention]:
        """The mentions in the requested paragraphs, all of which are read."""
        found = pipeline.settle(self.text, self.readings)
        return [mention for mention in found if self.contains(mention.span.start)]


def entities_of(
    pipeline: Pipeline, texts: Iterable[tuple[str, Sequence[Sequence[int]]]]
) -> list[tuple[Entity, ...]]:
    """The entities of each text, as of an article that is read step by step.

    With each text come the (start, end) of the paragraphs to read.
    """
    tasks = []
    for text, paragraphs in texts:
        task = Task("")
        task.add_text(text)
        task.add_paragraphs(paragraphs)
        task.open()
        tasks.append(task)
    unread = tasks
    while unread:
        readings = pipeline.read_all([(task.text, task.take(STEP)) for task in unread])
        for task, found in zip(unread, readings, strict=True):
            task.readings.extend(found)
        unread = [task for task in unread if task.done < task.total]
    return [gather(task.text, task.settled(pipeline)) for task in tasks]


def joined_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """`spans` with those joined that have no other paragraph between them."""
    found: list[Span] = []
    for span in spans:
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = found[-1].union(span)
        else:
            found.append(span)
    return found


def _parts(span: Span, length: int) -> list[Span]:
    """A paragraph in parts of at most STEP code points; it may be megabytes long."""
    start, end = min(span.start, length), min(span.end, length)
    return [Span(at, min(at + STEP, end)) for at in range(start, end, STEP)]
