"""Whatever the bot calls with values of the documented types, the fake answers as documented."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.fake import shapes, signatures
from bot.sandbox.fake.calls import File
from bot.sandbox.fake.images import SMALLEST_PICTURE
from tests.sandbox.conformance import METHODS, TYPES, Json
from tests.sandbox.conftest import ANA, BEN, CLUB, Desk, buttons, make_desk

_UPLOADS = {"a": File("dot.png", SMALLEST_PICTURE)}
_NUMBERS = st.sampled_from([ANA, BEN, CLUB, 0, 1, 3, 4, 5, 6, -1, 99, 2**40])
_WORDS = st.sampled_from(
    ("x", "", " ", "<b>x</b> /a", "😀\n", "attach://a", "quiz", "👍", "https://doi.org", "x" * 70)
)
_LEFT_OUT = {"User", *shapes.NOT_HERE}  # they would only be refused
# Most calls should be refused for what they ask, not for the values that say where and how.
_FITTING: dict[str, st.SearchStrategy[Any]] = {
    "chat_id": st.sampled_from([ANA, str(ANA), ANA, ANA, BEN, CLUB, 99]),
    "from_chat_id": st.sampled_from([ANA, ANA, BEN, CLUB]),
    "message_id": st.sampled_from([1, 3, 3, 4, 5, 99]),
    "message_ids": st.lists(st.integers(1, 8), max_size=3),
    "parse_mode": st.sampled_from(["HTML", "", "html"]),
    "action": st.sampled_from(["typing", "dancing"]),
    "language_code": st.sampled_from(["de", "", "deu"]),
    "question": st.sampled_from(["Where?", "x" * 301]),
    "command": st.sampled_from(["start", "/check", "Start"]),
    "correct_option_ids": st.just([0]),
    "media": st.just("attach://a"),
    "timeout": st.just(0),
    "callback_query_id": st.just("4382000000000000001"),
    "inline_query_id": st.just("4382000000000000002"),
}


def _values(kind: str, depth: int) -> st.SearchStrategy[Any]:
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        return st.lists(_values(inner, depth), max_size=3 if depth else 1)
    plain: dict[str, st.SearchStrategy[Any]] = {
        "Integer": _NUMBERS,
        "String": _WORDS,
        "Boolean": st.booleans(),
        "Float": st.floats(-100, 100),
        "InputFile": st.just("attach://a"),
    }
    if kind in plain:
        return plain[kind]
    kind = "InputMedia" if kind.startswith("InputMedia") else kind  # which has its own `type`
    if kind in shapes.UNIONS:
        field, names = shapes.UNIONS[kind]
        known = [(mark, name) for mark, name in names.items() if name not in shapes.NOT_HERE]
        return st.sampled_from(known).flatmap(
            lambda each: _objects(each[1], depth).map(lambda value: {**value, field: each[0]})
        )
    if "subtypes" in TYPES[kind]:
        known_kinds = [name for name in TYPES[kind]["subtypes"] if name in shapes.SHAPES]
        return st.sampled_from(known_kinds).flatmap(lambda name: _objects(name, depth))
    return _objects(kind, depth)


def _objects(kind: str, depth: int) -> st.SearchStrategy[Json]:
    return _fields(TYPES[kind]["fields"], depth - 1)


def _fields(fields: Json, depth: int) -> st.SearchStrategy[Json]:
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in fields.items():
        kinds = [each for each in field["types"] if each.split()[-1] not in _LEFT_OUT]
        if name in signatures.NOT_HERE or not kinds or (depth <= 0 and not field["required"]):
            continue
        plain = field["types"][0] in {"Integer", "String", "Array of Integer"}
        values = st.one_of([_values(each, depth) for each in kinds])
        values = _FITTING[name] if name in _FITTING and plain else values
        always = field["required"] or name in {"chat_id", "message_id", "text"}
        (required if always else optional)[name] = values
    return st.fixed_dictionaries(required, optional=optional)


@pytest.mark.parametrize("method", sorted({*METHODS} - {"logOut"}))
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_call_is_answered(method: str, data: st.DataObject) -> None:
    calls = data.draw(st.lists(_fields(METHODS[method]["fields"], 3), min_size=1, max_size=2))

    async def play(desk: Desk) -> None:
        desk.telegram.add_group(CLUB, "Runners", [ANA, BEN])
        await desk.send("Hello", reply_markup=buttons("Go"))
        await desk.ask("sendPhoto", _UPLOADS, chat_id=ANA, photo="attach://a")
        await desk.ask("sendPoll", chat_id=ANA, question="x", options=[{"text": "x"}])
        desk.telegram.tap(ANA, 3, "Go")
        desk.telegram.inline(ANA, "x")
        for params in calls:
            await desk.ask(method, _UPLOADS, **params)
        await desk.ask("deleteWebhook")
        await desk.ask("getUpdates")

    asyncio.run(play(make_desk(strict_rate=False)))
