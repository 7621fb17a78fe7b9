"""A mail that is ready to send: the edition as plain text and as HTML, a draft until somebody addresses it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final

from briefing.library.clean import clean_line
from briefing.publish.plain import plain_pages
from briefing.publish.web.page import letter

if TYPE_CHECKING:
    from briefing.publish.edition import Edition

_BOUNDARY: Final = "=_briefing_edition"
"""Parts the two forms. Both are written in base64, which has no `_`, so that it cannot stand in either."""


def mail(edition: Edition) -> bytes:
    """The edition as a message of RFC 5322, the same bytes for the same edition.

    It has neither sender nor id: the mail program that sends it gives both.
    """
    message = EmailMessage(policy=SMTP)
    # Else words that look encoded would be decoded.
    message["Subject"] = clean_line(edition.title).replace("=?", "= ?")
    message["Date"] = datetime.combine(edition.today, time(), UTC)
    message["X-Unsent"] = "1"  # opened as a draft
    message.set_content(plain_pages(edition.pages, edition.handling), cte="base64")
    message.add_alternative(letter(edition), subtype="html", cte="base64")
    message.set_boundary(_BOUNDARY)
    return message.as_bytes()
