"""Floods of many kinds by one person: how long everybody else waits, and what it costs them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bot.sandbox.telegram import Telegram
from tests.attacks.figures import Figures
from tests.attacks.process import cpu_s
from tests.gateway.test_floods import CLUB, FLOODER, FLOODS, P99_S, City, city

_TIMES = 500
_PERSON = {"id": FLOODER, "is_bot": False, "first_name": "Flood"}
_PRIVATE = {"id": FLOODER, "type": "private"}
_GROUP = {"id": CLUB, "type": "group", "title": "Running club"}
_CHANNEL = {"id": -1009, "type": "channel", "title": "News"}
_ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
_BY_TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
_SMALL = {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}

Raw = dict[str, Any]


def _message(number: int, **content: Any) -> Raw:
    whole = {"message_id": 10_000 + number, "date": 1, "chat": _PRIVATE, "from": _PERSON}
    return {"message": whole | content}


def _long_words(number: int) -> Raw:
    return _message(number, text="/remind own " + "xday " * 800)


def _pains(number: int) -> Raw:
    return _message(number, text="/log " + "pain " * 800)


def _exports(number: int) -> Raw:
    return _message(number, text="/export")


def _junk_links(number: int) -> Raw:
    return _message(number, text=f"/start check-pick-{number}-../..")


def _albums(number: int) -> Raw:
    return _message(
        number, photo=[_SMALL] * 4, media_group_id=str(number // 10), caption="ice " * 200
    )


def _forwards(number: int) -> Raw:
    origin = {"type": "channel", "chat": _CHANNEL, "message_id": number, "date": 1}
    return _message(number, text="ice " * 1000, forward_origin=origin)


def _places(number: int) -> Raw:
    return _message(number, location={"latitude": number % 90, "longitude": number % 180})


def _forged(number: int) -> Raw:
    query = {"id": f"f{number}", "from": _PERSON, "chat_instance": "1"}
    data = ("reminders:open:1", "quiz:pick:9:9:9:9", "check:pick", "\u0000" * 64, "x" * 3000)
    above = {"message_id": number, "date": 0, "chat": _PRIVATE}
    return {"callback_query": query | {"data": data[number % len(data)], "message": above}}


def _votes(number: int) -> Raw:
    return {"poll_answer": {"poll_id": str(number), "user": _PERSON, "option_ids": [number % 4]}}


def _comings_and_goings(number: int) -> Raw:
    was, now = ("member", "kicked") if number % 2 else ("kicked", "member")
    old, new = ({"status": status, "user": _ANONYMOUS} for status in (was, now))
    change = {"chat": _PRIVATE, "from": _PERSON, "date": 1}
    return {"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new}}


def _nobodies(number: int) -> Raw:
    """Commands of anonymous admins, channels and bots in a group: people whom nobody can answer."""
    sender = (_ANONYMOUS, _BY_TELEGRAM)[number % 2]
    also = {"chat": _GROUP, "from": sender, "sender_chat": _CHANNEL}
    return _message(number, text="/quiz") | {
        "message": {**_message(number)["message"], **also, "text": "/quiz"}
    }


def _the_same_again(number: int) -> Raw:
    return {"update_id": 200_000_000 + number % 3, **_message(number % 3, text="ice")}


ODD: Sequence[Callable[[int], Raw]] = (
    _long_words, _pains, _exports, _junk_links, _albums, _forwards, _places, _forged, _votes,
    _comings_and_goings, _nobodies, _the_same_again,
)  # fmt: skip


def kinds() -> Iterator[tuple[str, Callable[[Telegram], None]]]:
    """Return every kind of flood by name."""
    for flood in FLOODS:
        yield _name(flood), flood
    for odd in ODD:
        yield _name(odd), partial(_push, odd)


def _name(flood: Callable[..., object]) -> str:
    return flood.__name__.strip("_").replace("_", " ")


def _push(odd: Callable[[int], Raw], telegram: Telegram) -> None:
    for number in range(_TIMES):
        telegram.push(odd(number))


async def floods(folder: Path) -> Figures:
    """Flood a new process with each kind."""
    every = list(kinds())
    found = Figures(f"floods: {len(every)} kinds, how long others wait")
    for number, (name, flood) in enumerate(every):
        async with city(folder / f"{number}.db") as there:
            quiet, costs = await _measured(there)
            flood(there.telegram)
            waits, more = await _measured(there)
        found.at_most(f"p99 in {name}", round(_p99(waits), 3), P99_S, " s")
        found.tell(
            f"  without it {_p99(quiet):.3f} s; half of them {_half(quiet):.3f} s and "
            f"{_half(waits):.3f} s; {more - costs:+.2f} s of the processor"
        )
    return found


async def _measured(there: City) -> tuple[list[float], float]:
    """Return how long others wait, and the processor time of the bot's meanwhile, in seconds."""
    before = cpu_s(there.pid)
    return await there.waits(), cpu_s(there.pid) - before


def _p99(waits: Sequence[float]) -> float:
    return waits[int(0.99 * len(waits)) - 1]


def _half(waits: Sequence[float]) -> float:
    return waits[len(waits) // 2]
