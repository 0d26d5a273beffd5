"""The note that is being written, kept on disk so that it survives the end of the program."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from newsreader.files import guarded
from newsreader.files.digest import sha256
from newsreader.files.draft import Draft
from newsreader.notebook.highlight import Highlight
from newsreader.text.span import Span


class Unfinished(NamedTuple):
    """A note that was being written, and the highlight that it is on.

    `base` is the note that its writer began with.
    """

    highlight_id: str
    span: Span
    quote: str
    note: str
    base: str = ""

    @property
    def on_article(self) -> bool:
        """Whether it is the note on the whole article."""
        return not self.highlight_id


class Drafts:
    """The draft of one article, one at a time, and files for the reader's own editor.

    Each program that has the article open uses a file of its own.
    """

    def __init__(self, folder: Path, article_key: str) -> None:
        """`folder` is in the user's data directory; `article_key` names the article there."""
        self._folder = folder
        self._name = sha256(article_key.encode("utf-8", "surrogatepass"))[:24]
        self._draft = Draft(folder / f"{self._name}.{os.urandom(4).hex()}.json")
        self.kept: Unfinished | None = None
        """What is in the draft now, if it was written by this program."""

    def keep(self, highlight: Highlight, note: str) -> None:
        """Keep `note` as typed so far. A draft that cannot be written is ignored."""
        span, quote = highlight.anchor.span, highlight.quote
        self._keep(Unfinished(highlight.id, span, quote, note, highlight.note))

    def keep_on_article(self, note: str, base: str) -> None:
        """Keep a note on the whole article, as typed so far; it was `base` before."""
        self._keep(Unfinished("", Span(0, 0), "", note, base))

    def _keep(self, unfinished: Unfinished) -> None:
        highlight_id, span, quote, note, base = unfinished
        entry = {
            "id": highlight_id,
            "start": span.start,
            "end": span.end,
            "quote": quote,
            "note": note,
            "base": base,
        }
        with contextlib.suppress(OSError):
            self._draft.write(json.dumps(entry))
            self.kept = unfinished

    def forget(self) -> None:
        """Remove the draft: the note is in the notebook, or was discarded."""
        self._draft.clear()
        self.kept = None

    def leave(self) -> None:
        """Leave an unfinished note for the next session."""
        self._draft.leave()

    def unfinished(self) -> Unfinished | None:
        """The note that was being written when a program ended; it now belongs to this one."""
        left = (Draft(path) for path in sorted(self._folder.glob(f"{self._name}*.json")))
        self._draft = next((d for d in (self._draft, *left) if d.claim()), self._draft)
        try:
            entry = json.loads(self._draft.read())
            span = Span(int(entry["start"]), int(entry["end"]))
            words = (str(entry["quote"]), str(entry["note"]), str(entry.get("base", "")))
            return Unfinished(str(entry["id"]), span, *words)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    @staticmethod
    def hand_out(text: str) -> Path:
        """A temporary file with `text` for another program to edit."""
        handle, name = tempfile.mkstemp(prefix="newsreader-", suffix=".md")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        return Path(name)

    @staticmethod
    def take_back(path: Path, otherwise: str) -> str:
        """Read and remove such a file; `otherwise` if it is missing, or no ordinary file."""
        try:
            data = guarded.read(path)
        except OSError:
            return otherwise
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        return otherwise if data is None else data.decode("utf-8", "replace").removesuffix("\n")
