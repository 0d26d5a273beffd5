"""The exports of a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import FormatError
from newsreader.formats.document import Document
from newsreader.formats.json_format import Json
from newsreader.session import exports as module
from newsreader.session.exports import Exports
from newsreader.settings.settings import Settings
from newsreader.state import State
from tests.formats.documents import document


class Slow(Json):
    """A format that can be stopped."""

    stopped = False

    def stop(self) -> None:
        self.stopped = True

    def write(self, document: Document) -> str:
        if self.stopped:
            raise FormatError("stopped")
        return super().write(document)


def test_a_preview_that_is_given_up_does_not_stop_the_file_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "formats_of", lambda _settings: {"slow": Slow()})
    exports = Exports(document, tmp_path / "a.txt", State.open(tmp_path / "state"), Settings())
    preview, saving = exports.as_of_now(), exports.as_of_now()
    preview.stop("slow")
    with pytest.raises(FormatError):
        preview.write("slow")
    assert saving.write("slow")
