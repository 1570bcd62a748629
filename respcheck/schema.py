"""YAML -> word lists, signals and rules; every error with its file, line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from .document import Zone
from .errors import RespcheckError
from .examples import Examples, read_examples
from .model import ACTS, VERDICTS
from .phrase import Pattern, PhraseError, WordSet, compile_phrase
from .rule import KINDS, Fix, Flag, Guard, Rule, Severity
from .ruleset import leans_on
from .signal import SPOKEN, Exemption, Learned, Reach, Signal
from .starter import BLANK
from .strictyaml import Value, suggest
from .suppress import FAULTS
from .wordlist import WordList, inflect

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FIXABLE = re.compile(r"[\w ,.;:!?/'-]+")
#: What a fix may write: nothing that any format, template language or string would take for its own.
_REPLACEMENT = re.compile(r"[A-Za-z0-9 ,.-]*")
_CODE = re.compile(r"[A-Z]{2,4}\d{3}")
_EVIDENCE_KEYS = ("phrases", "regex", "learned", "signals", "except", "zones")
_GUARDS = ("signal", "without", "words", "reading-grade", "kind", "verdict")
Lists = Mapping[str, WordSet]


@dataclass(frozen=True, slots=True)
class Definition:
    """What one file defines: a signal or a rule, the anonymous signals inside it, and its examples."""

    signals: tuple[Signal, ...]
    rule: Rule | None
    examples: Examples


def read_word_list(value: Value, name: str) -> WordList:
    """A file of rules/words -> the phrases any one of which the list stands for."""
    table = value.table(("description", "words", "verbs", "nouns"), required=("description",))
    entries: list[str] = []
    if "words" in table:
        entries += [text for _, text in table["words"].texts()]
    for key in ("verbs", "nouns"):
        if key in table:
            for item, text in table[key].texts():
                if not re.fullmatch(r"[\w'-]+( [\w'-]+)*", text):
                    raise item.error(f"{text!r}: a word, or all its forms with spaces between them")
                entries += inflect(text, verb=key == "verbs")
    if not entries:
        raise value.error("the list is empty: give words, verbs or nouns")
    return WordList(name, tuple(entries), value.path)


def read_signal(value: Value, name: str, lists: Lists) -> Definition:
    """A file of rules/signals -> its signal."""
    table = value.table(("description", *_EVIDENCE_KEYS, "unless", "examples"), required=("description", "examples"))
    inner: list[Signal] = []
    # a rule may have the same name, so what is inside a signal is named apart
    inside = f"signals/{name}"
    signal = _signal(inside, value, table, lists, inner)
    unless = (*signal.unless, *read_exemptions(inside, table.get("unless"), lists, inner))
    signal = replace(signal, name=name, unless=unless)
    examples = read_examples(table["examples"], "match", "no-match", signal.origin)
    return Definition((signal, *inner), None, examples)


def read_rule(value: Value, name: str, family: str, lists: Lists, language: str = "en") -> Definition:
    """A rule file -> its rule, with the signals its phrases make; `language` is that of its folder."""
    _refuse_blanks(value)
    table = value.table(
        ("code", "severity", "message", "help", "why", "source", "rewrite", "fix", "flag", "unless", "when", "report",
         "default", "language", "examples"),
        required=("code", "severity", "message", "help", "why", "flag", "examples"),
    )  # fmt: skip
    code = check_code(table["code"].text(), table["code"].error)
    if "language" in table and not re.fullmatch("any|[a-z]{2,3}", language := table["language"].text()):
        raise table["language"].error(f"{language!r} is no language: small letters, as in 'es', or 'any'")
    inner: list[Signal] = []
    rule = Rule(
        code=code,
        name=name,
        family=family,
        severity=Severity[table["severity"].choice(("error", "warning", "note")).upper()],
        message=one_line(table["message"]),
        help=one_line(table["help"]),
        why=" ".join(table["why"].text().split()),
        source=one_line(table["source"]) if "source" in table else "",
        rewrite=one_line(table["rewrite"]) if "rewrite" in table else "",
        fixes=_fixes(table["fix"]) if "fix" in table else (),
        flag=_flag(name, table["flag"], lists, inner),
        unless=read_exemptions(name, table.get("unless"), lists, inner),
        when=tuple(_guard(item) for item in table["when"].items()) if "when" in table else (),
        report=table["report"].choice(("every", "first", "surest")) if "report" in table else "every",
        default=table["default"].truth() if "default" in table else True,
        language=language,
        origin=f"{value.path}:{value.line}",
    )
    examples = read_examples(table["examples"], "bad", "good", rule.origin)
    if bool(rule.fixes) is not any(example.after for example in examples.bad):
        raise table["examples"].error("a 'fix' and a bad example with 'text' and 'after' go together")
    return Definition(tuple(inner), rule, examples)


def _fixes(value: Value) -> tuple[Fix, ...]:
    """Words and what replaces them, safe and unsafe ones."""
    table = value.table(("safe", "unsafe"))
    found = []
    for key, fixes in table.items():
        pairs = list(fixes.pairs())
        for words, replacement in pairs:
            if not _FIXABLE.fullmatch(words.text()):
                raise words.error(f"{words.text()!r}: give words as they stand in a message, without patterns")
            if not _REPLACEMENT.fullmatch(replacement.text()):
                raise replacement.error("a replacement has letters, digits, spaces, commas, stops and hyphens only")
            found.append(Fix(words.text(), replacement.text(), key == "safe"))
        if not pairs:
            raise fixes.error("no fix here: give words, and what replaces them")
    if not found:
        raise value.error("no fix here: give 'safe' or 'unsafe' ones")
    return tuple(found)


def _refuse_blanks(value: Value) -> None:
    blanks = [scalar for scalar in value.scalars() if scalar.text().startswith(BLANK)]
    if blanks:
        rest = f" (and {len(blanks) - 1} more below)" if len(blanks) > 1 else ""
        raise blanks[0].error(f"still to be filled in{rest}: {blanks[0].text().removeprefix(BLANK)}")


def check_references(definitions: Iterable[Definition], signals: Mapping[str, Signal]) -> None:
    """Refuse references to signals that don't exist, and signals that lean on themselves."""
    for definition in definitions:
        for signal in definition.signals:
            for name in (*signal.signals, *(x.signal for x in signal.unless)):
                _known(name, signals, signal.origin)
        if rule := definition.rule:
            for name in leans_on(rule):
                _known(name, signals, rule.origin)
    state: dict[str, bool] = {}
    for name in signals:
        _refuse_cycle(name, signals, state, ())


