from __future__ import annotations

import os
from pathlib import Path

from newsreader.files.signature import signature


def test_the_signature_changes_with_every_write(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    first = signature(path)
    assert signature(path) == first
    path.write_text("longer")
    assert signature(path) != first
    second = signature(path)
    os.utime(path, ns=(0, 0))
    assert signature(path) != second


def test_a_missing_file_has_an_empty_signature(tmp_path: Path) -> None:
    assert signature(tmp_path / "none") == ()
