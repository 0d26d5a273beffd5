"""`entities` with several processes, and what a report of a fault needs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.runner import Run, runner
from tests.interpreter import ROOT

run = pytest.fixture(runner)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(9):
        words = f"第{number}篇\n\n{'王毅在北京。' * (9 - number)}李书福在宁波。\n"
        (news / f"{number}.txt").write_text(words, "utf-8")
    (news / "4.txt").write_bytes(b"")
    return news


@pytest.mark.slow
def test_several_processes_print_what_one_prints(run: Run, folder: Path) -> None:
    printed = ""
    for options in ((), ("--json",)):
        one = run("entities", *options, folder)
        many = run("entities", "-j", 2, *options, folder)
        assert (many.out, many.status) == (one.out, one.status)
        assert "4.txt" in many.err
        assert one.status == 1
        printed = one.out
    found = [json.loads(line) for line in printed.splitlines()]
    assert [Path(each["file"]).name[0] for each in found] == list("01235678")


@pytest.mark.slow
def test_lines_are_answered_in_order_by_several_processes() -> None:
    lines = [{"id": number, "text": "王毅在北京。" * (number % 5)} for number in range(100)]
    done = subprocess.run(
        [sys.executable, "-m", "newsreader", "entities", "--jsonl", "-j", "2"],
        input="".join(json.dumps(line) + "\n" for line in lines),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["id"] for each in answers] == list(range(100))
    assert [len(each["entities"]) for each in answers] == [2 * (n % 5) for n in range(100)]


_INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
from newsreader.cli import program
program()
"""


@pytest.mark.slow
def test_an_interrupt_ends_all_processes(folder: Path) -> None:
    command = [sys.executable, "-c", _INTERRUPTIBLE, "entities", "--jsonl", "-j", "2"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as program:
        assert program.stdin
        assert program.stdout
        program.stdin.write(b'{"text": "\xe5\x8c\x97\xe4\xba\xac"}\n')
        program.stdin.flush()
        assert program.stdout.readline()
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        helpers = children.read_text().split() if children.exists() else []
        program.send_signal(signal.SIGINT)
        assert program.wait(20) == 130
        program.stdin.close()
    until = time.monotonic() + 20
    while left := [each for each in helpers if Path(f"/proc/{each}/cmdline").exists()]:
        assert time.monotonic() < until, left


def test_a_number_of_processes_is_needed(run: Run, folder: Path) -> None:
    assert run("entities", "-j", "0", folder).status == 2
    assert run("entities", "-j", "two", folder).status == 2


def test_the_version_for_a_report_names_no_user(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SSH_TTY", "/dev/pts/secret")
    for words in (("--version", "--debug"), ("--debug", "--version")):
        ran = run(*words)
        assert ran.status == 0
        assert ran.out.startswith("newsreader 0.")
        for part in ("Python 3.", "system: ", "terminal: ", "textual 8.", "SQLite", "~/home/cache"):
            assert part in ran.out
        assert str(tmp_path) not in ran.out
        assert "secret" not in ran.out
    assert len(run("--version").out.splitlines()) == 1
