"""Two sessions with one article whose text changes: nothing is lost, nothing is misplaced."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article.article import Article
from newsreader.notebook.colour import Colour
from newsreader.notebook.snapshot import Snapshot
from newsreader.session import Environment, open_session
from newsreader.session.sync import Prepared
from newsreader.session.writer import Saved
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.span import Span
from tests.fakes import Clock
from tests.notebooks import TEXT, article

WORDS = ("海东港集团12日", "集装箱业务", "周明岚", "三到四条航线", "汽车出口首次", "小客户")
FIRST, *REST = TEXT.split("\n\n")
TEXTS = (
    TEXT,
    "前言，编者加在前面的一段。\n\n" + TEXT,
    "\n\n".join([FIRST, REST[0], "中间插进来的一段，与别的都没有关系。", *REST[1:]]),
    TEXT.replace("，", ",").replace("\n\n", "\n"),
    "\n\n".join([FIRST, *REST[2:], *REST[:2]]),
)
ACTIONS = (
    "add",
    "write",
    "lose",
    "choose",
    "undo",
    "redo",
    "save",
    "take",
    "take one",
    "take the last",
    "look",
    "prepare",
    "commit",
)


class Slow:
    """In the place of the writer's thread: saves when the test says so."""

    def __init__(self) -> None:
        self.waiting: Snapshot | None = None

    @property
    def settled(self) -> bool:
        return self.waiting is None

    def put(self, snapshot: Snapshot) -> None:
        self.waiting = snapshot


class Program:
    """A session whose threads answer when the test says so."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.store = Sidecar(folder / "article.txt", folder / "data")
        state = State.open(folder / "state.json")
        environment = Environment(self.store, state, "a", None, Clock())
        self.session = open_session(article(), environment)
        self.sync = self.session.sync
        self.writer = Slow()
        self.sync._writer = self.writer  # type: ignore[assignment]
        self.answers: list[Saved | Loaded] = []
        self.changing: tuple[Article, Prepared] | None = None
        self.added: dict[str, str] = {}
        self.lost: list[str] = []
        self.written: list[tuple[str, str]] = []

    def do(self, action: str, number: int, text: str) -> None:
        match action:
            case "add":
                self.add(WORDS[number % len(WORDS)])
            case "write":
                self.write(number)
            case "choose":
                self.choose(WORDS[number % len(WORDS)])
            case "prepare":
                self.prepare(text)
            case "take one":
                late, self.answers = self.answers[1:], self.answers[:1]
                self.take()
                self.answers = late
            case "take the last":
                self.answers.reverse()
                self.take()
            case _:
                getattr(self, action)()

    def add(self, words: str) -> None:
        text = self.session.article.text
        start = text.index(words)
        made = self.session.notes.highlight(Span(start, start + len(words)), Colour.RED)
        self.added.setdefault(made.id, words)

    def write(self, number: int) -> None:
        for highlight in self.session.notebook.in_order()[:1]:
            words = f"<{self.name}{number}>"
            self.session.notes.annotate(highlight.id, highlight.note + words)
            self.written.append((highlight.id, words))

    def lose(self) -> None:
        """One of the own highlights becomes an orphan."""
        for id_ in list(self.added)[:1]:
            self.session.notes.orphan(id_)
            del self.added[id_]
            self.lost.append(id_)

    def choose(self, words: str) -> None:
        """A place for the orphan in the text that is on the screen."""
        for id_ in self.lost[:1]:
            if id_ in self.session.notebook.highlights:
                start = self.session.article.text.index(words)
                self.session.notes.move(id_, Span(start, start + len(words)))
                self.added[id_] = words
            self.lost.remove(id_)

    def undo(self) -> None:
        """Takes back only what this program did."""
        before = self.session.notebook
        self.session.notes.undo()
        after = self.session.notebook.highlights
        for id_ in before.highlights.keys() - after.keys():
            assert id_ in self.added or id_ in self.lost
        for id_ in [*self.added, *self.lost]:
            if id_ not in after or before.highlights[id_] is not after[id_]:
                self.follow(id_)
        self.written = [
            (id_, words) for id_, words in self.written if id_ in after and words in after[id_].note
        ]

    def redo(self) -> None:
        before = self.session.notebook.highlights
        self.session.notes.redo()
        for id_, highlight in self.session.notebook.highlights.items():
            if before.get(id_) is not highlight:
                self.follow(id_)

    def follow(self, id_: str) -> None:
        """Note the state of the highlight after an undo or redo."""
        self.added.pop(id_, None)
        self.lost = [lost for lost in self.lost if lost != id_]
        highlight = self.session.notebook.highlights.get(id_)
        if highlight is not None and highlight.is_shown:
            self.added[id_] = highlight.quote
        elif highlight is not None:
            self.lost.append(id_)

    def save(self) -> None:
        snapshot, self.writer.waiting = self.writer.waiting, None
        if snapshot is not None:
            self.answers.append(Saved(self.store.save(snapshot)))

    def look(self) -> None:
        if self.sync.look().notes:
            self.answers.append(self.sync.refresh())

    def take(self) -> None:
        for answer in self.answers:
            if isinstance(answer, Saved):
                self.session.take(answer)
            else:
                assert self.session.commit(self.sync.prepare(loaded=answer))
        self.answers.clear()

    def prepare(self, text: str) -> None:
        if self.changing is None and text != self.session.article.text:
            new = article(text)
            self.changing = new, self.sync.prepare(new)

    def commit(self) -> None:
        if self.changing is None:
            return
        new, prepared = self.changing
        while not self.session.commit(prepared):
            prepared = self.sync.prepare(new)
        self.changing = None

    def settle(self, text: str) -> None:
        """All that is under way comes to its end, and what is on the screen to the disk."""
        self.commit()
        self.prepare(text)
        self.commit()
        for _time in range(3):
            self.take()
            self.look()
        self.take()
        assert not self.sync.look().notes
        self.writer.put(self.sync.snapshot)
        self.save()
        self.take()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, 1]), st.sampled_from(ACTIONS), st.integers(0, len(TEXTS) - 1)
        ),
        max_size=24,
    )
)
def test_what_either_wrote_is_there_in_the_last_text(actions: list[tuple[int, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        programs = [Program(Path(folder), name) for name in "ab"]
        for number, (who, action, text) in enumerate(actions):
            programs[who].do(action, number, TEXTS[text])
        for program in programs * 2:
            program.settle(TEXTS[1])
        last = article(TEXTS[1])
        end = Sidecar(Path(folder) / "article.txt", Path(folder) / "data").load(last)
        assert not end.problems
        written = Path(folder, "article.txt.notes.toml").read_text("utf-8")
        for entry in tomllib.loads(written).get("highlight", ()):
            shown = entry["state"] in ("placed", "review")
            assert not shown or last.text[entry["start"] : entry["end"]] == entry["quote"]
        for program in programs:
            assert program.session.notebook.highlights == end.notebook.highlights
            for id_, words in program.added.items():
                highlight = end.notebook.highlights[id_]
                assert highlight.is_shown
                assert highlight.span.of(last.text) == words
            for id_, words in program.written:
                assert (
                    id_ not in end.notebook.highlights or words in end.notebook.highlights[id_].note
                )
