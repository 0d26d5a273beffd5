"""Completion: the tag that is being typed, as it is used already."""

from __future__ import annotations

from collections.abc import Sequence

from textual.suggester import Suggester

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sanitize import clean_line

BETWEEN_TAGS = lazy_regex(r"[\s,，、]+")


class TagCompletion(Suggester):
    """Completes the last of several words to the first of `tags` that begins with it."""

    def __init__(self, tags: Sequence[str]) -> None:
        """`tags` stand with the likeliest first; they are offered as they are safe to show."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = tuple(dict.fromkeys(map(clean_line, tags)))

    def candidates(self, value: str) -> list[str]:
        """The tags that the last word of `value` may become, or be followed by."""
        *before, last = [word.lstrip("#") for word in BETWEEN_TAGS.split(value)]
        wanted = last.casefold()
        return [
            tag
            for tag in self._tags
            if tag.casefold().startswith(wanted) and tag != last and tag not in before
        ]

    async def get_suggestion(self, value: str) -> str | None:
        last = BETWEEN_TAGS.split(value)[-1].lstrip("#")
        found = self.candidates(value) if last else []
        return value[: len(value) - len(last)] + found[0] if found else None
