"""Textual's own TextArea, read-only."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Area(App[None]):
    ENABLE_COMMAND_PALETTE: ClassVar = False

    def compose(self) -> ComposeResult:
        yield TextArea(Path(sys.argv[1]).read_text("utf-8"), read_only=True, soft_wrap=True)


if __name__ == "__main__":
    app = Area()
    app.animation_level = "none"
    app.run()
