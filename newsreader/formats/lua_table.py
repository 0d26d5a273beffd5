"""A file of Lua that returns a table of constants, parsed as data and never executed.

Grammar: Lua 5.1 reference manual, sections 2.1 (strings, numbers, comments) and 2.5.7 (tables).
"""

from __future__ import annotations

import re

from newsreader.errors import FormatError
from newsreader.locale import _

_TOKEN = re.compile(
    r"""(?P<space>\s+|--(?!\[=*\[)[^\n]*)
    |--\[(?P<comment>=*)\[
    |(?P<long>\[(?P<level>=*)\[\n?(?P<body>.*?)\](?P=level)\])
    |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<number>-?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))
    |(?P<name>[A-Za-z_]\w*)
    |(?P<mark>[{}\[\]=,;])""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(\d{1,3}|z\s*|x[0-9a-fA-F]{2}|\n|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": "\n"}
_CONSTANTS = {"true": True, "false": False, "nil": None}
_DEEPEST = 100

Table = dict[str | int, object]


def parse_lua(text: str) -> Table:
    """The table that `text` returns; numbers of a list are its keys, from 1.

    Raises FormatError if it is anything but constants.
    """
    parser = _Parser(text)
    if parser.next() != ("name", "return"):
        raise _unreadable()
    value = parser.value(parser.next(), 0)
    if not isinstance(value, dict):
        raise _unreadable()
    return value


def items(value: object) -> list[object]:
    """The values of a table in the order of its numbers, then of the file."""
    if not isinstance(value, dict):
        return []
    numbered = sorted(key for key in value if isinstance(key, int))
    return [value[key] for key in numbered] + [
        item for key, item in value.items() if not isinstance(key, int)
    ]


def _unreadable() -> FormatError:
    return FormatError(
        _("This is not a settings file of KOReader: it is not a table of constants.")
    )


_Token = tuple[str, object]


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def next(self) -> _Token:
        """The next token that is no white space; ("end", "") at the end."""
        while self._at < len(self._text):
            found = _TOKEN.match(self._text, self._at)
            if found is None:
                raise _unreadable()
            self._at = found.end()
            if found["space"] is not None:
                continue
            if found["comment"] is not None:
                end = f"]{found['comment']}]"
                self._at = self._text.find(end, self._at) + len(end)
                if self._at < found.end():  # without an end
                    raise _unreadable()
                continue
            if found["long"] is not None:
                return "constant", found["body"]
            if found["string"] is not None:
                return "constant", _string(found["string"][1:-1])
            if found["number"] is not None:
                return "constant", _number(found["number"])
            if found["name"] is not None:
                return "name", found["name"]
            return "mark", found["mark"]
        return "end", ""

    def value(self, token: _Token, depth: int) -> object:
        kind, found = token
        if kind == "constant":
            return found
        if kind == "name" and found in _CONSTANTS:
            return _CONSTANTS[str(found)]
        if token == ("mark", "{") and depth < _DEEPEST:
            return self._table(depth + 1)
        raise _unreadable()

    def _table(self, depth: int) -> Table:
        table: Table = {}
        number = 1
        token = self.next()
        while token != ("mark", "}"):
            key: object
            if token == ("mark", "["):
                key = self.value(self.next(), depth)
                self._expect("]")
                self._expect("=")
                value = self.value(self.next(), depth)
            elif token[0] == "name" and token[1] not in _CONSTANTS:
                key = token[1]
                self._expect("=")
                value = self.value(self.next(), depth)
            else:
                key, value = number, self.value(token, depth)
                number += 1
            if isinstance(key, str | int):
                table[key] = value
            token = self.next()
            if token in (("mark", ","), ("mark", ";")):
                token = self.next()
            elif token != ("mark", "}"):
                raise _unreadable()
        return table

    def _expect(self, mark: str) -> None:
        if self.next() != ("mark", mark):
            raise _unreadable()


def _number(text: str) -> object:
    if "x" in text.lower():
        return int(text, 16)
    try:
        value = float(text)
    except ValueError as error:
        raise _unreadable() from error
    return int(value) if value == value // 1 and abs(value) < 1e15 else value


def _string(text: str) -> str:
    r"""A string without its escapes. Decimal ones, \228\184\173, are bytes of UTF-8."""
    if "\\" not in text:
        return text
    parts: list[bytes] = []
    at = 0
    for found in _ESCAPE.finditer(text):
        parts.append(text[at : found.start()].encode("utf-8", "replace"))
        code = found[1]
        if code.isdecimal():
            parts.append(bytes([min(int(code), 255)]))
        elif code[0] == "x" and len(code) == 3:
            parts.append(bytes([int(code[1:], 16)]))
        elif code[0] != "z":
            parts.append(_PLAIN.get(code, code).encode("utf-8", "replace"))
        at = found.end()
    parts.append(text[at:].encode("utf-8", "replace"))
    return b"".join(parts).decode("utf-8", "replace")
