"""The chat page for everybody: small and large screens, keyboards, screen readers, both themes."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.fake.calls import Json
from tests.sandbox.browsing import Visit, browsing, needs_chromium, visiting
from tests.sandbox.serving import ANA, png

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]

LABELS = [["Yes", "No", "It hurts when I lift my knee"], ["One"]]
KEYS: Json = {
    "inline_keyboard": [[{"text": text, "callback_data": text} for text in row] for row in LABELS]
}

# The contrast of every text with what is painted behind it, below 4.5 (3 where the text is large).
LOW_CONTRAST = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); }
    return pen.getImageData(0, 0, 1, 1).data;
  };
  const light = (data) => [...data].slice(0, 3).map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) layers.unshift(at);
    return layers.map((layer) => getComputedStyle(layer).backgroundColor);
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    const style = getComputedStyle(node);
    if (!words || !node.checkVisibility({ visibilityProperty: true })
        || node.closest(".avatar, .spoiler, .hidden, noscript")) continue;
    const layers = behind(node);
    const [text, back] = [light(paint([...layers, style.color])), light(paint(layers))];
    const ratio = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) low.push(`${words}: ${ratio.toFixed(2)}`);
  }
  return low;
}"""

NAMELESS = """() => {
  const kinds = "button, a, input:not([type=file]), select, textarea, img";
  const named = (node) => node.textContent.trim() || node.getAttribute("aria-label") || node.alt
    || node.labels?.length || node.closest(".greeting");
  return [...document.querySelectorAll(kinds)]
    .filter((node) => node.checkVisibility() && !named(node))
    .map((node) => node.outerHTML);
}"""

FOCUSED = """() => {
  const node = document.activeElement;
  const name = node.querySelector(".name")?.textContent ?? node.getAttribute("aria-label");
  return [name || node.innerText || node.id, getComputedStyle(node).outlineStyle];
}"""

SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as found:
        yield found


async def fill(visit: Visit) -> None:
    """Bring one of everything into the chat."""
    telegram = visit.served.telegram
    commands = [{"command": "check", "description": "Check my symptoms"}]
    await visit.served.call("setMyCommands", commands=commands)
    markup = (
        "<b>Bold</b> <code>code</code> <a href='https://example.org'>link</a> #tag\n"
        "<blockquote>Quoted</blockquote><pre>block</pre>"
    )
    telegram.say(ANA, "/help")
    await visit.says(markup, parse_mode="HTML", reply_markup=KEYS)
    telegram.send_sticker(ANA)
    photo = telegram.send_photo(ANA, png(300, 200))["photo"][-1]["file_id"]
    await visit.served.call("sendPhoto", chat_id=ANA, photo=photo, caption="The stretch")
    quiz = {"type": "quiz", "correct_option_ids": [0], "explanation": "Because."}
    options = [{"text": "Left"}, {"text": "Right"}]
    asked = {"question": "Where?", "options": options, "is_anonymous": False}
    for number in range(2):
        sent = await visit.served.call("sendPoll", chat_id=ANA, **asked, **quiz)
        if number == 0:
            telegram.vote(ANA, sent["result"]["poll"]["id"], [1])
    await visit.says("How bad?", reply_markup={"keyboard": [[{"text": "0"}, {"text": "10"}]]})
    await expect(visit.button("10")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("phone", [False, True])
async def test_text_stands_out_and_everything_has_a_name(
    browser: Browser, *, phone: bool, dark: bool
) -> None:
    async with visiting(browser, phone=phone, dark=dark) as visit:
        await fill(visit)
        await visit.page.wait_for_timeout(300)
        assert await visit.page.evaluate(LOW_CONTRAST) == []
        assert await visit.page.evaluate(NAMELESS) == []
        for name in ("Attach", "More", "Menu"):
            await visit.button(name).click()
            await visit.page.wait_for_timeout(100)
            assert await visit.page.evaluate(LOW_CONTRAST) == []
            assert await visit.page.evaluate(NAMELESS) == []
            await visit.page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [320, 360, 412, 1280])
