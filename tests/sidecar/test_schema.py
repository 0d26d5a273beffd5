"""A notebook is written as tables and read back, whatever stands in them."""

from __future__ import annotations

import tomllib
from dataclasses import replace

from hypothesis import given, settings

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.source import Source
from newsreader.sidecar.compose import Composer
from newsreader.sidecar.parser import parse_sidecar
from newsreader.sidecar.schema import read_notebook
from tests.notebooks import later, mark, notebook, notebooks

SOURCE = Source("article.txt", "0" * 64, title="标题", sketch="1.14.", extra={"later": [1, 2]})


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


def test_a_colour_of_a_later_version_survives_until_the_reader_chooses_another() -> None:
    text = written(notebook("海东港")).replace('"yellow"', '"orange"')
    found = parse_sidecar(text.encode(), None).notebook
    assert found.highlights["海东港"].colour is Colour.YELLOW
    assert 'colour = "orange"' in written(found)
    recoloured = found.highlights["海东港"].changed(later(1), colour=Colour.RED)
    assert 'colour = "red"' in written(found.with_highlights([recoloured]))


def test_a_key_of_the_wrong_type_is_told_and_kept() -> None:
    tables = {"highlight": [{"id": "a", "start": "drei", "end": 4, "quote": "一", "note": 5}]}
    found, problems = read_notebook(tables)
    assert len(problems) == 2
    assert found.highlights["a"].extra == {"start_unreadable": "drei", "note_unreadable": 5}


def test_entries_of_no_kind_at_all_do_no_harm() -> None:
    odds: tuple[object, ...] = (5, "x", [1, 2], [[]], {"a": 1}, True)
    for odd in odds:
        found, _problems = read_notebook({"highlight": odd, "bookmark": odd, "source": odd})
        assert isinstance(found, Notebook)


def test_a_highlight_that_does_not_say_its_words_is_an_orphan() -> None:
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
    assert found.highlights["a"].created.tzinfo is not None
    assert not problems


def test_highlights_stand_in_the_order_of_the_text() -> None:
    text = written(notebook("受访企业", "海东港", "周明岚"))
    assert text.index("海东港") < text.index("周明岚") < text.index("受访企业")


def test_a_piece_is_written_anew_only_for_what_changed() -> None:
    composer = Composer()
    one, two = mark("海东港"), mark("周明岚")
    value = replace(Notebook().with_highlights([one, two]), source=SOURCE)
    first = composer.compose(value)
    changed = value.with_highlights([two.changed(later(1), note="新")])
    assert composer.compose(changed) == Composer().compose(changed)
    assert composer.compose(value) == first


def test_no_id_is_what_lists_call_other_items() -> None:
    table = {"id": "\narticle", "start": 0, "end": 1, "quote": "海"}
    (id_,) = read_notebook({"highlight": [table]})[0].highlights
    assert id_ == " article"
