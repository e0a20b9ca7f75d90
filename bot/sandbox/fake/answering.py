"""One call from its parameters to Telegram's answer, or to the fault that a test asked for."""

import asyncio
from collections.abc import Mapping
from typing import Any, NoReturn

from bot.sandbox.fake.calls import (
    Answer,
    Call,
    ConnectionLostError,
    Fault,
    File,
    NoAnswerError,
    RefusalError,
    flooded,
    refusal,
)
from bot.sandbox.fake.methods import METHODS
from bot.sandbox.fake.methods_polls import close_due_polls
from bot.sandbox.fake.methods_updates import get_updates
from bot.sandbox.fake.parameters import Reading, WrongTypeError
from bot.sandbox.fake.world import World

POLLING = "getUpdates"
_NAMES = {name.lower(): name for name in (*METHODS, POLLING)}


def documented_name(method: str) -> str | None:
    """Return a method's name as documented, whatever its case; None where there is none such."""
    return _NAMES.get(method.lower())


async def answer(
    world: World, name: str, params: Mapping[str, Any], files: Mapping[str, File]
) -> Answer:
    """Carry out a call and record it."""
    if world.logged_out:
        return Answer(400, {"ok": False, "error_code": 400, "description": "Logged out"})
    close_due_polls(world)
    reading = Reading(name)
    try:
        reading.take(params, files)
        query = reading.query(files)
        if name == POLLING:
            result: object = await get_updates(world, query)
        else:
            result = METHODS[name](world, query)
        given = Answer(200, {"ok": True, "result": result})
    except RefusalError as error:
        given = refusal(error)
    except WrongTypeError as error:
        world.violate(f"{name}: {error}")
        given = refusal(RefusalError(str(error)))
    for complaint in reading.complaints:
        world.violate(f"{name}: {complaint}")
    world.calls.append(Call(name, reading.args, given.status))
    return given


async def with_fault(
    world: World, call: tuple[str, Mapping[str, Any], Mapping[str, File]], fault: Fault
) -> Answer:
    """Let a call go wrong, before it takes effect or after."""
    if fault.delay_s:
        await asyncio.sleep(fault.delay_s)
    if fault.after:
        await answer(world, *call)
    if fault.kind != "error":
        _lose(fault)
    if fault.retry_after is not None:
        return refusal(flooded(fault.retry_after))
    return refusal(RefusalError(fault.description, fault.status))


def _lose(fault: Fault) -> NoReturn:
    if fault.kind == "timed_out":
        raise NoAnswerError
    raise ConnectionLostError(sent=fault.kind == "dropped")
