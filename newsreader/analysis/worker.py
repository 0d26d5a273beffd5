"""Worker: the helper process; reads asked-for texts a few paragraphs at a time and says facts."""

from __future__ import annotations

import os
import queue
import sys
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newsreader.analysis.protocol import Line, mention_rows, read, write
from newsreader.analysis.roster_codec import encode_roster
from newsreader.entities.entity import Mention
from newsreader.locale import _, use_language
from newsreader.recognition.aliases import gather
from newsreader.text.script import simplify
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.recognition.engine import Reading
    from newsreader.recognition.pipeline import Pipeline

FIRST_STEP = 600
"""Code points read before the first answer: about a screen."""

STEP = 8000
"""Code points read between two looks at what the reader wants, once a screen was answered."""

SOON = 4000
"""Code points that the reader waits for; what is read behind them leaves keys the processor."""

GROWTH = 1.5
"""How much more has to be read before it is said anew who is in it: gathering takes all of it."""


class Task:
    """One text, and which of its paragraphs are still to be read."""

    def __init__(self, sha256_text: str) -> None:
        self.sha256_text = sha256_text
        self.text = ""
        self.plain = ""
        """The text in simplified characters, which jieba knows; its offsets are the text's."""
        self.done = 0
        self.total = 0
        self.readings: list[Reading] = []
        self.mentions: list[Mention] = []
        """Those of the paragraphs read so far, each by itself."""
        self.wordless: list[Span] = []
        """What was read, but for where its words start."""
        self.gather_at = 0
        """How many code points are to be read before it is said again who is in them."""
        self._spans: list[Span] = []
        self._unread: list[int] = []
        self._pieces: list[str] = []
        self._from = 0

    def add_text(self, piece: str) -> None:
        self._pieces.append(piece)

    def add_paragraphs(self, rows: Sequence[Sequence[int]]) -> None:
        self._spans.extend(Span(start, end) for start, end in rows)

    def open(self) -> None:
        """All of the text is here."""
        self.text = "".join(self._pieces)
        self.plain = simplify(self.text)
        self._pieces = []
        length = len(self.text)
        self._spans = [s for span in self._spans for s in _parts(span, length)]
        self._unread = list(range(len(self._spans)))
        self.total = sum(len(span) for span in self._spans)

    def attend(self, span: Span) -> None:
        """Go on from the first paragraph that reaches into `span`."""
        self._from = bisect_left(self._spans, span.start, key=lambda s: s.end)

    def asks_for(self, offset: int) -> bool:
        """Whether one of the paragraphs holds `offset`: of the rest nothing is to be said."""
        at = bisect_right(self._spans, offset, key=lambda span: span.start) - 1
        return at >= 0 and offset < self._spans[at].end

    def take(self, budget: int) -> list[Span]:
        """The next paragraphs to read, of about `budget` code points; empty when all is read."""
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


