"""The notes on one version of an article are carried to another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from newsreader.article.article import Article
from newsreader.library.carry import ArticleVersion, carry
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.sidecar import Sidecar
from tests.notebooks import MORNING, TEXT, article, later, mark, notebook

GONE = "去年，当地汽车出口首次超过百万辆。"
REPRINT = article("转载\n" + TEXT.replace(GONE, ""), "reprint.txt")


def version(folder: Path, text: Article, notes: Notebook | None = None) -> ArticleVersion:
    """`text` in `folder`, with `notes` saved on it; its sidecar is not loaded yet."""
    if notes is not None:
        there = Sidecar(folder / text.name, folder / "data", now=lambda: MORNING)
        there.save(there.load(text).changed(notes))
    return ArticleVersion(text.name, text, Sidecar(folder / text.name, folder / "data"))


def test_the_result_lists_what_became_of_each_highlight(tmp_path: Path) -> None:
    value = notebook("海东港集团", GONE, "周明岚")
    deleted = value.highlights["周明岚"].deleted(later(1))
    old = version(tmp_path, article(), value.with_highlights([deleted]))
    carried = carry(old, version(tmp_path, REPRINT))
    assert [h.id for h in carried.placed] == ["海东港集团"]
    assert [h.id for h in carried.orphans] == [GONE]
    assert not carried.review
    saved = version(tmp_path, REPRINT).sidecar.load(REPRINT).notebook
    assert set(saved.highlights) == {"海东港集团", GONE, "周明岚"}
    assert saved.source is not None
    assert saved.source.file == "reprint.txt"


def test_notes_of_the_new_version_stay_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    own = Notebook().with_highlights([mark("小客户", text=REPRINT.text)])
    old = version(tmp_path, article(), notebook("海东港集团"))
    new = version(tmp_path, REPRINT, own)
    carry(old, new)
    first = (tmp_path / "reprint.txt.notes.toml").read_bytes()
    assert set(new.sidecar.load(REPRINT).notebook.highlights) == {"小客户", "海东港集团"}
    carry(old, version(tmp_path, REPRINT))
    assert (tmp_path / "reprint.txt.notes.toml").read_bytes() == first


def test_what_the_reader_changed_in_the_new_notes_stays_in_a_second_run(tmp_path: Path) -> None:
    written = notebook("海东港集团", "小客户").with_note("旧的说明")
    value = written.with_highlights(
        [replace(h, note="旧的笔记") for h in written.highlights.values()]
    )
    old = version(tmp_path, article(), value)
    carry(old, version(tmp_path, REPRINT))
    path = tmp_path / "reprint.txt.notes.toml"
    path.write_text(path.read_text("utf-8").replace("旧的", "新的"), "utf-8")  # as by an editor
    there = Sidecar(tmp_path / "reprint.txt", tmp_path / "data")
    loaded = there.load(REPRINT)
    there.save(loaded.changed(loaded.notebook.without(["小客户"])))
    before = path.read_bytes()
    carry(old, version(tmp_path, REPRINT))
    assert path.read_bytes() == before


def test_a_second_run_carries_what_is_new_in_the_old_notes(tmp_path: Path) -> None:
    value = notebook("海东港集团", "小客户").with_note("旧的说明")
    old = version(tmp_path, article(), value)
    carry(old, version(tmp_path, REPRINT))
    path = tmp_path / "reprint.txt.notes.toml"
    path.write_text(path.read_text("utf-8").replace("旧的说明", "新的说明"), "utf-8")
    changed = value.highlights["小客户"].changed(later(5), note="后来的笔记")
    more = value.with_highlights([changed, mark("周明岚")])
    carry(version(tmp_path, article(), more), version(tmp_path, REPRINT))
    found = version(tmp_path, REPRINT).sidecar.load(REPRINT).notebook
    assert set(found.highlights) == {"海东港集团", "小客户", "周明岚"}
    assert found.highlights["小客户"].note == "后来的笔记"
    assert found.note == "新的说明"


def test_a_note_that_was_changed_on_both_sides_keeps_both_texts(tmp_path: Path) -> None:
    value = notebook("小客户")
    old = version(tmp_path, article(), value)
    new = value.with_highlights([value.highlights["小客户"].changed(later(1), note="这里的")])
    there = version(tmp_path, REPRINT)
    carry(old, there)
    loaded = there.sidecar.load(REPRINT)
    there.sidecar.save(
        loaded.changed(
            loaded.notebook.with_highlights(
                [loaded.notebook.highlights["小客户"].changed(later(1), note="这里的")]
            )
        )
    )
    later_old = new.with_highlights([value.highlights["小客户"].changed(later(2), note="那里的")])
    carry(version(tmp_path, article(), later_old), version(tmp_path, REPRINT))
    found = version(tmp_path, REPRINT).sidecar.load(REPRINT).notebook
    assert found.highlights["小客户"].note == "这里的\n\n那里的"


def test_a_dry_run_saves_nothing(tmp_path: Path) -> None:
    old = version(tmp_path, article(), notebook("海东港集团"))
    carried = carry(old, version(tmp_path, REPRINT), dry_run=True)
    assert len(carried.placed) == 1
    assert not (tmp_path / "reprint.txt.notes.toml").exists()


def test_problems_of_both_sidecars_are_reported(tmp_path: Path) -> None:
    old = version(tmp_path, article(), notebook("海东港集团"))
    new = version(tmp_path, REPRINT)
    for name in (article().name, REPRINT.name):
        (tmp_path / f"{name}.notes.toml").write_text("[[[", "utf-8")
    problems: list[str] = []
    carry(old, new, dry_run=True, report=problems.append)
    assert [problem.partition(": ")[0] for problem in problems] == ["article.txt", "reprint.txt"]
