"""`entities`: the entities of articles, found by the helper process."""

from __future__ import annotations

import queue
from argparse import Namespace
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing

from newsreader.analysis.batch import recognize_all
from newsreader.analysis.protocol import Fact, Failed, Finished, Warned
from newsreader.analysis.service import Service
from newsreader.article.article import Article, spans_to_read
from newsreader.commands.output import complain, json_lines, say, write_objects
from newsreader.commands.sources import Opened, Sources
from newsreader.directories import directories
from newsreader.entities.corrections import apply, from_table
from newsreader.entities.entity import Entity
from newsreader.entities.kind import kind_name
from newsreader.errors import AnalysisError, UsageError
from newsreader.locale import _
from newsreader.notebook.notebook import Notebook


class EntityFinder:
    """Sends texts to the helper process one by one, and waits for each result."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._facts: queue.SimpleQueue[Fact] = queue.SimpleQueue()
        service.listen(self._facts.put)

    def entities(self, article: Article, notebook: Notebook) -> tuple[Entity, ...]:
        """The entities of `article`, with the reader's corrections. Raises AnalysisError."""
        corrections = (from_table(table) for table in notebook.entities)
        return apply(article.text, self.found(article), [each for each in corrections if each])

    def found(self, article: Article) -> tuple[Entity, ...]:
        """The entities of `article` as they are found. Raises AnalysisError."""
        spans = spans_to_read(article)
        self._service.request(article.sha256_text, article.text, spans)
        while True:
            match self._facts.get():
                case Finished(finished, roster) if finished == article.sha256_text:
                    return roster.entities
                case Failed(reason):
                    raise AnalysisError(reason)
                case Warned(reason):
                    complain(reason)


def entity_reader(
    engine: str, stack: ExitStack
) -> Callable[[Opened, Notebook], tuple[Entity, ...]]:
    """A function for the entities of an article; it prints why there are none.

    It uses one helper process, which ends with `stack`.
    """
    service = Service.start(engine, directories().lexicon)
    finder = EntityFinder(stack.enter_context(closing(service)))
    failures: list[AnalysisError] = []

    def entities(opened: Opened, notebook: Notebook) -> tuple[Entity, ...]:
        if opened.lost is not None:
            return ()
        if not failures:
            try:
                return finder.entities(opened.article, notebook)
            except AnalysisError as error:
                failures.append(error)  # the process has ended
        message = _("{file}: written without entities. {why}")
        complain(message.format(file=opened.name, why=failures[0]))
        return ()

    return entities


def print_entities(arguments: Namespace) -> int:
    """Print the entities of each article; returns 1 if an article was left out."""
    if arguments.name:
        from newsreader.commands.dossier import print_dossier  # noqa: PLC0415 (it needs this one)

        return print_dossier(arguments)
    if arguments.format:
        raise UsageError(_("--format needs --name."))
    if not arguments.jsonl and not arguments.files:
        raise UsageError(_("Name a file, or give --jsonl and lines on standard input."))
    with closing(Service.start(arguments.settings.engine, directories().lexicon)) as service:
        if arguments.jsonl:
            service.listen(_warn)
            write_objects(_results(service), lines=True)
            return 0
        finder = EntityFinder(service)
        sources = Sources(arguments.files, arguments.encoding)
        for opened in sources:
            entities = finder.entities(opened.article, opened.notebook())
            if arguments.json:
                write_objects([_object(opened, entities)], lines=sources.several)
            else:
                _print(opened, entities, named=sources.several)
    return int(sources.failed)


def _warn(fact: Fact) -> None:
    if isinstance(fact, Warned):
        complain(fact.reason)


def _results(service: Service) -> Iterator[dict[str, object]]:
    """Each record of standard input with its entities as [start, end, kind], in order."""
    waiting: deque[dict[str, object]] = deque()

    def texts() -> Iterator[str]:
        for number, record in json_lines():
            text = record.get("text")
            if not isinstance(text, str):
                raise UsageError(_("Line {number}: there is no text in it.").format(number=number))
            waiting.append(record)
            yield text

    for mentions in recognize_all(service, texts()):
        entities = [[m.span.start, m.span.end, m.kind.value] for m in mentions]
        yield {**waiting.popleft(), "entities": entities}


def _print(opened: Opened, entities: Iterable[Entity], *, named: bool) -> None:
    for entity in entities:
        also = f" ({', '.join(entity.aliases)})" if entity.aliases else ""
        file = f"{opened.name}: " if named else ""
        kind, count = kind_name(entity.kind, entity.subkind), len(entity.mentions)
        say(f"{file}{kind} {entity.name}{also} ×{count}")


def _object(opened: Opened, entities: Iterable[Entity]) -> dict[str, object]:
    return {"file": opened.name, "entities": [_entity(entity) for entity in entities]}


def _entity(entity: Entity) -> dict[str, object]:
    found: dict[str, object] = {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "aliases": list(entity.aliases),
        "roles": list(entity.roles),
        "mentions": [[span.start, span.end] for span in entity.mentions],
    }
    if entity.subkind:
        found["subkind"] = entity.subkind
    return found
