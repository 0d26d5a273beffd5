"""The helper on loan: one sitting after another has it, and nobody ends it."""

from __future__ import annotations

from newsreader.analysis.protocol import Fact, Failed
from newsreader.session.shared_helper import SharedHelper
from newsreader.text.span import Span
from tests.fakes import FixedService


def test_only_the_sitting_that_listens_now_is_told() -> None:
    helper = FixedService(starts=[0, 2])
    loan = SharedHelper(helper)
    first: list[Fact] = []
    second: list[Fact] = []
    loan.listen(first.append)
    loan.request("one", "你好", [Span(0, 2)])
    loan.listen(second.append)
    loan.request("two", "你好", [Span(0, 2)])
    assert {fact.sha256_text for fact in first if not isinstance(fact, Failed)} == {"one"}  # type: ignore[union-attr]
    assert len(second) == len(first) == 2


def test_closing_gives_the_helper_back_alive() -> None:
    helper = FixedService()
    loan = SharedHelper(helper)
    heard: list[Fact] = []
    loan.listen(heard.append)
    loan.close()
    loan.request("one", "你好", [])
    assert heard == []
    assert not helper.closed


def test_a_helper_that_failed_says_so_to_everyone() -> None:
    class Broken(FixedService):
        def listen(self, callback: object) -> None:
            callback(Failed("no memory"))  # type: ignore[operator]

    loan = SharedHelper(Broken())
    first: list[Fact] = []
    second: list[Fact] = []
    loan.listen(first.append)
    loan.listen(second.append)
    assert first == second == [Failed("no memory")]
