"""Sanitizing text before it is sent to the terminal.

Neither Textual nor Rich removes control sequences, so every article line, title, file name, entity
name, note, search term and error text is passed through this module.
"""

from __future__ import annotations

import re

from newsreader.text.lazy_regex import lazy_regex

# One code point is replaced by one, so that offsets stay valid: by a visible sign where it can act
# on a terminal or reorder a line, by a blank where it is only invisible.
_REORDERING = "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates: UAX #9
_INVISIBLE = (
    "\x85\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_BROKEN = "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"  # surrogates, annotations, no characters
_UNSAFE = lazy_regex(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad{_REORDERING}{_INVISIBLE}{_BROKEN}]")
_BLANK = lazy_regex(f"[{_INVISIBLE}]")
_LINE_BLANKS = lazy_regex(r"[\n\t]")

# Terminals disagree about the width of joined emoji, variation selectors and skin tones.
_DROPPED = lazy_regex("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_JOINED_EMOJI = lazy_regex("\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])")
_LONGEST = 16


def clean(text: str) -> str:
    """`text` with everything that can act on a terminal replaced, one code point for one.

    C0 controls become their pictures (U+2400), other controls, bidi overrides and lone surrogates
    U+FFFD, invisible format characters and line separators blanks. LF, TAB, ZWJ and variation
    selectors stay; `shown` drops the last two. Idempotent; clean text is returned as the same
    object.
    """
    # Printable text is safe: str.isprintable is False for all of these characters, and fast.
    return (
        text if text.isprintable() or not _UNSAFE.search(text) else _UNSAFE.sub(_replacement, text)
    )


def clean_line(text: str) -> str:
    """`clean` for one line, such as a title or a name: LF and TAB become blanks too."""
    return text if text.isprintable() else _LINE_BLANKS.sub(" ", clean(text))


def shown(cluster: str, tab: str = "    ") -> str:
    """The string that a grapheme cluster is painted as; its width is the width of the cluster.

    Only the first of joined emoji is painted. Skin tones, variation selectors and invisible format
    characters are dropped, a TAB is painted as `tab`, and a line break is not painted.
    """
    if len(cluster) == 1:
        if cluster.isprintable():
            return cluster
        if cluster in "\t\n":
            return tab if cluster == "\t" else ""
        return "" if _BLANK.match(cluster) or cluster == "\u200d" else clean(cluster)
    first = _JOINED_EMOJI.split(cluster, maxsplit=1)[0]
    bare = _DROPPED.sub("", first) or first
    return clean_line(_BLANK.sub("", bare[:_LONGEST]))


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "\u2421"
    return " " if _BLANK.match(character) else "\ufffd"