class Worker:
    """Reads lines, works on the newest text, writes facts."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._lines: queue.SimpleQueue[Line] = queue.SimpleQueue()
        self._coming: Task | None = None
        self._task: Task | None = None
        self._budget = FIRST_STEP
        self._attended: Span | None = None
        self._nice = False

    def run(self, means: Pipeline) -> None:
        """Work until the pipe from the reading process closes, which ends the process."""
        while True:
            while self._task is None or not self._lines.empty():
                self._obey(self._lines.get(), means)
            self._step(self._task, means)

    def listen(self) -> None:
        """Queue what comes in; end the process at once when nothing can come any more."""
        for raw in self._incoming:
            self._lines.put(read(raw))
        os._exit(0)

    def say(self, line: Line) -> None:
        self._outgoing.write(write(line))
        self._outgoing.flush()

    def _obey(self, line: Line, means: Pipeline) -> None:
        match line:
            case {"do": "article", "sha256_text": str(sha256_text)}:
                self._coming, self._task = Task(sha256_text), None
                self._attended = None
            case {"do": "text", "text": str(text)} if self._coming:
                self._coming.add_text(text)
            case {"do": "paragraphs", "rows": list(rows)} if self._coming:
                self._coming.add_paragraphs(rows)
            case {"do": "read"} if self._coming:
                self._task, self._coming = self._coming, None
                self._task.open()
                self._budget = FIRST_STEP
                if self._attended:
                    self._task.attend(self._attended)
            case {"do": "learn", "rows": list(rows)}:
                means.learn(rows)
            case {"do": "texts", "texts": list(texts)}:
                answers = means.recognize_all(texts)
                self.say({"fact": "texts", "rows": [mention_rows(found) for found in answers]})
            case {"do": "attend", "span": [int(start), int(end)]}:
                self._attended = Span(start, end)
                if self._task:
                    self._task.attend(self._attended)

    def _step(self, task: Task, means: Pipeline) -> None:
        spans = task.take(self._budget)
        self._budget = min(STEP, self._budget * 2)
        if not spans:
            self._finish(task, means)
            return
        if task.done > SOON and not self._nice:
            self._nice = True
            os.nice(5)
        name = task.sha256_text
        stretches = [Span(s[0].start, s[-1].end) for s in _stretches(task.text, spans)]
        readings = means.read(task.text, spans)
        task.readings.extend(readings)
        for whole in stretches:
            inside = [reading for reading in readings if whole.covers(reading.span)]
            found = means.settle_within(task.text, inside, whole)
            task.mentions.extend(found)
            rows, place = mention_rows(found), [whole.start, whole.end]
            self.say({"fact": "mentions", "sha256_text": name, "span": place, "rows": rows})
        if task.done >= task.gather_at:
            task.gather_at = int(task.done * GROWTH)
            self._say_entities("roster", task, task.mentions)
        task.wordless.extend(stretches)
        if task.done > SOON:
            self._say_words(task, means)
        self.say({"fact": "progress", "sha256_text": name, "done": task.done, "total": task.total})

    def _finish(self, task: Task, means: Pipeline) -> None:
        self._task = None
        # What was found in parts is of no use any more, and settling a long text needs the room.
        task.mentions.clear()
        settled = means.settle(task.text, task.readings)
        self._say_entities("finished", task, [m for m in settled if task.asks_for(m.span.start)])
        self._say_words(task, means)

    def _say_words(self, task: Task, means: Pipeline) -> None:
        """Say where words start in what was read; in a short text only once its names are said."""
        for span in task.wordless:
            starts = means.starts(task.plain, span)
            place = [span.start, span.end]
            name = task.sha256_text
            self.say({"fact": "words", "sha256_text": name, "span": place, "starts": starts})
        task.wordless.clear()

    def _say_entities(self, fact: str, task: Task, mentions: Sequence[Mention]) -> None:
        for line in encode_roster(gather(task.text, mentions)):
            self.say(line)
        self.say({"fact": fact, "sha256_text": task.sha256_text})


def _stretches(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Paragraphs that follow each other, told apart where others lie between."""
    stretches: list[list[Span]] = []
    for span in spans:
        if stretches and not text[stretches[-1][-1].end : span.start].strip():
            stretches[-1].append(span)
        else:
            stretches.append([span])
    return stretches


def _parts(span: Span, length: int) -> list[Span]:
    """A paragraph without line breaks can be megabytes long; it is read in steps all the same."""
    start, end = min(span.start, length), min(span.end, length)
    return [Span(at, min(at + STEP, end)) for at in range(start, end, STEP)]


def main() -> None:
    """Entry of the helper process; says Failed in one sentence where it cannot work.

    Its arguments are the language, the engine and the lexicon, each of which may be empty.
    """
    language, engine, lexicon = sys.argv[1:]
    worker = Worker(sys.stdin.buffer, sys.stdout.buffer)
    threading.Thread(target=worker.listen, name="listener", daemon=True).start()
    use_language(language)
    try:
        # Imported only now, so that the end of the reading process is noticed during the import.
        from newsreader.recognition.pipeline import Pipeline  # noqa: PLC0415

        means = Pipeline(engine, Path(lexicon) if lexicon else None)
        if means.problem:
            worker.say({"fact": "warned", "reason": means.problem})
        worker.run(means)
    except BrokenPipeError:
        os._exit(0)
    except Exception as problem:  # the reader goes on without us, and is told
        worker.say({"fact": "failed", "reason": _sentence(problem)})
        os._exit(1)


def _sentence(problem: Exception) -> str:
    from newsreader.errors import NewsreaderError  # noqa: PLC0415

    if isinstance(problem, NewsreaderError):
        return str(problem)
    return _("Words and names cannot be found: {problem}.").format(
        problem=f"{type(problem).__name__}: {problem}"
    )


if __name__ == "__main__":
    main()
