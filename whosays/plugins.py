"""Plug-ins: found, loaded when a hook is first asked for, and named and left out where they fail.

``using`` names modules, or files (``mine.py``), for a while (``--plugin``), ``WHOSAYS_PLUGINS`` names them for all runs (separated by
commas); packages announce theirs by an entry point of the group ``whosays``. The built-in part of each hook is loaded by the same
road and comes first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from whosays import hookspecs

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from types import ModuleType

    import click
    from pluggy import PluginManager

    from whosays.model import Model

VARIABLE = "WHOSAYS_PLUGINS"
GROUP = "whosays"
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("register_"))
# The built-in part of each hook. Loaded only when its hook is asked for: the formats need no parser, the parsers no formats.
BUILT_IN = {
    "register_readers": "whosays.ingest.readers",
    "register_parsers": "whosays.parsers",
    "register_extractors": "whosays.claims",
    "register_gazetteers": "whosays.gazetteer",
    "register_renderers": "whosays.exports",
    "register_commands": "whosays.cli",
}
SHAPING = frozenset({"register_readers", "register_parsers", "register_extractors", "register_gazetteers"})
BUILT = "built-in"
Value = TypeVar("Value")
_asked: ContextVar[tuple[str, ...]] = ContextVar("asked", default=())


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a hook, and the plug-in that gave it (:data:`BUILT` for the built-in part)."""

    plugin: str
    value: Any


@dataclass(slots=True)
class Loaded:
    """The plug-ins of one choice: those in use in their order, what went wrong, what each hook gave."""

    manager: PluginManager
    names: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    values: dict[str, tuple[Given, ...]] = field(default_factory=dict)

    def trouble(self, message: str) -> None:
        """Say once what is wrong with a plug-in; the rest goes on."""
        if message not in self.troubles:
            self.troubles.append(message)
            import logging

            logging.getLogger("whosays").warning("whosays: %s", message)


@contextmanager
def using(names: Iterable[str]) -> Iterator[None]:
    """Within it, these modules are plug-ins too."""
    before = _asked.set((*_asked.get(), *names))
    try:
        yield
    finally:
        _asked.reset(before)


def asked_for() -> tuple[str, ...]:
    """The modules named as plug-ins, by :func:`using` and by the environment, each once."""
    named = (name.strip() for name in os.environ.get(VARIABLE, "").split(","))
    return tuple(dict.fromkeys([*_asked.get(), *filter(None, named)]))


def troubles() -> tuple[str, ...]:
    """What went wrong with the plug-ins so far."""
    return tuple(_loaded(asked_for()).troubles)


def plugin_names() -> tuple[str, ...]:
    """The plug-ins in use, in the order their values come."""
    return tuple(_loaded(asked_for()).names)


# ------------------------------------------------------------------------------------------------ the six hooks
def readers() -> tuple[hookspecs.Reader, ...]:
    """Formats of input."""
    return _values("register_readers", hookspecs.Reader)


def parsers() -> tuple[hookspecs.Pipeline, ...]:
    """Pipelines that can be asked for."""
    return _values("register_parsers", hookspecs.Pipeline)


def extractors() -> tuple[hookspecs.Extractor, ...]:
    """Extractors of claims, the built-in one first."""
    return _values("register_extractors", hookspecs.Extractor)


def gazetteers() -> tuple[hookspecs.Gazetteer, ...]:
    """Gazetteers, the built-in ones first."""
    return _values("register_gazetteers", hookspecs.Gazetteer)


def renderers() -> dict[str, hookspecs.Renderer]:
    """Formats of output by their name."""
    return {one.name: one for one in _values("register_renderers", hookspecs.Renderer)}


def commands() -> dict[str, click.Command]:
    """Commands by their name."""
    from click import Command

    return {str(one.name): one for one in _values("register_commands", Command)}


def given(hook: str) -> tuple[Given, ...]:
    """Every value of a hook with the plug-in that gave it, the built-in ones first; a name that is taken is passed over and told."""
    loaded = _loaded(asked_for())
    built_in = [Given(BUILT, value) for value in getattr(import_module(BUILT_IN[hook]), hook)()]
    if hook not in loaded.values:
        loaded.values[hook] = tuple(_called(loaded, hook))
    return tuple(_unlike(loaded, hook, (*built_in, *loaded.values[hook]))) if loaded.values[hook] else tuple(built_in)


def guarded(plugin: str, call: Callable[[], Value]) -> Value | None:
    """The result of a plug-in's function; ``None`` where it failed, which is told with its name."""
    try:
        return call()
    except Exception as error:
        _loaded(asked_for()).trouble(f"plug-in {plugin} failed and was passed over: {_why(error)}")
        return None


def in_use() -> tuple[Model, ...]:
    """The plug-ins that shape what is read (not those that only add formats or commands), for the record's provenance."""
    from whosays.model import Model

    loaded = _loaded(asked_for())
    shaping = [name for name in loaded.names if any(hasattr(loaded.manager.get_plugin(name), hook) for hook in SHAPING)]
    modules = ((name, loaded.manager.get_plugin(name)) for name in shaping)
    return tuple(Model(f"plug-in {name}", str(getattr(one, "__version__", "-")), _sha256(one)) for name, one in modules)


