"""The helper process: reads the requested text a few paragraphs at a time and reports facts."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from newsreader.analysis.protocol import Line, decode_line, encode_line, encode_mentions
from newsreader.analysis.roster_codec import encode_entities, encode_roster
from newsreader.analysis.task import STEP, Task, entities_of, joined_spans
from newsreader.entities.entity import Mention
from newsreader.locale import _, use_language
from newsreader.log import trace_of
from newsreader.recognition.aliases import gather
from newsreader.recognition.memory import release_memory
from newsreader.text.script import simplify
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.recognition.pipeline import Pipeline

FIRST_STEP = 600
"""Code points read before the first answer: about a screen."""

SOON = 4000
"""Code points that the reader waits for; after them the process lowers its priority."""

GROWTH = 1.5
"""By what factor the text read must grow before entities are sent again: each time takes all."""


class Worker:
    """Reads requests, works on the newest text, writes facts."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._lines: queue.SimpleQueue[Line] = queue.SimpleQueue()
        self._coming: Task | None = None
        self._task: Task | None = None
        self._budget = FIRST_STEP
        self._attended: Span | None = None
        self._low_priority = False

    def run(self, pipeline: Pipeline) -> None:
        """Work until the pipe from the reading process is closed, which ends the process."""
        while True:
            while self._task is None or not self._lines.empty():
                self._handle(self._lines.get(), pipeline)
            self._step(self._task, pipeline)

    def listen(self) -> None:
        """Queue what comes in, and end the process when the pipe is closed."""
        try:
            for raw in self._incoming:
                self._lines.put(decode_line(raw))
        except ValueError as error:
            self.fail(error)
        os._exit(0)

    def say(self, line: Line) -> None:
        self._outgoing.write(encode_line(line))
        self._outgoing.flush()

    def fail(self, error: BaseException) -> NoReturn:
        """Report the fault and end the process."""
        try:
            self.say({"fact": "failed", "reason": _sentence(error), "trace": trace_of(error)})
        finally:
            os._exit(1)

    def _handle(self, line: Line, pipeline: Pipeline) -> None:
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
                pipeline.learn(rows)
            case {"do": "texts" | "entities" | "count"}:
                self._answer(line, pipeline)
            case {"do": "attend", "span": [int(start), int(end)]}:
                self._attended = Span(start, end)
                if self._task:
                    self._task.attend(self._attended)

    def _answer(self, line: Line, pipeline: Pipeline) -> None:
        """Answer a request for several texts at once."""
        match line:
            case {"do": "texts", "texts": list(texts)}:
                answers = pipeline.recognize_all(texts)
                self.say({"fact": "texts", "rows": [encode_mentions(found) for found in answers]})
            case {"do": "entities", "rows": list(rows)}:
                rosters = [encode_entities(found) for found in entities_of(pipeline, rows)]
                self.say({"fact": "rosters", "rows": rosters})
            case {"do": "count", "rows": list(rows)}:
                counted = [pipeline.count_words(simplify(text), spans) for text, spans in rows]
                self.say({"fact": "counted", "rows": counted})

    def _step(self, task: Task, pipeline: Pipeline) -> None:
        spans = task.take(self._budget)
        self._budget = min(STEP, self._budget * 2)
        if not spans:
            self._finish(task, pipeline)
            return
        if task.done > SOON and not self._low_priority:
            self._low_priority = True
            os.nice(5)
        name = task.sha256_text
        stretches = joined_spans(task.text, spans)
        readings = pipeline.read(task.text, spans)
        task.readings.extend(readings)
        for whole in stretches:
            inside = [reading for reading in readings if whole.covers(reading.span)]
            found = pipeline.settle_within(task.text, inside, whole)
            task.mentions.extend(found)
            rows, place = encode_mentions(found), [whole.start, whole.end]
            self.say({"fact": "mentions", "sha256_text": name, "span": place, "rows": rows})
        if task.done >= task.gather_at:
            task.gather_at = int(task.done * GROWTH)
            self._say_entities(task, task.mentions)
            self.say({"fact": "roster", "sha256_text": name})
        task.wordless.extend(stretches)
        if task.done > SOON:
            self._say_words(task, pipeline)
        self.say({"fact": "progress", "sha256_text": name, "done": task.done, "total": task.total})

    def _finish(self, task: Task, pipeline: Pipeline) -> None:
        self._task = None
        # The mentions found step by step are replaced now; settling a long text needs the memory.
        task.mentions.clear()
        self._say_entities(task, task.settled(pipeline))
        name, following = task.sha256_text, len(task.wordless)
        self.say({"fact": "finished", "sha256_text": name, "following": following})
        self._say_words(task, pipeline)
        release_memory()

    def _say_words(self, task: Task, pipeline: Pipeline) -> None:
        """Send where words start in what was read; in a short text after its entities."""
        for span in task.wordless:
            starts = pipeline.starts(task.plain, span)
            place = [span.start, span.end]
            name = task.sha256_text
            self.say({"fact": "words", "sha256_text": name, "span": place, "starts": starts})
        task.wordless.clear()

    def _say_entities(self, task: Task, mentions: Sequence[Mention]) -> None:
        for line in encode_roster(task.sha256_text, gather(task.text, mentions)):
            self.say(line)


def main() -> None:
    """Run the helper process; a fault is reported as one sentence and a trace.

    The arguments are the language, the engine and the lexicon, each of which may be empty.
    """
    language, engine, lexicon = sys.argv[1:]
    worker = Worker(sys.stdin.buffer, sys.stdout.buffer)
    threading.Thread(target=worker.listen, name="listener", daemon=True).start()
    use_language(language)
    try:
        # Imported after the listener runs: it notices the end of the reading process meanwhile.
        from newsreader.recognition.pipeline import Pipeline  # noqa: PLC0415

        pipeline = Pipeline.load(engine, Path(lexicon) if lexicon else None)
        if pipeline.problem:
            worker.say({"fact": "warned", "reason": pipeline.problem})
        worker.run(pipeline)
    except BrokenPipeError:
        os._exit(0)
    except Exception as problem:  # third-party engines may raise anything; the fault is logged
        worker.fail(problem)


def _sentence(problem: BaseException) -> str:
    from newsreader.errors import NewsreaderError  # noqa: PLC0415

    if isinstance(problem, NewsreaderError):
        return str(problem)
    return _("Words and names cannot be found: {problem}.").format(
        problem=f"{type(problem).__name__}: {problem}"
    )


if __name__ == "__main__":
    main()
