"""Messages to try rules on, and what `respcheck test --corpus` makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from respcheck.corpus import Message, load
from respcheck.errors import RespcheckError
from tests.conftest import Run

LINES = [
    {"id": "one", "text": "Please do not reply to this email.", "labels": {"no_reply": True}, "source": "us"},
    {"id": "two", "text": "Please do not reply to this email!", "labels": {"no_reply": False}, "kind": "reply"},
    {"id": "three", "text": "Please do not reply to this email.", "labels": {"no_reply": True}, "unsure": ["no_reply"]},
    {"id": "four", "text": "<p>Please do not reply to this email.</p>", "suffix": ".html"},
    {"id": "five", "text": "Please do not reply to this email.", "labels": {"no_reply": True}, "kind": "other"},
    {"id": "six", "text": "Thanks.", "labels": {"no_reply": False}},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    (folder / "b.jsonl").write_text('\n{"text": "x"}\n', encoding="utf-8")
    return folder


def test_lines_become_messages(corpus: Path) -> None:
    messages = load(str(corpus))
    assert messages[0] == Message(
        "one", "one.txt", "Please do not reply to this email.", source="us", labels={"no_reply": True}
    )
    assert [m.path for m in messages[:4]] == ["one.txt", "two.txt", "three.txt", "four.html"]
    assert messages[6].id == f"{corpus}/b.jsonl:2"
    assert load(str(corpus / "a.jsonl")) == messages[:6]


def test_plain_files_are_messages_without_labels(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Hi</p>")
    (tmp_path / "b.py").write_text("x")
    (message,) = load(str(tmp_path))
    assert (message.path, message.suffix, message.labels) == (str(tmp_path / "a.html"), ".html", {})


def test_the_first_name_with_a_label_decides() -> None:
    message = Message("a", "a.txt", "", labels={"no_reply": True, "AC101": False}, unsure=frozenset({"tone"}))
    assert message.deserves("AC101", "no-reply") is False
    assert message.deserves("RC101", "do-not-reply", "no-reply") is True
    assert message.deserves("tone", "no-reply") is None
    assert message.deserves("other") is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "a.jsonl:2: not JSON"),
        ("[]", "a.jsonl:2: a message is an object with its 'text'"),
        ('{"id": "x"}', "an object with its 'text'"),
        ('{"text": "x", "id": 3}', "'id' is no text"),
        ('{"text": "x", "suffix": "txt"}', "'suffix' is an ending with its dot"),
        ('{"text": "x", "labels": {"a": 1}}', "'labels' is an object of names and true or false"),
        ('{"text": "x", "unsure": "a"}', "'unsure' is a list of labels"),
    ],
)
def test_a_line_that_is_no_message(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n' + line + "\n")
    with pytest.raises(RespcheckError) as caught:
        load(str(tmp_path))
    assert message in str(caught.value)


def test_a_folder_without_messages(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n")
    with pytest.raises(RespcheckError, match="holds no messages"):
        load(str(tmp_path))


def test_hits_and_precision(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "softer.yaml").write_text("overlay: do-not-reply\nseverity: note\n")
    done = run("test", "house", "--corpus", "corpus")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(": RC101")[0] for line in lines[:4]] == [
        "one.txt:1:1: note",
        "two.txt:1:1: note",
        "three.txt:1:1: note",
        "four.html:1:4: note",
    ]
    assert [line.split() for line in lines[4:6]] == [
        ["messages", "right/labelled", "precision", "rule"],
        ["4", "1/2", "0.50", "RC101", "do-not-reply"],
    ]
    assert any(line.startswith("no-reply ") and " 0.50 " in line for line in lines[6:])


def test_a_corpus_that_is_not_there(run: Run) -> None:
    done = run("test", "--corpus", "nowhere")
    assert done.returncode == 2
    assert "nowhere: no such file or folder" in done.stderr
