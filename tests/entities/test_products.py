"""Products: a brand and a model, and what only looks like one."""

from newsreader.entities.products import name_products


def test_a_figure_with_its_unit_is_no_product() -> None:
    text = "一期年产能为2GWh，规划产能8GWh，功率300MW，续航700km，另有新车iPhone 16 Pro。"
    found = [reading.span.of(text) for reading in name_products(text, [])]
    assert found == ["iPhone 16 Pro"]
