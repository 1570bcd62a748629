"""One reading of one message: evidence is gathered once, rules then ask."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from .document import Document, Zone
from .matcher import Matcher
from .model import ACTS, Model, Scored
from .prose import SLOT
from .rule import Flag, Guard
from .signal import CONFIDENCE, Evidence, Exemption, Learned, Reach, Signal, is_near
from .source import Span
from .ways import Ways, find_ways

#: Seconds a rule's own regular expression may take on one message.
TIMEOUT = 0.25

#: How the learned model is had when a signal or a verdict first asks for it.
LoadModel = Callable[[], Model]


class Reading:
    """What one document says. Signals are found when first asked for, then remembered."""

    def __init__(
        self,
        document: Document,
        signals: Mapping[str, Signal],
        phrases: Mapping[str, Sequence[Evidence]],
        load_model: LoadModel,
        kind: str = "",
        whole: Reading | None = None,
        numbers: Mapping[int, int] | None = None,
    ) -> None:
        """`phrases`: what each signal's phrases match, before any exemption.

        `kind` is what the message is said to be, empty where it is for the message to show. A part of another
        reading (`whole`) knows the number here of each of that one's sentences that it has.
        """
        self.document = document
        self._kind = kind
        self.errors: list[str] = whole.errors if whole else []  # rules' regular expressions that ran out of time
        self.signals = signals
        self._load_model = load_model
        self._near: dict[tuple[str, bool], bool] = {}
        self._evidence: dict[tuple[str, bool], tuple[Evidence, ...]] = {}
        self._in_paragraphs: dict[tuple[str, bool], frozenset[int]] = {}
        self._verdicts: dict[str, float] = {}
        self._phrases = phrases
        self._whole, self._numbers = whole, numbers or {}
        # what parts of a message have in common
        self._searched: dict[str, list[Span]] = whole._searched if whole else {}
        self._scored: Scored = whole._scored if whole else {}

    def without(self, hidden: Collection[int]) -> Reading:
        """The same message without some of its sentences: nothing is matched or scored a second time."""
        kept = [i for i in range(len(self.document.sentences)) if i not in hidden]
        numbers = {old: new for new, old in enumerate(kept)}
        document = replace(self.document, sentences=tuple(self.document.sentences[i] for i in kept), _starts=[])
        phrases = {signal: _renumbered(found, numbers) for signal, found in self._phrases.items()}
        return Reading(document, self.signals, phrases, self._load_model, self._kind, self, numbers)

    @cached_property
    def ways(self) -> Ways:
        """The ways through the branches of the template, if it has any."""
        return find_ways(self.document)

    def evidence(self, name: str, learned: bool = True) -> tuple[Evidence, ...]:
        """Where the document gives the named signal, in order, without overlaps; by phrases only if not `learned`."""
        key = (name, learned)
        if key not in self._evidence:
            if self._whole and self._whole._is_near(*key):
                self._evidence[key] = tuple(_renumbered(self._whole.evidence(*key), self._numbers))
            else:
                self._evidence[key] = self._find(self.signals[name], learned)
        return self._evidence[key]

    def _is_near(self, name: str, learned: bool) -> bool:
        key = (name, learned)
        if key not in self._near:
            self._near[key] = is_near(name, self.signals, learned)
        return self._near[key]

    def flagged(self, flag: Flag) -> tuple[Evidence, ...]:
        """The places a rule's `flag` points at, before its exemptions; none for what lies outside the message."""
        if flag.suppression or flag.thread:
            return ()
        if flag.signal:
            sentences = self.document.sentences
            return tuple(e for e in self.evidence(flag.signal) if sentences[e.sentence].zone in flag.zones)
        body = [i for i, s in enumerate(self.document.sentences) if s.zone is Zone.BODY]
        if flag.words:
            chosen = [i for i in body if self._count(i) >= flag.words]
        else:
            chosen = body[:1] if flag.sentence == "first" else body[-1:]
        what = f"{flag.words} words" if flag.words else f"the {flag.sentence} sentence"
        spans = ((i, self.document.sentences[i].span) for i in chosen)
        return tuple(Evidence(span, i, "sentence", CONFIDENCE["sentence"], what) for i, span in spans)

    def excuses(self, exemption: Exemption, at: Evidence, learned: bool = True) -> bool:
        """True when the exemption's signal stands within reach of the flagged place."""
        evidence = self.evidence(exemption.signal, learned)
        within = exemption.within
        if not evidence or within is Reach.MESSAGE:
            return bool(evidence)
        if within is Reach.PARAGRAPH:
            return self.document.sentences[at.sentence].paragraph in self._paragraphs(exemption.signal, learned)
        first = bisect_left(evidence, at.sentence - exemption.before, key=_sentence)
        last = bisect_right(evidence, at.sentence + exemption.after, first, key=_sentence)
        near = evidence[first:last]
        if within is Reach.MATCH:
            return any(at.span.overlaps(other.span) for other in near)
        if within is Reach.LEAD:
            return any(other.span.end <= at.span.start for other in near)
        return bool(near)

    def _paragraphs(self, signal: str, learned: bool) -> frozenset[int]:
        key = (signal, learned)
        if key not in self._in_paragraphs:
            sentences = self.document.sentences
            found = frozenset(sentences[e.sentence].paragraph for e in self.evidence(signal, learned))
            self._in_paragraphs[key] = found
        return self._in_paragraphs[key]

    def holds(self, guard: Guard) -> bool:
        """True when a `when` entry holds of the whole message."""
        if guard.kind == "signal":
            return bool(self.evidence(str(guard.value)))
        if guard.kind == "without":
            return not self.evidence(str(guard.value))
        if guard.kind == "words":
            return self.words >= int(guard.value)
        if guard.kind == "kind":
            return guard.value == self.kind
        if guard.kind == "verdict":
            return self.verdict(str(guard.value)) >= guard.at_least
        from .metrics import reading_grade

        return reading_grade(self.document, float(guard.value)) > float(guard.value)

    def verdict(self, label: str) -> float:
        """The learned model's probability that the whole message deserves a label."""
        if label not in self._verdicts:
            self._verdicts[label] = self._load_model().verdict(label, self._summary)
        return self._verdicts[label]

    def because(self, evidence: Evidence) -> str:
        """Why a piece of evidence counts: its phrase, or the act and the words that weighed most."""
        if evidence.source != "learned":
            return evidence.because
        said = self.said_by_sentence[evidence.sentence]
        words = self._load_model().weighed(self.document, evidence.sentence, evidence.because, said)
        return f"learned act {evidence.because} ({ACTS[evidence.because]}): " + ", ".join(map(repr, words))

    @property
    def words(self) -> int:
        """Words in the body."""
        body = (i for i, s in enumerate(self.document.sentences) if s.zone is Zone.BODY)
        return sum(map(self._count, body))

    def _count(self, sentence: int) -> int:
        start, end = self.document.sentences[sentence].span
        return len(self.document.prose.text[start:end].split())

    @property
    def kind(self) -> str:
        """`template` when slots are there on purpose, else `reply`: one forgotten slot makes no template."""
        if self._kind:
            return self._kind
        prose = self.document.prose
        return "template" if prose.template or len(set(prose.slots.values()) - {"code"}) > 1 else "reply"

    def _find(self, signal: Signal, with_learned: bool) -> tuple[Evidence, ...]:
        found = list(self._phrases.get(signal.name, ()))
        for name in signal.signals:
            found += self.evidence(name, with_learned)
        for source in signal.regexes:
            found += self._search(signal, source)
        for learned in signal.learned if with_learned else ():
            found += self._learned(learned)
        spoken = (e for e in found if self.document.sentences[e.sentence].zone in signal.zones)
        kept = [e for e in spoken if not any(self.excuses(x, e, with_learned) for x in signal.unless)]
        return _apart(kept)

    @cached_property
    def scores(self) -> list[tuple[float, ...]]:
        """For each sentence the learned acts' probabilities, in the model's order."""
        return self._load_model().scores(self.document, self.said_by_sentence, self._scored)

    @cached_property
    def said_by_sentence(self) -> list[list[str]]:
        """For each sentence those of the model's signals that its phrases give."""
        return phrases_by_sentence(self, self._load_model().signals)

    @cached_property
    def _summary(self) -> list[float]:
        model = self._load_model()
        given = {name for names in self.said_by_sentence for name in names}
        return model.summary(self.scores, [name in given for name in model.signals])

    def _learned(self, learned: Learned) -> list[Evidence]:
        column = self._load_model().acts.index(learned.act)
        sentences = self.document.sentences
        return [
            Evidence(sentences[number].span, number, "learned", row[column], learned.act)
            for number, row in enumerate(self.scores)
            if row[column] >= learned.at_least
        ]

    def _search(self, signal: Signal, source: str) -> list[Evidence]:
        if source not in self._searched:
            self._searched[source] = self._spans(signal, source)
        places = ((span, self.document.sentence_at(span.start)) for span in self._searched[source])
        return [
            Evidence(span, number, "regex", CONFIDENCE["regex"], source)
            for span, number in places
            if self.document.sentences and span.overlaps(self.document.sentences[number].span)
        ]

    def _spans(self, signal: Signal, source: str) -> list[Span]:
        import regex

        pattern = regex.compile(source, regex.IGNORECASE | regex.MULTILINE)
        try:
            return [Span(*m.span()) for m in pattern.finditer(self.document.prose.text, timeout=TIMEOUT) if m.group()]
        except TimeoutError:
            self.errors.append(
                f"{signal.origin}: regex took longer than {TIMEOUT} s, so it was left out: {source[:60]}"
            )
            return []


