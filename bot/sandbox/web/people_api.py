"""What people do, over HTTP: writing, tapping, voting, blocking, and moving the clock."""

from collections.abc import Callable, Mapping

import orjson
from aiohttp import web

from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Json, RefusalError
from bot.sandbox.telegram import Telegram
from bot.sandbox.web.forms import Form, FormError
from bot.sandbox.web.view import View

_NEWEST_CALLS = 200
_LONGEST_JUMP_S = 3660 * 86_400  # ten years

# A browser shows these; everything else is only ever downloaded.
_SHOWN = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


class PeopleApi:
    """The page's requests, each carried out on the fake."""

    def __init__(self, telegram: Telegram, clock: MovableClock, view: View) -> None:
        self._telegram = telegram
        self._clock = clock
        self._view = view
        self._actions: Mapping[str, Callable[[Form], Json]] = {
            "say": self._say,
            "edit": self._edit,
            "tap": self._tap,
            "vote": self._vote,
            "block": self._block,
            "unblock": self._unblock,
            "sticker": self._sticker,
            "voice": self._voice,
            "location": self._location,
            "clock": self._forward,
        }

    def routes(self) -> list[web.RouteDef]:
        """List what is served, to be added to an application below /api."""
        return [
            web.get("/state", self.state),
            web.get("/calls", self.calls),
            web.get("/file", self.file),
            web.post("/photo", self.photo),
            web.post("/document", self.document),
            web.post("/{action}", self.act),
        ]

    async def state(self, request: web.Request) -> web.Response:
        """Answer with all that the page shows; `person` and `chat` choose the open chat."""
        form = Form(request.query)
        return self._attempt(
            lambda: self._view.state(form.number_or_none("person"), form.number_or_none("chat"))
        )

    async def calls(self, _request: web.Request) -> web.Response:
        """Answer with the names of the bot's newest calls, oldest first."""
        newest = list(self._telegram.calls)[-_NEWEST_CALLS:]
        return _json({"calls": [{"method": call.method, "status": call.status} for call in newest]})

    async def file(self, request: web.Request) -> web.Response:
        """Answer with a file by its id; only pictures and films are for showing."""
        try:
            content = self._telegram.file(request.query.get("id", ""))
        except KeyError:
            return _refused("There is no such file.", 404)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
        kind = _shown_type(content)
        if kind is None or "name" in request.query:
            headers["Content-Disposition"] = "attachment"
        kind = kind or "application/octet-stream"
        return web.Response(body=content, content_type=kind, headers=headers)

    async def photo(self, request: web.Request) -> web.Response:
        """Send the body as a person's picture."""
        form = Form(request.query)
        content = await request.read()
        if _shown_type(content) not in {"image/png", "image/jpeg"}:
            return _refused("A picture must be a PNG or a JPEG file.")
        return self._attempt(lambda: self._photo(form, content))

    async def document(self, request: web.Request) -> web.Response:
        """Send the body as a person's file, by the name in the query."""
        form = Form(request.query)
        content = await request.read()
        return self._attempt(lambda: self._document(form, content))

    async def act(self, request: web.Request) -> web.Response:
        """Carry out what the path names, with the JSON body's values."""
        action = self._actions.get(request.match_info["action"])
        if action is None:
            return _refused("There is no such action.", 404)
        try:
            body = orjson.loads(await request.read())
        except orjson.JSONDecodeError:
            return _refused("The body must be JSON.")
        if not isinstance(body, dict):
            return _refused("The body must be a JSON object.")
        return self._attempt(lambda: action(Form(body)))

    def _attempt(self, deed: Callable[[], Json]) -> web.Response:
        try:
            return _json(deed())
        except KeyError:
            return _refused("There is no such person, chat, message or poll.", 404)
        except ValueError as error:
            return _refused(str(error))
        except RefusalError as error:
            return _refused(f"Telegram would refuse this: {error.description}.")

    def _say(self, form: Form) -> Json:
        person, chat = form.number("person"), form.number_or_none("chat")
        reply = form.number_or_none("reply_to")
        text = form.text("text")
        return {"message": self._telegram.say(person, text, chat_id=chat, reply_to=reply)}

    def _edit(self, form: Form) -> Json:
        person, chat = form.number("person"), form.number_or_none("chat")
        self._telegram.edit(person, form.number("message_id"), form.text("text"), chat_id=chat)
        return {"done": True}

    def _tap(self, form: Form) -> Json:
        person, chat = form.number("person"), form.number_or_none("chat")
        message = form.number("message_id")
        return {"query_id": self._telegram.tap(person, message, form.text("data"), chat_id=chat)}

    def _vote(self, form: Form) -> Json:
        self._telegram.vote(form.number("person"), form.text("poll_id"), form.numbers("option_ids"))
        return {"done": True}

    def _block(self, form: Form) -> Json:
        self._telegram.block(form.number("person"))
        return {"done": True}

    def _unblock(self, form: Form) -> Json:
        self._telegram.unblock(form.number("person"))
        return {"done": True}

    def _photo(self, form: Form, content: bytes) -> Json:
        person, chat = form.number("person"), form.number_or_none("chat")
        return {"message": self._telegram.send_photo(person, content, chat_id=chat)}

    def _document(self, form: Form, content: bytes) -> Json:
        person, chat, name = form.number("person"), form.number_or_none("chat"), form.text("name")
        return {"message": self._telegram.send_file(person, name, content, chat_id=chat)}

    def _sticker(self, form: Form) -> Json:
        person, chat = form.number("person"), form.number_or_none("chat")
        return {"message": self._telegram.send_sticker(person, form.text("emoji"), chat_id=chat)}

    def _voice(self, form: Form) -> Json:
        person, chat = form.number("person"), form.number_or_none("chat")
        duration = form.number("duration")
        return {"message": self._telegram.send_voice(person, duration, chat_id=chat)}

    def _location(self, form: Form) -> Json:
        person, chat = form.number("person"), form.number_or_none("chat")
        at = (form.decimal("latitude"), form.decimal("longitude"))
        return {"message": self._telegram.send_location(person, *at, chat_id=chat)}

    def _forward(self, form: Form) -> Json:
        seconds = form.number("forward_s")
        if not 0 <= seconds <= _LONGEST_JUMP_S:
            raise FormError("The clock only goes forward, at most ten years at once.")
        now = self._clock.forward(seconds)
        self._telegram.moved()
        return {"now_ms": now.timestamp(unit="millisecond")}


def _shown_type(content: bytes) -> str | None:
    """Return the media type of a picture or film by its first bytes."""
    if content[4:8] == b"ftyp":
        return "video/mp4"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _SHOWN.items() if content.startswith(start)), None)


def _json(body: Json, status: int = 200) -> web.Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    headers["Content-Type"] = "application/json"
    return web.Response(body=orjson.dumps(body), status=status, headers=headers)


def _refused(sentence: str, status: int = 400) -> web.Response:
    return _json({"error": sentence}, status)
