"""The page and the table for a clinician, as they arrive."""

import csv
import io
import json

import pytest

from bot.domain.check import store as checks
from bot.domain.check.model import Urgency
from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import check
from tests.conversations.test_check import SORE_AFTER_A_LONG_RUN
from tests.conversations.test_diary import checked
from tests.conversations.test_progress import BETTER, noted
from tests.features.progress.reading import pages


def document(chat: Chat) -> tuple[str, bytes]:
    """Return name and content of the file in the newest message."""
    file = chat.messages[-1]["document"]
    return file["file_name"], chat.telegram.file(file["file_id"])


async def test_one_tap_makes_the_page(ana: Chat, content: Content) -> None:
    await check(ana, content, SORE_AFTER_A_LONG_RUN)
    await noted(ana, *BETTER)
    await ana.say("/log 2 a bit stiff on the stairs")
    await ana.say("/progress")
    assert "Not a medical record" in await ana.tap("For my clinician")
    name, made = document(ana)
    assert name == "flexor-hip-pain-2026-03-02.pdf"
    text = "\n".join(pages(made))
    assert len(pages(made)) <= 2
    assert "Made from what the person typed" in text
    assert "2 Mar 2026: You can look after this at home" in text
    assert "Sore in the days after exercise; 3 days or less" in text
    done = await ana.services.db.run(checks.latest, ana.person_id)
    assert done is not None
    for question in content.triage.questions:
        for option in question.options:
            if option.id in done.answers.get(question.id, ()):
                assert option.text in text
    assert "a bit stiff on the stairs" in text
    assert "Sources of the check" in text


async def test_the_table_holds_every_entry(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log yesterday run 25 min pain 3")
    await ana.say("/log 2 =HYPERLINK(1)")
    await ana.say("/progress")
    await ana.tap("For my clinician")
    assert "a row each" in await ana.tap("Entries as a table")
    name, made = document(ana)
    assert name == "flexor-diary-2026-03-02.csv"
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert [row["date"] for row in rows] == ["2026-03-01", "2026-03-02"]
    assert rows[0]["run_minutes"] == "25"
    assert rows[1]["pain_now"] == "2"
    assert rows[1]["note"] == "'=HYPERLINK(1)"


async def test_the_page_is_made_from_a_check_alone(ana: Chat) -> None:
    await checked(ana, Urgency.EMERGENCY, where="groin")
    await ana.say("/progress")
    await ana.tap("For my clinician")
    _, made = document(ana)
    assert "Front of hip, groin crease" in pages(made)[0]
    assert ana.buttons == ["Home"], "there is no entry to put into a table"


async def test_a_check_without_a_diary_can_be_handed_over(ana: Chat) -> None:
    await checked(ana, where="groin")
    assert (await ana.say("/progress")).startswith("Nothing to show yet.")
    await ana.tap("For my clinician")
    assert "You can look after this at home" in pages(document(ana)[1])[0]


async def test_with_nothing_there_is_no_page(ana: Chat) -> None:
    await ana.say("/start")
    assert "Nothing to show yet." in await ana.forge("progress:pdf")
    assert "Nothing was noted" in await ana.forge("progress:csv")


async def test_nobody_gets_anothers_page(ana: Chat, ben: Chat) -> None:
    await checked(ana)
    await ana.say("/log 4 only mine")
    await checked(ben)
    await ben.say("/log 1 mine")
    await ben.say("/progress")
    await ben.tap("For my clinician")
    assert "only mine" not in pages(document(ben)[1])[0]
    await ben.tap("Entries as a table")
    assert b"only mine" not in document(ben)[1]
    assert json.dumps(ben.messages).find("only mine") == -1


async def test_nothing_that_was_handed_over_is_logged(
    ana: Chat, capfd: pytest.CaptureFixture[str]
) -> None:
    await checked(ana)
    await ana.say("/log 4 髋 nothing for others")
    await ana.say("/progress")
    await ana.tap("For my clinician")
    await ana.tap("Entries as a table")
    said = "".join(capfd.readouterr())
    assert "progress:csv" in said
    assert "nothing for others" not in said
    assert "髋" not in said


async def test_the_page_names_what_holds_in_the_persons_own_words(ana: Chat) -> None:
    await checked(ana, Urgency.CLINICIAN_SOON, where="groin")
    await ana.say("my hip hurts at night and I limp")
    await ana.tap("Yes, now")
    await ana.forge("progress:pdf")
    text = " ".join("\n".join(pages(document(ana)[1])).split())
    assert "What holds runs and exercises now" in text
    assert "The person wrote: “my hip hurts at night and I limp”" in text
