"""Products are a brand and a model; similar words are not products."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from newsreader.entities.kind import Kind
from newsreader.recognition.engine import Reading
from newsreader.recognition.products import name_products, weigh_products
from newsreader.text.span import Span


def products(text: str, *names: str) -> list[str]:
    """The products in `text`, if an engine reads `names` as organisations."""
    readings = [
        Reading(Span(at, at + len(name)), Kind.ORG)
        for name in names
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    found = name_products(text, readings)
    return [reading.span.of(text) for reading in found if reading.kind is Kind.PRODUCT]


def test_a_figure_with_a_unit_is_not_a_product() -> None:
    text = "一期年产能为2GWh，规划产能8GWh，功率300MW，续航700km，另有新车iPhone 16 Pro。"
    assert products(text) == ["iPhone 16 Pro"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("极氪001开启预售，", ["极氪001"]),
        ("ZEEKR 001预售超出预期", ["ZEEKR 001"]),
        ("搭载麒麟9000S芯片", ["麒麟9000S"]),
        ("对手仍然是Model Y、问界M9和小米SU7。", ["Model Y", "问界M9", "小米SU7"]),
        ("小米17 Ultra所用的骁龙8 Elite Gen 5领先", ["小米17 Ultra", "骁龙8 Elite Gen 5"]),
        ("对比了Claude 3.5 Sonnet的表现", ["Claude 3.5 Sonnet"]),
        ("两颗Orin-X芯片", ["Orin-X"]),
        ("击落一架苏-34战斗轰炸机", ["苏-34"]),
        ("用户在微信上说", ["微信"]),
        ("同意SL-0417进入临床", ["SL-0417"]),
    ],
)
def test_brands_and_models(text: str, found: list[str]) -> None:
    assert products(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "支持5G和Wi-Fi 7。",
        "由台积电N3P工艺制造",
        "GPU芯片与AI大模型",
        "“Treat Model 3 like a friend.”",
        "抖音集团公布",
        "沿G312国道、S260和G1234次列车",
    ],
)
def test_not_a_product(text: str) -> None:
    assert products(text, "台积电", "抖音集团") == []


def test_a_long_model_is_separate_from_its_maker() -> None:
    assert products("使用英伟达GB300芯片", "英伟达") == ["GB300"]
    assert products("忘了带佳能R5。", "佳能") == ["佳能R5"]


def test_numbered_spacecraft_by_their_names_or_their_kind() -> None:
    text = "“望舒二号”由神舟十八号送入，望舒三号将于明年发射，住在二号楼。"
    assert products(text) == ["望舒二号", "神舟十八号", "望舒三号"]


def kept(text: str, names: Iterable[str]) -> list[str]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    readings = [Reading(span, Kind.PRODUCT, 0.8) for span in spans]
    return [reading.span.of(text) for reading in weigh_products(text, readings)]


def test_a_product_of_the_network_is_kept_only_if_it_looks_like_a_model() -> None:
    text = "小米17 Ultra、标普500指数、人民币、D轮融资、公路G312"
    names = ["小米17 Ultra", "标普500指数", "人民币", "D轮融资", "公路G312"]
    assert kept(text, names) == ["小米17 Ultra"]
