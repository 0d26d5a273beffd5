"""A helper process that one session after another uses, and none of them ends."""

from __future__ import annotations

from newsreader.analysis.protocol import Fact, Failed
from newsreader.session.environment import SharedHelper
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
