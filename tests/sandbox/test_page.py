"""The chat page as a person uses it, in Chromium."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.fake.calls import Json
from tests.sandbox.browsing import Visit, browsing, needs_chromium, visiting
from tests.sandbox.serving import ANA, BEN

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    async with visiting(browser) as found:
        yield found


def keys(*rows: list[str]) -> Json:
    buttons = [[{"text": text, "callback_data": text} for text in row] for row in rows]
    return {"inline_keyboard": buttons}


async def test_an_empty_chat_tells_about_the_bot_and_starts_it(browser: Browser) -> None:
    async with visiting(browser, started=False) as visit:
        await visit.served.call("setMyDescription", description="For sore hips.")
        await expect(visit.log).to_contain_text("For sore hips.")
        await expect(visit.entry).to_be_hidden()
        await visit.button("Start").click()
        await expect(visit.entry).to_be_visible()
        await expect(visit.button("Start")).to_have_count(0)
        assert [update["message"]["text"] for update in await visit.updates()] == ["/start"]


async def test_enter_sends_and_shift_enter_starts_a_line(visit: Visit) -> None:
    await visit.entry.press_sequentially("One")
    await visit.entry.press("Shift+Enter")
    await visit.entry.press_sequentially("Two")
    await visit.entry.press("Enter")
    await expect(visit.log).to_contain_text("One\nTwo", use_inner_text=True)
    await expect(visit.entry).to_have_value("")
    assert visit.served.telegram.history(ANA)[-1]["text"] == "One\nTwo"


async def test_typed_markup_stays_text(visit: Visit) -> None:
    nasty = "<img src=x onerror=alert(1)><b>&lt;"
    await visit.entry.fill(nasty)
    await visit.entry.press("Enter")
    await expect(visit.log).to_contain_text(nasty)
    assert await visit.log.locator("img, b").count() == 0
    await visit.served.call("answerCallbackQuery", callback_query_id="1", text=nasty)
    await expect(visit.page.locator("#people-list")).to_contain_text(nasty)
    assert await visit.page.locator("#people-list").locator("img, b").count() == 0


async def test_formatting_is_shown(visit: Visit) -> None:
    text = (
        "😀 <b>bold <i>both</i></b> <code>code</code> <tg-spoiler>secret</tg-spoiler>\n"
        "<blockquote>quoted</blockquote>\n<a href='https://example.org/a'>link</a> "
        "<tg-time unix='1772456400' format='t'>at one</tg-time> /help"
    )
    await visit.says(text, parse_mode="HTML")
    for selector, words in {
        "strong": "bold both",
        "strong em": "both",
        "code": "code",
        "blockquote": "quoted",
        "a[href='https://example.org/a']": "link",
        "time[datetime='2026-03-02T13:00:00.000Z']": "14:00",
        "button.word >> nth=-1": "/help",
    }.items():
        await expect(visit.log.locator(selector)).to_have_text(words)
    spoiler = visit.page.get_by_role("button", name="Hidden text: show it")
    await spoiler.press("Enter")
    await expect(visit.log.get_by_text("secret")).not_to_have_css("color", "rgba(0, 0, 0, 0)")
    await visit.log.locator("button.word").last.click()
    await expect(visit.log.locator(".own").last).to_contain_text("/help")


async def test_a_tap_reaches_the_bot_and_its_answer_the_person(visit: Visit) -> None:
    await visit.says("Well?", reply_markup=keys(["Yes"]))
    for alert in (False, True):
        await visit.button("Yes").click()
        await expect(visit.button("Yes")).to_have_attribute("aria-busy", "true")
        query = (await visit.updates())[-1]["callback_query"]
        assert query["data"] == "Yes"
        answer = {"callback_query_id": query["id"], "text": "Noted", "show_alert": alert}
        await visit.served.call("answerCallbackQuery", **answer)
        box = visit.page.get_by_role("alertdialog" if alert else "status").filter(has_text="Noted")
        await expect(box).to_be_visible()
        await expect(visit.page.locator("[aria-busy=true]")).to_have_count(0)
    await visit.page.keyboard.press("Escape")
    await expect(visit.page.get_by_role("alertdialog")).to_be_hidden()


async def test_an_edit_happens_in_place_and_keeps_focus_and_position(visit: Visit) -> None:
    for number in range(30):
        visit.served.telegram.say(ANA, f"Line {number}")
    message = await visit.says("Before", reply_markup=keys(["Next"]))
    for number in range(30):
        visit.served.telegram.say(ANA, f"After {number}")
    await expect(visit.log).to_contain_text("After 29")
    button = visit.button("Next")
    await button.scroll_into_view_if_needed()
    await button.focus()
    node = await visit.page.locator(f"#message-{message['message_id']}").element_handle()
    await visit.at_rest()
    above = visit.log.get_by_text("Line 29")
    before = await above.bounding_box()
    edit = {"chat_id": ANA, "message_id": message["message_id"], "text": "Changed\n" * 12}
    await visit.served.call("editMessageText", **edit, reply_markup=keys(["Last"]))
    await expect(visit.log).to_contain_text("Changed")
    await expect(visit.button("Last")).to_be_focused()
    assert await above.bounding_box() == before
    assert node is not None
    assert await node.evaluate("node => node.isConnected")


async def test_the_newest_message_stays_in_sight(visit: Visit) -> None:
    for number in range(40):
        await visit.served.call("sendMessage", chat_id=BEN, text="?")
        visit.served.telegram.say(ANA, f"Line {number}")
    await expect(visit.log.get_by_text("Line 39")).to_be_in_viewport()
    await visit.log.evaluate("log => { log.scrollTop = 0 }")
    await visit.page.locator("#down").wait_for()
    visit.served.telegram.say(BEN, "/start")
    await visit.says("News")
    await expect(visit.log.get_by_text("News")).not_to_be_in_viewport()
    await visit.page.get_by_role("button", name="To the newest message, 1 new").click()
    await expect(visit.log.get_by_text("News")).to_be_in_viewport()


async def test_deleted_messages_vanish(visit: Visit) -> None:
    message = await visit.says("Gone soon")
    target = {"chat_id": ANA, "message_id": message["message_id"]}
    await visit.served.call("deleteMessage", **target)
    await expect(visit.log).not_to_contain_text("Gone soon")
    await expect(visit.page.locator("#people-list")).not_to_contain_text("Gone soon")


async def test_the_menu_lists_commands_and_a_slash_filters_them(visit: Visit) -> None:
    commands = [{"command": name, "description": f"Do {name}"} for name in ("check", "log", "plan")]
    await visit.served.call("setMyCommands", commands=commands)
    await visit.button("Menu").click()
    options = visit.page.get_by_role("option")
    await expect(options).to_have_count(3)
    await expect(options.first).to_contain_text("Do check")
    await visit.page.keyboard.press("Escape")
    await expect(options).to_have_count(0)
    await visit.entry.press_sequentially("/p")
    await expect(options).to_have_count(1)
    await visit.entry.press("Enter")
    await expect(visit.log.locator(".own").last).to_contain_text("/plan")
    await expect(visit.entry).to_have_value("")


async def test_a_quiz_shows_right_and_wrong_and_the_explanation(visit: Visit) -> None:
    quiz = {
        "question": "Which muscle?",
        "options": [{"text": "Wrong one"}, {"text": "Right one"}],
        "type": "quiz",
        "is_anonymous": False,
        "correct_option_ids": [1],
        "explanation": "Because.",
    }
    await visit.served.call("sendPoll", chat_id=ANA, **quiz)
    await visit.button("Wrong one").click()
    results = visit.log.locator(".result")
    await expect(results.nth(0)).to_contain_text("wrong answer, your vote")
    await expect(results.nth(1)).to_contain_text("(right answer)")
    await expect(visit.page.locator("#toast")).to_have_text("Because.")
    assert (await visit.updates())[-1]["poll_answer"]["option_ids"] == [0]
    await visit.page.reload()
    await expect(results.nth(0)).to_contain_text("your vote")


async def test_a_poll_takes_several_answers(visit: Visit) -> None:
    options = [{"text": "Hip"}, {"text": "Groin"}, {"text": "Thigh"}]
    poll = {"question": "Where?", "options": options, "allows_multiple_answers": True}
    await visit.served.call("sendPoll", chat_id=ANA, **poll)
    for name in ("Thigh", "Hip"):
        await visit.page.get_by_role("checkbox", name=name).click()
    await visit.button("Vote").click()
    await expect(visit.log).to_contain_text("1 vote")
    assert list(visit.served.telegram.votes(ANA).values()) == [[0, 2]]


async def test_a_reply_keyboard_sends_its_words(visit: Visit) -> None:
    markup = {"keyboard": [[{"text": "0"}, {"text": "10"}]], "input_field_placeholder": "0 to 10"}
    await visit.says("How bad?", reply_markup=markup)
    await expect(visit.entry).to_have_attribute("placeholder", "0 to 10")
    await visit.button("10").click()
    await expect(visit.log.locator(".own").last).to_contain_text("10")
    await visit.says("Thanks", reply_markup={"remove_keyboard": True})
    await expect(visit.button("10")).to_have_count(0)
