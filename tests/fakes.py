"""Fakes: an article without a file, a store, a helper process, a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.analysis.protocol import (
    CountedWord,
    Fact,
    Finished,
    RostersFound,
    WordsCounted,
    WordsFound,
)
from newsreader.article.article import Article
from newsreader.article.loader import read_article
from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.errors import UnsavedError
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.recognition.aliases import gather
from newsreader.session import Environment, ReadingSession, open_session
from newsreader.sidecar.loaded import Loaded
from newsreader.state import State
from newsreader.text.span import Span

NEWS = """临江市与澜川集团签署协议

作者：林一  2026-03-18 10:42:07

临江市市长闻一舟与澜川集团董事长陆知行签署协议。双方将在三年内投资42亿元！

“我们等了三年。”陆知行说，“现在可以开工了。”临江市政府表示支持。

分享
微信
收藏
"""


def article_of(text: str, name: str = "article.txt") -> Article:
    """An article without a file."""
    return read_article(text.encode("utf-8", "surrogatepass"), name)


class Clock:
    """A clock that advances by a minute at each call."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


class MemoryStore:
    """A store in memory; with `full` every save fails, as on a full disk.

    With `homeless` every rescue fails, too.
    """

    def __init__(self, notebook: Notebook | None = None) -> None:
        self.kept = notebook or Notebook()
        self.saves: list[Notebook] = []
        self.full = self.homeless = False
        self.rescued: Notebook | None = None
        self.path: Path | None = None
        self.revision = 1
        self.change: Callable[[Notebook], Notebook] = lambda notebook: notebook

    def load(self, article: Article) -> Loaded:
        return Loaded(article, self.kept, revision=self.revision)

    def changed(self) -> bool:
        return False

    def refresh(self, article: Article) -> Loaded:
        return Loaded(article, self.kept, revision=self.revision)

    def save(self, snapshot: Snapshot) -> Loaded:
        if self.full:
            raise UnsavedError("No space is left.")
        self.kept = self.change(snapshot.notebook)
        self.saves.append(snapshot.notebook)
        self.revision += 1
        return Loaded(
            snapshot.article,
            self.kept,
            revision=self.revision,
            included=(snapshot,),
            included_at=self.revision,
        )

    def rescue(self, snapshot: Snapshot) -> None:
        if self.homeless:
            raise UnsavedError("No space is left here either.")
        self.rescued = snapshot.notebook


class FixedService:
    """A helper with fixed answers: words at `starts`, and a mention at every place of a name."""

    def __init__(self, names: Iterable[tuple[str, Kind]] = (), starts: Sequence[int] = ()) -> None:
        self._names = tuple(names)
        self._starts = starts
        self.attended: list[Span] = []
        self.learned: list[LexiconEntry] = []
        self.closed = False
        self._listener: Callable[[Fact], None] = lambda _fact: None

    def listen(self, callback: Callable[[Fact], None]) -> None:
        self._listener = callback

    def find_entities(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> None:
        rosters = tuple(gather(text, self._mentions(text)) for text, _spans in texts)
        self._listener(RostersFound(rosters))

    def count_words(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> None:
        """Each pair of characters is a word."""
        counted = []
        for text, spans in texts:
            places: dict[str, list[int]] = {}
            for at in (at for span in spans for at in range(span.start, span.end - 1, 2)):
                places.setdefault(text[at : at + 2], []).append(at)
            counted.append(tuple(CountedWord(w, 1.0, tuple(at)) for w, at in places.items()))
        self._listener(WordsCounted(tuple(counted)))

    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None:
        if self._starts:
            self._listener(WordsFound(sha256_text, Span(0, len(text)), self._starts))
        roster = Roster.of(gather(text, self._mentions(text)))
        self._listener(Finished(sha256_text, roster))

    def _mentions(self, text: str) -> list[Mention]:
        mentions = []
        for name, kind in self._names:
            at = text.find(name)
            while at >= 0:
                mentions.append(Mention(Span(at, at + len(name)), kind))
                at = text.find(name, at + 1)
        return mentions

    def attend(self, span: Span) -> None:
        self.attended.append(span)

    def learn(self, entries: Iterable[LexiconEntry]) -> None:
        self.learned = list(entries)

    def close(self) -> None:
        self.closed = True


def session_on(
    text: str = NEWS,
    *,
    folder: Path,
    store: MemoryStore | None = None,
    service: FixedService | None = None,
    lexicon: Path | None = None,
) -> ReadingSession:
    """A session with `text`, whose state is kept in `folder`."""
    environment = Environment(
        store or MemoryStore(),
        State.open(folder / "state.json"),
        str(folder / "article.txt"),
        service,
        Clock(),
        lexicon=lexicon,
    )
    return open_session(article_of(text), environment)


def follow(session: ReadingSession, article: Article) -> None:
    """Continue `session` with `article`."""
    assert session.commit(session.sync.prepare(article))
