"""Runs a command of the shell in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from newsreader import cli


@dataclass(frozen=True)
class Result:
    """The exit status and the output of one run of the program."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


def runner(capfd: pytest.CaptureFixture[str]) -> Run:
    """A function that runs the program with some words."""

    def command(*words: object) -> Result:
        try:
            status = cli.main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Result(status, out, err)

    return command
