"""An earlier schema is made into this one, and its file is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.sidecar import migration, schema
from tests.notebooks import article, mark, saved, sidecar


@pytest.fixture
def second_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose schema is 2, in which notes were renamed."""

    def rename(tables: migration.Tables) -> migration.Tables:
        return {**tables, "note": "migrated"}

    monkeypatch.setattr(schema, "VERSION", 2)
    monkeypatch.setitem(migration.MIGRATIONS, 1, rename)


def test_every_step_has_its_migration() -> None:
    assert set(migration.MIGRATIONS) == set(range(1, schema.VERSION))


def test_tables_go_through_every_step(second_schema: None) -> None:
    assert migration.migrate({"a": 1}, 1) == {"a": 1, "note": "migrated"}
    assert migration.migrate({"a": 1}, 2) == {"a": 1}


def test_the_old_file_is_kept_once(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = saved(tmp_path, "周明岚")
    before = path.read_bytes()
    request.getfixturevalue("second_schema")
    ours = sidecar(tmp_path)
    loaded = ours.load(article())
    assert not loaded.problems
    assert path.read_bytes() == before
    ours.save(loaded.notebook.with_highlights([mark("海东港集团")]))
    kept = next((tmp_path / "data" / "backups").glob("*/before-schema-2.notes.toml"))
    assert kept.read_bytes() == before
    assert "schema = 2" in path.read_text("utf-8")
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚", "海东港集团"}
