"""The articles of a library are read for names one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newsreader.analysis.protocol import Fact, Failed, Finished, WordsFound
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.library.name_reader import NameReader
from newsreader.state import State
from newsreader.text.span import Span
from tests.fakes import FixedService

TEXT = "临江市的消息\n\n陆知行说，第{}座桥今年会完工，到那时两岸的人都能走过去。\n"


class SlowHelper:
    """A helper that answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.listener: Callable[[Fact], None] = lambda _fact: None

    def listen(self, callback: Callable[[Fact], None]) -> None:
        self.listener = callback

    def request(self, sha256_text: str, text: str, paragraphs: Sequence[Span]) -> None:
        self.asked.append(sha256_text)

    def answer(self) -> None:
        self.listener(Finished(self.asked[-1], Roster()))


def library_of(folder: Path, count: int = 3) -> Library:
    (folder / "news").mkdir(exist_ok=True)
    for number in range(count):
        (folder / "news" / f"{number}.txt").write_text(TEXT.format(number), "utf-8")
    index = Index.open(folder / "library.db")
    made = Library(
        [folder / "news"], index, State.open(folder / "state"), folder / "data"
    ).refresh()
    for _step in made.scan.run():
        pass
    return made


def test_every_article_is_read_once(tmp_path: Path) -> None:
    library, reports = library_of(tmp_path), []
    reader = NameReader(library, FixedService([("陆知行", Kind.PER), ("临江市", Kind.LOC)]))
    reader.start(library.entries, lambda: reports.append(library.analysed()))
    assert library.analysed() == (3, 3)
    assert len(reports) == 3
    assert not reader.is_reading
    places, people = library.names().appearances()
    assert (places.name, places.kind, len(places.counts)) == ("临江市", Kind.LOC, 3)
    assert people.query == '"陆知行"'
    reader.start(library.entries, lambda: reports.append(library.analysed()))
    assert len(reports) == 3


def test_reading_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    library, helper = library_of(tmp_path), SlowHelper()
    reader = NameReader(library, helper)
    reader.start(library.entries, lambda: None)
    helper.answer()
    reader.stop()
    helper.answer()
    assert library.analysed() == (1, 3)
    assert not reader.is_reading
    reader.start(library.entries, lambda: None)
    for _time in range(2):
        helper.answer()
    assert library.analysed() == (3, 3)


def test_an_article_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    library, helper = library_of(tmp_path), SlowHelper()
    (tmp_path / "news" / "0.txt").unlink()
    NameReader(library, helper).start(library.entries, lambda: None)
    for _time in range(2):
        helper.answer()
    assert library.analysed() == (2, 3)


def test_reading_ends_when_the_helper_fails(tmp_path: Path) -> None:
    library, helper, reports = library_of(tmp_path), SlowHelper(), []
    reader = NameReader(library, helper)
    reader.start(library.entries, lambda: reports.append(True))
    helper.listener(Failed("gone"))
    assert not reader.is_reading
    assert reports == [True]
    assert library.failure == "gone"


def test_preferred_articles_are_read_next(tmp_path: Path) -> None:
    library, helper = library_of(tmp_path, 4), SlowHelper()
    reader = NameReader(library, helper)
    entries = sorted(library.entries, key=lambda entry: entry.path)
    reader.start(entries, lambda: None)
    reader.prefer({entries[3].path})
    for _time in range(3):
        helper.answer()
    assert helper.asked == [entries[at].sha256_text for at in (0, 3, 1, 2)]


def test_the_words_of_an_article_are_kept_when_all_have_come(tmp_path: Path) -> None:
    library, helper = library_of(tmp_path, 1), SlowHelper()
    reader = NameReader(library, helper)
    reader.start(library.entries, lambda: None)
    (sha256_text,) = helper.asked
    helper.listener(WordsFound(sha256_text, Span(0, 3), [0]))
    helper.listener(Finished(sha256_text, Roster(), following=2))
    helper.listener(WordsFound(sha256_text, Span(8, 11), [8]))
    assert library.analysed() == (0, 1)
    helper.listener(WordsFound(sha256_text, Span(12, 14), [12]))
    assert library.analysed() == (1, 1)
    marks = library.index.words(sha256_text)
    assert marks is not None
    assert marks.startswith(bytes((2, 1, 1, 0)))
