"""The blocks of a page with the properties of each, and the end of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from newsreader.article.article import Role
from newsreader.article.blocks import Block
from newsreader.article.furniture import (
    ends_article,
    heads_links,
    is_button,
    is_counter,
    is_furniture,
    is_tag,
)
from newsreader.article.phrase import is_prose, plain

_LONG = 300
_TAGS = 3

_AFTER_END = 0.35
"""The largest share of prose in teasers after the article, relative to the article."""

_AFTER_BUTTON = 0.03


class SourcePage:
    """Blocks in text order, the plain text of each, and the roles that are known."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.words = [plain(b.text) if len(b.text) <= _LONG else b.text for b in blocks]
        self.prose = [
            b.role is None and is_prose(w) for b, w in zip(blocks, self.words, strict=True)
        ]
        self.roles: list[Role | None] = [block.role for block in blocks]

    def __len__(self) -> int:
        return len(self.blocks)

    def is_furniture(self, index: int, *, buttons: bool) -> bool:
        """Whether a block is furniture; single buttons count only with `buttons`."""
        if self.roles[index] is not None:
            return self.roles[index] is Role.FURNITURE
        words = self.words[index]
        return is_furniture(words) or (buttons and is_button(words))

    def end_of_article(self, start: int) -> int | None:
        """The index of the first block after the article, or None.

        Links, credits and comments may contain sentences, but few relative to the article.
        """
        weights = [
            len(words) if prose and not is_furniture(words) else 0
            for words, prose in zip(self.words, self.prose, strict=True)
        ]
        before = [0, *accumulate(weights)]
        lengths = [0, *accumulate(map(len, self.words))]
        for index in range(start, len(self)):
            above, below = lengths[index] - lengths[start], before[-1] - before[index]
            if (
                before[index] == before[start]
                or self.roles[index] is not None
                or below > _AFTER_END * above
            ):
                continue
            if ends_article(self.words[index]):
                return index
            if below <= _AFTER_BUTTON * above and self.is_furniture(index, buttons=True):
                return index
        return None

    def fold_from(self, end: int) -> None:
        """Mark all blocks from `end` on as furniture, and the tags and counts just above."""
        for index in range(end, len(self)):
            self.roles[index] = Role.FURNITURE
        last = max((i for i in range(end) if self.prose[i]), default=end)
        between = [i for i in range(last + 1, end) if self.roles[i] is None]
        for run in _runs([i for i in between if is_tag(self.words[i])]):
            if len(run) >= _TAGS:
                self._mark(run, Role.FURNITURE)
        self._mark([i for i in between if is_counter(self.words[i])], Role.FURNITURE)

    def mark_furniture(self, start: int, end: int, *, buttons: bool) -> None:
        """Mark furniture among the blocks of the article, and the links under "related news"."""
        links = False
        for index in range(start, end):
            if self.roles[index] is not None:
                continue
            if self.is_furniture(index, buttons=buttons):
                self.roles[index] = Role.FURNITURE
                links = heads_links(self.words[index])
            elif links and not self.prose[index]:
                self.roles[index] = Role.FURNITURE
            else:
                links = False

    def _mark(self, indexes: Sequence[int], role: Role) -> None:
        for index in indexes:
            self.roles[index] = role


def _runs(indexes: Sequence[int]) -> Iterator[list[int]]:
    """`indexes` split into runs of adjacent ones."""
    run: list[int] = []
    for index in indexes:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
