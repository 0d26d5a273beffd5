"""An article that is opened by the command has its file, drafts, lexicon and index."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from newsreader.commands.launch_reader import session_on, take_terminal
from newsreader.commands.sources import open_source
from newsreader.directories import HOME, directories
from newsreader.entities.kind import Kind
from newsreader.errors import SourceError
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.session import ReadingSession
from newsreader.state import State
from tests.fakes import NEWS, FixedService


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadingSession:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    path = tmp_path / "a.txt"
    path.write_text(NEWS, "utf-8")
    service = FixedService([("陆知行", Kind.PER)])
    opened = session_on(open_source(path), None, State.open(), service)
    opened.listen(opened.take)
    return opened


def test_the_entities_of_an_article_are_in_the_index_when_it_is_closed(
    session: ReadingSession,
) -> None:
    Index.open(index_path()).close()
    session.close()
    index = Index.open(index_path())
    try:
        names = index.names()[session.article.sha256_text]
    finally:
        index.close()
    assert [each.name for each in names] == ["陆知行"]


def test_who_has_no_library_gets_no_index(session: ReadingSession) -> None:
    session.close()
    assert not index_path().exists()


def test_a_correction_for_all_articles_is_in_the_lexicon(session: ReadingSession) -> None:
    session.corrections.add("临江市政府", Kind.ORG, everywhere=True)
    assert directories().lexicon.read_text("utf-8") == "临江市政府 nt\n"


def test_the_file_is_watched_and_remembered(session: ReadingSession, tmp_path: Path) -> None:
    assert session.sync.look().article is None
    (tmp_path / "a.txt").write_text("新的一段。\n\n" + NEWS, "utf-8")
    article = session.sync.look().article
    assert article is not None
    assert article.text.startswith("新的一段")


def test_a_note_that_is_being_written_survives_the_end(session: ReadingSession) -> None:
    assert session.drafts is not None
    session.drafts.keep_on_article("写了一半", "")
    session.close()
    assert session.has_unfinished_note


def test_too_little_memory_is_said_before_anything_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (200 << 20, -1))
    with pytest.raises(SourceError, match=r"limited to 200 MB; 240 are needed"):
        take_terminal()
