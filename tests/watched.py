"""Functions of the program that tell each call, and cost nothing where they are not told of.

A profile function would be called for every call of any function there is.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import FunctionType, ModuleType
from typing import Any


def watch(wanted: Callable[[str, str], bool], at: int, act: Callable[[], None]) -> Calls:
    """Count the calls of functions and methods of modules that are loaded from now on.

    Args:
        wanted: whether a function is counted, by the names of its module and its own.
        at: the call at which something is done, before the function does anything; 0 for none.
        act: does it.
    """
    calls = Calls(wanted, at, act)
    sys.meta_path.insert(0, calls)
    return calls


class Calls(MetaPathFinder):
    """Finds modules as ever, and looks at their functions when they are loaded.

    Attributes:
        count: of calls so far.
    """

    def __init__(
        self, wanted: Callable[[str, str], bool], at: int, act: Callable[[], None]
    ) -> None:
        self.count = 0
        self._wanted = wanted
        self._at = at
        self._act = act

    def _called(self) -> None:
        self.count += 1
        if self.count == self._at:
            self._act()

    def find_spec(
        self, fullname: str, path: Any = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith("zhengmai"):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return spec
        load = spec.loader.exec_module

        def loaded(module: ModuleType) -> None:
            load(module)
            self._watch(module)

        spec.loader.exec_module = loaded  # type: ignore[method-assign]
        return spec

    def _watch(self, module: ModuleType) -> None:
        own = [value for value in vars(module).values() if _is_class_of(value, module)]
        for holder in (module, *own):
            for name, value in list(vars(holder).items()):
                if (told := self._told(value, module)) is not value:
                    setattr(holder, name, told)

    def _told(self, value: object, module: ModuleType) -> object:
        """A function as one that tells its calls, where it is wanted; else the value itself."""
        if isinstance(value, (staticmethod, classmethod)):
            told = self._told(value.__func__, module)
            return value if told is value.__func__ else type(value)(told)  # type: ignore[arg-type]
        if isinstance(value, property) and value.fget is not None:
            told = self._told(value.fget, module)
            return value if told is value.fget else value.getter(told)  # type: ignore[arg-type]
        if not isinstance(value, FunctionType):
            return value
        if inspect.unwrap(value).__code__.co_filename != module.__file__:
            return value  # made for a class of data
        if not self._wanted(module.__name__, value.__name__):
            return value
        function = value

        @functools.wraps(function)
        def told_of(*arguments: Any, **named: Any) -> Any:
            self._called()
            return function(*arguments, **named)

        return told_of


def _is_class_of(value: object, module: ModuleType) -> bool:
    return isinstance(value, type) and value.__module__ == module.__name__
