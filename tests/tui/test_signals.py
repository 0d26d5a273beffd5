"""Signals that end the program."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from newsreader.tui.signals import EndSignals


async def _handle_next(number: int) -> list[int]:
    """The exit statuses after an interrupt for another program, and then the signal `number`."""
    ended: list[int] = []
    signals = EndSignals(ended.append)
    signals.handle()
    with signals.ignoring_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
    for _turn in range(4):
        await asyncio.sleep(0)
    assert ended == []
    os.kill(os.getpid(), number)
    for _turn in range(4):
        await asyncio.sleep(0)
    return ended


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_for_another_program_does_not_end_this_one_but_later_signals_do(
    number: signal.Signals,
) -> None:
    assert asyncio.run(_handle_next(number)) == [128 + number]
