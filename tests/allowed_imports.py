"""A contract for import-linter: a table says which packages each package may import.

`python -m tests.allowed_imports` prints the table as the imports are now, for pyproject.toml.
"""

from __future__ import annotations

import json
import sys

import grimp
from importlinter import Contract, ContractCheck, fields, output

Table = dict[str, set[str]]

ROOT = "newsreader"


class _TableField(fields.Field[Table]):
    """A table of TOML: `package = [packages]`."""

    def parse(self, raw_data: object) -> Table:
        if not isinstance(raw_data, dict):
            raise fields.ValidationError("expected a table: package = [packages]")
        return {name: set(allowed) for name, allowed in raw_data.items()}


class AllowedImports(Contract):
    """Every package of `newsreader`, and what it may import of the others and of third parties.

    The contract is broken by an import that is not in the table, and by an entry without import.
    The standard library is always allowed. `newsreader` itself is the module `__init__`.
    """

    type_name = "allowed_imports"

    allowed = _TableField()

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        allowed: Table = self.allowed  # type: ignore[assignment]
        found = imports(graph)
        faults = {
            "not allowed": difference(found, allowed),
            "allowed, but not imported": difference(allowed, found),
        }
        return ContractCheck(kept=not any(faults.values()), metadata=faults)

    def render_broken_contract(self, check: ContractCheck) -> None:
        for fault, arrows in check.metadata.items():
            for arrow in arrows:
                output.print_error(f"{arrow}: {fault}")


def imports(graph: grimp.ImportGraph) -> Table:
    """What each package imports, other packages and third parties."""
    found: Table = {package_of(module): set() for module in graph.modules if in_root(module)}
    for module in filter(in_root, graph.modules):
        targets = graph.find_modules_directly_imported_by(module)
        found[package_of(module)] |= {package_of(each) for each in targets if not standard(each)}
    for package, targets in found.items():
        targets.discard(package)
    return found


def in_root(module: str) -> bool:
    return module.partition(".")[0] == ROOT


def standard(module: str) -> bool:
    """Whether `module` is of the standard library."""
    return module.partition(".")[0] in sys.stdlib_module_names


def package_of(module: str) -> str:
    """`tui` for `newsreader.tui.app`, `numpy` for `numpy`, `newsreader` for `newsreader`."""
    return module.split(".")[1] if "." in module and in_root(module) else module


def difference(one: Table, other: Table) -> list[str]:
    """The arrows of `one` that `other` does not have; a package alone where it is not named."""
    arrows = [
        f"{package} -> {each}"
        for package, targets in one.items()
        for each in sorted(targets - other.get(package, set()))
    ]
    return sorted(arrows + [package for package in one if package not in other])


def written(table: Table) -> str:
    """The table in TOML, a line for each package."""
    return "".join(
        f"{package} = {json.dumps(sorted(targets))}\n" for package, targets in sorted(table.items())
    )


if __name__ == "__main__":
    sys.stdout.write(written(imports(grimp.build_graph(ROOT, include_external_packages=True))))
