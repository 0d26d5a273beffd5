"""A simple Textual app that shows an article, with names found by jieba.posseg in a thread."""

import sys
from collections import Counter
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

GROUPS = {"nr": "People", "ns": "Places", "nt": "Organisations"}


class Tagging(App[None]):
    ENABLE_COMMAND_PALETTE: ClassVar = False
    CSS: ClassVar = "#names { width: 34; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with Horizontal():
            with VerticalScroll(can_focus=True):
                yield Static(self._text, markup=False)
            yield Static("reading", id="names", markup=False)

    def on_mount(self) -> None:
        self.tag()

    @work(thread=True)
    def tag(self) -> None:
        import jieba  # noqa: PLC0415 (a first page before all else)
        import jieba.posseg  # noqa: PLC0415

        jieba.setLogLevel(60)
        found = Counter(
            (GROUPS[pair.flag[:2]], pair.word)
            for pair in jieba.posseg.cut(self._text)
            if pair.flag[:2] in GROUPS
        )
        rows = []
        for group in GROUPS.values():
            names = [(name, count) for (kind, name), count in found.items() if kind == group]
            rows += [f"{group} {len(names)}", *(f"  {name} {count}" for name, count in names)]
        self.call_from_thread(self.query_one("#names", Static).update, "\n".join(rows))


if __name__ == "__main__":
    app = Tagging(Path(sys.argv[1]).read_text("utf-8"))
    app.animation_level = "none"
    app.run()
