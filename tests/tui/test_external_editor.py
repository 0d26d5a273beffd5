"""Text edited in the reader's own editor."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from newsreader.tui.external_editor import edit


def test_the_text_comes_back_as_the_editor_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf '再读' >> \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert edit("一读", contextlib.nullcontext) == ("一读再读", "")


@pytest.mark.parametrize("command", ["/nowhere/editor", "editor 'unclosed"])
def test_without_an_editor_the_text_stays_and_a_sentence_says_why(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("VISUAL", command)
    text, problem = edit("一读", contextlib.nullcontext)
    assert text == "一读"
    assert command in problem
    assert "$EDITOR" in problem
