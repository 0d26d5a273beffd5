"""Work on many articles: on a thread, one after the other, with progress; it can be stopped."""

from __future__ import annotations

import threading
import time
from abc import abstractmethod
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.library.all_notes import Step
from newsreader.locale import _
from newsreader.tui.background import BackgroundWork, run_in_background

_REPORT_SECONDS = 0.2
"""Seconds between two reports."""

_END_SECONDS = 2.0
"""How long the end of the screen waits for the article that is being written."""

Result = TypeVar("Result")


@dataclass
class JobProgress(Message):
    """The job has come to `words`."""

    words: str


@dataclass
class JobEnded(Message):
    """The job has ended: with `problem`, a sentence, or with what `finish` is to show."""

    problem: str = ""
    finish: Callable[[], object] | None = None


class Job(threading.Thread, Generic[Result]):
    """Calls `work` on a thread, and at its end `then` with the result on the screen's thread.

    `work` gets a function that it calls with the number of articles that are done, and of all; if
    that returns False, the work is to stop. `doing` says what is done.
    """

    def __init__(
        self,
        doing: str,
        work: Callable[[Step], Result],
        then: Callable[[Result], object],
    ) -> None:
        super().__init__(name="job", daemon=True)
        self._doing = doing
        self._work = work
        self._then = then
        self._report: Callable[[Message], object] = lambda _message: None
        self._stopped = threading.Event()
        self._reported = 0.0

    def begin(self, report: Callable[[Message], object]) -> None:
        """Start; `report` is called on the thread of the job."""
        self._report, self._reported = report, time.monotonic()
        self.start()

    def stop(self) -> None:
        """Stop after the current article."""
        self._stopped.set()

    def run(self) -> None:
        ended = JobEnded()
        try:
            result = self._work(self._step)
            ended = JobEnded(finish=lambda: self._then(result))
        except NewsreaderError as error:
            ended = JobEnded(str(error))
        finally:  # whatever happens: else no other job would begin
            self._report(ended)

    def _step(self, done: int, every: int) -> bool:
        now = time.monotonic()
        if now - self._reported > _REPORT_SECONDS:
            self._reported = now
            words = _("{doing}: {done} of {every} ({key} stops)")
            stops = key_for("library.clear")
            self._report(
                JobProgress(words.format(doing=self._doing, done=done, every=every, key=stops))
            )
        return not self._stopped.is_set()


class JobScreen(Screen[None]):
    """A screen that has jobs done, in the order in which they were asked for."""

    job_words = ""
    """The progress of the present job."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs: deque[Job[object]] = deque()

    @abstractmethod
    def say(self, words: str, *, warning: bool = False) -> None:
        """Show a message on the last row."""

    @abstractmethod
    def show_progress(self) -> None:
        """Show `job_words`, or what else is shown there."""

    def run_in_background(self, work: BackgroundWork, group: str = "") -> Worker[None]:
        """Run `work` while the reader goes on; a newer one of the same `group` cancels it."""
        return run_in_background(self, work, group)

    def start_job(self, job: Job[Result]) -> None:
        """Have `job` done, when those before it are."""
        self._jobs.append(job)  # type: ignore[arg-type]
        if len(self._jobs) == 1:
            job.begin(self.post_message)

    def stop_jobs(self) -> bool:
        """Stop the present job after the current article; returns whether there was one."""
        for job in self._jobs:
            job.stop()
        return bool(self._jobs)

    def on_unmount(self) -> None:
        if not self.stop_jobs():
            return
        current, *waiting = self._jobs
        if current.is_alive():
            current.join(_END_SECONDS)
        for job in waiting:  # a change of one article is not lost; longer work ends at once
            job.run()

    @on(JobProgress)
    def _show_job(self, event: JobProgress) -> None:
        self.job_words = event.words
        self.show_progress()

    @on(JobEnded)
    def _end_job(self, event: JobEnded) -> None:
        self._jobs.popleft()
        self.job_words = ""
        self.show_progress()
        if event.problem:
            self.say(event.problem, warning=True)
        if event.finish is not None:
            event.finish()
        if self._jobs and self._jobs[0].ident is None:  # not begun: `finish` may begin one
            self._jobs[0].begin(self.post_message)
