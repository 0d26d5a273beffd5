"""What is on the disk when an article is opened: the files with notes on it, merged."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsreader.article.article import Article
from newsreader.locale import _, reason_of
from newsreader.notebook.merge import describe
from newsreader.notebook.notebook import Notebook, Source
from newsreader.sidecar import replicas
from newsreader.sidecar.backup import Backups
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.paths import backup_folder, pointed_to, sidecar_path, spare_path
from newsreader.sidecar.replicas import Replica


class Opening:
    """Reads the notes on `article` from beside `source` and from the directory `data`.

    Writes nothing but the backup of a file that was read whole.
    """

    def __init__(self, source: Path | None, data: Path, article: Article) -> None:
        self._source = source
        self._data = data
        self._article = article
        beside = [Replica(sidecar_path(source))] if source else []
        self.replicas = (*beside, Replica(spare_path(data, article.sha256_text)))
        """The files, in the order in which a save tries them."""
        self._problems: list[str] = []
        self._read_only = False
        self._moved = False
        self._rescued = False
        """Whether notes were found that had to be kept in the data directory before."""

    def loaded(self, copies: Iterable[Path]) -> Loaded:
        """The notebook of all files and of the conflict `copies`.

        Never fails: what cannot be read is named in `problems`.
        """
        notebook = Notebook(source=Source.of(self._article))
        for replica in self.replicas:
            notebook = self._with_replica(notebook, replica)
        whole = replicas.merge_copies(copies, notebook, self._article, self._problems)
        joined = self._rescued or replicas.adds_entries(notebook, whole)
        whole = replicas.merge_copies(self._earlier(), whole, self._article, self._problems)
        return Loaded(
            self._article, whole, tuple(self._problems), self._read_only, self._moved, joined
        )

    def _with_replica(self, notebook: Notebook, replica: Replica) -> Notebook:
        """`notebook` merged with what is in `replica`."""
        try:
            backups = Backups(backup_folder(self._data, replica.path))
            found = replica.open(self._article, backups, self._problems)
        except OSError as error:
            message = _("The notes file {file} cannot be read: {why}. Notes are kept in {other}.")
            why, other = reason_of(error), self.replicas[-1].path
            self._problems.append(message.format(file=replica.path, why=why, other=other))
            return notebook
        if found is None:
            return notebook
        self._read_only = self._read_only or found.is_newer
        self._moved = self._moved or found.moved
        if replica is self.replicas[0]:
            return found.notebook
        return self._with_spare(notebook, found.notebook, replica)

    def _with_spare(self, notebook: Notebook, other: Notebook, replica: Replica) -> Notebook:
        """`notebook` merged with `other` from the data directory, which may be the newer one."""
        beside = self.replicas[0].seen
        if beside is not None and replicas.knows(other, beside):
            joined = other
        else:
            joined = replicas.merge_without_base(notebook, other, replica.seen or b"")
        if self._source is None or not (what := describe(notebook, joined)):
            return joined
        if beside is not None:
            message = _("Notes that were kept in {file} are here again: {what}.")
            self._problems.append(message.format(file=replica.path, what=what))
        if pointed_to(self._data, self._source) == replica.path:  # else they are on another file
            self._rescued = True
        return joined

    def _earlier(self) -> list[Path]:
        """The notes in the data directory that were saved for an earlier text, if any."""
        earlier = pointed_to(self._data, self._source) if self._source else None
        return [earlier] if earlier is not None and earlier != self.replicas[-1].path else []
