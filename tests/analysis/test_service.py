"""The helper process answers, ends with its parent, and its faults are reported and logged."""

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
    Line,
    MentionsFound,
    Progress,
    Warned,
    WordsCounted,
    WordsFound,
    encode_line,
)
from newsreader.analysis.roster_codec import encode_roster
from newsreader.analysis.service import Service
from newsreader.directories import directories
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
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
    found: list[Fact] = []
    while not found or not isinstance(found[-1], Finished | Failed):
        found.append(facts.get(timeout=30))
    return found


def words_after(
    facts: queue.SimpleQueue[Fact], before: list[Fact], spans: list[Span]
) -> list[WordsFound]:
    """The words of a short text, which arrive after it is finished."""
    words = [fact for fact in before if isinstance(fact, WordsFound)]
    while not all(any(fact.span.covers(span) for fact in words) for span in spans):
        fact = facts.get(timeout=30)
        words += [fact] if isinstance(fact, WordsFound) else []
    return words


def test_words_and_mentions_arrive(service: Service) -> None:
    facts = facts_of(service)
    service.request("one", TEXT, SPANS)
    service.attend(SPANS[1])
    seen = until_finished(facts)
    words = {fact.span: list(fact.starts) for fact in words_after(facts, seen, SPANS)}
    starts = {start for found in words.values() for start in found}
    assert {0, TEXT.index("李书福"), TEXT.index("他")} <= starts
    found = [fact.span for fact in seen if isinstance(fact, MentionsFound)]
    assert all(any(wide.covers(span) for wide in found) for span in SPANS)
    assert isinstance(seen[-1], Finished)
    names = {span.of(TEXT) for span in seen[-1].roster.spans}
    assert {"李书福", "宁波", "北京"} <= names
    last = [fact for fact in seen if isinstance(fact, Progress)][-1]
    assert last.done == last.total == sum(map(len, SPANS))


def test_words_of_traditional_text_arrive_too(service: Service) -> None:
    facts = facts_of(service)
    text = "財政司司長陳茂波昨日會見傳媒，談論經濟發展"
    service.request("traditional", text, [Span(0, len(text))])
    words = words_after(facts, until_finished(facts), [Span(0, len(text))])
    starts = list(words[0].starts)
    assert text.index("經濟") in starts
    assert text.index("濟發") not in starts
    assert text.index("媒，") not in starts


def test_an_earlier_request_is_abandoned(service: Service) -> None:
    facts = facts_of(service)
    service.request("one", TEXT * 200, [Span(0, len(TEXT * 200))])
    service.request("two", TEXT, SPANS)
    seen = until_finished(facts)
    assert isinstance(seen[-1], Finished)
    assert seen[-1].sha256_text == "two"
    assert {getattr(fact, "sha256_text", "two") for fact in seen[-3:]} == {"two"}


def test_an_empty_text_is_finished_at_once(service: Service) -> None:
    facts = facts_of(service)
    service.request("empty", "", [])
    assert until_finished(facts)[-1] == Finished("empty", Roster())


def test_a_crash_is_reported_once(service: Service) -> None:
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
        '{"fact":"counted","rows":[[["a","b",[1]]]]}',
        '{"fact":"counted","rows":[[[1,2.0,[1]]]]}',
        '{"fact":"places","sha256_text":"","rows":[[1,2]]}',
        '{"fact":"places","sha256_text":"","rows":[[5,2,0]]}',
        '{"fact":"entities","sha256_text":"","rows":[["PER:a","a","PER","",[],[]]]}',
        '{"fact":"mentions","sha256_text":"","span":[0,9],"rows":[[0,1,"NOBODY",""]]}',
        '{"fact":"words","sha256_text":"","span":[0],"starts":[]}',
        '{"fact":"dance","sha256_text":""}',
        '{"fact":"failed"}',
    ],
)
def test_a_line_that_cannot_be_understood_is_reported_in_a_sentence(line: str) -> None:
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


def test_a_python_that_cannot_be_started_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    service = Service.start()
    facts = facts_of(service)
    assert isinstance(facts.get(timeout=10), Failed)
    service.request("one", TEXT, SPANS)
    service.close()


def test_an_unknown_engine_is_reported() -> None:
    service = Service.start(engine="nonesuch")
    fact = facts_of(service).get(timeout=30)
    service.close()
    assert isinstance(fact, Failed)
    assert "nonesuch" in fact.reason


@pytest.mark.parametrize(
    ("lexicon", "warning"),
    [
        ("测试员甲 nr\n白杨 nt\n".encode("gb18030"), ""),
        ("测试员甲 nr\n白杨 nt\n青松 nt\n".encode() + b"\xc4\xe3\xff nr\n", "Line 4"),
    ],
)
def test_the_readers_lexicon_is_used_from_the_start(
    tmp_path: Path, lexicon: bytes, warning: str
) -> None:
    (tmp_path / "own.txt").write_bytes(lexicon)
    service = Service.start(lexicon=tmp_path / "own.txt")
    facts = facts_of(service)
    service.request("one", "后来测试员甲去了。", [Span(0, 9)])
    found = until_finished(facts)
    service.close()
    warnings = [fact.reason for fact in found if isinstance(fact, Warned)]
    assert [warning in reason for reason in warnings] == [True] * bool(warning)
    assert isinstance(found[-1], Finished)
    assert [entity.name for entity in found[-1].roster.entities] == ["测试员甲"]


def test_entities_are_found_without_an_unreadable_lexicon(tmp_path: Path) -> None:
    service = Service.start(lexicon=tmp_path)
    facts = facts_of(service)
    service.request("one", TEXT, SPANS)
    found = until_finished(facts)
    service.close()
    assert [str(tmp_path) in fact.reason for fact in found if isinstance(fact, Warned)] == [True]
    assert isinstance(found[-1], Finished)


