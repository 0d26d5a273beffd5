"""The watch list matches names, aliases, forms and codes."""

from __future__ import annotations

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.watchlist import named_in, watched
from newsreader.text.span import Span

TEXT = "吉利控股集团与极星，吉利汽车(00175)，100175"
GROUP = Entity("ORG:吉利控股集团", "吉利控股集团", Kind.ORG, (Span(0, 6),), aliases=("吉利控股",))


def names(*wanted: str) -> list[str]:
    return [entity.name for entity in watched(TEXT, [GROUP], wanted)]


def test_a_name_an_alias_and_a_form_mean_the_same_entity() -> None:
    for name in ("吉利控股集团", "吉利控股", "浙江吉利控股集团有限公司"):
        assert names(name) == ["吉利控股集团"]
    assert names("吉利控股", "吉利控股集团") == ["吉利控股集团"]


def test_the_order_is_that_of_the_list() -> None:
    assert names("极星", "吉利控股") == ["极星", "吉利控股集团"]


def test_a_security_is_found_without_its_market_and_not_inside_figures() -> None:
    found = watched(TEXT, [], ["00175.HK"])
    assert [span.of(TEXT) for span in found[0].mentions] == ["00175"]
    assert found[0].kind is Kind.TICKER


def test_a_name_that_is_not_in_the_text_is_not_found() -> None:
    assert names("特斯拉", "", "600519.SH") == []


def test_a_text_that_has_not_been_analysed() -> None:
    watch = ("极星", "浙江吉利控股集团有限公司", "00175.HK", "央行", "AI", "特斯拉")
    assert named_in(TEXT, watch) == ("极星", "浙江吉利控股集团有限公司", "00175.HK")
    assert named_in("中国人民银行今天说", watch) == ("央行",)
    assert named_in("用AI画画", watch) == ("AI",)
    assert named_in("PAIR and AIR", watch) == ()


def test_traditional_text_matches_too() -> None:
    assert [e.mentions for e in watched("吉利汽車昨日", [], ["吉利汽车"])] == [(Span(0, 4),)]
    known = Entity("ORG:吉利汽車", "吉利汽車", Kind.ORG, (Span(0, 4),))
    assert watched("吉利汽車昨日", [known], ["吉利汽车"]) == (known,)
    assert named_in("吉利汽车昨日", ["吉利汽車"]) == ("吉利汽車",)
