"""Citations: what is known of an article, escaped, and nothing that is not known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from newsreader.article.own_export import is_exported
from newsreader.formats.citation import authors_of
from newsreader.formats.citation_formats import BibTeX, CslJson, Gbt7714
from newsreader.formats.document import Document
from newsreader.formats.losses import losses
from tests.formats.documents import article_of, document

URL = "https://news.example.cn/2026/04/12/a_b.html?x=1&y={2}"


def cited(**fields: object) -> Document:
    """A document whose article has all parts of a citation, except for `fields`."""
    known: dict[str, object] = {
        "title": "海东港一季度吞吐量创新高",
        "author": "林知远",
        "source": "海东日报",
        "published": "2026年4月12日",
        "published_iso": "2026-04-12",
        "url": URL,
        "captured": date(2026, 11, 22),
    }
    return replace(document(), article=document().article._replace(**known | fields))  # type: ignore[arg-type]


def test_an_online_article_is_cited_by_the_standard() -> None:
    assert Gbt7714().write(cited()) == (
        f"林知远. 海东港一季度吞吐量创新高[N/OL]. 海东日报, 2026-04-12[2026-11-22]. {URL}.\n"
    )


def test_an_article_without_an_address_is_cited_as_printed() -> None:
    printed = cited(url=None)
    assert Gbt7714().write(printed) == (
        "林知远. 海东港一季度吞吐量创新高[N]. 海东日报, 2026-04-12.\n"
    )
    assert "urldate" not in BibTeX().write(printed)
    assert "accessed" not in CslJson().write(printed)


def test_what_is_not_known_is_named_and_not_invented() -> None:
    bare = cited(
        author=None, source=None, published=None, published_iso=None, url=None, captured=None
    )
    assert Gbt7714().write(bare) == "海东港一季度吞吐量创新高[N].\n"
    for form in (BibTeX(), CslJson(), Gbt7714()):
        [sentence] = losses(form, bare)
        for part in ("Author", "Source", "Published", "Web address"):
            assert part in sentence
        assert losses(form, cited()) == []
        assert "20" not in re.sub(r"news-\w{8}", "", form.write(bare))


def test_a_day_that_is_not_certain_is_quoted() -> None:
    vague = cited(published="4月12日 09:30", published_iso=None)
    assert "海东日报, 4月12日 09:30[2026-11-22]" in Gbt7714().write(vague)
    assert json.loads(CslJson().write(vague))[0]["issued"] == {"literal": "4月12日 09:30"}
    assert "note = {4月12日 09:30}" in BibTeX().write(vague)
    assert "year" not in BibTeX().write(vague)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("林知远", ["林知远"]),
        ("林知远 周明岚", ["林知远", "周明岚"]),
        ("林知远、周明岚，王 芳", ["林知远", "周明岚", "王芳"]),
        ("欧阳 明 李 强", ["欧阳明", "李强"]),
        ("本报记者 林知远 通讯员 周明岚", ["林知远", "周明岚"]),
        ("新华社记者林知远", ["林知远"]),
        ("文/林知远", ["林知远"]),
        ("文睿", ["文睿"]),
        ("本报记者", ["本报记者"]),
        ("约翰·史密斯", ["约翰·史密斯"]),
        ("John Smith and 林知远", ["John Smith", "林知远"]),
        ("财讯编选", ["财讯编选"]),
    ],
)
def test_authors_are_split_and_stay_as_they_are_written(words: str, names: list[str]) -> None:
    assert authors_of(words) == (tuple(names), False)


def test_more_authors_than_are_named() -> None:
    assert authors_of("林知远等") == (("林知远",), True)
    assert Gbt7714().write(cited(author="林知远等")).startswith("林知远, 等. ")
    four = cited(author="甲一、乙二、丙三、丁四")
    assert Gbt7714().write(four).startswith("甲一, 乙二, 丙三, 等. ")
    assert "{甲一} and {乙二} and {丙三} and {丁四}" in BibTeX().write(four)
    assert "{林知远} and others" in BibTeX().write(cited(author="林知远等"))


def test_names_in_latin_letters_have_their_family_name_apart() -> None:
    latin = cited(author="John Q. Smith")
    assert Gbt7714().write(latin).startswith("SMITH J Q. ")
    assert "author = {Smith, John Q.}" in BibTeX().write(latin)
    [item] = json.loads(CslJson().write(latin))
    assert item["author"] == [{"family": "Smith", "given": "John Q."}]
    [item] = json.loads(CslJson().write(cited(author="Harbour News Agency")))
    assert item["author"] == [{"literal": "Harbour News Agency"}]


def test_csl_has_names_of_one_word_and_dates_in_parts() -> None:
    [item] = json.loads(CslJson().write(cited()))
    assert item["author"] == [{"literal": "林知远"}]
    assert item["issued"] == {"date-parts": [[2026, 4, 12]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert item["URL"] == URL
    assert item["type"] == "article-newspaper"
    assert item["container-title"] == "海东日报"


def test_bibtex_is_escaped_and_its_braces_balance() -> None:
    hostile = r"50% & #1 $5 a_b {c \d} ~^ NASA 与 AI"
    written = BibTeX().write(cited(title=hostile, author="A {} and\\ B", source="{"))
    assert written.count("{") == written.count("}")
    assert r"50\% \& \#1 \$5 a\_b \textbraceleft{}c \textbackslash{}d\textbraceright{}" in written
    assert "{NASA} 与 {AI}" in written
    assert "y=%7B2%7D" in written
    assert "month = apr," in written


def test_several_articles_are_one_file_with_distinct_keys() -> None:
    pair = [cited(), cited()]
    keys = re.findall(r"@article\{([^,]+),", BibTeX().write_all(pair))
    assert len(set(keys)) == 2
    assert [item["id"] for item in json.loads(CslJson().write_all(pair))] == keys
    lines = Gbt7714().write_all(pair).splitlines()
    assert [line[:4] for line in lines] == ["[1] ", "[2] "]
    assert CslJson().write_all([]) == "[]\n"


def test_references_beside_an_article_are_not_an_article() -> None:
    assert is_exported("harbour.notes.txt", Gbt7714().write(cited()))
    assert is_exported("all.notes.txt", Gbt7714().write_all([cited(), cited()]))
    assert not is_exported("harbour.txt", article_of("海东港").text)
