"""Every example of docs/api.md and docs/zh/api.md runs and prints what the page says."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "api.md", ROOT / "docs" / "zh" / "api.md"]
_EXAMPLE = re.compile(
    r"^```python(?P<needs>[ a-z]*)\n(?P<code>.*?)^```\n(?:```text\n(?P<printed>.*?)^```\n)?",
    re.M | re.S,
)


def run_examples(page: Path, needs: set[str]) -> int:
    """Run the examples on `page` that need nothing else than `needs`; returns how many."""
    space: dict[str, object] = {"__name__": "__main__"}
    count = 0
    for example in _EXAMPLE.finditer(page.read_text("utf-8")):
        if not set(example["needs"].split()) <= needs:
            continue
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(example["code"], page.name, "exec"), space)
        if example["printed"] is not None:
            assert output.getvalue() == example["printed"], example["code"]
        count += 1
    return count


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_notes = shutil.ignore_patterns("*.toml")
    shutil.copytree(ROOT / "sample_articles", tmp_path / "news", ignore=no_notes)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))


in_each_language = pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])


@in_each_language
def test_every_example_runs(page: Path) -> None:
    needs = {"pandas"} if importlib.util.find_spec("pandas") else set()
    assert run_examples(page, needs) > 10


@pytest.mark.tool("dask")
@in_each_language
def test_the_examples_of_a_corpus_run(page: Path) -> None:
    assert run_examples(page, {"corpus", "pandas"}) > 12


def test_the_examples_are_the_same_in_each_language() -> None:
    code, chinese = (
        [example["code"] for example in _EXAMPLE.finditer(page.read_text("utf-8"))]
        for page in PAGES
    )
    assert code == chinese


@in_each_language
def test_every_public_name_is_described(page: Path) -> None:
    import newsreader

    words = page.read_text("utf-8")
    assert [name for name in newsreader.__all__ if name not in words] == []
