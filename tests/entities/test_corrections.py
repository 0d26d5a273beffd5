"""Corrections change entities, survive a round trip, and leave no overlapping mentions."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.entities.corrections import (
    Correction,
    CorrectionAction,
    apply,
    corrected,
    from_table,
    own_words,
    to_table,
)
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

TEXT = "李书福说，吉利控股和吉利将在宁波落户，李书福又说了。"


def spans(name: str) -> tuple[Span, ...]:
    found, at = [], TEXT.find(name)
    while at >= 0:
        found.append(Span(at, at + len(name)))
        at = TEXT.find(name, at + len(name))
    return tuple(found)


PERSON = Entity("PER:李书福", "李书福", Kind.PER, spans("李书福"))
GROUP = Entity("ORG:吉利控股", "吉利控股", Kind.ORG, (spans("吉利控股")[0],), "COMPANY")
PLACE = Entity("LOC:宁波", "宁波", Kind.LOC, spans("宁波"))
ENTITIES = (PERSON, GROUP, PLACE)


def done(*corrections: Correction) -> dict[str, Entity]:
    return {entity.name: entity for entity in apply(TEXT, ENTITIES, corrections)}


def test_an_added_name_is_found_everywhere_in_the_text() -> None:
    added = done(Correction.new(CorrectionAction.ADD, "落户", Kind.PRODUCT))["落户"]
    assert added.kind is Kind.PRODUCT
    assert added.mentions == spans("落户")


def test_adding_takes_the_place_of_what_it_overlaps() -> None:
    after = done(Correction.new(CorrectionAction.ADD, "吉利", Kind.ORG))
    assert "吉利控股" not in after
    assert after["吉利"].mentions == spans("吉利")


def test_a_hidden_entity_is_gone_and_others_stay() -> None:
    assert set(done(Correction.new(CorrectionAction.HIDE, "宁波"))) == {"李书福", "吉利控股"}


def test_hiding_an_alias_keeps_the_entity() -> None:
    both = Entity("ORG:x", "吉利控股", Kind.ORG, spans("吉利"), aliases=("吉利",))
    after = apply(TEXT, [both], [Correction.new(CorrectionAction.HIDE, "吉利")])
    assert [entity.aliases for entity in after] in ([()], [])


def test_retyping_drops_the_company() -> None:
    entity = done(Correction.new(CorrectionAction.RETYPE, "吉利控股", Kind.PRODUCT))["吉利控股"]
    assert (entity.kind, entity.subkind) == (Kind.PRODUCT, "")


def test_a_renamed_entity_keeps_its_old_name_as_an_alias() -> None:
    entity = done(Correction.new(CorrectionAction.RENAME, "吉利控股", to="浙江吉利控股集团"))[
        "浙江吉利控股集团"
    ]
    assert entity.aliases == ("吉利控股",)
    assert entity.mentions == GROUP.mentions


def test_an_invented_name_is_forgotten_after_another_rename() -> None:
    twice = [
        Correction.new(CorrectionAction.RENAME, "吉利控股", to="吉利集团"),
        Correction.new(CorrectionAction.RENAME, "吉利集团", to="浙江吉利"),
    ]
    assert done(*twice)["浙江吉利"].aliases == ("吉利控股",)


def test_an_organisation_becomes_a_company_and_back() -> None:
    made = Correction.new(CorrectionAction.RETYPE, "宁波", Kind.ORG, subkind="COMPANY")
    assert (done(made)["宁波"].kind, done(made)["宁波"].subkind) == (Kind.ORG, "COMPANY")
    assert from_table(to_table(made)) == made
    unmade = Correction.new(CorrectionAction.RETYPE, "吉利控股", Kind.ORG)
    assert done(unmade)["吉利控股"].subkind == ""
    added = Correction.new(CorrectionAction.ADD, "落户", Kind.ORG, subkind="COMPANY")
    assert done(added)["落户"].subkind == "COMPANY"


def test_adding_more_mentions_keeps_what_is_known_of_the_entity() -> None:
    known = Entity("PER:李书福", "李书福", Kind.PER, spans("李书福")[:1], "", (), ("董事长",))
    after = apply(TEXT, [known], [Correction.new(CorrectionAction.ADD, "李书福", Kind.PER)])
    assert after == (
        Entity("PER:李书福", "李书福", Kind.PER, spans("李书福"), "", (), ("董事长",)),
    )


def test_merged_entities_are_one_with_all_mentions() -> None:
    entity = done(Correction.new(CorrectionAction.MERGE, "宁波", to="吉利控股"))["吉利控股"]
    assert entity.mentions == tuple(sorted(GROUP.mentions + PLACE.mentions))
    assert "宁波" in entity.aliases


def test_two_entities_of_one_name_are_merged_in_either_order() -> None:
    company = Entity("ORG:吉利", "吉利", Kind.ORG, spans("吉利")[:1])
    product = Entity("PRODUCT:吉利", "吉利", Kind.PRODUCT, spans("吉利")[1:])
    for kind, other in ((Kind.ORG, Kind.PRODUCT), (Kind.PRODUCT, Kind.ORG)):
        merged = Correction.new(CorrectionAction.MERGE, "吉利", kind, "吉利")
        (whole,) = apply(TEXT, [company, product], [merged])
        assert (whole.kind, whole.mentions) == (other, spans("吉利"))


def test_splitting_undoes_a_merger() -> None:
    after = done(
        Correction.new(CorrectionAction.MERGE, "宁波", to="吉利控股"),
        Correction.new(CorrectionAction.SPLIT, "宁波"),
    )
    assert after["宁波"].mentions == PLACE.mentions
    assert after["吉利控股"].mentions == GROUP.mentions


def test_a_boundary_is_corrected_at_every_mention() -> None:
    short = Entity("PER:李书", "李书", Kind.PER, spans("李书"))
    after = apply(TEXT, [short], [Correction.new(CorrectionAction.BOUND, "李书", to="李书福")])
    assert after[0].name == "李书福"
    assert after[0].mentions == spans("李书福")


def test_a_corrected_word_changes_no_entity_and_the_longest_word_wins() -> None:
    words = [Correction.new(CorrectionAction.WORD, word) for word in ("研究", "研究生", "AI")]
    text = "研究生做研究，AIR 不是 AI"
    assert [span.of(text) for span in own_words(text, words)] == ["研究生", "研究", "AI"]
    assert apply(TEXT, ENTITIES, words) == tuple(ENTITIES)


def test_a_correction_of_a_name_that_is_gone_does_nothing() -> None:
    gone = [Correction.new(action, "没有", Kind.PER, "也没有") for action in CorrectionAction]
    assert apply(TEXT, ENTITIES, gone) == ENTITIES


def test_a_correction_is_the_same_after_a_round_trip() -> None:
    correction = Correction.new(CorrectionAction.RETYPE, "极氪", Kind.PRODUCT, everywhere=True)
    assert from_table(to_table(correction)) == correction


def test_keys_of_a_later_version_survive() -> None:
    table = {"id": "1", "action": "hide", "name": "极氪", "colour": "green"}
    correction = from_table(table)
    assert correction is not None
    assert to_table(correction) == table


def test_a_table_that_cannot_be_understood_is_refused() -> None:
    assert from_table({"action": "dance", "name": "极氪"}) is None
    assert from_table({"action": "hide"}) is None
    assert from_table({"action": "hide", "name": "极氪", "kind": "ANIMAL"}) is None


names = st.sampled_from(["李书福", "吉利", "吉利控股", "宁波", "书福", "控股", "落户宁", "无", ""])
corrections = st.builds(
    Correction.new,
    st.sampled_from(CorrectionAction),
    names,
    st.none() | st.sampled_from(Kind),
    names,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(corrections, max_size=6))
def test_mentions_stay_inside_the_text_in_order_and_apart(chosen: list[Correction]) -> None:
    after = apply(TEXT, ENTITIES, chosen)
    for entity in after:
        assert entity.mentions
        assert list(entity.mentions) == sorted(set(entity.mentions))
    together = sorted(span for entity in after for span in entity.mentions)
    assert all(one.end <= two.start for one, two in pairwise(together))
    assert all(span.end <= len(TEXT) for span in together)
    assert corrected(TEXT, Roster.of(ENTITIES), chosen) == Roster.of(after)
