"""A visit to an article: where the reader came from, and where they go next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from newsreader.entities.entity import Entity
from newsreader.tui.messages import ArticleChosen, NextArticle


class Visit:
    """`article_after` finds an article in the list that this one was opened from, if there is one.

    `came_from` is the article with the link that led here, if there is one.
    """

    def __init__(
        self,
        *,
        article_after: Callable[[NextArticle], ArticleChosen | None] | None = None,
        came_from: ArticleChosen | None = None,
    ) -> None:
        self.from_library = article_after is not None
        """Whether there is a list of articles to go back to."""
        self.article_after = article_after or (lambda _wanted: None)
        self.came_from = came_from
        self.next_article: ArticleChosen | None = None
        """What is opened after this article."""
        self.dossier: Entity | None = None
        """The entity whose dossier the library shows after this article."""
        self.left = asyncio.Event()
        """Set when the reader has left for the library or another article."""

    def stay(self) -> None:
        """Forget where the reader wanted to go."""
        self.next_article = self.dossier = None
