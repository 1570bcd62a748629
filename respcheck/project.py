"""Which configuration, rules and settings hold for each file: looked up once a folder, settled once a kind of file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .batch import Job
from .builtin import RULES
from .errors import RespcheckError, shown
from .files import upward
from .ruleset import Ruleset
from .settings import FILE_NAMES, Given, Layer, Place, Settings, refuse_unknown, settle

if TYPE_CHECKING:
    from .config import Config
    from .finding import Report

#: The user's own configuration, in the folder for such files.
_OWN = os.path.join("respcheck", "config.yml")
_NONE = Layer()


class Project:
    """Files' configurations, with options on top: `batch.check_one(data, project.job(path))` is a whole run.

    `packs` are further rule folders or installed packs, `isolated` reads no configuration, and `cached`
    keeps compiled rules on disk.
    """

    def __init__(
        self, options: Layer = _NONE, packs: Iterable[str] = (), isolated: bool = False, cached: bool = True
    ) -> None:
        self._options, self._isolated, self._cached = options, isolated, cached
        self._packs = [folder_of(name, "--rules") for name in packs]
        self._configs: dict[str, Config | None] = {}  # by folder
        self._read: dict[str, Config] = {}  # by the file's path
        self._rulesets: dict[tuple[str, ...], Ruleset] = {}  # by folders
        self._settled: dict[tuple[int, ...], tuple[Ruleset, Settings]] = {}  # by the layers' identity
        self._known: set[str] = set()  # configurations whose rules are all known
        self._matched: set[Given[str]] = set()  # globs
        self._named: dict[str, str] = {}  # files to lint by their absolute paths
        self._roots: dict[str, str] = {}  # by folder

    def config(self, path: str) -> Config | None:
        """The configuration of a file: the nearest upward to the repository's root, else the user's own."""
        if self._isolated:
            return None
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._configs:
            self._configs[folder] = self._load(_find(folder))
        return self._configs[folder]

    def folders(self, config: Config | None) -> list[Path]:
        """The rule folders that a configuration and the options ask for, each once, the shipped rules first."""
        packs = [given.value for layer in config.layers for given in layer.packs] if config else []
        found = {os.path.realpath(folder): Path(folder) for folder in (str(RULES), *packs, *self._packs)}
        return list(found.values())

    def ruleset(self, config: Config | None) -> Ruleset:
        """All rules of these folders. Raises RespcheckError where the configuration speaks of others."""
        folders = self.folders(config)
        key = tuple(map(str, folders))
        if key not in self._rulesets:
            self._rulesets[key] = load_rules(folders, self._cached)
        found = self._rulesets[key]
        if config and config.path not in self._known:
            self._known.add(config.path)
            refuse_unknown(found, config.layers)  # those for paths that are not in this run as well
        return found

    def layers(self, path: str) -> tuple[Layer, ...]:
        """What applies to a file, lowest first: the configuration's layers, then the options."""
        config = self.config(path)
        if config is None:
            return (self._options,)
        return (*config.layers_for(_relative(path, config)), self._options)

    def relative(self, path: str) -> str:
        """A file's path from its configuration's folder, or from here where it has none, with slashes."""
        return _relative(path, self.config(path))

    def excluded(self, path: str) -> Given[str] | None:
        """The configuration's glob that passes over a file."""
        config = self.config(path)
        return config.excludes(_relative(path, config)) if config else None

    def state(self, path: str) -> tuple[object, ...]:
        """What a file's rules and settings are read from, as it lies on disk now: another value after any change.

        Raises RespcheckError where the configuration can't be read; it is looked at again each time until it can.
        """
        from . import cache

        config = self.config(path)
        found = "" if self._isolated else _find(os.path.dirname(os.path.abspath(path)))
        return found, *map(_stamp, config.files if config else ()), cache.key(self.folders(config))

    def job(self, path: str) -> Job:
        """A file with the rules and settings that hold for it. Raises RespcheckError for mistakes in them."""
        config, layers = self.config(path), self.layers(path)
        key = tuple(map(id, layers))
        if key not in self._settled:
            try:
                ruleset, settings = settle(self.ruleset(config), layers)
            except RespcheckError as error:
                raise error if error.path else RespcheckError(error.message, path) from None
            if settings.reading.follow_includes:
                settings = settings._replace(included=self.included)
            self._settled[key] = ruleset, settings
            self._matched.update(layer.glob for layer in layers if layer.glob)
        return Job(path, *self._settled[key])

    def included(self, path: str, by: str) -> Job | None:
        """The job of the file at an absolute path, as one that `by` includes: under the name that the user gave it.

        None where there is no such file in the project. One that the configuration passes over has no rules.
        """
        folder = os.path.dirname(os.path.abspath(by))
        if folder not in self._roots:
            self._roots[folder] = os.path.join(os.path.realpath(self._root(folder)), "")
        if not os.path.isfile(path) or not os.path.realpath(path).startswith(self._roots[folder]):
            return None
        known = by if path == os.path.abspath(by) else self._named.get(path)
        job = self.job(known or (path if os.path.isabs(by) else os.path.relpath(path)))
        ruleset = job.ruleset
        return job._replace(ruleset=replace(ruleset, rules=(), known=ruleset.every)) if self.excluded(path) else job

    def _root(self, folder: str) -> str:
        """The folder of the project that a folder belongs to: of the repository or configuration, else from here."""
        config = self.config(os.path.join(folder, "any"))
        repository = (top for top in upward(folder) if os.path.exists(os.path.join(top, ".git")))
        for root in (*repository, config.root if config else "", os.getcwd()):
            if root and os.path.join(folder, "").startswith(os.path.join(root, "")):
                return root
        return folder

    def jobs(self, paths: Sequence[str], named: Sequence[str]) -> tuple[list[Job], list[str]]:
        """Files to lint -> their jobs, and notes about what is passed over and which globs match none of them.

        `named` are the files and folders as the user gave them.
        """
        jobs, notes = [], []
        for path in paths:
            if glob := self.excluded(path):
                self._matched.add(glob)
                if path in named:
                    notes.append(f"{path}: note: passed over: {glob.place} excludes {glob.value!r}")
            else:
                jobs.append(self.job(path))
                self._named[os.path.abspath(path)] = path
        if not jobs and not notes:
            raise RespcheckError(f"nothing to lint in {', '.join(named)}: the configuration excludes every file there")
        return jobs, [*notes, *self._idle(named)]

    def entry_notes(self, report: Report, jobs: Iterable[Job], named: Sequence[str]) -> list[str]:
        """Notes about `ignore` entries that have expired, or suppress nothing in the file or folder they are for."""
        found = [(job, entry) for job in jobs for entry in job.settings.quoted]
        if not found:
            return []
        from .suppress import entry_notes

        judged = {entry for config in self._looked_through(named) for layer in config.layers for entry in layer.quoted}
        judged.update(entry for job, entry in found if entry.path.lstrip("/") == self.relative(job.path))
        settled = {id(job.settings): (job.ruleset, job.settings) for job, _ in found}
        return [*entry_notes(report, settled.values(), judged)]

    def _idle(self, named: Sequence[str]) -> Iterable[str]:
        """Notes about globs that matched no file."""
        for config in self._looked_through(named):
            globs = [g for layer in config.layers for g in (*layer.exclude, *((layer.glob,) if layer.glob else ()))]
            for glob in dict.fromkeys(globs):
                if glob not in self._matched:
                    yield f"{glob.place}: note: {glob.value!r} matches no file that could be linted"

    def _looked_through(self, named: Sequence[str]) -> Iterable[Config]:
        """The configurations whose whole folder is among the folders that the user gave."""
        tops = [os.path.abspath(path) for path in named if os.path.isdir(path)]
        for config in self._read.values():
            if any(os.path.commonpath((top, config.root)) == top for top in tops):
                yield config

    def _load(self, path: str) -> Config | None:
        if path and path not in self._read:
            from .config import read_config

            folder, name = os.path.split(path)
            # one's own configuration speaks of whatever folder one works in
            self._read[path] = read_config(shown(path), folder if name in FILE_NAMES else os.getcwd())
        return self._read[path] if path else None


