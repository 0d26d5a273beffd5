"""Transcript: the sidecar of a text that is not beside its page yet, and comes there with it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from newsreader.files import atomic
from newsreader.notebook.snapshot import Snapshot
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar


class WebpageSidecar(Sidecar):
    """Writes the text beside the page before the first notebook on it is saved."""

    def __init__(self, source: Path, data: Path, text: bytes) -> None:
        """`source` is where `text` will lie."""
        super().__init__(source, data)
        self._beside, self._text = source, text

    def save(self, snapshot: Snapshot) -> Loaded:
        """As every sidecar. Where the text cannot lie, its notes lie in the data directory."""
        # Else the page is still there, and the cache: the same text is made of it again.
        with contextlib.suppress(OSError):
            if not self._beside.exists():
                atomic.replace(self._beside, self._text)
        return super().save(snapshot)
