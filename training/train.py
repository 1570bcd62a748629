"""Build `respcheck/acts.model` from the annotated messages beside this file.

    python training/train.py             build the model, the same bytes each time
    python training/train.py --estimate  how it does on authors it has not seen
    python training/train.py --curve     how it does on labelled files, by the number of messages trained on

Needs scikit-learn (`pip install -e '.[train]'`); checking needs only the file it writes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from respcheck import model as runtime  # noqa: E402
from respcheck.builtin import RULES  # noqa: E402
from respcheck.document import Document  # noqa: E402
from respcheck.features import features, tokens  # noqa: E402
from respcheck.linter import document_of, readings  # noqa: E402
from respcheck.pack import load, read_files  # noqa: E402
from respcheck.reading import gather, phrases_by_sentence  # noqa: E402
from respcheck.ruleset import Ruleset  # noqa: E402
from respcheck.source import Source  # noqa: E402
from respcheck.summary import names, summarize  # noqa: E402

ACTS = "".join(runtime.ACTS)
LABELS = runtime.VERDICTS
#: A feature is kept when at least so many sentences and authors have it, the commonest first.
SENTENCES, AUTHORS, MOST = 5, 3, 38_000
#: Strength of the acts' regularisation; among 0.1, 0.3 and 1 the left-out figures hardly differ.
ACTS_C = 0.3
#: Share of a sentence's features hidden while the verdicts are fitted: other people's words are known less well
#: than the training authors know each other's.
HIDDEN = 0.5
#: Into how many groups the authors are parted, to score each group by a model that has not seen it.
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Message:
    """One annotated message: its labels, and its sentences with their acts."""

    author: str
    kind: str
    labels: frozenset[str]
    sentences: tuple[tuple[frozenset[str], str], ...]

    @property
    def text(self) -> str:
        """The message as it would be sent: headings, greetings and list items apart, sentences in paragraphs."""
        text, before = "", ""
        for acts, sentence in self.sentences:
            role = "S" if "S" in acts else ""
            if text:
                apart = role or before or not text.rstrip().endswith((".", "!", "?", ","))
                text += "\n\n" if apart else " "
            text, before = text + sentence, role
        return text


def read(paths: Sequence[Path]) -> list[Message]:
    """Annotated files -> messages, in the files' order."""
    found: list[Message] = []
    for path in paths:
        for block in path.read_text(encoding="utf-8").split("\n@")[0:]:
            lines = [line for line in block.lstrip("@").split("\n") if line.strip()]
            if not lines or "\t" in lines[0]:
                continue
            _, kind, labels = lines[0].split(" ")
            sentences = tuple(
                (frozenset(acts.split(",")), sentence) for acts, sentence in (line.split("\t", 1) for line in lines[1:])
            )
            named = frozenset() if labels == "-" else frozenset(labels.replace("_", "-").split(","))
            found.append(Message(path.stem, kind, named, sentences))
    return found


def matrix(sets: Sequence[set[int]], known: np.ndarray) -> csr_matrix:
    """Sets of features -> a sparse matrix of ones, a column for each of those known (sorted)."""
    rows = [np.fromiter(numbers, dtype=np.int64, count=len(numbers)) for numbers in sets]
    flat = np.concatenate(rows)
    places = np.searchsorted(known, flat).clip(max=len(known) - 1)
    kept = known[places] == flat
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])[kept]
    found = csr_matrix((np.ones(len(owner), dtype=np.float32), (owner, places[kept])), shape=(len(rows), len(known)))
    found.sort_indices()
    return found


def vocabulary(sets: Sequence[set[int]], owners: Sequence[str]) -> np.ndarray:
    """The features that enough sentences of enough authors have, sorted."""
    counts = Counter(number for numbers in sets for number in numbers)
    authors: dict[int, set[str]] = {number: set() for number, count in counts.items() if count >= SENTENCES}
    for numbers, owner in zip(sets, owners, strict=True):
        for number in numbers & authors.keys():
            authors[number].add(owner)
    kept = [number for number, names in authors.items() if len(names) >= AUTHORS]
    kept.sort(key=lambda number: (-counts[number], number))
    return np.array(sorted(kept[:MOST]), dtype=np.int64)


#: Phrases alone are looked at, so that building needs no model that was built before.
_NO_MODEL = runtime.Model(tuple(ACTS), (), (), {}, (), array("I"), b"")
_RULESET = replace(load(read_files([RULES])).ruleset, load_model=lambda: _NO_MODEL)
#: Signals whose phrases are features, beside the words.
SIGNALS = tuple(sorted(name for name in _RULESET.signals if "/" not in name))
_MATCHER = _RULESET.matcher_for(SIGNALS)


