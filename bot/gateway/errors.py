"""The one place where a fault of ours ends: logged without a person's words, apologised for."""

import secrets
import traceback
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

import structlog

from bot.chat.markup import fill
from bot.chat.screen import Screen

_log = structlog.get_logger()
_T = TypeVar("_T")


class Apology(Screen):
    """What a person sees when something broke."""

    __slots__ = ()


async def guarded(work: Awaitable[_T], route: str) -> _T | Apology:
    """Return what the work returns; an apology with a short id where it raises."""
    try:
        return await work
    except Exception as error:  # noqa: BLE001  # the boundary: nothing above could do better
        fault_id = secrets.token_hex(3)
        # Neither message nor values: both can hold what a person wrote.
        _log.error("fault", id=fault_id, route=route, error=type(error).__name__, at=_where(error))
        return apology(fault_id)


def apology(fault_id: str) -> Apology:
    """Return the apology for a fault that the log knows by this id."""
    return Apology(
        fill(
            "Sorry, that went wrong on my side. What you told me before is kept: "
            "please try once more.\n\n"
            "If you feel very unwell or cannot put weight on the leg, do not wait for me: "
            "call your emergency number.\n\n<i>Fault {fault_id}</i>",
            fault_id=fault_id,
        ),
        fresh=True,
    )


def _where(error: Exception) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames[-6:]]
