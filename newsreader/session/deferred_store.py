"""Patient: a store whose notes are waited for only so long, and come later when that is over."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from newsreader.anchoring.reanchoring import Reanchoring
from newsreader.article.article import Article
from newsreader.notebook.notebook import Notebook, Source
from newsreader.sidecar.loaded import Loaded

if TYPE_CHECKING:
    from newsreader.session.ports import Store


class DeferredStore:
    """Is to a session what its store is. Thousands of highlights on a changed text take a second,

    and nobody has to look at a page for that long without being able to turn it.
    """

    def __init__(self, store: Store, seconds: float) -> None:
        """`seconds` is how long `load` waits."""
        self._store = store
        self._seconds = seconds

    def load(self, article: Article) -> Loaded:
        """The notes, or none yet: then `rest` will hold them."""
        rest: Future[Loaded] = Future()

        def run() -> None:
            try:
                rest.set_result(self._store.load(article))
            except BaseException as error:  # whoever asks for the result gets it
                rest.set_exception(error)

        threading.Thread(target=run, name="notebook-reader", daemon=True).start()
        try:
            return rest.result(self._seconds)
        except TimeoutError:
            return Loaded(Notebook(source=Source.of(article)), rest=rest)

    def save(self, notebook: Notebook) -> Notebook:
        return self._store.save(notebook)

    def changed(self) -> bool:
        return self._store.changed()

    def refresh(self, notebook: Notebook) -> Loaded:
        return self._store.refresh(notebook)

    def follow(self, passage: Reanchoring) -> None:
        self._store.follow(passage)
