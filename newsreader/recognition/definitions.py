"""Definitions: names that a text gives to what it has just named, in brackets behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsreader.entities.entity import Kind, Mention

NAMES = (Kind.PER, Kind.ORG, Kind.LOC)

_SHORT = re.compile(
    r"[（(](?:[^（）()\n“”]{0,40}?[，,；;、])?(?:以下|下文|下|后文)?(?:均|统|統)?(?:[简簡][称稱]|[称稱])"
    r"[：:为為]?[“「\"]?([^”」\"“「）)，,；;、\n]{2,16})"
)
_LATIN = re.compile(r"[A-Za-zÀ-ž]")


def defined(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention that a short name is stated for, and the short name: …（以下简称“吉利”）."""
    for mention in mentions:
        if mention.kind in NAMES and text[mention.span.end : mention.span.end + 1] in ("（", "("):
            match = _SHORT.match(text, mention.span.end)
            if match:
                yield mention, match[1]


def bracketed(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention followed by its name in other letters, in brackets: 世卫组织（WHO）."""
    for one, two in pairwise(mentions):
        if one.kind is not two.kind or one.kind not in NAMES:
            continue
        between = text[one.span.end : two.span.start]
        after = text[two.span.end : two.span.end + 1]
        if between not in ("（", "(") or after not in ("）", ")", "，", ",", "；"):
            continue
        if bool(_LATIN.search(one.span.of(text))) != bool(_LATIN.search(two.span.of(text))):
            yield one, two.span.of(text)
