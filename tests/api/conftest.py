"""What every test of the Python API has: a home of its own, and an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.runner import Run, runner

TEXT = """港口扩建完成

宁波的港口已经完工。李书福说：“港口已经扩建完成，明年投产。”

记者在现场看到，泊位多了三个。
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)
