"""A check that was left after its gravest answer was taken back: its outcome can still be read."""

from tests.conversations.conftest import Chat


async def test_what_holds_is_said_though_the_answers_no_longer_show_it(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("Can't stand on it")
    await ana.tap("I made a mistake: go back")
    await ana.say("/cancel")
    await ana.tap("What did the check say?")
    assert "Call an ambulance now" in ana.text
    assert "Why: A leg that cannot carry you for 4 steps may be broken" in ana.text
