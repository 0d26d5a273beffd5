"""The helper process answers, ends with its reader, and is missed politely."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.analysis.batch import recognize_all
from newsreader.analysis.protocol import (
    Fact,
    Failed,
    Finished,
    MentionsFound,
    Progress,
    Warned,
    WordsFound,
)
from newsreader.analysis.service import Service
from newsreader.entities.entity import Kind
from newsreader.entities.roster import Roster
from newsreader.entities.user_lexicon import LexiconEntry
from newsreader.errors import AnalysisError
from newsreader.text.span import Span

TEXT = "吉利控股集团董事长李书福在宁波说话。\n\n他后来去了北京。"
SPANS = [Span(0, 18), Span(20, len(TEXT))]

pytestmark = pytest.mark.slow


@pytest.fixture
def service() -> Iterator[Service]:
    started = Service.start()
    yield started
    started.close()


def facts_of(service: Service) -> queue.SimpleQueue[Fact]:
    facts: queue.SimpleQueue[Fact] = queue.SimpleQueue()
    service.listen(facts.put)
    return facts


def until_finished(facts: queue.SimpleQueue[Fact]) -> list[Fact]:
    told: list[Fact] = []
    while not told or not isinstance(told[-1], Finished | Failed):
        told.append(facts.get(timeout=30))
    return told


def words_behind(
    facts: queue.SimpleQueue[Fact], told: list[Fact], spans: list[Span]
) -> list[WordsFound]:
    """The words of a short text, which are told of once it is finished."""
    words = [fact for fact in told if isinstance(fact, WordsFound)]
    while not all(any(fact.span.covers(span) for fact in words) for span in spans):
        fact = facts.get(timeout=30)
        words += [fact] if isinstance(fact, WordsFound) else []
    return words


def test_words_and_mentions_arrive(service: Service) -> None:
    facts = facts_of(service)
    service.request("one", TEXT, SPANS)
    service.attend(SPANS[1])
    told = until_finished(facts)
    words = {fact.span: list(fact.starts) for fact in words_behind(facts, told, SPANS)}
    starts = {start for found in words.values() for start in found}
    assert {0, TEXT.index("李书福"), TEXT.index("他")} <= starts
    found = [fact.span for fact in told if isinstance(fact, MentionsFound)]
    assert all(any(wide.covers(span) for wide in found) for span in SPANS)
    assert isinstance(told[-1], Finished)
    names = {span.of(TEXT) for span in told[-1].roster.spans}
    assert {"李书福", "宁波", "北京"} <= names
    last = [fact for fact in told if isinstance(fact, Progress)][-1]
    assert last.done == last.total == sum(map(len, SPANS))


def test_words_of_traditional_text_are_told_too(service: Service) -> None:
    facts = facts_of(service)
    text = "財政司司長陳茂波昨日會見傳媒，談論經濟發展"
    service.request("traditional", text, [Span(0, len(text))])
    words = words_behind(facts, until_finished(facts), [Span(0, len(text))])
    starts = list(words[0].starts)
    assert text.index("經濟") in starts
    assert text.index("濟發") not in starts
    assert text.index("媒，") not in starts


def test_what_was_asked_before_is_given_up(service: Service) -> None:
    facts = facts_of(service)
    service.request("one", TEXT * 200, [Span(0, len(TEXT * 200))])
    service.request("two", TEXT, SPANS)
    told = until_finished(facts)
    assert isinstance(told[-1], Finished)
    assert told[-1].sha256_text == "two"
    assert {getattr(fact, "sha256_text", "two") for fact in told[-3:]} == {"two"}


def test_an_empty_text_is_finished_at_once(service: Service) -> None:
    facts = facts_of(service)
    service.request("empty", "", [])
    assert until_finished(facts)[-1] == Finished("empty", Roster())


def test_a_crash_is_told_once(service: Service) -> None:
    facts = facts_of(service)
    process = service._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    assert isinstance(facts.get(timeout=30), Failed)
    assert process.wait(10) != 0
    service.request("one", TEXT, SPANS)
    service.close()
    assert facts.empty()


def test_closing_twice_leaves_no_process(service: Service) -> None:
    process = service._process
    assert process is not None
    service.close()
    service.close()
    assert process.wait(10) is not None


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        "{}",
        '{"fact":"texts","rows":5}',
        '{"fact":"texts","rows":[[1]]}',
        '{"fact":"places","rows":[[1,2]]}',
        '{"fact":"places","rows":[[5,2,0]]}',
        '{"fact":"entities","rows":[["PER:a","a","PER","",[],[]]]}',
        '{"fact":"mentions","sha256_text":"","span":[0,9],"rows":[[0,1,"NOBODY",""]]}',
        '{"fact":"words","sha256_text":"","span":[0],"starts":[]}',
        '{"fact":"dance","sha256_text":""}',
        '{"fact":"failed"}',
    ],
)
def test_what_cannot_be_understood_is_told_in_a_sentence(line: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", f"input(); print({line!r}, flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    service = Service(process)
    facts = facts_of(service)
    service.attend(Span(0, 1))
    fact = facts.get(timeout=30)
    service.close()
    assert isinstance(fact, Failed)
    assert fact.reason.endswith("understood.")


def test_a_python_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    service = Service.start()
    facts = facts_of(service)
    assert isinstance(facts.get(timeout=10), Failed)
    service.request("one", TEXT, SPANS)
    service.close()


def test_an_unknown_engine_is_told() -> None:
    service = Service.start(engine="nonesuch")
    fact = facts_of(service).get(timeout=30)
    service.close()
    assert isinstance(fact, Failed)
    assert "nonesuch" in fact.reason


@pytest.mark.parametrize(
    ("lexicon", "told"),
    [
        ("测试员甲 nr\n白杨 nt\n".encode("gb18030"), ""),
        ("测试员甲 nr\n白杨 nt\n青松 nt\n".encode() + b"\xc4\xe3\xff nr\n", "Line 4"),
    ],
)
def test_the_readers_lexicon_is_known_from_the_start(
    tmp_path: Path, lexicon: bytes, told: str
) -> None:
    (tmp_path / "own.txt").write_bytes(lexicon)
    service = Service.start(lexicon=tmp_path / "own.txt")
    facts = facts_of(service)
    service.request("one", "后来测试员甲去了。", [Span(0, 9)])
    found = until_finished(facts)
    service.close()
    warnings = [fact.reason for fact in found if isinstance(fact, Warned)]
    assert [told in reason for reason in warnings] == [True] * bool(told)
    assert isinstance(found[-1], Finished)
    assert [entity.name for entity in found[-1].roster.entities] == ["测试员甲"]


def test_entities_are_found_without_a_lexicon_that_is_no_text(tmp_path: Path) -> None:
    service = Service.start(lexicon=tmp_path)
    facts = facts_of(service)
    service.request("one", TEXT, SPANS)
    found = until_finished(facts)
    service.close()
    assert [str(tmp_path) in fact.reason for fact in found if isinstance(fact, Warned)] == [True]
    assert isinstance(found[-1], Finished)


def test_an_engine_that_a_package_brings_reads_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    information = tmp_path / "told-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: told\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[newsreader.recognizers]\ntold = told:Told\n")
    (tmp_path / "told.py").write_text(
        "from newsreader.recognition.engine import Reading\n"
        "from newsreader.entities.entity import Kind\n"
        "from newsreader.text.span import Span\n"
        "class Told:\n"
        "    def find(self, pieces):\n"
        "        return [[Reading(Span(0, 2), Kind.PER)] for _piece in pieces]\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    service = Service.start("told")
    facts = facts_of(service)
    service.request("told", "甲乙来了。", [Span(0, 5)])
    finished = until_finished(facts)[-1]
    service.close()
    assert isinstance(finished, Finished)
    assert [(e.name, e.kind) for e in finished.roster.entities] == [("甲乙", Kind.PER)]


def test_the_helper_ends_when_its_reader_is_killed() -> None:
    program = (
        "import sys, time\n"
        "from newsreader.analysis.service import Service\n"
        "service = Service.start()\n"
        "print(service._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    root = Path(__file__).parents[2]
    reader = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=root, text=True
    )
    assert reader.stdout is not None
    helper = int(reader.stdout.readline())
    ended = os.pidfd_open(helper) if hasattr(os, "pidfd_open") else None
    reader.kill()
    reader.wait()
    reader.stdout.close()
    if ended is not None:
        import select

        assert select.select([ended], [], [], 10)[0]
        os.close(ended)


def test_the_readers_own_names_are_known_from_the_next_request(service: Service) -> None:
    facts = facts_of(service)
    text = "宁波人爱吃汤圆黑洋酥。"
    service.learn([LexiconEntry("黑洋酥", None, Kind.PRODUCT)])
    service.request("own", text, [Span(0, len(text))])
    told = until_finished(facts)
    assert isinstance(told[-1], Finished)
    assert ("黑洋酥", Kind.PRODUCT) in {(e.name, e.kind) for e in told[-1].roster.entities}
    words = words_behind(facts, told, [Span(0, len(text))])[0]
    assert text.index("黑洋酥") in words.starts
    assert text.index("洋酥") not in words.starts


def test_the_reader_says_which_organisation_is_a_company(service: Service) -> None:
    facts = facts_of(service)
    text = "昨天，澜川和吉利汽车公司都来了。"
    service.learn(
        [
            LexiconEntry("澜川", 9, Kind.ORG, "COMPANY"),
            LexiconEntry("吉利汽车公司", 9, Kind.ORG, ""),
        ]
    )
    service.request("companies", text, [Span(0, len(text))])
    told = until_finished(facts)
    assert isinstance(told[-1], Finished)
    found = {entity.name: entity.subkind for entity in told[-1].roster.entities}
    assert (found["澜川"], found["吉利汽车公司"]) == ("COMPANY", "")


def test_streams_are_answered_in_order(service: Service) -> None:
    texts = ["王毅在北京。", "", "李书福在宁波。"] * 30
    answers = list(recognize_all(service, texts))
    assert len(answers) == len(texts)
    assert [a[0].span.of(t) for t, a in zip(texts, answers, strict=True) if t] == [
        "王毅",
        "李书福",
    ] * 30


def test_a_conversation_is_answered_line_by_line(service: Service) -> None:
    questions: queue.SimpleQueue[str] = queue.SimpleQueue()
    answers = recognize_all(service, iter(questions.get, "end"))
    for text in ("王毅在北京。", "李书福在宁波。"):
        questions.put(text)
        assert next(answers)
    questions.put("end")
    assert list(answers) == []


def test_an_error_in_the_stream_comes_after_the_answers_before_it(service: Service) -> None:
    def texts() -> Iterator[str]:
        yield "王毅在北京。"
        raise AnalysisError("line 2")

    answers = recognize_all(service, texts())
    assert next(answers)
    with pytest.raises(AnalysisError, match="line 2"):
        next(answers)


def test_the_reading_process_stays_light() -> None:
    program = (
        "import sys\n"
        "import newsreader.analysis.service, newsreader.recognition.aliases\n"
        "import newsreader.entities.corrections, newsreader.analysis.batch\n"
        "heavy = {'numpy', 'jieba', 'multiprocessing', 'textual', 'rich'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root)