def _known(name: str, signals: Mapping[str, Signal], origin: str) -> None:
    if name not in signals:
        path, _, line = origin.rpartition(":")
        public = [known for known in signals if "/" not in known]
        raise RespcheckError(f"no signal named {name!r}" + suggest(name, public), path, int(line))


def _refuse_cycle(name: str, signals: Mapping[str, Signal], done: dict[str, bool], above: tuple[str, ...]) -> None:
    if name in above:
        path, _, line = signals[name].origin.rpartition(":")
        raise RespcheckError(f"signals lean on each other: {' -> '.join((*above, name))}", path, int(line))
    if name not in done:
        for other in (*signals[name].signals, *(x.signal for x in signals[name].unless)):
            _refuse_cycle(other, signals, done, (*above, name))
        done[name] = True


def _signal(name: str, value: Value, table: Mapping[str, Value], lists: Lists, inner: list[Signal]) -> Signal:
    """The signal that the evidence keys of a mapping describe."""
    if not any(key in table for key in ("phrases", "regex", "learned", "signals")):
        raise value.error("nothing to find: give phrases, signals, regex or learned")
    unless: tuple[Exemption, ...] = ()
    if "except" in table:
        inner.append(
            Signal(
                f"{name}/except",
                read_patterns(table["except"], lists),
                origin=f"{value.path}:{table['except'].line}",
            )
        )
        unless = (Exemption(f"{name}/except", Reach.MATCH),)
    return Signal(
        name,
        patterns=read_patterns(table["phrases"], lists) if "phrases" in table else (),
        regexes=tuple(_regex(item) for item in table["regex"].items()) if "regex" in table else (),
        learned=_learned(table["learned"]) if "learned" in table else (),
        signals=tuple(text for _, text in table["signals"].texts()) if "signals" in table else (),
        unless=unless,
        zones=_zones(table, SPOKEN),
        origin=f"{value.path}:{value.line}",
    )


def _zones(table: Mapping[str, Value], unless_given: frozenset[Zone]) -> frozenset[Zone]:
    if "zones" not in table:
        return unless_given
    return frozenset(Zone(item.choice([z.value for z in Zone])) for item in table["zones"].items())


