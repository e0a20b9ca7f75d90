"""What goes in and out of the fake: files, answers, recorded calls and injected faults."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """A file as uploaded: the name it was given, its bytes and its media type."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Query:
    """A call whose parameters were checked: `args` hold values of the documented types."""

    method: str
    args: Json
    files: Mapping[str, File]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP: the status, and Telegram's JSON body."""

    status: int
    body: Json


@dataclass(frozen=True, slots=True)
class Call:
    """A call that the bot made, with its parameters as the fake read them, and the status."""

    method: str
    params: Json
    status: int


class RefusalError(Exception):
    """Telegram refuses: `description` is in its words, after the prefix for the status."""

    def __init__(self, description: str, status: int = 400, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
        self.retry_after = retry_after
        self.moved_to: int | None = None


class ConnectionLostError(Exception):
    """The connection broke before an answer came; `sent` tells whether the call went out."""

    def __init__(self, *, sent: bool) -> None:
        super().__init__("connection lost")
        self.sent = sent


class NoAnswerError(Exception):
    """The call was sent and is never answered."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong with one call, before it takes effect or after.

    `refused`: no connection, so the call has no effect. `dropped`: the connection breaks.
    `timed_out`: no answer ever. `error`: the answer is `status` with `description`.
    """

    kind: Literal["error", "refused", "dropped", "timed_out"] = "error"
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    after: bool = False
    delay_s: float = 0.0


Faults = Callable[[str, Json], Fault | None]

_PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


def refusal(error: RefusalError) -> Answer:
    """Word a refusal as Telegram's servers do."""
    prefix = _PREFIXES.get(error.status, "")
    text = error.description
    if prefix and not text.startswith(prefix):
        # Telegram lowers the first letter of a sentence, and leaves codes as they are.
        code = text[1:2] == "_" or text[1:2].isupper()
        text = f"{prefix}: {text if code else text[:1].lower() + text[1:]}" if text else prefix
    body: Json = {"ok": False, "error_code": error.status, "description": text}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    if error.moved_to is not None:
        body["parameters"] = {"migrate_to_chat_id": error.moved_to}
    return Answer(error.status, body)


def flooded(retry_after: int) -> RefusalError:
    """Make the refusal for too many requests."""
    return RefusalError(f"Too Many Requests: retry after {retry_after}", 429, retry_after)


def moved(to: int) -> RefusalError:
    """Make the refusal for a group that has become a supergroup."""
    error = RefusalError("group chat was upgraded to a supergroup chat")
    error.moved_to = to
    return error
