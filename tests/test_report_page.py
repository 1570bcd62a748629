"""The HTML report: it loads nothing, shows texts as they are, and can be filtered and walked in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from respcheck import Report, check
from respcheck.reporters.html import lines
from respcheck.reporters.view import View
from tests.clients import node_module
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def report() -> Report:
    """Two samples and a file without findings."""
    names = ("samples/app-update.txt", "samples/lost-parcel.eml")
    parts = [check((ROOT / name).read_bytes(), name) for name in names]
    return Report(tuple(f for part in parts for f in part.findings), 3, (), ("gone.txt: can't be read",))


def page_of(report: Report) -> str:
    return "\n".join(lines(report, View()))


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_loads_nothing(report: Report) -> None:
    text = page_of(report)
    tags = _Tags(text).found
    assert "default-src 'none'" in text
    assert not {"img", "link", "iframe", "base", "object"} & {tag for tag, _ in tags}
    for _, attributes in tags:
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text


def test_links_lead_somewhere_and_ids_are_unique(report: Report) -> None:
    tags = _Tags(page_of(report)).found
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {(attributes["href"] or "")[1:] for _, attributes in tags if "href" in attributes} <= set(ids)
    assert sum(tag == "article" for tag, _ in tags) == len(report.findings)


def test_nothing_in_a_text_is_markup(report: Report) -> None:
    evil = "</blockquote><script>alert(1)</script>\x00\x1b \udce9 \"'&"
    found = report.findings[0]
    source = replace(found.source, path=evil, text=evil + found.source.text)
    rule = replace(found.rule, help=evil, rewrite=evil, why=evil, family=evil, name="x")
    text = page_of(Report((replace(found, source=source, rule=rule, message=evil, text=evil, because=evil),), 1))
    assert sum(tag == "script" for tag, _ in _Tags(text).found) == 1
    assert not re.search("[\x00\x1b\ud800-\udfff]", text)
    text.encode()


def test_a_page_without_findings() -> None:
    text = page_of(Report((), 4))
    assert "4 files read, nothing to mend." in text
    assert "<article" not in text


@contextmanager
def opened(text: str, folder: Path) -> Iterator[Page]:
    """A page in headless Chromium; whatever goes wrong inside it fails the test."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed; .ci/clients installs it where that can be done")
    api = pytest.importorskip("playwright.sync_api")
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message) or dialog.dismiss())
        page.on("request", lambda request: wrong.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        yield page
        browser.close()
    assert wrong == []


@pytest.fixture
def page(report: Report, tmp_path: Path) -> Iterator[Page]:
    with opened(page_of(report), tmp_path) as page:
        yield page


@pytest.mark.slow
def test_filters(page: Page, report: Report) -> None:
    total = len(report.findings)
    status = page.locator("output")
    assert status.text_content() == f"{total} of {total} shown"
    page.get_by_label("warnings").uncheck()
    page.get_by_label("notes").uncheck()
    errors = sum(f.rule.severity.word == "error" for f in report.findings)
    assert page.locator("article:visible").count() == errors
    page.get_by_label("family").select_option("policy-wall")
    walls = sum(f.rule.family == "policy-wall" and f.rule.severity.word == "error" for f in report.findings)
    assert status.text_content() == f"{walls} of {total} shown"
    page.get_by_label("words").fill("non-refundable AS PER")
    assert page.locator("article:visible").count() == 1
    assert page.locator(".message:visible").count() == 1
    page.get_by_label("words").fill("lost-parcel.EML")
    assert page.locator(".message:visible").count() == 1
    page.get_by_role("button", name="show all").click()
    assert page.locator("article:visible").count() == total


@pytest.mark.slow
def test_keyboard(page: Page) -> None:
    focused = "document.activeElement.id"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "f0"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(focused) == "f1"
    page.keyboard.press("/")
    page.keyboard.type("jk/")
    assert page.get_by_label("words").input_value() == "jk/"
    page.get_by_label("words").fill("")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == "f0"
    page.get_by_label("keys").uncheck()
    page.keyboard.press("j")
    assert page.evaluate(focused) == ""


@pytest.mark.slow
def test_a_mark_in_the_strip_leads_to_its_finding_even_when_it_is_filtered_out(page: Page) -> None:
    page.get_by_label("notes").uncheck()
    assert not page.locator("#f0").is_visible()
    page.locator(".messages a[href='#f0'] rect").click()
    assert page.locator("#f0").is_visible()
    assert page.evaluate("document.activeElement.id") == "f0"


@pytest.mark.slow
def test_marks_are_the_words_found(page: Page, report: Report) -> None:
    marked = page.locator("mark").all_text_contents()
    assert marked == [f.match.replace("\r\n", "\n") for f in report.findings]


@pytest.mark.slow
def test_print_shows_everything_and_no_controls(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator("details:not([open])").count() == 0


@pytest.mark.slow
@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(page: Page, scheme: Literal["light", "dark"], media: Literal["screen", "print"]) -> None:
    axe = node_module("axe-core")
    page.emulate_media(color_scheme=scheme, media=media)
    page.evaluate((axe / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1280])
def test_hostile_texts_do_nothing_and_break_no_layout(tmp_path: Path, width: int) -> None:
    bad = "please do not reply to this email"
    texts = {
        "</script><b>.txt": f"</blockquote><script>alert(2)</script><img src=x onerror=alert(3)>{bad}.",
        "rtl.txt": f"\u05e9\u05dc\u05d5\u05dd \u202e{bad}. \u2067 {bad}.",
        "long.txt": f"{'w' * 50_000} {bad} {'x' * 50_000}",
        "\u200f\u05d0 \x1b[2J.txt": f"\f\x01\ufffe {bad}.",
    }
    parts = [check(text, name) for name, text in texts.items()]
    found = tuple(finding for part in parts for finding in part.findings)
    with opened(page_of(Report(found, len(texts))), tmp_path) as page:
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("script").count() == 1
        assert {text.lower() for text in page.locator("mark").all_text_contents()} >= {bad}


@pytest.mark.slow
def test_two_thousand_findings_stay_quick(tmp_path: Path) -> None:
    found = check(
        "\n\n".join(f"Part {n}. Please do not reply to this email." for n in range(2000)), "many.txt"
    ).findings
    assert len(found) == 2000
    text = page_of(Report(found, 1))
    assert len(text) < 5_000_000
    assert len(re.findall("on lines [^<]*", text)[0]) < 100, "nobody listens to 2,000 numbers"
    with opened(text, tmp_path) as page:
        assert page.evaluate("performance.timing.domContentLoadedEventEnd - performance.timing.responseEnd") < 10_000
        start = page.evaluate("performance.now()")
        page.get_by_label("words").fill("part 1999")
        assert page.locator("output").text_content() == "5 of 2000 shown", "it is in the context of others as well"
        assert page.evaluate("performance.now()") - start < 3_000


def test_each_message_of_a_file_of_many_has_its_own_strip_and_count() -> None:
    keys = {
        "rejected": "please do not reply to this email",
        "closed": "as per our policy all sales are final",
        "sent": "your parcel is on its way",
    }
    rows = "".join(f"    {key}:\n      body: '{text}.'\n" for key, text in keys.items())
    report = check(f"en:\n  user_mailer:\n{rows}", "en.yml")
    text = page_of(report)
    assert re.findall("<h2 id=[^>]*>([^<]*)", text) == [
        "en.yml in user_mailer.rejected.body",
        "en.yml in user_mailer.closed.body",
    ]
    assert "sales are final" not in re.findall("<blockquote.*?</blockquote>", text)[0], "the next one is no context"
    assert report.messages == 3
    assert re.findall(r"none<td>.*?<td>(\d+)", text) == ["1"]
    assert text.count('x="0"') == 2 * len(report.findings), "each begins its own message"
