"""Texts as an editor holds them -> what is found in them, by the configuration and rules that lie on disk now."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from ..baselines import apply_baselines
from ..batch import Job, check_one
from ..errors import RespcheckError, shown
from ..files import refuse_size
from ..finding import Finding
from ..project import Project
from ..source import Source, decode


class Checked(NamedTuple):
    """One text, and its findings that nothing suppresses, in order of place.

    `source` has no byte-order mark; `marked` says that the editor's text begins with one. `job` is how it was linted,
    None for a text that the configuration passes over. `relative` is its path from the configuration's folder, and
    `config` that configuration's file, empty where there is none. `errors` are lines about what could not be done.
    """

    source: Source
    marked: bool
    job: Job | None
    relative: str
    config: str
    findings: tuple[Finding, ...] = ()
    errors: tuple[str, ...] = ()


class Checker:
    """Lints texts; `open_project` is called again whenever configuration or rules have changed."""

    def __init__(self, open_project: Callable[[], Project]) -> None:
        self._open = open_project
        self._project = open_project()
        self._states: dict[str, tuple[object, ...]] = {}  # by folder

    def check(self, path: str, text: str) -> Checked:
        """Lint a text as the file at an absolute path would be.

        Raises RespcheckError for a mistake in the configuration or the rules, and a text that is too large.
        """
        data = text.encode("utf-8", "replace")
        refuse_size(len(data), shown(path))
        project = self._current(path)
        config = project.config(path)
        job = None if project.excluded(path) else project.job(path)
        checked = Checked(
            decode(data, path), text.startswith("\ufeff"), job, project.relative(path), config.path if config else ""
        )
        if job is None:
            return checked
        report = apply_baselines(check_one(data, job), [job], judge=False)
        here = tuple(finding for finding in report.open if finding.source.path == path)
        return checked._replace(findings=here, errors=report.errors)

    def _current(self, path: str) -> Project:
        """The project, opened anew when what any folder's files depend on is not as it was."""
        if any(self._state(folder) != state for folder, state in self._states.items()):
            self._project, self._states = self._open(), {}
        folder = os.path.dirname(path)
        if folder not in self._states:
            self._states[folder] = self._project.state(path)
        return self._project

    def _state(self, folder: str) -> tuple[object, ...] | None:
        try:
            return self._project.state(os.path.join(folder, "any"))
        except RespcheckError:
            return None
