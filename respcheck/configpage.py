"""What `respcheck config` prints: the settings that hold for a file, and who asked for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .config import Config
from .phrase import Pattern
from .ruleset import Ruleset
from .settings import Given, Layer, Settings, understand

#: One line: the setting, its value, and the place that asked for it.
Row = tuple[str, str, str]
_DEFAULT = "default"


def page(config: Config | None, layers: Sequence[Layer], ruleset: Ruleset, settings: Settings, on: int) -> list[str]:
    """The settings, a line each. `ruleset` has all rules, of which `on` are on."""
    head = f"configuration: {config.path}" if config else "configuration: none found"
    also = [path for path in config.files if path != config.path] if config else []
    rows = [*_rows(layers, ruleset, settings)]
    rows += [("rules", f"{on} of {len(ruleset.rules)}", "")]
    first, second = (max(len(row[n]) for row in rows) for n in (0, 1))
    lines = (f"{key:{first}}  {value:{second}}  {place}".rstrip() for key, value, place in rows)
    return [head, *(f"extends: {path}" for path in also), "", *lines]


def _rows(layers: Sequence[Layer], ruleset: Ruleset, settings: Settings) -> Iterator[Row]:
    for layer in layers:
        under = f" under {layer.glob.value!r}" if layer.glob else ""
        for key, names in (("select", layer.select), ("extend-select", layer.extend_select), ("ignore", layer.ignore)):
            yield from ((key, given.value, f"{given.place}{under}") for given in names)
        for given, severity in layer.severity:
            yield "severity", f"{given.value}: {severity.word}", f"{given.place}{under}"
        for given in layer.allow:
            yield "allow", _understood(given, ruleset), f"{given.place}{under}"
        for quoted in layer.quoted:
            yield "ignore", f"{', '.join(quoted.rules)} in {quoted.sentence!r}", f"{quoted.place}{under}"
        for given in layer.packs:
            yield "packs", given.value, str(given.place)
        for given in layer.exclude:
            yield "exclude", given.value, str(given.place)
    for key, value in (
        ("min-confidence", f"{settings.min_confidence:g}"),
        ("kind", settings.kind or "as the text shows"),
        ("language", settings.reading.language or "as the file shows, else en"),
        ("dialect", settings.reading.dialect or "by the file's name and text"),
        ("messages", ", ".join(settings.reading.messages) or "by the presets"),
        ("follow-includes", "true" if settings.reading.follow_includes else "false"),
        ("fail-on", settings.fail_on),
        ("max-warnings", str(settings.max_warnings.value) if settings.max_warnings else "no limit"),
        ("baseline", settings.baseline or "none"),
    ):
        field = key.replace("-", "_")
        asked = [(given.place, layer.glob) for layer in layers if (given := getattr(layer, field))]
        place, glob = asked[-1] if asked else (_DEFAULT, None)
        yield key, value, f"{place} under {glob.value!r}" if glob else str(place)


def _understood(given: Given[str], ruleset: Ruleset) -> str:
    meant = understand(given, ruleset)
    if isinstance(meant, Pattern):
        return f"the phrase {given.value!r}"
    rule = next(rule for rule in ruleset.rules if rule.code in meant)
    return f"the rule {rule.code} {rule.name}"
