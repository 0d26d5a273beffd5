"""Each mention in its sentence."""

from newsreader.session.concordance import REACH, concordance, within
from newsreader.text.span import Span
from tests.fakes import NEWS, article_of


def places(text: str, name: str) -> list[Span]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Span(at, at + len(name)))
        at = text.find(name, at + 1)
    return found


def test_every_mention_has_its_sentence() -> None:
    article = article_of(NEWS)
    found = concordance(article, places(NEWS, "陆知行"))
    assert [each.mention.of(NEWS) for each in found] == ["陆知行"] * 2
    assert found[0].sentence.of(NEWS) == "临江市市长闻一舟与澜川集团董事长陆知行签署协议。"
    assert all(each.sentence.covers(each.mention) for each in found)
    assert [each.paragraph for each in found] == [3, 4]


def test_of_a_sentence_without_end_what_is_near_is_kept() -> None:
    text = "长" * 5000 + "陆知行" + "长" * 5000 + "陆知行"
    found = concordance(article_of(text), places(text, "陆知行"))
    assert len(found) == 2
    for each in found:
        assert each.sentence.covers(each.mention)
        assert len(each.sentence) <= 2 * REACH + 3


def test_mentions_within_a_sentence_are_those_that_are_whole_there() -> None:
    mentions = [Span(0, 2), Span(3, 5), Span(8, 10)]
    assert within(mentions, Span(3, 9)) == [Span(3, 5)]


def test_a_mention_after_a_sentence_has_its_own_sentence() -> None:
    text = "陆知行来了。陆知行走了。"
    found = concordance(article_of(text), places(text, "陆知行"))
    assert [each.sentence.of(text) for each in found] == ["陆知行来了。", "陆知行走了。"]