def look(text: str) -> tuple[Document, list[list[str]]]:
    """A text -> its document, and for each sentence the signals its phrases give."""
    document = document_of(text)
    reading = gather(document, _RULESET.signals, _MATCHER, _RULESET.load_model)
    return document, phrases_by_sentence(reading, SIGNALS)


def sentence_features(message: Message) -> list[set[int]]:
    """The features of a message's sentences as they were annotated."""
    last = len(message.sentences) - 1
    found = []
    for i, (_, sentence) in enumerate(message.sentences):
        document, said = look(sentence)
        names = sorted({name for names in said for name in names})
        found.append(features(tokens(document.wording.text.replace("\n", "")), i == 0, i == last, names))
    return found


def document_features(document: Document, said: list[list[str]]) -> list[set[int]]:
    """The features of a document's sentences as checking will see them."""
    text, last = document.wording.text, len(document.sentences) - 1
    return [
        features(tokens(text[s.words.start : s.words.end]), i == 0, i == last, said[i])
        for i, s in enumerate(document.sentences)
    ]


def fit_acts(sentences: csr_matrix, acts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One linear model an act -> weights (acts x features) and biases."""
    fitted = [
        LogisticRegression(C=ACTS_C, solver="liblinear", tol=1e-3, max_iter=300).fit(sentences, column)
        for column in acts.T
    ]
    return np.vstack([m.coef_[0] for m in fitted]), np.array([m.intercept_[0] for m in fitted])


def probabilities(sentences: csr_matrix, weights: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(sentences @ weights.T + biases)))


def fit_verdict(summaries: np.ndarray, label: np.ndarray) -> tuple[np.ndarray, float]:
    """One message label -> weights on the unscaled summary, and a bias."""
    mean, spread = summaries.mean(0), summaries.std(0) + 1e-6
    fitted = LogisticRegression(C=0.1, solver="liblinear", max_iter=1000).fit((summaries - mean) / spread, label)
    weights = fitted.coef_[0] / spread
    return weights, float(fitted.intercept_[0] - weights @ mean)


class Corpus:
    """The messages with everything that fitting needs, computed once."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self.messages = messages
        self.authors = np.array([m.author for m in messages])
        self.labels = np.array([[label in m.labels for label in LABELS] for m in messages])
        numbers = [sentence_features(m) for m in messages]
        self.acts = np.array([[act in acts for act in ACTS] for m in messages for acts, _ in m.sentences])
        self.owners = np.repeat(self.authors, [len(sets) for sets in numbers])
        flat = [found for sets in numbers for found in sets]
        self.known = vocabulary(flat, self.owners)
        self.sentences = matrix(flat, self.known)
        looked = [look(m.text) for m in messages]
        seen = [document_features(document, said) for document, said in looked]
        self.seen = matrix([found for sets in seen for found in sets], self.known)
        self.ends = np.cumsum([0, *(len(sets) for sets in seen)])
        given = [{name for names in said for name in names} for _, said in looked]
        self.said = [[name in names for name in SIGNALS] for names in given]

    def summaries(self, scores: np.ndarray) -> np.ndarray:
        """The verdicts' features of every message, from scores of all seen sentences."""
        return np.array(
            [
                summarize(ACTS, scores[start:end].tolist(), said)
                for start, end, said in zip(self.ends, self.ends[1:], self.said, strict=False)
            ]
        )


def unseen_scores(corpus: Corpus, hidden: float = 0.0) -> np.ndarray:
    """Scores of all seen sentences by models that saw nothing of the same author, with a share of features hidden."""
    seen = corpus.seen.copy()
    seen.data[np.random.RandomState(0).random_sample(len(seen.data)) < hidden] = 0
    scores = np.zeros((seen.shape[0], len(ACTS)))
    owners = np.repeat(corpus.authors, np.diff(corpus.ends))
    authors = np.unique(corpus.authors)
    for fold in (authors[n::FOLDS] for n in range(FOLDS)):
        others, theirs = ~np.isin(corpus.owners, fold), np.isin(owners, fold)
        weights, biases = fit_acts(corpus.sentences[others], corpus.acts[others])
        scores[theirs] = probabilities(seen[theirs], weights, biases)
    return scores


def build(corpus: Corpus) -> bytes:
    """The model's file."""
    weights, biases = fit_acts(corpus.sentences, corpus.acts)
    summaries = corpus.summaries(unseen_scores(corpus, HIDDEN))
    verdicts = {}
    for column, label in enumerate(LABELS):
        verdict, bias = fit_verdict(summaries, corpus.labels[:, column])
        verdicts[label] = {"weights": [round(float(w), 4) for w in verdict], "bias": round(bias, 4)}
    scales = np.abs(weights).max(1) / 127
    table = (np.rint(weights / scales[:, None]) + 128).astype(np.uint8).T
    head = {
        "acts": list(ACTS),
        "signals": list(SIGNALS),
        "features": names(SIGNALS),
        "scales": [float(f"{s:.6g}") for s in scales],
        "biases": [round(float(b), 4) for b in biases],
        "verdicts": verdicts,
    }
    return (
        json.dumps(head, separators=(",", ":")).encode()
        + b"\n"
        + corpus.known.astype("<u4").tobytes()
        + table.tobytes()
    )


def estimate(corpus: Corpus) -> None:
    """Leave one author out: figures by label and by author left out."""
    fitted_on = corpus.summaries(unseen_scores(corpus, HIDDEN))
    summaries = corpus.summaries(unseen_scores(corpus))
    predicted = np.zeros(corpus.labels.shape)
    for author in np.unique(corpus.authors):
        known, new = corpus.authors != author, corpus.authors == author
        for column in range(len(LABELS)):
            weights, bias = fit_verdict(fitted_on[known], corpus.labels[known, column])
            predicted[new, column] = 1 / (1 + np.exp(-(summaries[new] @ weights + bias)))
    print(f"{'author left out':32}" + "".join(f"{label:>20}" for label in LABELS) + "  core macro F1")
    for author in [*np.unique(corpus.authors), "all"]:
        mine = (corpus.authors == author) | (author == "all")
        figures = [f1(corpus.labels[mine, c], predicted[mine, c] > 0.42) for c in range(len(LABELS))]
        print(f"{author:32}" + "".join(f"{f:20.2f}" for f in figures) + f"{np.mean(figures[:4]):14.3f}")


def curve(messages: Sequence[Message], labelled: Sequence[Path]) -> None:
    """Verdicts alone on labelled messages, from models of ever more authors (drawn in one fixed order)."""
    tests = [json.loads(line) for path in labelled for line in path.read_text(encoding="utf-8").splitlines()]
    true = np.array([[bool(t["labels"].get(label.replace("-", "_"))) for label in LABELS] for t in tests])
    sure = np.array([[label.replace("-", "_") not in t["unsure"] for label in LABELS] for t in tests])
    authors = sorted({m.author for m in messages})
    random.Random(0).shuffle(authors)
    print("authors  messages" + "".join(f"{label:>20}" for label in LABELS) + "  core macro F1")
    for count in (len(authors) // 8, len(authors) // 4, len(authors) // 2, len(authors)):
        some = [m for m in messages if m.author in authors[:count]]
        with tempfile.NamedTemporaryFile() as scratch:
            Path(scratch.name).write_bytes(build(Corpus(some)))
            model = runtime.load(Path(scratch.name))
        ruleset = replace(_RULESET, load_model=lambda model=model: model)  # type: ignore[misc]
        found = np.array([_verdicts(ruleset, t["text"], t["id"] + t["suffix"]) for t in tests]) >= 0.5
        figures = [f1(true[sure[:, c], c], found[sure[:, c], c]) for c in range(len(LABELS))]
        print(f"{count:7}{len(some):10}" + "".join(f"{f:20.2f}" for f in figures) + f"{np.mean(figures[:4]):14.3f}")


def _verdicts(ruleset: Ruleset, text: str, path: str) -> list[float]:
    reading = next(iter(readings(Source(path, text), ruleset)))
    return [reading.verdict(label) for label in LABELS]


def f1(true: np.ndarray, found: np.ndarray) -> float:
    hits = (true & found).sum()
    return float(2 * hits / max(1, true.sum() + found.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--estimate", action="store_true", help="leave one author out instead of building")
    parser.add_argument("--curve", action="store_true", help="score models of ever more authors instead of building")
    parser.add_argument("labelled", nargs="*", type=Path, help="labelled JSON lines for --curve")
    parser.add_argument("--output", type=Path, default=runtime.PATH)
    args = parser.parse_args()
    messages = read(sorted(HERE.glob("*.txt")))
    if args.curve:
        curve(messages, args.labelled or [HERE.parent / "tests" / "labelled" / "messages.jsonl"])
    elif args.estimate:
        estimate(Corpus(messages))
    else:
        args.output.write_bytes(build(Corpus(messages)))


if __name__ == "__main__":
    main()
