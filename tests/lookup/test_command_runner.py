"""The reader's own commands: their input, their limits, their output."""

from __future__ import annotations

import os
import select
import sys
import threading
import time
from pathlib import Path

import pytest

from newsreader.locale import use_language
from newsreader.lookup import command_runner as module
from newsreader.lookup.command_runner import (
    Invocation,
    Program,
    ProgramError,
    invocation,
    plain_text,
)
from newsreader.settings.own_commands import Command

PATIENCE = 20.0
"""Seconds until a test fails."""


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def command(*run: str, via: str = "argument", shell: bool = False) -> Command:
    return Command("own", run, "own", via=via, shell=shell)


def script(folder: Path, source: str) -> tuple[str, str]:
    path = folder / "own.py"
    path.write_text(source, "utf-8")
    return sys.executable, str(path)


def result(call: Invocation, seconds: float = 20, folder: Path | None = None) -> str:
    return Program(call, seconds, folder).run()


def test_the_text_is_an_argument_where_the_command_says() -> None:
    assert invocation(command("trans", "-b"), "晨光").arguments == ("trans", "-b", "晨光")
    assert invocation(command("rg", "--", "{}", "."), "-x").arguments == ("rg", "--", "-x", ".")
    found = invocation(command("open", "https://example.org/?q={url}&x={}"), "晨 光&")
    assert found.arguments[1] == "https://example.org/?q=%E6%99%A8%20%E5%85%89%26&x=晨 光&"
    assert invocation(command("wc", via="stdin"), "晨光") == Invocation(("wc",), "晨光")


def test_a_text_never_becomes_an_option() -> None:
    with pytest.raises(ProgramError, match="write -- before"):
        invocation(command("rg"), "--pre=rm")
    assert invocation(command("say", "--text={}"), "-1").arguments == ("say", "--text=-1")


def test_a_shell_gets_the_text_as_data(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    text = f"$(touch {mark}); touch {mark}; `touch {mark}`"
    assert result(invocation(command('printf "<%s>" "$1" | cat', shell=True), text)) == f"<{text}>"
    assert not mark.exists()


def test_standard_input_and_output_may_be_long(tmp_path: Path) -> None:
    run = script(tmp_path, "import sys\nd = sys.stdin.buffer.read()\nsys.stdout.buffer.write(d)")
    text = "江上晨光\n" * 60_000
    assert result(invocation(command(*run, via="stdin"), text)) == text
    # One that reads nothing is no error.
    assert result(invocation(command("true", via="stdin"), text)) == ""


def test_the_program_runs_in_the_folder_of_the_article(tmp_path: Path) -> None:
    call = Invocation((sys.executable, "-c", "import os; print(os.getcwd())"))
    assert result(call, folder=tmp_path).strip() == str(tmp_path.resolve())


def test_what_acts_on_a_terminal_is_removed() -> None:
    raw = b"\x1b[1;31m\xe6\x99\xa8\x1b[0m\x1b]52;c;eA==\x07\x1b]0;t\x1b\\ a\x08b\r\nx\xff\x9b2J\x07"
    text = plain_text(raw)
    assert text.startswith("晨 b\nx")
    assert not {"\x1b", "\x07", "\x08", "\x9b", "\r"} & set(text)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (Invocation(("no-such-program-here",)), "no-such-program-here is not installed"),
        (Invocation((sys.executable, "-c", "raise SystemExit(3)")), "exit status 3"),
        (Invocation((sys.executable, "-c", "raise SystemExit('no words')")), ": no words"),
        (Invocation(("cat", "x" * 3_000_000)), "cannot be started"),
    ],
)
def test_a_failure_is_one_sentence(call: Invocation, words: str) -> None:
    with pytest.raises(ProgramError, match=words) as failed:
        result(call)
    assert "\n" not in str(failed.value)


def test_a_program_that_takes_too_long_is_killed_with_its_children(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    started = time.monotonic()
    with pytest.raises(ProgramError, match="stopped after"):
        result(Invocation(("sh", "-c", f"exec > {pipe}; sleep 60 & wait")), 0.2)
    os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    assert select.select([reader], [], [], PATIENCE)[0]  # nobody has the other end
    assert time.monotonic() - started < PATIENCE
    os.close(reader)


def test_a_program_that_prints_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1 << 17)
    with pytest.raises(ProgramError, match="prints too much"):
        result(Invocation(("yes",)))


def test_what_a_program_leaves_running_is_not_waited_for() -> None:
    started = time.monotonic()
    assert result(Invocation(("sh", "-c", "echo 晨光; sleep 30 &")), 60) == "晨光\n"
    assert time.monotonic() - started < PATIENCE


def test_a_program_can_be_stopped() -> None:
    program = Program(Invocation(("sleep", "30")), 60)
    threading.Timer(0.2, program.cancel).start()
    with pytest.raises(ProgramError, match="was stopped"):
        program.run()
    with pytest.raises(ProgramError, match="was stopped"):
        program.run()
