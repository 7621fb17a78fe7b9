"""The Markdown of summaries and analyses, as paragraphs."""

from __future__ import annotations

import pytest

from briefing.publish.document import Lead, Role, Run
from briefing.publish.prose import MOST_BLOCKS, prose


def title_of(named: str) -> str | None:
    return {"us/sofa": "The SOFA card"}.get(named)


def runs(markdown: str) -> tuple[Run, ...]:
    """The runs of a text of one paragraph."""
    (paragraph,) = prose(markdown, title_of)
    return tuple(run for run in paragraph.runs if run.text)


def test_plain_paragraphs_are_parted_by_empty_lines() -> None:
    assert [each.text for each in prose("One\nline.\n\nTwo.", title_of)] == ["One line.", "Two."]


@pytest.mark.parametrize("before", ["", "*marked* "])
def test_citations_and_links_to_cards_lead_on(before: str) -> None:
    found = runs(f"{before}See [c1], [us/x#c2] and [[us/sofa#c1]], not [[us/none]].")
    assert [run for run in found if run.lead] == [
        Run("[c1]", Role.LEAD, Lead("part", "c1")),
        Run("[us/x#c2]", Role.LEAD, Lead("part", "us/x#c2")),
        Run("The SOFA card", Role.LEAD, Lead("card", "us/sofa")),
    ]
    assert "".join(run.text for run in found).endswith("not [[us/none]].")


def test_strong_emphasis_and_code_are_told_apart() -> None:
    assert runs("a **b** *c* `[c1]`") == (
        Run("a "),
        Run("b", Role.STRONG),
        Run(" "),
        Run("c", Role.EMPHASIS),
        Run(" "),
        Run("[c1]", Role.CODE),
    )


def test_the_address_of_a_link_stands_beside_its_words() -> None:
    lead = Lead("address", "https://e.org/")
    assert runs("[the site](https://e.org/)") == (
        Run("the site", Role.LEAD, lead),
        Run(" (https://e.org/)", Role.MUTED, lead),
    )


def test_html_and_images_stay_text() -> None:
    assert "<b>x</b>" in prose("<b>x</b> ![i](http://e.org)", title_of)[0].text


def test_lists_headings_quotations_code_and_rules() -> None:
    written = "# Head\n\n- a\n\n  of a\n  1. b\n\n> said\n\n```\nx  y\n```\n\nhard\\\nbreak\n\n---\n"
    assert [(each.mark.text if each.mark else "", each.text) for each in prose(written, title_of)] == [
        ("", "Head"),
        ("-", "a"),
        ("", "of a"),
        ("1.", "b"),
        ("", "said"),
        ("", "x  y"),
        ("", "hard\nbreak"),
        ("", "* * *"),
    ]


def test_a_text_of_too_many_paragraphs_says_that_it_breaks_off() -> None:
    shown = prose("x\n\n" * (MOST_BLOCKS + 3), title_of)
    assert len(shown) == MOST_BLOCKS + 1
    assert shown[-1].text == "… 3 more paragraphs are not shown here"
