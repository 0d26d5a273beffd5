"""A note while it is being written, kept on disk so that it survives the end of the program."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from newsreader.files.digest import sha256
from newsreader.files.draft import Draft
from newsreader.notebook.highlight import Highlight
from newsreader.text.span import Span


class Unfinished(NamedTuple):
    """A note that was being written, and the highlight that it is on."""

    highlight_id: str
    span: Span
    quote: str
    note: str

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

    def keep(self, highlight: Highlight, note: str) -> None:
        """Keep `note` as typed so far. A draft that cannot be written is ignored."""
        self._keep(highlight.id, highlight.anchor.span, highlight.quote, note)

    def keep_on_article(self, note: str) -> None:
        """Keep a note on the whole article, as typed so far."""
        self._keep("", Span(0, 0), "", note)

    def _keep(self, highlight_id: str, span: Span, quote: str, note: str) -> None:
        entry = {
            "id": highlight_id,
            "start": span.start,
            "end": span.end,
            "quote": quote,
            "note": note,
        }
        with contextlib.suppress(OSError):
            self._draft.write(json.dumps(entry))

    def forget(self) -> None:
        """Remove the draft: the note is in the notebook, or was discarded."""
        self._draft.clear()

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
            return Unfinished(str(entry["id"]), span, str(entry["quote"]), str(entry["note"]))
        except (ValueError, KeyError, TypeError):
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
        """Read and remove such a file; `otherwise` if it is missing."""
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return otherwise
        finally:
            path.unlink(missing_ok=True)
        return text.removesuffix("\n")
