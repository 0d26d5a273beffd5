"""The articles that a note may link to, and other versions of one that is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.directories import HOME
from newsreader.library import linked_articles as module
from newsreader.library.article_entry import ArticleEntry, Record
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.library.linked_articles import LinkedArticlesOfFolders, linked_articles
from newsreader.library.other_versions import other_versions
from newsreader.library.reprints import shingles
from newsreader.notebook.note_links import LinkedArticles
from tests.fakes import NEWS
from tests.privileges import permissions_apply


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that the index knows, which may not be looked into any more."""
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    folder = tmp_path / "news" / "closed"
    folder.mkdir(parents=True)
    yield folder
    folder.chmod(0o700)


def test_articles_in_a_folder_that_is_closed_are_left_out(closed: Path) -> None:
    open_one, hidden = closed.parent / "a.txt", closed / "b.txt"
    for path in (open_one, hidden):
        path.write_text(NEWS, "utf-8")
    article = open_article(open_one)
    entry = ArticleEntry(hidden, article.sha256_text, "标题")
    with closing(Index.open(index_path())) as index:
        index.put([Record(entry, "stamp", shingles=shingles(article))])
    closed.chmod(0)
    with permissions_apply():
        assert [each.path for each in linked_articles(open_one)] == [open_one]
        assert other_versions(article, open_one) == []


def test_a_folder_with_more_articles_than_are_read_is_looked_through_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    monkeypatch.setattr(module, "_MOST_READ", 1)
    looked: list[Path] = []

    def counted(path: Path) -> LinkedArticles:
        looked.append(path)
        return linked_articles(path)

    monkeypatch.setattr(module, "linked_articles", counted)
    paths = [tmp_path / f"{name}.txt" for name in "abcde"]
    for path in paths:
        path.write_text(f"标题\n\n{NEWS}", "utf-8")
    linked = LinkedArticlesOfFolders()
    for path in paths:
        assert path in [each.path for each in linked.of(path)]
    assert looked == paths[:1]