def gather(
    document: Document, signals: Mapping[str, Signal], matcher: Matcher, load_model: LoadModel, kind: str = ""
) -> Reading:
    """Start reading a document, as a message of a kind where one is given."""
    phrases: dict[str, list[Evidence]] = {}
    for signal, pattern, sentence, span in matcher.find(document):
        evidence = Evidence(span, sentence, "phrase", CONFIDENCE["phrase"], pattern.phrase)
        phrases.setdefault(signal, []).append(evidence)
    return Reading(document, signals, phrases, load_model, kind)


def _renumbered(found: Iterable[Evidence], numbers: Mapping[int, int]) -> list[Evidence]:
    return [e._replace(sentence=numbers[e.sentence]) for e in found if e.sentence in numbers]


def _sentence(evidence: Evidence) -> int:
    return evidence.sentence


def phrases_by_sentence(reading: Reading, names: Iterable[str]) -> list[list[str]]:
    """For each sentence the signals, of those named, that its phrases give: what a model is told of it."""
    found: list[list[str]] = [[] for _ in reading.document.sentences]
    for name in names:
        for number in sorted({evidence.sentence for evidence in reading.evidence(name, learned=False)}):
            found[number].append(name)
    return found


def _apart(found: list[Evidence]) -> tuple[Evidence, ...]:
    """In order of place; of overlapping pieces of evidence the surer, then the longer one stays."""
    kept: list[Evidence] = []
    for evidence in sorted(found, key=lambda e: (e.span.start, -e.span.end)):
        if kept and kept[-1].span.overlaps(evidence.span):
            last = kept[-1]
            if (evidence.confidence, evidence.span.end - evidence.span.start) > (
                last.confidence,
                last.span.end - last.span.start,
            ):
                kept[-1] = evidence
        else:
            kept.append(evidence)
    return tuple(kept)


def readable(document: Document, span: Span) -> str:
    """A span of the prose as one line for a message; slots as they stand in the source."""
    prose = document.prose
    pieces = []
    for offset in range(span.start, span.end):
        character = prose.text[offset]
        if character == SLOT:
            place = prose.source_span(Span(offset, offset + 1))
            character = prose.source.text[place.start : place.end]
        pieces.append(character)
    return " ".join("".join(pieces).split())
