"""The diary: noted in two taps or in a line, and the zone that it is in."""

from dataclasses import replace

import pytest
from whenever import Date

from bot.domain.check.model import Urgency
from bot.domain.diary import store
from bot.domain.diary.model import Entry
from bot.domain.people import store as people
from tests.conversations.conftest import Chat
from tests.conversations.planning import put_check

DAY_S = 24 * 3600
TODAY = Date(2026, 3, 2)
# What is typed after /log, what is answered, and what is kept: None where nothing is.
TYPED: list[tuple[str, str, dict[str, object] | None]] = [
    ("four", "Amber: 4 of 10.", {"pain": 4}),
    ("4/10", "Amber: 4 of 10.", {"pain": 4}),
    ("3,5", "Between two numbers I take the higher one.", {"pain": 4}),
    ("2-3", "Between two numbers I take the higher one.", {"pain": 3}),
    ("run 30 min", "How much did it hurt at worst", {"minutes": 30, "worst": None}),
    ("run 3 miles 2", "Run · 4.8 km · 2 at worst", {"metres": 4828, "worst": 2}),
    ("yesterday 5", "Amber: 5 of 10, yesterday.", {"pain": 5, "on": Date(2026, 3, 1)}),
    ("tight after stairs", "How much does it hurt, from", {"note": "tight after stairs"}),
    ("run 5k pain 11", "Pain goes from 0 to 10.", {"metres": 5000, "worst": None}),
    ("run 900 km 3", "No run is that long", {"worst": 3, "note": "900 km"}),
    ("4 " + "a" * 4000, "the rest of yours is cut off", {"pain": 4, "note": "a" * 1000}),
    ("4 <b>tight</b> & sore", "<b>tight</b> & sore", {"note": "<b>tight</b> & sore"}),
    ("11", "Pain goes from 0 to 10.", None),
    ("-1", "Pain goes from 0 to 10.", None),
    ("4/5", "I count pain out of 10, such as 4/10.", None),
    ("4 tomorrow", "tap to copy: /log pain 4\n", None),
    ("run 5k 3 2026-12-24 felt good", "/log run 5 km worst 3 felt good\n", None),
    ("2026-01-01 4", "I note the last 30 days only", None),
    ("3/4/2026 4", "I cannot tell which day that is", None),
]


async def diary(chat: Chat) -> list[Entry]:
    """Return what is noted, the newest first."""
    return (await chat.services.db.run(store.latest, chat.person_id, 0, 99))[0]


async def newest(chat: Chat) -> Entry:
    """Return what was noted last."""
    return max(await diary(chat), key=lambda entry: entry.entry_id)


async def checked(chat: Chat, urgency: Urgency = Urgency.SELF_CARE, **answers: str) -> None:
    """Put a check that is done where the taps would have put it, a minute ago."""
    await chat.say("/start")
    await put_check(chat, urgency, answers)
    later(chat, minutes=1)


def later(chat: Chat, days: float = 0, minutes: float = 0) -> None:
    """Let time go by."""
    chat.clock.forward(days * DAY_S + minutes * 60)
    chat.telegram.moved()


async def test_two_taps_note_pain_and_say_first_what_it_means(ana: Chat) -> None:
    await checked(ana)
    assert "How much does it hurt now?" in await ana.say("/log")
    assert (await ana.tap("4")).startswith("🟡 Amber: 4 of 10. No more than this.")
    assert [(e.pain, e.on) for e in await diary(ana)] == [(4, TODAY)]
    for button in (
        "Worst in the run", "This morning", "☐ Limp", "☐ Night pain", "☐ Deep pain on landing",
        "Minutes, distance", "Add a note", "Undo",
    ):  # fmt: skip
        assert button in ana.buttons


async def test_one_line_notes_it_too(ana: Chat) -> None:
    await checked(ana)
    assert (await ana.say("/log 2")).startswith("🟢 Green: 2 of 10. You can go on.")
    assert "tight after stairs" in await ana.say("/log 4 tight after stairs")
    assert "Run · 5 km · 3 at worst" in await ana.say("/log run 5k pain 3")
    assert "Amber: 5 of 10, yesterday." in await ana.say("/log yesterday 5")
    await ana.say("/log")
    assert "Green: 1 of 10" in await ana.say("1 eases off"), "words after /log need no command"
    assert [e.note for e in await diary(ana) if e.note] == ["eases off", "tight after stairs"]


