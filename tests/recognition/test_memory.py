"""Files of the recognizer take memory only where they are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.recognition.memory import map_file, release_memory


def test_a_mapped_file_has_its_bytes_also_after_a_release(tmp_path: Path) -> None:
    path = tmp_path / "one.bin"
    path.write_bytes(b"0123456789" * 1000)
    mapped = map_file(path)
    assert mapped[5:10] == b"56789"
    release_memory()
    assert mapped[9995:] == b"56789"


def test_what_is_missing_or_empty_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(FileNotFoundError):
        map_file(tmp_path / "missing")
    with pytest.raises(ValueError, match="empty"):
        map_file(tmp_path / "empty")
