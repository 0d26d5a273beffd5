"""Fixtures for every test, the number of parallel workers, and tests of system programs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

# Containers often forbid bytecode. Each worker would compile all modules again, and so would each
# of the programs and helper processes that tests start: half of the time of the tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Several workers share the processors. More threads for small matrices only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import HealthCheck, settings  # noqa: E402 (after bytecode is allowed)

from newsreader.keys.display import use_keys  # noqa: E402 (as above)
from newsreader.library.database import Database  # noqa: E402 (as above)
from newsreader.library.index import Index  # noqa: E402 (as above)
from newsreader.locale import use_language  # noqa: E402 (as above)

_MOST_WORKERS = 6
_TOOL_TESTS = pytest.StashKey[int]()
"""How many tests of system programs were deselected."""
_SETTINGS = "_hypothesis_internal_use_settings"
"""Where Hypothesis keeps the settings of a test; there is no public name for it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set how many examples each property tries, as the variable HYPOTHESIS_PROFILE says.

    A third of them without it, all with "thorough", the same ones in every run; "explore" tries
    all, other ones each time. How long an example takes is no failure: the machine may be busy.
    """
    profile = os.environ.get("HYPOTHESIS_PROFILE", "")
    if profile not in ("", "thorough", "explore"):
        raise pytest.UsageError("HYPOTHESIS_PROFILE is thorough or explore")
    for item in items:
        test = getattr(item, "obj", None)
        asked = getattr(test, _SETTINGS, None)
        if asked is not None:
            setattr(test, _SETTINGS, _changed(asked, profile))


def _changed(asked: settings, profile: str) -> settings:
    """The settings of a property in a profile."""
    fewer = max(min(10, asked.max_examples), asked.max_examples // 3)
    changed = settings(
        asked,
        max_examples=asked.max_examples if profile else fewer,
        deadline=None,
        suppress_health_check=[*asked.suppress_health_check, HealthCheck.too_slow],
    )
    if profile == "explore":
        return changed
    return settings(changed, derandomize=True, database=None)


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins with an English interface and the usual keys, whatever ran before it."""
    use_language("en")
    use_keys(None)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """`os.fsync` checks its descriptor only: no test cuts the power, and a real one waits."""

    def checked(handle: int) -> None:
        os.fstat(handle)

    monkeypatch.setattr(os, "fsync", checked)


@pytest.fixture(autouse=True)
def close_indexes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every index that a test opens: since Python 3.13, an open database warns."""
    opened: list[Index] = []
    make = Index.__init__

    def record(index: Index, database: Database) -> None:
        make(index, database)
        opened.append(index)

    monkeypatch.setattr(Index, "__init__", record)
    yield
    for index in opened:
        index.close()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers for each core, as tests often wait; none where only some tests are named."""
    whole = {config.rootpath, config.rootpath / "tests"}
    if not {(config.invocation_params.dir / each).resolve() for each in config.args} & whole:
        return 0
    return min(_MOST_WORKERS, 2 * (os.cpu_count() or 1))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test of a program that is not installed fails: it was asked for."""
    for marker in item.iter_markers("tool"):
        missing = [name for name in marker.args if shutil.which(name) is None]
        if missing:
            pytest.fail(f"not installed: {', '.join(missing)}")


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count the deselected tests of system programs."""
    if items:
        count = sum(any(item.iter_markers("tool")) for item in items)
        stash = items[0].config.stash
        stash[_TOOL_TESTS] = stash.get(_TOOL_TESTS, 0) + count


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the count of a worker of pytest-xdist to the main process."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tool tests"] = session.config.stash.get(_TOOL_TESTS, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Receive the count of a worker; each has collected all tests."""
    count = getattr(node, "workeroutput", {}).get("tool tests", 0)
    node.config.stash[_TOOL_TESTS] = count


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was not run."""
    if count := config.stash.get(_TOOL_TESTS, 0):
        terminalreporter.write_line(
            f"{count} tests need system programs (fish, zsh …) and were not run: pytest -m tool"
        )