# ------------------------------------------------------------------------------------------------ loading
def _values(hook: str, kind: type[Value]) -> tuple[Value, ...]:
    return tuple(one.value for one in given(hook) if isinstance(one.value, kind))


def _called(loaded: Loaded, hook: str) -> Iterator[Given]:
    """What each plug-in gives for a hook; one that fails is told and left out."""
    found = {
        implementation.plugin_name: implementation
        for implementation in getattr(loaded.manager.hook, hook).get_hookimpls()
    }
    for name in loaded.names:
        if name not in found:
            continue
        try:
            values: Sequence[Any] = tuple(found[name].function())
        except Exception as error:
            loaded.trouble(f"plug-in {name} left out of {hook}: {_why(error)}")
            continue
        yield from (Given(name, value) for value in values)


def _unlike(loaded: Loaded, hook: str, values: Iterable[Given]) -> Iterator[Given]:
    """Values of the right kind whose name nobody had before."""
    kind = _kind(hook)
    taken: dict[str, str] = {}
    for one in values:
        name = getattr(one.value, "name", None)
        if not isinstance(one.value, kind) or not name:
            loaded.trouble(
                f"plug-in {one.plugin}: {hook} gave {type(one.value).__name__}, not {kind.__name__}; passed over"
            )
        elif name in taken:
            loaded.trouble(f"plug-in {one.plugin}: {hook} gave {name!r}, a name that {taken[name]} has; passed over")
        else:
            taken[name] = one.plugin
            yield one


def _kind(hook: str) -> type:
    """What the values of a hook are."""
    if hook == "register_commands":
        from click import Command

        return Command
    kinds = (hookspecs.Reader, hookspecs.Pipeline, hookspecs.Extractor, hookspecs.Gazetteer, hookspecs.Renderer)
    return dict(zip(HOOKS, kinds, strict=False))[hook]


@lru_cache(maxsize=8)
def _loaded(asked: tuple[str, ...]) -> Loaded:
    """The entry points by name, then the modules asked for, each loaded and checked on its own."""
    loaded = Loaded(_manager())
    points = announced()
    known = {point.value.partition(":")[0] for point in points}
    for point in points:
        _load(loaded, point.name, point.load)
    for name in asked:
        if name not in known:
            shown = Path(name).name if name.endswith(".py") else name  # a record never names a folder
            _load(loaded, shown, partial(_module, name))
    return loaded


def announced() -> list[EntryPoint]:
    """The entry points of installed packages, by name."""
    from importlib.metadata import entry_points

    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))


def _manager() -> PluginManager:
    """pluggy's manager: a function of a hook's name is its implementation, no marker needed."""
    import pluggy

    class Manager(pluggy.PluginManager):
        """Takes the six names as they are."""

        def parse_hookimpl_opts(self, plugin: object, name: str) -> Any:
            return {} if name in HOOKS and callable(getattr(plugin, name)) else None

        def parse_hookspec_opts(self, module_or_class: object, name: str) -> Any:
            return {} if name in HOOKS else None

    manager = Manager("whosays")
    manager.add_hookspecs(hookspecs)
    return manager


def _load(loaded: Loaded, name: str, load: Callable[[], object]) -> None:
    """Import and register one plug-in; what fails is told and left out."""
    try:
        module = load()
        unknown = sorted(one for one in dir(module) if one.startswith("register_") and one not in HOOKS)
        if unknown:
            loaded.trouble(f"plug-in {name}: there is no hook {', '.join(unknown)}; the hooks are {', '.join(HOOKS)}")
        if not any(hasattr(module, hook) for hook in HOOKS):
            loaded.trouble(f"plug-in {name} left out: it has none of the hooks {', '.join(HOOKS)}")
            return
        loaded.manager.register(module, name)
        loaded.names.append(name)
    except (Exception, SystemExit) as error:
        loaded.trouble(f"plug-in {name} left out: {_why(error)}")


def is_there(name: str) -> bool:
    """Is there such a module, or such a file where the name ends with ``.py``? Whether it loads is seen when a hook is asked for."""
    if name.endswith(".py"):
        return Path(name).is_file()
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # a package above it is missing; no name of a module
        return False


def _module(name: str) -> object:
    """A module by its name, or by its file where the name ends with ``.py``; the folder one works in is not searched."""
    if not name.endswith(".py"):
        return import_module(name)
    spec = spec_from_file_location(f"whosays_plugin_{Path(name).stem}", name)
    if spec is None or spec.loader is None:
        raise ImportError(f"{name} cannot be loaded as a module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _why(error: BaseException) -> str:
    """An error in one printable line."""
    words = " ".join(str(error).split())[:300]
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in words)
    return f"{type(error).__name__}: {shown}" if shown else type(error).__name__


def _sha256(module: ModuleType | Any) -> str:
    """Of the file of a plug-in; of its name where it has none."""
    import hashlib

    file = getattr(module, "__file__", None)
    data = Path(file).read_bytes() if file else str(module).encode()
    return hashlib.sha256(data).hexdigest()
