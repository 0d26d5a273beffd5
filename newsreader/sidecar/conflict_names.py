"""The names that synchronizing programs give to conflicting copies of a file."""

from __future__ import annotations

import re

from newsreader.text.lazy_regex import lazy_regex

_WORDS = (
    "conflicted copy", "conflict copy", "conflicting copy", "edition conflict",
    "in konflikt stehende kopie", "konfliktkopie", "copie en conflit", "copie conflictuelle",
    "copia en conflicto", "copia in conflitto", "cópia em conflito", "cópia conflitante",
    "conflicterende kopie", "conflictkopie", "konfliktkopia", "konfliktkopi", "modstridende kopi",
    "kopia powodująca konflikt", "kopia w konflikcie", "конфликтующая копия",
    "конфликтная копия", "конфлікт", "競合コピー", "競合したコピー", "冲突副本", "冲突的副本",
    "有冲突的副本", "冲突文件", "衝突複本", "衝突副本", "衝突的複本", "충돌된 사본", "충돌 사본",
    "충돌 파일", "salinan konflik", "çakışan kopya",
)  # fmt: skip
"""In the languages of Dropbox; also Nextcloud, Obsidian Sync, OpenCloud, Proton Drive, 坚果云."""

_PATTERNS = (
    rf"[ _.-]?[(（\[].*(?:{'|'.join(_WORDS)}).*[)）\]]\.toml",
    # Seafile, Box, pCloud, 坚果云
    r"[ _.-]?[(（\[](?:sfconflict|冲突|衝突|conflict(?:ed)?).*[)）\]]\.toml",
    r"\.sync-conflict-[\w-]+\.toml",  # Syncthing
    r"_conflict(?:-[^/]*)?-?\d{8}-\d{6}\.toml",  # ownCloud; the user's name may come first
    r"[._].*_?conflict(?:\(\d+\))?\.toml",  # Resilio, Synology Drive
    r" \d{1,2}\.toml",  # iCloud
    r" ?\(\d{1,2}\)\.toml",  # Google Drive, OneDrive on the web
    r"_(?:local|remote)_\d+\.toml",  # git mergetool
    r"\.toml(?:~[\w./+-]+|\.(?:orig|mine|theirs|local|remote|r\d+))",  # git, Mercurial, Subversion
)
_CONFLICT = lazy_regex("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
# OneDrive appends the name of the computer, which is hardly ever all in small letters.
_COMPUTER = lazy_regex(r"-(?=[^.]*[A-Z])[A-Za-z0-9][\w -]{1,62}\.toml")
_OWN = lazy_regex(r"\.(?:repaired(?:-\d+)?\.toml|toml\.corrupt-.*)|\.toml~|.*\.(?:tmp|swp|part)")
_LIKE = lazy_regex(r".*\.toml\b.*")


def is_conflict(stem: str, name: str) -> bool:
    """Whether `name` is a conflicting copy of `stem`.toml, as one of the programs names it."""
    rest = name.removeprefix(stem)
    return bool(_CONFLICT.fullmatch(rest) or _COMPUTER.fullmatch(rest))


def is_like_a_copy(stem: str, name: str) -> bool:
    """Whether `name` looks like a copy of `stem`.toml that is neither a conflict nor our own."""
    rest = name.removeprefix(stem)
    if not name.startswith(stem) or rest == ".toml" or is_conflict(stem, name):
        return False
    return bool(_LIKE.fullmatch(rest)) and not _OWN.fullmatch(rest)
