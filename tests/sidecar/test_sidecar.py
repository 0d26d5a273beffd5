"""The promises of the sidecar, on a real disk."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.anchoring.reanchoring import reanchored_snapshot
from newsreader.errors import ReadOnlyError, UnsavedError
from newsreader.files import atomic, guarded
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, HighlightState
from newsreader.notebook.notebook import Bookmark, Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.sidecar.sidecar import Sidecar, sidecar_path
from newsreader.text.span import Span
from tests.notebooks import (
    MORNING,
    TEXT,
    OpenSidecar,
    article,
    later,
    mark,
    saved,
    sidecar,
)
from tests.privileges import permissions_apply

ROOT = os.geteuid() == 0


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_the_suffix_is_appended_so_that_two_articles_never_share_notes() -> None:
    assert sidecar_path(Path("/n/a.txt")) == Path("/n/a.txt.notes.toml")
    assert sidecar_path(Path("/n/a.md")) != sidecar_path(Path("/n/a.txt"))


def test_reading_alone_creates_nothing(tmp_path: Path) -> None:
    sidecar(tmp_path).load(article())
    assert list(tmp_path.iterdir()) == []


def test_everything_is_where_it_was_when_opened_again(tmp_path: Path) -> None:
    first = sidecar(tmp_path)
    value = first.load(article()).notebook
    one = mark("海东港集团", note="第一行\n第二行 \x1b[2J").changed(later(1), tags=("港口",))
    value = value.with_highlights([one]).with_bookmark(Bookmark.on(TEXT, "a", 40)).with_note("注")
    value = first.save(value.with_entities([{"name": "海东港集团", "kind": "ORG"}]))
    loaded = sidecar(tmp_path).load(article())
    assert loaded.notebook == value
    assert not loaded.problems
    assert not loaded.read_only


def test_what_is_on_disk_says_where_in_code_points(tmp_path: Path) -> None:
    tables = tomllib.loads(saved(tmp_path, "周明岚").read_text("utf-8"))
    one = tables["highlight"][0]
    assert TEXT[one["start"] : one["end"]] == one["quote"] == "周明岚"
    assert tables["schema"] == 2
    assert tables["offset_unit"] == "codepoint"
    assert tables["source"]["length"] == len(TEXT)


def test_saving_the_same_again_does_not_touch_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    before = path.stat().st_mtime_ns
    again = sidecar(tmp_path)
    again.save(again.load(article()).notebook)
    assert path.stat().st_mtime_ns == before


def test_a_changed_text_is_written_only_when_the_reader_writes(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    before = path.read_bytes()
    new = article("前言\n" + TEXT)
    again = sidecar(tmp_path)
    loaded = again.load(new)
    assert path.read_bytes() == before
    again.save(loaded.notebook)
    assert tomllib.loads(path.read_text("utf-8"))["source"]["sha256_text"] == new.sha256_text


def test_mode_and_symlink_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "article.txt.notes.toml").symlink_to(real / "notes.toml")
    saved(tmp_path, "周明岚")
    (real / "notes.toml").chmod(0o640)
    saved(tmp_path, "海东港")
    assert (tmp_path / "article.txt.notes.toml").is_symlink()
    assert (real / "notes.toml").stat().st_mode & 0o777 == 0o640
    assert len(sidecar(tmp_path).load(article()).notebook.highlights) == 2


@pytest.mark.parametrize("content", [None, "", "alias ll='ls -l'\n", 'name = "other"\n'])
def test_a_link_to_what_is_no_notebook_is_not_written_through(
    tmp_path: Path, content: str | None
) -> None:
    target = tmp_path / "home" / ".profile"
    target.parent.mkdir()
    if content is not None:
        target.write_text(content)
    (tmp_path / "article.txt.notes.toml").symlink_to(target)
    ours = sidecar(tmp_path)
    with permissions_apply():
        ours.save(ours.load(article()).notebook.with_highlights([mark("周明岚")]))
    assert ours.path is not None
    assert ours.path.is_relative_to(tmp_path / "data")
    assert (target.read_text() if target.exists() else None) == content
    assert names(tmp_path) == ["article.txt.notes.toml"] * (content is not None)
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚"}


def test_the_owner_is_kept(tmp_path: Path) -> None:
    """Root gives the file to somebody else; another user gives it to another group of theirs."""
    path = saved(tmp_path, "周明岚")
    owner = (1234, 4321) if os.geteuid() == 0 else (os.geteuid(), min(os.getgroups()))
    os.chown(path, *owner)
    saved(tmp_path, "海东港")
    assert (path.stat().st_uid, path.stat().st_gid) == owner


def test_a_hard_link_stays_one(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    twin = tmp_path / "twin"
    twin.hardlink_to(path)
    saved(tmp_path, "海东港")
    assert twin.samefile(path)
    assert twin.read_bytes() == path.read_bytes()
    assert names(tmp_path) == ["article.txt.notes.toml", "twin"]


def cut_off_in_place(folder: Path, at: int) -> Path:
    """Save a second highlight in place, with the program killed after `at` bytes."""
    path = saved(folder, "周明岚")
    (folder / "twin").hardlink_to(path)
    write = atomic._write_all

    def write_some(handle: int, data: bytes) -> None:
        if os.fstat(handle).st_ino != path.stat().st_ino:
            return write(handle, data)
        write(handle, data[:at])
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "_write_all", write_some)
        with pytest.raises(KeyboardInterrupt):
            saved(folder, "海东港")
    assert atomic.spare_of(path).exists()
    return path


@pytest.mark.parametrize("at", [0, 1, 200, 700, 100_000])
def test_a_write_in_place_that_was_cut_off_is_completed(tmp_path: Path, at: int) -> None:
    cut_off_in_place(tmp_path, at)
    loaded = sidecar(tmp_path).load(article())
    assert set(loaded.notebook.highlights) == {"周明岚", "海东港"}
    assert not loaded.problems


def test_after_a_cut_off_write_the_next_save_counts_whether_or_not_the_link_is_there(
    tmp_path: Path,
) -> None:
    for linked in (True, False):
        folder = tmp_path / str(linked)
        folder.mkdir()
        path = cut_off_in_place(folder, 300)
        if not linked:
            (folder / "twin").unlink()
        saved(folder, "小客户")
        assert not atomic.spare_of(path).exists()
        found = set(sidecar(folder).load(article()).notebook.highlights)
        assert found == {"周明岚", "海东港", "小客户"}


def test_an_edit_by_hand_after_a_cut_off_write_counts(tmp_path: Path) -> None:
    path = cut_off_in_place(tmp_path, 0)
    path.write_text(
        path.read_text("utf-8").replace("\nstate =", '\nnote = "by hand"\nstate ='), "utf-8"
    )
    (highlight,) = sidecar(tmp_path).load(article()).notebook.highlights.values()
    assert highlight.note == "by hand"
    saved(tmp_path, "海东港")
    assert "by hand" in path.read_text("utf-8")


def test_what_a_killed_writer_left_is_swept_up(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    left = atomic.spare_of(path).with_suffix(".99999.tmp")
    left.write_bytes(b"half")
    saved(tmp_path, "海东港")
    assert names(tmp_path) == ["article.txt.notes.toml"]


def test_a_newer_schema_is_shown_and_never_written(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    path.write_text(path.read_text("utf-8").replace("schema = 2", "schema = 3"), "utf-8")
    before = path.read_bytes()
    newer = sidecar(tmp_path)
    loaded = newer.load(article())
    assert loaded.read_only
    assert loaded.problems
    assert set(loaded.notebook.highlights) == {"周明岚"}
    with pytest.raises(ReadOnlyError):
        newer.save(loaded.notebook.with_highlights([mark("海东港")]))
    assert path.read_bytes() == before


def test_a_newer_schema_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook.with_highlights([mark("海东港")])
    path = saved(tmp_path, "周明岚")
    path.write_text(path.read_text("utf-8").replace("schema = 2", "schema = 9"), "utf-8")
    before = path.read_bytes()
    with pytest.raises(ReadOnlyError):
        ours.save(value)
    assert path.read_bytes() == before


def test_a_damaged_file_is_kept_aside_before_anything_is_saved(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚", "海东港")
    bad = path.read_bytes() + b"\n[[highlight]]\nid = \xff\xfe\n"
    path.write_bytes(bad)
    again = sidecar(tmp_path)
    loaded = again.load(article())
    assert set(loaded.notebook.highlights) == {"周明岚", "海东港"}
    assert loaded.problems
    assert names(tmp_path) == ["article.txt.notes.toml"]
    again.save(loaded.notebook.with_highlights([mark("集装箱")]))
    kept = [name for name in names(tmp_path) if ".corrupt-" in name]
    assert len(kept) == 1
    assert (tmp_path / kept[0]).read_bytes() == bad
    again.save(loaded.notebook)
    assert len([name for name in names(tmp_path) if ".corrupt-" in name]) == 1


def test_what_a_damaged_file_lost_comes_from_the_backup(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    saved(tmp_path, "海东港")
    saved(tmp_path, "集装箱")
    path.write_bytes(path.read_bytes()[:700])
    loaded = sidecar(tmp_path).load(article())
    assert {"周明岚", "海东港"} <= set(loaded.notebook.highlights)
    assert any(re.search(r"backup of \d{4}-\d\d-\d\d \d\d:\d\d", each) for each in loaded.problems)


@pytest.mark.parametrize("content", [b"", b"\0" * 300, b"\n\n"])
def test_an_emptied_file_deletes_nothing(tmp_path: Path, content: bytes) -> None:
    path = saved(tmp_path, "周明岚")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.write_bytes(content)
    assert set(ours.save(value).highlights) == {"周明岚"}
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚"}


def test_a_file_that_was_removed_meanwhile_is_written_again(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.unlink()
    ours.save(value)
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚"}


@pytest.mark.parametrize("what", ["directory", "fifo", "dangling", "loop"])
def test_anything_else_in_its_place_is_left_alone(tmp_path: Path, what: str) -> None:
    path = tmp_path / "article.txt.notes.toml"
    match what:
        case "directory":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "dangling":
            path.symlink_to(tmp_path / "nowhere" / "notes.toml")
        case _:
            path.symlink_to(path)
    mode = path.lstat().st_mode
    ours = sidecar(tmp_path)
    loaded = ours.load(article())
    assert bool(loaded.problems) == (what != "dangling")
    ours.save(loaded.notebook.with_highlights([mark("周明岚")]))
    assert path.lstat().st_mode == mode
    assert ours.path is not None
    assert ours.path.parent == tmp_path / "data" / "notebooks"
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚"}


def test_a_file_too_large_to_be_a_notebook_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "article.txt.notes.toml"
    with path.open("wb") as file:
        file.truncate(guarded.LARGEST + 1)
    loaded = sidecar(tmp_path).load(article())
    assert loaded.problems
    assert path.stat().st_size == guarded.LARGEST + 1


def test_what_would_be_too_large_to_be_read_again_is_not_called_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, "周明岚")
    before = path.read_bytes()
    monkeypatch.setattr(atomic, "LARGEST", len(before) + 100)
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    with pytest.raises(UnsavedError, match="too large"):
        ours.save(value.with_note("长" * 200))
    assert path.read_bytes() == before


def test_a_hand_may_write_nothing_but_quotes(tmp_path: Path) -> None:
    path = tmp_path / "article.txt.notes.toml"
    path.write_text(
        '[[highlight]]\nquote = "集装箱业务"\nnote = "看"\n\n'
        '[[highlight]]\nquote = "海东港"\nstart = 14\n\n[[highlight]]\nquote = "汽车出口"\n',
        "utf-8",
    )
    ours = sidecar(tmp_path)
    loaded = ours.load(article())
    assert not loaded.problems
    found = {h.quote: h for h in loaded.notebook.in_order()}
    assert found["集装箱业务"].state is HighlightState.PLACED
    assert found["集装箱业务"].span.of(TEXT) == "集装箱业务"
    assert (found["海东港"].state, found["海东港"].span.start) == (HighlightState.PLACED, 14)
    assert found["汽车出口"].state is HighlightState.REVIEW
    ours.save(loaded.notebook)
    assert sidecar(tmp_path).load(article()).notebook == ours.save(loaded.notebook)


def test_standard_input_is_known_by_its_text(tmp_path: Path) -> None:
    first = OpenSidecar(Sidecar(None, tmp_path))
    value = first.load(article()).notebook
    first.save(value.with_highlights([mark("周明岚")]))
    assert first.path == tmp_path / "notebooks" / f"{article().sha256_text}.notes.toml"
    assert set(Sidecar(None, tmp_path).load(article()).notebook.highlights) == {"周明岚"}
    assert not Sidecar(None, tmp_path).load(article("别的")).notebook.highlights


def test_notes_that_lie_elsewhere_are_merged_in_once(tmp_path: Path) -> None:
    spare = OpenSidecar(Sidecar(None, tmp_path / "data"))
    spare.save(spare.load(article()).notebook.with_highlights([mark("周明岚")]))
    saved(tmp_path, "海东港")
    both = sidecar(tmp_path)
    value = both.load(article()).notebook
    assert set(value.highlights) == {"周明岚", "海东港"}
    both.save(value.without(["周明岚"]))
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"海东港"}


def test_notes_that_lie_elsewhere_are_found_when_the_text_has_changed(tmp_path: Path) -> None:
    (tmp_path / "article.txt.notes.toml").mkdir()  # nothing can be written there
    saved(tmp_path, "周明岚")
    new = article("前言\n" + TEXT)
    ours = sidecar(tmp_path)
    value = ours.load(new).notebook
    assert value.highlights["周明岚"].span.of(new.text) == "周明岚"
    ours.save(value.without(["周明岚"]).with_note("只剩这个"))
    again = sidecar(tmp_path).load(new).notebook
    assert (again.note, len(again.highlights)) == ("只剩这个", 0)


def test_a_directory_that_cannot_be_written_sends_the_notes_to_the_data_directory(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o500)
    ours = OpenSidecar(Sidecar(folder / "article.txt", tmp_path / "data", now=lambda: MORNING))
    with permissions_apply():
        ours.save(ours.load(article()).notebook.with_highlights([mark("周明岚")]))
    assert ours.path is not None
    assert ours.path.is_relative_to(tmp_path / "data")


def test_nothing_can_be_saved_where_both_places_fail(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the directory should be")
    ours = OpenSidecar(Sidecar(tmp_path / "missing" / "article.txt", tmp_path / "data"))
    value = ours.load(article()).notebook.with_highlights([mark("周明岚")])
    with pytest.raises(UnsavedError, match="missing"):
        ours.save(value)


def test_another_writer_is_merged_and_not_erased(tmp_path: Path) -> None:
    saved(tmp_path, "周明岚")
    ours, theirs = sidecar(tmp_path), sidecar(tmp_path)
    mine, other = ours.load(article()).notebook, theirs.load(article()).notebook
    changed = other.highlights["周明岚"].changed(later(3), note="他们的", colour=Colour.RED)
    theirs.save(other.with_highlights([changed, mark("海东港")]))
    own = mine.highlights["周明岚"].changed(later(2), note="我的")
    merged = ours.save(mine.with_highlights([own, mark("集装箱")]))
    assert set(merged.highlights) == {"周明岚", "海东港", "集装箱"}
    assert merged.highlights["周明岚"].note == "我的\n\n他们的"
    assert sidecar(tmp_path).load(article()).notebook == merged


def test_a_hand_edit_while_open_is_taken_over(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    assert not ours.changed()
    path.write_text(path.read_text("utf-8").replace('"yellow"', '"blue"'), "utf-8")
    assert ours.changed()
    fresh = ours.refresh(value.with_highlights([mark("海东港")]))
    assert fresh.notebook.highlights["周明岚"].colour is Colour.BLUE
    assert "海东港" in fresh.notebook.highlights
    assert "1 changed" in fresh.problems[0]
    assert not ours.changed()
    ours.save(fresh.notebook)
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚", "海东港"}


def test_a_file_that_was_cut_short_while_open_deletes_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚", "海东港", "小客户")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.write_bytes(path.read_bytes()[:1200])
    assert set(ours.save(value).highlights) == {"周明岚", "海东港", "小客户"}


@pytest.mark.parametrize(
    "name",
    [
        "article.txt.notes.sync-conflict-20261122-093000-ABCDEFG.toml",
        "article.txt.notes (张三's conflicted copy 2026-11-22).toml",
        "article.txt.notes（张三的冲突副本）.toml",
    ],
)
def test_a_copy_that_lost_a_race_is_merged_once(tmp_path: Path, name: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    saved(tmp_path, "海东港")
    saved(other, "周明岚").rename(tmp_path / name)
    ours = sidecar(tmp_path)
    loaded = ours.load(article())
    assert set(loaded.notebook.highlights) == {"周明岚", "海东港"}
    assert len(loaded.problems) == 1
    ours.save(loaded.notebook.without(["周明岚"]))
    again = sidecar(tmp_path).load(article())
    assert set(again.notebook.highlights) == {"海东港"}
    assert not again.problems
    assert (tmp_path / name).exists()


def test_the_article_changing_while_open_keeps_what_is_not_saved_yet(tmp_path: Path) -> None:
    saved(tmp_path, "周明岚")
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    loaded = ours.load(article())
    snapshot = loaded.changed(loaded.notebook.with_highlights([mark("海东港集团")]))
    new = article("前言\n" + TEXT)
    moved = ours.save(reanchored_snapshot(snapshot, new)).notebook
    for words in ("周明岚", "海东港集团"):
        assert moved.highlights[words].span.of(new.text) == words
    assert sidecar(tmp_path).load(new).notebook == moved


def test_what_was_marked_before_the_change_was_known_is_saved_in_the_new_text(
    tmp_path: Path,
) -> None:
    # The first highlight ever: its notebook has no sketch, and must be found by one all the same.
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    loaded = ours.load(article())
    value = loaded.notebook.with_highlights([mark("集团", note="第二处")])
    second = TEXT.index("集团", TEXT.index("集团") + 2)
    moved = replace(value.highlights["集团"], anchor=Anchor.on(TEXT, Span(second, second + 2)))
    new = article("集团集团集团。\n" * 3 + TEXT)
    snapshot = loaded.changed(value.with_highlights([moved]))
    kept = ours.save(reanchored_snapshot(snapshot, new)).notebook.highlights["集团"]
    assert kept.span.start == new.text.index(TEXT) + second
    assert kept.state is HighlightState.PLACED


def test_a_snapshot_of_the_text_before_is_saved_on_that_text(tmp_path: Path) -> None:
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    loaded, new = ours.load(article()), article("前言\n" + TEXT)
    snapshot = loaded.changed(loaded.notebook.with_highlights([mark("周明岚")]))
    moved = reanchored_snapshot(snapshot, new)
    stored = ours.save(snapshot)  # it was under way when the text changed
    assert stored.article.sha256_text == snapshot.article.sha256_text
    there = stored.merged_into(moved)
    assert there.notebook.highlights == moved.notebook.highlights
    found = sidecar(tmp_path).load(new).notebook.highlights["周明岚"]
    assert found.span.of(new.text) == "周明岚"


def test_the_work_of_another_program_is_there_when_the_text_changed_too(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path, "周明岚")
    ours = Sidecar(tmp_path / "article.txt", tmp_path / "data")
    loaded = ours.load(article())
    theirs = sidecar(tmp_path)
    theirs.save(theirs.load(article()).notebook.with_highlights([mark("集装箱")]))
    snapshot = loaded.changed(loaded.notebook.with_highlights([mark("海东港集团")]))
    ours.save(snapshot)  # merged, and the screen does not know yet
    new = article("前言\n" + TEXT)
    moved = reanchored_snapshot(snapshot, new)
    caught = ours.refresh(new).merged_into(moved).notebook
    assert set(caught.highlights) == {"周明岚", "集装箱", "海东港集团"}
    assert all(h.span.of(new.text) == h.id for h in caught.shown())
    assert path.exists()


def test_offsets_that_miss_their_words_do_not_reach_the_disk(tmp_path: Path) -> None:
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    one = mark("周明岚")
    stale = replace(one, anchor=replace(one.anchor, start=one.span.start + 3, end=one.span.end + 3))
    assert ours.save(value.with_highlights([stale])).highlights["周明岚"].span == one.span


def test_backups_are_the_last_good_file_and_the_first_of_each_day(tmp_path: Path) -> None:
    for day in range(10):
        beside = Sidecar(
            tmp_path / "article.txt",
            tmp_path / "data",
            now=lambda day=day: MORNING.replace(day=1 + day),  # type: ignore[misc]
        )
        ours = OpenSidecar(beside)
        value = ours.load(article()).notebook
        ours.save(value.with_note(f"{day}"))
        ours.save(value.with_note(f"{day} again"))
    folder = next((tmp_path / "data" / "backups").iterdir())
    assert names(folder)[:7] == [f"2026-11-{day:02}.notes.toml" for day in range(4, 11)]
    assert names(folder)[7:] == ["last-good.notes.toml"]
    assert 'note = "8 again"' in (folder / "last-good.notes.toml").read_text("utf-8")


def test_what_another_program_takes_out_of_the_file_is_in_a_backup(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    older = path.read_bytes()
    ours = sidecar(tmp_path)
    screen = ours.save(ours.load(article()).notebook.with_highlights([mark("海东港集团")]))
    path.write_bytes(older)  # put back by a program for synchronising
    loaded = ours.refresh(screen)
    assert set(loaded.notebook.highlights) == {"周明岚"}
    assert "1 deleted" in loaded.problems[0]
    (kept,) = (tmp_path / "data").rglob("before-removal.notes.toml")
    assert "海东港集团" in kept.read_text("utf-8")


def test_what_another_program_only_adds_to_does_not_replace_the_backup_of_a_removal(
    tmp_path: Path,
) -> None:
    saved(tmp_path, "周明岚")
    ours = sidecar(tmp_path)
    screen = ours.load(article()).notebook
    saved(tmp_path, "小客户")
    assert set(ours.refresh(screen).notebook.highlights) == {"周明岚", "小客户"}
    assert not list((tmp_path / "data").rglob("before-removal*"))


def test_the_trash_is_kept_until_it_is_emptied(tmp_path: Path) -> None:
    saved(tmp_path, "周明岚")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    value = ours.save(value.with_highlights([value.highlights["周明岚"].deleted(later(1))]))
    again = sidecar(tmp_path).load(article()).notebook
    assert [h.state for h in again.trash()] == [HighlightState.DELETED]
    ours.save(value.emptied())
    assert not sidecar(tmp_path).load(article()).notebook.highlights


def test_five_thousand_highlights_are_saved_and_read(tmp_path: Path) -> None:
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    one = mark("周明岚")
    value = ours.save(value.with_highlights(replace(one, id=f"{n}") for n in range(5000)))
    assert len(sidecar(tmp_path).load(article()).notebook.highlights) == 5000


def test_a_name_that_leaves_no_room_for_a_suffix_sends_the_notes_elsewhere(tmp_path: Path) -> None:
    ours = OpenSidecar(Sidecar(tmp_path / ("长" * 82 + ".txt"), tmp_path / "data"))
    with permissions_apply():
        ours.save(ours.load(article()).notebook.with_highlights([mark("周明岚")]))
    assert ours.path is not None
    assert ours.path.is_relative_to(tmp_path / "data")


def test_nothing_is_saved_before_the_notes_are_loaded(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="load"):
        Sidecar(tmp_path / "article.txt", tmp_path).save(Snapshot(article(), Notebook()))


def test_a_number_of_five_thousand_digits_survives(tmp_path: Path) -> None:
    notes = saved(tmp_path)
    huge = "0x" + "f" * 5000
    notes.write_text(f"huge = {huge}\n" + notes.read_text("utf-8"), "utf-8")
    again = sidecar(tmp_path)
    again.save(again.load(article()).notebook.with_note("二"))
    assert huge in notes.read_text("utf-8")
    assert 'note = "二"' in notes.read_text("utf-8")


def test_the_last_good_backup_is_that_of_the_last_sitting(tmp_path: Path) -> None:
    for note in ("一", "二", "三"):
        mine = sidecar(tmp_path)
        mine.save(mine.load(article()).notebook.with_note(note))
    sidecar(tmp_path).load(article())
    kept = list(tmp_path.rglob("last-good*"))
    assert ["三" in path.read_text("utf-8") for path in kept] == [True]


def test_what_the_last_sitting_made_is_in_the_backup_once_it_was_opened(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚", "海东港", "集装箱")
    sidecar(tmp_path).load(article())
    path.write_bytes(path.read_bytes()[:600])
    loaded = sidecar(tmp_path).load(article())
    assert {"周明岚", "海东港", "集装箱"} <= set(loaded.notebook.highlights)
    assert names(tmp_path) == ["article.txt.notes.toml"]


def test_a_backup_that_cannot_be_made_is_no_failure(tmp_path: Path) -> None:
    saved(tmp_path, "周明岚")
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "backups").write_text("in the way", "utf-8")
    loaded = sidecar(tmp_path).load(article())
    assert (set(loaded.notebook.highlights), loaded.problems) == ({"周明岚"}, ())


@pytest.mark.parametrize("odd", [object(), 1j], ids=["no TOML", "no number of TOML"])
def test_what_cannot_be_written_is_unsaved_and_leaves_the_file(tmp_path: Path, odd: object) -> None:
    path = saved(tmp_path, "周明岚")
    before = path.read_bytes()
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    bad = replace(value.highlights["周明岚"], extra={"later": odd})
    with pytest.raises(UnsavedError, match="cannot be written"):
        ours.save(value.with_highlights([bad]))
    assert path.read_bytes() == before
    ours.save(value.with_note("二"))
    assert "二" in path.read_text("utf-8")


def test_damage_done_while_the_article_is_open_is_reported(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path, "海东港")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.write_text(path.read_text("utf-8").replace('colour = "yellow"', 'colour = "yellow'))
    assert ours.changed()
    problems = ours.refresh(value).problems
    assert any("damaged" in sentence for sentence in problems)
    assert not ours.changed()
    ours.save(value.with_note("笔记"))
    assert any(".corrupt-" in name for name in names(tmp_path))
    assert not ours.changed()


def test_damage_found_by_a_save_is_reported(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.write_text(path.read_text("utf-8").replace('colour = "yellow"', 'colour = "yellow'))
    saved_value = ours.save(value.with_note("笔记"))
    assert ours.changed()
    assert any("damaged" in sentence for sentence in ours.refresh(saved_value).problems)


def test_notes_that_cannot_be_beside_the_article_are_reported(tmp_path: Path) -> None:
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    (tmp_path / "article.txt.notes.toml").mkdir()
    saved_value = ours.save(value.with_highlights([mark("海东港")]))
    (problem,) = ours.refresh(saved_value).problems
    assert str(tmp_path / "data") in problem
    ours.save(saved_value.with_note("笔记"))
    assert not ours.refresh(saved_value).problems


def test_what_was_undone_does_not_come_back_from_the_other_place(tmp_path: Path) -> None:
    path = tmp_path / "article.txt.notes.toml"
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.mkdir()
    saved_value = ours.save(value.with_highlights([mark("海东港"), mark("周明岚")]))
    path.rmdir()
    ours.save(saved_value.without(["周明岚"]))
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"海东港"}


def test_a_key_that_another_program_put_beside_the_source_stays(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.write_text(path.read_text("utf-8").replace("[source]", "[source]\nshelf = 7"), "utf-8")
    ours.save(value.with_note("笔记"))
    assert tomllib.loads(path.read_text("utf-8"))["source"]["shelf"] == 7


def test_a_file_that_was_seen_half_written_is_not_put_aside(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港")
    whole = path.read_bytes()
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    path.write_bytes(whole[: len(whole) // 2])
    value = ours.refresh(value).notebook
    path.write_bytes(whole)
    value = ours.refresh(value).notebook
    assert set(ours.save(value.with_note("笔记")).highlights) == {"海东港"}
    assert not [name for name in names(tmp_path) if ".corrupt-" in name]


def test_standard_input_has_no_path_before_it_is_loaded_and_never_changes_by_itself(
    tmp_path: Path,
) -> None:
    ours = OpenSidecar(Sidecar(None, tmp_path))
    assert ours.path is None
    assert not ours.changed()
    value = ours.load(article()).notebook
    assert not ours.changed()
    ours.save(value.with_highlights([mark("周明岚")]))
    assert not ours.changed()
    assert ours.path is not None
    ours.path.write_bytes(ours.path.read_bytes() + b"\n")
    assert ours.changed()


def test_a_later_version_of_the_first_file_counts_whatever_the_other_place_holds(
    tmp_path: Path,
) -> None:
    spare = OpenSidecar(Sidecar(None, tmp_path / "data"))
    spare.save(spare.load(article()).notebook.with_highlights([mark("周明岚")]))
    path = saved(tmp_path, "海东港")
    path.write_text(path.read_text("utf-8").replace("schema = 2", "schema = 3"), "utf-8")
    assert sidecar(tmp_path).load(article()).read_only


def test_a_blank_file_is_not_put_aside(tmp_path: Path) -> None:
    path = saved(tmp_path, "海东港")
    path.write_bytes(b"\0" * 10 + b" \r\n\t")
    ours = sidecar(tmp_path)
    value = ours.load(article()).notebook
    ours.save(value.with_highlights([mark("周明岚")]))
    assert not [name for name in names(tmp_path) if "corrupt" in name]
