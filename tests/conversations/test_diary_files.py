"""Runs that come as files: shown, kept by one tap, and the pain by another."""

import json

import pytest

from bot.domain.diary import store as diary
from bot.domain.diary.model import Entry
from bot.storage.transaction import Transaction
from tests.conversations.conftest import ANA, Chat
from tests.conversations.planning import given_plan
from tests.conversations.test_diary import checked
from tests.recorded.files import fit, gpx, lap, session, tcx

RUN = fit(session(8100, 2580))  # of 1 March, 06:30 UTC: yesterday


async def send(chat: Chat, name: str = "run.fit", content: bytes = RUN, caption: str = "") -> str:
    chat.telegram.send_file(chat.person_id, name, content, caption=caption)
    return await chat.read()


async def noted(chat: Chat) -> list[Entry]:
    def work(tx: Transaction) -> list[Entry]:
        return diary.latest(tx, chat.person_id, 0, 9)[0]

    return await chat.services.db.read(work)


async def test_from_the_file_to_the_run_kept_is_two_taps(ana: Chat) -> None:
    await checked(ana)
    text = await send(ana)
    assert text.startswith("Your run: 8.1 km in 43 min.\nYesterday at 06:30 UTC")
    assert "Where you ran is not kept." in text
    assert await noted(ana) == [], "nothing is kept before somebody says so"
    assert "How much did it hurt at worst" in await ana.tap("Keep this run")
    assert "Green" in await ana.tap("2")
    (entry,) = await noted(ana)
    assert (entry.metres, entry.minutes, entry.worst) == (8100, 43, 2)
    assert entry.on.format_iso() == "2026-03-01"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Morning_Run.GPX", gpx(8100, 2580)),
        ("activity.tcx", tcx(lap(8100, 2580))),
        ("activity.fit", RUN),
    ],
    ids=lambda given: given if isinstance(given, str) else "file",
)
async def test_every_format_is_read(ana: Chat, name: str, file: bytes) -> None:
    assert "km in 43 min." in await send(ana, name, file)


async def test_the_day_is_that_of_the_persons_own_clock(ana: Chat) -> None:
    await ana.say("/timezone Auckland")
    text = await send(ana)
    assert "Yesterday at 19:30. " in text
    await ana.say("/timezone Los Angeles")
    assert "Saturday 28 february at 22:30. " in await send(ana)


