"""The mail, reopened by the standard library."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path

import html5lib
import pytest
from examples import twelve_regions

from briefing.library.folder import read_library
from briefing.publish.edition import Edition, edition_of
from briefing.publish.mail import mail
from briefing.publish.plain import plain_pages
from briefing.publish.web.page import letter

ROOT = Path(__file__).parent.parent.parent
DAY = date(2024, 10, 3)
H = "{http://www.w3.org/1999/xhtml}"


@cache
def shipped() -> Edition:
    library = read_library(ROOT / "content")
    return edition_of(library, library.standings(DAY), DAY)


def reopened(written: bytes) -> EmailMessage:
    message = message_from_bytes(written, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def forms(message: EmailMessage) -> dict[str, str]:
    """What each form of the mail says, with the line ends of this system."""
    return {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in message.iter_parts()}


def test_a_mail_is_a_draft_of_two_forms_with_title_and_day() -> None:
    message = reopened(mail(shipped()))
    assert message["Subject"] == "Ishiba takes office: foreign-policy outlook"
    assert message["Date"].datetime == datetime(2024, 10, 3, tzinfo=UTC)
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in message.iter_parts()} == {"utf-8"}
    assert not {"Message-ID", "From", "To"} & set(message.keys())


def test_both_forms_come_back_as_they_were_sent_in_any_script(tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "content"))
    for edition in (shipped(), edition_of(library, library.standings(DAY), date(2025, 5, 10))):
        assert forms(reopened(mail(edition))) == {
            "text/plain": plain_pages(edition.pages, edition.handling),
            "text/html": letter(edition),
        }


def test_both_forms_have_the_cards_and_citations_of_the_edition() -> None:
    said = forms(reopened(mail(shipped())))
    tree = html5lib.HTMLParser(strict=True).parse(said["text/html"])
    headings = ["".join(each.itertext()) for each in tree.iter(f"{H}h3")]
    titles = [card.title for card in shipped().cards.values()]
    assert [each for each in headings if each in titles] == titles
    places = [said["text/plain"].index(f"\n\n\n{title}\n") for title in titles]
    assert places == sorted(places)
    entries = [each.get("id") for each in tree.iter(f"{H}li") if "." in each.get("id", "")]
    cited = [(page.document.reference, each) for page in shipped().pages for each in page.document.sources]
    assert entries == [f"{reference}.{each.number}" for reference, each in cited]
    assert len(re.findall(r"^  \[\d+\]  ", said["text/plain"], re.MULTILINE)) == len(cited)


def test_lines_are_short_and_of_ascii() -> None:
    written = mail(shipped())
    assert written.isascii()
    assert max(map(len, written.split(b"\r\n"))) <= 76
    assert written.count(b"\n") == written.count(b"\r\n")


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("A\r\nBcc: all@example.org\r\n\r\n<script>", "A<U+000D> Bcc: all@example.org<U+000D> <U+000D> <script>"),
        ("A\nX-Evil: 1", "A X-Evil: 1"),
        ("A\x00\x1b[31m\u2028B", "A<U+0000><U+001B>[31m<U+2028>B"),
        ("=?utf-8?q?Bcc:=20x?=", "= ?utf-8?q?Bcc:=20x?="),
        ("日米地位協定 " * 30, ("日米地位協定 " * 30).strip()),
        ("", ""),
    ],
)
def test_a_title_is_a_subject_and_never_a_header(title: str, subject: str) -> None:
    written = mail(replace(shipped(), title=title))
    message = reopened(written)
    assert message.keys() == ["Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type"]
    assert message["Subject"] == subject
    assert max(map(len, written.split(b"\r\n"))) <= 998


def test_handling_stands_at_head_and_foot_of_both_forms() -> None:
    library = shipped().library
    briefing = replace(library.briefing, handling="Desk <only>")
    said = forms(reopened(mail(replace(shipped(), library=replace(library, briefing=briefing)))))
    assert said["text/plain"].startswith("Desk <only>\n\n")
    assert said["text/plain"].endswith("\n\nDesk <only>\n")
    assert said["text/html"].count("<p><strong>Desk &lt;only&gt;</strong></p>") == 2
