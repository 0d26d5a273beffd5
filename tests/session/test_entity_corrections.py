"""What the reader says about entities: shown at once, kept by what it says, undone by one step."""

from pathlib import Path

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.notebook.notebook import Notebook
from newsreader.session import ReadingSession
from newsreader.session.events import Event
from newsreader.text.span import Span
from tests.fakes import NEWS, FixedService, MemoryStore, session_on

NAMES = [("陆知行", Kind.PER), ("闻一舟", Kind.PER), ("澜川集团", Kind.ORG), ("临江市", Kind.LOC)]


def opened(folder: Path, text: str = NEWS, notebook: Notebook | None = None) -> ReadingSession:
    store = MemoryStore(notebook)
    session = session_on(text, folder=folder, service=FixedService(NAMES), store=store)
    events: list[Event] = []
    session.listen(events.append)
    for event in events:
        session.take(event)
    return session


def named(session: ReadingSession, name: str) -> Entity:
    return next(e for e in session.analysis.entities if e.name == name)


def names(session: ReadingSession) -> set[str]:
    return {entity.name for entity in session.analysis.entities}


def test_an_added_name_is_found_everywhere_and_can_be_undone(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.add("临江市政府", Kind.ORG)
    entity = named(session, "临江市政府")
    start = NEWS.index("临江市政府")
    assert entity.mentions == (Span(start, start + 5),)
    assert session.analysis.entity_at(start) == entity
    assert session.notes.undo()
    assert "临江市政府" not in names(session)
    assert session.notes.redo()
    assert "临江市政府" in names(session)


def test_what_is_hidden_is_marked_nowhere(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.hide(named(session, "陆知行"))
    assert "陆知行" not in names(session)
    at = NEWS.index("陆知行")
    assert not session.analysis.mentions_in(Span(at, at + 3))
    assert session.analysis.entity_at(at) is None


def test_rename_merge_retype_split_and_new_bounds_follow_each_other(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.rename(named(session, "陆知行"), "陆董事长")
    assert named(session, "陆董事长").aliases == ("陆知行",)
    session.corrections.retype(named(session, "澜川集团"), Kind.PRODUCT)
    assert named(session, "澜川集团").kind is Kind.PRODUCT
    session.corrections.bound(named(session, "临江市"), "临江市", "临江")
    place = named(session, "临江")
    assert {span.of(NEWS) for span in place.mentions} == {"临江"}
    session.corrections.merge(named(session, "闻一舟"), named(session, "陆董事长"))
    whole = named(session, "陆董事长")
    assert len(whole.mentions) == 3
    session.corrections.split(whole, "闻一舟")
    assert len(named(session, "闻一舟").mentions) == 1
    for _step in range(5):
        assert session.notes.undo()
    assert names(session) == {name for name, _kind in NAMES}


def test_an_organisation_is_made_a_company_and_named_twice(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.retype(named(session, "澜川集团"), Kind.ORG, "COMPANY")
    assert named(session, "澜川集团").subkind == "COMPANY"
    session.corrections.rename(named(session, "澜川集团"), "澜川")
    session.corrections.rename(named(session, "澜川"), "澜川控股")
    assert named(session, "澜川控股").aliases == ("澜川集团",)
    session.corrections.withdraw(session.corrections.all()[1].id)
    assert named(session, "澜川控股").aliases == ("澜川集团",)
    session.corrections.retype(named(session, "澜川控股"), Kind.ORG)
    assert named(session, "澜川控股").subkind == ""


def test_corrections_are_done_again_in_another_text(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.corrections.rename(named(first, "陆知行"), "陆董事长")
    first.corrections.hide(named(first, "闻一舟"))
    later = opened(tmp_path, "新的开头。\n\n" + NEWS, first.notebook)
    assert "陆董事长" in names(later)
    assert "闻一舟" not in names(later)


def test_a_correction_is_withdrawn_whenever_it_was_made(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.hide(named(session, "闻一舟"))
    session.corrections.hide(named(session, "陆知行"))
    first = session.corrections.all()[0]
    session.corrections.withdraw(first.id)
    assert "闻一舟" in names(session)
    assert "陆知行" not in names(session)


def test_everywhere_goes_into_the_lexicon_and_to_the_helper(tmp_path: Path) -> None:
    service = FixedService(NAMES)
    lexicon = tmp_path / "config" / "lexicon.txt"
    session = session_on(folder=tmp_path, service=service, lexicon=lexicon)
    session.corrections.add("临江市政府", Kind.ORG, everywhere=True)
    session.corrections.add("新区", Kind.LOC)
    assert lexicon.read_text("utf-8") == "临江市政府 nt\n"
    assert [entry.word for entry in service.learned] == ["临江市政府"]
