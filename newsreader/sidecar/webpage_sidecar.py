"""The sidecar of a saved web page, whose text is written beside the page with the first notes."""

from __future__ import annotations

import contextlib
from pathlib import Path

from newsreader.files import atomic
from newsreader.notebook.snapshot import Snapshot
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar


class WebpageSidecar(Sidecar):
    """Writes the text of a page beside it before the first save."""

    def __init__(self, source: Path, data: Path, text: bytes) -> None:
        """`source` is the path for `text`, the text of the page in UTF-8."""
        super().__init__(source, data)
        self._beside, self._text = source, text

    def save(self, snapshot: Snapshot) -> Loaded:
        """Write the text if that is possible, then save like every sidecar."""
        # Without the file, the same text is extracted from the page again.
        with contextlib.suppress(OSError):
            if not self._beside.exists():
                atomic.replace(self._beside, self._text)
        return super().save(snapshot)
