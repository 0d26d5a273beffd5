"""Earlier schemas are migrated; a notebook is written as tables and read back."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Notebook, Source
from newsreader.sidecar import schema
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.parser import parse_sidecar
from newsreader.sidecar.schema import migrate, read_notebook
from newsreader.text.span import Span
from tests.notebooks import article, later, mark, notebook, notebooks, saved, sidecar

SOURCE = Source(
    "article.txt",
    "0" * 64,
    title="标题",
    sketch="1.14.",
    url="https://example.com/1.html",
    captured=date(2026, 11, 28),
    extra={"later": [1, 2]},
)


def written(value: Notebook) -> str:
    return Composer().compose(replace(value, source=value.source or SOURCE)).decode()


@settings(max_examples=150, deadline=None)
@given(notebooks)
def test_a_notebook_comes_back_as_it_was(value: Notebook) -> None:
    value = replace(value, source=SOURCE)
    found = parse_sidecar(written(value).encode(), None)
    assert found.notebook == value
    assert found.whole
    assert not found.problems


def test_keys_of_a_later_version_survive_at_every_place() -> None:
    text = written(notebook("海东港"))
    text = text.replace('colour = "yellow"', 'colour = "yellow"\nmood = "glad"')
    text += '\n[future]\nkey = 1\n\n[[something]]\nname = "new"\n'
    again = written(parse_sidecar(text.encode(), None).notebook)
    tables = tomllib.loads(again)
    assert tables["highlight"][0]["mood"] == "glad"
    assert tables["future"] == {"key": 1}
    assert tables["something"] == [{"name": "new"}]


def test_unknown_keys_of_the_original_anchor_survive() -> None:
    one = notebook("海东港").highlights["海东港"]
    moved = replace(one, was=replace(one.anchor, start=5, end=8))
    text = written(Notebook().with_highlights([moved])).replace(
        "[highlight.was]\n", '[highlight.was]\npage = 3\nend_unreadable = "x"\n'
    )
    found = parse_sidecar(text.encode(), None).notebook
    again = parse_sidecar(written(found).encode(), None).notebook
    assert again == found
    assert found.highlights["海东港"].was == moved.was
    table = tomllib.loads(written(found))["highlight"][0]["was"]
    assert (table["page"], table["end_unreadable"], table["start"]) == (3, "x", 5)
    without = found.with_highlights([replace(found.highlights["海东港"], was=None)])
    kept = parse_sidecar(written(without).encode(), None).notebook
    assert kept == without
    assert tomllib.loads(written(kept))["highlight"][0]["was"]["page"] == 3


def test_an_original_anchor_without_words_is_kept_but_not_used() -> None:
    table = {"id": "a", "start": 0, "end": 1, "quote": "一", "was": {"start": 3, "page": 2}}
    found, problems = read_notebook({"highlight": [table]})
    assert found.highlights["a"].was is None
    assert tomllib.loads(written(found))["highlight"][0]["was"] == {"start": 3, "page": 2}
    assert not problems


def test_two_bookmarks_with_one_letter_are_both_kept() -> None:
    marks = [{"letter": each, "offset": at} for at, each in enumerate(["x", "x", "a", "x", "x"])]
    found, problems = read_notebook({"bookmark": [*marks, marks[0]]})
    places = {letter: mark.offset for letter, mark in found.bookmarks.items()}
    assert places == {"x": 0, "b": 1, "a": 2, "c": 3, "d": 4}
    assert len(problems) == 3
    assert problems[0] == "Two bookmarks have the letter x; the second one has b now."
    assert read_notebook(tomllib.loads(written(found)))[0].bookmarks == found.bookmarks


def test_a_colour_of_a_later_version_survives_until_the_reader_chooses_another() -> None:
    text = written(notebook("海东港")).replace('"yellow"', '"orange"')
    found = parse_sidecar(text.encode(), None).notebook
    assert found.highlights["海东港"].colour is Colour.YELLOW
    assert 'colour = "orange"' in written(found)
    recoloured = found.highlights["海东港"].changed(later(1), colour=Colour.RED)
    assert 'colour = "red"' in written(found.with_highlights([recoloured]))


def test_a_key_of_the_wrong_type_is_reported_and_kept() -> None:
    tables = {"highlight": [{"id": "a", "start": "drei", "end": 4, "quote": "一", "note": 5}]}
    found, problems = read_notebook(tables)
    assert len(problems) == 2
    assert found.highlights["a"].extra == {"start_unreadable": "drei", "note_unreadable": 5}


def test_true_is_not_an_offset() -> None:
    found, problems = read_notebook({"highlight": [{"id": "a", "start": True, "quote": "一"}]})
    assert len(problems) == 1
    assert found.highlights["a"].extra == {"start_unreadable": True}


def test_an_end_that_does_not_fit_the_quote_is_corrected() -> None:
    for end in (2, 4, 9):
        table = {"id": "a", "start": 3, "end": end, "quote": "一二"}
        found, _problems = read_notebook({"highlight": [table]})
        assert found.highlights["a"].span == Span(3, 5)


def test_tables_of_any_other_type_do_no_harm() -> None:
    odds: tuple[object, ...] = (5, "x", [1, 2], [[]], {"a": 1}, True)
    for odd in odds:
        found, _problems = read_notebook({"highlight": odd, "bookmark": odd, "source": odd})
        assert isinstance(found, Notebook)


def test_a_highlight_without_a_quote_is_an_orphan() -> None:
    found, _problems = read_notebook({"highlight": [{"id": "a", "start": 3, "end": 9}]})
    assert found.highlights["a"].state is HighlightState.ORPHAN


def test_two_tables_with_one_id_are_both_kept() -> None:
    one = {"id": "a", "start": 0, "end": 1, "quote": "一"}
    other = {"id": "a", "start": 5, "end": 6, "quote": "二"}
    found, _problems = read_notebook({"highlight": [one, other]})
    assert sorted(h.quote for h in found.highlights.values()) == ["一", "二"]


def test_a_day_without_a_time_is_a_moment() -> None:
    tables = {"highlight": [{"id": "a", "quote": "一", "created": later(0).date()}]}
    found, problems = read_notebook(tables)
    assert found.highlights["a"].created == datetime.combine(later(0).date(), time(), UTC)
    assert not problems


def test_a_time_that_is_not_known_is_not_written() -> None:
    text = '[[highlight]]\nid = "a"\nstart = 0\nend = 2\nquote = "临江"\n'
    value, problems = read_notebook(tomllib.loads(text))
    assert problems == []
    again = tomllib.loads(written(value))["highlight"][0]
    assert not {"created", "modified"} & set(again)
    assert read_notebook(tomllib.loads(written(value)))[0].highlights == value.highlights


def test_the_time_that_version_0_1_wrote_for_none_is_none() -> None:
    text = '[[highlight]]\nid = "a"\nstart = 0\nend = 2\nquote = "临江"\n'
    never = "1970-01-01T00:00:00+00:00"
    value, _problems = read_notebook(
        tomllib.loads(f"{text}created = {never}\nmodified = {never}\n")
    )
    assert (value.highlights["a"].created, value.highlights["a"].modified) == (None, None)


def test_highlights_are_written_in_text_order() -> None:
    text = written(notebook("受访企业", "海东港", "周明岚"))
    assert text.index("海东港") < text.index("周明岚") < text.index("受访企业")


def test_only_a_changed_highlight_is_formatted_again() -> None:
    composer = Composer()
    one, two = mark("海东港"), mark("周明岚")
    value = replace(Notebook().with_highlights([one, two]), source=SOURCE)
    first = composer.compose(value)
    changed = value.with_highlights([two.changed(later(1), note="新")])
    assert composer.compose(changed) == Composer().compose(changed)
    assert composer.compose(value) == first


def test_an_id_never_looks_like_the_id_of_another_list_item() -> None:
    table = {"id": "\narticle", "start": 0, "end": 1, "quote": "海"}
    (id_,) = read_notebook({"highlight": [table]})[0].highlights
    assert id_ == " article"


def test_every_earlier_schema_has_a_migration() -> None:
    assert set(schema.MIGRATIONS) == set(range(1, schema.VERSION))


def test_tables_go_through_every_later_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    def add_note(tables: schema.Tables) -> schema.Tables:
        return {**tables, "note": "migrated"}

    monkeypatch.setitem(schema.MIGRATIONS, 2, add_note)
    old: schema.Tables = {"entity": [{"deed": "hide"}]}
    migrated = {"entity": [{"action": "hide"}], "note": "migrated"}
    for version in (1, 0, -(10**18), True):
        assert migrate({"schema": version, **old}) == {"schema": version, **migrated}
    assert migrate({"schema": 2, **old}) == {"schema": 2, **old, "note": "migrated"}
    assert migrate({"schema": 3, **old}) == {"schema": 3, **old}


@pytest.mark.parametrize("head", [{"schema": 1}, {}, {"schema": "1"}])
def test_a_correction_of_schema_1_gets_an_action(head: schema.Tables) -> None:
    entity = {"id": "1", "deed": "hide", "name": "极氪", "later": 5}
    found, problems = read_notebook(migrate({**head, "entity": [entity]}))
    assert [list(each.items()) for each in found.entities] == [
        [("id", "1"), ("action", "hide"), ("name", "极氪"), ("later", 5)]
    ]
    assert not problems


def test_an_entity_that_has_an_action_keeps_all_its_keys() -> None:
    entity = {"action": "hide", "deed": "add", "name": "极氪"}
    found, _problems = read_notebook(migrate({"schema": 1, "entity": entity}))
    assert found.entities == (entity,)


def test_entities_of_any_other_type_are_not_migrated() -> None:
    for odd in (5, "deed", [1, [2]], None):
        assert migrate({"schema": 1, "entity": odd}) == {"schema": 1, "entity": odd}


def test_the_file_of_an_earlier_schema_is_kept_before_the_first_write(tmp_path: Path) -> None:
    path = saved(tmp_path, "周明岚")
    old = path.read_text("utf-8").replace("schema = 2", "schema = 1")
    old = old.replace(schema.LAST_LINE, f'\n[[entity]]\ndeed = "hide"\n{schema.LAST_LINE}')
    path.write_text(old, "utf-8")
    ours = sidecar(tmp_path)
    loaded = ours.load(article())
    assert not loaded.problems
    assert not loaded.read_only
    assert path.read_text("utf-8") == old
    backups = tmp_path / "data" / "backups"
    assert not list(backups.glob("*/before-schema-2.notes.toml"))
    value = ours.save(loaded.notebook.with_highlights([mark("海东港集团")]))
    ours.save(value.with_note("新"))
    (kept,) = backups.glob("*/before-schema-2.notes.toml")
    assert kept.read_text("utf-8") == old
    tables = tomllib.loads(path.read_text("utf-8"))
    assert tables["schema"] == 2
    assert tables["entity"] == [{"action": "hide"}]
    assert set(sidecar(tmp_path).load(article()).notebook.highlights) == {"周明岚", "海东港集团"}