async def test_what_a_person_types_is_understood_or_answered(ana: Chat) -> None:
    await checked(ana)
    for line, said, kept in TYPED:
        assert said in await ana.say(f"/log {line}"), line
        found = await diary(ana)
        assert len(found) == (kept is not None), line
        for entry in found:
            assert kept is not None
            assert {name: getattr(entry, name) for name in kept} == kept, line
            await ana.services.db.run(store.delete, entry)


async def test_what_is_missing_is_asked_for_and_what_is_known_is_kept(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log run 30 min easy")
    assert "Run · 30 min\neasy" in ana.text
    assert (await ana.tap("2")).startswith("🟢 Green: 2 of 10.")
    entry = await newest(ana)
    assert (entry.worst, entry.minutes, entry.note) == (2, 30, "easy")
    assert len(await diary(ana)) == 1


async def test_a_number_after_run_is_asked_about(ana: Chat) -> None:
    await checked(ana)
    assert "Is 8 the pain or the distance?" in await ana.say("/log run 8")
    assert await ana.may_exercise(), "8 km is no pain"
    assert "Run · 8 km" in await ana.tap("8 km")
    assert "Green" in await ana.tap("1")
    await ana.say("/log run 5")
    assert "Amber: 5 of 10" in await ana.tap("Pain 5")


async def test_distances_are_in_the_persons_units(ana: Chat) -> None:
    await checked(ana)
    person = await ana.services.db.run(people.get, ana.person_id)
    await ana.services.db.run(people.save, replace(person, units="mi"))
    assert "Run · 3 mi · 2 at worst" in await ana.say("/log run 3 2")
    assert "Run · 3.1 mi · 2 at worst" in await ana.say("/log run 5 km 2")


async def test_days_are_the_persons_own(ana: Chat) -> None:
    await checked(ana)
    person = await ana.services.db.run(people.get, ana.person_id)
    await ana.services.db.run(people.save, replace(person, zone="Pacific/Auckland"))
    later(ana, minutes=3 * 60)  # half past one the next day there
    await ana.say("/log 2")
    await ana.say("/log yesterday 1")
    assert [e.on for e in await diary(ana)] == [Date(2026, 3, 3), TODAY]


@pytest.mark.parametrize(
    ("urgency", "first", "why"),
    [
        (None, "🟢 Green: 1 of 10.\n", "First the check"),
        (
            Urgency.URGENT_SAME_DAY,
            "🟠 Speak to a doctor today\n",
            "until somebody who examined you agrees",
        ),
        (Urgency.CLINICIAN_SOON, "🟢 Green: 1 of 10.\n", "Have it examined first: no runs"),
    ],
)
async def test_green_does_not_overrule_the_check(
    ana: Chat, urgency: Urgency | None, first: str, why: str
) -> None:
    await ana.say("/start")
    if urgency is not None:
        await checked(ana, urgency)
    text = await ana.say("/log 1")
    assert text.startswith(first)
    assert why in text
    assert "go on" not in text.lower()
    assert "No run for now." in await ana.forge("diary:how_long")


async def test_a_warning_sign_in_a_note_is_answered_first_and_kept_as_red(ana: Chat) -> None:
    await checked(ana)
    assert "999" in await ana.say("/log 2 can't put weight on it")
    entry = await newest(ana)
    assert entry.note == "can't put weight on it"
    text = await ana.forge(f"diary:open:{entry.entry_id}")
    assert text.startswith("🔴 Call an ambulance now")
    assert "Noted: 2 of 10, with a warning sign in your note." in text
    assert not await ana.may_exercise()


async def test_despair_in_a_note_is_answered_and_is_no_sign_of_the_hips(ana: Chat) -> None:
    await checked(ana)
    await ana.say("/log 4 I want to die")
    assert "You can call now" in ana.text
    assert (await newest(ana)).sign is None
