"""Terminal: the driver, which leaves the terminal clean whatever ends the program."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class QuietDriver(LinuxDriver):
    """Textual's driver for Linux and macOS."""
