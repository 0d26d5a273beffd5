"""Which names of different articles are the same entity."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.entities.corrections import Correction, CorrectionAction
from newsreader.entities.kind import Kind
from newsreader.library.article_entry import ArticleEntry, NameCount
from newsreader.library.names import FolderNames, corrected

ORG, PER, LOC = Kind.ORG, Kind.PER, Kind.LOC


def names_of(*articles: list[NameCount]) -> FolderNames:
    entries = [
        ArticleEntry(Path(f"/news/{n}.txt"), str(n), day=f"2026-03-{n + 10}")
        for n in range(len(articles))
    ]
    return FolderNames(entries, {str(n): names for n, names in enumerate(articles)})


def listed(names: FolderNames) -> list[str]:
    return sorted(each.name for each in names.appearances())


def test_an_alias_in_one_article_joins_the_name_in_another() -> None:
    names = names_of(
        [NameCount("澜川控股", ORG, 3, "COMPANY", ("澜川",))], [NameCount("澜川", ORG, 2)]
    )
    (found,) = names.appearances()
    assert (found.name, found.aliases, found.mentions) == ("澜川控股", ("澜川",), 5)
    assert (found.first, found.last) == ("2026-03-10", "2026-03-11")
    assert names.named(ORG, "澜川") is found


@pytest.mark.parametrize(
    ("name", "alias", "kind"),
    [
        ("陆知行", "陆总", PER),
        ("陆知行", "知行", PER),
        ("陆知行", "老陆", PER),
        ("临江市教育局", "教育局", ORG),
        ("临江市江东路", "江东路", LOC),
        ("澜川控股", "澜", ORG),
    ],
)
def test_an_alias_that_others_may_have_joins_nothing(name: str, alias: str, kind: Kind) -> None:
    names = names_of([NameCount(name, kind, 3, "", (alias,))], [NameCount(alias, kind, 2)])
    assert listed(names) == sorted((name, alias))


def test_an_alias_of_two_names_joins_nothing() -> None:
    names = names_of(
        [NameCount("澜川控股", ORG, 3, "", ("澜川",))],
        [NameCount("澜川科技", ORG, 3, "", ("澜川",))],
        [NameCount("澜川", ORG, 2)],
    )
    assert listed(names) == ["澜川", "澜川控股", "澜川科技"]


def test_two_entities_of_one_article_are_not_joined() -> None:
    names = names_of(
        [NameCount("澜川控股", ORG, 3, "", ("澜川",))],
        [NameCount("澜川", ORG, 2), NameCount("澜川控股", ORG, 1)],
    )
    assert listed(names) == ["澜川", "澜川控股"]


def test_names_that_are_aliases_of_each_other_become_one() -> None:
    names = names_of(
        [NameCount("澜川控股", ORG, 3, "", ("澜川",))],
        [NameCount("澜川", ORG, 2, "", ("澜川控股",))],
    )
    assert listed(names) == ["澜川控股"]


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (Correction("1", CorrectionAction.HIDE, "陆知行", PER), []),
        (Correction("1", CorrectionAction.RENAME, "陆知行", PER, "陆行"), [("陆行", PER)]),
        (Correction("1", CorrectionAction.MERGE, "陆知行", PER, "陆行"), [("陆行", PER)]),
        (Correction("1", CorrectionAction.RETYPE, "陆知行", ORG), [("陆知行", ORG)]),
        (Correction("1", CorrectionAction.HIDE, "陆知行", ORG), [("陆知行", PER)]),
        (Correction("1", CorrectionAction.HIDE, "别人"), [("陆知行", PER)]),
    ],
)
def test_a_correction_applies_to_the_names_of_an_article(
    correction: Correction, expected: list[tuple[str, Kind]]
) -> None:
    found = corrected([NameCount("陆知行", PER, 1)], [correction])
    assert [(each.name, each.kind) for each in found] == expected
