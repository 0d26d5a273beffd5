"""What the library lists and finds in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.errors import SearchError, SourceError
from newsreader.formats.document import Document
from newsreader.formats.registry import FORMATS
from newsreader.library.all_notes import AllNotes
from newsreader.library.article_files import ARTICLE_SUFFIXES
from newsreader.library.full_text import articles_with
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import ReadingPosition, State
from newsreader.text.span import Span
from tests.fakes import NEWS
from tests.notebooks import highlight_file as mark
from tests.privileges import permissions_apply

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ESSAY = "山里的清晨总是来得很慢。雾从谷底升起来，漫过石阶。\n\n老人坐在门前，看着远处的路。\n"

Maker = Callable[..., Library]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "news"
    (found / "deep").mkdir(parents=True)
    (found / "a.txt").write_text(NEWS, "utf-8")
    (found / "deep" / "b.txt").write_text(ESSAY, "utf-8")
    return found


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Maker:
    def make(*roots: Path, scan: bool = True, watch: Sequence[str] = ()) -> Library:
        index = Index.open(tmp_path / "cache" / "library.db")
        state, data = State.open(tmp_path / "state"), tmp_path / "data"
        made = Library(roots or [folder], index, state, data, watch).refresh()
        if scan:
            for _ in made.scan.run():
                pass
        return made

    return make


def opened(library: Library) -> int:
    """The number of articles that a scan reads."""
    done: list[int] = []
    for _ in library.scan.run(lambda count, _all: done.append(count)):
        pass
    return len(done) - 1


def test_an_article_is_listed_with_its_title_author_day_and_counts(
    library: Maker, folder: Path
) -> None:
    mark(folder / "a.txt", "闻一舟", "市长")
    mark(folder / "a.txt", "陆知行")
    first, second = library().entries
    assert (first.title, first.author, first.day) == (
        "临江市与澜川集团签署协议",
        "林一",
        "2026-03-18",
    )
    assert (first.length, first.highlights, first.notes, first.orphans) == (len(NEWS), 2, 1, 0)
    assert (second.name, second.day, second.progress) == ("b.txt", "", 0)


def test_a_second_scan_reads_nothing(library: Maker) -> None:
    library()
    again = library(scan=False)
    assert len(again.entries) == 2
    assert opened(again) == 0


def test_an_article_that_cannot_be_read_is_not_waited_for(library: Maker, folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"")
    made = library()
    assert len(made.entries) == 3
    assert made.analysed() == (0, 2)


def test_changed_articles_are_read_again(library: Maker, folder: Path) -> None:
    library()
    mark(folder / "a.txt", "闻一舟")
    (folder / "deep" / "b.txt").write_text(ESSAY + "完。\n", "utf-8")
    again = library(scan=False)
    assert opened(again) == 2
    assert [e.highlights for e in again.entries] == [1, 0]


def test_deleted_articles_are_removed(library: Maker, folder: Path) -> None:
    library()
    (folder / "a.txt").unlink()
    assert [e.path.name for e in library().entries] == ["b.txt"]
    assert [e.path.name for e in library(scan=False).entries] == ["b.txt"]


def test_a_scan_can_be_stopped(library: Maker) -> None:
    made = library(scan=False)
    scanning = made.scan.run()
    next(scanning)
    scanning.close()
    assert len(made.entries) == 1
    assert opened(made) == 1


def test_a_scan_does_not_bring_back_what_was_known_before_an_update(
    library: Maker, folder: Path
) -> None:
    made, path = library(scan=False), folder / "a.txt"
    scanning = made.scan.run()
    next(scanning)  # it has read the article, and has not stored it yet
    mark(path, "闻一舟")
    made.update(path)
    for _step in scanning:
        pass
    entry = made.entry(path)
    assert entry is not None
    assert entry.highlights == 1
    assert [excerpt.quote for excerpt in made.index.excerpts_on(path)] == ["闻一舟"]


def test_an_article_that_cannot_be_opened_has_a_problem(library: Maker, folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\x7fELF\0\0\1\2" * 50)
    broken = library().entries[1]
    assert "c.txt" in broken.problem
    assert broken.name == "c.txt"


def test_roots_may_be_files_and_folders(library: Maker, folder: Path) -> None:
    made = library(folder / "deep", folder / "a.txt", folder / "deep" / "b.txt")
    assert [e.path.name for e in made.entries] == ["a.txt", "b.txt"]


def test_an_export_is_not_listed(library: Maker, folder: Path) -> None:
    for name in ("a.notes.md", "a.notes.txt"):
        (folder / name).write_text("- 高亮", "utf-8")
    assert [entry.path.name for entry in library().entries] == ["a.txt", "b.txt"]
    mark(folder / "a.notes.md", "高亮")
    assert "a.notes.md" in [entry.path.name for entry in library().entries]


@pytest.mark.parametrize("name", [n for n in FORMATS if FORMATS[n].suffix in ARTICLE_SUFFIXES])
def test_an_export_with_any_name_is_not_listed(library: Maker, folder: Path, name: str) -> None:
    mark(folder / "a.txt", "闻一舟", "市长")
    article = open_article(folder / "a.txt")
    notebook = Sidecar(folder / "a.txt", folder.parent / "data").load(article).notebook
    form = FORMATS[name]
    written = folder / f"a.txt{form.suffix}"
    text = form.write(Document(article, notebook))
    written.write_text(text, "utf-8")
    (folder / "deep" / written.name).write_text(
        "我的话\n\n" * (form.suffix == ".md") + text, "utf-8"
    )
    assert [entry.path.name for entry in library().entries] == ["a.txt", "b.txt"]
    assert [entry.path.name for entry in library(scan=False).entries] == ["a.txt", "b.txt"]
    assert [entry.path.name for entry in library(written).entries] == [written.name]
    mark(written, "闻一舟", "a note on what was exported")
    assert written in [entry.path for entry in library().entries]


def test_an_article_that_quotes_an_export_is_listed(library: Maker, folder: Path) -> None:
    (folder / "c.md").write_text(
        "# 标题\n\n用 <!-- newsreader:x --> 标记，- Your Highlight。", "utf-8"
    )
    (folder / "d.txt").write_text("标题\n- Your Highlight on page 1 | Location 2-3\n\n话", "utf-8")
    names = [entry.path.name for entry in library().entries]
    assert names == ["a.txt", "c.md", "d.txt", "b.txt"]


def test_a_folder_that_cannot_be_read_is_an_error(library: Maker, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    made = library(tmp_path / "shut", scan=False)
    with permissions_apply(), pytest.raises(SourceError):
        list(made.scan.run())


def test_progress_is_where_the_reader_stopped(library: Maker, folder: Path, tmp_path: Path) -> None:
    state = State.open(tmp_path / "state")
    state.remember_place(str(folder / "a.txt"), ReadingPosition(len(NEWS) // 2))
    state.remember_place(str(folder / "deep" / "b.txt"), ReadingPosition(len(ESSAY) - 1))
    half, whole = library().entries
    assert 0.45 < half.progress < 0.55
    assert whole.progress == 1


def test_trailing_page_furniture_does_not_count_for_progress(
    library: Maker, folder: Path, tmp_path: Path
) -> None:
    text = NEWS.replace("\n\n分享", "👨‍👩‍👧\n\n分享")
    (folder / "a.txt").write_text(text, "utf-8")
    state = State.open(tmp_path / "state")
    state.remember_place(str(folder / "a.txt"), ReadingPosition(text.index("👨")))
    assert library().entries[0].progress == 1
    state.remember_place(str(folder / "a.txt"), ReadingPosition(text.index("👨") - 3))
    assert 0.9 < library().entries[0].progress < 1
    state.remember_place(str(folder / "a.txt"), ReadingPosition(len(text)))
    assert library().entries[0].progress == 1


def test_an_article_read_to_its_last_row_is_read_until_it_grows(
    library: Maker, folder: Path, tmp_path: Path
) -> None:
    path, state = folder / "a.txt", State.open(tmp_path / "state")
    state.remember_place(str(path), ReadingPosition.on(NEWS, len(NEWS) // 2, ended=True))
    assert library().entries[0].progress == 1
    path.write_text(NEWS.replace("分享", "后来又写了一段。\n\n分享"), "utf-8")
    assert 0.4 < library().entries[0].progress < 0.6


def test_quotes_notes_and_tags_are_searched_in_all_articles(library: Maker, folder: Path) -> None:
    mark(folder / "a.txt", "闻一舟", "新任市長")
    mark(folder / "a.txt", "陆知行", "", ("人物",))
    mark(folder / "deep" / "b.txt", "老人坐在门前")
    notes = AllNotes(library()).known()

    def found(words: str) -> list[str]:
        return [excerpt.quote for excerpt in notes.matching(words, None, {})]

    assert found("市长") == ["闻一舟"]
    assert found("人物") == ["陆知行"]
    assert found("re:门|舟") == ["闻一舟", "老人坐在门前"]
    assert len(found("")) == 3
    assert found("没有的词") == []
    with pytest.raises(SearchError):
        notes.matching("re:(", None, {})


def test_appearances_count_mentions_in_each_article(library: Maker, folder: Path) -> None:
    made = library()
    for path in (folder / "a.txt", folder / "deep" / "b.txt"):
        sha256_text = open_article(path).sha256_text
        made.index.learn(sha256_text, [Entity("1", "陆知行", Kind.PER, (Span(0, 3),) * 2)])
    made.index.learn("of no text here", [Entity("2", "无人", Kind.PER, (Span(0, 2),))])
    (found,) = made.names().appearances()
    assert (found.name, found.mentions) == ("陆知行", 4)
    assert [path.name for path in found.counts] == ["a.txt", "b.txt"]


def test_a_subkind_from_one_article_holds_in_all(library: Maker, folder: Path) -> None:
    made = library()
    for path, subkind in ((folder / "a.txt", "COMPANY"), (folder / "deep" / "b.txt", "")):
        met = Entity("1", "澜川", Kind.ORG, (Span(0, 2),), subkind)
        made.index.learn(open_article(path).sha256_text, [met])
    (found,) = made.names().appearances()
    assert (len(found.counts), found.subkind) == (2, "COMPANY")


def test_the_chosen_encoding_is_used(library: Maker, folder: Path, tmp_path: Path) -> None:
    path = folder / "c.txt"
    path.write_bytes("\u958b\u5e55\u5f0f\u660e\u5929\u8209\u884c".encode("big5hkscs"))
    State.open(tmp_path / "state").remember_encoding(str(path), "big5hkscs")
    assert library().entry(path).length == 7  # type: ignore[union-attr]


def test_the_watch_list_is_matched_before_an_article_is_opened(library: Maker) -> None:
    watch = ("澜川集团有限公司", "老人", "不在文中")
    assert [entry.watched for entry in library(watch=watch).entries] == [
        ("澜川集团有限公司",),
        ("老人",),
    ]
    assert [entry.watched for entry in library(watch=watch, scan=False).entries][1] == ("老人",)


def test_a_changed_watch_list_is_matched_again(library: Maker) -> None:
    library(watch=("老人",))
    assert [entry.watched for entry in library().entries] == [(), ()]
    assert [entry.watched for entry in library(watch=("陆知行",)).entries] == [("陆知行",), ()]


def test_an_article_that_is_replaced_during_a_search_is_not_skipped(
    library: Maker, folder: Path
) -> None:
    made = library()
    found = articles_with(made, "-没有", made.entries)
    first = next(found)
    for path in folder.rglob("*.txt"):
        path.write_text(path.read_text("utf-8") + "\n多了一句。\n", "utf-8")
    list(made.scan.run())
    assert len([first, *found]) == len(list(articles_with(library(), "-没有", made.entries))) > 1


def test_a_lost_index_is_filled_again_when_something_is_searched(
    library: Maker, folder: Path, tmp_path: Path
) -> None:
    made = library()
    before = [each.entry.path for each in articles_with(made, "-没有", made.entries)]
    for file in tmp_path.rglob("library.db*"):
        file.unlink()
    made.index.look()
    assert [each.entry.path for each in articles_with(made, "-没有", made.entries)] == before != []


def test_when_an_article_was_first_seen_outlives_a_change_and_another_name(
    library: Maker, folder: Path
) -> None:
    made = library()
    path = next(folder.rglob("*.txt"))
    os.utime(path, (1000, 1000))
    later = folder / "later.txt"
    later.write_text("后来的一篇\n\n这是后来放进来的一篇文章，里面有一句话。\n", "utf-8")
    os.utime(later, (1000, 1000))
    before = {entry.path: entry.seen for entry in made.entries}
    list(made.scan.run())
    seen = {entry.path: entry.seen for entry in library().entries}
    assert seen[path] == before[path]
    assert seen[later] > max(before.values())
    later.rename(folder / "moved.txt")
    list(made.scan.run())
    assert {entry.path: entry.seen for entry in made.entries}[folder / "moved.txt"] == seen[later]


def test_notes_without_their_article_are_listed_until_it_comes_back(
    library: Maker, folder: Path, tmp_path: Path
) -> None:
    path = folder / "deep" / "b.txt"
    article = open_article(path)
    mark(path, "雾")
    path.unlink()
    found = library()
    lost = found.entries[-1]
    assert (lost.path.name, lost.is_lost, lost.highlights) == ("b.txt.notes.toml", True, 1)
    assert [each.quote for each in AllNotes(found).known().excerpts] == ["雾"]
    assert [each.entry.path for each in articles_with(found, "雾", found.entries)] == [lost.path]
    assert found.analysed() == (0, 1)
    assert found.index.sidecars() == [lost.path]
    assert opened(found) == 0
    path.write_text(article.text, "utf-8")
    opened(found)
    assert [entry.path.name for entry in found.entries] == ["a.txt", "b.txt"]
