"""The client of the helper process: sends requests, and passes its facts to listeners."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader import log
from newsreader.analysis.protocol import (
    EntitiesFound,
    Fact,
    Failed,
    Finished,
    Line,
    MentionsFound,
    Progress,
    RostersFound,
    TextsRead,
    Warned,
    WordsCounted,
    WordsFound,
    article_request,
    decode_line,
    decode_mentions,
    decode_words,
    encode_line,
)
from newsreader.analysis.roster_codec import RosterDecoder, decode_entities
from newsreader.entities.roster import Roster
from newsreader.locale import _, language, reason_of
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.entities.user_lexicon import LexiconEntry

Callback = Callable[[Fact], None]

_CLOSE_TIMEOUT = 0.04
"""Seconds that `close` waits for the killed process to end."""

_PAUSE = 0.001
"""Seconds that the reading thread sleeps after each line, so that keys are answered first."""


class Service:
    """One helper process, with a thread that writes to it and a thread that reads from it.

    Every method may be called from any thread and returns at once. Callbacks run in the reading
    thread, one fact after the other. Facts about a text other than the last requested are dropped.
    """

    def __init__(self, process: subprocess.Popen[bytes] | None, reason: str = "") -> None:
        """Communicate with `process`; without one the service has failed for `reason`."""
        self._process = process
        self._reason = reason
        self._lock = threading.Lock()
        self._callbacks: list[Callback] = []
        self._sha256_text = ""
        self._decoder = RosterDecoder("")
        self._closed = process is None
        self._outbox: queue.SimpleQueue[Iterable[bytes] | None] = queue.SimpleQueue()
        if process is not None:
            threading.Thread(target=self._write, name="analysis-writer", daemon=True).start()
            threading.Thread(target=self._read, name="analysis-reader", daemon=True).start()

    @classmethod
    def start(cls, engine: str = "", lexicon: Path | None = None) -> Service:
        """Start the helper process and return at once, long before it is ready.

        `engine` is the name of an entry point in "newsreader.recognizers"; empty means the shipped
        one. `lexicon` is the reader's own list of names in jieba's user dictionary format. If no
        process can be started, listeners get Failed.
        """
        # -P: a numpy.py in the folder of the articles is not imported. -W: newer Pythons warn about
        # jieba's sources.
        command = [sys.executable, "-P", "-W", "ignore", "-m", "newsreader.analysis.worker"]
        command += [language(), engine, str(lexicon or "")]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # faults arrive as lines, and belong into the log
                env=_environment(),
                start_new_session=True,
            )
        except OSError as problem:
            log.fault(problem)
            return cls(None, reason_of(problem))
        log.debug("the helper process %d is started", process.pid)
        return cls(process)

    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None:
        """Request the words and mentions of `text`; an earlier request is abandoned."""
        with self._lock:
            self._sha256_text = sha256_text
        self._outbox.put(article_request(sha256_text, text, paragraphs))

    def read_texts(self, texts: Sequence[str]) -> None:
        """Request the mentions of several short texts, each by itself; the answer is one TextsRead.

        These requests are never abandoned; answers come in the order of the requests.
        """
        self._outbox.put([encode_line({"do": "texts", "texts": list(texts)})])

    def find_entities(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> None:
        """Request the entities of several texts, each with the paragraphs to read.

        The answer is one RostersFound, without words; else as `read_texts`.
        """
        self._outbox.put([encode_line({"do": "entities", "rows": _rows(texts)})])

    def count_words(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> None:
        """Request the words of several texts, each with the paragraphs to read.

        The answer is one WordsCounted; else as `read_texts`.
        """
        self._outbox.put([encode_line({"do": "count", "rows": _rows(texts)})])

    def attend(self, span: Span) -> None:
        """Read the paragraphs of `span` next: they are on the screen now."""
        self._outbox.put([encode_line({"do": "attend", "span": [span.start, span.end]})])

    def learn(self, entries: Iterable[LexiconEntry]) -> None:
        """Replace the reader's own words and names, from the next request on."""
        rows = [[e.word, e.frequency, e.kind, e.subkind] for e in entries]
        self._outbox.put([encode_line({"do": "learn", "rows": rows})])

    def listen(self, callback: Callback) -> None:
        """Call `callback` with every fact from now on, in the reading thread."""
        with self._lock:
            self._callbacks.append(callback)
            failed = self._reason
        if failed:
            callback(Failed(failed))

    def close(self) -> None:
        """End the helper process. Takes milliseconds; may be called twice."""
        with self._lock:
            self._closed = True
            self._callbacks.clear()
        self._outbox.put(None)
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_CLOSE_TIMEOUT)

    def _write(self) -> None:
        assert self._process
        assert self._process.stdin
        # An error here means that the process has ended, which the reading thread reports.
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            while (lines := self._outbox.get()) is not None:
                for line in lines:
                    pipe.write(line)
                    pipe.flush()
                    if self._closed:
                        return

    def _read(self) -> None:
        assert self._process
        assert self._process.stdout
        reason = ""
        with self._process.stdout as pipe:
            for raw in pipe:
                try:
                    fact = self._fact(decode_line(raw))
                except (ValueError, TypeError, LookupError) as problem:
                    if not self._closed:  # a killed process may leave half a line
                        log.fault(problem)
                    reason = _("The helper process said something that cannot be understood.")
                    break
                if isinstance(fact, Failed):
                    reason = fact.reason
                    break
                if fact is not None:
                    self._notify(fact)
                time.sleep(_PAUSE)
        ended = _("The helper process that finds words and names has ended; try again.")
        self._end(reason or ended)

    def _end(self, reason: str) -> None:
        with self._lock:
            callbacks = () if self._closed else tuple(self._callbacks)
            self._closed = True
            self._reason = reason
        assert self._process
        self._outbox.put(None)
        self._process.kill()
        status = self._process.wait()
        if callbacks:
            log.fault_trace(f"the helper process ended, status {status}")
        for callback in callbacks:
            callback(Failed(reason))

    def _notify(self, fact: Fact) -> None:
        with self._lock:
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback(fact)

    def _fact(self, line: Line) -> Fact | None:
        """The fact in a line; None if it is about another text or only a part of a roster."""
        match line:
            case {"fact": "failed", "reason": str(reason)}:
                log.fault_trace(f"the helper process failed: {line.get('trace')}")
                return Failed(reason)
            case {"fact": "warned", "reason": str(reason)}:
                return Warned(reason)
            case {"fact": "texts", "rows": list(rows)}:
                return TextsRead(tuple(decode_mentions(each) for each in rows))
            case {"fact": "rosters", "rows": list(rows)}:
                return RostersFound(tuple(decode_entities(each) for each in rows))
            case {"fact": "places", "sha256_text": str(sha256_text), "rows": list(rows)}:
                self._decoder_of(sha256_text).add_mentions(rows)
                return None
            case {"fact": "entities", "sha256_text": str(sha256_text), "rows": list(rows)}:
                self._decoder_of(sha256_text).add_entities(rows)
                return None
            case {"fact": "counted", "rows": list(rows)}:
                return WordsCounted(tuple(decode_words(each) for each in rows))
            case {"sha256_text": str(sha256_text)}:
                fact = self._about(sha256_text, line)
                with self._lock:
                    return fact if sha256_text == self._sha256_text else None
        raise ValueError("not a fact")

    def _about(self, sha256_text: str, line: Line) -> Fact:
        match line:
            case {"fact": "words", "span": [int(start), int(end)], "starts": list(starts)}:
                return WordsFound(sha256_text, Span(start, end), starts)
            case {"fact": "mentions", "span": [int(start), int(end)], "rows": list(rows)}:
                return MentionsFound(sha256_text, Span(start, end), decode_mentions(rows))
            case {"fact": "progress", "done": int(done), "total": int(total)}:
                return Progress(sha256_text, done, total)
            case {"fact": "roster"}:
                return EntitiesFound(sha256_text, self._roster(sha256_text))
            case {"fact": "finished", "following": int(following)}:
                log.debug("the helper process has read the text")
                return Finished(sha256_text, self._roster(sha256_text), following)
        raise ValueError("not a fact")

    def _decoder_of(self, sha256_text: str) -> RosterDecoder:
        """The decoder of this text; lines of another text are never added to it."""
        if self._decoder.sha256_text != sha256_text:
            self._decoder = RosterDecoder(sha256_text)
        return self._decoder

    def _roster(self, sha256_text: str) -> Roster:
        """The roster of this text, whose lines have all arrived. Raises IndexError."""
        decoder, self._decoder = self._decoder_of(sha256_text), RosterDecoder("")
        return decoder.roster()


def _rows(texts: Sequence[tuple[str, Sequence[Span]]]) -> list[object]:
    """Texts with their paragraphs, as a message has them."""
    return [[text, [[span.start, span.end] for span in spans]] for text, spans in texts]


def _environment() -> dict[str, str]:
    """The variables of this process, with this package on the path and one thread for NumPy.

    glibc returns freed memory only if it was mapped separately; without the threshold the helper
    process stays 20 MB larger.
    """
    root = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return os.environ | {
        "PYTHONPATH": root + os.pathsep + known if known else root,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_MMAP_THRESHOLD_": str(1 << 20),
        "PYTHONIOENCODING": "utf-8",
    }
