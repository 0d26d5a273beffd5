"""A session: what a reader does becomes a notebook, and the notebook is saved."""

import os
import queue
import threading
from pathlib import Path

import pytest

from newsreader.article.article import Article
from newsreader.entities.kind import Kind
from newsreader.errors import ReadOnlyError
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.snapshot import Snapshot
from newsreader.session import Environment, ReadingSession, open_session
from newsreader.session.environment import SourceFile, now
from newsreader.session.events import Event
from newsreader.session.exports import exports_of
from newsreader.session.writer import Saved, SaveFailed
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State as Remembered
from newsreader.text.span import Span
from tests.fakes import NEWS, FixedService, MemoryStore, article_of, follow, session_on
from tests.interpreter import printed


def span_of(words: str) -> Span:
    start = NEWS.index(words)
    return Span(start, start + len(words))


def test_a_highlight_is_handed_to_the_disk(tmp_path: Path) -> None:
    store = MemoryStore()
    session = session_on(folder=tmp_path, store=store)
    highlight = session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    assert session.settle(5)
    assert store.kept.highlights[highlight.id].quote == "陆知行"
    assert session.saved


def test_the_same_span_twice_is_one_highlight_in_the_later_colour(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    first = session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    again = session.notes.highlight(span_of("陆知行"), Colour.RED)
    assert again.id == first.id
    assert [h.colour for h in session.notebook.shown()] == [Colour.RED]


def test_undo_and_redo_walk_through_every_kind_of_change(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    highlight = session.notes.highlight(span_of("闻一舟"), Colour.BLUE)
    session.notes.annotate(highlight.id, "市长")
    session.notes.tag(highlight.id, ["人物", "人物", " "])
    session.notes.bookmark("a", 7)
    session.notes.delete(highlight.id)
    seen = [session.notebook]
    while session.notes.undo():
        seen.append(session.notebook)
    assert not session.notebook.highlights or not session.notebook.shown()
    assert len(seen) == 6
    while session.notes.redo():
        pass
    assert session.notebook.highlights[highlight.id].state is HighlightState.DELETED
    assert session.notebook.highlights[highlight.id].tags == ("人物",)
    assert session.notebook.bookmarks["a"].offset == 7


def test_every_occurrence_is_highlighted_in_one_step(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    assert session.notes.highlight_all("陆知行", Colour.PURPLE) == 2
    assert session.notes.undo()
    assert session.notebook.shown() == ()


def test_a_save_that_fails_keeps_the_change_and_says_why(tmp_path: Path) -> None:
    store = MemoryStore()
    store.full = True
    session = session_on(folder=tmp_path, store=store)
    events: list[Event] = []
    session.listen(events.append)
    session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    assert not session.settle(5)
    for event in events:
        session.take(event)
    assert any(isinstance(event, SaveFailed) for event in events)
    assert session.unsaved_reason == "No space is left. It will be tried again."
    assert not session.saved
    store.full = False
    assert session.settle(5)
    session.take(events[-1])
    assert len(store.kept.highlights) == 1


def test_a_save_that_works_takes_the_reason_of_an_earlier_failure_away(tmp_path: Path) -> None:
    store = MemoryStore()
    session = session_on(folder=tmp_path, store=store)
    session.take(SaveFailed("No space is left."))
    assert not session.saved
    session.take(Saved(store.save(session.sync.snapshot)))
    assert session.unsaved_reason == ""
    assert session.saved


def test_what_another_writer_added_comes_into_the_notebook(tmp_path: Path) -> None:
    other = session_on(folder=tmp_path)
    theirs = other.notes.highlight(span_of("临江市政府"), Colour.RED)
    store = MemoryStore()
    store.change = lambda notebook: notebook.with_highlights([theirs])
    session = session_on(folder=tmp_path, store=store)
    events: list[Event] = []
    session.listen(events.append)
    mine = session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    session.settle(5)
    for event in events:
        session.take(event)
    assert any(isinstance(event, Saved) for event in events)
    assert set(session.notebook.highlights) == {mine.id, theirs.id}


def test_the_place_is_kept_by_what_stood_there(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    place = NEWS.index("我们等了")
    session.stop_at(place)
    moved = session_on("新的第一段。\n\n" + NEWS, folder=tmp_path)
    assert moved.article.text[moved.stopped_at() :].startswith("我们等了")


def test_facts_about_another_text_are_dropped(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path, service=FixedService([("陆知行", Kind.PER)]))
    events: list[Event] = []
    session.listen(events.append)
    other = session_on("别的文章。", folder=tmp_path)
    for event in events:
        assert not other.take(event)
        assert session.take(event)
    assert other.analysis.entities == ()
    assert [entity.name for entity in session.analysis.entities] == ["陆知行"]
    found = session.analysis.entity_at(NEWS.index("陆知行"))
    assert found is not None
    assert found.kind is Kind.PER


def test_the_newest_of_many_changes_is_what_is_saved(tmp_path: Path) -> None:
    store = MemoryStore()
    session = session_on(folder=tmp_path, store=store)
    highlight = session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    for number in range(50):
        session.notes.annotate(highlight.id, f"第{number}稿")
    assert session.settle(5)
    assert store.kept.highlights[highlight.id].note == "第49稿"


@pytest.mark.parametrize("name", ["markdown", "json"])
def test_an_export_is_what_the_format_writes(tmp_path: Path, name: str) -> None:
    from newsreader.settings.settings import Settings

    session = session_on(folder=tmp_path)
    session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    exports = exports_of(session, Settings())
    path = tmp_path / f"out-{name}"
    exports.save(name, path)
    assert "陆知行" in path.read_text("utf-8")
    assert exports.last() == name
    assert session.notebook != Notebook()


@pytest.mark.parametrize("way", ["itself", "symlink", "hard link", "sidecar", "other"])
def test_an_export_never_overwrites_an_article_or_its_notes(tmp_path: Path, way: str) -> None:
    from newsreader.errors import FormatError
    from newsreader.formats.output_files import Existing
    from newsreader.settings.settings import Settings

    source = tmp_path / "article.txt"
    source.write_text(NEWS, "utf-8")
    notes = tmp_path / "article.txt.notes.toml"
    notes.write_text("mine", "utf-8")
    target = {"itself": source, "sidecar": notes}.get(way, tmp_path / "out.md")
    if way == "symlink":
        target.symlink_to(source)
    elif way == "hard link":
        target.hardlink_to(source)
    elif way == "other":
        target.write_text("别人的文章", "utf-8")
        (tmp_path / "out.md.notes.toml").write_text("theirs", "utf-8")
    before = target.read_bytes()
    exports = exports_of(session_on(folder=tmp_path), Settings())
    for existing in Existing:
        with pytest.raises(FormatError):
            exports.save("markdown", target, existing)
    assert target.read_bytes() == before
    assert source.read_text("utf-8") == NEWS


def test_a_place_chosen_by_hand_is_where_it_stays(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    highlight = session.notes.highlight(span_of("双方将在三年内投资42亿元！"), Colour.RED)
    follow(session, article_of(NEWS.replace("三年内投资42亿元！", "三年內投資四十二亿元!")))
    text = session.article.text
    start = text.index("陆知行签署协议")
    session.notes.move(highlight.id, Span(start, start + 3))
    follow(session, article_of(NEWS + "\n新的一段。\n"))
    kept = session.notebook.highlights[highlight.id]
    assert kept.quote == "陆知行"
    assert kept.span.of(session.article.text) == "陆知行"


def test_what_is_restored_for_review_is_for_review_still(tmp_path: Path) -> None:
    highlight = Highlight.new(NEWS, span_of("陆知行"), Colour.RED, now())
    doubted = highlight.changed(
        highlight.latest, state=HighlightState.REVIEW, reason="3 of 4 words"
    )
    store = MemoryStore(Notebook().with_highlights([doubted]))
    session = session_on(folder=tmp_path, store=store)
    session.notes.delete(highlight.id)
    assert session.notes.restore(highlight.id).state is HighlightState.REVIEW


def test_notes_that_can_only_be_read_are_not_tried_again(tmp_path: Path) -> None:
    class Later(MemoryStore):
        def save(self, snapshot: Snapshot) -> Loaded:
            raise ReadOnlyError("A later version wrote these notes.")

    session = session_on(folder=tmp_path, store=Later())
    events: list[Event] = []
    session.listen(events.append)
    session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    session.settle(5)
    failed = [event for event in events if isinstance(event, SaveFailed)]
    assert [event.gives_up for event in failed] == [True]


def test_what_is_changed_while_highlights_are_found_again_is_found_too(tmp_path: Path) -> None:
    session = session_on(folder=tmp_path)
    first = session.notes.highlight(span_of("陆知行"), Colour.RED)
    article = article_of("前言。\n\n" + NEWS)
    prepared = session.sync.prepare(article)
    second = session.notes.highlight(span_of("闻一舟"), Colour.GREEN)
    session.notes.annotate(first.id, "董事长")
    assert not session.commit(prepared)
    assert session.article.text == NEWS
    assert session.commit(session.sync.prepare(article))
    there = session.notebook.highlights
    assert there[first.id].note == "董事长"
    assert there[second.id].span.of(article.text) == "闻一舟"
    session.notes.undo()
    session.notes.undo()
    assert session.notebook.highlights[first.id].span.of(article.text) == "陆知行"
    assert second.id not in session.notebook.highlights


def test_a_prepared_change_does_nothing_before_it_is_committed(tmp_path: Path) -> None:
    store = MemoryStore()
    session = session_on(folder=tmp_path, store=store)
    highlight = session.notes.highlight(span_of("陆知行"), Colour.RED)
    assert session.settle(5)
    session.reopen()
    session.sync.prepare(article_of("前言。\n\n" + NEWS))
    session.notes.annotate(highlight.id, "董事长")
    assert session.settle(5)
    assert session.article.text == NEWS
    assert store.kept.highlights[highlight.id].span == span_of("陆知行")


def test_what_is_not_saved_yet_is_saved_on_the_new_text(tmp_path: Path) -> None:
    store = MemoryStore()
    store.full = True
    session = session_on(folder=tmp_path, store=store)
    highlight = session.notes.highlight(span_of("陆知行"), Colour.RED)
    assert not session.settle(5)
    store.full = False
    article = article_of("前言。\n\n" + NEWS)
    follow(session, article)
    assert session.settle(5)
    assert store.kept.highlights[highlight.id].span.of(article.text) == "陆知行"


def test_the_answer_to_a_save_on_the_text_before_comes_with_the_next_look(tmp_path: Path) -> None:
    theirs = Highlight.new(NEWS, span_of("陆知行"), Colour.RED, now())
    store = MemoryStore()
    store.change = lambda notebook: notebook.with_highlights([theirs])
    session = session_on(folder=tmp_path, store=store)
    saved = store.save(session.sync.snapshot)
    article = article_of("前言。\n\n" + NEWS)
    follow(session, article)
    session.take(Saved(saved))
    assert not session.notebook.highlights
    assert session.sync.look().notes
    assert session.commit(session.sync.prepare(loaded=saved))
    assert session.notebook.highlights[theirs.id].span.of(article.text) == "陆知行"
    assert not session.sync.look().notes


def test_a_merge_and_a_change_made_meanwhile_are_both_kept(tmp_path: Path) -> None:
    theirs = Highlight.new(NEWS, span_of("临江市政府"), Colour.RED, now())
    store = MemoryStore()
    store.change = lambda notebook: notebook.with_highlights([theirs])
    session = session_on(folder=tmp_path, store=store)
    events: list[Event] = []
    session.listen(events.append)
    first = session.notes.highlight(span_of("陆知行"), Colour.GREEN)
    assert session.settle(5)
    session.reopen()
    store.full = True
    second = session.notes.highlight(span_of("闻一舟"), Colour.BLUE)  # before the answer is taken
    saved = next(event for event in events if isinstance(event, Saved))
    session.take(saved)
    assert set(session.notebook.highlights) == {first.id, second.id, theirs.id}
    session.take(saved)  # a second time it brings nothing
    session.notes.undo()
    assert set(session.notebook.highlights) == {first.id, theirs.id}
    session.take(saved)
    assert set(session.notebook.highlights) == {first.id, theirs.id}


def test_a_session_begins_without_notes_that_take_long(tmp_path: Path) -> None:
    gate = threading.Event()

    class Slow(MemoryStore):
        def load(self, article: Article) -> Loaded:
            gate.wait(10)
            return super().load(article)._replace(problems=("a problem",))

    highlight = Highlight.new(NEWS, span_of("陆知行"), Colour.RED, now())
    store = Slow(Notebook().with_highlights([highlight]))
    state = Remembered.open(tmp_path / "state.json")
    session = open_session(article_of(NEWS), Environment(store, state, "a"), patience=0.0)
    heard: queue.Queue[Event] = queue.Queue()
    session.listen(heard.put)
    assert not session.ready
    assert not session.notebook.highlights
    gate.set()
    session.take(heard.get(timeout=10))
    assert session.ready
    assert session.problems == ("a problem",)
    assert set(session.notebook.highlights) == {highlight.id}


def test_notes_that_are_there_at_once_are_not_waited_for(tmp_path: Path) -> None:
    environment = Environment(MemoryStore(), Remembered.open(tmp_path / "state.json"), "a")
    assert open_session(article_of(NEWS), environment, patience=10.0).ready


def test_notes_that_cannot_be_loaded_late_are_read_only(tmp_path: Path) -> None:
    gate = threading.Event()

    class Broken(MemoryStore):
        def load(self, article: Article) -> Loaded:
            gate.wait(10)
            raise OSError("broken")

    environment = Environment(Broken(), Remembered.open(tmp_path / "state.json"), "a")
    session = open_session(article_of(NEWS), environment, patience=0.0)
    heard: queue.Queue[Event] = queue.Queue()
    session.listen(heard.put)
    gate.set()
    session.take(heard.get(timeout=10))
    assert session.ready
    assert session.read_only
    assert "broken" in session.problems[0]


def test_who_is_in_a_text_that_was_read_to_its_end_is_learned_at_the_end(tmp_path: Path) -> None:
    learned: list[tuple[str, list[str]]] = []
    environment = Environment(
        MemoryStore(),
        Remembered.open(tmp_path / "state.json"),
        "a",
        FixedService([("陆知行", Kind.PER)]),
        learned=lambda sha256, found: learned.append((sha256, [each.name for each in found])),
    )
    session = open_session(article_of(NEWS), environment)
    session.close()
    assert not learned  # nothing of the analysis was taken
    session.listen(session.take)
    session.close()
    session.close()
    assert learned == [(session.article.sha256_text, ["陆知行"])]


def drop_copy(folder: Path) -> str:
    """Put a copy that lost a race beside the notes on a.txt; the id of the highlight in it."""
    other = Sidecar(folder / "other.txt", folder / "data")
    highlight = Highlight.new(NEWS, span_of("陆知行"), Colour.RED, now())
    loaded = other.load(article_of(NEWS))
    other.save(loaded.changed(loaded.notebook.with_highlights([highlight])))
    (folder / "other.txt.notes.toml").rename(folder / "a.txt.notes.sync-conflict-1.toml")
    return highlight.id


def session_in(folder: Path) -> ReadingSession:
    store, state = (
        Sidecar(folder / "a.txt", folder / "data"),
        Remembered.open(folder / "state.json"),
    )
    return open_session(article_of(NEWS), Environment(store, state, "a"))


def test_a_copy_that_is_said_to_be_merged_in_is_on_disk(tmp_path: Path) -> None:
    id_ = drop_copy(tmp_path)
    session = session_in(tmp_path)
    assert "1 new highlight" in session.problems[0]
    assert session.settle(10)
    assert id_ in (tmp_path / "a.txt.notes.toml").read_text("utf-8")
    assert not session_in(tmp_path).problems


def catch_up(session: ReadingSession) -> Loaded:
    """Bring in what other programs wrote."""
    loaded = session.sync.refresh()
    assert session.commit(session.sync.prepare(loaded=loaded))
    return loaded


def test_so_is_a_copy_that_comes_later(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    id_ = drop_copy(tmp_path)
    assert [session.sync.look().notes for _look in range(2)] == [False, True]
    catch_up(session)
    assert session.settle(10)
    assert id_ in (tmp_path / "a.txt.notes.toml").read_text("utf-8")


def test_notes_whose_file_is_gone_are_not_called_saved_and_are_written_in_the_end(
    tmp_path: Path,
) -> None:
    session, path = session_in(tmp_path), tmp_path / "a.txt.notes.toml"
    highlight = session.notes.highlight(span_of("陆知行"), Colour.RED)
    assert session.settle(10)
    session.reopen()
    before = path.read_bytes()
    path.unlink()
    assert session.sync.look().notes
    loaded = catch_up(session)
    assert "is gone" in loaded.problems[0]
    assert not session.saved
    assert not session.sync.look().notes
    assert not path.exists()
    path.write_bytes(before)  # it is back
    catch_up(session)
    assert session.saved
    path.unlink()
    catch_up(session)
    assert session.settle(10)
    assert highlight.id in path.read_text("utf-8")


def test_a_file_that_was_never_there_is_not_gone(tmp_path: Path) -> None:
    session = session_in(tmp_path)
    loaded = catch_up(session)
    assert not loaded.gone
    assert session.saved
    assert session.settle(10)
    assert not (tmp_path / "a.txt.notes.toml").exists()


class SlowStore(MemoryStore):
    """A store whose notes come only once `go_on` is set."""

    def __init__(self, late: Loaded) -> None:
        super().__init__()
        self.late = late
        self.go_on = threading.Event()

    def load(self, article: Article) -> Loaded:
        assert self.go_on.wait(10)
        return self.late


def test_late_notes_bring_their_problems_and_whether_they_may_be_changed(tmp_path: Path) -> None:
    article = article_of(NEWS)
    late = Loaded(article, Notebook(note="晚"), ("A problem.",), read_only=True, moved=True)
    store = SlowStore(late)
    environment = Environment(store, Remembered.open(tmp_path / "state.json"), "key")
    session = open_session(article, environment, patience=0.0)
    assert not session.ready
    assert not session.read_only
    events: queue.Queue[Event] = queue.Queue()
    session.listen(events.put)
    store.go_on.set()
    session.take(events.get(timeout=10))
    assert session.ready
    assert session.read_only
    assert session.moved
    assert session.problems == ("A problem.",)
    assert session.notebook.note == "晚"


def test_the_helper_attends_only_to_what_is_not_read_yet(tmp_path: Path) -> None:
    helper = FixedService()
    session = session_on(folder=tmp_path, service=helper)
    session.attend(Span(3, 5))
    assert helper.attended == [Span(3, 5)]
    session.listen(session.take)
    session.attend(Span(7, 9))
    assert helper.attended == [Span(3, 5)]


def test_the_analysis_begins_where_the_reader_stopped(tmp_path: Path) -> None:
    place = NEWS.index("我们等了")
    session_on(folder=tmp_path).stop_at(place)
    helper = FixedService()
    session = session_on(folder=tmp_path, service=helper)
    assert session.stopped_at() == place
    assert helper.attended == [Span(place, place)]


def test_only_a_text_read_to_its_end_is_learned(tmp_path: Path) -> None:
    learned: list[str] = []
    for finished in (False, True):
        environment = Environment(
            MemoryStore(),
            Remembered.open(tmp_path / "state.json"),
            "key",
            FixedService([("陆知行", Kind.PER)]),
            learned=lambda sha, _entities: learned.append(sha),
        )
        session = open_session(article_of(NEWS), environment)
        if finished:
            session.listen(session.take)
        session.close()
        session.close()
        assert learned == [session.article.sha256_text] * finished


def test_the_last_colour_is_remembered(tmp_path: Path) -> None:
    notes = session_on(folder=tmp_path).notes
    seen = [notes.colour]
    first = notes.highlight(span_of("陆知行"), Colour.GREEN)
    seen.append(notes.colour)
    notes.recolour(first.id, Colour.RED)
    seen.append(notes.colour)
    notes.highlight_all("临江市", Colour.BLUE)
    seen.append(notes.colour)
    assert seen == [Colour.YELLOW, Colour.GREEN, Colour.RED, Colour.BLUE]


def test_a_source_written_again_with_the_same_text_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(NEWS, "utf-8")
    state = Remembered.open(tmp_path / "state.json")
    source = SourceFile.at(path, None, state, str(path))
    environment = Environment(MemoryStore(), state, str(path), source=source)
    session = open_session(article_of(NEWS), environment)
    path.write_text(NEWS + "\n", "utf-8")
    path.write_text(NEWS, "utf-8")
    os.utime(path, (1, 1))
    assert session.sync.look().article is None
    path.write_text(NEWS + "又一段。\n", "utf-8")
    found = session.sync.look().article
    assert found is not None
    assert "又一段" in found.text


def test_the_program_ends_while_the_notes_are_being_loaded(tmp_path: Path) -> None:
    """As on a signal during the start: a disk that does not answer holds nothing up."""
    program = f"""
import threading
from pathlib import Path
from newsreader.session import Environment, open_session
from newsreader.state import State
from tests.fakes import NEWS, MemoryStore, article_of

class Silent(MemoryStore):
    def load(self, article):
        threading.Event().wait()

state = State.open(Path({str(tmp_path)!r}) / "state.json")
session = open_session(article_of(NEWS), Environment(Silent(), state, "a"), patience=0.0)
print(session.ready)
"""
    assert printed(program) == ["False"]
