"""The codebook of REFI-QDA: written, read by a program of others, and read back."""

from __future__ import annotations

import time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import FormatError
from newsreader.formats import qdc
from newsreader.notebook.codebook import Code, Codebook
from newsreader.notebook.colour import Colour
from tests.formats.documents import words

NS = f"{{{qdc.NAMESPACE}}}"
CODES = [
    Code("事实", "可以核对 <的> & 说法", colour=Colour.GREEN, key="f"),
    Code("数据", parent="事实", id="0D62985D-B147-5D01-A9B5-CAE5DCD98342"),
    Code("人物"),
]
TAGUETTE = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    f'<CodeBook xmlns="{qdc.NAMESPACE}" origin="Taguette 1.5.2"><Codes>'
    '<Code guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342" name="interesting" isCodable="true"/>'
    '<Code guid="90C0A133-FB4B-5833-A7DD-312FCD04D52B" name="人物 关系" isCodable="true"/>'
    "</Codes><Sets/></CodeBook>"
)


def test_codes_are_nested_elements_with_an_id_and_a_colour() -> None:
    root = ElementTree.fromstring(qdc.write(Codebook.of(CODES)).encode())
    assert root.tag == f"{NS}CodeBook"
    first = root.find(f"{NS}Codes/{NS}Code")
    assert first is not None
    assert first.attrib["name"] == "事实"
    assert first.attrib["isCodable"] == "true"
    assert first.findtext(f"{NS}Description") == "可以核对 <的> & 说法"
    inner = first.find(f"{NS}Code")
    assert inner is not None
    assert inner.attrib["guid"] == CODES[1].id


def test_what_is_written_is_read_back() -> None:
    found = qdc.read(qdc.write(Codebook.of(CODES)).encode())
    assert [(c.name, c.definition, c.parent, c.colour) for c in found] == [
        (c.name, c.definition, c.parent, c.colour) for c in CODES
    ]
    again = qdc.read(qdc.write(Codebook.of(found)).encode())
    assert again == found


@pytest.mark.parametrize("colour", list(Colour))
def test_every_colour_comes_back(colour: Colour) -> None:
    written = qdc.write(Codebook.of([Code("a", colour=colour)]))
    assert [code.colour for code in qdc.read(written.encode())] == [colour]


@given(st.lists(st.tuples(words, words), max_size=4))
@settings(max_examples=50, deadline=None)
def test_any_codebook_is_valid_xml(rows: list[tuple[str, str]]) -> None:
    codes = Codebook.of(Code(name, definition) for name, definition in rows if name.strip())
    ElementTree.fromstring(qdc.write(codes).encode())
    assert len(qdc.read(qdc.write(codes).encode())) <= len(codes.codes)


def test_a_codebook_of_taguette_is_read_and_names_become_tags() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        data = TAGUETTE.replace('"utf-8"', f'"{encoding[:6].rstrip("-")}"').encode(encoding)
        assert [code.name for code in qdc.read(data)] == ["interesting", "人物_关系"]


def test_codes_of_one_name_are_told_apart() -> None:
    inner = '<Code guid="{}" name="其他" isCodable="true"/>'
    rows = "".join(
        f'<Code guid="{n}" name="{n}" isCodable="true">{inner.format(n)}</Code>' for n in "ab"
    )
    found = qdc.read(f'<CodeBook xmlns="{qdc.NAMESPACE}"><Codes>{rows}</Codes></CodeBook>'.encode())
    assert [(code.name, code.parent) for code in found] == [
        ("a", ""), ("其他", "a"), ("b", ""), ("b/其他", "b"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "codes",
        "<a/>",
        '<CodeBook xmlns="urn:other"/>',
        f'<CodeBook xmlns="{qdc.NAMESPACE}"><Codes>',
        '<!DOCTYPE CodeBook [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CodeBook>&b;</CodeBook>',
        '<!DOCTYPE CodeBook SYSTEM "file:///etc/passwd"><CodeBook/>',
        '<?xml version="1.0" encoding="x-unknown"?><CodeBook/>',
        f'<CodeBook xmlns="{qdc.NAMESPACE}">' + "<Code name='a'>" * 5000,
        " " * (qdc.LARGEST + 1),
    ],
)
def test_other_files_are_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(FormatError) as caught:
        qdc.read(text.encode())
    assert "\n" not in str(caught.value)


def test_the_csv_of_taguette_is_written_and_read() -> None:
    written = qdc.write_csv(Codebook.of([Code("=a", "说明\n两行"), Code("b")]))
    assert written.splitlines()[0] == "tag,description"
    found = qdc.read_csv(written.replace("\r\n", "\n"))
    assert found == [Code("=a", "说明\n两行"), Code("b")]
    for text in ("", "a,b\n1,2", "tag\n"):
        with pytest.raises(FormatError):
            qdc.read_csv(text)


def test_many_codes_of_one_name_are_read_in_linear_time() -> None:
    codes = '<Code name="a"/>' * 20_000
    data = f'<CodeBook xmlns="{qdc.NAMESPACE}"><Codes>{codes}</Codes></CodeBook>'.encode()
    begun = time.process_time()
    found = qdc.read(data)
    assert time.process_time() - begun < 3
    assert [code.name for code in (*found[:3], found[-1])] == ["a", "a_2", "a_3", "a_20000"]
