"""Check finds damage and moved highlights; repair writes a new file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsreader.errors import SidecarError
from newsreader.sidecar.check import FindingKind, check, repair
from newsreader.sidecar.schema import LAST_LINE
from tests.notebooks import TEXT, article, saved, sidecar


def test_an_undamaged_notebook_has_no_findings(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚", "海东港集团")
    assert check(path) == []
    assert check(path, article()) == []


def test_moved_and_lost_highlights_are_found(tmp_path: Path) -> None:
    gone = "去年，当地汽车出口首次超过百万辆。"
    path = saved(tmp_path, "周明岚", gone)
    findings = check(path, article("前言\n" + TEXT.replace(gone, "")))
    assert [(f.kind, f.highlight) for f in findings] == [
        (FindingKind.MOVED, "周明岚"),
        (FindingKind.ORPHAN, gone),
    ]
    assert gone[:10] in findings[1].sentence


def test_damage_a_newer_schema_and_conflicting_copies_are_found(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    whole = path.read_text("utf-8")
    (tmp_path / "article.txt.notes.sync-conflict-1.toml").write_text(whole, "utf-8")
    assert [f.kind for f in check(path)] == [FindingKind.CONFLICT]
    path.write_text(whole.replace("schema = 2", "schema = 7"), "utf-8")
    assert check(path)[0].kind is FindingKind.NEWER
    newer = whole.replace("schema = 2", "schema = 7") + "\n[[["
    path.write_text(newer, "utf-8")
    assert check(path)[0].kind is FindingKind.DAMAGED
    path.write_text(whole[:300], "utf-8")
    assert check(path)[0].kind is FindingKind.DAMAGED


def test_repair_writes_a_new_file_and_keeps_the_old(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚", "海东港集团")
    bad = path.read_bytes() + b"\xff[[[\nx = \n"
    path.write_bytes(bad)
    new = repair(path)
    assert new.name == "article.txt.notes.repaired.toml"
    assert path.read_bytes() == bad
    assert check(new, article()) == []
    assert repair(path).name == "article.txt.notes.repaired-2.toml"
    new.replace(path)
    assert len(sidecar(tmp_path).load(article()).notebook.highlights) == 2


def test_repair_keeps_unknown_keys(tmp_path: Path) -> None:
    path = tmp_path / "article.txt.notes.toml"
    path.write_text('[[highlight]]\nid = "a"\nquote = "周明岚"\nx = 1\n[future]\ny = 2\n', "utf-8")
    written = repair(path, article()).read_text("utf-8")
    assert "x = 1" in written
    assert "[future]\ny = 2" in written


def test_repair_keeps_the_source_or_takes_it_from_the_article(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    source = tomllib.loads(path.read_text("utf-8"))["source"]
    assert tomllib.loads(repair(path).read_text("utf-8"))["source"] == source
    path.write_text('[[highlight]]\nquote = "周明岚"\n', "utf-8")
    named = tomllib.loads(repair(path).read_text("utf-8"))["source"]
    assert (named["file"], named["sha256_text"]) == ("article.txt", "")
    assert "sketch" not in named
    assert tomllib.loads(repair(path, article()).read_text("utf-8"))["source"] == source


def test_a_missing_or_unreadable_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SidecarError, match=r"none\.toml"):
        check(tmp_path / "none.toml")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SidecarError, match="folder"):
        repair(tmp_path / "folder")


def test_a_highlight_written_by_hand_is_in_order_where_its_words_are(tmp_path: Path) -> None:
    path = tmp_path / "article.txt.notes.toml"
    at = TEXT.index("周明岚")
    for place in ("", f"start = {at}\nend = {at + 3}\n"):
        head = 'format = "newsreader-notebook"\nschema = 2\n\n'
        text = f'{head}[[highlight]]\nquote = "周明岚"\n{place}'
        path.write_text(text + LAST_LINE, "utf-8")
        assert check(path, article()) == []


def test_a_file_that_looks_like_a_copy_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    path.with_name("article.txt.notes-old.toml").write_bytes(path.read_bytes())
    (finding,) = check(path)
    assert (finding.kind, "notes-old" in finding.sentence) == (FindingKind.CONFLICT, True)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "big5"])
def test_notes_saved_in_another_encoding_are_read(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, "周明")
    text = path.read_text("utf-8")
    if encoding == "big5":
        text = text.encode("big5", "ignore").decode("big5")
    path.write_bytes(text.encode(encoding))
    loaded = sidecar(tmp_path).load(article())
    assert (len(loaded.notebook.highlights), loaded.problems) == (1, ())
    assert next(iter(loaded.notebook.highlights.values())).quote == "周明"
