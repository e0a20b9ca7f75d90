"""Edits in order and none too many, pictures uploaded once, and screens that do arrive."""

import asyncio
import gc
import threading
import time
import weakref
from collections.abc import AsyncIterator

import pytest

from bot.chat.actions import action
from bot.chat.markup import plain
from bot.chat.screen import Button, Document, Picture, Screen
from bot.chat.sending import Outcome
from bot.gateway import outbox
from bot.gateway.reading import Tapped
from bot.gateway.showing import Showing
from bot.sandbox.fake.calls import Fault
from tests.gateway.house import ANA, BEN, House, open_house
from tests.sandbox.serving import png


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(outbox, "_PAUSES_S", (0.01, 0.02, 0.03))
    async with open_house() as house:
        yield house


def screen(text: str) -> Screen:
    return Screen(plain(text), ((Button("Look", action("house", "look")),),))


def slow(house: House, seconds: float) -> None:
    """Let every call of the bot's take some time."""
    call = house.telegram.call

    async def late(*args: object) -> object:
        await asyncio.sleep(seconds)
        return await call(*args)  # type: ignore[arg-type]

    house.telegram.call = late  # type: ignore[method-assign,assignment]


async def test_of_edits_that_wait_the_newest_alone_is_sent(house: House) -> None:
    sent = await house.outbox.send(ANA, screen("0"))
    assert sent.message_id is not None
    slow(house, 0.02)
    edits = [
        asyncio.create_task(house.outbox.edit(ANA, sent.message_id, screen(str(number))))
        for number in range(1, 20)
    ]
    await asyncio.sleep(0.01)  # the first is on its way
    edits.append(asyncio.create_task(house.outbox.edit(ANA, sent.message_id, screen("last"))))
    assert set(await asyncio.gather(*edits)) == {Outcome.SENT}
    assert [c.params["text"] for c in house.calls("editMessageText")] == ["19", "last"]
    assert house.texts(ANA) == ["last"]


async def test_an_edit_that_changes_nothing_is_not_sent(house: House) -> None:
    sent = await house.outbox.send(ANA, screen("same"))
    assert sent.message_id is not None
    assert await house.outbox.edit(ANA, sent.message_id, screen("same")) is Outcome.UNCHANGED
    assert house.calls("editMessageText") == []
    await house.outbox.edit(ANA, sent.message_id, screen("other"))
    await house.outbox.edit(ANA, sent.message_id, screen("other"))
    assert len(house.calls("editMessageText")) == 1
    await house.outbox.edit(ANA, sent.message_id, screen("same"))
    assert house.texts(ANA) == ["same"]


async def test_an_edit_that_leads_back_while_it_waits_is_not_sent(house: House) -> None:
    sent = await house.outbox.send(ANA, screen("same"))
    assert sent.message_id is not None
    faults = iter([Fault(status=429, retry_after=1)])
    house.telegram.faults = lambda *_: next(faults, None)
    asked = [asyncio.create_task(house.outbox.send(ANA, screen("held")))]
    for text in ("other", "same"):
        await asyncio.sleep(0.05)
        edit = house.outbox.edit(ANA, sent.message_id, screen(text))
        asked.append(asyncio.create_task(edit))  # type: ignore[arg-type]
    await asyncio.wait(asked)
    assert house.calls("editMessageText") == []
    assert house.texts(ANA) == ["same", "held"]


async def test_sixty_four_who_want_one_picture_upload_it_once(house: House) -> None:
    people = range(2000, 2064)
    for person in people:
        house.telegram.add_person(person, "Runner")
        house.telegram.say(person, "/start")
    drawn: list[int] = []

    def draw() -> bytes:
        drawn.append(1)
        return png(40, 30)

    slow(house, 0.02)
    shown = Screen(plain("a pose"), picture=Picture(draw, "a pose", "pose"))
    sent = await asyncio.gather(*(house.outbox.send(person, shown) for person in people))
    assert {each.outcome for each in sent} == {Outcome.SENT}
    assert len(drawn) == 1
    assert len({house.telegram.history(p)[-1]["photo"][-1]["file_id"] for p in people}) == 1


@pytest.mark.parametrize(
    ("fault", "copies"),
    [
        (Fault("refused"), 1),
        (Fault(status=500), 1),
        (Fault("timed_out"), 1),
        (Fault("timed_out", after=True), 2),
        (Fault("dropped", after=True), 2),
    ],
)
async def test_a_screen_that_somebody_waits_for_arrives_twice_at_most(
    house: House, fault: Fault, copies: int
) -> None:
    faults = iter([fault])
    house.telegram.faults = lambda method, _: (
        next(faults, None) if method == "sendMessage" else None
    )
    await house.outbox.present(Showing(ANA, screen("hello")))
    assert house.texts(ANA) == ["hello"] * copies


async def test_what_may_have_arrived_twice_is_left_there(house: House) -> None:
    house.telegram.faults = lambda *_: Fault("timed_out", after=True)
    assert await house.outbox.show(ANA, screen("hello"), None) is Outcome.UNKNOWN
    assert house.texts(ANA) == ["hello"] * 2


async def test_files_are_made_one_at_a_time_and_nobody_else_waits(house: House) -> None:
    under_way, most, threads = 0, 0, set()

    def make() -> bytes:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        threads.add(threading.get_ident())
        time.sleep(0.05)
        under_way -= 1
        return b"%PDF"

    file = Screen(plain("file"), document=Document("file.pdf", make))
    files = [asyncio.create_task(house.outbox.send(ANA, file)) for _ in range(4)]
    await asyncio.sleep(0.01)
    assert (await house.outbox.send(BEN, screen("hello"))).outcome is Outcome.SENT
    assert not any(task.done() for task in files)
    assert {sent.outcome for sent in await asyncio.gather(*files)} == {Outcome.SENT}
    assert most == 1
    assert threading.get_ident() not in threads


async def test_nothing_of_what_a_file_took_stays(house: House) -> None:
    class Page:
        def __init__(self) -> None:
            self.itself = self

    made = []

    def make() -> bytes:
        made.append(weakref.ref(Page()))
        return b"%PDF"

    gc.disable()
    try:
        file = Screen(plain("file"), document=Document("file.pdf", make))
        await house.outbox.send(ANA, file)
        assert [page() for page in made] == [None]
    finally:
        gc.enable()


async def test_a_screen_in_place_that_cannot_stand_there_comes_anew(house: House) -> None:
    tapped = Tapped("1", "house:look", BEN, private=True, message_id=77)
    await house.outbox.present(Showing(BEN, screen("hello"), tapped))
    assert house.texts(BEN) == ["hello"]


async def test_a_token_that_is_refused_is_no_refusal_of_the_message(house: House) -> None:
    house.telegram.faults = lambda *_: Fault(status=401, description="Unauthorized")
    assert (await house.outbox.send(ANA, screen("hello"))).outcome is Outcome.TURNED_AWAY
