"""Every page of the library fits on a phone at one look, with its picture and its buttons."""

from collections.abc import AsyncIterator, Iterator

import pytest_asyncio
from playwright.async_api import Browser
from whenever import Date

from bot.chat.screen import Screen
from bot.domain.plan.model import GuidedSession
from bot.features.account import screens as account
from bot.features.plan import screens_exercise as of_session
from bot.features.remedies import screens, screens_pages
from bot.gateway.render import caption_arguments, text_arguments
from bot.library import doses
from bot.library.content import Content
from bot.library.topics import Movement, Topic
from bot.sandbox.fake.calls import File
from tests.conversations.conftest import whole_content
from tests.sandbox.browsing import Visit, browsing, needs_chromium, visiting
from tests.sandbox.serving import ANA, NOON
from tests.sandbox.test_page_check import CUT, HEIGHTS, MOST

pytestmark = needs_chromium
_REVIEWED = "Nobody clinical has reviewed this yet; it rests on the sources above."


def pages(content: Content) -> Iterator[tuple[str, Screen]]:
    """Yield each page by its name, as high as it becomes: with other hits of a search."""
    stop = content.phrases["stop_rule"]
    long = sorted(content.topics.values(), key=lambda topic: -len(topic.title))
    for name, topic in content.topics.items():
        also = [other for other in long if other is not topic][:2]
        related = [content.topics[other] for other in topic.related[:3]]
        yield (
            f"{name}: more",
            screens_pages.more(topic, content.cite(topic.cited()), _REVIEWED, related),
        )
        if topic.movement is None:
            yield name, screens_pages.page(topic, also)
            yield f"{name}: in a check", screens.with_check(screens_pages.page(topic))
            continue
        picture = content.picture(name, "left")
        shown = screens_pages.Exercise(topic, topic.movement, "left", picture)
        yield name, screens_pages.exercise(shown, stop, also)
        yield f"{name}: in a check", screens.with_check(screens_pages.exercise(shown, stop))
        yield f"{name}: steps", screens_pages.steps(shown)
        yield f"{name}: moves", screens_pages.moving(shown)
        yield f"{name}: steps in a session", of_session.steps(_in_session(content, topic))
    yield "privacy", account.privacy(content.phrases["privacy"])


def _in_session(content: Content, topic: Topic) -> of_session.ShownExercise:
    movement, day = topic.movement, Date(2026, 3, 2)
    assert isinstance(movement, Movement)
    return of_session.ShownExercise(
        GuidedSession(1, ANA, day, NOON, (topic.id,)),
        topic,
        "left",
        doses.in_words(movement, fewer=False, week=1),
        content.plan.text("stop_line"),
        content.picture(topic.id, "left"),
        content.picture("countdown_30"),
        content.plan.stops,
    )


async def send(visit: Visit, screen: Screen) -> str:
    """Let the bot send a screen; returns the message's id."""
    visit.served.clock.forward(2)  # within the limits of a chat
    if screen.picture is None:
        return str((await visit.says(**text_arguments(screen)))["message_id"])
    telegram, file = visit.served.telegram, File("page.png", screen.picture.draw())
    sent = {"chat_id": ANA, "photo": "attach://page", **caption_arguments(screen)}
    answer = await telegram.call(telegram.token, "sendPhoto", sent, {"page": file})
    number = answer.body["result"]["message_id"]
    await visit.page.locator(f"#message-{number}").wait_for()
    return str(number)


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as found:
        yield found


async def test_every_page_fits_and_no_label_is_cut(browser: Browser) -> None:
    async with visiting(browser, phone=True) as visit:
        shown = {
            await send(visit, screen): name for name, screen in pages(whole_content().at(None))
        }
        await visit.page.wait_for_function(
            "[...document.images].every((one) => one.complete)", timeout=5000
        )
        await visit.at_rest()
        heights = await visit.page.evaluate(HEIGHTS)
        assert heights.keys() == shown.keys()
        assert {shown[n]: high for n, high in heights.items() if high > MOST} == {}
        assert await visit.page.evaluate(CUT) == []