def install_engine(folder: Path, statement: str) -> None:
    """Put a package into `folder` whose engine, called own, does `statement`."""
    information = folder / "own-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: own\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[newsreader.recognizers]\nown = own:Own\n")
    (folder / "own.py").write_text(
        "from newsreader.recognition.engine import Reading\n"
        "from newsreader.entities.kind import Kind\n"
        "from newsreader.text.span import Span\n"
        "class Own:\n"
        "    def find(self, pieces):\n"
        f"        {statement}\n"
    )


def test_a_recognizer_that_raises_leaves_its_trace_in_the_log_and_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_engine(tmp_path, "raise LookupError(pieces)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    service = Service.start("own")
    facts = facts_of(service)
    service.request("one", TEXT, SPANS)
    failed = until_finished(facts)[-1]
    service.close()
    assert isinstance(failed, Failed)
    assert "LookupError" in failed.reason
    written = directories().log.read_text("utf-8")
    assert "LookupError" in written
    assert "own.py:6:Own.find" in written
    assert "recognition/recognizer.py:" in written
    assert not any(character in written for character in TEXT if character.isalpha())


def test_a_crash_is_in_the_log(service: Service) -> None:
    facts = facts_of(service)
    assert service._process
    os.kill(service._process.pid, signal.SIGKILL)
    assert isinstance(facts.get(timeout=30), Failed)
    assert "status -9" in directories().log.read_text("utf-8")


def roster_lines(sha256_text: str, name: str) -> list[Line]:
    lines = list(encode_roster(sha256_text, [Entity(name, name, Kind.PER, (Span(0, 2),))]))
    return [*lines, {"fact": "finished", "sha256_text": sha256_text, "following": 0}]


@pytest.mark.parametrize("missing", [0, 2])
def test_a_roster_of_another_text_is_never_shown(missing: int) -> None:
    lines = [*roster_lines("other", "别人")[missing:], *roster_lines("one", "甲乙")]
    if missing == 0:
        del lines[2]  # the end of the first roster is lost
    data = b"".join(map(encode_line, lines)).decode()
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", f"input(); print({data!r}, end='', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONIOENCODING": "utf-8"},
    )
    service = Service(process)
    facts = facts_of(service)
    service.request("one", "", [])
    fact = facts.get(timeout=30)
    service.close()
    assert isinstance(fact, Finished)
    assert [entity.name for entity in fact.roster.entities] == ["甲乙"]


def test_an_installed_engine_replaces_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_engine(tmp_path, "return [[Reading(Span(0, 2), Kind.PER)] for _piece in pieces]")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    service = Service.start("own")
    facts = facts_of(service)
    service.request("one", "甲乙来了。", [Span(0, 5)])
    finished = until_finished(facts)[-1]
    service.close()
    assert isinstance(finished, Finished)
    assert [(e.name, e.kind) for e in finished.roster.entities] == [("甲乙", Kind.PER)]


def test_the_helper_ends_when_its_parent_is_killed() -> None:
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
    seen = until_finished(facts)
    assert isinstance(seen[-1], Finished)
    assert ("黑洋酥", Kind.PRODUCT) in {(e.name, e.kind) for e in seen[-1].roster.entities}
    words = words_after(facts, seen, [Span(0, len(text))])[0]
    assert text.index("黑洋酥") in words.starts
    assert text.index("洋酥") not in words.starts


def test_the_lexicon_decides_which_organisation_is_a_company(service: Service) -> None:
    facts = facts_of(service)
    text = "昨天，澜川和吉利汽车公司都来了。"
    service.learn(
        [
            LexiconEntry("澜川", 9, Kind.ORG, "COMPANY"),
            LexiconEntry("吉利汽车公司", 9, Kind.ORG, ""),
        ]
    )
    service.request("companies", text, [Span(0, len(text))])
    seen = until_finished(facts)
    assert isinstance(seen[-1], Finished)
    found = {entity.name: entity.subkind for entity in seen[-1].roster.entities}
    assert (found["澜川"], found["吉利汽车公司"]) == ("COMPANY", "")


def test_streams_are_answered_in_order(service: Service) -> None:
    texts = ["王毅在北京。", "", "李书福在宁波。"] * 30
    answers = list(recognize_all([service], texts))
    assert len(answers) == len(texts)
    assert [a[0].span.of(t) for t, a in zip(texts, answers, strict=True) if t] == [
        "王毅",
        "李书福",
    ] * 30


def test_texts_that_come_one_by_one_are_answered_one_by_one(service: Service) -> None:
    questions: queue.SimpleQueue[str] = queue.SimpleQueue()
    answers = recognize_all([service], iter(questions.get, "end"))
    for text in ("王毅在北京。", "李书福在宁波。"):
        questions.put(text)
        assert next(answers)
    questions.put("end")
    assert list(answers) == []


def test_an_error_in_the_stream_comes_after_the_answers_before_it(service: Service) -> None:
    def texts() -> Iterator[str]:
        yield "王毅在北京。"
        raise AnalysisError("line 2")

    answers = recognize_all([service], texts())
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


def test_words_are_counted_also_while_another_text_is_read(service: Service) -> None:
    facts = facts_of(service)
    service.request("a", TEXT, SPANS)
    service.count_words([("市場很穩，市场很好。", [Span(0, 10)]), ("", [])])
    fact = facts.get(timeout=30)
    while not isinstance(fact, WordsCounted):
        fact = facts.get(timeout=30)
    first, second = fact.words
    assert {word.word: word.starts for word in first}["市场"] == (0, 5)
    assert all(word.per_million >= 0 for word in first)
    assert second == ()
