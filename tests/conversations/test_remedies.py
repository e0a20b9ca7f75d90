"""Browsing the library, and typing into it."""

import pytest

from bot.library.content import Content
from tests.conversations.conftest import Chat, labels


async def test_every_topic_is_two_taps_away(ana: Chat, content: Content) -> None:
    await ana.say("/remedies")
    groups = [label for label in ana.buttons if label not in {"Check my pain", "Home"}]
    reached = set()
    for group in groups:
        await ana.say("/remedies")
        await ana.tap(group)
        assert ana.text == group
        while True:
            reached |= set(ana.buttons)
            if not any("More" in label for label in ana.buttons):
                break
            await ana.tap("More")
    assert {topic.title for topic in content.topics.values()} <= reached


async def test_a_page_and_what_stands_behind_it(ana: Chat) -> None:
    await ana.say("/remedies kneeling stretch")
    assert ana.text.startswith("Kneeling hip-flexor stretch")
    assert "When not to do it" in ana.text
    assert "Stop at sharp or pinching pain" in ana.text
    await ana.tap("Evidence")
    assert "Does it work?" in ana.text
    assert "Sources" in ana.text
    await ana.tap("Back to the page")
    assert ana.text.startswith("Kneeling hip-flexor stretch")


async def test_steps_are_written_for_the_sore_side(ana: Chat) -> None:
    await ana.say("/start")
    await ana.forge("account:set:side:left")
    await ana.say("kneeling stretch")
    assert "left side" in ana.text
    assert "{side}" not in ana.text
    await ana.tap("Right side")
    assert "right side" in ana.text


async def test_typed_words_find_the_page(ana: Chat) -> None:
    assert "quad stretch" in (await ana.say("quadd strech")).lower()


async def test_a_typed_warning_sign_comes_before_everything(ana: Chat) -> None:
    await ana.say("my hip burns and I have a temperature, which stretch helps?")
    assert ana.text.startswith("Happening now? Call your local emergency number (112, 9")
    assert "You wrote “have a temperature”. Is this happening now?" in ana.text
    assert ana.buttons == ["Yes, now", "It is over", "Not me, or not that", "Warning signs"]


async def test_out_of_scope_is_said_with_what_the_bot_can_do(ana: Chat) -> None:
    text = await ana.say("who won the football last night")
    assert "only sore hip flexors" in text
    assert "Check my pain" in ana.buttons


async def test_an_artificial_hip_gets_its_own_team_and_no_exercise(ana: Chat) -> None:
    text = await ana.say("hip flexor exercises after hip replacement")
    assert "Artificial hip: ask your own team for exercises; none from here." in text
    assert not {"Strength", "Stretching", "Physiotherapy"} & set(ana.buttons)


async def test_another_part_of_the_body_is_named(ana: Chat) -> None:
    assert (await ana.say("my elbow hurts")).startswith("That sounds like “elbow”, not the hip.")


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "<b>ice</b> & <script>",
        "a" * 4096,
        "\x00ice\x00",
        'AND NEAR( "* OR',
        "🦵" * 2048,
        ".",
    ],
    ids=["emoji", "html", "long", "null", "query", "long emoji", "dot"],
)
async def test_odd_words_get_a_fitting_answer(ana: Chat, text: str) -> None:
    assert await ana.say(text)
    assert "went wrong" not in ana.text


async def test_every_screen_of_the_library_fits(ana: Chat, content: Content) -> None:
    await ana.say("/remedies")
    for topic in content.topics.values():
        assert (await ana.forge(f"remedies:open:{topic.id}")).startswith(topic.title)
        assert (await ana.forge(f"remedies:more:{topic.id}")).startswith(topic.title)
        assert "…" not in ana.text[-2:], f"{topic.id} was cut"


async def test_an_exercise_is_seen_then_read_step_by_step_then_moves(ana: Chat) -> None:
    await ana.say("glute bridge")
    shown = ana.messages[-1]
    assert shown["photo"]
    await ana.tap("Step by step")
    assert ana.text.split("\n\n")[2].startswith("1. "), "below how much"
    await ana.tap("Watch it move")
    assert ana.messages[-1]["animation"]
    assert ana.messages[-1]["message_id"] == shown["message_id"], "all in one place"
    await ana.tap("‹ Back")
    assert ana.messages[-1]["photo"]


async def test_what_a_picture_came_in_place_of_has_no_buttons_any_more(ana: Chat) -> None:
    await ana.say("/remedies")
    await ana.tap("Stretches")
    listed = ana.with_buttons()["message_id"]
    await ana.tap("Kneeling")
    assert ana.messages[-1]["photo"]
    assert not labels(next(m for m in ana.messages if m["message_id"] == listed))
    await ana.tap("‹ Stretches")
    assert "photo" not in ana.messages[-1]
    assert sum(bool(labels(m)) for m in ana.messages) == 1, "only the newest leads on"


async def test_the_picture_is_of_the_sore_side(ana: Chat) -> None:
    await ana.say("kneeling stretch")
    right = ana.messages[-1]["photo"][-1]["file_id"]
    await ana.tap("Left side")
    left = ana.messages[-1]["photo"][-1]["file_id"]
    assert left != right
    await ana.tap("Right side")
    assert ana.messages[-1]["photo"][-1]["file_id"] == right, "sent again, not uploaded again"


async def test_a_remedy_is_seen_as_a_card(ana: Chat) -> None:
    await ana.say("/remedies ice")
    await ana.tap("See it as a picture")
    assert "10 to 15 minutes" in ana.text
    assert ana.messages[-1]["photo"]
    await ana.tap("Back to the page")
    assert ana.text.startswith("Ice")


async def test_every_step_fits_under_its_picture(ana: Chat, content: Content) -> None:
    await ana.say("/exercises")
    for topic in content.topics.values():
        if topic.movement:
            assert (await ana.forge(f"remedies:steps:{topic.id}:left")).startswith(topic.title)
            assert (topic.dose or "") in ana.text, "the end was not cut"


@pytest.mark.parametrize("verb", ["steps", "moves", "card"])
async def test_forged_pictures_lead_home(ana: Chat, verb: str) -> None:
    await ana.say("/remedies")
    for args in ("", ":nothing", ":ice_age:left", ":anatomy:middle:3"):
        await ana.forge(f"remedies:{verb}{args}")
        assert "went wrong" not in ana.text


async def test_an_exercise_is_shared_inline_with_its_picture(ana: Chat) -> None:
    await ana.say("/start")
    before = len(ana.messages)
    for words in ("kneel", "@@@", "", "my groin hurts when I land"):
        ana.telegram.inline(ana.person_id, words)
        await ana.read()
        offered = next(
            c for c in reversed(ana.telegram.calls) if c.method == "answerInlineQuery"
        ).params["results"]
        if words == "kneel":
            ids = [card["id"] for card in offered]
            assert ids[0] == "kneeling_stretch"
            assert offered[0]["type"] == "photo"
    assert len(ana.messages) == before, "what Telegram needed a copy of is gone again"


async def test_a_page_names_the_emergency_number_of_ones_country(ana: Chat) -> None:
    assert "call your local emergency number (112, 9" in await ana.say("pulled muscle pop")
    await ana.say("/timezone Asia/Tokyo")
    await ana.say("/settings")
    await ana.tap("Country")
    await ana.tap("Japan")
    assert "call 119" in await ana.say("pulled muscle pop")
