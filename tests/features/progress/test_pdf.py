"""The page for a clinician: two sheets at most, in any alphabet, and nothing of it is logged."""

import logging
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from whenever import Date

from bot.domain.check.advising import denied
from bot.domain.check.model import Answers
from bot.domain.check.rules import assess
from bot.domain.diary.model import Compared, Entry
from bot.domain.diary.summary import summary
from bot.domain.plan.model import Effort
from bot.features.progress import chart, pdf, words
from bot.features.progress.handover import CheckNote, Material, hand_over
from tests.features.progress.diaries import NOON, TODAY, content, entries, entry, run, scores, week
from tests.features.progress.reading import pages

ANSWERS: Answers = {
    "leg_signs": frozenset({"none"}),
    "onset": frozenset({"gradual"}),
    "where": frozenset({"groin"}),
    "walking": frozenset({"limping"}),
    "impact": frozenset({"yes"}),
}
NOTES = [
    "Hüfte zwickt · ça tire à l’aine · Ελληνικά · Привет",
    "髋部疼痛 हिन्दी ไทย 🏃🏽‍♀️ \U0010fffd",
    "العربية עברית",
    "a" * 4000,
    "\u202e\u200b\x00\x1b[31m$\\frac{1}{2}$ <b>& {nb} **bold** (\\) \ud7ff",
]


def material(noted: list[Entry], check: CheckNote | None = None, **more: object) -> Material:
    return replace(
        Material(
            made_at=NOON,
            zone="Europe/Berlin",
            about="Not a medical record.",
            impact="Not a validated score.",
            units="km",
            side="left",
            found=summary(noted, TODAY, 90),
            entries=noted,
            holds=(),
            check=check,
            plan=None,
            exercises={},
        ),
        **more,  # type: ignore[arg-type]
    )


def checked() -> CheckNote:
    triage = content().triage
    found = assess(triage, ANSWERS)
    title = triage.outcomes[found.urgency].title
    return CheckNote(
        TODAY.subtract(days=3),
        triage,
        ANSWERS,
        title,
        found,
        ("A source, 2020",),
        None,
        denied(triage, ANSWERS, found),
    )


def written(of: Material) -> list[str]:
    said = words.headline(of.found), words.averages(of.found)
    png = None if of.found.is_empty else chart.diary(of.found, *said, of.units).png()
    return pages(pdf.written(hand_over(of, png)))


@cache
def tallest_picture() -> bytes:
    found = summary([*week(13, 4, 5), run(1, 20)], TODAY, 90, {TODAY: 20})
    return chart.diary(found, "", "", "km").png()


def test_the_page_tells_what_a_clinician_asks_first() -> None:
    noted = [
        *week(13, 6, 5, 4),
        *week(6, 3, 2, 1),
        replace(run(2, 25), compared=Compared.SAME, note="Easy run, flat."),
        entry(1, 2, effort=Effort.SESSION),
        entry(9, night=True),
    ]
    found = summary(noted, TODAY, 14)
    page = "\n".join(
        written(material(noted, checked(), exercises={"Glute bridge": 2}, found=found))
    )
    brief = page[: page.index("What was tried")]
    for expected in (
        "Name: ______",
        "2 Mar 2026. Not a medical record.",
        "27 Feb 2026: Speak to a doctor today",
        "Bit by bit, over days or runs",
        "Front of hip, groin crease; side: left",
        "Pain is going down: 5.0 to 2.0",
        "night pain on 1 day",
    ):
        assert expected in brief, expected
    for expected in (
        "Exercise sessions: 1",
        "Glute bridge (twice)",
        "Runs: 1, 25 min",
        "compared with before: same once",
        "How is walking right now?",
        "I limp",
        "Easy run, flat.",
        "A source, 2020",
    ):
        assert expected in page, expected


def test_what_a_clinician_has_allowed_since_is_told() -> None:
    check = replace(checked(), cleared_on=TODAY)
    assert "allowed exercise since, the person said (2 Mar 2026)" in " ".join(
        written(material([], check))[0].split()
    )


def test_a_page_without_check_or_diary_says_so() -> None:
    (page,) = written(material([entry(0, 4)]))
    assert "none is done" in page
    (page,) = written(material([], checked()))
    assert "none noted in the diary" in page


@pytest.mark.parametrize("note", NOTES)
def test_any_alphabet_is_shown_or_replaced(note: str) -> None:
    (page,) = written(material([entry(0, 4, note=note)]))
    assert "Notes, the newest first" in page


def test_letters_that_the_font_has_are_shown() -> None:
    (page,) = written(material([entry(0, 4, note=NOTES[0])]))
    assert NOTES[0] in page


def test_a_note_is_shown_as_it_was_written() -> None:
    (page,) = written(material([entry(0, 4, note="{nb} <b>$x$</b> **very** __sore__")]))
    assert "{nb} <b>$x$</b> **very** __sore__" in page
    assert "Page 1 of \n1" in page


def test_nothing_that_was_written_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        written(material([entry(0, 4, note=note) for note in NOTES], checked()))
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []
    assert "髋" not in caplog.text


@settings(max_examples=10, deadline=None, phases=[Phase.generate])  # each takes a moment
@given(
    entries,
    scores,
    st.lists(st.text(min_size=1, max_size=900), max_size=80),
    st.dictionaries(st.text(min_size=1, max_size=34), st.integers(1, 99), max_size=40),
)
def test_it_never_has_more_than_two_pages(
    noted: list[Entry], points: dict[Date, int], notes: list[str], exercises: dict[str, int]
) -> None:
    noted = noted + [entry(ago % 90, note=note) for ago, note in enumerate(notes)]
    long = replace(checked(), cited=("A long source, " * 12,) * 9)
    found = summary(noted, TODAY, 90, points)
    page = hand_over(material(noted, long, exercises=exercises, found=found), tallest_picture())
    assert len(pages(pdf.written(page))) <= 2


def test_what_does_not_fit_is_said_to_be_missing() -> None:
    notes = [entry(ago, note="word " * 200) for ago in range(60)]
    last = written(material(notes, checked()))[-1]
    assert "and 48 more, in the table of entries" in last
    everything = {
        option.id for question in content().triage.questions for option in question.options
    }
    answers = {q.id: q.option_ids & everything for q in content().triage.questions}
    last = written(material(notes, replace(checked(), answers=answers)))[-1]
    assert "… and more, which does not fit here." in last
    assert "A source, 2020" in last


def test_the_page_names_the_signs_that_were_asked_for_and_denied() -> None:
    text = " ".join(" ".join(written(material([], checked()))).split())
    denied = text.partition("Asked and denied")[2]
    assert "Leg suddenly cold or pale" in denied
