"""A button's meaning, to and from the 1-64 bytes that Telegram carries for it."""

import re
from dataclasses import dataclass

MAX_BYTES = 64  # Bot API, InlineKeyboardButton.callback_data
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # Telegram's deep links
_PARTS = re.compile(r"[A-Za-z0-9_./+:-]*")  # with colons between


@dataclass(frozen=True, slots=True)
class Action:
    """What a tap asks for: a feature, one of its verbs, and arguments in plain ASCII."""

    feature: str
    verb: str
    args: tuple[str, ...] = ()


def action(feature: str, verb: str, *args: str | int) -> Action:
    """Return an action; numbers become text."""
    return Action(feature, verb, tuple(str(arg) for arg in args))


def encode(wanted: Action) -> str:
    """Return the callback data; ValueError if it does not fit or would not decode to the same."""
    parts = (wanted.feature, wanted.verb, *wanted.args)
    data = ":".join(parts)
    whole = data.count(":") == len(parts) - 1
    if not (whole and _PARTS.fullmatch(data)) or len(data) > MAX_BYTES:
        raise ValueError(f"a button cannot carry {data!r}")
    return data


def decode(data: str | None) -> Action | None:
    """Return what a button means, or None where it was never one of ours."""
    if not data or len(data) > MAX_BYTES:
        return None
    feature, *rest = data.split(":")
    if not rest or not _PARTS.fullmatch(data):
        return None
    return Action(feature, rest[0], tuple(rest[1:]))


def payload(wanted: Action) -> str:
    """Return an action as a link into the private chat carries it; ValueError if it cannot."""
    parts = (wanted.feature, wanted.verb, *wanted.args)
    text = "-".join(parts)
    if not _PAYLOAD.fullmatch(text) or text.count("-") != len(parts) - 1:
        raise ValueError(f"a link cannot carry {text!r}")
    return text


def from_payload(text: str) -> Action | None:
    """Return what a link into the private chat means, or None where it was never one of ours."""
    feature, *rest = text.split("-")
    return Action(feature, rest[0], tuple(rest[1:])) if rest and _PAYLOAD.fullmatch(text) else None