def read_patterns(value: Value, lists: Lists) -> tuple[Pattern, ...]:
    """A list of phrases, each once."""
    found: dict[str, Pattern] = {}
    for item, phrase in value.texts():
        if phrase in found:
            raise item.error(f"the phrase {phrase!r} stands twice")
        try:
            found[phrase] = compile_phrase(phrase, lists)
        except PhraseError as error:
            raise item.error(str(error)) from None
    return tuple(found.values())


def _regex(value: Value) -> str:
    import regex

    text = value.text()
    try:
        regex.compile(text, regex.IGNORECASE | regex.MULTILINE)
    except regex.error as error:
        raise value.error(f"not a valid regular expression: {error}") from None
    return text


def _learned(value: Value) -> tuple[Learned, ...]:
    """One act with its threshold, or a list of them."""
    entries = value.items() if value.is_list else [value]
    tables = [entry.table(("act", "at-least"), required=("act", "at-least")) for entry in entries]
    return tuple(Learned(t["act"].choice(tuple(ACTS)), t["at-least"].number()) for t in tables)


def _flag(name: str, value: Value, lists: Lists, inner: list[Signal]) -> Flag:
    ways = ("signal", "sentence", "words", "suppression", "thread", "phrases", "regex", "learned")
    table = value.table(("at-least", *_EVIDENCE_KEYS, *ways[:5]))
    given = [key for key in ways if key in table]
    if len(given) != 1 and not {"phrases", "regex"} >= set(given):
        raise value.error("flag one thing: a signal, a sentence, words, or phrases and regex of its own")
    at_least = int(table["at-least"].number(1)) if "at-least" in table else 1
    zones = _zones(table, frozenset(Zone))
    if "thread" in table:
        return Flag(thread=table["thread"].choice(("untaken",)))
    if "suppression" in table:
        return Flag(suppression=table["suppression"].choice(FAULTS))
    if "words" in table:
        return Flag(words=int(table["words"].number(1)), at_least=at_least, zones=zones)
    if "sentence" in table:
        return Flag(sentence=table["sentence"].choice(("first", "last")), at_least=at_least, zones=zones)
    if "signal" in table:
        return Flag(signal=table["signal"].text(), at_least=at_least, zones=zones)
    inner.append(_signal(f"{name}/flag", value, table, lists, inner))
    return Flag(signal=f"{name}/flag", at_least=at_least, zones=zones)


def read_exemptions(name: str, value: Value | None, lists: Lists, inner: list[Signal]) -> tuple[Exemption, ...]:
    """The `unless` entries of what has the name; the signals that their phrases make are added to `inner`."""
    found: list[Exemption] = []
    for number, item in enumerate(value.items() if value else (), 1):
        table = item.table(("signal", "within", "before", "after", *_EVIDENCE_KEYS))
        if "signal" in table:
            signal = table["signal"].text()
        else:
            signal = f"{name}/unless-{number}"
            inner.append(_signal(signal, item, table, lists, inner))
        within = Reach(table["within"].choice([r.value for r in Reach])) if "within" in table else Reach.SENTENCE
        before, after = (int(table[key].number()) if key in table else 0 for key in ("before", "after"))
        if (before or after) and within is not Reach.SENTENCE:
            raise item.error("'before' and 'after' count sentences: they go with 'within: sentence' only")
        found.append(Exemption(signal, within, before, after))
    return tuple(found)


def _guard(value: Value) -> Guard:
    table = value.table(_GUARDS)
    if len(table) != 1:
        raise value.error("one condition an entry: " + ", ".join(_GUARDS))
    ((kind, argument),) = table.items()
    if kind == "verdict":
        inner = argument.table(("of", "at-least"), required=("of", "at-least"))
        return Guard(kind, inner["of"].choice(VERDICTS), inner["at-least"].number())
    if kind in ("words", "reading-grade"):
        return Guard(kind, int(argument.number(1)))
    return Guard(kind, argument.choice(KINDS) if kind == "kind" else argument.text())


def one_line(value: Value) -> str:
    """A text with its line breaks and runs of spaces made single spaces."""
    return " ".join(value.text().split())


def check_code(code: str, error: Callable[[str], RespcheckError]) -> str:
    """A rule's code; refused by `error` unless capitals and three digits."""
    if not _CODE.fullmatch(code):
        raise error(f"{code!r} is no code: two to four capitals and three digits, as in RC101")
    return code


def check_name(name: str, path: str) -> str:
    """A rule's, signal's or list's name as its file gives it; refused unless kebab-case."""
    if not _NAME.fullmatch(name):
        raise RespcheckError(f"file name {name!r} is no name: small letters, digits and hyphens", path)
    return name
