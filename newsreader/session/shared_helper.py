"""Loan: the one helper process, in the hands of one sitting after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from newsreader.analysis.protocol import Fact, Failed
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.session.ports import Helper


class SharedHelper:
    """Is to a session what the helper is, but closing it gives the helper back, alive.

    Each `listen` begins another sitting: whoever listened before hears nothing more.
    """

    def __init__(self, helper: Helper) -> None:
        self._helper = helper
        self._listener: Callable[[Fact], None] = _nobody
        self._failed: Failed | None = None
        self._heard = False

    def listen(self, callback: Callable[[Fact], None]) -> None:
        self._listener = callback
        if not self._heard:
            self._heard = True
            self._helper.listen(self._tell)
        elif self._failed is not None:
            callback(self._failed)

    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None:
        self._helper.request(sha256_text, text, paragraphs)

    def attend(self, span: Span) -> None:
        self._helper.attend(span)

    def learn(self, entries: Iterable[LexiconEntry]) -> None:
        self._helper.learn(entries)

    def close(self) -> None:
        self._listener = _nobody

    def _tell(self, fact: Fact) -> None:
        if isinstance(fact, Failed):
            self._failed = fact
        self._listener(fact)


def _nobody(_fact: Fact) -> None:
    pass
