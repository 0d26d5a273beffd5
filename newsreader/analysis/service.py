"""Service: asks the helper process for words and mentions, and hands its facts on."""

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

from newsreader.analysis.protocol import (
    EntitiesFound,
    Fact,
    Failed,
    Finished,
    Line,
    MentionsFound,
    Progress,
    TextsRead,
    Warned,
    WordsFound,
    ask_article,
    mentions_of,
    read,
    write,
)
from newsreader.analysis.roster_codec import RosterDecoder
from newsreader.entities.roster import Roster
from newsreader.locale import _, language
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.entities.user_lexicon import LexiconEntry

Callback = Callable[[Fact], None]

_PATIENCE = 0.04
"""Seconds that closing waits for a killed process to be gone."""

_BREATH = 0.001
"""Seconds in which the reading thread lets others go on after each line: keys come first."""


class Service:
    """One helper process, and the two threads that write to it and read from it.

    Everything here may be called from any thread and returns at once. Callbacks run in the reading
    thread, one fact after the other; facts about any text but the one last asked for are dropped.
    """

    def __init__(self, process: subprocess.Popen[bytes] | None, reason: str = "") -> None:
        """Speaks to `process`; without one it is a service that failed for `reason`."""
        self._process = process
        self._reason = reason
        self._lock = threading.Lock()
        self._callbacks: list[Callback] = []
        self._sha256_text = ""
        self._roll = RosterDecoder()
        self._closed = process is None
        self._outbox: queue.SimpleQueue[Iterable[bytes] | None] = queue.SimpleQueue()
        if process is not None:
            threading.Thread(target=self._write, name="analysis-writer", daemon=True).start()
            threading.Thread(target=self._read, name="analysis-reader", daemon=True).start()

    @classmethod
    def start(cls, engine: str = "", lexicon: Path | None = None) -> Service:
        """Start the helper process and come back at once, long before it is ready to answer.

        `engine` names one of the entry points in "newsreader.recognizers"; empty is the shipped
        one. `lexicon` is the reader's own list of names in jieba's user dictionary format. Where
        no process can be started, the first listener is told Failed.
        """
        # -P keeps a numpy.py in the folder of articles from being imported, -W what jieba's
        # sources make a newer Python complain about.
        command = [sys.executable, "-P", "-W", "ignore", "-m", "newsreader.analysis.worker"]
        command += [language(), engine, str(lexicon or "")]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )
        except OSError as problem:
            return cls(None, problem.strerror or str(problem))
        return cls(process)

    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None:
        """Ask for the words and mentions of `text`; whatever was asked before is given up."""
        with self._lock:
            self._sha256_text = sha256_text
        self._outbox.put(ask_article(sha256_text, text, paragraphs))

    def read_texts(self, texts: Sequence[str]) -> None:
        """Ask for the mentions of several short texts, each by itself; TextsRead answers once.

        Unlike articles these are never given up: answers come in the order of the questions.
        """
        self._outbox.put([write({"do": "texts", "texts": list(texts)})])

    def attend(self, span: Span) -> None:
        """Say what the reader has before them now; its paragraphs are read next."""
        self._outbox.put([write({"do": "attend", "span": [span.start, span.end]})])

    def learn(self, entries: Iterable[LexiconEntry]) -> None:
        """Have these words and names of the reader's known from the next request on, no others."""
        rows = [[e.word, e.frequency, e.kind, e.subkind] for e in entries]
        self._outbox.put([write({"do": "learn", "rows": rows})])

    def listen(self, callback: Callback) -> None:
        """Have `callback` called with every fact from now on, in the reading thread."""
        with self._lock:
            self._callbacks.append(callback)
            failed = self._reason
        if failed:
            callback(Failed(failed))

    def close(self) -> None:
        """End the helper process; takes milliseconds, may be called twice."""
        with self._lock:
            self._closed = True
            self._callbacks.clear()
        self._outbox.put(None)
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)

    def _write(self) -> None:
        assert self._process
        assert self._process.stdin
        # Closing fails as writing did; both only mean that the process is gone, which the reading
        # thread finds out and says.
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
                    fact = self._fact(read(raw))
                except (ValueError, TypeError, LookupError):
                    reason = _("The helper process said something that cannot be understood.")
                    break
                if isinstance(fact, Failed):
                    reason = fact.reason
                    break
                if fact is not None:
                    self._tell(fact)
                time.sleep(_BREATH)
        self._end(reason or _("The helper process that finds words and names has ended."))

    def _end(self, reason: str) -> None:
        with self._lock:
            callbacks = () if self._closed else tuple(self._callbacks)
            self._closed = True
            self._reason = reason
        assert self._process
        self._outbox.put(None)
        self._process.kill()
        self._process.wait()
        for callback in callbacks:
            callback(Failed(reason))

    def _tell(self, fact: Fact) -> None:
        with self._lock:
            callbacks = tuple(self._callbacks)
        for callback in callbacks:
            callback(fact)

    def _fact(self, line: Line) -> Fact | None:
        """The fact that a line says, or None where it is stale or only a part of one."""
        match line:
            case {"fact": "failed", "reason": str(reason)}:
                return Failed(reason)
            case {"fact": "warned", "reason": str(reason)}:
                return Warned(reason)
            case {"fact": "texts", "rows": list(rows)}:
                return TextsRead(tuple(mentions_of(each) for each in rows))
            case {"fact": "places", "rows": list(rows)}:
                self._roll.place(rows)
                return None
            case {"fact": "entities", "rows": list(rows)}:
                self._roll.enter(rows)
                return None
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
                return MentionsFound(sha256_text, Span(start, end), mentions_of(rows))
            case {"fact": "progress", "done": int(done), "total": int(total)}:
                return Progress(sha256_text, done, total)
            case {"fact": "roster"}:
                return EntitiesFound(sha256_text, self._rolled())
            case {"fact": "finished"}:
                return Finished(sha256_text, self._rolled())
        raise ValueError("not a fact")

    def _rolled(self) -> Roster:
        roll, self._roll = self._roll, RosterDecoder()
        return roll.roster()


def _environment() -> dict[str, str]:
    """The process's own, with this package findable and one thread for linear algebra.

    glibc keeps what a program frees unless it was a mapping of its own; without the threshold the
    helper stays 20 MB larger than it is.
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
