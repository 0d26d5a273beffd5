"""The registry: every format by name, lazily, and what holds for all of them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Part
from newsreader.formats.losses import losses
from newsreader.formats.registry import (
    FORMATS,
    IMPORTERS,
    MentionReader,
    Paired,
    Updatable,
    format_named,
    importer_named,
    read_any,
)
from tests.formats.documents import document, documents, highlight_of


def test_importing_the_registry_imports_no_format() -> None:
    code = (
        "import sys, newsreader.formats.registry as r; list(r.FORMATS); "
        "heavy = ('csv', 'json', 'newsreader.formats.markdown', 'newsreader.formats.html_page'); "
        "sys.exit(' '.join(m for m in heavy if m in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one() -> None:
    with pytest.raises(FormatError, match="markdown"):
        format_named("markdwon")
    with pytest.raises(FormatError, match="readwise"):
        importer_named("zzz")


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_format_says_what_it_is(name: str) -> None:
    made = FORMATS[name]
    assert made.name == name
    assert made.label
    assert made.suffix.startswith(".")
    assert made.carries_entities == (Part.ENTITIES in made.keeps)
    assert isinstance(made, Updatable) == (name in {"markdown", "obsidian", "org"})
    assert isinstance(made, Paired) == (name == "brat")


@pytest.mark.parametrize("name", list(IMPORTERS))
def test_an_importer_refuses_another_programs_file_in_one_sentence(name: str) -> None:
    assert IMPORTERS[name].name == name
    assert IMPORTERS[name].label
    for text in ("海东港集团公布。", "{", "[1, 2]", '{"a": {"b": null}}', "[" * 20_000, "a,b\n1,2"):
        with pytest.raises(FormatError):
            IMPORTERS[name].read(text)


@pytest.mark.parametrize("name", [name for name in IMPORTERS if name in FORMATS])
def test_a_file_without_a_name_is_known_by_what_it_holds(name: str) -> None:
    assert read_any(FORMATS[name].write(document()))[0] == name


def test_formats_with_entities_read_mentions_back() -> None:
    whole = document()
    for name in ("brat", "doccano"):
        reader = IMPORTERS[name]
        assert isinstance(reader, MentionReader)
        found = {mention.span for mention in reader.mentions(FORMATS[name].write(whole))}
        assert found == {span for entity in whole.entities for span in entity.mentions}


@pytest.mark.parametrize("name", list(FORMATS))
@given(whole=documents())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_is_written_the_same_twice_and_can_be_stored(
    name: str, whole: Document
) -> None:
    written = FORMATS[name].write(whole)
    assert written == FORMATS[name].write(whole)
    written.encode()
    losses(FORMATS[name], whole)


def test_what_a_format_has_no_place_for_is_said() -> None:
    assert losses(FORMATS["json"], document()) == []
    said = losses(FORMATS["spacy"], document())
    assert any("orphan" in sentence for sentence in said)
    assert any("2 notes" in sentence for sentence in said)
    assert any("whole article" in sentence for sentence in said)


def test_a_highlight_that_a_longer_one_hides_is_counted() -> None:
    whole = document()
    inner = highlight_of(whole.article.text, "增长8.6%", 9)
    more = document(notebook=whole.notebook.with_highlights([inner]))
    assert not any("overlaps" in sentence for sentence in losses(FORMATS["conll"], whole))
    assert any("1 highlight is" in sentence for sentence in losses(FORMATS["conll"], more))
    assert not any("overlaps" in sentence for sentence in losses(FORMATS["spacy"], more))
