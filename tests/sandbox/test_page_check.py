"""What the check asks and comes to fits on a phone: words and every button, unscrolled."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from whenever import Date

from bot.chat.screen import Screen
from bot.domain.check.model import Check, Hold, Origin
from bot.domain.check.rules import assess, facts_of
from bot.domain.check.work import Position
from bot.domain.people.model import Person
from bot.domain.standing import standing_of
from bot.features.check.screens import question
from bot.features.check.screens_outcome import Beside, outcome
from bot.gateway.render import text_arguments
from bot.library.content import Content
from bot.library.evaluating import Vignette, vignettes
from tests.conversations.conftest import whole_content
from tests.sandbox.browsing import browsing, needs_chromium, visiting
from tests.sandbox.serving import ANA, NOON

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]

MOST = 700  # of the 844 pixels of a phone, whose bars need the rest
FIRST_RUN = Date(2026, 9, 23)  # a Wednesday in September: no day is longer

HEIGHTS = """() => Object.fromEntries([...document.querySelectorAll(".message:not(.own)")].map(
  (node) => [node.id.replace("message-", ""), node.getBoundingClientRect().height]))"""
CUT = """() => [...document.querySelectorAll(".message .key")]
  .filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.textContent)"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as found:
        yield found


def screen(content: Content, told: Vignette) -> Screen:
    """Return what somebody of these answers is shown, whose country is not known yet."""
    triage, given = content.triage, told.given
    found, facts = assess(triage, given), facts_of(triage, given)
    check = Check(
        1, ANA, NOON, NOON, is_open=False, answers=given, urgency=found.urgency, facts=facts
    )
    reasons = tuple(rule.id for rule in found.rules)
    hold = Hold(1, ANA, Origin.CHECK, found.urgency, reasons, NOON, check_id=1)
    holds = (hold,) if found.urgency else ()
    position = Position(Person(ANA), check, None, holds, goes_back=True)
    standing = standing_of(position.person, holds, check, NOON)
    return outcome(content, standing, position, Beside(FIRST_RUN, (content.countries["gb"],)))


def different(content: Content) -> dict[str, dict[str, Any]]:
    """Return what is sent, by the id of the first vignette with what stands unfolded in it."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for told in vignettes():
        said = text_arguments(screen(content, told))
        found.setdefault(said["text"].partition("<blockquote")[0], (told.id, said))
    return dict(found.values())


def questions(content: Content) -> Iterator[tuple[str, Screen]]:
    """Yield every question as it is asked, by its id, without the way to the body map."""
    check = Check(1, ANA, NOON, NOON, is_open=True, answers={"age": frozenset({"25_44"})})
    for asked in content.triage.questions:
        yield asked.id, question(content.triage, check, replace(asked, is_mapped=False))


async def test_every_question_fits_and_no_answer_is_cut(browser: Browser) -> None:
    shown = {}
    async with visiting(browser, phone=True) as visit:
        for name, screen_ in questions(whole_content().at(None)):
            visit.served.clock.forward(2)
            shown[str((await visit.says(**text_arguments(screen_)))["message_id"])] = name
        await visit.at_rest()
        heights = await visit.page.evaluate(HEIGHTS)
        # One is scrolled: fourteen things that may apply to somebody, each with its button.
        assert {shown[n] for n, high in heights.items() if high > MOST} == {"about_you"}
        assert await visit.page.evaluate(CUT) == []


async def test_every_outcome_fits_on_a_phone_with_its_buttons(browser: Browser) -> None:
    shown = {}
    async with visiting(browser, phone=True) as visit:
        for name, said in different(whole_content().at(None)).items():
            visit.served.clock.forward(2)  # within the limits of a chat
            shown[str((await visit.says(**said))["message_id"])] = name
        await visit.at_rest()
        heights = await visit.page.evaluate(HEIGHTS)
        assert heights.keys() == shown.keys()
        assert {shown[n]: high for n, high in heights.items() if high > MOST} == {}
        assert await visit.page.evaluate(CUT) == []
