"""Finding the tests of an extension.

For each `[[python.module]]` of the manifest, `name`, the tests are in the package or module `name.tests`; a module that
is called `tests` itself, or lies below one, holds its own:

```
name.tests                    test cases that stand in it, or that it imports from below it
└── test_…                    those of every such module, if name.tests says scan_for_test_modules = True
```
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pkgutil
import sys
import unittest
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kitless.testing.own_traceback import own_traceback

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


@dataclass(slots=True)
class Discovered:
    """What was found.

    Attributes:
        tests: Every test, in the order of the modules, classes and methods, sorted by name, without duplicates.
        failures: The traceback of each module that could not be imported, by its name.
    """

    tests: list[unittest.TestCase] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)


def discover(module_names: Iterable[str]) -> Discovered:
    """Import the tests of an extension's modules and make a test case of each test method.

    Args:
        module_names: Names of the extension's modules. They can be imported already.
    """
    found = Discovered()
    seen: set[str] = set()
    for name in module_names:
        package_name = name if "tests" in name.split(".") else f"{name}.tests"
        if not _exists(package_name):
            continue
        package = _import(package_name, found)
        if package is None:
            continue
        if getattr(package, "scan_for_test_modules", False):
            _import_test_modules_below(package, found)
        for test_class in sorted(
            _test_classes(package_name), key=lambda each: (each.__module__, each.__qualname__)
        ):
            for method in unittest.defaultTestLoader.getTestCaseNames(test_class):
                test = test_class(method)
                if test.id() not in seen:
                    seen.add(test.id())
                    found.tests.append(test)
    return found


def _exists(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(f"{error.name}.")):
            return False
        raise


def _import(name: str, found: Discovered) -> ModuleType | None:
    """The module, or None when it cannot be imported: the other modules' tests are still worth running."""
    try:
        return importlib.import_module(name)
    except Exception as error:
        found.failures[name] = own_traceback(error)
        return None


def _import_test_modules_below(package: ModuleType, found: Discovered) -> None:
    """Import every module whose name begins with `test_`, also in packages below the package."""
    for entry in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{package.__name__}."):
        if entry.ispkg:
            subpackage = _import(entry.name, found)
            if subpackage is not None:
                _import_test_modules_below(subpackage, found)
        elif entry.name.rpartition(".")[2].startswith("test_"):
            _import(entry.name, found)


def _test_classes(package_name: str) -> set[type[unittest.TestCase]]:
    """Test cases that are defined in a package, as far as it is imported."""
    return {
        member
        for name, module in list(sys.modules.items())
        if module is not None and (name == package_name or name.startswith(f"{package_name}."))
        for member in vars(module).values()
        if inspect.isclass(member)
        and issubclass(member, unittest.TestCase)
        and (member.__module__ == package_name or member.__module__.startswith(f"{package_name}."))
    }
