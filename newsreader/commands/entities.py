"""`entities`: the entities of articles, found by the helper process."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing

from newsreader.analysis.batch import TextToRead, find_all, recognize_all
from newsreader.analysis.protocol import Fact, Warned
from newsreader.analysis.service import Service
from newsreader.article.article import spans_to_read
from newsreader.commands.entity_finder import EntityFinder
from newsreader.commands.output import complain, json_lines, say, write_objects
from newsreader.commands.progress import TerminalProgress
from newsreader.commands.sources import Opened, Sources
from newsreader.directories import directories
from newsreader.entities.entity import Entity, entity_dict
from newsreader.entities.kind import kind_name
from newsreader.errors import AnalysisError, UsageError
from newsreader.library.reader_corrections import ReaderCorrections
from newsreader.locale import _
from newsreader.notebook.notebook import Notebook


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
                return finder.entities(opened, notebook)
            except AnalysisError as error:
                failures.append(error)  # the process has ended
        message = _("{file}: written without entities. {why}")
        complain(message.format(file=opened.name, why=failures[0]))
        return ()

    return entities


def print_entities(arguments: Namespace) -> int:
    """Print the entities of each article; returns 1 if an article was left out."""
    if arguments.name:
        from newsreader.commands.dossier import print_dossier  # noqa: PLC0415 (few need it)

        return print_dossier(arguments)
    if arguments.format:
        raise UsageError(_("--format needs --name."))
    if not arguments.jsonl and not arguments.files:
        raise UsageError(_("Name a file, or give --jsonl and lines on standard input."))
    if arguments.jobs < 1:
        raise UsageError(_("The number of processes is 1 or more."))
    lines = json_lines(arguments.files) if arguments.jsonl else None
    with ExitStack() as stack:
        services = [
            stack.enter_context(
                closing(Service.start(arguments.settings.engine, directories().lexicon))
            )
            for _number in range(arguments.jobs)
        ]
        if lines is not None:
            services[0].listen(_warn)
            write_objects(_results(services, lines), lines=True)
            return 0
        return _print_files(services, arguments)


def _print_files(services: Sequence[Service], arguments: Namespace) -> int:
    """Print the entities of each file in order; returns 1 if one was left out."""
    sources = Sources(arguments.files, arguments.encoding)
    waiting: deque[Opened] = deque()

    def texts() -> Iterator[TextToRead]:
        for opened in sources:
            waiting.append(opened)
            yield TextToRead(opened.article.text, spans_to_read(opened.article))

    corrections = ReaderCorrections(directories().data)
    with TerminalProgress(_("Reading"), _("The rest was not read.")) as progress:
        every = sources.count() if sys.stderr.isatty() and not sys.stdout.isatty() else 0
        for number, found in enumerate(find_all(services, texts(), complain), 1):
            opened = waiting.popleft()
            article, path, notebook = opened.article, opened.path, opened.notebook()
            entities = corrections.corrected(article, path, notebook, found)
            if arguments.json:
                write_objects([_json_object(opened, entities)], lines=sources.has_several)
            else:
                _print(opened, entities, named=sources.has_several)
            if every:
                progress.update(min(1, number / every))
    return int(sources.failed)


def _warn(fact: Fact) -> None:
    if isinstance(fact, Warned):
        complain(fact.reason)


def _results(
    services: Sequence[Service], lines: Iterable[tuple[int, dict[str, object]]]
) -> Iterator[dict[str, object]]:
    """Each record with its entities as [start, end, kind], in order."""
    waiting: deque[dict[str, object]] = deque()

    def texts() -> Iterator[str]:
        for number, record in lines:
            text = record.get("text")
            if not isinstance(text, str):
                raise UsageError(_("Line {number}: there is no text in it.").format(number=number))
            waiting.append(record)
            yield text

    for mentions in recognize_all(services, texts()):
        entities = [[m.span.start, m.span.end, m.kind.value] for m in mentions]
        yield {**waiting.popleft(), "entities": entities}


def _print(opened: Opened, entities: Iterable[Entity], *, named: bool) -> None:
    for entity in entities:
        also = f" ({', '.join(entity.aliases)})" if entity.aliases else ""
        file = f"{opened.name}: " if named else ""
        kind, count = kind_name(entity.kind, entity.subkind), len(entity.mentions)
        say(f"{file}{kind} {entity.name}{also} ×{count}")


def _json_object(opened: Opened, entities: Iterable[Entity]) -> dict[str, object]:
    return {"file": opened.name, "entities": [_entity(entity) for entity in entities]}


def _entity(entity: Entity) -> dict[str, object]:
    found = entity_dict(entity)
    if not entity.subkind:
        del found["subkind"]
    return found
