"""The clock goes back between two changes: none is lost, and undo keeps their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.article.loader import open_article
from newsreader.notebook.colour import Colour
from newsreader.session import Environment, ReadingSession, open_session
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.span import Span
from tests.fakes import NEWS


class BackwardClock:
    """A clock that is a day earlier at each call."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time -= timedelta(days=1)
        return self.time


def opened(path: Path, clock: BackwardClock) -> ReadingSession:
    store = Sidecar(path, path.parent / "data", clock)
    state = State.open(path.parent / "state.json")
    return open_session(open_article(path), Environment(store, state, str(path), clock=clock))


def test_the_last_change_counts_though_its_time_is_the_earliest(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(NEWS, "utf-8")
    clock = BackwardClock()
    for note, colour in (("一", Colour.RED), ("一，二", Colour.BLUE), ("一，二，三", Colour.GREEN)):
        session = opened(path, clock)
        known = session.notebook.in_order()
        one = known[0] if known else session.notes.highlight(Span(0, 4), Colour.YELLOW)
        session.notes.annotate(one.id, note)
        session.notes.recolour(one.id, colour)
        assert session.settle(5)
        session.close()
    (last,) = opened(path, clock).notebook.in_order()
    assert (last.note, last.colour) == ("一，二，三", Colour.GREEN)


def test_undo_takes_back_the_last_change(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(NEWS, "utf-8")
    session = opened(path, BackwardClock())
    one = session.notes.highlight(Span(0, 4), Colour.YELLOW)
    session.notes.annotate(one.id, "一")
    session.notes.annotate(one.id, "二")
    assert session.notes.undo()
    assert session.settle(5)
    (last,) = opened(path, BackwardClock()).notebook.in_order()
    assert last.note == "一"
