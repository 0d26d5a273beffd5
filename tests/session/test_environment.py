"""A helper process that one session after another uses, and none of them ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.analysis.protocol import Fact, Failed
from newsreader.errors import SourceError
from newsreader.session.environment import SharedHelper, SourceFile
from newsreader.state import State
from newsreader.text.span import Span
from tests.fakes import FixedService


def test_only_the_session_that_listens_now_gets_facts() -> None:
    helper = FixedService(starts=[0, 2])
    shared = SharedHelper(helper)
    first: list[Fact] = []
    second: list[Fact] = []
    shared.listen(first.append)
    shared.request("one", "你好", [Span(0, 2)])
    shared.listen(second.append)
    shared.request("two", "你好", [Span(0, 2)])
    assert {fact.sha256_text for fact in first if not isinstance(fact, Failed)} == {"one"}  # type: ignore[union-attr]
    assert len(second) == len(first) == 2


def test_closing_gives_the_helper_back_alive() -> None:
    helper = FixedService()
    shared = SharedHelper(helper)
    heard: list[Fact] = []
    shared.listen(heard.append)
    shared.close()
    shared.request("one", "你好", [])
    assert heard == []
    assert not helper.closed


def test_a_helper_that_failed_says_so_to_everyone() -> None:
    class Broken(FixedService):
        def listen(self, callback: object) -> None:
            callback(Failed("no memory"))  # type: ignore[operator]

    shared = SharedHelper(Broken())
    first: list[Fact] = []
    second: list[Fact] = []
    shared.listen(first.append)
    shared.listen(second.append)
    assert first == second == [Failed("no memory")]


def test_a_later_failure_reaches_the_present_listener_and_the_next_one() -> None:
    helper = FixedService()
    shared = SharedHelper(helper)
    first: list[Fact] = []
    second: list[Fact] = []
    shared.listen(first.append)
    helper._listener(Failed("no memory"))
    shared.listen(second.append)
    assert first == second == [Failed("no memory")]


def test_the_helper_is_listened_to_once() -> None:
    helper = FixedService()
    shared = SharedHelper(helper)
    shared.listen(lambda _fact: None)
    listener = helper._listener
    shared.listen(lambda _fact: None)
    assert helper._listener == listener


def test_a_source_has_changed_when_it_is_written_and_not_when_it_is_missing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "article.txt"
    path.write_text("一", "utf-8")
    source = SourceFile.at(path, None, State.open(tmp_path / "state.json"), "key")
    assert not source.changed()
    path.write_text("一二", "utf-8")
    assert source.changed()
    assert source.read().text == "一二"
    assert not source.changed()
    path.unlink()
    assert not source.changed()


def test_a_file_that_has_become_huge_is_not_read_while_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "article.txt"
    path.write_text("正文。", "utf-8")
    source = SourceFile.at(path, None, State.open(tmp_path / "state.json"), "a")
    monkeypatch.setattr("newsreader.session.environment.MOST_FOLLOWED", 20)
    path.write_text("正文。" * 10, "utf-8")
    assert source.changed()
    with pytest.raises(SourceError, match=r"article\.txt"):
        source.read()
    assert not source.changed()  # said once