@pytest.mark.parametrize("scale", [1, 2])
async def test_nothing_sticks_out_sideways(browser: Browser, width: int, scale: int) -> None:
    async with visiting(browser, phone=width < 700) as visit:
        await visit.page.set_viewport_size({"width": width, "height": 740})
        await fill(visit)
        size = f"document.documentElement.style.fontSize = '{scale * 100}%'"
        await visit.page.evaluate(size)
        await visit.entry.fill("words")
        assert await visit.page.evaluate(SIDEWAYS) <= 0
        log = visit.page.get_by_role("log")
        assert await log.evaluate("log => log.scrollWidth - log.clientWidth") <= 0
        for name in ("Send", "Attach", "More"):
            await expect(visit.button(name)).to_be_in_viewport(ratio=1)


async def test_buttons_share_a_row_equally_and_long_words_end_in_an_ellipsis(
    browser: Browser,
) -> None:
    async with visiting(browser, phone=True) as visit:
        await visit.says(
            "A message as long as a line on a phone can be, and more", reply_markup=KEYS
        )
        await visit.at_rest()
        boxes = [await visit.button(text).bounding_box() for text in LABELS[0] + LABELS[1]]
        widths = [round(box["width"]) for box in boxes if box]
        assert max(widths[:3]) - min(widths[:3]) <= 1
        assert widths[3] > 3 * widths[0]
        cut = "node => node.scrollWidth > node.clientWidth"
        assert await visit.button(LABELS[0][2]).evaluate(cut)
        assert not await visit.button("One").evaluate(cut)
        await expect(visit.button(LABELS[0][2])).to_have_css("text-overflow", "ellipsis")


async def test_a_phone_shows_people_and_chat_one_after_the_other(browser: Browser) -> None:
    async with visiting(browser, phone=True) as visit:
        people = visit.page.get_by_role("navigation", name="People")
        await expect(people).to_be_hidden()
        await visit.button("People").click()
        await expect(people).to_be_visible()
        await expect(visit.entry).to_be_hidden()
        await people.get_by_role("button", name="Ana").click()
        await expect(visit.entry).to_be_visible()


async def test_the_keyboard_reaches_everything_in_the_order_of_the_page(browser: Browser) -> None:
    async with visiting(browser) as visit:
        await visit.says("Well?", reply_markup=KEYS)
        await expect(visit.entry).to_be_focused()
        await visit.page.locator(".skip").focus()
        order = []
        for _ in range(13):
            await visit.page.keyboard.press("Tab")
            name, ring = await visit.page.evaluate(FOCUSED)
            order.append(name)
            assert ring != "none" or name == "entry"
        bar = ["Sandbox time 13:00: move it forward", "More", "Messages with Flexor"]
        keys = ["/start", *LABELS[0], *LABELS[1]]
        people = ["Theme: as the system", "Ana", "Ben"]
        assert order == [*people, *bar, *keys, "entry", "Attach"]


async def test_what_is_new_is_read_out_and_what_was_there_is_not(browser: Browser) -> None:
    async with visiting(browser) as visit:
        log = visit.page.get_by_role("log", name="Messages with Flexor")
        await expect(log).to_have_attribute("aria-live", "polite")
        await visit.page.get_by_role("button", name="Ben").click()
        await expect(log).to_have_attribute("aria-live", "off")
        await expect(log).to_have_attribute("aria-live", "polite")


async def test_those_who_want_no_motion_get_none(browser: Browser) -> None:
    async with visiting(browser) as visit:
        await visit.page.emulate_media(reduced_motion="reduce")
        message = await visit.says("New", reply_markup=KEYS)
        stack = visit.page.locator(f"#message-{message['message_id']} .stack")
        await expect(stack).to_have_css("animation-name", "none")
        await expect(visit.page.locator("#toast")).to_have_css("transition-property", "none")


async def test_the_theme_can_be_chosen_and_is_kept(browser: Browser) -> None:
    async with visiting(browser) as visit:
        body = visit.page.locator("body")
        await expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
        await visit.button("Theme: as the system").click()
        await visit.button("Theme: light").click()
        await expect(body).to_have_css("background-color", "rgb(23, 33, 43)")
        await visit.page.reload()
        await expect(body).to_have_css("background-color", "rgb(23, 33, 43)")
        await expect(visit.button("Theme: dark")).to_be_visible()
