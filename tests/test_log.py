"""The log holds positions of faults and never text, and it stays small."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from newsreader import log
from newsreader.cli import main
from newsreader.directories import HOME, directories

SECRET = "陆知行签署协议"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    monkeypatch.setattr(log, "_debugging", False)
    return tmp_path / "home"


def written() -> str:
    return directories().log.read_text("utf-8")


def fail(text: str) -> None:
    try:
        dict[str, str]()[text]
    except KeyError as cause:
        raise ValueError(f"cannot read {text}") from cause


def caught(text: str = SECRET) -> Exception:
    with pytest.raises(ValueError, match=text) as caught:
        fail(text)
    return caught.value


def test_a_fault_is_written_as_types_and_positions_without_messages() -> None:
    assert log.fault(caught())
    lines = written()
    assert "ValueError" in lines
    assert "KeyError" in lines
    assert "tests/test_log.py:" in lines
    assert ":fail" in lines
    assert SECRET not in lines
    assert "cannot read" not in lines


def test_the_parts_of_a_group_and_the_number_of_a_system_error_are_written() -> None:
    group = ExceptionGroup(SECRET, [OSError(28, SECRET), caught()])
    trace = log.trace_of(group)
    assert [line.split(" ")[0] for line in trace.split("\n") if not line.startswith(" ")] == [
        "ExceptionGroup",
        "ValueError",
        "KeyError",
        "OSError",
    ]
    assert "OSError (errno 28)" in trace
    assert SECRET not in trace


def test_a_deep_recursion_is_cut() -> None:
    def deep() -> None:
        deep()

    with pytest.raises(RecursionError) as recursion:
        deep()
    assert len(log.trace_of(recursion.value).split("\n")) < log.FRAMES + 5


def test_errors_that_refer_to_each_other_are_written_once() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert log.trace_of(one) == "ValueError\nKeyError"


def test_the_log_stays_below_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LIMIT", 2000)
    error = caught()
    for _ in range(60):
        log.fault(error)
    files = sorted(directories().state.iterdir())
    assert [file.name for file in files] == ["newsreader.log", "newsreader.log.1"]
    assert all(file.stat().st_size <= 2000 for file in files)


def test_a_long_trace_of_another_process_is_cut() -> None:
    log.fault_trace("x" * (2 * log.LIMIT))
    assert directories().log.stat().st_size < log.LIMIT


def test_the_log_is_readable_by_its_owner_only() -> None:
    log.fault(caught())
    assert stat.S_IMODE(directories().log.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_is_no_error(home: Path) -> None:
    home.write_text("a file where the directory belongs")
    assert not log.fault(caught())
    log.enable_debug()
    log.debug("start")


def test_without_debug_nothing_is_written() -> None:
    log.debug("start")
    assert not directories().log.exists()


def test_debug_writes_names_of_files_and_phases_without_text(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "secret folder" / "article.txt"
    article.parent.mkdir()
    article.write_text(f"标题\n\n{SECRET}。\n", "utf-8")
    assert main(["inspect", "--debug", str(article)]) == 0
    lines = written().splitlines()
    assert ["start:" in lines[0], "'article.txt'" in lines[1], "exit status 0" in lines[-1]] == (
        [True, True, True]
    )
    assert "secret folder" not in written()
    assert SECRET not in written()
    assert SECRET in capfd.readouterr().out
