"""What readers say under a message that they did not ask for is heeded; nobody gets two a day."""

import pytest

from bot.domain.check.model import Urgency
from bot.storage.instants import restored
from bot.storage.transaction import Transaction
from tests.conversations.broadcasting import admin, begun, ended, got, sent, until
from tests.conversations.conftest import Chat
from tests.conversations.planning import put_check

DAY_S = 24 * 3600


@pytest.fixture
async def dora(ana: Chat, ben: Chat) -> Chat:
    return await admin(ana, ben)


async def announce(dora: Chat, words: str, kind: str = "", subject: str = "") -> str:
    """Send a broadcast of a kind; return what the control message said."""
    await dora.say(f"/broadcast {words}")
    if kind:
        await dora.tap("Kind")
        await dora.tap(kind)
    if subject:
        await dora.tap(subject)
    control = dora.text
    await sent(dora)
    return control


async def test_the_first_tip_reaches_everybody_and_later_ones_whoever_said_yes(
    dora: Chat, ana: Chat, ben: Chat
) -> None:
    await announce(dora, "Lower slowly", "Tip about", "strength")
    (tip,) = got(ana, "Lower slowly")
    assert "More tips about strength? I send them only if you say yes." in tip["text"]
    assert got(ben, "Lower slowly")
    await ana.tap("Yes, more about strength", tip)
    assert ana.toast.startswith("Good: tips about strength will come.")
    dora.clock.forward(DAY_S)
    assert "Ready for 1 person" in await announce(dora, "Rest a day", "Tip about", "strength")
    assert got(ana, "Rest a day")
    assert not got(ben, "Rest a day")
    dora.clock.forward(DAY_S)
    await dora.say("/broadcast Warm up")
    await dora.tap("Kind")
    await dora.tap("Tip about")
    await dora.tap("warming up")
    assert "Ready for 0 people" in dora.text
    assert "Nobody to send to." in await dora.tap("Send to")


async def test_nobody_gets_two_in_a_day_but_what_is_urgent(dora: Chat, ana: Chat) -> None:
    await announce(dora, "The first")
    await dora.say("/broadcast The second")
    assert "3 people had a message today already: they get this tomorrow at 9:00." in dora.text
    await dora.tap("Send to 3")
    begun(dora)
    await announce(dora, "The bridge is closed", "Urgent")
    (urgent,) = got(ana, "The bridge")
    assert urgent["text"].startswith("Urgent message\n\n")
    assert not got(ana, "The second")
    dora.clock.forward(DAY_S)
    await until(lambda: bool(got(ana, "The second")))
    assert len(got(ana, "The second")) == 1


@pytest.mark.parametrize(
    ("button", "toast", "after_days"),
    [
        ("Fewer tips", "From now on one message a week at most.", 8),
        ("No tips, news", "No more of these.", None),
        ("for 30 days", "Nothing until 1 Apr", 39),
    ],
)
async def test_what_a_reader_says_under_a_message_is_heeded(
    dora: Chat, ana: Chat, button: str, toast: str, after_days: int | None
) -> None:
    await announce(dora, "Hello one")
    (message,) = got(ana, "Hello one")
    await ana.tap(button, message)
    assert ana.toast.startswith(toast)
    assert got(ana, "Hello one"), "the message stays"
    heard = {}
    for ahead, day in ((1, 1), (7, 8), (31, 39)):
        dora.clock.forward(ahead * DAY_S)
        await announce(dora, f"Hello on day {day}")
        heard[day] = bool(got(ana, f"Hello on day {day}"))
    assert heard == {day: after_days is not None and day >= after_days for day in heard}
    dora.clock.forward(DAY_S)
    await announce(dora, "Fire", "Urgent")
    assert got(ana, "Fire")


async def test_none_counts_also_for_what_was_confirmed_before(dora: Chat, ana: Chat) -> None:
    await announce(dora, "Hello one")
    await dora.say("/broadcast Hello two")
    await dora.tap("Send to 3")
    begun(dora)
    await ana.tap("No tips, news", got(ana, "Hello one")[0])
    before = ended(dora)
    dora.clock.forward(DAY_S)
    await until(lambda: ended(dora) > before)
    assert not got(ana, "Hello two")
    assert "Left out (did not want it): 1" in got(dora, "Done:")[-1]["text"]


