"""The smallest Textual app that shows a text: one Static that scrolls."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static


class Bare(App[None]):
    ENABLE_COMMAND_PALETTE: ClassVar = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=True):
            yield Static(Path(sys.argv[1]).read_text("utf-8"), markup=False)


if __name__ == "__main__":
    app = Bare()
    app.animation_level = "none"
    app.run()
