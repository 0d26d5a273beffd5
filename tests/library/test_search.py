"""Full-text search of a library: which articles, and which places in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.errors import SearchError
from newsreader.library import full_text
from newsreader.library.all_notes import AllNotes
from newsreader.library.article_entry import (
    ArticleEntry,
    NameCount,
    NoteExcerpt,
    StoredQuotation,
)
from newsreader.library.full_text import articles_with, notes_on_names, places_with
from newsreader.library.index import Index
from newsreader.library.index_rows import label_parts, labels_of
from newsreader.library.library import Library
from newsreader.library.quotations import quotations_of
from newsreader.library.search import Found, Match, article_item, excerpt_item
from newsreader.library.text_index import StoredText
from newsreader.notebook.colour import Colour, colour_meanings
from newsreader.sidecar.sidecar import Sidecar
from newsreader.state import State
from newsreader.text.query_language import parse
from newsreader.text.span import Span
from tests.fakes import NEWS
from tests.notebooks import highlight_file as mark

ESSAY = (
    "山里的清晨\n\n雾从谷底升起来，漫过石阶。老人说，临江市在山的另一边。他每天都看着临江市的灯。\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS, "utf-8")
    (folder / "b.txt").write_text(ESSAY, "utf-8")
    mark(folder / "a.txt", "闻一舟", "新任市長", ("人物",))
    index = Index.open(tmp_path / "library.db")
    meanings = colour_meanings(("事实", "观点", "", "", ""))
    made = Library(
        [folder], index, State.open(tmp_path / "state"), tmp_path / "data", (), meanings
    ).refresh()
    for _step in made.scan.run():
        pass
    yield made
    index.close()


def search(library: Library, query: str) -> dict[str, Found]:
    return {each.entry.path.stem: each for each in articles_with(library, query, library.entries)}


def test_texts_are_found_with_each_hit_in_its_sentence(library: Library) -> None:
    found = search(library, "臨江市")["b"]
    assert [hit.sentence for hit in found.hits] == [
        "老人说，临江市在山的另一边。",
        "他每天都看着临江市的灯。",
    ]
    assert [hit.marks[0].of(hit.sentence) for hit in found.hits] == ["临江市", "临江市"]
    assert [hit.start for hit in found.hits] == [ESSAY.index("临江"), ESSAY.rindex("临江")]
    assert found.places == 2


def test_words_may_be_in_text_title_source_notes_and_tags(library: Library) -> None:
    assert set(search(library, "临江市")) == {"a", "b"}
    assert set(search(library, "临江市 雾")) == {"b"}
    assert set(search(library, "临江市 -雾")) == {"a"}
    assert set(search(library, "雾 OR 新任市长")) == {"a", "b"}
    assert set(search(library, "林一 市长")) == {"a"}
    assert set(search(library, "#人物")) == {"a"}
    assert set(search(library, "colour:观点")) == {"a"}
    assert set(search(library, "news/b.txt")) == {"b"}
    assert set(search(library, "after:2026-03 before:2026-04")) == {"a"}
    assert search(library, "没有的词") == {}


def test_page_furniture_is_not_found(library: Library) -> None:
    assert search(library, "收藏") == {}


def test_a_highlight_that_matches_is_a_hit(library: Library) -> None:
    (hit,) = search(library, "#人物")["a"].hits
    assert hit.excerpt is not None
    assert (hit.excerpt.quote, hit.start) == ("闻一舟", NEWS.index("闻一舟"))


def test_an_article_that_changes_is_found_by_its_new_text(library: Library) -> None:
    path = library.roots[0] / "b.txt"
    path.write_text("另一篇\n\n今天没有雨，也没有风，只有太阳照着院子。\n", "utf-8")
    for _step in library.scan.run():
        pass
    assert set(search(library, "雾")) == set()
    assert set(search(library, "太阳")) == {"b"}
    path.unlink()
    for _step in library.scan.run():
        pass
    assert search(library, "太阳") == {}


def test_an_invalid_query_is_refused(library: Library) -> None:
    with pytest.raises(SearchError):
        search(library, "re:(")


def test_what_somebody_said_is_found_where_names_are_known(library: Library) -> None:
    assert search(library, "said:陆知行") == {}
    sha256_text = next(e.sha256_text for e in library.entries if e.path.stem == "a")
    speaker = Entity("PER:陆知行", "陆知行", Kind.PER, (Span(0, 1),), aliases=("陆总",))
    library.index.learn(sha256_text, [speaker])
    (hits,) = [found.hits for found in search(library, "said:陸知行").values()]
    assert [hit.sentence for hit in hits] == [
        "“我们等了三年。”",
        "陆知行说，“现在可以开工了。”",
    ]
    assert search(library, "said:陆总 开工").keys() == {"a"}
    (placed,) = places_with(library, "said:陆知行", library.entries)
    assert [mark.start for mark in placed.places] == [hit.start for hit in hits]
    assert set(placed.speakers.values()) == {"陆知行"}
    assert search(library, "said:闻一舟") == {}
    assert search(library, "-said:陆知行").keys() == {"b"}


def test_a_highlight_of_what_somebody_said_has_the_speaker(library: Library) -> None:
    (path,) = (e.path for e in library.entries if e.path.stem == "a")
    speaker = Entity("PER:陆知行", "陆知行", Kind.PER, (Span(0, 1),))
    library.index.learn(library.entries[0].sha256_text, [speaker])
    notes = AllNotes(library)
    planned = notes.plan("said:陆知行", library.entries, lambda _done, _all: True)
    assert planned is not None
    notes.mark(planned, Colour.RED, (), lambda _done, _all: True)
    marked = Sidecar(path, library.data).load(open_article(path)).notebook.in_order()
    assert {each.quote: each.speaker for each in marked} == {
        "闻一舟": "",
        "我们等了三年。": "陆知行",
        "现在可以开工了。": "陆知行",
    }


def test_notes_on_names_are_searched(library: Library) -> None:
    library.names_file.save_note("ORG", "澜川集团", "谁是大股東？", "")
    assert [each.name for each in notes_on_names(library, "大股东")] == ["澜川集团"]
    assert [each.note for each in notes_on_names(library, "澜川集团 股东")] == ["谁是大股東？"]
    assert notes_on_names(library, "股东 source:新华社") == []
    assert notes_on_names(library, "-雾") == []


def test_a_highlight_is_found_by_its_speaker(library: Library) -> None:
    excerpt = NoteExcerpt(Path("a.txt"), "1", 0, "开工", "", speaker="陆知行")
    item = excerpt_item(excerpt, None, {})
    assert parse("said:陆知行").matches(item)
    assert not parse("said:闻一舟").matches(item)


def test_only_articles_with_the_name_are_read_for_what_it_said(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for entry in library.entries:
        name = "陆知行" if entry.path.stem == "a" else "老人"
        library.index.learn(
            entry.sha256_text, [Entity(f"PER:{name}", name, Kind.PER, (Span(0, 1),))]
        )
    read: list[str] = []

    def quotations(
        asked: Library, entry: ArticleEntry, names: Mapping[str, Sequence[NameCount]]
    ) -> Sequence[StoredQuotation]:
        read.append(entry.path.stem)
        return quotations_of(asked, entry, names)

    monkeypatch.setattr(full_text, "quotations_of", quotations)
    assert search(library, "said:陆知行").keys() == {"a"}
    assert read == ["a"]


@pytest.mark.parametrize(
    ("query", "found", "expected"),
    [
        *((query, [], []) for query in ("name:查无此人", "said:查无此人", "colour:purple", "没有")),
        *(("-雾", ["a"], ["b"]), ("-没有", ["a", "b"], []), ("-(雾 OR 陆知行)", [], ["a", "b"])),
        *(("is:unread", ["a", "b"], []), ("colour:green", ["a"], []), ("-colour:red", "ab", [])),
    ],
)
def test_only_texts_that_may_have_a_word_of_the_query_are_read(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    found: Sequence[str],
    expected: Sequence[str],
) -> None:
    read = library.text
    asked: list[str] = []

    def text(number: int, path: Path) -> StoredText | None:
        asked.append(path.stem)
        return read(number, path)

    monkeypatch.setattr(library, "text", text)
    assert list(search(library, query)) == list(found)
    assert asked == expected


@pytest.mark.parametrize("query", ["-雾", "colour:purple", "-colour:red", "#没有", "said:闻一舟"])
def test_notes_are_read_only_where_a_field_of_the_query_may_be(
    library: Library, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    found = search(library, query).keys()
    monkeypatch.delattr(library.index.__class__, "excerpts_on")
    assert search(library, query).keys() == found


def test_notes_are_found_by_their_file_where_the_hash_of_its_text_is_an_old_one(
    library: Library,
) -> None:
    entries = [replace(entry, sha256_text="old") for entry in library.entries]
    for query, expected in (("#人物", "a"), ("-#人物", "b")):
        found = articles_with(library, query, entries)
        assert [each.entry.path.stem for each in found] == [expected]


def test_notes_with_a_tag_colour_or_speaker_have_it_in_their_labels() -> None:
    note = NoteExcerpt(Path("a.txt"), "1", 0, "", "", ("經濟/港口",), Colour.RED, speaker="陆知行")
    whole = NoteExcerpt(Path("a.txt"), "", 0, "", "")
    labels, meanings = labels_of([whole, note]), {Colour.RED: "事实"}
    for query in ("#经济", "#经济/港口", "colour:4", "colour:事实", "said:知行"):
        assert [part in labels for part in label_parts(parse(query), meanings)] == [True], query
    for query in ("#经", "#港口", "colour:yellow", "said:闻"):
        assert [part in labels for part in label_parts(parse(query), meanings)] == [False], query
    assert all(part in labels for part in label_parts(parse("#经", typing=True), {}))
    assert list(label_parts(parse("colour:没有 港口"), meanings)) == []


@pytest.mark.parametrize(
    "query",
    [
        *("临江", "-临江", "临江 -陆知行", "临江 OR 清晨", "-(临江 OR 清晨)", "没有这样的词"),
        *("name:陸知行", "name:陆总", "name:知", "-name:陆知行", "name:查无此人", "-name:查无此人"),
        *("name:陆知行 OR 清晨", "name:老人 临江", "name:陆知行 -name:老人", "NAME：老人"),
        *("said:陆知行", "-said:陆知行", "said:陆总 开工", "said:查无此人", "said:老人 OR name:陆"),
        *("tag:人物", "-tag:人物", "colour:yellow", "-colour:yellow", "colour:事实 name:陆"),
        *(
            "is:starred OR -临江",
            "-#人物 -雾",
            "#人物 OR 雾",
            "-(雾 OR said:陆知行)",
            "said:陆 -雾",
        ),
        *(
            "市长",
            "-市长",
            "colour:green -雾",
            "colour:green OR 雾",
            "is:unread OR 新任",
            "re:临 OR -雾",
            "临江 -#人物",
        ),
        *("is:unread", "is:starred", "-is:starred name:老人", "re:临.市", "by:闻 OR said:陆"),
    ],
)
def test_a_search_finds_what_looking_at_every_article_finds(library: Library, query: str) -> None:
    for entry in library.entries:
        aliases = {"陆知行": ("陆总",)} if entry.path.stem == "a" else {"老人": ()}
        people = [
            Entity(f"PER:{name}", name, Kind.PER, (Span(0, 1),), aliases=others)
            for name, others in aliases.items()
        ]
        library.index.learn(entry.sha256_text, people)
    expression, names = parse(query), library.index.names()
    numbers = library.candidates(parse(""))
    found = {}
    for entry in library.entries:
        stored = library.index.text(numbers[entry.path])
        assert stored is not None
        known = [n for each in names[entry.sha256_text] for n in (each.name, *each.aliases)]
        quotations = quotations_of(library, entry, names)
        said = [n for each in quotations for n in each.names]
        notes = library.index.excerpts_on(entry.path)
        item = article_item(entry, notes, known, library.meanings, said)
        if expression.matches(replace(item, texts=(stored.text, stored.more))):
            match = Match(entry, stored, notes, quotations)
            hits = tuple(match.hits(expression, library.meanings))
            found[entry.path.stem] = Found(entry, hits)
    assert search(library, query) == found