async def test_a_file_that_comes_twice_is_noted_once(ana: Chat) -> None:
    await checked(ana)
    await send(ana)
    keep = ana.with_buttons()["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ana.tap("Keep this run")
    await ana.tap("1")
    text = await send(ana, "copy.fit")
    assert "You have sent this file before" in text
    assert len(await noted(ana)) == 1
    await ana.forge(keep)
    assert len(await noted(ana)) == 1, "nor by an old button"


async def test_a_run_that_was_noted_that_day_takes_the_length_of_the_file(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log yesterday run 8k 3")
    assert "You noted a run of that day: 8 km." in await send(ana)
    assert "43 min" in await ana.tap("It is that run")
    (entry,) = await noted(ana)
    assert (entry.metres, entry.minutes, entry.worst) == (8100, 43, 3)
    await send(ana, content=fit(session(2000, 700)))
    await ana.tap("Keep as another run")
    await ana.tap("1")
    assert len(await noted(ana)) == 2


async def test_a_long_run_is_measured_as_a_typed_one_is(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 2026-02-25 run 5k 1")
    await send(ana)
    assert "62% longer than your longest" in await ana.tap("Keep this run")


async def test_the_plan_takes_it_as_its_run(ana: Chat) -> None:
    await given_plan(ana, stage=2, level=2)
    await send(ana, content=fit(session(1500, 540)))
    assert "longer than" not in await ana.tap("Keep this run")
    await ana.tap("1")
    assert "tomorrow" in ana.text.lower() or "this morning" in ana.text


async def test_what_holds_comes_first_and_the_run_is_noted_all_the_same(ana: Chat) -> None:
    await ana.say("my leg is numb and cold")
    await ana.say("/log limp, woke me, pain 9")
    text = await send(ana)
    assert not text.startswith("Your run"), "what holds is said first"
    assert "Your run: 8.1 km" in text
    await ana.tap("Keep this run")
    await ana.tap("1")
    assert any(entry.metres == 8100 for entry in await noted(ana))


@pytest.mark.parametrize(
    ("name", "file", "says"),
    [
        ("a.gpx", b"hello", "I cannot read that file"),
        ("a.gpx", gpx(sport="cycling"), "That is a ride."),
        ("a.tcx", tcx(lap(), sport="Biking"), "That is a ride."),
        ("a.fit", fit(), "There is no run in that file"),
        ("a.gpx", b'<gpx><rte><rtept lat="1" lon="1"/></rte></gpx>', "has no times"),
        ("a.zip", b"PK\x03\x04", "I cannot read that file"),
        ("a.fit", b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
        ("a.tcx", tcx(lap(start="2025-03-01T06:30:00Z")), "the last 30 days only"),
        ("a.tcx", tcx(lap(start="2026-03-09T06:30:00Z")), "it has not been yet"),
    ],
    ids=lambda given: given if isinstance(given, str) else "file",
)
async def test_what_is_no_run_is_answered(ana: Chat, name: str, file: bytes, says: str) -> None:
    assert says in await send(ana, name, file)
    assert "Log pain" in ana.buttons
    calls = [call.method for call in ana.telegram.calls]
    assert ("getFile" in calls) is (len(file) < 20 * 1024 * 1024), "nothing is fetched in vain"


async def test_a_file_that_is_gone_is_asked_for_once_more(ana: Chat) -> None:
    sent = {"document": {"file_id": "nowhere", "file_unique_id": "n", "file_name": "a.gpx"}}
    message = ana.telegram.say(ana.person_id, "/log") | sent
    await ana.read()
    del message["text"]
    ana.telegram.push({"update_id": 900_000, "message": message})
    assert "I could not get that file" in await ana.read()


async def test_what_is_written_below_a_file_is_heeded(ana: Chat) -> None:
    await send(ana, caption="my leg is cold and white since this morning")
    said = [message.get("text", "") for message in ana.messages[-2:]]
    assert "cold" in said[0]
    assert "Your run: 8.1 km" in said[1]


async def test_other_files_are_none_of_ours(ana: Chat) -> None:
    assert "no pictures or voice" in await send(ana, "thesis.pdf", b"%PDF")


async def test_where_somebody_ran_is_kept_nowhere(
    ana: Chat, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    await checked(ana)
    await send(ana, "Home_48.000.gpx", gpx(8100, 2580))
    await ana.tap("Keep this run")
    await ana.tap("1")
    await ana.say("/export")
    document = ana.telegram.file(ana.messages[-1]["document"]["file_id"]).decode()
    assert json.loads(document)["tables"]["diary_entries"]
    logged = caplog.text + "".join(capsys.readouterr())
    for told in ("48.0", "11.5", "Home_"):
        assert told not in document
        assert told not in logged


async def test_forged_buttons_note_nothing_odd(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log")
    for data in (
        "diary:keep",
        "diary:keep:1:2",
        "diary:keep:0:43:20260301:f1",
        "diary:keep:999999:43:20260301:f1",
        "diary:keep:8100:43:20261399:f1",
        "diary:keep:8100:43:20260301:s1",
        "diary:length_of:77:1:1",
    ):
        await ana.forge(data)
        assert await noted(ana) == []
    await ana.forge("diary:keep:8100:43:20300101:f1")
    (entry,) = await noted(ana)
    assert (entry.person_id, entry.on.format_iso()) == (ANA, "2026-03-02"), "never ahead of today"
