"""The export of many articles, on a thread that reports its progress."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.library.export_job import ExportJob
from newsreader.locale import _, ngettext
from newsreader.text.sanitize import clean_line

_REPORT_SECONDS = 0.2
"""Seconds between two reports."""


@dataclass
class ExportProgress(Message):
    """`words` say how far the export is, or with `ended` what became of it."""

    words: str
    ended: bool = False
    warning: bool = False


class Exporter(threading.Thread):
    """One export, which can be stopped. `report` is called on its thread."""

    def __init__(self, job: ExportJob, report: Callable[[Message], object]) -> None:
        super().__init__(name="export", daemon=True)
        self._job = job
        self._report = report
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Stop after the current article."""
        self._stopped.set()

    def run(self) -> None:
        job, reported = self._job, time.monotonic()
        words, warning = _("The export was stopped."), True
        try:
            for done in job.steps():
                if self._stopped.is_set():
                    break
                if time.monotonic() - reported > _REPORT_SECONDS:
                    reported = time.monotonic()
                    self._report(ExportProgress(self._progress(done)))
            else:
                words, warning = self._outcome(), bool(job.problems)
        except NewsreaderError as error:
            words = str(error)
        finally:  # whatever happens: without this report no other export would start
            self._report(ExportProgress(words, ended=True, warning=warning))

    def _progress(self, done: int) -> str:
        words = _("Exporting: {done} of {every} ({key} stops)")
        return words.format(done=done, every=self._job.total, key=key_for("library.clear"))

    def _outcome(self) -> str:
        job = self._job
        count = ngettext("{count} article", "{count} articles", job.written)
        where = clean_line(str(job.order.target))
        message = _("{articles} exported to {file}.")
        words = message.format(articles=count.format(count=job.written), file=where)
        return " ".join([words, *job.problems[:1]])
