"""What leaves the reader: citations."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.settings.settings import Settings
from tests.tui.reading_pilot import reading


@pytest.mark.parametrize(("form", "start"), [("gbt7714", "林一. "), ("bibtex", "@")])
async def test_a_citation_is_copied_in_the_format_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, start: str
) -> None:
    settings = Settings(keys={"article.citation": ("ctrl+g",)}, export_citation=form)
    async with reading(tmp_path, settings) as (app, _screen, pilot):
        copied: list[str] = []
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await pilot.press("ctrl+g")
        await pilot.pause()
        [citation] = copied
        assert citation.startswith(start)
        assert "临江市与澜川集团签署协议" in citation