def load_rules(folders: Sequence[Path], cached: bool) -> Ruleset:
    """The rules of some folders, from the cache where nothing has changed since they were compiled."""
    from . import cache

    name = cache.key(folders) if cached else ""
    found = cache.load(name) if name else None
    if found is None:
        from .pack import load, read_files

        found = load(read_files(folders)).ruleset
        if name:
            cache.save(name, found)
    return found


def _stamp(path: str) -> tuple[int, int] | None:
    """When a file was written and how long it is; None where it is gone."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _find(folder: str) -> str:
    """The configuration file for a folder's files, empty where there is none."""
    while True:
        # a link that leads nowhere is a mistake to tell of, not a file to pass over
        found = [path for name in FILE_NAMES if os.path.lexists(path := os.path.join(folder, name))]
        if len(found) > 1:
            raise RespcheckError(f"{' and '.join(FILE_NAMES)} lie side by side: keep one", shown(folder))
        if found:
            return found[0]
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            break
        folder = parent
    own = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), _OWN)
    return own if os.path.isfile(own) else ""


def folder_of(name: str, asked: str = "") -> str:
    """The folder of a pack by path or installed name. Raises RespcheckError, which says what option asked for it."""
    from .installed import locate

    option = Place(asked or name)
    folder = locate(name, "", option.error)
    if not os.path.isdir(folder):
        raise option.error(f"a pack is a folder of rules: {name} is a file")
    return folder


def _relative(path: str, config: Config | None) -> str:
    return os.path.relpath(os.path.abspath(path), config.root if config else None).replace(os.sep, "/")
