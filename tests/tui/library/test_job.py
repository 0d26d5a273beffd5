"""Jobs: each is done once, in order, and none is lost at the end of the screen."""

from __future__ import annotations

import threading

from textual.app import App

from newsreader.tui.library.job import Job, JobScreen
from tests.tui.waiting import PATIENCE, until


class Jobs(JobScreen):
    """A screen that remembers what was said."""

    def say(self, words: str, *, warning: bool = False) -> None:
        raise AssertionError(words)

    def show_progress(self) -> None:
        pass


class Program(App[None]):
    async def on_mount(self) -> None:
        await self.push_screen(Jobs())

    @property
    def jobs(self) -> Jobs:
        assert isinstance(self.screen, Jobs)
        return self.screen


async def test_a_job_that_ends_at_once_is_begun_once() -> None:
    app, done = Program(), list[str]()
    async with app.run_test():
        second = Job("", lambda _step: None, lambda _none: done.append("second"))

        def follow(_none: None) -> None:
            app.jobs.start_job(second)
            second.join()

        app.jobs.start_job(Job("", lambda _step: None, follow))
        await until(lambda: done)
    assert done == ["second"]


async def test_jobs_that_wait_are_done_when_the_screen_is_left() -> None:
    app, done, stopped = Program(), list[str](), threading.Event()

    class Long(Job[object]):
        """It ends when it is stopped."""

        def stop(self) -> None:
            super().stop()
            stopped.set()

    async with app.run_test():
        app.jobs.start_job(Long("", lambda _step: stopped.wait(PATIENCE), lambda _in_time: None))
        app.jobs.start_job(Job("", lambda _step: done.append("change"), lambda _none: None))
        app.jobs.start_job(
            Job("", lambda step: done.append("all") if step(0, 9) else None, lambda _none: None)
        )
        await app.pop_screen()
        await until(lambda: done)
    assert done == ["change"]