async def test_a_tip_to_move_spares_whoever_is_on_hold(dora: Chat, ana: Chat, ben: Chat) -> None:
    await put_check(ana, Urgency.URGENT_SAME_DAY, {})
    await announce(dora, "Do three sets", "Tip about", "strength")
    assert not got(ana, "Do three sets")
    assert got(ben, "Do three sets")


async def test_an_announcement_about_exercise_spares_whoever_is_on_hold(
    dora: Chat, ana: Chat, ben: Chat
) -> None:
    await put_check(ana, Urgency.URGENT_SAME_DAY, {})
    control = await announce(dora, "Try the kneeling hip flexor stretch")
    assert "Ready for 2 people" in control
    assert "It reads like advice to exercise." in control
    assert "On hold, so left out: 1 person." in control
    assert not got(ana, "kneeling hip")
    assert got(ben, "kneeling hip")
    assert got(dora, "Confirmed for 2 people.")
    assert "Left out (on hold): 1" in got(dora, "Done:")[-1]["text"]
    await announce(dora, "Try the kneeling hip flexor stretch", "Urgent")
    assert got(ana, "kneeling hip"), "what is urgent reaches everybody"


async def test_an_admin_says_what_is_about_exercise(dora: Chat, ana: Chat) -> None:
    await put_check(ana, Urgency.URGENT_SAME_DAY, {})
    await dora.say("/broadcast The club house is closed on Monday")
    assert "Ready for 3 people" in dora.text
    assert "Ready for 2 people" in await dora.tap("About exercise: no")
    assert "About exercise: yes" in dora.buttons
    assert "Ready for 3 people" in await dora.tap("About exercise: yes")
    await dora.tap("Buttons")
    await dora.say("How to | kneeling stretch")
    assert "Ready for 2 people" in dora.text, "a button leads to an exercise"


async def test_what_is_sent_on_is_taken_for_exercise_until_an_admin_says_no(
    dora: Chat, ana: Chat
) -> None:
    await put_check(ana, Urgency.EMERGENCY, {})
    dora.telegram.send_photo(dora.person_id, caption="The new stretch")
    await dora.read()
    photo = next(m for m in dora.telegram.history(dora.person_id) if "photo" in m)
    dora.telegram.say(dora.person_id, "/broadcast", reply_to=photo["message_id"])
    assert "I cannot read what is sent on." in await dora.read()
    assert "Ready for 2 people" in dora.text
    assert "Ready for 3 people" in await dora.tap("About exercise: yes")


async def test_the_message_settings_are_below_an_urgent_message(dora: Chat, ana: Chat) -> None:
    await announce(dora, "The bridge is closed", "Urgent")
    (message,) = got(ana, "The bridge")
    assert (await ana.tap("Message settings", message)).startswith("Tips: off")
    assert got(ana, "The bridge")


async def test_a_message_goes_by_each_persons_own_clock(dora: Chat, ana: Chat, ben: Chat) -> None:
    await ana.say("/timezone Asia/Tokyo")
    await ben.say("/timezone America/New_York")
    await dora.say("/broadcast Good morning")
    await dora.tap("When")
    await dora.tap("On their clocks")
    await dora.say("tomorrow 8:00")
    assert "Tue 3 Mar 08:00 on each person's own clock" in dora.text
    await dora.tap("Send to 3")
    rows = await dora.services.db.run(
        Transaction.all, "SELECT person_id, due_at FROM broadcast_recipients"
    )
    hours = {row["person_id"]: restored(row["due_at"]) - dora.clock() for row in rows}
    # Now it is 9:30 UTC; at Tokyo it is 8:00 at 23:00 UTC, at New York at 13:00 UTC.
    assert {person: at.total("hours") for person, at in hours.items()} == {
        ana.person_id: 13.5,
        dora.person_id: 22.5,
        ben.person_id: 27.5,
    }
    dora.clock.forward(14 * 3600)
    await until(lambda: bool(got(ana, "Good morning")))
    assert not got(ben, "Good morning")
